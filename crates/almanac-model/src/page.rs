//! Entries and threads: the pages that share one namespace of slugs.

use std::borrow::Cow;
use std::hash::{Hash, Hasher};
use std::ops::{Deref, DerefMut, Range};
use std::sync::Arc;

use crate::file_names::MAX_NAME_BYTES;
use crate::{
    Address, CitedSource, CitedSources, ContentFile, ContentId, Event, EventName, Fact,
    LanguageTag, Level, MovedEvent, PropertyName, ReadingTime, Slug, Source, Weight, fragment_key,
    normalize_title,
};

/// What tells an entry from a thread.
#[derive(Debug, Clone, PartialEq, Hash)]
pub enum Form {
    /// An encyclopedia page about one thing.
    Entry {
        /// Its kind, as `almanac.toml` names it.
        kind: String,
    },
    /// A storyline kept current.
    Thread {
        /// What happened, oldest first.
        events: Vec<Event>,
        /// The events that other threads had before.
        moved: Vec<MovedEvent>,
    },
}

/// A heading of a page.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Heading {
    /// Its depth, from 1.
    pub depth: u8,
    /// Its words.
    pub text: String,
    /// The fragment by which it is linked to; unique on its page.
    pub anchor: String,
    /// Its words with the marks that stand in the file, without their signs, if they differ from the words: programs for notes
    /// name headings so.
    pub marked: Option<Box<str>>,
    /// The id that the generator of the site gives it whose folder this is, if that is another: links name it.
    pub generated: Option<Box<str>>,
    /// Its bytes.
    pub span: Range<usize>,
}

/// The heading that only repeats the title of its page: the first words of a body, if no other heading says the same. A page
/// shows its title once.
pub(crate) fn repeated_title<'h>(
    outline: &'h [Heading],
    title: &str,
    before: &str,
) -> Option<&'h Heading> {
    let says_title = |heading: &&Heading| {
        let (heading, title) = (heading.text.trim(), title.trim());
        heading == title || heading.to_lowercase() == title.to_lowercase()
    };
    let first = outline.first().filter(says_title)?;
    let is_alone = !outline[1..].iter().any(|other| says_title(&other));
    (is_alone && before.trim().is_empty()).then_some(first)
}

/// The heading that a link names: by its anchor, else by its words. `A#B` is the first `B` behind the heading `A`.
pub(crate) fn find_heading<'h>(outline: &'h [Heading], name: &str) -> Option<&'h Heading> {
    if let Some(place) = place_of_heading(outline, name) {
        return Some(&outline[place]);
    }
    // More `#` than one in front are one.
    if let Some(rest) = name.strip_prefix('#') {
        return find_heading(outline, rest);
    }
    let names = parts_of_heading(name)?;
    let mut behind = outline;
    let mut found = None;
    for name in &names {
        let place = place_of_heading(behind, name);
        // One that stands elsewhere is meant rather than the top of the page.
        let Some(place) = place else {
            let last = place_of_heading(outline, names.last()?)?;
            return Some(&outline[last]);
        };
        found = Some(&behind[place]);
        behind = &behind[place + 1..];
    }
    found
}

/// The headings, outermost first, by which a link names one: `A#B`. `None` if it is only one, or more than headings stand
/// in each other.
pub fn parts_of_heading(name: &str) -> Option<Vec<&str>> {
    const MAX_DEPTH: usize = 6;
    let parts: Vec<&str> = name.split('#').take(MAX_DEPTH + 1).map(str::trim).collect();
    (2..=MAX_DEPTH).contains(&parts.len()).then_some(parts)
}

fn place_of_heading(outline: &[Heading], name: &str) -> Option<usize> {
    let by_anchor = outline.iter().position(|heading| heading.anchor == name);
    let by_generated = || {
        let key = fragment_key(name);
        let mut headings = outline.iter();
        headings.position(|heading| heading.generated.as_deref() == Some(&*key))
    };
    let by_kept = || {
        let kept = letters_of_anchor(name)?;
        let mut headings = outline.iter();
        headings.position(|heading| heading.anchor == kept)
    };
    by_anchor
        .or_else(by_generated)
        .or_else(by_kept)
        .or_else(|| {
            let words = normalize_title(name);
            let words_of = |heading: &Heading| normalize_title(&heading.text);
            let same = outline
                .iter()
                .position(|heading| words_of(heading) == words);
            let loose = without_signs(name);
            let is_near = |heading: &Heading| {
                without_signs(&heading.text) == loose || heading.marked.as_deref() == Some(&*loose)
            };
            same.or_else(|| {
                outline
                    .iter()
                    .position(is_near)
                    .filter(|_| !loose.is_empty())
            })
        })
}

/// The words of a heading as they stand in a file, `## Of [[Heron|herons]]`, as programs for notes compare them; `None` if they
/// are the same without their marks.
pub fn marked_words(written: &str, words: &str) -> Option<Box<str>> {
    let line = written.trim_start().lines().next()?;
    let line = line
        .trim_start_matches('#')
        .trim_end()
        .trim_end_matches('#');
    let marked = without_signs(line);
    (marked != without_signs(words)).then(|| marked.into_boxed_str())
}

