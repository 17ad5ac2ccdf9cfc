//! Where what is at an address is in other languages.

use almanac_model::{Address, LearningPath};

use crate::view::View;

impl View<'_> {
    /// The addresses of all versions of what is at an address, the original first; none if there is but one.
    pub(crate) fn versions(&self, address: &Address) -> Vec<Address> {
        let versions = all(self, address).unwrap_or_default();
        if versions.len() < 2 {
            return Vec::new();
        }
        versions
    }

    /// The language of what is at an address: that of a translation, or the almanac's.
    pub(crate) fn language_of_address<'a>(&'a self, address: &'a Address) -> &'a str {
        let own = &self.snapshot().config().language;
        address.language().map_or(own, |language| language.as_str())
    }
}

fn all(view: &View<'_>, address: &Address) -> Option<Vec<Address>> {
    let snapshot = view.snapshot();
    let of_path = |slug, address: &dyn Fn(&LearningPath) -> Address| {
        let original = snapshot.path(snapshot.path_by_slug(slug)?);
        let translations = snapshot
            .translations_of_path(&original.slug)
            .iter()
            .map(AsRef::as_ref);
        Some(
            std::iter::once(original)
                .chain(translations)
                .map(address)
                .collect(),
        )
    };
    match address.original() {
        Address::Entry(slug) | Address::Thread(slug) => {
            let original = snapshot.page(snapshot.page_by_slug(slug.as_str())?);
            let translations = snapshot.translations_of(slug).iter().map(AsRef::as_ref);
            let all = std::iter::once(original).chain(translations);
            Some(all.map(Address::of_page).collect())
        }
        Address::Path(slug) => of_path(slug.as_str(), &Address::of_path),
        Address::Step(slug, number) => {
            of_path(slug.as_str(), &|path| Address::of_step(path, *number))
        }
        Address::End(slug) => of_path(slug.as_str(), &Address::of_end),
        _ => None,
    }
}
