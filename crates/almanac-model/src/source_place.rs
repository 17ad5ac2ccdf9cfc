//! Where a site shows a work.

use crate::{Letter, Page, Snapshot, WorkIndex};

/// Where a work is shown.
#[derive(Debug, Clone, Copy)]
pub enum SourcePlace<'s> {
    /// On a page of its own, as two pages or more cite it.
    OwnPage,
    /// In a note at the foot of the only page that cites it: of the translation, if the original
    /// does not cite it.
    Foot {
        /// The page.
        page: &'s Page,
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
    /// Whether a work has a page of its own: two pages or more cite it.
    pub fn has_own_page(&self, work: WorkIndex) -> bool {
        self.citing(work).len() > 1
    }

    /// Where a work is shown. It changes with the texts that cite it.
    pub fn source_place(&self, work: WorkIndex) -> SourcePlace<'_> {
        match self.citing(work) {
            [] => {
                let (letter, place) = self.sources().place_by_letter(work);
                SourcePlace::List { letter, place }
            }
            [only] => {
                let original = self.page(*only);
                let translations = self.translations_of(&original.slug).iter();
                let versions = std::iter::once(original).chain(translations.map(AsRef::as_ref));
                let note_on = |page| self.note_of(page, work).map(|number| (page, number));
                match { versions }.find_map(note_on) {
                    Some((page, number)) => SourcePlace::Foot { page, number },
                    None => SourcePlace::OwnPage,
                }
            }
            _ => SourcePlace::OwnPage,
        }
    }

    /// The number of the note that a work has on a page.
    fn note_of(&self, page: &Page, work: WorkIndex) -> Option<u32> {
        let identity = &self.work(work).source().identity;
        page.cited.by_work(identity).map(|cited| cited.number)
    }
}
