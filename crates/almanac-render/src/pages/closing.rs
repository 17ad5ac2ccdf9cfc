//! The closing page of a path: what to take away, and where to go on.

use std::borrow::Cow;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{
    Address, ContentId, LearningPath, LinkTarget, Output, PageIndex, PathIndex, Slug, TextMeasure,
};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::languages::Tongues;
use super::notes::{NoteView, gathered_notes};
use super::views::{LinkView, PageLine, PageLink, PathLine, StepLine, TakeawayLine, topic_links};
use crate::body::{BodyScope, NoteReferences, QuestionView, render_line_with, render_part};
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::plain_line::plain_line;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "closing.html")]
struct ClosingPage<'s> {
    frame: Frame,
    path: LinkView,
    path_id: String,
    tongues: Tongues,
    text: Html,
    /// How long that and the questions take.
    minutes: Option<u32>,
    steps: Vec<StepLine<'s>>,
    questions: Vec<QuestionsOfStep<'s>>,
    /// What the text and the questions cite.
    notes: Vec<NoteView<'s>>,
    next_paths: Vec<PathLine>,
    next_pages: Vec<PageLine<'s>>,
    topics: Vec<LinkView>,
    /// The last step.
    previous: Option<PageLink<'s>>,
}

impl PageTemplate for ClosingPage<'_> {
    const NAME: &'static str = "closing.html";
}

/// The questions of one step.
#[derive(Debug, Serialize)]
struct QuestionsOfStep<'s> {
    title: Cow<'s, str>,
    title_tongue: Html,
    tongue: Html,
    href: String,
    questions: Vec<Html>,
}

/// How many pages are named to read next.
const NEXT_PAGES: usize = 5;

pub(crate) fn closing(site: &View<'_>, slug: &Slug) -> Option<Output> {
    let path = site.path(site.snapshot().path_by_slug(slug.as_str())?);
    let address = Address::of_end(path);
    let scope = BodyScope::of_path(site, path);
    let mut steps = StepLine::all_beside(site, path, None);
    let heading = site.locale().named("end-of-named-path", &path.title);
    let mut references = NoteReferences::gathering();
    let text = path
        .closing
        .clone()
        .map(|range| render_part(scope, &path.text, path.body(), range, &mut references))
        .unwrap_or_default();
    gather_takeaways(site, path, &mut steps, &mut references);
    let questions = questions(site, path, &steps, &mut references);
    Some(site.fill(&ClosingPage {
        frame: Frame::new(
            site,
            "end",
            &heading,
            path.summary.as_deref(),
            Some(&address),
            Some(&path.file),
        ),
        path: LinkView {
            title: path.title.clone(),
            href: site.url(&Address::of_path(path)),
        },
        path_id: path.id.to_string(),
        tongues: Tongues::new(site, &path.title, path.version.as_ref()),
        text,
        minutes: minutes(site, path),
        questions,
        notes: gathered_notes(site, &references),
        next_paths: next_paths(site, path),
        next_pages: PageLine::all(site, &next_pages(site, path)),
        topics: topic_links(site, &path.topics),
        previous: steps.last().map(StepLine::link),
        steps,
    }))
}

/// How long the closing page of a path takes: its text, and the questions of the steps. `None` if it has neither.
pub(super) fn minutes(site: &View<'_>, path: &LearningPath) -> Option<u32> {
    let steps = path.steps.iter().filter_map(|step| site.step(step));
    let questions: BTreeSet<(&ContentId, &ContentId)> = steps
        .flat_map(|page| {
            page.questions
                .iter()
                .map(|question| (&page.id, &question.id))
        })
        .collect();
    let questions = questions.len();
    let again = TextMeasure {
        questions: questions as u32,
        ..TextMeasure::default()
    };
    let config = site.snapshot().config();
    let again = again.reading_time(config.words_per_minute, &config.language);
    let time = path.closing_time.unwrap_or_default() + again;
    (path.closing_time.is_some() || questions > 0).then(|| time.minutes())
}