/// What an anchor keeps of one that another program made, with signs that ours have not: `status-🧪`. `None` if it has none.
fn letters_of_anchor(name: &str) -> Option<String> {
    let is_kept = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_') || !is_sign(c);
    let kept: String = name.chars().filter(|c| is_kept(*c)).collect();
    let is_anchor = !name.contains(' ') && kept.contains('-');
    (kept.len() < name.len() && is_anchor).then_some(kept)
}

/// Whether a letter is a picture, which no anchor keeps.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2bff}' | '\u{fe0f}' | '\u{1f000}'..='\u{1faff}')
}

/// The words of a heading as programs for notes compare them: without the signs that can't stand in a link, or that mean
/// something in Markdown.
fn without_signs(text: &str) -> String {
    let is_sign = |c: char| "!\"#$%&()*+,.:;<=>?@^`{|}~/[]\\".contains(c);
    normalize_title(&text.replace(is_sign, " "))
}

/// A block to which its author gave an id.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NamedBlock {
    /// The id, with its caret.
    pub id: String,
    /// The bytes of the block.
    pub span: Range<usize>,
}

/// A page that should be understood before this one.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Prerequisite {
    /// The page's slug.
    pub page: Slug,
    /// What of it is needed here.
    pub reason: Option<String>,
    /// The bytes that name it.
    pub span: Range<usize>,
}

/// A review question.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Question {
    /// Its permanent id.
    pub id: ContentId,
    /// What is asked, as Markdown.
    pub ask: String,
    /// The answer, as Markdown.
    pub answer: String,
    /// The facts that it tests.
    pub facts: Vec<PropertyName>,
    /// The bytes of its block.
    pub span: Range<usize>,
}

/// One of the sentences that a page leaves its reader with.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Takeaway {
    /// The sentence, as Markdown.
    pub text: String,
    /// The bytes that it stands in.
    pub span: Range<usize>,
}

/// An entry or a thread.
#[derive(Debug, Clone, PartialEq, Hash)]
pub struct Page {
    /// What it has in common with all other content.
    pub content: ContentFile,
    /// Whether it is an entry or a thread, and what only that has.
    pub form: Form,
    /// The bytes of the text after the front matter.
    pub body: Range<usize>,
    /// How much it asks of its reader.
    pub level: Option<Level>,
    /// What should be understood before it.
    pub requires: Vec<Prerequisite>,
    /// What it states, in the order of the file.
    pub facts: Vec<Fact>,
    /// The sources that it lists, sorted by key, no key twice. What a key names here, this says first.
    pub sources: Vec<Arc<Source>>,
    /// The sources that it cites.
    pub cited: CitedSources,
    /// Its headings.
    pub outline: Vec<Heading>,
    /// What else in its text may be linked to: the names of its figures, and the ids of its HTML.
    pub ids: Vec<String>,
    /// The blocks of its text to which their authors gave ids.
    pub blocks: Vec<NamedBlock>,
    /// Whether its text has any words.
    pub has_words: bool,
    /// What it leaves its reader with, in one sentence each.
    pub takeaways: Vec<Takeaway>,
    /// Its questions.
    pub questions: Vec<Question>,
    /// Whether it says itself that it is yet to be written.
    pub stub: bool,
}

/// What links show of an entry or a thread, or of another version of one.
///
/// A page that reads no more of the pages it links to can be kept while their texts are edited. So its hash covers just
/// what its methods give, and none of them gives anything of the text.
#[derive(Debug, Clone, Copy)]
pub struct PageHead<'s>(&'s Page);

impl<'s> PageHead<'s> {
    /// Its permanent id.
    pub fn id(self) -> &'s ContentId {
        &self.0.id
    }

    /// Its slug.
    pub fn slug(self) -> &'s Slug {
        &self.0.slug
    }

    /// Its title.
    pub fn title(self) -> &'s str {
        &self.0.title
    }

    /// Whether it is the first page of the site, and no other version of that.
    pub fn is_home(self) -> bool {
        self.0.is_home && self.0.is_original()
    }

    /// Whether it is a thread.
    pub fn is_thread(self) -> bool {
        self.0.is_thread()
    }

    /// The language that it is translated into; `None` of an original.
    pub fn language(self) -> Option<&'s LanguageTag> {
        self.0.language()
    }

    /// The depth at which it tells its subject anew; `None` where it is told at the original's own level.
    pub fn depth(self) -> Option<Level> {
        self.0.depth()
    }
}

impl<'s> From<&'s Page> for PageHead<'s> {
    fn from(page: &'s Page) -> Self {
        Self(page)
    }
}

impl<'s> From<&'s Arc<Page>> for PageHead<'s> {
    fn from(page: &'s Arc<Page>) -> Self {
        Self(page)
    }
}

impl Hash for PageHead<'_> {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        (self.id(), self.slug(), self.title()).hash(hasher);
        (self.is_home(), self.is_thread()).hash(hasher);
        (self.language(), self.depth()).hash(hasher);
    }
}

