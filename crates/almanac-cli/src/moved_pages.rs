//! Pages that lead from former addresses to present ones, where no server can do it.

use almanac_model::{Slug, Snapshot};
use almanac_render::{Address, Site};

/// The former addresses that lead somewhere, each with a page that goes there.
pub fn moved_pages(snapshot: &Snapshot, site: &Site<'_>) -> Vec<(Address, String)> {
    former_addresses(snapshot)
        .into_iter()
        .filter(|former| site.render(former).is_none())
        .filter_map(|former| {
            let page = site.moved(&site.redirect(&former)?);
            Some((former, page))
        })
        .collect()
}

fn former_addresses(snapshot: &Snapshot) -> Vec<Address> {
    let slugs = |aliases: &[String]| -> Vec<Slug> {
        aliases
            .iter()
            .filter_map(|alias| Slug::new(alias).ok())
            .collect()
    };
    let mut addresses = Vec::new();
    for page in snapshot.pages() {
        let address = if page.is_thread() {
            Address::Thread
        } else {
            Address::Entry
        };
        addresses.extend(slugs(&page.aliases).into_iter().map(address));
    }
    for path in snapshot.paths() {
        for slug in slugs(&path.aliases) {
            addresses
                .extend((1..=path.steps.len()).map(|number| Address::Step(slug.clone(), number)));
            addresses.extend([Address::End(slug.clone()), Address::Path(slug)]);
        }
    }
    addresses
}
