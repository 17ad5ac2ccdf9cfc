//! What a revision changed in a page, or what differs between two: facts as old and new, sources, events, and the text itself
//! with the words that came and went.

use almanac_locale::Edition;
use almanac_model::{LearningPath, Output, PastAddress, PastPage, PastPages, PastView, Revision};
use almanac_passages::{
    BlockChange, EventChange, Field, PageDifference, PageVersion, SourceChange, TextChange,
    WordChange, fact_change_words, path_text_change, text_change,
};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::history::{RevisionView, past_url};
use super::undo::undo_links;
use super::views::LinkView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

/// What differs between two versions of a page.
#[derive(Debug, Serialize)]
pub(super) struct DifferenceView {
    /// What became of facts, in words.
    pub facts: Vec<String>,
    pub sources: Vec<ListedChange>,
    pub events: Vec<ListedChange>,
    pub blocks: Vec<BlockView>,
    /// What is said of the text: that it is the same, can't be read, or was too much.
    pub notice: Option<&'static str>,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "change.html")]
struct ChangePage {
    frame: Frame,
    /// The page as it is now.
    page: LinkView,
    /// Where its history is.
    history: String,
    heading: String,
    /// The revision, where it is what one changed.
    revision: Option<RevisionView>,
    /// Where the page gets the older text, where two revisions are compared.
    restore: Option<String>,
    /// What became of facts, in words.
    facts: Vec<String>,
    sources: Vec<ListedChange>,
    events: Vec<ListedChange>,
    blocks: Vec<BlockView>,
    /// What is said of the text: that it is the same, can't be read, or was too much.
    notice: Option<&'static str>,
}

impl PageTemplate for ChangePage {
    const NAME: &'static str = "change.html";
}

/// A source or an event that came, went or is told otherwise.
#[derive(Debug, Serialize)]
pub(super) struct ListedChange {
    pub words: String,
    pub is_added: bool,
    pub is_removed: bool,
}

/// A block of the text.
#[derive(Debug, Default, Serialize)]
pub(super) struct BlockView {
    /// How many blocks stayed as they were; else what follows is one.
    pub same: usize,
    pub is_heading: bool,
    pub words: Vec<WordView>,
}

/// Some words of a block.
#[derive(Debug, Serialize)]
pub(super) struct WordView {
    pub text: String,
    pub is_added: bool,
    pub is_removed: bool,
}

/// What a revision changed in a page, or what differs between two where no revision is given.
pub(crate) fn change(
    site: &View<'_>,
    address: &PastAddress,
    page: &LinkView,
    revision: Option<&Revision>,
    pages: &PastPages,
) -> Output {
    let locale = site.locale();
    let DifferenceView {
        facts,
        sources,
        events,
        blocks,
        notice,
    } = difference(site, pages);
    let heading = match revision {
        Some(revision) if revision.summary.is_empty() => {
            revision.revision.chars().take(10).collect()
        }
        Some(revision) => revision.summary.clone(),
        None => between(site, address),
    };
    let title = locale.clauses(&[&*heading, &*page.title]);
    site.fill(&ChangePage {
        frame: Frame::new(site, "history", &title, None, None, None),
        page: page.clone(),
        history: past_url(site, &address.page, PastView::Revisions),
        heading,
        restore: match &address.view {
            PastView::Between(from, _) => undo_links(site, &address.page, from.as_str())
                .filter(|_| pages.before.is_some())
                .map(|(_, restore)| restore),
            _ => None,
        },
        revision: revision.map(|revision| RevisionView::new(site, &address.page, revision, &[])),
        facts,
        sources,
        events,
        blocks,
        notice,
    })
}

/// What differs between two versions of a page: facts first, then its text.
pub(super) fn difference(site: &View<'_>, pages: &PastPages) -> DifferenceView {
    let today = site.today();
    let edition = |past: &Option<PastPage>| past.as_ref().map(|past| past.snapshot.clone());
    let (old_snapshot, new_snapshot) = (edition(&pages.before), edition(&pages.after));
    let old_edition = old_snapshot
        .as_ref()
        .map(|snapshot| Edition::new(snapshot, today));
    let new_edition = new_snapshot
        .as_ref()
        .map(|snapshot| Edition::new(snapshot, today));
    let old = version(old_edition.as_ref(), &pages.before);
    let new = version(new_edition.as_ref(), &pages.after);
    let (old_path, new_path) = (
        path(old_edition.as_ref(), &pages.before),
        path(new_edition.as_ref(), &pages.after),
    );
    let is_of_path = old_path.is_some() || new_path.is_some();
    let is_unread = (pages.before.is_some() && old.is_none() && old_path.is_none())
        || (pages.after.is_some() && new.is_none() && new_path.is_none());
    let difference = PageDifference::of(old, new);
    let text = match (is_unread || difference.is_of_line_ends, is_of_path) {
        (true, _) => TextChange::default(),
        (false, true) => path_text_change(old_path, new_path),
        (false, false) => text_change(old, new),
    };
    let locale = site.locale();
    let notice = match () {
        () if is_unread => Some("change-not-read"),
        () if difference.is_of_line_ends => Some("change-line-ends"),
        () if difference.is_empty() && text.is_empty() => Some("change-nothing-read"),
        () if text.is_bounded => Some("change-bounded"),
        () => None,
    };
    let has_both = old.is_some() && new.is_some();
    // Of a page that came or went each fact is one that came or went: its text says that.
    let facts = difference.facts.iter().filter(|_| has_both);
    let facts =
        facts.map(|change| fact_change_words(change, old_edition.as_ref(), new_edition.as_ref()));
    DifferenceView {
        facts: facts.collect(),
        sources: difference.sources.iter().map(source).collect(),
        events: difference.events.iter().map(event).collect(),
        blocks: match text.is_empty() {
            true => Vec::new(),
            false => text.blocks.iter().map(block).collect(),
        },
        notice: notice.map(|id| locale.text(id)),
    }
}

fn version<'e, 's>(
    edition: Option<&'e Edition<'s>>,
    past: &'s Option<PastPage>,
) -> Option<PageVersion<'e, 's>> {
    let page = past.as_ref()?.page()?;
    edition.map(|edition| PageVersion { edition, page })
}

fn path<'e, 's>(
    edition: Option<&'e Edition<'s>>,
    past: &'s Option<PastPage>,
) -> Option<(&'e Edition<'s>, &'s LearningPath)> {
    Some((edition?, past.as_ref()?.path()?))
}

/// From which revision to which.
fn between(site: &View<'_>, address: &PastAddress) -> String {
    let PastView::Between(from, to) = &address.view else {
        return site.locale().text("history-what-changed").to_owned();
    };
    let short = |name: &str| name.chars().take(10).collect::<String>();
    let (from, to) = (short(from.as_str()), short(to.as_str()));
    site.locale().say(
        "change-between",
        &[
            ("before", almanac_locale::Argument::Name(&from)),
            ("after", almanac_locale::Argument::Name(&to)),
        ],
    )
}

fn source(change: &SourceChange<'_>) -> ListedChange {
    let (source, is_added, is_removed) = match change {
        SourceChange::Added(source) => (source, true, false),
        SourceChange::Removed(source) => (source, false, true),
        SourceChange::Changed(_, source) => (source, false, false),
    };
    ListedChange {
        words: match source.title.is_empty() {
            true => source.key.as_str().to_owned(),
            false => source.title.clone(),
        },
        is_added,
        is_removed,
    }
}

fn event(change: &EventChange<'_>) -> ListedChange {
    let (event, is_added, is_removed) = match change {
        EventChange::Added(event) => (event, true, false),
        EventChange::Removed(event) => (event, false, true),
        EventChange::Changed(_, event) => (event, false, false),
    };
    ListedChange {
        words: format!("{} · {}", event.date, event.title),
        is_added,
        is_removed,
    }
}

fn block(change: &BlockChange) -> BlockView {
    let word = |text: &str, is_added: bool, is_removed: bool| WordView {
        text: text.to_owned(),
        is_added,
        is_removed,
    };
    let is_heading = |field: &Field| matches!(field, Field::Heading | Field::Title);
    match change {
        BlockChange::Same(blocks) => BlockView {
            same: *blocks,
            ..BlockView::default()
        },
        BlockChange::Added(field, text) => BlockView {
            same: 0,
            is_heading: is_heading(field),
            words: vec![word(text, true, false)],
        },
        BlockChange::Removed(field, text) => BlockView {
            same: 0,
            is_heading: is_heading(field),
            words: vec![word(text, false, true)],
        },
        BlockChange::Changed(field, words) => BlockView {
            same: 0,
            is_heading: is_heading(field),
            words: { words.iter() }
                .map(|change| match change {
                    WordChange::Same(text) => word(text, false, false),
                    WordChange::Added(text) => word(text, true, false),
                    WordChange::Removed(text) => word(text, false, true),
                })
                .collect(),
        },
    }
}
