//! What is said exists, and what exists is said.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use almanac_locale::Locale;

/// The texts of the files below a folder of a crate that end in `extension`, this one aside.
fn sources(folder: &str, extension: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let mut folders = vec![crates.join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|found| found == extension)
                && !path.ends_with("messages/tests.rs")
            {
                texts.push(fs::read_to_string(path).unwrap());
            }
        }
    }
    texts
}

/// The ids that stand between `before` and a quotation mark with `after` behind it.
fn ids_between(text: &str, before: &str, after: &str) -> BTreeSet<String> {
    let starts = text.match_indices(before).map(|(at, _)| at + before.len());
    let ids = starts.filter_map(|start| {
        let (id, rest) = text[start..].split_once('"')?;
        let is_id = id.bytes().all(is_id_byte) && rest.starts_with(after);
        is_id.then(|| id.to_owned())
    });
    ids.collect()
}

fn is_id_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'
}

#[test]
fn what_is_said_exists_and_what_exists_is_said() {
    let ids: BTreeSet<String> = Locale::of("en").message_ids().map(str::to_owned).collect();
    let mut said = BTreeSet::new();
    for template in sources("almanac-render/templates", "html") {
        said.extend(ids_between(&template, "\"", "|"));
    }
    for module in sources("almanac-render/assets/scripts", "js") {
        said.extend(ids_between(&module, "say(\"", ""));
    }
    let crates = [
        "almanac-documents/src",
        "almanac-locale/src",
        "almanac-passages/src",
        "almanac-render/src",
    ];
    let code: Vec<String> = crates
        .iter()
        .flat_map(|folder| sources(folder, "rs"))
        .collect();
    for text in &code {
        for call in [
            "text", "markup", "say", "count", "count_of", "named", "dated",
        ] {
            said.extend(ids_between(text, &format!(".{call}(\""), ""));
        }
    }
    let unknown: Vec<_> = said.difference(&ids).collect();
    assert!(unknown.is_empty(), "said and not in the files: {unknown:?}");
    // Code may choose an id before it says it; the model does so for the status of a work.
    let code = code.into_iter().chain(sources("almanac-model/src", "rs"));
    said.extend(code.flat_map(|text| ids_between(&text, "\"", "")));
    let unsaid: Vec<_> = ids.difference(&said).collect();
    assert!(unsaid.is_empty(), "in the files and never said: {unsaid:?}");
}
