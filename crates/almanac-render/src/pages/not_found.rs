//! The page that says that there is nothing, and what is nearest.

use almanac_model::{Address, Slug, slugify};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::Linked;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;
use almanac_documents::Output;

#[derive(Debug, Template, Serialize)]
#[template(path = "not_found.html")]
struct NotFoundPage {
    frame: Frame,
    nearest: Vec<Linked>,
}

impl PageTemplate for NotFoundPage {
    const NAME: &'static str = "not_found.html";
}

/// How many pages are suggested.
const SUGGESTIONS: usize = 5;
/// Longer than this is no slip of the finger, and not worth comparing.
const LONGEST_NAME: usize = 100;

pub(crate) fn not_found(site: &View<'_>, path: &str) -> Output {
    site.fill(&NotFoundPage {
        frame: Frame::new(
            site,
            "not-found",
            site.locale().text("nothing-here"),
            None,
            None,
            None,
        ),
        nearest: nearest(site, path),
    })
}

/// The pages whose slug, title or other name is nearest to what was asked for, the nearest first.
fn nearest(site: &View<'_>, path: &str) -> Vec<Linked> {
    let Some(wanted) = wanted_name(path) else {
        return Vec::new();
    };
    let pages = site.snapshot().pages().iter().filter_map(|page| {
        let distance = least_distance(&wanted, &page.slug, &page.title, &page.aliases)?;
        Some((distance, &page.title, Address::of_page(page)))
    });
    let paths = site.snapshot().paths().iter().filter_map(|path| {
        let distance = least_distance(&wanted, &path.slug, &path.title, &path.aliases)?;
        Some((distance, &path.title, Address::Path(path.slug.clone())))
    });
    let mut found: Vec<(usize, &String, Address)> = pages.chain(paths).collect();
    found.sort();
    found.truncate(SUGGESTIONS);
    found
        .into_iter()
        .map(|(_, title, address)| Linked {
            title: title.clone(),
            href: site.url(&address),
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

/// How far the nearest of a page's names is.
fn least_distance(wanted: &str, slug: &Slug, title: &str, aliases: &[String]) -> Option<usize> {
    let names = aliases
        .iter()
        .map(|alias| slugify(alias))
        .chain([slugify(title), slug.to_string()]);
    names.filter_map(|name| distance(wanted, &name)).min()
}

/// How far two names are apart; `None` if too far to be meant. A name that holds the other whole is near.
fn distance(wanted: &str, name: &str) -> Option<usize> {
    let (shorter, longer) = if wanted.len() < name.len() {
        (wanted, name)
    } else {
        (name, wanted)
    };
    if shorter.len() >= 3 && longer.contains(shorter) {
        return Some(usize::from(longer != shorter));
    }
    let farthest = longer.len() / 3;
    if longer.len() - shorter.len() > farthest {
        return None;
    }
    Some(strsim::osa_distance(wanted, name)).filter(|distance| *distance <= farthest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_is_near_and_another_word_is_not() {
        assert_eq!(distance("mistral-ia", "mistral-ai"), Some(1));
        assert_eq!(distance("deepseek", "deepseek-v4"), Some(1));
        assert_eq!(distance("openai", "openai"), Some(0));
        assert_eq!(distance("openai", "anthropic"), None);
    }

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
