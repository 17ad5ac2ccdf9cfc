//! The page that says that there is nothing, and what is nearest.

use almanac_locale::words_of;
use almanac_model::{
    Address, Output, Page, PastAddress, PastTime, PastView, Removal, RevisionName, Slug, Step,
    Subject, slugify,
};
use askama::Template;
use serde::Serialize;

use super::depths::texts;
use super::frame::Frame;
use super::not_listed::{NotListed, not_listed, page_in};
use super::views::LinkView;
use crate::assets::asset_name;
use crate::filters;
use crate::look::PageTemplate;
use crate::names::SiteNames;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "not_found.html")]
struct NotFoundPage {
    frame: Frame,
    /// What was asked for in words, to be looked for.
    query: String,
    nearest: Vec<LinkView>,
    /// What was here, if something was.
    gone: Option<GoneView>,
    /// What is said of something that would be in a list, and that list.
    unlisted: Option<UnlistedView>,
    /// The thread that has no event of this name, or none any more.
    thread: Option<LinkView>,
    /// How many proposals would make a page there.
    waiting: usize,
    /// Where a page of this name is begun.
    begin: Option<String>,
    /// What leads on where no server does: the name of the module, and the list of all sources.
    leads_on: Option<LeadsOn>,
}

/// A page that was removed.
#[derive(Debug, Serialize)]
struct GoneView {
    title: String,
    /// When it was removed.
    words: String,
    /// The page as it last was.
    last: Option<String>,
    history: String,
}

/// Something that would be in a list.
#[derive(Debug, Serialize)]
struct UnlistedView {
    words: String,
    list: LinkView,
}

#[derive(Debug, Serialize)]
struct LeadsOn {
    module: &'static str,
    sources: String,
}

impl PageTemplate for NotFoundPage {
    const NAME: &'static str = "not_found.html";
}

/// How many pages are suggested.
const SUGGESTIONS: usize = 5;
/// Longer than this is no slip of the finger, and not worth comparing.
const LONGEST_NAME: usize = 100;

/// The page that says that there is nothing at `path`, what is nearest to it, and how many proposals would make a page there.
pub(crate) fn not_found(site: &View<'_>, names: &SiteNames, path: &str, waiting: usize) -> Output {
    if let Some(NotListed { words, list }) = not_listed(site, path) {
        let beside = Beside {
            unlisted: Some(UnlistedView { words, list }),
            ..Beside::default()
        };
        return page(site, String::new(), beside, None, None);
    }
    let of_page = page_in(path);
    let path = of_page.as_deref().unwrap_or(path);
    let wanted = wanted_name(path);
    let query = wanted.as_deref().map(words_of).unwrap_or_default();
    let near = match other_depths(site, path) {
        texts if texts.is_empty() => nearest(site, names, wanted),
        texts => texts,
    };
    let beside = Beside {
        nearest: near,
        thread: thread_of(site, path),
        waiting,
        begin: kind_at(path).and_then(|kind| site.new_page_url(&query, kind)),
        unlisted: None,
    };
    page(site, query, beside, None, None)
}

/// What kind of page an address names that has none: that of a thread or a path by its name, that of an entry by none.
fn kind_at(path: &str) -> Option<&'static str> {
    match address_in(path)? {
        Address::Entry(_) => Some(""),
        Address::Thread(_) => Some("thread"),
        Address::Path(_) => Some("path"),
        _ => None,
    }
}

/// The page that says that what was at an address was removed, and leads to what it was.
pub(crate) fn gone(site: &View<'_>, address: &Address, title: &str, removal: &Removal) -> Output {
    let locale = site.locale();
    let past = |view: PastView| {
        let past = PastAddress::of(address.clone(), view)?;
        Some(format!("{}{past}", site.snapshot().config().base_path()))
    };
    let last = removal.last.as_deref().and_then(|last| last.get(..12));
    let last = last.and_then(RevisionName::new);
    let gone = GoneView {
        title: title.to_owned(),
        words: match removal.recorded {
            Some(date) => locale.dated("gone-on", &date),
            None => locale.text("gone-some-day").to_owned(),
        },
        last: last.and_then(|last| past(PastView::At(PastTime::Revision(last)))),
        history: past(PastView::Revisions).unwrap_or_default(),
    };
    let thread = match address.original() {
        Address::Event(slug, _) => thread_named(site, slug),
        _ => None,
    };
    let beside = Beside {
        thread,
        ..Beside::default()
    };
    page(site, title.to_owned(), beside, None, Some(gone))
}

