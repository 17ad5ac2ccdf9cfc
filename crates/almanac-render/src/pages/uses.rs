//! The sentences of pages that a source supports, as they read.

use std::collections::HashMap;

use almanac_model::{Fact, Page, Question, SourceIdentity, SourceUse};
use almanac_syntax::{first_sentence, last_sentence};

use crate::facts;
use crate::plain_line::plain_line;
use crate::view::View;

/// How many sentences of a page are shown.
const MOST_SENTENCES: usize = 5;

/// How many characters of a sentence are shown.
const LONGEST: usize = 300;

/// How far behind a mark a sentence may end, and how far before it one may begin, in bytes. A paragraph may cite thousands
/// of works, and each of them has a page for which it is read.
const FARTHEST: usize = 600;
const FARTHEST_BEFORE: usize = 1_500;

/// What of a page a work supports: its sentences and values, each once, at most five, and how many more there are.
pub(super) fn uses(site: &View<'_>, page: &Page, work: &SourceIdentity) -> (Vec<String>, usize) {
    let own = site.in_language_of(page.version.as_ref());
    let cited = page
        .cited
        .iter()
        .filter(|cited| cited.source.identity == *work);
    let keys: Vec<&str> = cited
        .clone()
        .map(|cited| cited.source.key.as_str())
        .collect();
    let mut places: Vec<SourceUse> = cited.flat_map(|cited| cited.uses.iter().copied()).collect();
    places.sort_by_key(|place| place.start);
    let names = |fact: &&Fact| fact.sources.iter().any(|key| keys.contains(&key.as_str()));
    let values = page
        .facts
        .iter()
        .filter(names)
        .map(|fact| value(&own, fact));
    let mut found: Vec<String> = Vec::new();
    let mut beside = BesideBody::default();
    let mut more = 0;
    for place in &places {
        // What is not shown need not be read.
        if found.len() == MOST_SENTENCES {
            more += 1;
            continue;
        }
        let sentence = match beside.text_around(page, *place) {
            Some((before, behind)) => sentence(&own, page, *place, before, behind),
            None => in_block(&own, page, *place),
        };
        if !sentence.is_empty() && !found.contains(&sentence) {
            found.push(sentence);
        }
    }
    for value in values {
        match found.len() == MOST_SENTENCES {
            true => more += 1,
            false if !found.contains(&value) => found.push(value),
            false => {}
        }
    }
    (found, more)
}

/// A value with the name of its property.
fn value(site: &View<'_>, fact: &Fact) -> String {
    let config = site.snapshot().config();
    let property = config.property(fact.property.as_str());
    let label = property.map_or(fact.property.as_str(), |property| &property.label);
    let words = facts::words_with_unit(site, fact);
    let part = fact.applies_to.as_deref().map(|part| format!(" ({part})"));
    format!("{label}{}: {words}", part.unwrap_or_default())
}

/// Which citations of the texts beside a body have been found in these.
#[derive(Default)]
struct BesideBody<'p> {
    /// How often each citation has been, as it is written.
    found: HashMap<&'p str, usize>,
}

impl<'p> BesideBody<'p> {
    /// What stands before a citation, itself included, and what stands behind it, if that is a takeaway, a question or the
    /// reason of a prerequisite. Their file has them in quotes, folded or escaped, and other fields behind them.
    fn text_around(&mut self, page: &'p Page, place: SourceUse) -> Option<(&'p str, &'p str)> {
        let [start, end] = [place.start, place.end].map(|at| at as usize);
        let is_in_question = |question: &Question| question.span.contains(&start);
        if page.body.contains(&start) && !page.questions.iter().any(is_in_question) {
            return None;
        }
        let citation = page.text.get(start..end)?;
        let count = self.found.entry(citation).or_default();
        let in_text = |text: &'p str| {
            let places = text.match_indices(citation).map(|(at, _)| at);
            places.map(move |at| text.split_at(at + citation.len()))
        };
        // Which of them comes first in the file does not matter: all are shown.
        let around = texts_beside(page).flat_map(in_text).nth(*count);
        *count += usize::from(around.is_some());
        around
    }
}