/// The fragment by which a block is linked to that has an id of its author's, `^egg`: none of a heading begins so.
pub fn block_anchor(id: &str) -> Cow<'_, str> {
    match id.strip_prefix('^') {
        Some(name) => format!("~{name}").into(),
        None => id.into(),
    }
}

/// What stands before the colon of an id that the site gives: of footnotes, sources, questions, works.
const OWN_IDS: [&str; 8] = ["fn", "fnref", "ref", "note", "q", "fact", "work", "path"];

/// Whether an author may give an id: some of those with a colon are the site's own, and so are all that end with one.
pub fn is_free_id(id: &str) -> bool {
    let is_own = match id.split_once(':') {
        Some((before, _)) => OWN_IDS.contains(&before) || before.is_empty() || id.ends_with(':'),
        None => id.is_empty(),
    };
    !is_own && !id.contains(char::is_whitespace)
}

impl Deref for Page {
    type Target = ContentFile;

    fn deref(&self) -> &ContentFile {
        &self.content
    }
}

impl DerefMut for Page {
    fn deref_mut(&mut self) -> &mut ContentFile {
        &mut self.content
    }
}

impl Page {
    /// Whether it is a thread.
    pub fn is_thread(&self) -> bool {
        matches!(self.form, Form::Thread { .. })
    }

    /// The events of a thread; none of an entry.
    pub fn events(&self) -> &[Event] {
        match &self.form {
            Form::Thread { events, .. } => events,
            Form::Entry { .. } => &[],
        }
    }

    /// The events that a thread has of others.
    pub fn moved_events(&self) -> &[MovedEvent] {
        match &self.form {
            Form::Thread { moved, .. } => moved,
            Form::Entry { .. } => &[],
        }
    }

    /// The place of the event of a name in addresses.
    pub fn place_of_event(&self, name: &EventName) -> Option<usize> {
        let is_it = |event: &Event| {
            let id = event.id.as_str();
            // A long id is bounded in addresses; to make the name of each other one would take long in a long thread.
            id == name.as_str() || id.len() > MAX_NAME_BYTES && event.name().as_ref() == Some(name)
        };
        self.events().iter().position(is_it)
    }

    /// The addresses of the events that have pages of their own. A depth has none: its events are the original's.
    pub fn event_addresses(&self) -> impl Iterator<Item = Address> + '_ {
        let language = self.language();
        let events = self.events().iter().filter(|_| self.depth().is_none());
        let names = events.filter_map(Event::name);
        names.map(move |name| Address::Event(self.slug.clone(), name).in_language(language))
    }

    /// Whether a step of a path shows the major events of the thread and folds the others: there are both.
    pub fn folds_events(&self) -> bool {
        let is_major = |event: &Event| event.weight == Weight::Major;
        let events = self.events();
        events.iter().any(is_major) && !events.iter().all(is_major)
    }

    /// How long it takes to read as a step of a path: without what that folds.
    pub fn time_as_step(&self) -> ReadingTime {
        if !self.folds_events() {
            return self.reading_time;
        }
        let folded = self.events().iter();
        let folded = folded.filter(|event| event.weight != Weight::Major);
        self.reading_time - folded.map(|event| event.reading_time).sum()
    }

    /// The heading that a link names.
    pub fn heading(&self, name: &str) -> Option<&Heading> {
        find_heading(&self.outline, name)
    }

    /// Whether something in its text has an id. That of a block, `^id`, may be written in any case.
    pub fn has_id(&self, id: &str) -> bool {
        self.own_id(id).is_some()
    }

    /// The id that something in its text has, as it stands there.
    pub fn own_id(&self, id: &str) -> Option<&str> {
        let exact = self.ids.iter().find(|own| *own == id);
        let is_block = |own: &&String| id.starts_with('^') && own.eq_ignore_ascii_case(id);
        let found = exact.or_else(|| self.ids.iter().find(is_block));
        found.map(String::as_str)
    }

    /// Its facts of one property, the current one first; deprecated ones last.
    pub fn facts_of(&self, property: &str) -> Vec<&Fact> {
        let mut facts: Vec<&Fact> = self
            .facts
            .iter()
            .filter(|fact| fact.property.as_str() == property)
            .collect();
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.currency_key()));
        facts
    }

    /// The source of that key that it lists.
    pub fn own_source(&self, key: &str) -> Option<&Arc<Source>> {
        let place = self
            .sources
            .binary_search_by(|source| source.key.as_str().cmp(key));
        place.ok().map(|place| &self.sources[place])
    }

    /// What a key that it cites names.
    pub fn cited(&self, key: &str) -> Option<&CitedSource> {
        self.cited.by_key(key)
    }

    /// The heading at the top of its body that only repeats its title.
    pub fn repeated_title(&self) -> Option<&Heading> {
        let first = self.outline.first()?;
        let before = self.text.get(self.body.start..first.span.start)?;
        // Below a logo or a line of links, a heading of the first level is the title all the same.
        let before = if first.depth == 1 { "" } else { before };
        repeated_title(&self.outline, &self.title, before)
    }
}
