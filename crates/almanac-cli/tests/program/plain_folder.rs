//! A folder of Markdown without `almanac.toml`, as it is.

use crate::fixture::Folder;

const NAMED: &str = "notes";

fn built(files: &[(&str, &str)]) -> Folder {
    let folder = Folder::empty();
    for (file, text) in files {
        folder.write(&format!("{NAMED}/{file}"), text);
    }
    let run = folder.run(&["build", NAMED, "--out", "site"]);
    assert_eq!(run.code, 0, "{}", run.err);
    folder
}

#[test]
fn the_readme_of_a_folder_is_its_first_page_and_has_no_other_address() {
    let files = [
        ("README.md", "# About these notes\n\nBegin with [[Tide]]."),
        (
            "Sea/Tide.md",
            "It comes and goes. Back to [the start](../README.md).",
        ),
    ];
    let folder = built(&files);
    let first = folder.read("site/index.html");
    assert!(first.contains("About these notes") && first.contains("entries/tide/"));
    let former = folder.read("site/entries/readme/index.html");
    assert!(!former.contains("Begin with"), "it leads on: {former}");
    let tide = folder.read("site/entries/tide/index.html");
    assert!(tide.contains(r#"<a href="../../">the start</a>"#), "{tide}");
}

#[test]
fn an_index_comes_before_a_readme_which_is_a_page_then() {
    let files = [("README.md", "For builders."), ("index.md", "For readers.")];
    let folder = built(&files);
    assert!(folder.read("site/index.html").contains("For readers."));
    let readme = folder.read("site/entries/readme/index.html");
    assert!(readme.contains("For builders."));
}

#[test]
fn pages_are_listed_by_folder_and_lists_that_can_only_be_empty_are_not_named() {
    let files = [
        ("Sea/Tide.md", "It comes."),
        ("Sea/Deep/Trench.md", "Dark."),
        ("Log.md", "A day."),
    ];
    let folder = built(&files);
    let first = folder.read("site/index.html");
    for label in [">notes<", ">Sea<", ">Sea / Deep<"] {
        assert!(first.contains(label), "{label} in {first}");
    }
    for absent in ["Threads", "Learning paths", "Concept", "Changed lately"] {
        assert!(!first.contains(absent), "{absent} in {first}");
    }
}
