//! The reader: a step inside its path.

use std::borrow::Cow;

use almanac_model::{Address, LearningPath, Output, ReadingTime, Slug};
use askama::Template;
use serde::Serialize;

use super::content::PageContent;
use super::frame::Frame;
use super::languages::Tongues;
use super::views::{LinkView, PageLink, StepLine};
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::tongues::{tongue, tongue_of};
use crate::view::View;
use almanac_locale::{Argument, Locale, own_name};

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
    /// The page of what the step shows, outside of the path.
    own_page: Option<String>,
    previous: PageLink<'s>,
    next: PageLink<'s>,
    is_last: bool,
}

impl PageTemplate for ReaderPage<'_> {
    const NAME: &'static str = "reader.html";
}

pub(crate) fn step(site: &View<'_>, slug: &Slug, number: usize) -> Option<Output> {
    let path = site.path(site.snapshot().path_by_slug(slug.as_str())?);
    let step = path.steps.get(number.checked_sub(1)?)?;
    let page = step.page.map(|index| site.page(index));
    let translation = page.map_or(path.translation.as_ref(), |page| page.translation.as_ref());
    let of_path = site.language_of(path.translation.as_ref());
    let of_page = site.language_of(translation);
    let mut steps = StepLine::all(site, path);
    steps[number - 1].is_here = true;
    let here = &steps[number - 1];
    let heading = step_title(site.locale(), &here.title, number, path.steps.len());
    Some(site.fill(&ReaderPage {
        frame: frame(site, path, number, &heading),
        path: LinkView {
            title: path.title.clone(),
            href: site.url(&Address::of_path(path)),
        },
        path_id: path.id.to_string(),
        number,
        of: path.steps.len(),
        minutes_left: time_left(site, path, number).minutes(),
        previous: neighbour(site, path, &steps, number.checked_sub(2)),
        next: neighbour(site, path, &steps, Some(number)),
        is_last: number == path.steps.len(),
        path_tongue: tongue_of(&path.title, of_path, site.locale().tag()),
        tongues: Tongues::new(site, &here.title, translation),
        title: here.title.clone(),
        why: here.why.clone(),
        why_tongue: tongue(of_path, of_page),
        untranslated: (of_path != of_page).then(|| own_name(of_page)),
        steps,
        content: page.map(|page| PageContent::new(site, page)),
        own_page: page.map(|page| site.page_url(page)),
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
fn frame(site: &View<'_>, path: &LearningPath, number: usize, heading: &str) -> Frame {
    let address = Address::of_step(path, number);
    match path.steps[number - 1].page.map(|index| site.page(index)) {
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

/// How long the steps from `number` on take.
fn time_left(site: &View<'_>, path: &LearningPath, number: usize) -> ReadingTime {
    let pages = path.steps[number - 1..].iter().filter_map(|step| step.page);
    pages.map(|page| site.page(page).reading_time).sum()
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
