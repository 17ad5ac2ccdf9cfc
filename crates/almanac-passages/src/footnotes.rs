//! Footnotes, which are read at the end of a page in the order in which it refers to them.

use std::collections::HashMap;

use crate::passage::Passage;

/// The footnotes of a text, gathered while it is read.
#[derive(Debug, Default)]
pub(crate) struct Footnotes {
    /// The number of each note that is referred to, by its label in lower case.
    numbers: HashMap<String, usize>,
    /// All notes, in the order in which they are written.
    notes: Vec<Footnote>,
    /// How many notes in line there were.
    in_line: usize,
}

#[derive(Debug)]
struct Footnote {
    label: String,
    passages: Vec<Passage>,
}

impl Footnotes {
    /// Notes that the text refers to a note. The first reference gives it its number.
    pub fn refer(&mut self, label: &str) {
        let next = self.numbers.len() + 1;
        self.numbers.entry(label.to_lowercase()).or_insert(next);
    }

    /// Begins a note; returns its place here.
    pub fn begin(&mut self, label: &str) -> usize {
        self.notes.push(Footnote {
            label: label.to_lowercase(),
            passages: Vec::new(),
        });
        self.notes.len() - 1
    }

    /// Begins a note that stands where it is referred to; returns its place here.
    pub fn begin_in_line(&mut self) -> usize {
        self.in_line += 1;
        // No author can give a note such a name.
        let label = format!("{} in line", self.in_line);
        self.refer(&label);
        self.begin(&label)
    }

    /// Adds a passage to a note.
    pub fn push(&mut self, note: usize, passage: Passage) {
        self.notes[note].passages.push(passage);
    }

    /// The passages of all notes as they stand at the foot of the page: those that are referred to by their numbers, then
    /// those that are not, then further ones of a name. Each leads to its note.
    pub fn into_passages(mut self) -> impl Iterator<Item = Passage> {
        let referred = self.numbers.len();
        let mut placed: Vec<(usize, Footnote)> = Vec::with_capacity(self.notes.len());
        let mut again = Vec::new();
        let mut unnamed = referred;
        let mut taken = std::collections::HashSet::new();
        for note in self.notes.drain(..) {
            if !taken.insert(note.label.clone()) {
                again.push(note);
                continue;
            }
            let number = self.numbers.get(&note.label).copied();
            let number = number.unwrap_or_else(|| {
                unnamed += 1;
                unnamed
            });
            placed.push((number, note));
        }
        let further = (unnamed + 1..).zip(again);
        placed.extend(further);
        placed.sort_by_key(|(number, _)| *number);
        placed.into_iter().flat_map(|(number, note)| {
            let anchor = format!("fn:{number}");
            let passages = note.passages.into_iter();
            passages.map(move |passage| Passage {
                anchor: Some(anchor.clone()),
                ..passage
            })
        })
    }
}
