//! `duplicate-id`: finds a permanent id that two entries or threads have, two paths, two questions, or two events of one thread, and an id in HTML that something else on its page has.

use std::ops::Range;

use almanac_model::{ContentFile, Event, FilePath, Heading, Page, Question, Severity, is_free_id};
use almanac_syntax::{Block, BlockKind, Span};
use rustc_hash::FxHashMap as HashMap;

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a permanent id that two entries or threads have, two paths, two questions, or two events of one thread, and an id in HTML that something else on its page has.
pub(crate) static DUPLICATE_ID: Check = Check {
    code: "A0405",
    name: "duplicate-id",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InBoth(find_events, find),
    explanation: r##"Finds a permanent id that two entries or threads have, two paths, two questions, or two events of one thread, and an id in HTML that something else on its page has.

Learners’ records hold ids. If two pages share one, having read the first counts as having read the second. A copied file keeps the id of its model: give it one of its own, or take the line out and let `almanac check --fix` make one.

An id in HTML (`<a id="…">`) is an anchor as that of a heading is. One that a heading has, or an element before it, is taken out of the page, so that a link leads to one place.

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
    for page in snapshot.translations() {
        let questions = page.questions.iter();
        compare(
            questions.map(|question| Claim::of_question(page, question)),
            reporter,
        );
    }
}

/// Looks for events of one id. It is an anchor of its page, where only that page's can be taken for it.
fn find_events(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, _) in context.every_page() {
        let events = page.events().iter();
        compare(
            events.filter_map(|event| Claim::of_event(page, event)),
            reporter,
        );
    }
    for (page, read) in context.every_page() {
        let is_figure = |(block, _): &&(Block, Span)| block.kind == BlockKind::Figure;
        let figures = read.document.blocks.iter().filter(is_figure);
        // The ids of figures come first in the list.
        let figures = page.ids.iter().zip(figures);
        let figures = figures.map(|(id, (_, span))| (id.as_str(), span));
        find_ids_of_html(page, &page.outline, figures, read, reporter);
    }
    for (path, read) in context.every_path() {
        find_ids_of_html(path, &path.outline, std::iter::empty(), read, reporter);
    }
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

    /// The id that an event's author gave it: what stands in `{#…}`. The anchor may differ,
    /// as anchors are made unique on their page.
    fn of_event(page: &'c Page, event: &Event) -> Option<Self> {
        let heading = page.text[event.heading.clone()].trim_end();
        let (_, attributes) = heading.strip_suffix('}')?.rsplit_once('{')?;
        let id = attributes
            .split_whitespace()
            .find_map(|word| word.strip_prefix('#'))?;
        Some(Self {
            id,
            file: &page.file,
            span: event.heading.clone(),
        })
    }
}

fn report(claim: &Claim<'_>, owner: &Claim<'_>, reporter: &mut Reporter) {
    let message = format!("the id `{}` is taken already", claim.id);
    let finding = Finding::new(&DUPLICATE_ID, claim.file, claim.span.clone(), message)
        .label(owner.file, owner.span.clone(), "it stands here first")
        .help("an id is never used twice: give one of the two another");
    reporter.report(finding);
}
