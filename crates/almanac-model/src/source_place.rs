//! Where a site shows a work.

use crate::{Address, LearningPath, Letter, Page, Snapshot, SourceIdentity, WorkIndex};

/// Where a work is shown.
#[derive(Debug, Clone)]
pub enum SourcePlace {
    /// On a page of its own, as two pages or more cite it.
    OwnPage,
    /// In a note at the foot of the only page that cites it, of an entry, a thread or a path: of the translation, if the
    /// original does not cite it.
    Foot {
        /// The page.
        page: Address,
        /// The number of the note, from 1.
        number: u32,
    },
    /// In the list of all works of a letter, as no page cites it.
    List {
        /// The letter.
        letter: Letter,
        /// Its place in the list, from 0.
        place: usize,
    },
}

impl Snapshot {
    /// Whether a work has a page of its own: two pages or more cite it, paths among them.
    pub fn has_own_page(&self, work: WorkIndex) -> bool {
        let (pages, paths) = self.first_citing(work);
        pages.len() + paths.len() > 1
    }

    /// Where a work is shown. It changes with the texts that cite it.
    pub fn source_place(&self, work: WorkIndex) -> SourcePlace {
        let identity = &self.work(work).source().identity;
        let place = match self.first_citing(work) {
            ([], []) => {
                let (letter, place) = self.sources().place_by_letter(work);
                Some(SourcePlace::List { letter, place })
            }
            ([only], []) => self.foot_of_page(self.page(*only), identity),
            ([], [only]) => self.foot_of_path(self.path(*only), identity),
            _ => None,
        };
        place.unwrap_or(SourcePlace::OwnPage)
    }

    fn foot_of_page(&self, original: &Page, work: &SourceIdentity) -> Option<SourcePlace> {
        let translations = self.versions_of(&original.slug).iter();
        let mut versions = std::iter::once(original).chain(translations.map(AsRef::as_ref));
        versions.find_map(|page| {
            let number = page.cited.number_of(work)?;
            let page = Address::of_page(page);
            Some(SourcePlace::Foot { page, number })
        })
    }

    fn foot_of_path(&self, original: &LearningPath, work: &SourceIdentity) -> Option<SourcePlace> {
        let translations = self.translations_of_path(&original.slug).iter();
        let mut versions = std::iter::once(original).chain(translations.map(AsRef::as_ref));
        versions.find_map(|path| {
            let (number, page) = match path.cited.number_of(work) {
                Some(number) => (number, Address::of_path(path)),
                None => (path.cited_at_end.number_of(work)?, Address::of_end(path)),
            };
            Some(SourcePlace::Foot { page, number })
        })
    }
}
