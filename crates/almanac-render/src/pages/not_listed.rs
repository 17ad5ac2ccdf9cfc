//! What an address names that is in none of the lists that a server has: a proposal, a report, a contributor, a change; or the past of a
//! page that is not there.

use almanac_model::{EditAddress, PastAddress};

use super::views::LinkView;
use crate::view::View;

/// What is not there, in a sentence, and the list in which it would be.
#[derive(Debug)]
pub(super) struct NotListed {
    pub words: String,
    pub list: LinkView,
}

/// Lists by the first part of their addresses: what is said of something that is in none, where its list is, and what that is called.
const LISTS: [(&str, &str, &str, &str); 4] = [
    ("proposals/", "no-proposal", "proposals/", "proposals"),
    ("reports/", "no-report", "reports/", "reports"),
    (
        "contributors/",
        "no-contributor",
        "contributors/",
        "contributors",
    ),
    ("changes/", "no-change", "changes", "changes"),
];

/// What a path names that would be in a list.
pub(super) fn not_listed(site: &View<'_>, path: &str) -> Option<NotListed> {
    let (locale, base) = (site.locale(), site.snapshot().config().base_path());
    let path = path.split(['?', '#']).next()?.trim_start_matches('/');
    LISTS.iter().find_map(|(below, words, list, title)| {
        let name = path.strip_prefix(below)?.trim_end_matches('/');
        // What is below one of them is not what is in the list.
        let name = name.split('/').next().filter(|name| !name.is_empty())?;
        Some(NotListed {
            words: locale.named(words, name),
            list: LinkView {
                title: locale.text(title).to_owned(),
                href: format!("{base}{list}"),
            },
        })
    })
}

/// The path of the page whose past, or whose text, a path asks for: that page is what is not there.
pub(super) fn page_in(path: &str) -> Option<String> {
    let below = path.split(['?', '#']).next()?.trim_start_matches('/');
    let past = PastAddress::parse(below).map(|past| past.page);
    let page = past.or_else(|| EditAddress::parse(below).map(|edit| edit.page))?;
    Some(format!("/{page}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_is_asked_for_and_not_what_stands_behind_it() {
        for (path, page) in [
            ("/entries/hvie/history", Some("/entries/hvie")),
            (
                "/entries/hvie/history/1234567?page=2",
                Some("/entries/hvie"),
            ),
            ("/threads/open/at/2024-05", Some("/threads/open")),
            ("/entries/hvie/edit", Some("/entries/hvie")),
            ("/entries/hvie/edit/protect", Some("/entries/hvie")),
            ("/entries/hvie", None),
            ("/proposals/9", None),
        ] {
            assert_eq!(page_in(path).as_deref(), page, "{path}");
        }
    }
}
