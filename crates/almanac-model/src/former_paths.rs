//! Addresses that pages had on another site, which are paths from its root.

use rustc_hash::FxHashMap as HashMap;

use crate::tables::indexed;
use crate::{FilePath, Page, PageIndex, nfc};
use std::sync::Arc;

/// What an address of a page ends in that says nothing of its own.
const ENDINGS: [&str; 4] = ["/index.html", ".html", "/index.md", ".md"];

/// An alias that is the path of an address on another site (`guide/start`, `/old.html`), without slashes around it; `None` for any
/// other name, and for a path that leads out of the site.
pub fn path_of_alias(alias: &str) -> Option<FilePath> {
    let is_path = alias.contains('/') || alias.ends_with(".html");
    let is_address = alias.contains("://") || alias.contains(['\\', '\0', '#', '?']);
    // “Regulation (EU) 2024/1689” is a name, and no folder. One that is called so has a slash before it.
    let first = alias.split_once('/').map(|(first, _)| first);
    let is_words = first.is_some_and(|first| first.contains(char::is_whitespace));
    if !is_path || is_address || is_words {
        return None;
    }
    let path = FilePath::from("index.md").resolve(alias.trim_matches('/'))?;
    (!path.is_empty()).then(|| FilePath::from(path.as_str()))
}

/// A path as such paths are compared: without slashes around it and without its ending, in NFC and in small letters.
pub(crate) fn former_path(path: &str) -> String {
    let path = path.trim_matches('/');
    let ending = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending));
    nfc(ending.unwrap_or(path)).to_lowercase()
}

/// The paths of all aliases, each with the place of the page that has it. Of two pages with one path the first has it.
pub(crate) fn former_paths(pages: &[Arc<Page>]) -> HashMap<String, PageIndex> {
    let mut paths = HashMap::default();
    for (index, page) in indexed(pages) {
        for path in page.aliases.iter().filter_map(|alias| path_of_alias(alias)) {
            paths.entry(former_path(path.as_str())).or_insert(index);
        }
    }
    paths
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_alias_with_a_slash_is_a_path_that_stays_in_the_site() {
        let path = |alias| path_of_alias(alias).map(|path| path.as_str().to_owned());
        assert_eq!(path("/Guide/Start/").unwrap(), "Guide/Start");
        assert_eq!(path("old.html").unwrap(), "old.html");
        assert_eq!(path("Old page.html").unwrap(), "Old page.html");
        assert_eq!(path("/Old notes/Start").unwrap(), "Old notes/Start");
        assert_eq!(path("guide/Old hive").unwrap(), "guide/Old hive");
        for alias in [
            "Start",
            "../../etc/passwd",
            "https://x.example/a",
            "a\\b/c",
            "/",
            "a/b#c",
            "Regulation (EU) 2024/1689",
        ] {
            assert_eq!(path(alias), None, "{alias}");
        }
    }

    #[test]
    fn endings_and_letters_do_not_tell_paths_apart() {
        for path in [
            "Guide/Start",
            "/guide/start/",
            "guide/start.html",
            "guide/start/index.html",
            "guide/START.md",
        ] {
            assert_eq!(former_path(path), "guide/start");
        }
    }
}