/// Gives each step the takeaways of what it shows. What an earlier step says too is said there, with a link to this one.
fn gather_takeaways(
    site: &View<'_>,
    path: &LearningPath,
    lines: &mut [StepLine<'_>],
    references: &mut NoteReferences,
) {
    let mut places: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    for (number, step) in path.steps.iter().enumerate() {
        let Some(page) = site.step(step) else {
            continue;
        };
        let page = site.snapshot().text_of_takeaways(page);
        let own = site.in_language_of(page.version.as_ref());
        let scope = BodyScope::of_page(&own, page).away();
        for takeaway in &page.takeaways {
            // The same words with another value say something else.
            let shown = plain_line(&own, Some(page), &takeaway.text).into_owned();
            if let Some((first, place)) = places.get(&shown) {
                let also = LinkView {
                    title: lines[number].title.to_string(),
                    href: lines[number].href.clone(),
                };
                let known = &mut lines[*first].takeaways[*place].also;
                if *first != number && known.iter().all(|link| link.href != also.href) {
                    known.push(also);
                }
                continue;
            }
            let words = render_line_with(scope, &takeaway.text, references);
            let place = lines[number].takeaways.len();
            places.insert(shown, (number, place));
            let also = Vec::new();
            lines[number].takeaways.push(TakeawayLine { words, also });
        }
    }
}

fn questions<'s>(
    site: &View<'_>,
    path: &LearningPath,
    steps: &[StepLine<'s>],
    references: &mut NoteReferences,
) -> Vec<QuestionsOfStep<'s>> {
    let mut of_steps = Vec::new();
    // Where a subject comes twice, at two depths, what both ask is asked once.
    let mut asked: BTreeSet<(&ContentId, &ContentId)> = BTreeSet::new();
    for (step, line) in path.steps.iter().zip(steps) {
        let Some(page) = site.step(step) else {
            continue;
        };
        let own = site.in_language_of(page.version.as_ref());
        let questions = page.questions.iter();
        let questions: Vec<Html> = questions
            .filter(|question| asked.insert((&page.id, &question.id)))
            .map(|question| {
                let scope = BodyScope::of_page(&own, page);
                QuestionView::away_from_home(scope, question, references).markup(scope)
            })
            .collect();
        if !questions.is_empty() {
            of_steps.push(QuestionsOfStep {
                title: line.title.clone(),
                title_tongue: line.title_tongue.clone(),
                tongue: line.tongue.clone(),
                href: line.href.clone(),
                questions,
            });
        }
    }
    of_steps
}

/// The other paths that share a topic with this one, by title.
fn next_paths(site: &View<'_>, path: &LearningPath) -> Vec<PathLine> {
    let shares_topic = |index: &PathIndex| {
        let other = site.snapshot().path(*index);
        let mut topics = other.topics.iter();
        other.slug != path.slug && topics.any(|topic| path.topics.contains(topic))
    };
    let mut paths = site.listed_paths();
    paths.retain(shares_topic);
    PathLine::all(site, &paths)
}

/// The pages outside of the path that most of its steps link to, those that as many link to by title.
fn next_pages(site: &View<'_>, path: &LearningPath) -> Vec<PageIndex> {
    let snapshot = site.snapshot();
    let steps: BTreeSet<PageIndex> = path.steps.iter().filter_map(|step| step.page).collect();
    let mut linked: BTreeMap<PageIndex, usize> = BTreeMap::new();
    for step in &steps {
        let page = snapshot.page(*step);
        let links = page.links.iter();
        let targets: BTreeSet<PageIndex> = links
            .filter_map(|link| match snapshot.link_target(&page.file, None, link) {
                LinkTarget::Page(target) => Some(target),
                _ => None,
            })
            .filter(|target| !steps.contains(target))
            .filter(|target| !snapshot.page(*target).stub && !snapshot.page(*target).is_unlisted)
            .collect();
        for target in targets {
            *linked.entry(target).or_default() += 1;
        }
    }
    let mut ranked: Vec<(PageIndex, usize)> = linked.into_iter().collect();
    ranked.sort_by_cached_key(|(page, times)| (Reverse(*times), site.title_key(*page), *page));
    ranked
        .into_iter()
        .take(NEXT_PAGES)
        .map(|(page, _)| page)
        .collect()
}
