//! The reader: a step inside its path.

use almanac_model::{LearningPath, ReadingTime, Slug};
use askama::Template;
use serde::Serialize;

use super::content::Content;
use super::filters;
use super::frame::Frame;
use super::views::{Linked, StepLine};
use crate::Address;
use crate::html::Html;
use crate::locale::{Argument, Locale};
use crate::look::PageTemplate;
use crate::site::{Output, Site, address_of_page};

#[derive(Debug, Template, Serialize)]
#[template(path = "reader.html")]
struct ReaderPage {
    frame: Frame,
    path: Linked,
    path_id: String,
    number: usize,
    of: usize,
    /// Minutes from here to the end of the path.
    minutes_left: u32,
    steps: Vec<StepLine>,
    title: String,
    why: Html,
    /// What the step shows; `None` if that is not written yet.
    content: Option<Content>,
    /// The page of what the step shows, outside of the path.
    own_page: Option<String>,
    previous: Linked,
    next: Linked,
    is_last: bool,
}

impl PageTemplate for ReaderPage {
    const NAME: &'static str = "reader.html";
}

pub(super) fn step(site: &Site<'_>, slug: &Slug, number: usize) -> Option<Output> {
    let path = site
        .snapshot()
        .path(site.snapshot().path_by_slug(slug.as_str())?);
    let step = path.steps.get(number.checked_sub(1)?)?;
    let page = step.page.map(|index| site.snapshot().page(index));
    let mut steps = StepLine::all(site, path);
    steps[number - 1].is_here = true;
    let here = &steps[number - 1];
    let heading = step_title(site.locale(), &here.title, number, path.steps.len());
    Some(site.fill(&ReaderPage {
        frame: frame(site, path, number, &heading),
        path: Linked {
            title: path.title.clone(),
            href: site.url(&Address::Path(slug.clone())),
        },
        path_id: path.id.to_string(),
        number,
        of: path.steps.len(),
        minutes_left: time_left(site, path, number).minutes(),
        previous: neighbour(site, path, &steps, number.checked_sub(2)),
        next: neighbour(site, path, &steps, Some(number)),
        is_last: number == path.steps.len(),
        title: here.title.clone(),
        why: here.why.clone(),
        steps,
        content: page.map(|page| Content::new(site, page)),
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
fn frame(site: &Site<'_>, path: &LearningPath, number: usize, heading: &str) -> Frame {
    let address = Address::Step(path.slug.clone(), number);
    match path.steps[number - 1]
        .page
        .map(|index| site.snapshot().page(index))
    {
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
            frame.canonical_is(site, &address_of_page(page))
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
fn time_left(site: &Site<'_>, path: &LearningPath, number: usize) -> ReadingTime {
    let pages = path.steps[number - 1..].iter().filter_map(|step| step.page);
    pages
        .map(|page| site.snapshot().page(page).reading_time)
        .sum()
}

/// The step at `index`; before the first is the path's page, after the last the closing page.
fn neighbour(
    site: &Site<'_>,
    path: &LearningPath,
    steps: &[StepLine],
    index: Option<usize>,
) -> Linked {
    let Some(index) = index else {
        return Linked {
            title: site.locale().text("start-of-path").to_owned(),
            href: site.url(&Address::Path(path.slug.clone())),
        };
    };
    match steps.get(index) {
        Some(step) => Linked {
            title: step.title.clone(),
            href: step.href.clone(),
        },
        None => Linked {
            title: site.locale().text("end-of-path").to_owned(),
            href: site.url(&Address::End(path.slug.clone())),
        },
    }
}
