//! What several pages show alike: links, lines of lists, steps.

use std::borrow::Cow;

use almanac_model::{
    Address, LearningPath, News, Page, PageIndex, PathIndex, Slug, Step, Topic, Version,
};
use serde::Serialize;

use super::depths::{
    ListedDepth, done_by, facts_by_level, levels, listed_depths, minutes_at_levels,
};
use super::languages::content_attributes;
use crate::body::{BodyScope, NoteReferences, render_line_with};
use crate::dates::DateView;
use crate::facts;
use crate::html::{Html, html};
use crate::tongues::{tongue, tongue_of};
use crate::view::View;
use almanac_locale::{NewsWords, words_of};

/// A link.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct LinkView {
    pub title: String,
    pub href: String,
}

/// Which part of a list is shown, and where those before and after it are.
#[derive(Debug, Serialize)]
pub(crate) struct ListPart {
    pub part: usize,
    pub parts: usize,
    pub previous: Option<String>,
    pub next: Option<String>,
}

impl ListPart {
    /// That of a list which is not in parts.
    pub(crate) const WHOLE: Self = Self {
        part: 1,
        parts: 1,
        previous: None,
        next: None,
    };

    /// A part of so many, from 1; `to` gives the address of each.
    pub(crate) fn new(part: usize, parts: usize, to: impl Fn(usize) -> String) -> Self {
        Self {
            part,
            parts,
            previous: (part > 1).then(|| to(part - 1)),
            next: (part < parts).then(|| to(part + 1)),
        }
    }
}

/// A link to a page whose title may be in another language than the words around it.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct PageLink<'s> {
    pub title: Cow<'s, str>,
    pub href: String,
    /// The attributes that say so.
    pub tongue: Html,
}

/// What is new in a page that changed, as far as it is known.
#[derive(Debug, Serialize)]
pub(crate) struct NewsView {
    /// When it happened, or was so.
    pub date: DateView,
    /// The event, or what the fact is about.
    pub link: LinkView,
    /// The value of a fact.
    pub value: Option<String>,
    /// How many more facts are as new.
    pub more: usize,
}

impl NewsView {
    pub(crate) fn of(site: &View<'_>, page: &Page) -> Option<Self> {
        let words = NewsWords::of(site, page)?;
        let (href, more) = match words.news {
            News::Event(event) => (site.url_to(&site.place_of_event(page, event)), 0),
            News::Fact { fact, more } => {
                let anchor = facts::anchor(fact.property.as_str());
                (format!("{}#{anchor}", site.page_url(page)), more)
            }
        };
        Some(Self {
            date: DateView::new(site.locale(), &words.news.date()?),
            link: LinkView {
                title: words.title,
                href,
            },
            value: words.value,
            more,
        })
    }
}

/// The attributes of what a page says among words of the interface.
fn tongue_among(site: &View<'_>, translation: Option<&Version>) -> Html {
    tongue(site.language_of(translation), site.locale().tag())
}

/// The attributes of a page's title among words of the interface.
fn title_tongue(site: &View<'_>, title: &str, translation: Option<&Version>) -> Html {
    tongue_of(title, site.language_of(translation), site.locale().tag())
}

/// An entry or a thread as a line of a list.
#[derive(Debug, Serialize)]
pub(crate) struct PageLine<'s> {
    pub id: &'s str,
    /// The attributes that name its text.
    pub content: Html,
    pub title: &'s str,
    /// The attributes of the title, and those of the summary.
    pub title_tongue: Html,
    pub tongue: Html,
    pub href: String,
    pub kind: Cow<'s, str>,
    pub level: Option<&'static str>,
    pub minutes: u32,
    /// All depths at which it is told, if there are several.
    pub depths: Vec<ListedDepth>,
    pub summary: Option<&'s str>,
    pub is_stub: bool,
    pub changed: Option<DateView>,
}

