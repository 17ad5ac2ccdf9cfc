//! Words that readers looked for and that no page has, for those who write.
//!
//! Nothing of a reader is kept. Words are written down once five readers have asked for them, without who and when, in
//! alphabetical order. Until then they are in memory alone, beside numbers that stand for readers and mean nothing
//! outside of this process.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::fs;
use std::hash::{BuildHasher, Hash, RandomState};
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};

/// How many readers must have asked before words are kept.
const READERS: usize = 5;

/// How many words are kept, and how many wait for more readers: each list is short enough to be read by somebody.
const MAX_KEPT: usize = 1_000;

/// Longer words were pasted, and say little about what to write.
const MAX_BYTES: usize = 100;

/// The file in the folder that is the program's own.
const FILE: &str = "missed-words.txt";

/// Counts the words that found nothing.
#[derive(Debug)]
pub struct Misses {
    folder: PathBuf,
    numbers: RandomState,
    asked: Mutex<Asked>,
}

#[derive(Debug, Default)]
struct Asked {
    /// Words that too few have asked for, with the numbers of those who did.
    waiting: HashMap<String, HashSet<u64>>,
    kept: BTreeSet<String>,
}

impl Misses {
    /// Goes on with what is kept in the program's own folder.
    pub fn open(folder: PathBuf) -> Self {
        // What can't be read is begun anew: it is no more than a help.
        let kept = missed_words(&folder).unwrap_or_default();
        Self {
            folder,
            numbers: RandomState::new(),
            asked: Mutex::new(Asked {
                kept: kept.into_iter().collect(),
                ..Asked::default()
            }),
        }
    }

    /// The words that enough readers asked for, in alphabetical order.
    pub fn kept(&self) -> Vec<String> {
        let asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        asked.kept.iter().cloned().collect()
    }

    /// Notes that a reader found nothing by a query.
    ///
    /// # Errors
    /// Fails where the words can't be written down.
    pub fn note(&self, query: &str, reader: impl Hash) -> io::Result<()> {
        let words: Vec<&str> = query.split_whitespace().collect();
        let words = words.join(" ").to_lowercase();
        if words.is_empty() || words.len() > MAX_BYTES || words.contains(char::is_control) {
            return Ok(());
        }
        let number = self.numbers.hash_one(reader);
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !asked.add(words, number) {
            return Ok(());
        }
        // Under the lock, so that a shorter list never takes the place of a longer one.
        let lines: String = asked.kept.iter().flat_map(|words| [words, "\n"]).collect();
        let unfinished = self.folder.join(format!("{FILE}.new"));
        fs::write(&unfinished, lines)?;
        fs::rename(unfinished, self.folder.join(FILE))
    }
}

impl Asked {
    /// Adds a reader of words; whether they are kept from now on.
    fn add(&mut self, words: String, reader: u64) -> bool {
        if self.kept.contains(&words) || self.kept.len() >= MAX_KEPT {
            return false;
        }
        if self.waiting.len() >= MAX_KEPT && !self.waiting.contains_key(&words) {
            self.waiting.retain(|_, readers| readers.len() > 1);
            if self.waiting.len() >= MAX_KEPT {
                return false;
            }
        }
        let readers = self.waiting.entry(words.clone()).or_default();
        readers.insert(reader);
        let is_enough = readers.len() >= READERS;
        if is_enough {
            self.waiting.remove(&words);
            self.kept.insert(words);
        }
        is_enough
    }
}

/// The words that are kept in the program's own folder, in alphabetical order.
///
/// # Errors
/// Fails where they can't be read; there are none where nothing was kept.
pub fn missed_words(folder: &Path) -> io::Result<Vec<String>> {
    match fs::read_to_string(folder.join(FILE)) {
        Ok(lines) => Ok(lines.lines().take(MAX_KEPT).map(str::to_owned).collect()),
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(Vec::new()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_kept_once_five_readers_have_asked_and_nothing_else_is() {
        let folder = tempfile::tempdir().unwrap();
        let misses = Misses::open(folder.path().to_owned());
        // One reader counts once, however often they ask.
        for reader in [1, 1, 1, 1, 1, 2, 3, 4] {
            misses.note("Tide  Tables", reader).unwrap();
        }
        assert_eq!(missed_words(folder.path()).unwrap(), Vec::<String>::new());
        misses.note("tide tables", 5).unwrap();
        assert_eq!(missed_words(folder.path()).unwrap(), ["tide tables"]);
        // Another process goes on with it.
        let misses = Misses::open(folder.path().to_owned());
        (1..6).for_each(|reader| misses.note("buoys", reader).unwrap());
        let text = fs::read_to_string(folder.path().join(FILE)).unwrap();
        assert_eq!(text, "buoys\ntide tables\n");
    }

    #[test]
    fn what_is_kept_is_bounded() {
        let folder = tempfile::tempdir().unwrap();
        let misses = Misses::open(folder.path().to_owned());
        for number in 0..3 * MAX_KEPT {
            misses.note(&format!("word {number}"), 1).unwrap();
        }
        assert!(misses.asked.lock().unwrap().waiting.len() <= MAX_KEPT);
        (0..READERS).for_each(|reader| misses.note(&"long ".repeat(30), reader).unwrap());
        (0..READERS).for_each(|reader| misses.note(" ", reader).unwrap());
        assert_eq!(missed_words(folder.path()).unwrap(), Vec::<String>::new());
    }
}
