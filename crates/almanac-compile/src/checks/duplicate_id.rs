//! `duplicate-id`: finds a permanent id that two entries or threads have, two paths or two questions, and an id of a heading, a figure or HTML that something else on its page has.

use std::borrow::Cow;
use std::ops::Range;

use almanac_model::{
    ContentFile, Event, FilePath, Heading, Page, Question, Severity, is_free_id, nfc,
    same_file_name,
};
use almanac_syntax::{Block, BlockKind, Span};
use rustc_hash::FxHashMap as HashMap;

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a permanent id that two entries or threads have, two paths or two questions, and an id of a heading, a figure or HTML that something else on its page has.
pub(crate) static DUPLICATE_ID: Check = Check {
    code: "A0405",
    name: "duplicate-id",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InBoth(find_anchors, find),
    explanation: r##"Finds a permanent id that two entries or threads have, two paths or two questions, and an id of a heading, a figure or HTML that something else on its page has.

Learners’ records hold ids. If two pages share one, having read the first counts as having read the second. A copied file still has the id of the original. Give it an id of its own, or remove the line and let `almanac check --fix` make one.

The id of a heading (`{#…}`), an event or a figure is an anchor on its page, and a second one with the same id gets a number behind it. Ids of two events that differ in case alone (`Talks`, `talks`) are one, as both would have one file. An id in HTML (`<a id="…">`) is an anchor too. If a heading or an earlier element already has it, it is removed from the page, so that a link leads to one place.

For example:

```yaml
# in two files
id: 7qk2m9
```

Better:

```yaml
id: 7qk2m9
# and in the other file
id: p4x8k2
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `duplicate-id = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    let pages = context
        .originals()
        .map(|(page, read)| Claim::of_file(page.id.as_str(), &page.file, read));
    let paths = context
        .original_paths()
        .map(|(path, read)| Claim::of_file(path.id.as_str(), &path.file, read));
    let questions = snapshot.pages().iter().flat_map(|page| {
        let questions = page.questions.iter();
        questions.map(move |question| Claim::of_question(page, question))
    });
    compare(pages, reporter);
    compare(paths, reporter);
    compare(questions, reporter);
    // A translation asks what its original asks, each once.
    for page in snapshot.versions() {
        let questions = page.questions.iter();
        compare(
            questions.map(|question| Claim::of_question(page, question)),
            reporter,
        );
    }
}

/// Looks for anchors that were given twice on a page: of events and other headings, of figures, and in HTML.
fn find_anchors(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        let is_figure = |(block, _): &&(Block, Span)| block.kind == BlockKind::Figure;
        let figures = read.document.blocks.iter().filter(is_figure);
        // The ids of figures come first in the list.
        let figures = page.ids.iter().zip(figures);
        let figures = figures.map(|(id, (_, span))| (id.as_str(), span));
        find_ids_of_headings(page, &page.outline, reporter);
        find_names_of_events(page, reporter);
        find_ids_of_html(page, &page.outline, figures, read, reporter);
    }
    for (path, read) in context.every_path() {
        find_ids_of_headings(path, &path.outline, reporter);
        find_ids_of_html(path, &path.outline, std::iter::empty(), read, reporter);
    }
}

/// Looks for headings that were given an id which another heading has: as anchors are made unique on their page, they
/// have another one.
fn find_ids_of_headings(content: &ContentFile, outline: &[Heading], reporter: &mut Reporter) {
    let mut owners: Option<HashMap<&str, &Heading>> = None;
    for heading in outline {
        let Some(id) = given_id(&content.text[heading.span.clone()]) else {
            continue;
        };
        let number = heading.anchor.strip_prefix(&*id);
        let number = number.and_then(|number| number.strip_prefix('-'));
        if number.is_none_or(|number| number.parse::<u32>().is_err()) {
            continue;
        }
        let by_anchor = || outline.iter().map(|owner| (owner.anchor.as_str(), owner));
        let owners = owners.get_or_insert_with(|| by_anchor().collect());
        if let Some(owner) = owners.get(&*id) {
            let claim = |heading: &Heading| Claim {
                id: &id,
                file: &content.file,
                span: heading.span.clone(),
            };
            report(&claim(heading), &claim(owner), reporter);
        }
    }
}

