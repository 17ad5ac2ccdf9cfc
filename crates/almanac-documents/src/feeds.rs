//! Which feeds there are, and what each tells.

use std::cmp::Reverse;
use std::collections::{BTreeSet, VecDeque};

use almanac_model::{
    Address, ChangeKey, Changed, Date, Event, LearningPath, Page, PageIndex, PathIndex, Slug,
};

use crate::atom::{Feed, FeedItem, tag};
use almanac_locale::{Edition, EventMarkup, NewsWords};
use almanac_model::Output;

/// How many entries a feed has at most: the latest.
const MOST_ITEMS: usize = 50;

/// What changed lately.
pub(crate) fn site_feed(edition: &Edition<'_>) -> Output {
    let config = edition.snapshot().config();
    Feed {
        id: tag(edition, &["feed"]),
        title: config.title.clone(),
        subtitle: config.description.clone(),
        page: Address::Home,
        address: Address::Feed,
        changed: None,
        items: changes(
            edition,
            edition.snapshot().pages().iter().map(AsRef::as_ref),
            edition.snapshot().paths().iter().map(AsRef::as_ref),
        ),
    }
    .output(edition)
}

/// What changed lately on a topic and the narrower ones.
pub(crate) fn topic_feed(edition: &Edition<'_>, slug: &Slug) -> Option<Output> {
    let snapshot = edition.snapshot();
    let topic = snapshot.topic(slug.as_str())?;
    let (pages, paths) = all_members(edition, slug);
    let pages = pages.into_iter().map(|index| snapshot.page(index));
    let paths = paths.into_iter().map(|index| snapshot.path(index));
    let feed = Feed {
        id: tag(edition, &["feed", "topics", slug.as_str()]),
        title: format!("{} · {}", topic.title, snapshot.config().title),
        subtitle: topic.description.clone(),
        page: Address::Topic(slug.clone()),
        address: Address::TopicFeed(slug.clone()),
        changed: None,
        items: changes(edition, pages, paths),
    };
    Some(feed.output(edition))
}

/// How many narrower topics the feed of a topic looks at, the nearest first. Each topic has a feed, so that those of a
/// long chain of topics would together look at each pair of them.
const MOST_NARROWER: usize = 500;

/// What belongs to a topic or to one within it, each once.
fn all_members(edition: &Edition<'_>, slug: &Slug) -> (BTreeSet<PageIndex>, BTreeSet<PathIndex>) {
    let (mut pages, mut paths) = (BTreeSet::new(), BTreeSet::new());
    let mut seen = BTreeSet::from([slug]);
    let mut waiting = VecDeque::from([slug]);
    for _ in 0..=MOST_NARROWER {
        let Some(next) = waiting.pop_front() else {
            break;
        };
        let Some(members) = edition.snapshot().members(next) else {
            continue;
        };
        pages.extend(&members.pages);
        paths.extend(&members.paths);
        waiting.extend(members.topics.iter().filter(|topic| seen.insert(*topic)));
    }
    (pages, paths)
}

/// The events of a thread.
pub(crate) fn thread_feed(
    edition: &Edition<'_>,
    slug: &Slug,
    markup: EventMarkup<'_>,
) -> Option<Output> {
    let index = edition.snapshot().page_by_slug(slug.as_str())?;
    let page = edition.snapshot().page(index);
    // What is in no feed has none of its own.
    if !page.is_thread() || page.is_unlisted {
        return None;
    }
    // Among events of one date the last in the file counts as the latest.
    let mut events: Vec<&Event> = page.events().iter().rev().collect();
    events.sort_by_key(|event| Reverse(event.date.sort_key()));
    events.truncate(MOST_ITEMS);
    let feed = Feed {
        id: tag(edition, &["feed", "threads", page.id.as_str()]),
        title: format!("{} · {}", page.title, edition.snapshot().config().title),
        subtitle: page.summary.clone(),
        page: Address::Thread(slug.clone()),
        address: Address::ThreadFeed(slug.clone()),
        changed: page.changed.as_ref().map(|changed| changed.date),
        items: events
            .into_iter()
            .map(|event| event_item(edition, page, event, markup))
            .collect(),
    };
    Some(feed.output(edition))
}

