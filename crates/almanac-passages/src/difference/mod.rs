//! What differs between two versions of a page, as a reader would say it: facts by what they state, sources, events,
//! sections, and the text block by block and word by word.

mod facts;
mod lists;
mod past;
mod text;
mod words;

pub use facts::FactChange;
pub use lists::{EventChange, SourceChange};
pub use past::{PastSummary, past_summary, past_words};
pub use text::{BlockChange, TextChange, WordChange};
pub use words::{difference_words, fact_change_words};

use std::collections::BTreeMap;

use almanac_locale::Edition;
use almanac_model::{LearningPath, Page};

use crate::{Field, Passage, TextOwner, TextReader};

/// A version of a page, in the snapshot of its time.
#[derive(Clone, Copy)]
pub struct PageVersion<'e, 's> {
    /// The snapshot, in the language of the page.
    pub edition: &'e Edition<'s>,
    /// The page.
    pub page: &'s Page,
}

/// What differs between two versions of a page.
#[derive(Debug, Clone, PartialEq)]
pub struct PageDifference<'s> {
    /// The title before and since, if it is another.
    pub title: Option<(&'s str, &'s str)>,
    /// Whether the summary is another.
    pub has_other_summary: bool,
    /// Whether the takeaways are others.
    pub has_other_takeaways: bool,
    /// Whether the questions are others.
    pub has_other_questions: bool,
    /// The facts, by the order of the later version.
    pub facts: Vec<FactChange<'s>>,
    /// The sources, by key.
    pub sources: Vec<SourceChange<'s>>,
    /// The events, in their order.
    pub events: Vec<EventChange<'s>>,
    /// The headings of the sections whose text is another; an empty one is what stands before the first. Events are none.
    pub sections: Vec<String>,
    /// Whether the two files differ in nothing but how their lines end.
    pub is_of_line_ends: bool,
}

impl<'s> PageDifference<'s> {
    /// What differs between two versions. One that is not there has nothing.
    pub fn of(before: Option<PageVersion<'_, 's>>, after: Option<PageVersion<'_, 's>>) -> Self {
        let (old, new) = (before.map(|one| one.page), after.map(|one| one.page));
        let title = old.zip(new).map(|(old, new)| (&*old.title, &*new.title));
        let differs = |part: &dyn Fn(&Page) -> String| {
            old.map(part).unwrap_or_default() != new.map(part).unwrap_or_default()
        };
        let is_of_line_ends = old.zip(new).is_some_and(|(old, new)| {
            old.text != new.text && without_line_ends(&old.text) == without_line_ends(&new.text)
        });
        Self {
            title: title.filter(|(old, new)| old != new),
            has_other_summary: differs(&|page| page.summary.clone().unwrap_or_default()),
            has_other_takeaways: differs(&|page| {
                let takeaways = page.takeaways.iter();
                takeaways
                    .map(|takeaway| format!("{}\n", takeaway.text))
                    .collect()
            }),
            has_other_questions: differs(&|page| {
                let questions = page.questions.iter();
                questions
                    .map(|question| format!("{}\n{}\n", question.ask, question.answer))
                    .collect()
            }),
            facts: facts::changes(old, new),
            sources: lists::source_changes(old, new),
            events: lists::event_changes(old, new),
            sections: other_sections(before, after),
            is_of_line_ends,
        }
    }

    /// Whether a reader is told nothing else.
    pub fn is_empty(&self) -> bool {
        self.title.is_none()
            && !self.has_other_summary
            && !self.has_other_takeaways
            && !self.has_other_questions
            && self.facts.is_empty()
            && self.sources.is_empty()
            && self.events.is_empty()
            && self.sections.is_empty()
    }
}

/// What differs in the words of two versions: title, summary and text.
pub fn text_change(
    before: Option<PageVersion<'_, '_>>,
    after: Option<PageVersion<'_, '_>>,
) -> TextChange {
    let read = |version: Option<PageVersion<'_, '_>>| version.map(passages).unwrap_or_default();
    TextChange::of(&read(before), &read(after))
}

/// What differs in the words of two versions of a path: title, summary, whom it is for, its steps with their reasons,
/// introduction and closing page. Each comes with its edition, as in [`PageVersion`].
pub fn path_text_change<'s>(
    before: Option<(&Edition<'s>, &'s LearningPath)>,
    after: Option<(&Edition<'s>, &'s LearningPath)>,
) -> TextChange {
    let read = |version: Option<(&Edition<'s>, &'s LearningPath)>| {
        version
            .map(|(edition, path)| path_passages(edition, path))
            .unwrap_or_default()
    };
    TextChange::of(&read(before), &read(after))
}

