//! A rename reaches all that names what is renamed, wherever it stands and however it is written.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

use std::collections::BTreeMap;

use almanac_compile::{MemoryTree, Options, compile, rename_edits};
use almanac_model::{Day, Slug};

/// The files as they are after a rename.
fn renamed(files: &[(&str, &str)], old: &str, new: &str) -> BTreeMap<String, String> {
    let tree: MemoryTree = files.iter().copied().collect();
    let compiled = compile(&tree, &Options::for_day(Day::constant(2026, 11, 24))).unwrap();
    let edits = rename_edits(&compiled.snapshot, old, &Slug::new(new).unwrap()).unwrap();
    let texts = files
        .iter()
        .map(|(file, text)| (file.to_string(), text.to_string()));
    let mut texts: BTreeMap<String, String> = texts.collect();
    for edit in edits {
        let text = texts.get_mut(edit.file.as_str()).unwrap();
        text.replace_range(edit.span, &edit.text);
    }
    texts
}

const OLD: &str = "---\nid: old\ntitle: Old\naliases: []\n---\nIt is here.\n";

#[test]
fn links_are_renamed_wherever_markdown_stands() {
    let page = "---\ntitle: A\nrequires:\n  - entry: old\n    reason: >\n      It rests on\n      [[old]].\n---\n\
        [[old|it]], <a href=\"old.md#x\">it</a> and [it](./old.md).\n\n\
        ```question\nask: \"Is \\\"it\\\" [[old]]?\"\nanswer: |\n  As [said](/entries/old), {{old/size}}.\n```\n\n\
        ```figure\ntitle: \"Of \\\"it\\\", [[old]]\"\nsubtitle: >\n  In\n  {{old/size}}\n```\n";
    let path = "---\ntitle: P\naudience: 'Friends of [[old]]''s.'\nsteps:\n  - read: old\n    why: \"As [[a]]\n      says, [[old]].\"\n---\n";
    let files = [
        (
            "almanac.toml",
            "title = \"T\"\n[theme]\nfooter = \"By \\\"us\\\" and [[old]]\"\n",
        ),
        ("entries/old.md", OLD),
        ("entries/a.md", page),
        ("paths/p.md", path),
    ];
    let after = renamed(&files, "old", "new");
    for (file, text) in &files {
        if *file != "entries/old.md" {
            assert_eq!(after[*file], text.replace("old", "new"), "{file}");
        }
    }
}

#[test]
fn a_link_by_reference_is_renamed_where_its_address_stands() {
    let text = "---\ntitle: A\n---\nSee [it][One two], [one  TWO][] and [Other].\n\n\
        ```question\nask: \"Is [this][beside] so, [other]?\"\nanswer: Yes.\n```\n\n[beside]: old.md\n[one two]: old.md \"Old\"\n[other]: </entries/old#x>\n[none]: old.md\n";
    let files = [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/old.md", OLD),
        ("entries/a.md", text),
    ];
    let after = renamed(&files, "old", "new");
    let expected = text
        .replace("old.md \"", "new.md \"")
        .replace("[beside]: old", "[beside]: new")
        .replace("entries/old", "entries/new");
    assert_eq!(after["entries/a.md"], expected);
}

#[test]
fn what_only_looks_like_a_link_stays() {
    let text = "---\ntitle: A\n---\n`[[old]]` `{{old/size}}` [x](https://example.org/old.md) [y](other/old.md)\n\n```\n{{old/size}}\n```\n";
    let files = [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/old.md", OLD),
        ("entries/a.md", text),
    ];
    assert_eq!(renamed(&files, "old", "new")["entries/a.md"], text);
}

#[test]
fn what_nobody_sees_keeps_no_page_from_another_name() {
    let old = "---\nid: old\ntitle: \"O\u{8}ld\"\naliases: []\n---\nIt is here.\n";
    let path =
        "---\ntitle: P\nsteps:\n  - { read: \"o\\x6cd\", why: \"As\\u202e [[old]].\" }\n---\n";
    let files = [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/old.md", old),
        ("paths/p.md", path),
    ];
    let after = renamed(&files, "old", "new");
    assert!(after["entries/old.md"].contains("aliases: [old]"));
    assert_eq!(after["paths/p.md"], path.replace("[[old]]", "[[new]]"));
}

#[test]
fn links_by_the_name_of_a_file_are_renamed() {
    let text =
        "---\ntitle: A\n---\nSee [[old.md]], [[entries/old]], [[Entries/Old]] and [[other/old]].\n";
    let files = [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/old.md", OLD),
        ("entries/a.md", text),
    ];
    let after = renamed(&files, "old", "new");
    let expected = text
        .replace("old.md", "new.md")
        .replace("entries/old", "entries/new");
    assert_eq!(after["entries/a.md"], expected);
}