/// The pages and paths that changed last. Those without a known date are left out.
fn changes<'s>(
    edition: &Edition<'_>,
    pages: impl Iterator<Item = &'s Page>,
    paths: impl Iterator<Item = &'s LearningPath>,
) -> Vec<FeedItem> {
    let pages = pages
        .filter(|page| !page.stub && !page.is_unlisted)
        .map(Changing::Page);
    let paths = paths.filter(|path| !path.is_unlisted);
    let mut dated: Vec<(Date, Changing<'s>)> = pages
        .chain(paths.map(Changing::Path))
        .filter_map(|changing| Some((changing.changed()?.date, changing)))
        .collect();
    dated.sort_by_cached_key(|(_, changing)| (Reverse(changing.key()), changing.address()));
    dated.truncate(MOST_ITEMS);
    dated
        .into_iter()
        .map(|(date, changing)| changing.item(edition, date))
        .collect()
}

/// What changes as a whole.
#[derive(Clone, Copy)]
enum Changing<'s> {
    Page(&'s Page),
    Path(&'s LearningPath),
}

impl<'s> Changing<'s> {
    fn changed(self) -> Option<&'s Changed> {
        match self {
            Changing::Page(page) => page.changed.as_ref(),
            Changing::Path(path) => path.changed.as_ref(),
        }
    }

    fn key(self) -> Option<ChangeKey> {
        match self {
            Changing::Page(page) => ChangeKey::of_page(page),
            Changing::Path(path) => ChangeKey::new(path, None),
        }
    }

    /// What it is about, then what is new in it, as far as that is known.
    fn summary(self, edition: &Edition<'_>) -> Option<String> {
        let (summary, news) = match self {
            Changing::Page(page) => (&page.summary, NewsWords::of(edition, page)),
            Changing::Path(path) => (&path.summary, None),
        };
        let news = news.and_then(|news| news.line(edition));
        let parts: Vec<String> = summary.clone().into_iter().chain(news).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn address(self) -> Address {
        match self {
            Changing::Page(page) => Address::of_page(page),
            Changing::Path(path) => Address::Path(path.slug.clone()),
        }
    }

    fn item(self, edition: &Edition<'_>, date: Date) -> FeedItem {
        let (id, title) = match self {
            Changing::Page(page) => (tag(edition, &["pages", page.id.as_str()]), &page.title),
            Changing::Path(path) => (tag(edition, &["paths", path.id.as_str()]), &path.title),
        };
        FeedItem {
            id,
            title: title.clone(),
            url: edition.full_url(&self.address()),
            updated: date.earliest(),
            published: None,
            summary: self.summary(edition),
            content: None,
        }
    }
}

/// An event. Its date is written in words, as precise as it is known; the moment that a feed must
/// name besides is the first that it may mean.
fn event_item(
    edition: &Edition<'_>,
    page: &Page,
    event: &Event,
    markup: EventMarkup<'_>,
) -> FeedItem {
    let thread = Address::of_page(page);
    let mut content = String::new();
    push_elsewhere(&mut content, edition, &thread, &markup(page, event));
    let is_exact = event.date.day().is_some() && !event.date.approximate && !event.date.uncertain;
    FeedItem {
        id: tag(edition, &["pages", page.id.as_str(), event.id.as_str()]),
        title: event.title.clone(),
        url: format!("{}#{}", edition.full_url(&thread), event.id),
        updated: event.date.earliest(),
        published: is_exact.then(|| event.date.earliest()),
        summary: None,
        content: Some(content),
    }
}

/// Appends markup of a page as it may stand elsewhere: its links keep leading where they led.
fn push_elsewhere(out: &mut String, edition: &Edition<'_>, page: &Address, markup: &str) {
    let (base, root) = (edition.base(), edition.full_url(&Address::Home));
    let page = edition.full_url(page);
    let mut rest = markup;
    while let Some(place) = rest.find("=\"") {
        let (before, after) = rest.split_at(place);
        out.extend([before, "=\""]);
        rest = &after["=\"".len()..];
        if !before.ends_with(" href") && !before.ends_with(" src") {
            continue;
        }
        if rest.starts_with('#') {
            out.push_str(&page);
        } else if let Some(below) = rest.strip_prefix(base).filter(|_| !rest.starts_with("//")) {
            out.push_str(&root);
            rest = below;
        }
    }
    out.push_str(rest);
}
