//! The words that modules say, as modules themselves.

use std::borrow::Cow;

use almanac_locale::{Locale, module_messages, words_module};

use super::files::{FILES, File, JAVASCRIPT};

/// The modules whose words are in files of their own: most readers of a page do not search, report no mistake and change no
/// settings.
const SEARCHING: [&str; 7] = [
    "labels",
    "facets",
    "found",
    "typed-search",
    "dialog",
    "selected",
    "settings",
];

/// What the names of the modules of the editor begin with, whose words are loaded on its page alone.
const EDITING: &str = "edit";

/// The words that modules say, for each language a file with those that only search says, one with those of the editor, and one
/// with the others.
pub(super) fn word_files() -> impl Iterator<Item = File> {
    let modules = FILES.iter().filter(|file| file.extension == "js");
    let (editing, modules): (Vec<&File>, Vec<&File>) =
        modules.partition(|file| file.stem.starts_with(EDITING));
    let (searching, others): (Vec<&File>, Vec<&File>) = modules
        .into_iter()
        .partition(|file| SEARCHING.contains(&&*file.stem));
    let ids = |files: &[&'static File]| -> Vec<&'static str> {
        let texts = files.iter();
        let texts = texts.filter_map(|file| std::str::from_utf8(&file.bytes).ok());
        texts.flat_map(module_messages).collect()
    };
    let every = ids(&others);
    let mut searching = ids(&searching);
    searching.retain(|id| !every.contains(id));
    let mut editing = ids(&editing);
    editing.retain(|id| !every.contains(id));
    Locale::all().iter().flat_map(move |locale| {
        let name = format!("search-words.{}", locale.tag());
        let file = |stem: String, words: String| File {
            stem: Cow::Owned(stem),
            extension: "js",
            content_type: JAVASCRIPT,
            bytes: Cow::Owned(words.into_bytes()),
        };
        let words = words_module(locale, &every, Some(&name));
        let further = words_module(locale, &searching, None);
        [
            file(name, further),
            file(
                format!("editor-words.{}", locale.tag()),
                words_module(locale, &editing, None),
            ),
            file(format!("words.{}", locale.tag()), words),
        ]
    })
}
