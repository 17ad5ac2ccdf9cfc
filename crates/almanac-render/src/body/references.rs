//! The notes that a document refers to.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use almanac_model::{CitedSource, Source, SourceIdentity};

/// The notes that a document refers to.
#[derive(Debug, Default)]
pub(crate) struct NoteReferences {
    /// How often each is referred to, by its number.
    times: BTreeMap<u32, usize>,
    gathered: Option<GatheredNotes>,
}

/// The notes of a document that numbers them itself, in the order in which it cites their works.
#[derive(Debug, Default)]
struct GatheredNotes {
    list: Vec<CitedSource>,
    numbers: HashMap<SourceIdentity, u32>,
}

impl NoteReferences {
    /// Those of a document that has notes, but is no page whose notes are numbered already.
    pub(crate) fn gathering() -> Self {
        Self {
            gathered: Some(GatheredNotes::default()),
            ..Self::default()
        }
    }

    /// Whether the document numbers its notes itself.
    pub(super) fn gathers(&self) -> bool {
        self.gathered.is_some()
    }

    /// The number of the note on a work, which is made if there is none; `None` if the document gathers no notes.
    pub(super) fn gather(&mut self, source: &Arc<Source>, locator: Option<&str>) -> Option<u32> {
        let GatheredNotes { list, numbers } = self.gathered.as_mut()?;
        let next = list.len() as u32 + 1;
        let number = *numbers.entry(source.identity.clone()).or_insert(next);
        if number == next {
            list.push(CitedSource {
                source: source.clone(),
                number,
                locators: Vec::new(),
            });
        }
        if let Some(locator) = locator
            && let Some(note) = list.get_mut(number as usize - 1)
            && !note.locators.iter().any(|known| known == locator)
        {
            note.locators.push(locator.to_owned());
        }
        Some(number)
    }

    /// Counts a reference to a note: how many there are now.
    pub(super) fn count(&mut self, number: u32) -> usize {
        let times = self.times.entry(number).or_insert(0);
        *times += 1;
        *times
    }

    /// How often a note is referred to.
    pub(crate) fn times(&self, number: u32) -> usize {
        self.times.get(&number).copied().unwrap_or(0)
    }

    /// The notes that were gathered, in the order of their numbers.
    pub(crate) fn gathered(&self) -> &[CitedSource] {
        self.gathered.as_ref().map_or(&[], |notes| &notes.list)
    }
}
