//! Pages that lead from former addresses to present ones, where no server can do it.

use almanac_model::{Address, Slug, Snapshot, Translation};
use almanac_render::Site;

/// The former addresses that lead somewhere, each with a page that goes there.
pub fn moved_pages(snapshot: &Snapshot, site: &Site<'_>) -> Vec<(Address, String)> {
    former_addresses(snapshot)
        .into_iter()
        .filter(|former| site.render(former).is_none())
        .filter_map(|former| {
            let page = site.moved(&former, &site.redirect(&former)?);
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
        let former: Vec<Address> = slugs(&page.aliases).into_iter().map(address).collect();
        for translation in snapshot.translations_of(&page.slug) {
            addresses.extend(translated(&former, translation.translation.as_ref()));
        }
        addresses.extend(former);
    }
    for path in snapshot.paths() {
        let mut former = Vec::new();
        for slug in slugs(&path.aliases) {
            former.extend((1..=path.steps.len()).map(|number| Address::Step(slug.clone(), number)));
            former.extend([Address::End(slug.clone()), Address::Path(slug)]);
        }
        for translation in snapshot.translations_of_path(&path.slug) {
            addresses.extend(translated(&former, translation.translation.as_ref()));
        }
        addresses.extend(former);
    }
    addresses
}

/// The former addresses of a translation: those of its original, in its language.
fn translated(former: &[Address], translation: Option<&Translation>) -> Vec<Address> {
    let language = translation.map(|made| &made.language);
    let addresses = language.into_iter().flat_map(|language| {
        let former = former.iter().cloned().map(Box::new);
        former.map(|original| Address::Translated(language.clone(), original))
    });
    addresses.collect()
}