/// The same as a file, for every address at which a site made of files has nothing.
pub(crate) fn not_found_anywhere(site: &View<'_>) -> Output {
    let leads_on = LeadsOn {
        module: asset_name("moved", ".js"),
        sources: site.url(&Address::Sources),
    };
    page(site, String::new(), Beside::default(), Some(leads_on), None)
}

/// What there is instead.
#[derive(Default)]
struct Beside {
    nearest: Vec<LinkView>,
    thread: Option<LinkView>,
    waiting: usize,
    begin: Option<String>,
    unlisted: Option<UnlistedView>,
}

fn page(
    site: &View<'_>,
    query: String,
    beside: Beside,
    leads_on: Option<LeadsOn>,
    gone: Option<GoneView>,
) -> Output {
    let title = match &gone {
        Some(gone) => &gone.title,
        None => site.locale().text("nothing-here"),
    };
    let mut frame = Frame::new(site, "not-found", title, None, None, None);
    if site.is_relative() {
        frame.finds_root();
    }
    site.fill(&NotFoundPage {
        frame,
        query,
        nearest: beside.nearest,
        gone,
        unlisted: beside.unlisted,
        thread: beside.thread,
        waiting: beside.waiting,
        begin: beside.begin,
        leads_on,
    })
}

/// The thread whose event a path names that is not there.
fn thread_of(site: &View<'_>, path: &str) -> Option<LinkView> {
    let slug = match address_in(path)?.original() {
        Address::Event(slug, _) | Address::Form(Subject::Event(slug, _), _) => slug.clone(),
        _ => return None,
    };
    thread_named(site, &slug)
}

fn thread_named(site: &View<'_>, slug: &Slug) -> Option<LinkView> {
    let page = site.page(site.snapshot().page_by_slug(slug.as_str())?);
    page.is_thread().then(|| LinkView {
        title: page.title.clone(),
        href: site.page_url(page),
    })
}

/// The texts of an entry or a thread, or the step of a path, that a path names at a depth which is not there, or no more.
fn other_depths(site: &View<'_>, path: &str) -> Vec<LinkView> {
    let address = address_in(path).filter(|address| address.depth().is_some());
    let owner = address.as_ref().map(Address::of_original);
    match owner {
        Some(Address::Entry(slug) | Address::Thread(slug)) => {
            let index = site.snapshot().page_by_slug(slug.as_str());
            let texts = index.map_or_else(Vec::new, |index| texts(site, index));
            let link = |text: &Page| LinkView {
                title: match text.level {
                    Some(level) => {
                        (site.locale()).clauses(&[&text.title, site.locale().level(level)])
                    }
                    None => text.title.clone(),
                },
                href: site.page_url(text),
            };
            texts.into_iter().map(link).collect()
        }
        Some(step @ Address::Step(slug, number)) => {
            let path = site.snapshot().path_by_slug(slug.as_str());
            let steps = path.map(|path| &site.path(path).steps[..]);
            let step_there = steps.and_then(|steps| steps.get(number.checked_sub(1)?));
            let link = |there: &Step| LinkView {
                title: site
                    .step(there)
                    .map_or_else(|| words_of(&there.read), |page| page.title.clone()),
                href: site.url(step),
            };
            step_there.map(link).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// The address that a path is, if it is one.
fn address_in(path: &str) -> Option<Address> {
    Address::parse(path.split(['?', '#']).next()?.trim_start_matches('/'))
}

/// The pages whose slug, title or other name is nearest to what was asked for, the nearest first.
fn nearest(site: &View<'_>, names: &SiteNames, wanted: Option<String>) -> Vec<LinkView> {
    let Some(wanted) = wanted else {
        return Vec::new();
    };
    let near = names.near(&wanted, SUGGESTIONS).into_iter();
    near.map(|near| LinkView {
        title: near.title.to_owned(),
        href: site.url(&near.address),
    })
    .collect()
}

/// The name in a path: its last part that names something.
fn wanted_name(path: &str) -> Option<String> {
    let parts = path.split(['?', '#']).next()?.split('/').rev();
    let names = parts.map(|part| slugify(part.trim_end_matches(".html").trim_end_matches(".md")));
    let is_name = |name: &String| {
        !name.is_empty() && name != "end" && !name.bytes().all(|b| b.is_ascii_digit())
    };
    names
        .filter(|name| name.len() <= LONGEST_NAME)
        .find(is_name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_name_of_a_path_is_wanted() {
        assert_eq!(
            wanted_name("paths/open-weights/3").as_deref(),
            Some("open-weights")
        );
        assert_eq!(
            wanted_name("Entries/Open AI.html?x").as_deref(),
            Some("open-ai")
        );
        assert_eq!(wanted_name(""), None);
    }
}
