//! The list of a site's search files, which is loaded first.

use std::collections::BTreeSet;

use serde_json::json;

use super::bytes::{ByteWriter, PieceHash};
use super::endings::shortest_guess;
use super::folders::Folder;
use crate::rules::WritingRules;
use crate::small_words::small_words;

/// The version of the format. A script that reads another one says that it can't search.
const FORMAT: u8 = 5;

/// What the list says.
pub(super) struct FileList<'l> {
    pub languages: &'l [String],
    /// How words become stems in each of them.
    pub stem_rules: Vec<Vec<(String, String)>>,
    pub documents: usize,
    pub bits_of_positions: u32,
    pub rows: PieceHash,
    pub places: PieceHash,
    /// For each language of the interface the labels, and the requested pages.
    pub labels: Vec<(&'l str, [PieceHash; 2])>,
    /// The names of pages.
    pub names: PieceHash,
    /// The slugs of entries and threads.
    pub slugs: PieceHash,
    /// The folders of pages.
    pub folders: &'l [Folder],
    /// The pieces of the dictionary.
    pub words: PieceList<'l>,
    /// Words with one stem whose pieces are not the same.
    pub parted_stems: BTreeSet<BTreeSet<&'l str>>,
    /// The pieces of the words that may be near to others.
    pub near: PieceList<'l>,
}

/// Pieces that are in order: where each begins, and their folders.
pub(super) struct PieceList<'l> {
    pub starts: Vec<&'l str>,
    pub folders: Vec<Folder>,
}

impl FileList<'_> {
    pub fn bytes(&self) -> Vec<u8> {
        let mut writer = ByteWriter::default();
        writer.byte(FORMAT);
        writer.count(self.documents);
        writer.number(self.bits_of_positions);
        writer.count(self.languages.len());
        for (language, rules) in self.languages.iter().zip(&self.stem_rules) {
            writer.text(&language_json(language, rules));
        }
        writer.raw(&self.rows);
        writer.raw(&self.places);
        writer.count(self.labels.len());
        for (language, hashes) in &self.labels {
            writer.text(language);
            hashes.iter().for_each(|hash| writer.raw(hash));
        }
        writer.raw(&self.names);
        writer.raw(&self.slugs);
        write_folders(&mut writer, self.folders);
        self.words.write(&mut writer);
        writer.count(self.parted_stems.len());
        for words in &self.parted_stems {
            writer.count(words.len());
            write_texts(&mut writer, words.iter().copied());
        }
        self.near.write(&mut writer);
        writer.into_bytes()
    }
}

impl PieceList<'_> {
    fn write(&self, writer: &mut ByteWriter) {
        writer.count(self.starts.len());
        write_texts(writer, self.starts.iter().copied());
        write_folders(writer, &self.folders);
    }
}

/// Texts in order, each as what it has beyond the one before it.
fn write_texts<'t>(writer: &mut ByteWriter, texts: impl Iterator<Item = &'t str>) {
    let mut before = "";
    for text in texts {
        writer.text_after(text, before);
        before = text;
    }
}

fn write_folders(writer: &mut ByteWriter, folders: &[Folder]) {
    writer.count(folders.len());
    for folder in folders {
        folder.write(writer);
    }
}

/// A language, and what it writes differently: a query is cut by it. In the words of `cutting.js`.
fn language_json(tag: &str, stem_rules: &[(String, String)]) -> String {
    let rules = WritingRules::of(tag);
    let small: Vec<&str> = small_words(tag).collect();
    let language = json!({
        "tag": tag,
        "rules": {
            "group": rules.group,
            "decimal": rules.decimal,
            "digitsInGroup": rules.digits_in_group,
            "elided": rules.elided,
            "hasUmlauts": rules.has_umlauts,
            "hasEndingsApart": rules.has_endings_apart,
        },
        "smallWords": small.join(" "),
        "stems": stem_rules,
        "shortestStem": shortest_guess(tag),
    });
    language.to_string()
}
