//! The notes that a document refers to.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_model::{CitedSource, CitedSources, Evidence, Source, SourceIdentity};
use almanac_syntax::CitedWork;

/// The notes that a document refers to.
#[derive(Debug, Default)]
pub(crate) struct NoteReferences {
    /// How often each is referred to, by its number.
    times: BTreeMap<u32, usize>,
    /// The notes that stand in the margin already.
    in_margin: BTreeSet<u32>,
    /// Whether a work that is cited gets a note.
    gathers: bool,
    gathered: GatheredNotes,
    /// How many texts of other pages stand in it.
    embeds: usize,
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
            gathers: true,
            ..Self::default()
        }
    }

    /// Those of a document that lists the works that a page or a path cites, and behind them whatever else is cited in
    /// it before [`NoteReferences::end_gathering`].
    pub(crate) fn gathering_behind(cited: &CitedSources) -> Self {
        let mut notes = GatheredNotes::default();
        let (locators, evidence) = (cited.locators(), cited.evidence());
        for note in cited.notes() {
            let identity = note.source.identity.clone();
            notes.numbers.insert(identity, note.number);
            let locators = locators.get(&note.number).into_iter().flatten();
            let evidence = evidence.get(&note.number).into_iter().flatten();
            notes.list.push(CitedSource {
                locators: locators.map(|locator| (*locator).to_owned()).collect(),
                evidence: evidence.map(|evidence| (*evidence).clone()).collect(),
                ..note.clone()
            });
        }
        Self {
            gathers: true,
            gathered: notes,
            ..Self::default()
        }
    }

    /// From here on, all that the document cites has the number that its page gives it.
    pub(crate) fn end_gathering(&mut self) {
        self.gathers = false;
    }

    /// Whether the document numbers its notes itself.
    pub(super) fn gathers(&self) -> bool {
        self.gathers
    }

    /// The number of the note on a work, which is made if there is none; `None` if the document gathers no notes.
    pub(super) fn gather(&mut self, source: &Arc<Source>, work: &CitedWork) -> Option<u32> {
        if !self.gathers {
            return None;
        }
        let GatheredNotes { list, numbers } = &mut self.gathered;
        let next = list.len() as u32 + 1;
        let number = *numbers.entry(source.identity.clone()).or_insert(next);
        if number == next {
            list.push(CitedSource {
                source: source.clone(),
                number,
                locators: Vec::new(),
                evidence: Vec::new(),
                uses: Vec::new(),
            });
        }
        if let Some(note) = list.get_mut(number as usize - 1) {
            let is_new = |locator: &&str| !note.locators.iter().any(|known| known == locator);
            if let Some(locator) = work.locator().filter(is_new) {
                note.locators.push(locator.to_owned());
            }
            for evidence in evidence_of(work) {
                if !note.evidence.contains(&evidence) {
                    note.evidence.push(evidence);
                }
            }
        }
        Some(number)
    }

    /// Counts a reference to a note: how many there are now.
    pub(super) fn count(&mut self, number: u32) -> usize {
        let times = self.times.entry(number).or_insert(0);
        *times += 1;
        *times
    }

    /// Counts a text of another page that stands in the document: how many there are now.
    pub(super) fn count_embed(&mut self) -> usize {
        self.embeds += 1;
        self.embeds
    }

    /// Whether a note comes into the margin for the first time.
    pub(super) fn is_new_in_margin(&mut self, number: u32) -> bool {
        self.in_margin.insert(number)
    }

    /// How often a note is referred to.
    pub(crate) fn times(&self, number: u32) -> usize {
        self.times.get(&number).copied().unwrap_or(0)
    }

    /// The notes that were gathered, in the order of their numbers.
    pub(crate) fn gathered(&self) -> &[CitedSource] {
        &self.gathered.list
    }
}

/// The passages that a citation quotes of one of its works.
pub(super) fn evidence_of(work: &CitedWork) -> impl Iterator<Item = Evidence> {
    work.passages.iter().map(|passage| Evidence {
        passage: passage.text.clone(),
        locator: work.locator().map(str::to_owned),
    })
}
