//! The reader: a step inside its path.

use std::borrow::Cow;

use almanac_model::{Address, LearningPath, Level, Output, Page, ReadingTime, Slug};
use askama::Template;
use serde::Serialize;

use super::content::PageContent;
use super::depths::{done_by, name_of_text};
use super::frame::{Frame, edit_of};
use super::languages::Tongues;
use super::notes::{NoteView, gathered_notes};
use super::views::{LinkView, PageLink, StepLine};
use crate::body::NoteReferences;
use crate::filters;
use crate::html::{Html, html};
use crate::look::PageTemplate;
use crate::tongues::{tongue, tongue_of};
use crate::view::View;
use almanac_locale::{Argument, Locale};

#[derive(Debug, Template, Serialize)]
#[template(path = "reader.html")]
struct ReaderPage<'s> {
    frame: Frame,
    path: LinkView,
    /// The attributes of the path's title, which stands among words of the interface.
    path_tongue: Html,
    path_id: String,
    number: usize,
    of: usize,
    /// Minutes from here to the end of the path.
    minutes_left: u32,
    steps: Vec<StepLine<'s>>,
    /// How the language of what the step shows stands to others.
    tongues: Tongues,
    title: Cow<'s, str>,
    why: Html,
    /// The attributes of the reason, which stands within what the step shows.
    why_tongue: Html,
    /// The language of the original, if the path is translated and what the step shows is not.
    untranslated: Option<String>,
    /// What the step shows; `None` if that is not written yet.
    content: Option<PageContent<'s>>,
    /// What the reason cites, if nothing is shown that has notes itself.
    notes: Vec<NoteView<'s>>,
    /// The page of what the step shows, outside of the path.
    own_page: Option<String>,
    /// Where the page that it shows is changed, on a server.
    edit: Option<String>,
    previous: PageLink<'s>,
    next: PageLink<'s>,
    is_last: bool,
}

impl PageTemplate for ReaderPage<'_> {
    const NAME: &'static str = "reader.html";
}

/// A step of a path. At a depth that is not the path's own, there must be that.
pub(crate) fn step(
    site: &View<'_>,
    slug: &Slug,
    number: usize,
    depth: Option<Level>,
) -> Option<Output> {
    let path = site.path(site.snapshot().path_by_slug(slug.as_str())?);
    let step = path.steps.get(number.checked_sub(1)?)?;
    let page = match depth {
        Some(depth) => Some(site.step_at(step, depth)?),
        None => site.step(step),
    };
    let translation = page.map_or(path.version.as_ref(), |page| page.version.as_ref());
    let of_path = site.language_of(path.version.as_ref());
    let of_page = site.language_of(translation);
    let mut references = match page {
        Some(page) => NoteReferences::gathering_behind(&page.cited),
        None => NoteReferences::gathering(),
    };
    let steps = StepLine::all_beside(site, path, Some((number - 1, &mut references)));
    references.end_gathering();
    let (content, notes) = match page {
        Some(page) => {
            let mut content = PageContent::as_step(site, page, &mut references, |other| {
                of_depth(site, path, number, other)
            });
            if done_by(site, path, step).is_some() {
                let name = html!(" data-as=\"{}\"", name_of_text(page));
                content.text.push(&name);
            }
            (Some(content), Vec::new())
        }
        None => (None, gathered_notes(site, &references)),
    };
    let here = &steps[number - 1];
    // At another depth the text has a title of its own.
    let title = page.map_or_else(|| here.title.clone(), |page| Cow::Owned(page.title.clone()));
    let heading = step_title(site.locale(), &title, number, path.steps.len());
    Some(site.fill(&ReaderPage {
        frame: frame(site, path, (number, depth), page, &heading),
        path: LinkView {
            title: path.title.clone(),
            href: site.url(&Address::of_path(path)),
        },
        path_id: path.id.to_string(),
        number,
        of: path.steps.len(),
        minutes_left: time_left(site, path, number, page).minutes(),
        previous: neighbour(site, path, &steps, number.checked_sub(2)),
        next: neighbour(site, path, &steps, Some(number)),
        is_last: number == path.steps.len(),
        path_tongue: tongue_of(&path.title, of_path, site.locale().tag()),
        tongues: Tongues::new(site, &title, translation),
        title,
        why: here.why.clone(),
        why_tongue: tongue(of_path, of_page),
        untranslated: (of_path != of_page).then(|| site.locale().language_name(of_page)),
        steps,
        content,
        notes,
        own_page: page.map(|page| site.page_url(page)),
        edit: page.and_then(|page| edit_of(site, &Address::of_page(page))),
    }))
}

fn step_title(locale: &Locale, title: &str, number: usize, of: usize) -> String {
    let values = [
        ("name", Argument::Name(title)),
        ("number", Argument::from(number)),
        ("of", Argument::from(of)),
    ];
    locale.say("step-title", &values)
}

/// The frame of a step. The page to find is that of what it shows.
fn frame(
    site: &View<'_>,
    path: &LearningPath,
    (number, depth): (usize, Option<Level>),
    page: Option<&Page>,
    heading: &str,
) -> Frame {
    let address = Address::of_step(path, number, depth);
    match page {
        Some(page) => {
            let summary = page.summary.as_deref();
            let frame = Frame::new(
                site,
                "step",
                heading,
                summary,
                Some(&address),
                Some(&page.file),
            );
            frame.canonical_is(site, &Address::of_page(page))
        }
        None => Frame::new(
            site,
            "step",
            heading,
            None,
            Some(&address),
            Some(&path.file),
        ),
    }
}

/// Where a step shows a text at the depth that it has.
fn of_depth(site: &View<'_>, path: &LearningPath, number: usize, text: &Page) -> Address {
    let own = site.step(&path.steps[number - 1]);
    let is_own = own.is_none_or(|own| own.level == text.level);
    Address::of_step(path, number, text.level.filter(|_| !is_own))
}

/// How long the steps from `number` on take, of which the first shows a page.
fn time_left(
    site: &View<'_>,
    path: &LearningPath,
    number: usize,
    page: Option<&Page>,
) -> ReadingTime {
    let later = path.steps[number..]
        .iter()
        .filter_map(|step| site.step(step));
    let pages = page.into_iter().chain(later);
    pages.map(|page| page.time_as_step()).sum()
}

/// The step at `index`; before the first is the path's page, after the last the closing page.
fn neighbour<'s>(
    site: &View<'s>,
    path: &LearningPath,
    steps: &[StepLine<'s>],
    index: Option<usize>,
) -> PageLink<'s> {
    let Some(index) = index else {
        return PageLink {
            title: site.locale().text("start-of-path").into(),
            href: site.url(&Address::of_path(path)),
            tongue: Html::default(),
        };
    };
    match steps.get(index) {
        Some(step) => step.link(),
        None => PageLink {
            title: site.locale().text("end-of-path").into(),
            href: site.url(&Address::of_end(path)),
            tongue: Html::default(),
        },
    }
}
