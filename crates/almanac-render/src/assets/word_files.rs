//! The words that modules say, as modules themselves.

use std::borrow::Cow;

use almanac_locale::{Locale, module_messages, words_module};

use super::{FILES, File, JAVASCRIPT};

/// The modules whose words are in files of their own: most readers of a page do not search.
const SEARCHING: [&str; 5] = ["labels", "facets", "found", "typed-search", "dialog"];

/// The words that modules say, for each language a file with those that only search says and one with the others.
pub(super) fn word_files() -> impl Iterator<Item = File> {
    let modules = FILES.iter().filter(|file| file.extension == "js");
    let (searching, others): (Vec<&File>, Vec<&File>) =
        modules.partition(|file| SEARCHING.contains(&&*file.stem));
    let ids = |files: &[&'static File]| -> Vec<&'static str> {
        let texts = files.iter();
        let texts = texts.filter_map(|file| std::str::from_utf8(&file.bytes).ok());
        texts.flat_map(module_messages).collect()
    };
    let every = ids(&others);
    let mut searching = ids(&searching);
    searching.retain(|id| !every.contains(id));
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
            file(format!("words.{}", locale.tag()), words),
        ]
    })
}
