//! What holds of every page: links lead somewhere, ids are unique, nothing is inline, nothing depends on chance.

use std::collections::{BTreeMap, BTreeSet};

use almanac_render::{Address, Site, assets};

use crate::reading::{Piece, attribute, pieces};
use crate::{small_almanac, today};

/// The ids and the links of a page.
#[derive(Default)]
struct Found {
    ids: BTreeSet<String>,
    links: Vec<String>,
}

fn found(html: &str) -> Found {
    let mut found = Found::default();
    for piece in pieces(html) {
        let Piece::Tag(tag) = piece else { continue };
        assert!(
            tag.attrs
                .iter()
                .all(|a| &*a.name.local != "style" && !a.name.local.starts_with("on")),
            "{tag:?}"
        );
        if let Some(id) = attribute(&tag, "id") {
            assert!(found.ids.insert(id.clone()), "the id {id} stands twice");
        }
        found.links.extend(attribute(&tag, "href"));
        found.links.extend(attribute(&tag, "src"));
        found.links.extend(attribute(&tag, "data-href"));
    }
    found
}

#[test]
fn every_link_on_every_page_leads_somewhere() {
    let compiled = small_almanac();
    let site = Site::new(&compiled.snapshot, today());
    let mut pages: BTreeMap<String, Found> = BTreeMap::new();
    for address in site
        .addresses()
        .into_iter()
        .filter(|address| !address.is_file())
    {
        let html = String::from_utf8(site.render(&address).unwrap().bytes).unwrap();
        assert!(
            !html.contains("<style") && !html.contains("<script>"),
            "{address}"
        );
        pages.insert(address.to_string(), found(&html));
    }
    for form in site.files() {
        assert!(site.render(&form).is_some(), "{form}");
        assert_eq!(Address::parse(&form.to_string()).as_ref(), Some(&form));
        pages.insert(form.to_string(), Found::default());
    }
    for asset in assets() {
        pages.insert(format!("assets/{}", asset.name), Found::default());
    }
    for (page, found) in &pages {
        for link in &found.links {
            let Some(path) = link.strip_prefix("/small/") else {
                let is_elsewhere = link.starts_with("https://");
                let fragment = link.strip_prefix('#').map(str::to_owned);
                assert!(
                    is_elsewhere || fragment.is_some_and(|id| found.ids.contains(&id)),
                    "{link} on {page}"
                );
                continue;
            };
            let (path, fragment) = path.split_once('#').unwrap_or((path, ""));
            let target = pages
                .get(path)
                .unwrap_or_else(|| panic!("{link} on {page}"));
            assert!(
                fragment.is_empty() || target.ids.contains(fragment),
                "{link} on {page}"
            );
        }
    }
}

#[test]
fn the_same_almanac_makes_the_same_bytes() {
    let (one, two) = (small_almanac(), small_almanac());
    let (one, two) = (
        Site::new(&one.snapshot, today()),
        Site::new(&two.snapshot, today()),
    );
    assert_eq!(one.addresses(), two.addresses());
    for address in one.addresses().into_iter().chain(one.files()) {
        assert_eq!(one.render(&address), two.render(&address), "{address}");
    }
}

#[test]
fn every_address_has_a_page_and_no_other_has() {
    let compiled = small_almanac();
    let site = Site::new(&compiled.snapshot, today());
    for address in site.addresses() {
        assert!(site.render(&address).is_some(), "{address}");
        assert_eq!(Address::parse(&address.to_string()), Some(address));
    }
    for path in [
        "paths/open-or-closed/4",
        "paths/none",
        "entries/none",
        "entries/open-weights-progress",
        "sources/none",
    ] {
        assert!(
            site.render(&Address::parse(path).unwrap()).is_none(),
            "{path}"
        );
    }
}
