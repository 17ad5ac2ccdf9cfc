//! What a page is called.

use almanac_model::GraphSettings;

use super::page::Page;

/// All names of a page, its title first.
pub fn names(settings: &GraphSettings, path: &str, page: &Page) -> Vec<String> {
    let title = page.property("title").map(str::to_owned);
    let by_file = settings.names(path);
    let names = title.into_iter().chain(by_file).chain(page.list("alias"));
    let mut seen = std::collections::HashSet::new();
    let is_new = |name: &String| !name.is_empty() && seen.insert(name.clone());
    names.filter(is_new).collect()
}