/// Looks for events whose names differ in case alone: their pages would be one file where file systems don't tell
/// cases apart.
fn find_names_of_events(page: &Page, reporter: &mut Reporter) {
    let mut owners: HashMap<String, &Event> = HashMap::default();
    for event in page.events() {
        let folded = same_file_name(event.id.as_str()).into_owned();
        match owners.get(&folded) {
            Some(owner) => {
                let claim = |event: &Event| Claim {
                    id: owner.id.as_str(),
                    file: &page.file,
                    span: event.heading.clone(),
                };
                report(&claim(event), &claim(owner), reporter);
            }
            None => drop(owners.insert(folded, event)),
        }
    }
}

/// The id that its author gave a heading: what stands in `{#…}`.
fn given_id(heading: &str) -> Option<Cow<'_, str>> {
    let (_, attributes) = heading.trim_end().strip_suffix('}')?.rsplit_once('{')?;
    let mut words = attributes.split_whitespace();
    words.find_map(|word| word.strip_prefix('#')).map(nfc)
}

/// Looks for ids in HTML that a heading or a figure of the page has, or another element before.
fn find_ids_of_html<'c>(
    content: &'c ContentFile,
    outline: &'c [Heading],
    figures: impl Iterator<Item = (&'c str, &'c Span)>,
    read: &'c ReadFile,
    reporter: &mut Reporter,
) {
    let ids = &read.document.ids;
    if ids.is_empty() {
        return;
    }
    let claim = |(id, span): (&'c str, &'c Span)| Claim {
        id,
        file: &content.file,
        span: span.clone(),
    };
    let headings = outline.iter();
    let headings = headings.map(|heading| (heading.anchor.as_str(), &heading.span));
    let owners = headings.chain(figures).map(claim);
    let mut owners: HashMap<&str, Claim<'c>> = owners.map(|owner| (owner.id, owner)).collect();
    let ids = ids.iter().map(|(id, span)| (id.as_str(), span));
    for claim in ids.filter(|(id, _)| is_free_id(id)).map(claim) {
        match owners.get(claim.id) {
            // An element may give its id as its name, too.
            Some(owner) if owner.span == claim.span => {}
            Some(owner) => report(&claim, owner, reporter),
            None => drop(owners.insert(claim.id, claim)),
        }
    }
}

/// Says of each id that an earlier thing has that it is taken. A slug, which stands in for the
/// id of a page that has none, counts too.
fn compare<'c>(claims: impl Iterator<Item = Claim<'c>>, reporter: &mut Reporter) {
    let mut owners: HashMap<&str, Claim<'c>> = HashMap::default();
    for claim in claims {
        match owners.get(claim.id) {
            Some(owner) => report(&claim, owner, reporter),
            None => drop(owners.insert(claim.id, claim)),
        }
    }
}

/// What has an id.
struct Claim<'c> {
    id: &'c str,
    file: &'c FilePath,
    span: Range<usize>,
}

impl<'c> Claim<'c> {
    fn of_file(id: &'c str, file: &'c FilePath, read: &ReadFile) -> Self {
        let front_matter = &read.document.front_matter;
        let node = front_matter
            .get("id")
            .or_else(|| front_matter.get("article_id"));
        let span = node.map_or(read.head.clone(), |node| node.span.clone());
        Self { id, file, span }
    }

    fn of_question(page: &'c Page, question: &'c Question) -> Self {
        Self {
            id: question.id.as_str(),
            file: &page.file,
            span: question.span.clone(),
        }
    }
}

fn report(claim: &Claim<'_>, owner: &Claim<'_>, reporter: &mut Reporter) {
    let message = format!("the id `{}` is taken already", claim.id);
    let finding = Finding::new(&DUPLICATE_ID, claim.file, claim.span.clone(), message)
        .label(owner.file, owner.span.clone(), "it stands here first")
        .help("an id is never used twice: give one of the two another");
    reporter.report(finding);
}
