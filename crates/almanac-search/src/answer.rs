//! The fact that a query asks for: `mistral founded`, `when was mistral founded`, `models hosted by hugging face 2024`.
//!
//! There is an answer only where the query is nothing but the name of a page, the name of a property that the page states,
//! a date, and words that make a question of these. Whatever else stands there may turn the meaning, and then there is
//! none.

mod property;
mod questions;

use std::ops::Range;

use almanac_locale::{date_forms, is_current_fact, stated_facts};
use almanac_model::{Date, Fact, FactReference, Page, PropertyName, Rank, Snapshot, event_heading};

pub use self::questions::{AskedProperty, FactQuestions, QuestionWords};

use self::property::asked_property;
use crate::cut::{Token, TokenForm, cut};
use crate::document::SearchSubject;
use crate::index::{Index, NameKey, NameWords};
use crate::query::parse_query;
use crate::request::{Filters, SearchRequest};
use crate::results::{DirectAnswer, SearchResults};
use crate::rules::WritingRules;
use crate::search::Texts;
use crate::small_words::is_small_word;

/// How many words a question has at most. Longer ones are no questions for one fact.
const LONGEST: usize = 16;

/// The fact that a request asks for, if it asks for one. `results` are what was found for it.
pub(crate) fn direct_answer(
    index: &Index,
    snapshot: &Snapshot,
    texts: &dyn Texts,
    request: &SearchRequest,
    results: &SearchResults,
) -> Option<DirectAnswer> {
    let query = parse_query(&request.query, texts.known_values());
    let is_plain = query.excluded.is_empty()
        && [&query.filters, &request.filters]
            .iter()
            .all(|filters| **filters == Filters::default())
        && query
            .wanted
            .iter()
            .all(|piece| !piece.is_phrase && !piece.is_address);
    if !is_plain || request.page > 1 {
        return None;
    }
    let texts: Vec<&str> = query.wanted.iter().map(|piece| piece.text.trim()).collect();
    let text = texts.join(" ");
    let question = Question::of(snapshot, &text);
    if question.words.is_empty() || question.words.len() > LONGEST {
        return None;
    }
    let named = question.named_answer(index);
    named.unwrap_or_else(|| question.answer_of_best(results))
}

/// A question, cut into words.
pub(crate) struct Question<'q> {
    pub snapshot: &'q Snapshot,
    text: &'q str,
    /// The words and the parts of words, in order.
    words: Vec<Token>,
    /// The words with the signs at their edges, where they have any.
    signed: Vec<Token>,
    /// The languages of the almanac.
    languages: Vec<String>,
}

/// What of a question is left without the name of a page.
pub(crate) struct Rest<'q> {
    /// The words that may name a property.
    pub asked: Vec<&'q Token>,
    /// The words that make it a question.
    pub small: Vec<&'q Token>,
    /// As of when the fact is asked for.
    as_of: Option<Date>,
}

impl<'q> Question<'q> {
    fn of(snapshot: &'q Snapshot, text: &'q str) -> Self {
        let config = snapshot.config();
        let mut tokens = cut(text, &WritingRules::of(&config.language));
        let signed = tokens.extract_if(.., |token| token.form == TokenForm::Signed);
        let signed = signed.collect();
        let is_word = |token: &Token| matches!(token.form, TokenForm::Word | TokenForm::Pair);
        let others = config.languages.iter().map(|language| language.to_string());
        Self {
            snapshot,
            text,
            words: tokens.into_iter().filter(is_word).collect(),
            signed,
            languages: std::iter::once(config.language.clone())
                .chain(others)
                .collect(),
        }
    }

    /// The language in which properties are named.
    pub fn language(&self) -> &str {
        &self.languages[0]
    }

    /// The answer of the page that some words of the question name; of the longest name that has one. `None` if no words
    /// are a name, `Some(None)` if there is no answer though some are.
    fn named_answer(&self, index: &Index) -> Option<Option<DirectAnswer>> {
        let mut is_any_named = false;
        for length in (1..self.words.len()).rev() {
            let mut answers: Vec<DirectAnswer> = Vec::new();
            for start in 0..=self.words.len() - length {
                let name = start..start + length;
                if let Some(page) = self.page_named(index, &name) {
                    // A name of words like `who` or `the` is hardly meant.
                    is_any_named |= !self.words[name.clone()]
                        .iter()
                        .all(|word| self.is_small(word));
                    answers.extend(self.answer(page, self.without(name)));
                }
            }
            answers.dedup();
            match answers.len() {
                0 => {}
                1 => return Some(answers.pop()),
                // Two pages are named, and the question may be for either.
                _ => return Some(None),
            }
        }
        is_any_named.then_some(None)
    }

