//! An entry or a thread as an object. `docs/entries/for-programs.md` describes it.

use std::borrow::Cow;

use almanac_model::{
    Address, Date, Event, Form, Page, PageIndex, Prerequisite, Question, Weight,
    without_remark_fillers,
};
use serde::Serialize;

use crate::content_json::{ContentJson, OwnFields, links};
use crate::facts_json::FactJson;
use crate::json::{Reference, SourceJson, bytes};
use almanac_locale::Edition;

#[derive(Debug, Serialize)]
struct PageJson<'s> {
    #[serde(flatten)]
    content: ContentJson<'s>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    depths: Vec<DepthJson>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    takeaways: Vec<&'s str>,
    requires: Vec<Required<'s>>,
    facts: Vec<FactJson<'s>>,
    outline: Vec<Section<'s>>,
    events: Vec<EventJson<'s>>,
    questions: Vec<QuestionJson<'s>>,
    sources: Vec<SourceJson<'s>>,
    links: Vec<Reference>,
    backlinks: Vec<Reference>,
    steps_of: Vec<StepOf>,
}

/// One of the depths at which it is told.
#[derive(Debug, Serialize)]
struct DepthJson {
    level: Option<&'static str>,
    url: String,
    minutes: u32,
}

/// What should be understood before.
#[derive(Debug, Serialize)]
struct Required<'s> {
    slug: &'s str,
    /// Whether it is written.
    exists: bool,
    reason: Option<&'s str>,
}

/// A heading.
#[derive(Debug, Serialize)]
struct Section<'s> {
    depth: u8,
    title: &'s str,
    anchor: &'s str,
}

/// An event of a thread.
#[derive(Debug, Serialize)]
struct EventJson<'s> {
    id: &'s str,
    date: Date,
    title: &'s str,
    weight: Weight,
    /// Its own page.
    url: String,
    /// Its text, as Markdown.
    markdown: Cow<'s, str>,
}

/// A review question.
#[derive(Debug, Serialize)]
struct QuestionJson<'s> {
    id: &'s str,
    ask: &'s str,
    answer: &'s str,
    facts: Vec<&'s str>,
}

/// A path that the page is a step of.
#[derive(Debug, Serialize)]
struct StepOf {
    path: String,
    title: String,
    number: usize,
    url: String,
}

/// The object of an entry or a thread.
pub(crate) fn page_json<'s>(edition: &Edition<'s>, index: PageIndex, page: &'s Page) -> Vec<u8> {
    let backlinks = edition.snapshot().backlinks(index).iter().copied();
    let backlinks = edition.by_title(backlinks).into_iter();
    let takeaways = edition.snapshot().text_of_takeaways(page).takeaways.iter();
    let own = OwnFields {
        kind: match &page.form {
            Form::Entry { kind } => kind,
            Form::Thread { .. } => "thread",
        },
        audience: None,
        level: page.level.map(|level| level.name()),
        is_stub: Some(page.stub),
        text_hash: edition.snapshot().text_hash(page),
    };
    bytes(&PageJson {
        content: ContentJson::new(edition, &Address::of_page(page), page, own),
        depths: depths(edition, index),
        takeaways: takeaways.map(|one| one.text.as_str()).collect(),
        requires: requirements(edition, &page.requires),
        facts: FactJson::of_page(edition, page),
        outline: outline(page),
        events: events(edition, page),
        questions: page.questions.iter().map(question).collect(),
        sources: SourceJson::of_page(page),
        links: links(edition, page),
        backlinks: backlinks
            .map(|linking| Reference::to_page(edition, linking))
            .collect(),
        steps_of: steps_of(edition, index),
    })
}

/// All depths at which it is told, the easiest first; none if there is but one.
fn depths(edition: &Edition<'_>, index: PageIndex) -> Vec<DepthJson> {
    let depths = edition.snapshot().depths(index);
    let depths = depths.filter_map(|page| edition.page_at(index, page.depth()));
    let mut texts: Vec<&Page> = depths.collect();
    if texts.is_empty() {
        return Vec::new();
    }
    texts.push(edition.own_text(index));
    texts.sort_by_key(|page| (page.level.is_none(), page.level));
    let depth = |page: &Page| DepthJson {
        level: page.level.map(|level| level.name()),
        url: edition.full_url(&Address::of_page(page)),
        minutes: page.reading_time.minutes(),
    };
    texts.into_iter().map(depth).collect()
}

fn requirements<'s>(edition: &Edition<'_>, requires: &'s [Prerequisite]) -> Vec<Required<'s>> {
    let required = |prerequisite: &'s Prerequisite| {
        let slug = prerequisite.page.as_str();
        Required {
            slug,
            exists: edition.snapshot().page_by_slug(slug).is_some(),
            reason: prerequisite.reason.as_deref(),
        }
    };
    requires.iter().map(required).collect()
}

fn outline(page: &Page) -> Vec<Section<'_>> {
    let headings = page.outline.iter();
    headings
        .map(|heading| Section {
            depth: heading.depth,
            title: &heading.text,
            anchor: &heading.anchor,
        })
        .collect()
}

fn events<'s>(edition: &Edition<'_>, page: &'s Page) -> Vec<EventJson<'s>> {
    let event = |event: &'s Event| EventJson {
        id: event.id.as_str(),
        date: event.date,
        title: &event.title,
        weight: event.weight,
        url: edition.full_url_to(&edition.place_of_event(page, event)),
        markdown: without_remark_fillers(page.text[event.text.clone()].trim()),
    };
    page.events().iter().map(event).collect()
}

fn question(question: &Question) -> QuestionJson<'_> {
    QuestionJson {
        id: question.id.as_str(),
        ask: &question.ask,
        answer: &question.answer,
        facts: question.facts.iter().map(|name| name.as_str()).collect(),
    }
}

fn steps_of(edition: &Edition<'_>, index: PageIndex) -> Vec<StepOf> {
    let mut steps = edition.snapshot().memberships(index).to_vec();
    steps.sort_by_cached_key(|(path, step)| (edition.path_title_key(*path), *path, *step));
    let steps = steps.into_iter();
    steps
        .map(|(path, step)| (edition.path(path), step))
        .filter(|(path, _)| !path.is_unlisted)
        .map(|(path, step)| StepOf {
            path: path.slug.to_string(),
            title: path.title.clone(),
            number: step + 1,
            url: edition.full_url(&Address::of_step(path, step + 1, None)),
        })
        .collect()
}
