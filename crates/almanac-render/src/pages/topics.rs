//! The list of topics, and the page of a topic.

use almanac_model::{Address, Output, PageIndex, Slug, Topic};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::{LinkView, PageLine, PathLine, topic_links, topic_links_by_title};
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "topics.html")]
struct TopicsPage {
    frame: Frame,
    topics: Vec<TopicLine>,
}

impl PageTemplate for TopicsPage {
    const NAME: &'static str = "topics.html";
}

/// A topic as an item of a list.
#[derive(Debug, Serialize)]
struct TopicLine {
    title: String,
    href: String,
    description: Option<String>,
    parents: Vec<LinkView>,
    /// How many paths, threads and entries belong to it.
    members: usize,
}

pub(crate) fn topics(site: &View<'_>) -> Output {
    let topics = site.topics_by_title(site.snapshot().topics());
    site.fill(&TopicsPage {
        frame: Frame::new(
            site,
            "topics",
            site.locale().text("topics"),
            Some(site.locale().text("topics-description")),
            Some(&Address::Topics),
            None,
        ),
        topics: topics.into_iter().map(|topic| line(site, topic)).collect(),
    })
}

fn line(site: &View<'_>, topic: &Topic) -> TopicLine {
    TopicLine {
        title: topic.title.clone(),
        href: site.url(&Address::Topic(topic.slug.clone())),
        description: topic.description.clone(),
        parents: topic_links(site, &topic.parents),
        members: site
            .snapshot()
            .members(&topic.slug)
            .map_or(0, |members| members.pages.len() + members.paths.len()),
    }
}

#[derive(Debug, Template, Serialize)]
#[template(path = "topic.html")]
struct TopicPage<'s> {
    frame: Frame,
    title: String,
    description: Option<String>,
    parents: Vec<LinkView>,
    narrower: Vec<LinkView>,
    paths: Vec<PathLine>,
    threads: Vec<PageLine<'s>>,
    entries: Vec<PageLine<'s>>,
    /// The page of the events of its threads, if it has any.
    events: Option<String>,
}

impl PageTemplate for TopicPage<'_> {
    const NAME: &'static str = "topic.html";
}

pub(crate) fn topic(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let snapshot = site.snapshot();
    let topic = snapshot.topic(slug.as_str())?;
    let members = site.snapshot().members(slug)?;
    let address = Address::Topic(slug.clone());
    let is_thread = |index: &PageIndex| snapshot.page(*index).is_thread();
    let pages = site.by_title(members.pages.iter().copied());
    let (threads, entries): (Vec<PageIndex>, Vec<PageIndex>) =
        pages.into_iter().partition(is_thread);
    let paths = site.paths_by_title(members.paths.iter().copied());
    Some(
        site.fill(&TopicPage {
            frame: Frame::new(
                site,
                "topic",
                &topic.title,
                topic.description.as_deref(),
                Some(&address),
                None,
            ),
            title: topic.title.clone(),
            description: topic.description.clone(),
            parents: topic_links(site, &topic.parents),
            narrower: topic_links_by_title(site, &members.topics),
            paths: PathLine::all(site, &paths),
            threads: PageLine::all(site, &threads),
            entries: PageLine::all(site, &entries),
            events: { threads.iter() }
                .any(|index| !snapshot.page(*index).events().is_empty())
                .then(|| site.url(&Address::TopicEvents(slug.clone()))),
        }),
    )
}
