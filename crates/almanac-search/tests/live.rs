//! An index follows its almanac, and heals whatever happens to its file.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::fs;
use std::path::Path;
use std::sync::{Arc, mpsc};

use almanac_compile::{MemoryTree, Options, compile};
use almanac_model::{Day, Snapshot};
use almanac_search::{IndexHome, LiveIndex, SearchRequest, SearchSubject};

/// The snapshot of an almanac of entries, each with its slug and text.
fn snapshot(entries: &[(&str, &str)]) -> Arc<Snapshot> {
    let mut files = vec![("almanac.toml".to_owned(), "title = \"Test\"\n".to_owned())];
    for (slug, text) in entries {
        let entry = format!("---\ntitle: The {slug}\nsummary: It is short.\n---\n{text}\n");
        files.push((format!("entries/{slug}.md"), entry));
    }
    let tree: MemoryTree = files
        .iter()
        .map(|(file, text)| (&**file, &**text))
        .collect();
    compile(&tree, &Options::for_day(Day::default()))
        .unwrap()
        .snapshot
}

fn start(home: IndexHome) -> LiveIndex {
    LiveIndex::start(home, || {}, |_| {})
}

/// Shows an index a snapshot and waits until it has it.
fn show(index: &LiveIndex, snapshot: Arc<Snapshot>, number: u64) {
    index.show(snapshot, number);
    let (sender, receiver) = mpsc::channel();
    index.when_ready(number, move || sender.send(()).unwrap());
    receiver.recv().unwrap();
}

/// The slugs of the entries that a query finds.
fn find(index: &LiveIndex, query: &str) -> Vec<String> {
    let request = SearchRequest {
        query: query.to_owned(),
        ..SearchRequest::default()
    };
    let (_, results) = index.search(&request).unwrap();
    let slugs = results.hits.into_iter().map(|hit| match hit.subject {
        SearchSubject::Entry(slug) => slug.to_string(),
        other => panic!("{other:?}"),
    });
    slugs.collect()
}

fn in_folder(folder: &Path) -> IndexHome {
    IndexHome::Folder(folder.to_owned())
}

#[test]
fn an_edit_is_found_and_what_it_took_out_is_not() {
    let index = start(IndexHome::Memory);
    show(
        &index,
        snapshot(&[("harbour", "ships of wood"), ("tower", "a lamp of brass")]),
        0,
    );
    assert_eq!(find(&index, "wood"), ["harbour"]);
    show(
        &index,
        snapshot(&[("harbour", "ships of iron"), ("mole", "stones")]),
        1,
    );
    assert_eq!(find(&index, "iron"), ["harbour"]);
    assert_eq!(find(&index, "stones"), ["mole"]);
    assert!(find(&index, "wood").is_empty());
    assert!(find(&index, "brass").is_empty());
}

#[test]
fn an_index_that_was_kept_is_used_and_brought_up_to_date() {
    let folder = tempfile::tempdir().unwrap();
    let index = start(in_folder(folder.path()));
    show(
        &index,
        snapshot(&[("harbour", "ships of wood"), ("tower", "a lamp")]),
        0,
    );
    drop(index);
    let kept = fs::read(folder.path().join("search.index")).unwrap();
    let index = start(in_folder(folder.path()));
    show(
        &index,
        snapshot(&[("harbour", "ships of wood"), ("tower", "a lamp")]),
        0,
    );
    assert_eq!(find(&index, "lamp"), ["tower"]);
    drop(index);
    let same = fs::read(folder.path().join("search.index")).unwrap();
    assert_eq!(kept, same);
    let index = start(in_folder(folder.path()));
    show(&index, snapshot(&[("harbour", "ships of iron")]), 0);
    assert_eq!(find(&index, "iron"), ["harbour"]);
    assert!(find(&index, "wood").is_empty());
    assert!(find(&index, "lamp").is_empty());
}

#[test]
fn a_second_process_keeps_its_index_in_memory() {
    let folder = tempfile::tempdir().unwrap();
    let first = start(in_folder(folder.path()));
    show(&first, snapshot(&[("harbour", "ships")]), 0);
    let second = start(in_folder(folder.path()));
    show(&second, snapshot(&[("tower", "a lamp")]), 0);
    assert_eq!(find(&second, "lamp"), ["tower"]);
    drop(second);
    drop(first);
    let third = start(in_folder(folder.path()));
    show(&third, snapshot(&[("harbour", "ships")]), 0);
    assert_eq!(find(&third, "ships"), ["harbour"]);
}

#[test]
fn a_damaged_file_is_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    let almanac = snapshot(&[("harbour", "ships of wood"), ("tower", "a lamp of brass")]);
    let index = start(in_folder(folder.path()));
    show(&index, almanac.clone(), 0);
    drop(index);
    let file = folder.path().join("search.index");
    let whole = fs::read(&file).unwrap();
    // Numbers that look random and are the same in each run.
    let mut random = 1_u64;
    let mut below = |end: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (random >> 33) as usize % end
    };
    for round in 0..100 {
        let mut damaged = whole.clone();
        match round % 4 {
            0 => {
                for _ in 0..=below(8) {
                    let place = below(damaged.len());
                    damaged[place] ^= 1 << below(8);
                }
            }
            1 => damaged.truncate(below(damaged.len())),
            2 => damaged.extend_from_slice(b"more"),
            _ => damaged = vec![0; below(damaged.len())],
        }
        fs::write(&file, &damaged).unwrap();
        let index = start(in_folder(folder.path()));
        show(&index, almanac.clone(), 0);
        assert_eq!(find(&index, "brass"), ["tower"], "round {round}");
        drop(index);
        assert_eq!(fs::read(&file).unwrap(), whole, "round {round}");
    }
}

#[test]
fn where_nothing_can_be_written_search_works_and_it_is_said_once() {
    let folder = tempfile::tempdir().unwrap();
    // A folder where the file should be can't be replaced by one, as a full disk can't.
    fs::create_dir_all(folder.path().join("search.index/in-the-way")).unwrap();
    let (sender, receiver) = mpsc::channel();
    let report = move |words: &str| sender.send(words.to_owned()).unwrap();
    let index = LiveIndex::start(in_folder(folder.path()), || {}, report);
    show(&index, snapshot(&[("harbour", "ships")]), 0);
    show(&index, snapshot(&[("harbour", "boats")]), 1);
    assert_eq!(find(&index, "boats"), ["harbour"]);
    drop(index);
    let said: Vec<String> = receiver.iter().collect();
    assert_eq!(said.len(), 1);
    assert!(said[0].starts_with("The search index can't be kept in "));
}
