//! Any small almanac compiles, and every page of it can be made: no panic, no endless work, and the
//! same files give the same report and the same pages.
//!
//! An input is the text of several files. A line `%%x` begins a file, and its letter says which.

#![no_main]

use almanac_compile::{Compiled, MemoryTree, Options, compile};
use almanac_documents::Documents;
use almanac_model::{Day, FilePath};
use almanac_render::{Look, SearchParameters, Site};
use almanac_search::{Index, SnapshotTexts, documents_of, search};
use libfuzzer_sys::fuzz_target;

/// The files that an input can have, each with its letter.
const FILES: [(u8, &str); 17] = [
    (b'a', "entries/ant.md"),
    (b'b', "entries/bee.md"),
    (b'c', "entries/deep/cicada.md"),
    (b'd', "entries/bee.de.md"),
    (b't', "threads/swarms.md"),
    (b'u', "threads/swarms.de.md"),
    (b'p', "paths/way.md"),
    (b's', "sources.bib"),
    (b'y', "sources.yaml"),
    (b'o', "topics.yaml"),
    (b'm', "media.yaml"),
    (b'v', "data/sizes.csv"),
    (b'e', "templates/entry.html"),
    (b'r', "templates/base.html"),
    (b'l', "theme.css"),
    (b'x', "README.md"),
    (b'k', "almanac.toml"),
];

/// What `almanac.toml` says where the input has none.
const CONFIG: &str = "title = \"Bees\"\nlanguage = \"en\"\nlanguages = [\"de\"]\n[kinds]\ninsect = \"Insect\"\n\
    [properties.size]\ntype = \"quantity\"\nunit = \"mm\"\n[properties.enemy]\ntype = \"entry\"\n";

/// More can be large without being new.
const MOST_BYTES: usize = 16 * 1024;

fuzz_target!(|bytes: &[u8]| {
    if bytes.len() > MOST_BYTES {
        return;
    }
    let tree = tree(bytes);
    let today: Day = "2026-11-25".parse().expect("it is a day");
    let options = Options::for_day(today);
    let Ok(compiled) = compile(&tree, &options) else {
        return;
    };
    let again = compile(&tree, &options).expect("it was compiled before");
    assert_eq!(compiled.report, again.report, "the report differs");
    assert_eq!(
        pages(&compiled, today),
        pages(&again, today),
        "a page differs"
    );
});

/// The files of an input.
fn tree(bytes: &[u8]) -> MemoryTree {
    let mut tree = MemoryTree::default();
    let mut put = |file: &str, text: &[u8]| {
        let path = FilePath::from(file);
        tree.insert(path, text.to_vec());
    };
    put("almanac.toml", CONFIG.as_bytes());
    let mut file = FILES[0].1;
    let mut text = Vec::new();
    for line in bytes.split_inclusive(|byte| *byte == b'\n') {
        let letter = line.strip_prefix(b"%%").and_then(<[u8]>::first);
        let next = FILES.iter().find(|(known, _)| Some(known) == letter);
        if let Some((_, next)) = next {
            put(file, &text);
            text.clear();
            file = next;
        } else {
            text.extend_from_slice(line);
        }
    }
    put(file, &text);
    tree
}

/// All that is made of an almanac, with where it is.
fn pages(compiled: &Compiled, today: Day) -> Vec<(String, Option<Vec<u8>>)> {
    let snapshot = &compiled.snapshot;
    let site = Site::new(snapshot, today, &Documents).live(&compiled.report);
    let site = site.with_look(Look::of(snapshot));
    let mut index = Index::default();
    for document in documents_of(snapshot) {
        index.add(&document);
    }
    let asked = SearchParameters::of_query("bee");
    let request = asked.request(&snapshot.config().language);
    let results = search(&index, &SnapshotTexts::of(snapshot), &request);
    let found = site.search(&asked, &results);
    let mut pages = vec![("search".to_owned(), Some(found.bytes))];
    for address in site.addresses().into_iter().chain(site.files()) {
        // A picture takes longer than all pages together, and shows titles alone.
        if address.to_string().ends_with(".png") {
            continue;
        }
        let page = site.render(&address).map(|page| page.bytes);
        pages.push((address.to_string(), page));
    }
    pages
}