fn path_passages<'s>(edition: &Edition<'s>, path: &'s LearningPath) -> Vec<Passage> {
    let owner = TextOwner::Path(path);
    let block = |field: Field, text: &str| Passage {
        field,
        anchor: None,
        text: text.to_owned(),
    };
    let line = |text: &str| TextReader::read_line(edition, owner, text);
    let mut all = vec![block(Field::Title, &path.title)];
    all.extend(
        path.summary
            .as_deref()
            .map(|summary| block(Field::Summary, summary)),
    );
    all.extend(
        path.audience
            .as_deref()
            .map(|audience| block(Field::Text, &line(audience))),
    );
    let parts = [Some(path.introduction.clone()), path.closing.clone()];
    let mut parts = parts.into_iter().map(|part| {
        let read = |range| {
            TextReader::new(edition, owner)
                .compared()
                .read(&path.text, range)
        };
        part.map(read).unwrap_or_default()
    });
    all.extend(parts.next().unwrap_or_default());
    for step in &path.steps {
        all.push(block(Field::Heading, &step.read));
        all.push(block(Field::Text, &line(&step.why)));
    }
    all.extend(parts.next().unwrap_or_default());
    all
}

/// The words of a version, block by block: what the page itself shows, without its facts and sources.
fn passages(version: PageVersion<'_, '_>) -> Vec<Passage> {
    let page = version.page;
    let block = |field: Field, text: &str| Passage {
        field,
        anchor: None,
        text: text.to_owned(),
    };
    let mut all = vec![block(Field::Title, &page.title)];
    all.extend(
        page.summary
            .as_deref()
            .map(|summary| block(Field::Summary, summary)),
    );
    let owner = TextOwner::Page(page);
    for takeaway in &page.takeaways {
        let words = TextReader::read_line(version.edition, owner, &takeaway.text);
        all.push(block(Field::Text, &words));
    }
    all.extend(body(version));
    all
}

fn body(version: PageVersion<'_, '_>) -> Vec<Passage> {
    let page = version.page;
    let reader = TextReader::new(version.edition, TextOwner::Page(page)).compared();
    reader.read(&page.text, page.body.clone())
}

/// The headings of sections whose words differ. What is under the heading of an event is told with that.
fn other_sections(
    before: Option<PageVersion<'_, '_>>,
    after: Option<PageVersion<'_, '_>>,
) -> Vec<String> {
    let sections = |version: Option<PageVersion<'_, '_>>| version.map(sections).unwrap_or_default();
    let (old, new) = (sections(before), sections(after));
    let words = |sections: &[Section]| -> BTreeMap<(String, usize), String> {
        let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
        let named = sections.iter().map(|section| {
            let place = seen.entry(&section.heading).or_default();
            *place += 1;
            ((section.heading.clone(), *place), section.words.clone())
        });
        named.collect()
    };
    let (old_words, new_words) = (words(&old), words(&new));
    let mut changed = Vec::new();
    for section in new.iter().chain(&old) {
        let is_other = (1..).map(|place| (section.heading.clone(), place));
        let is_other = is_other
            .take_while(|key| old_words.contains_key(key) || new_words.contains_key(key))
            .any(|key| old_words.get(&key) != new_words.get(&key));
        let is_empty = section.heading.is_empty() && section.words.is_empty();
        if is_other && !is_empty && !changed.contains(&section.heading) {
            changed.push(section.heading.clone());
        }
    }
    changed
}

/// A heading and the words up to the next.
struct Section {
    heading: String,
    words: String,
}

fn sections(version: PageVersion<'_, '_>) -> Vec<Section> {
    let mut sections = vec![Section {
        heading: String::new(),
        words: String::new(),
    }];
    let mut is_event = false;
    for passage in body(version) {
        if passage.field == Field::Heading {
            // The anchor of an event is its page's.
            let anchor = passage.anchor.as_deref().unwrap_or_default();
            is_event = anchor.starts_with('/');
            if !is_event {
                sections.push(Section {
                    heading: passage.text,
                    words: String::new(),
                });
            }
        } else if !is_event && let Some(section) = sections.last_mut() {
            section.words.push_str(&passage.text);
            section.words.push('\n');
        }
    }
    sections
}

fn without_line_ends(text: &str) -> String {
    text.trim_start_matches('\u{feff}')
        .replace("\r\n", "\n")
        .replace('\r', "\n")
}
