//! A path as an object. `docs/entries/for-programs.md` describes it.

use almanac_model::{Address, Format, LearningPath, Step};
use serde::Serialize;

use crate::json::{ChangedJson, Reference, bytes};
use crate::translation_json::{TranslationJson, VersionJson, versions};
use almanac_locale::Edition;

#[derive(Debug, Serialize)]
struct PathJson<'s> {
    id: &'s str,
    slug: &'s str,
    kind: &'static str,
    title: &'s str,
    summary: Option<&'s str>,
    audience: Option<&'s str>,
    aliases: &'s [String],
    level: Option<&'static str>,
    minutes: u32,
    language: &'s str,
    #[serde(skip_serializing_if = "Option::is_none")]
    translation: Option<TranslationJson<'s>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    versions: Vec<VersionJson>,
    licence: Option<&'s str>,
    url: String,
    markdown_url: Option<String>,
    content_hash: &'s str,
    changed: Option<ChangedJson<'s>>,
    topics: Vec<Reference>,
    /// The introduction, as Markdown.
    introduction: &'s str,
    steps: Vec<StepJson<'s>>,
    /// The text of the closing page, as Markdown.
    closing: Option<&'s str>,
    links: Vec<Reference>,
}

/// A step.
#[derive(Debug, Serialize)]
struct StepJson<'s> {
    number: usize,
    /// The reader's address of the step.
    url: String,
    /// Why it comes here, as Markdown.
    why: &'s str,
    /// What is to be read, as the path names it.
    read: &'s str,
    /// What that is; null if nobody has written it.
    page: Option<StepPage<'s>>,
}

/// What a step shows.
#[derive(Debug, Serialize)]
struct StepPage<'s> {
    id: &'s str,
    slug: &'s str,
    title: &'s str,
    level: Option<&'static str>,
    minutes: u32,
    content_hash: &'s str,
    url: String,
}

/// The object of a path.
pub fn path_json(edition: &Edition<'_>, path: &LearningPath) -> Vec<u8> {
    let config = edition.snapshot().config();
    let address = Address::of_path(path);
    let markdown = address.form(Format::Markdown);
    let targets = path.links.iter().map(|link| link.target.as_str());
    let steps = path.steps.iter().enumerate();
    bytes(&PathJson {
        id: path.id.as_str(),
        slug: path.slug.as_str(),
        kind: "path",
        title: &path.title,
        summary: path.summary.as_deref(),
        audience: path.audience.as_deref(),
        aliases: &path.aliases,
        level: path.level.name(),
        minutes: path.reading_time.minutes(),
        language: edition.language_of(path.translation.as_ref()),
        translation: TranslationJson::new(edition, path.translation.as_ref(), &address),
        versions: versions(edition, &address),
        licence: config.licence.as_deref(),
        url: edition.full_url(&address),
        markdown_url: markdown.map(|form| edition.full_url(&form)),
        content_hash: path.content_hash.as_str(),
        changed: path.changed.as_ref().map(ChangedJson::new),
        topics: Reference::to_topics(edition, &path.topics),
        introduction: path.text[path.introduction.clone()].trim(),
        steps: steps
            .map(|(index, step)| self::step(edition, path, index + 1, step))
            .collect(),
        closing: path.closing.clone().map(|range| path.text[range].trim()),
        links: Reference::to_targets(edition, targets.filter(|target| !target.is_empty())),
    })
}

fn step<'s>(
    edition: &Edition<'s>,
    path: &'s LearningPath,
    number: usize,
    step: &'s Step,
) -> StepJson<'s> {
    let page = step.page.map(|index| edition.page(index));
    StepJson {
        number,
        url: edition.full_url(&Address::of_step(path, number)),
        why: &step.why,
        read: &step.read,
        page: page.map(|page| StepPage {
            id: page.id.as_str(),
            slug: page.slug.as_str(),
            title: &page.title,
            level: page.level.map(|level| level.name()),
            minutes: page.reading_time.minutes(),
            content_hash: page.content_hash.as_str(),
            url: edition.full_url(&Address::of_page(page)),
        }),
    }
}
