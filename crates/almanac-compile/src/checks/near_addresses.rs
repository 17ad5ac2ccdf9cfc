//! What an address may have been meant to be that leads to nothing.

use crate::context::PlacedLink;
use crate::near_names::NearNames;
use crate::other_page::FrontMatter;
use crate::page_context::PageContext;

/// Whether an address is that of content which could not be read, which has been reported.
pub(super) fn is_unread(context: &PageContext<'_>, placed: &PlacedLink<'_>) -> bool {
    let Some(path) = placed.file.resolve(&placed.link.target) else {
        return false;
    };
    let of_page = format!("{}.md", without_form(&path));
    let is_unread = |file: &str| context.layout().is_page_file(file) && context.has_file(file);
    is_unread(&path) || is_unread(&of_page)
}

/// The addresses that may have been meant, written as the author wrote theirs.
pub(super) fn near(
    context: &PageContext<'_>,
    names: &NearNames<'_>,
    placed: &PlacedLink<'_>,
    written: &str,
) -> Vec<String> {
    let resolved = placed.file.resolve(&placed.link.target);
    let path = resolved.as_deref().unwrap_or(&placed.link.target);
    let end = written.find(['?', '#']).unwrap_or(written.len());
    let rest = &written[end..];
    let name = without_form(path).rsplit('/').next().unwrap_or_default();
    let near = names.near(name).into_iter();
    let pages = near.filter_map(|slug| context.page_by_slug(slug));
    let addresses = pages.map(|page| {
        let page = context.front_matter(page);
        let target = match path.ends_with(".md") {
            true => page.file().to_string(),
            false => format!("{}/{}", folder_of(&page), page.slug()),
        };
        if written.starts_with('/') {
            format!("/{target}{rest}")
        } else {
            format!("{}{rest}", relative(placed.file.as_str(), &target))
        }
    });
    addresses.collect()
}

/// The folder of a page's address.
fn folder_of(page: &FrontMatter<'_>) -> &'static str {
    if page.is_thread() {
        "threads"
    } else {
        "entries"
    }
}

/// The address of a page, of one of its forms for programs.
fn without_form(path: &str) -> &str {
    let mut forms = [".md", ".json", ".png"].iter();
    forms
        .find_map(|form| path.strip_suffix(form))
        .unwrap_or(path)
}

/// The path to a file from the folder of another.
fn relative(from: &str, to: &str) -> String {
    let (from, to): (Vec<&str>, Vec<&str>) = (from.split('/').collect(), to.split('/').collect());
    let folders = from.len() - 1;
    let pairs = from[..folders].iter().zip(&to[..to.len() - 1]);
    let shared = pairs.take_while(|(one, other)| one == other).count();
    format!(
        "{}{}",
        "../".repeat(folders - shared),
        to[shared..].join("/")
    )
}