impl<'s> PageLine<'s> {
    pub(crate) fn new(site: &View<'s>, page: &'s Page) -> Self {
        Self {
            id: page.id.as_str(),
            content: content_attributes(site, page),
            title: &page.title,
            title_tongue: title_tongue(site, &page.title, page.version.as_ref()),
            tongue: tongue_among(site, page.version.as_ref()),
            href: site.page_url(page),
            kind: site.kind(page),
            level: page.level.map(|level| site.locale().level(level)),
            minutes: page.reading_time.minutes(),
            depths: listed_depths(site, page),
            summary: page.summary.as_deref(),
            is_stub: page.stub,
            changed: page
                .changed_by(site.today())
                .map(|changed| DateView::new(site.locale(), &changed.date)),
        }
    }

    pub(crate) fn all(site: &View<'s>, pages: &[PageIndex]) -> Vec<Self> {
        pages
            .iter()
            .map(|index| Self::new(site, site.page(*index)))
            .collect()
    }
}

/// A learning path as an item of a list.
#[derive(Debug, Serialize)]
pub(crate) struct PathLine {
    pub id: String,
    pub title: String,
    /// The attributes of the title, and those of the summary.
    pub title_tongue: Html,
    pub tongue: Html,
    pub href: String,
    pub summary: Option<String>,
    pub facts: Vec<String>,
    /// The attribute by which the facts follow the depth that its reader chose.
    pub by_level: Html,
    /// The permanent ids of its steps, with spaces between; from them the
    /// browser tells how far its reader has come.
    pub steps: String,
    /// The numbers of these steps, their minutes, and those at other depths among which its reader may choose:
    /// `1:5 2:4:introductory=3,advanced=9`.
    pub turns: String,
}

impl PathLine {
    pub(crate) fn new(site: &View<'_>, path: &LearningPath) -> Self {
        let steps = path.steps.iter().enumerate();
        let pages: Vec<(usize, &Step, &Page)> = steps
            .filter_map(|(index, step)| Some((index + 1, step, site.step(step)?)))
            .collect();
        let name = |(_, step, page): &(usize, &Step, &Page)| {
            done_by(site, path, step).unwrap_or_else(|| page.id.to_string())
        };
        let names: Vec<String> = pages.iter().map(name).collect();
        let turns: Vec<String> = pages
            .iter()
            .map(|(number, step, page)| {
                let minutes = page.time_as_step().minutes();
                format!("{number}:{minutes}{}", minutes_at_levels(site, path, step))
            })
            .collect();
        Self {
            id: path.id.to_string(),
            title: path.title.clone(),
            title_tongue: title_tongue(site, &path.title, path.version.as_ref()),
            tongue: tongue_among(site, path.version.as_ref()),
            href: site.url(&Address::of_path(path)),
            summary: path.summary.clone(),
            facts: site.locale().path_facts(path),
            steps: names.join(" "),
            by_level: facts_by_level(site, path),
            turns: turns.join(" "),
        }
    }

    pub(crate) fn all(site: &View<'_>, paths: &[PathIndex]) -> Vec<Self> {
        let paths = paths.iter();
        paths
            .map(|index| Self::new(site, site.path(*index)))
            .collect()
    }

    /// All that are listed, by title.
    pub(crate) fn every(site: &View<'_>) -> Vec<Self> {
        Self::all(site, &site.listed_paths())
    }
}

/// A step of a path in a list of steps.
#[derive(Debug, Serialize)]
pub(crate) struct StepLine<'s> {
    pub number: usize,
    pub title: Cow<'s, str>,
    /// The attributes of the title among words of the interface, and those of the page's other words.
    pub title_tongue: Html,
    pub tongue: Html,
    /// Where the reader shows it.
    pub href: String,
    pub why: Html,
    /// The attributes of the reason among words of the interface.
    pub why_tongue: Html,
    /// What it shows, if that is written.
    pub page: Option<PageLine<'s>>,
    /// The attribute that names the depths among which its reader may choose.
    pub levels: Html,
    /// What it leaves its reader with, on the closing page of the path.
    pub takeaways: Vec<TakeawayLine>,
    pub is_here: bool,
}

