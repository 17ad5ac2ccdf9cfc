//! An entry or a thread as an object. `docs/entries/for-programs.md` describes it.

use almanac_model::{Address, Date, Event, Form, Format, Page, PageIndex, Prerequisite, Question};
use serde::Serialize;

use crate::facts_json::FactJson;
use crate::json::{ChangedJson, Reference, SourceJson, bytes};
use crate::translation_json::{TranslationJson, VersionJson, versions};
use almanac_locale::Edition;

#[derive(Debug, Serialize)]
struct PageJson<'s> {
    id: &'s str,
    slug: &'s str,
    /// The kind of an entry as `almanac.toml` names it, or `thread`.
    kind: &'s str,
    title: &'s str,
    summary: Option<&'s str>,
    aliases: &'s [String],
    level: Option<&'static str>,
    minutes: u32,
    language: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<TranslationJson<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionJson>,
    licence: Option<&'s str>,
    is_stub: bool,
    url: String,
    markdown_url: Option<String>,
    content_hash: &'s str,
    changed: Option<ChangedJson<'s>>,
    topics: Vec<Reference>,
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
    url: String,
    /// Its text, as Markdown.
    markdown: &'s str,
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
pub fn page_json(edition: &Edition<'_>, index: PageIndex, page: &Page) -> Vec<u8> {
    let config = edition.snapshot().config();
    let backlinks = edition.snapshot().backlinks(index).iter();
    let targets = page.links.iter().map(|link| link.target.as_str());
    let address = Address::of_page(page);
    let markdown = address.form(Format::Markdown);
    bytes(&PageJson {
        id: page.id.as_str(),
        slug: page.slug.as_str(),
        kind: match &page.form {
            Form::Entry { kind } => kind,
            Form::Thread { .. } => "thread",
        },
        title: &page.title,
        summary: page.summary.as_deref(),
        aliases: &page.aliases,
        level: page.level.map(|level| level.name()),
        minutes: page.reading_time.minutes(),
        language: edition.language_of(page.translation.as_ref()),
        translation: TranslationJson::new(edition, page.translation.as_ref(), &address),
        versions: versions(edition, &address),
        licence: config.licence.as_deref(),
        is_stub: page.stub,
        url: edition.full_url(&address),
        markdown_url: markdown.map(|form| edition.full_url(&form)),
        content_hash: page.content_hash.as_str(),
        changed: page.changed.as_ref().map(ChangedJson::new),
        topics: Reference::to_topics(edition, &page.topics),
        requires: requirements(edition, &page.requires),
        facts: FactJson::of_page(edition, page),
        outline: outline(page),
        events: events(edition, page),
        questions: page.questions.iter().map(question).collect(),
        sources: SourceJson::of_page(page),
        links: Reference::to_targets(edition, targets.filter(|target| !target.is_empty())),
        backlinks: backlinks
            .map(|linking| Reference::to_page(edition, *linking))
            .collect(),
        steps_of: steps_of(edition, index),
    })
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
    let thread = edition.full_url(&Address::of_page(page));
    let event = |event: &'s Event| EventJson {
        id: event.id.as_str(),
        date: event.date,
        title: &event.title,
        url: format!("{thread}#{}", event.id),
        markdown: page.text[event.text.clone()].trim(),
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
    let steps = edition.snapshot().memberships(index).iter();
    steps
        .map(|(path, step)| {
            let path = edition.path(*path);
            StepOf {
                path: path.slug.to_string(),
                title: path.title.clone(),
                number: step + 1,
                url: edition.full_url(&Address::of_step(path, step + 1)),
            }
        })
        .collect()
}
