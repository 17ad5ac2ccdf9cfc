//! Where what is at an address can be read in other languages.

use almanac_model::{Address, LearningPath, Page};

use super::{Edition, is_event_list};

impl Edition<'_> {
    /// The addresses of all versions of what is at an address, the original first; none if there is but one.
    pub fn versions(&self, address: &Address) -> Vec<Address> {
        let versions = all(self, address).unwrap_or_default();
        if versions.len() < 2 {
            return Vec::new();
        }
        versions
    }

    /// Where what is at an address can be read in each language, the original first: its versions, and in the languages that have
    /// none, another depth. None if there is but one.
    pub fn in_languages(&self, address: &Address) -> Vec<Address> {
        let mut addresses = all(self, address).unwrap_or_default();
        let other = self.at_other_depths(address, &addresses);
        addresses.extend(other);
        if addresses.len() < 2 {
            return Vec::new();
        }
        addresses
    }

    /// Where an entry or a thread can be read in the languages that have no text of the depth of an address.
    fn at_other_depths(&self, address: &Address, there: &[Address]) -> Vec<Address> {
        let (Address::Entry(slug) | Address::Thread(slug)) = address.of_original() else {
            return Vec::new();
        };
        let Some(index) = self.snapshot.page_by_slug(slug.as_str()) else {
            return Vec::new();
        };
        let languages = self.snapshot.config().languages.iter();
        let lacking = languages.filter(|tag| there.iter().all(|one| one.language() != Some(tag)));
        let text = |tag| self.snapshot.text_in(index, address.depth(), Some(tag));
        let texts = lacking.map(text).filter(|text| text.language().is_some());
        texts.map(Address::of_page).collect()
    }
}

/// The addresses of all versions of what is at an address.
fn all(view: &Edition<'_>, address: &Address) -> Option<Vec<Address>> {
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
    match address.of_original() {
        Address::Entry(slug) | Address::Thread(slug) => {
            let index = snapshot.page_by_slug(slug.as_str())?;
            let original = snapshot.version(index, address.depth(), None)?;
            let versions = snapshot.versions_of(slug).iter().map(AsRef::as_ref);
            let is_translation =
                |page: &&Page| page.depth() == address.depth() && page.language().is_some();
            let all = std::iter::once(original).chain(versions.filter(is_translation));
            Some(all.map(Address::of_page).collect())
        }
        Address::Event(slug, name) => {
            let original = snapshot.page(snapshot.page_by_slug(slug.as_str())?);
            let versions = snapshot.versions_of(slug).iter().map(AsRef::as_ref);
            let translations = versions.filter(|page: &&Page| page.depth().is_none());
            let all = std::iter::once(original).chain(translations);
            let all = all.filter(|page| page.place_of_event(name).is_some());
            Some(
                all.map(|page| address.original().clone().in_language(page.language()))
                    .collect(),
            )
        }
        list if is_event_list(list) => {
            let languages = snapshot.config().languages.iter().map(Some);
            let in_language = |language| {
                let view = view.in_language(language);
                let is_there = language.is_none() || view.translates(list);
                is_there.then(|| list.clone().in_language(language))
            };
            let all = std::iter::once(None).chain(languages);
            Some(all.filter_map(in_language).collect())
        }
        Address::Path(slug) => of_path(slug.as_str(), &Address::of_path),
        Address::Step(slug, number) => of_path(slug.as_str(), &|path| {
            Address::of_step(path, *number, address.depth())
        }),
        Address::End(slug) => of_path(slug.as_str(), &Address::of_end),
        _ => None,
    }
}