impl<'s> StepLine<'s> {
    fn new(site: &View<'s>, path: &LearningPath, index: usize, step: &Step, why: Html) -> Self {
        let page = site.step(step);
        let translation = page.map_or(path.version.as_ref(), |page| page.version.as_ref());
        let title: Cow<'s, str> =
            page.map_or_else(|| words_of(&step.read).into(), |page| (*page.title).into());
        Self {
            number: index + 1,
            title_tongue: title_tongue(site, &title, translation),
            title,
            tongue: tongue_among(site, translation),
            href: site.url(&Address::of_step(path, index + 1, None)),
            why_tongue: tongue_among(site, path.version.as_ref()),
            why,
            page: page.map(|page| {
                let line = PageLine::new(site, page);
                PageLine {
                    minutes: page.time_as_step().minutes(),
                    content: match done_by(site, path, step) {
                        Some(name) => html!("{} data-as=\"{}\"", line.content, name),
                        None => line.content,
                    },
                    ..line
                }
            }),
            levels: levels(site, path, step),
            takeaways: Vec::new(),
            is_here: false,
        }
    }

    /// A link to it.
    pub(crate) fn link(&self) -> PageLink<'s> {
        PageLink {
            title: self.title.clone(),
            href: self.href.clone(),
            tongue: self.title_tongue.clone(),
        }
    }

    /// All steps of a path, in a document where the reason of each stands.
    pub(crate) fn all(
        site: &View<'s>,
        path: &LearningPath,
        references: &mut NoteReferences,
    ) -> Vec<Self> {
        let scope = BodyScope::of_path(site, path);
        let steps = path.steps.iter().enumerate();
        steps
            .map(|(index, step)| {
                let why = render_line_with(scope, &step.why, references);
                Self::new(site, path, index, step, why)
            })
            .collect()
    }

    /// All steps of a path, in a document that shows no reason or only that of the step that it is `here`.
    pub(crate) fn all_beside(
        site: &View<'s>,
        path: &LearningPath,
        here: Option<(usize, &mut NoteReferences)>,
    ) -> Vec<Self> {
        // A template of the almanac's own may show the others all the same: their citations are no notes of the document.
        let mut steps = Self::all(site, path, &mut NoteReferences::default());
        if let Some((index, references)) = here {
            let scope = BodyScope::of_path(site, path);
            steps[index].why = render_line_with(scope, &path.steps[index].why, references);
            steps[index].is_here = true;
        }
        steps
    }
}

/// A takeaway on the closing page of a path.
#[derive(Debug, Serialize)]
pub(crate) struct TakeawayLine {
    pub words: Html,
    /// The later steps that say the same.
    pub also: Vec<LinkView>,
}

/// The topics that carry these slugs, those that are declared, in their order.
pub(crate) fn topic_links(site: &View<'_>, slugs: &[Slug]) -> Vec<LinkView> {
    let topics = declared(site, slugs);
    topics.map(|topic| topic_link(site, topic)).collect()
}

/// The same by title.
pub(crate) fn topic_links_by_title(site: &View<'_>, slugs: &[Slug]) -> Vec<LinkView> {
    let topics = site.topics_by_title(declared(site, slugs)).into_iter();
    topics.map(|topic| topic_link(site, topic)).collect()
}

fn declared<'s>(site: &View<'s>, slugs: &[Slug]) -> impl Iterator<Item = &'s Topic> {
    let snapshot = site.snapshot();
    let topics = slugs.iter();
    topics.filter_map(|slug| snapshot.topic(slug.as_str()))
}

/// A link to a topic.
pub(crate) fn topic_link(site: &View<'_>, topic: &Topic) -> LinkView {
    LinkView {
        title: topic.title.clone(),
        href: site.url(&Address::Topic(topic.slug.clone())),
    }
}

/// Links to pages.
pub(crate) fn page_links<'s>(site: &View<'s>, pages: &[PageIndex]) -> Vec<PageLink<'s>> {
    let pages = pages.iter().map(|index| site.head(*index));
    pages
        .map(|page| {
            let address = Address::of_page(page);
            let language = site.language_of_address(&address);
            PageLink {
                title: page.title().into(),
                href: site.url(&address),
                tongue: tongue_of(page.title(), language, site.locale().tag()),
            }
        })
        .collect()
}
