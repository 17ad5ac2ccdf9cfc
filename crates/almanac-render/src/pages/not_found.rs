//! The page that says that there is nothing, and what is nearest.

use almanac_locale::words_of;
use almanac_model::{Address, Output, slugify};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
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
    /// What leads on where no server does: the name of the module, and the list of all sources.
    leads_on: Option<LeadsOn>,
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

/// The page that says that there is nothing at `path`, and what is nearest to it.
pub(crate) fn not_found(site: &View<'_>, names: &SiteNames, path: &str) -> Output {
    let wanted = wanted_name(path);
    let query = wanted.as_deref().map(words_of).unwrap_or_default();
    page(site, query, nearest(site, names, wanted), None)
}

/// The same as a file, for every address at which a site made of files has nothing.
pub(crate) fn not_found_anywhere(site: &View<'_>) -> Output {
    let leads_on = LeadsOn {
        module: asset_name("moved", ".js"),
        sources: site.url(&Address::Sources),
    };
    page(site, String::new(), Vec::new(), Some(leads_on))
}

fn page(
    site: &View<'_>,
    query: String,
    nearest: Vec<LinkView>,
    leads_on: Option<LeadsOn>,
) -> Output {
    let title = site.locale().text("nothing-here");
    let mut frame = Frame::new(site, "not-found", title, None, None, None);
    if site.is_relative() {
        frame.finds_root();
    }
    site.fill(&NotFoundPage {
        frame,
        query,
        nearest,
        leads_on,
    })
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
