//! The names at the site's root that are the site's own.

use super::Address;
use crate::LanguageTag;

/// The folder of style sheets, modules and fonts: each has the hash of its bytes in its name.
pub const ASSETS: &str = "assets/";

/// Where open pages are told of edits, by server-sent events.
pub const LIVE: &str = "_live";

/// Where the server says that it is well.
pub const HEALTH: &str = "healthz";

/// The page of a site made of files that answers for what is not there.
pub const NOT_FOUND_FILE: &str = "404.html";

/// The file in a site made of files that lists what we wrote there.
pub const SITE_MARK: &str = ".almanac-site";

/// What addresses of the site's own begin with: folders, and files at the root. Some are kept for
/// what is to come, so that no almanac takes them meanwhile.
const OWN: [&str; 34] = [
    SITE_MARK,
    NOT_FOUND_FILE,
    LIVE,
    "api",
    "assets",
    "changes",
    "contributors",
    "entries",
    "events",
    "feed.xml",
    "figures",
    HEALTH,
    "history",
    "index.html",
    "llms.txt",
    "mcp",
    "media",
    "metrics",
    "new",
    "paths",
    "progress",
    "proposals",
    "queue",
    "report",
    "reports",
    "requested",
    "review",
    "search",
    "search.json",
    "sign-in",
    "site.webmanifest",
    "sources",
    "threads",
    "topics",
];

/// The own address that a file at `address` would hide, if it would: the folder or the file that
/// is ours. `robots.txt` and a favicon may be replaced, as nothing else depends on them.
pub fn own_address(address: &str) -> Option<&str> {
    let (first, rest) = address.split_once('/').unwrap_or((address, ""));
    if is_own(first) {
        return Some(first);
    }
    let second = rest.split('/').next().unwrap_or(rest);
    let has_translations =
        LanguageTag::new(first).is_ok() && is_translated(&second.to_ascii_lowercase());
    has_translations.then(|| &address[..first.len() + 1 + second.len()])
}

/// Whether a name at the root is ours. File systems that ignore case would take `Paths` for `paths`.
fn is_own(name: &str) -> bool {
    let folded = name.to_ascii_lowercase();
    let is_sitemap = folded.starts_with("sitemap") && folded.ends_with(".xml");
    is_sitemap || OWN.contains(&folded.as_str())
}

/// Whether a folder has addresses in other languages too, below the tag of each.
fn is_translated(folder: &str) -> bool {
    // Whichever depth it has them at; search is a page, and no folder of others.
    ["", "/x", "/x/x.svg", "/x/events"].iter().any(|below| {
        let address = Address::parse(&format!("{folder}{below}"));
        address.is_some_and(|address| address.is_translatable())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::tests::one_of_each;

    #[test]
    fn files_may_stand_beside_what_is_ours_and_not_in_its_place() {
        for ours in [
            "entries/x.html",
            "Paths/a",
            "404.html",
            "sitemap-2.xml",
            "de/entries/x/index.html",
        ] {
            assert!(own_address(ours).is_some(), "{ours}");
        }
        for free in [
            "robots.txt",
            "favicon.ico",
            "CNAME",
            ".well-known/security.txt",
            "fonts/x.woff2",
            "de/notes.html",
            "docs/entries/x.html",
        ] {
            assert_eq!(own_address(free), None, "{free}");
        }
    }

    #[test]
    fn no_file_can_hide_an_address_of_the_table() {
        for address in one_of_each() {
            let replaceable = matches!(address.original(), crate::Address::Robots);
            let file = address.file();
            assert_eq!(own_address(&file).is_none(), replaceable, "{file}");
        }
    }
}
