//! The feeds of what changed lately.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use almanac_model::{
    Address, ChangeKey, Changed, Date, LearningPath, Members, Page, PageIndex, PathIndex, Slug,
};

use crate::atom::{Feed, FeedItem, tag};
use almanac_locale::{Edition, NewsWords};
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
            edition.snapshot().page_indexes(),
            edition.snapshot().paths().iter().map(AsRef::as_ref),
        ),
    }
    .output(edition)
}

/// What changed lately on a topic and the narrower ones.
pub(crate) fn topic_feed(edition: &Edition<'_>, slug: &Slug) -> Option<Output> {
    let snapshot = edition.snapshot();
    let topic = snapshot.topic(slug.as_str())?;
    let members = snapshot.topics_within(&topic.slug).into_iter();
    let members: Vec<&Members> = members
        .filter_map(|topic| snapshot.members(topic))
        .collect();
    let pages: BTreeSet<PageIndex> = members.iter().flat_map(|one| &one.pages).copied().collect();
    let paths: BTreeSet<PathIndex> = members.iter().flat_map(|one| &one.paths).copied().collect();
    let paths = paths.into_iter().map(|index| snapshot.path(index));
    let feed = Feed {
        id: tag(edition, &["feed", "topics", slug.as_str()]),
        title: format!("{} · {}", topic.title, snapshot.config().title),
        subtitle: topic.description.clone(),
        page: Address::Topic(slug.clone()),
        address: Address::TopicFeed(slug.clone()),
        changed: None,
        items: changes(edition, pages.into_iter(), paths),
    };
    Some(feed.output(edition))
}

/// The pages and paths that changed last, a page as the text of it that did. Those without a known date are left out.
fn changes<'s>(
    edition: &Edition<'s>,
    pages: impl Iterator<Item = PageIndex>,
    paths: impl Iterator<Item = &'s LearningPath>,
) -> Vec<FeedItem> {
    let snapshot = edition.snapshot();
    let is_listed = |index: &PageIndex| {
        let page = snapshot.page(*index);
        !page.stub && !page.is_unlisted
    };
    let pages = pages
        .filter(is_listed)
        .map(|index| Changing::Page(index, snapshot.text_changed_last(index)));
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
    /// The text of a page that changed last.
    Page(PageIndex, &'s Page),
    Path(&'s LearningPath),
}

impl<'s> Changing<'s> {
    fn changed(self) -> Option<&'s Changed> {
        match self {
            Changing::Page(_, page) => page.changed.as_ref(),
            Changing::Path(path) => path.changed.as_ref(),
        }
    }

    fn key(self) -> Option<ChangeKey> {
        match self {
            Changing::Page(_, page) => ChangeKey::of_page(page),
            Changing::Path(path) => ChangeKey::new(path, None),
        }
    }

    /// What it is about, then what is new in it, as far as that is known.
    fn summary(self, edition: &Edition<'_>) -> Option<String> {
        let (summary, news) = match self {
            Changing::Page(_, page) if page.depth().is_some() => (&page.summary, None),
            Changing::Page(_, page) => (&page.summary, NewsWords::of(edition, page)),
            Changing::Path(path) => (&path.summary, None),
        };
        let news = news.and_then(|news| news.line(edition));
        let parts: Vec<String> = summary.clone().into_iter().chain(news).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    fn address(self) -> Address {
        match self {
            Changing::Page(_, page) => Address::of_page(page),
            Changing::Path(path) => Address::Path(path.slug.clone()),
        }
    }

    fn item(self, edition: &Edition<'_>, date: Date) -> FeedItem {
        let (id, title) = match self {
            // One item for the entry, which names the depth that changed.
            Changing::Page(index, page) => {
                let title = edition.snapshot().page(index).title.as_str();
                let id = page.id.as_str();
                match page.depth() {
                    Some(depth) => (
                        tag(edition, &["pages", id, depth.name()]),
                        (edition.locale()).clauses(&[title, edition.locale().level(depth)]),
                    ),
                    None => (tag(edition, &["pages", id]), title.to_owned()),
                }
            }
            Changing::Path(path) => (
                tag(edition, &["paths", path.id.as_str()]),
                path.title.clone(),
            ),
        };
        FeedItem {
            id,
            title,
            url: edition.full_url(&self.address()),
            updated: date.earliest(),
            published: None,
            summary: self.summary(edition),
            content: None,
        }
    }
}

/// Appends markup of a page as it may stand elsewhere: its links keep leading where they led.
pub(crate) fn push_elsewhere(
    out: &mut String,
    edition: &Edition<'_>,
    page: &Address,
    markup: &str,
) {
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
