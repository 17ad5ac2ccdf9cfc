//! A path as an object. `docs/entries/for-programs.md` describes it.

use std::borrow::Cow;

use almanac_model::{Address, LearningPath, Step, without_remark_fillers};
use serde::Serialize;

use crate::content_json::{ContentJson, OwnFields, links};
use crate::json::{Reference, bytes};
use almanac_locale::Edition;

#[derive(Debug, Serialize)]
struct PathJson<'s> {
    #[serde(flatten)]
    content: ContentJson<'s>,
    /// The introduction, as Markdown.
    introduction: Cow<'s, str>,
    steps: Vec<StepJson<'s>>,
    /// The text of the closing page, as Markdown.
    closing: Option<Cow<'s, str>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    content_hash: Option<&'s str>,
    url: String,
}

/// The object of a path.
pub(crate) fn path_json<'s>(edition: &Edition<'s>, path: &'s LearningPath) -> Vec<u8> {
    let own = OwnFields {
        kind: "path",
        audience: Some(path.audience.as_deref()),
        level: path.level.name(),
        is_stub: None,
        text_hash: edition.snapshot().path_text_hash(path),
    };
    let steps = path.steps.iter().enumerate();
    bytes(&PathJson {
        content: ContentJson::new(edition, &Address::of_path(path), path, own),
        introduction: without_remark_fillers(path.text[path.introduction.clone()].trim()),
        steps: steps
            .map(|(index, step)| self::step(edition, path, index + 1, step))
            .collect(),
        closing: path
            .closing
            .clone()
            .map(|range| without_remark_fillers(path.text[range].trim())),
        links: links(edition, path),
    })
}

fn step<'s>(
    edition: &Edition<'s>,
    path: &'s LearningPath,
    number: usize,
    step: &'s Step,
) -> StepJson<'s> {
    let page = edition.step(step);
    StepJson {
        number,
        url: edition.full_url(&Address::of_step(path, number, None)),
        why: &step.why,
        read: &step.read,
        page: page.map(|page| StepPage {
            id: page.id.as_str(),
            slug: page.slug.as_str(),
            title: &page.title,
            level: page.level.map(|level| level.name()),
            minutes: page.time_as_step().minutes(),
            content_hash: (!page.has_private_parts).then_some(page.content_hash.as_str()),
            url: edition.full_url(&Address::of_page(page)),
        }),
    }
}
