//! The title page of a learning path.

use almanac_locale::PageCitation;
use almanac_model::{Address, LearningPath, Output, PageOrPath, Slug, Version};
use askama::Template;
use serde::Serialize;

use super::closing;
use super::content::byline;
use super::depths::facts_by_level;
use super::frame::Frame;
use super::languages::Tongues;
use super::notes::{NoteView, gathered_notes};
use super::views::{LinkView, PathLine, StepLine, topic_links};
use crate::body::{BodyScope, NoteReferences, render_line_with, render_part};
use crate::dates::DateView;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "path.html")]
struct PathPage<'s> {
    frame: Frame,
    id: String,
    tongues: Tongues,
    /// The page of the original, if that has changed since this was translated.
    changed_original: Option<String>,
    /// Whether it is a draft, which only the desk sees.
    is_draft: bool,
    title: String,
    introduction: Html,
    audience: Html,
    facts: Vec<String>,
    /// The attribute by which they follow the depth that its reader chose.
    by_level: Html,
    /// The first step, if there is one.
    begin: Option<String>,
    end: String,
    /// How long the closing page takes.
    end_minutes: Option<u32>,
    steps: Vec<StepLine<'s>>,
    /// What the introduction, the audience and the reasons cite.
    notes: Vec<NoteView<'s>>,
    topics: Vec<LinkView>,
    /// Paths that are related to it, the nearest first.
    related: Vec<PathLine>,
    changed: Option<DateView>,
    /// Whether it was changed at a time that can't be known.
    has_unknown_change: bool,
    published: Option<DateView>,
    /// By whom it is, in words.
    byline: Option<String>,
    citation: PageCitation,
}

impl PageTemplate for PathPage<'_> {
    const NAME: &'static str = "path.html";
}

pub(crate) fn path(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let path = site.path(site.snapshot().path_by_slug(slug.as_str())?);
    let address = Address::of_path(path);
    let lags = path.version.as_ref().is_some_and(Version::lags);
    let scope = BodyScope::of_path(site, path);
    let mut references = NoteReferences::gathering_behind(&path.cited);
    let start = path
        .repeated_title()
        .map_or(path.introduction.start, |title| title.span.end);
    let introduction = render_part(
        scope,
        &path.text,
        path.body(),
        start..path.introduction.end,
        &mut references,
    );
    let audience = path.audience.as_deref();
    let audience = audience.map(|text| render_line_with(scope, text, &mut references));
    let steps = StepLine::all(site, path, &mut references);
    Some(
        site.fill(&PathPage {
            frame: Frame::new(
                site,
                "path",
                &path.title,
                path.summary.as_deref(),
                Some(&address),
                Some(&path.file),
            ),
            id: path.id.to_string(),
            tongues: Tongues::new(site, &path.title, path.version.as_ref()),
            changed_original: lags.then(|| site.url(address.original())),
            title: path.title.clone(),
            introduction,
            audience: audience.unwrap_or_default(),
            notes: gathered_notes(site, &references),
            facts: site.locale().path_facts(path),
            by_level: facts_by_level(site, path),
            begin: { steps.first() }
                .filter(|_| site.past().is_none())
                .map(|step| step.href.clone()),
            end: site.url(&Address::of_end(path)),
            end_minutes: closing::minutes(site, path),
            steps,
            topics: topic_links(site, &path.topics),
            related: match site.past() {
                Some(_) => Vec::new(),
                None => related(site, slug),
            },
            published: { path.published }.map(|date| DateView::new(site.locale(), &date)),
            byline: byline(site, path),
            is_draft: is_draft(site, path),
            changed: path
                .changed_by(site.today())
                .map(|changed| DateView::new(site.locale(), &changed.date)),
            has_unknown_change: path.has_unknown_change_by(site.today()),
            citation: site.for_programs().citation(site, PageOrPath::Path(path)),
        }),
    )
}

/// The paths that are related to a path. On a translation those that are translated too.
fn related(site: &View<'_>, slug: &Slug) -> Vec<PathLine> {
    let snapshot = site.snapshot();
    let index = snapshot.path_by_slug(slug.as_str());
    let related = index.map_or_else(Vec::new, |index| snapshot.related_paths(index));
    let paths = related.into_iter().map(|index| site.path(index));
    let shown = paths.filter(|path| path.language().is_some() == site.language().is_some());
    shown.map(|path| PathLine::new(site, path)).collect()
}

/// Whether a path is a draft. The translations of a draft are drafts too.
fn is_draft(site: &View<'_>, path: &LearningPath) -> bool {
    let snapshot = site.snapshot();
    let original = || snapshot.path_by_slug(path.slug.as_str());
    let is_draft = || original().is_some_and(|index| snapshot.path(index).is_draft);
    path.is_draft || !path.is_original() && is_draft()
}