    /// The entry or thread that alone bears a name: as its title, else as another name.
    fn page_named(&self, index: &Index, name: &Range<usize>) -> Option<&'q Page> {
        let words = NameWords::of(self.words[name.clone()].iter().chain(&self.signed));
        let named = |key: Option<NameKey>| {
            let names = key.map(|key| index.documents().named(&key));
            names.filter(|names| !names.is_empty())
        };
        let names = named(NameKey::loose(&words));
        let names = names.or_else(|| named(NameKey::other_signs(&words)))?;
        let of_title = |is_title: bool| {
            let is_there = |document| !index.documents().row(document).is_removed;
            let names = names.iter().filter(move |name| name.is_title == is_title);
            let names = names.filter(|name| is_there(name.document));
            let subjects = names.map(|name| index.documents().subject_of(name.document));
            let mut pages: Vec<&Page> = subjects.filter_map(|subject| self.page(subject)).collect();
            pages.dedup_by(|one, other| one.slug == other.slug);
            pages
        };
        let pages = match of_title(true) {
            pages if pages.is_empty() => of_title(false),
            pages => pages,
        };
        match pages[..] {
            [only] => Some(only),
            _ => None,
        }
    }

    /// The entry or thread that is a subject.
    fn page(&self, subject: &SearchSubject) -> Option<&'q Page> {
        let (SearchSubject::Entry(slug) | SearchSubject::Thread(slug)) = subject else {
            return None;
        };
        let index = self.snapshot.page_by_slug(slug.as_str())?;
        Some(self.snapshot.page(index))
    }

    /// The answer of the best hit, if the question has the words with which its title begins: `mistral founded` where the
    /// page is called Mistral AI. Where another page that was found begins so and states the same, nobody knows which is
    /// meant.
    fn answer_of_best(&self, results: &SearchResults) -> Option<DirectAnswer> {
        let found = results.hits.iter().filter_map(|hit| {
            let page = self.page(&hit.subject)?;
            Some((page, self.beginning_of_title(page)?))
        });
        let mut answers = found.filter_map(|(page, name)| self.answer(page, self.without(name)));
        let best = self.page(&results.hits.first()?.subject)?;
        let first = answers.next().filter(|answer| answer.page == best.slug)?;
        answers.next().is_none().then_some(first)
    }

    /// The longest words of the question with which the title of a page begins.
    fn beginning_of_title(&self, page: &Page) -> Option<Range<usize>> {
        let tokens = cut(&page.title, &WritingRules::of(self.language()));
        let is_word = |token: &&Token| matches!(token.form, TokenForm::Word | TokenForm::Pair);
        let title: Vec<&Token> = tokens.iter().filter(is_word).collect();
        let runs = (0..self.words.len()).map(|start| {
            let same = self.words[start..].iter().zip(&title);
            let same = same.take_while(|(word, other)| word.folded == other.folded);
            start..start + same.count()
        });
        let is_name = |run: &Range<usize>| {
            !run.is_empty()
                && !self.words[run.clone()]
                    .iter()
                    .all(|word| self.is_small(word))
        };
        runs.filter(is_name).max_by_key(ExactSizeIterator::len)
    }

    fn is_small(&self, word: &Token) -> bool {
        is_small_word(&word.typed, &word.folded, &self.languages)
    }

    /// What is left without the words of a name.
    fn without(&self, name: Range<usize>) -> Rest<'_> {
        let mut left: Vec<Range<usize>> = vec![0..name.start, name.end..self.words.len()];
        let dated = left.iter().find_map(|part| self.date_in(part.clone()));
        if let Some((date, _)) = &dated {
            left = left
                .into_iter()
                .flat_map(
                    |part| match part.start <= date.start && date.end <= part.end {
                        true => [part.start..date.start, date.end..part.end],
                        false => [part.clone(), part.end..part.end],
                    },
                )
                .collect();
        }
        let words = left.into_iter().flat_map(|part| &self.words[part]);
        let (small, asked) = words.partition(|word| self.is_small(word));
        Rest {
            asked,
            small,
            as_of: dated.map(|(_, date)| date),
        }
    }

    /// A date among some words: a year, or whatever a heading may begin with.
    fn date_in(&self, part: Range<usize>) -> Option<(Range<usize>, Date)> {
        const LONGEST_DATE: usize = 4;
        let starts = part.clone().flat_map(|start| {
            let longest = (start + LONGEST_DATE).min(part.end);
            (start + 1..=longest).rev().map(move |end| start..end)
        });
        let mut dates = starts.filter_map(|words| Some((words.clone(), self.date_of(words)?)));
        dates.next()
    }

    /// The date that some words are.
    fn date_of(&self, words: Range<usize>) -> Option<Date> {
        let words = &self.words[words];
        let (first, last) = (words.first()?, words.last()?);
        // The rules for the headings of events know what is a date.
        let heading = format!("{} · x", &self.text[first.span.start..last.span.end]);
        self.languages.iter().find_map(|language| {
            let read = event_heading(&heading, date_forms(language))?.ok()?;
            (read.title == "x").then_some(read.date)
        })
    }

    /// The answer of a page to what is left of the question.
    fn answer(&self, page: &Page, rest: Rest<'_>) -> Option<DirectAnswer> {
        let property = asked_property(self, page, &rest)?;
        let facts = asked_facts(self.snapshot, page, property, rest.as_of);
        let place = |fact: &&Fact| page.facts.iter().position(|one| std::ptr::eq(one, *fact));
        let facts: Vec<usize> = facts.iter().filter_map(place).collect();
        let page = page.slug.clone();
        (!facts.is_empty()).then_some(DirectAnswer { page, facts })
    }
}

/// The facts of a property that hold now or held at a date: several where sources disagree, or where each is about
/// something else and none about the whole.
fn asked_facts<'p>(
    snapshot: &'p Snapshot,
    page: &'p Page,
    property: PropertyName,
    as_of: Option<Date>,
) -> Vec<&'p Fact> {
    let reference = FactReference {
        entry: None,
        property,
        as_of,
        with_unit: false,
    };
    let Some((_, fact)) = snapshot.fact(page, &reference) else {
        return Vec::new();
    };
    let facts = page.facts_of(reference.property.as_str()).into_iter();
    let facts = facts.filter(|fact| fact.rank != Rank::Deprecated);
    match (as_of, &fact.applies_to) {
        (None, None) => stated_facts(page, fact),
        (None, Some(_)) => facts.filter(|fact| is_current_fact(page, fact)).collect(),
        (Some(date), _) => {
            let is_of_then = |other: &&Fact| {
                let may_be = other.as_of.is_some_and(|of| date.may_equal(&of));
                may_be
                    && other.as_of == fact.as_of
                    && other.applies_to.is_some() == fact.applies_to.is_some()
            };
            facts.filter(is_of_then).collect()
        }
    }
}