/// The texts of Markdown in the front matter and in the questions of a page.
fn texts_beside(page: &Page) -> impl Iterator<Item = &str> {
    let takeaways = page.takeaways.iter().map(|takeaway| &*takeaway.text);
    let requires = page.requires.iter();
    let reasons = requires.filter_map(|required| required.reason.as_deref());
    let questions = page.questions.iter();
    let asked = questions.flat_map(|question| [&*question.ask, &*question.answer]);
    takeaways.chain(reasons).chain(asked)
}

/// The sentence, cell or item of a body that a citation stands in, or behind.
fn in_block(site: &View<'_>, page: &Page, place: SourceUse) -> String {
    let text = &*page.text;
    let [block, end] = [place.block, place.end].map(|at| at as usize);
    let (Some(before), Some(behind)) = (text.get(block..end), text.get(end..)) else {
        return String::new();
    };
    // In a figure or in front matter another field stands on the next line.
    let line = &text[text[..block].rfind('\n').map_or(0, |end| end + 1)..block];
    let behind = match is_field(line) {
        true => behind.lines().next().unwrap_or_default(),
        false => behind,
    };
    sentence(
        site,
        page,
        place,
        before,
        behind.trim_end_matches(['"', '\'']),
    )
}

/// Whether a text begins a field: `title: `.
fn is_field(line: &str) -> bool {
    let name = line.trim_start().trim_end_matches(['"', '\'', ' ']);
    let name = name.strip_suffix(':').unwrap_or_default();
    !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The sentence that a citation stands in, or behind. `before` ends with the citation.
fn sentence(site: &View<'_>, page: &Page, place: SourceUse, before: &str, behind: &str) -> String {
    let text = &*page.text;
    let start = place.start as usize;
    let before = near_end(before);
    let before = plain_line(site, Some(page), without_marks(before));
    let sentence = before[last_sentence(&before)..].trim();
    let ends = sentence.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟']);
    let is_subject = text[start..].starts_with(['@', '-']);
    if ends && !is_subject {
        return cut(sentence);
    }
    let rest = plain_line(site, Some(page), rest_of_block(behind));
    let rest = &rest[..first_sentence(&rest)];
    let gap = match behind.starts_with(char::is_whitespace) && !sentence.is_empty() {
        true => " ",
        false => "",
    };
    cut(&format!("{sentence}{gap}{}", rest.trim()))
}

/// As much of a block as may hold the sentence at its end, from a word on.
fn near_end(block: &str) -> &str {
    let from = block.ceil_char_boundary(block.len().saturating_sub(FARTHEST_BEFORE));
    match block[from..].find(char::is_whitespace) {
        Some(space) if from > 0 => &block[from + space..],
        _ => &block[from..],
    }
}

/// The words of a block without the marks that it begins with.
fn without_marks(block: &str) -> &str {
    let digits = block
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let block = match digits.starts_with(". ") || digits.starts_with(") ") {
        true => &digits[2..],
        false => block,
    };
    block.trim_start_matches([
        '#', '>', '-', '*', '+', '|', '"', '\'', ' ', '\t', '\n', '\r',
    ])
}

/// What follows in the same paragraph, item or cell.
fn rest_of_block(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(FARTHEST)];
    let is_edge = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line.trim().is_empty()
            || line.starts_with(['#', '|', '-', '*', '+', '`', ':'])
            || digits.len() < line.len() && digits.starts_with(['.', ')'])
    };
    let mut end = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 && is_edge(line) {
            break;
        }
        end += line.len();
    }
    let rest = &text[..end];
    rest.find(" |")
        .or_else(|| rest.find("|\n"))
        .map_or(rest, |bar| &rest[..bar])
}

/// A sentence that is not too long, cut at a word.
fn cut(sentence: &str) -> String {
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = sentence.char_indices().nth(LONGEST) else {
        return sentence;
    };
    let words = sentence[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &sentence[..words])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_at_its_edge() {
        for (text, rest) in [
            (" and on\nit goes.\n\nNext.", " and on\nit goes.\n"),
            (" and on\n- next", " and on\n"),
            (" cell | next |\n| row |", " cell"),
            (".", "."),
        ] {
            assert_eq!(rest_of_block(text), rest);
        }
        assert_eq!(without_marks("12. It"), "It");
        assert_eq!(without_marks("- It"), "It");
        assert_eq!(without_marks("1990 it"), "1990 it");
    }
}
