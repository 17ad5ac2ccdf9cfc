//! Where what is asked for is now, and where a source is shown.

use std::fmt;

use crate::{
    Address, Letter, NamedWorks, Snapshot, SourceKey, SourcePlace, WORKS_A_PAGE, WorkIndex,
};

/// A place on a page of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SitePlace {
    /// The page.
    pub address: Address,
    /// What on the page is meant, if not all of it.
    pub fragment: Option<String>,
    /// Whether it will stay there. Where a source is shown changes with the texts that cite it, so
    /// that nobody may remember it.
    pub is_lasting: bool,
}

impl fmt::Display for SitePlace {
    /// Writes the address as it stands in links, without a leading slash: `entries/x#note:3`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.address.fmt(f)?;
        match &self.fragment {
            Some(fragment) => write!(f, "#{fragment}"),
            None => Ok(()),
        }
    }
}

impl From<Address> for SitePlace {
    /// All of a page, which stays where it is.
    fn from(address: Address) -> Self {
        Self {
            address,
            fragment: None,
            is_lasting: true,
        }
    }
}

impl Snapshot {
    /// Where a work is shown: on its own page, at the foot of the page that cites it, or in the list
    /// of its letter.
    pub fn place_of_work(&self, work: WorkIndex) -> SitePlace {
        let (address, fragment) = match self.source_place(work) {
            SourcePlace::OwnPage => (self.source_page(work), None),
            SourcePlace::Foot { page, number } => (page, Some(format!("note:{number}"))),
            SourcePlace::List { letter, place } => {
                let list = Address::SourcesBy(letter, place / WORKS_A_PAGE + 1);
                (list, Some(fragment_in_list(place)))
            }
        };
        SitePlace {
            address,
            fragment,
            is_lasting: false,
        }
    }

    /// The address of the page of a work's own, whether or not it has one.
    pub fn source_page(&self, work: WorkIndex) -> Address {
        Address::Source(self.work_name(work).clone())
    }

    /// Where a name in the address of a source leads, if there is no page of that name.
    pub fn place_of_source_name(&self, name: &SourceKey) -> Option<SitePlace> {
        Some(match self.source_named(name.as_str())? {
            NamedWorks::Work(work) => self.place_of_work(work),
            NamedWorks::List(name, _) => SitePlace {
                is_lasting: false,
                ..Address::Source(name.clone()).into()
            },
        })
    }

    /// The works that have pages of their own, sorted by title.
    pub fn works_with_pages(&self) -> Vec<WorkIndex> {
        let works = self.sources().letters().flat_map(|(_, works)| works);
        let works = works.copied();
        works.filter(|work| self.has_own_page(*work)).collect()
    }

    /// The works in a part of the list of a letter, each with its place in that, from 0; `None` if
    /// there is no such part.
    pub fn works_in_part(&self, letter: Letter, part: usize) -> Option<Vec<(usize, WorkIndex)>> {
        let works = self.sources().of_letter(letter);
        let first = part.checked_sub(1)?.checked_mul(WORKS_A_PAGE)?;
        let listed = works.iter().copied().enumerate().skip(first);
        let listed: Vec<(usize, WorkIndex)> = listed.take(WORKS_A_PAGE).collect();
        (!listed.is_empty()).then_some(listed)
    }
}

/// The fragment of the work at a place, from 0, in the list of its letter.
pub fn fragment_in_list(place: usize) -> String {
    format!("work:{}", place + 1)
}
