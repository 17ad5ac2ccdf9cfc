//! Whatever a file holds, an import comes to its end, and a second one finds nothing to do.

use std::fs;

use almanac_import::Program;
use proptest::prelude::*;

use crate::fixture::Folders;

/// What forms of all programs are made of, to be put together at random.
const PIECES: [&str; 66] = [
    "---\n",
    "+++\n",
    "title: a\n",
    "aliases: [a, \"b\n",
    "tags:\n  - x\n",
    "sources:\n  - id: s\n    resource: /x.md\n",
    "sources: [{ id: s }, { resource: é }]\n",
    "verified: { by: human:a, at: 2026-01-01T00:00:00Z }\n",
    "type: X\n",
    "{\"a\": 1}\n",
    "publish: \"false\" # x\n",
    "desc: ''\n",
    "created: 1600000000000\n",
    "[[",
    "]]",
    "![[",
    "|",
    "\\|",
    "#",
    "^",
    "^^",
    "==",
    "~",
    "~~",
    "%%",
    "((64f0a1b2-0000-4000-8000-000000000001))",
    "((",
    "))",
    "(((",
    "{{",
    "}}",
    "{{embed ",
    "{{fm.title}}",
    "{:height 9, :width ",
    "](",
    ")",
    "[",
    "<!-- ",
    " := ",
    " -->",
    "<aside>\n",
    "</aside>",
    "[^s]",
    "[^s]: ",
    "[//begin]: # \"\"\n",
    "[a]: b.md \"c\"\n",
    "- ",
    "\t- ",
    "  - ",
    "id:: 64f0a1b2-0000-4000-8000-000000000001\n",
    "TODO ",
    "#+BEGIN_TIP\n",
    "#+END_TIP",
    "```\n",
    "`",
    "$",
    "|\n|---|\n",
    "é",
    "👩‍👩‍👧",
    "\u{feff}",
    "\r\n",
    "\n",
    "\n\n",
    " ",
    "20240309101500",
    "#two words#",
];

fn text() -> impl Strategy<Value = String> {
    let pieces = prop::sample::select(&PIECES[..]);
    prop::collection::vec(pieces, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn any_text_is_imported_as_any_program(one in text(), other in text()) {
        for name in Program::names() {
            let folders = Folders::with(&[("a.md", &one), ("b/a.b 0123456789abcdef0123456789abcdef.md", &other), ("t 0123456789abcdef0123456789abcdef.csv", &one)]);
            folders.write("logseq/config.edn", one.as_bytes());
            folders.write(".obsidian/app.json", other.as_bytes());
            let program = Program::from_name(name);
            folders.try_import(program).unwrap();
            let again = folders.try_import(program).unwrap();
            prop_assert!(!again.has_written, "{name}");
            prop_assert_eq!(fs::read_to_string(folders.source().join("a.md")).unwrap(), one.clone());
        }
    }
}

/// Marks that open something, of all programs.
const OPENING: [&str; 26] = [
    ":::note\n",
    "::: tip\n\n",
    "> ",
    "- ",
    "> [!note]\n> ",
    "<Tabs>\n",
    "<Tab title=\"a\">\n\n",
    "<div markdown>\n",
    "<div>\n",
    "<details><summary>a</summary>\n\n",
    "{% if a %}\n",
    "{% hint style=\"info\" %}\n",
    "{% capture a %}",
    "{{< details >}}\n",
    "{{% notice %}}\n",
    "```{note}\n",
    "``````{tab-set}\n",
    "{{#tabs}}\n",
    "!!! note\n    ",
    "=== \"a\"\n    ",
    "#+BEGIN_QUOTE\n",
    "[",
    "{",
    "**",
    "[^a]: ",
    "$$\n",
];

/// How many times each mark is written.
const TIMES: usize = 500;

/// Far more than it takes, and far less than whatever grows with the square of a text does.
const SECONDS: u64 = 60;

fn import_in_time(name: &str, folders: &Folders) {
    let started = std::time::Instant::now();
    folders.try_import(Program::from_name(name)).unwrap();
    let seconds = started.elapsed().as_secs();
    assert!(seconds < SECONDS, "{name} took {seconds} s");
}

#[test]
fn marks_that_open_more_and_more_end_the_import_in_no_program() {
    for name in Program::names() {
        let folders = Folders::with(&[("index.md", "# A\n")]);
        for (number, mark) in OPENING.iter().enumerate() {
            folders.write(&format!("docs/m{number}.md"), mark.repeat(TIMES).as_bytes());
            let indented = (0..100).map(|depth| format!("{}{mark}", "    ".repeat(depth)));
            folders.write(
                &format!("docs/i{number}.md"),
                indented.collect::<String>().as_bytes(),
            );
        }
        import_in_time(name, &folders);
    }
}

#[test]
fn names_that_stand_for_more_and_more_are_bounded() {
    let doubling: String = (1..40)
        .map(|number| format!("const a{number} = [a{}, a{}];\n", number - 1, number - 1))
        .collect();
    let long: String = (1..4_000)
        .map(|number| format!("const b{number} = [b{}];\n", number - 1))
        .collect();
    let script = format!(
        "const a0 = ['x'];\nconst b0 = ['y'];\n{doubling}{long}\
         module.exports = {{ one: a39, two: b3999, sidebar: {{ '/': a39 }}, themeConfig: {{ sidebar: b3999 }} }};\n"
    );
    for (name, files) in [
        ("docusaurus", &["sidebars.js", "docusaurus.config.js"][..]),
        ("vitepress", &["docs/.vitepress/config.js"]),
        ("starlight", &["astro.config.mjs"]),
    ] {
        let folders = Folders::with(&[("docs/x.md", "# A\n"), ("docs/y.md", "# B\n")]);
        for file in files {
            folders.write(file, script.as_bytes());
        }
        import_in_time(name, &folders);
    }
}

#[test]
fn files_that_each_include_two_others_are_bounded() {
    let folders = Folders::with(&[("mkdocs.yml", "site_name: A\nplugins: [include-markdown]\n")]);
    for number in 0..34 {
        let next = format!("{{% include-markdown \"f{}.md\" %}}\n", number + 1);
        folders.write(&format!("docs/f{number}.md"), next.repeat(2).as_bytes());
    }
    import_in_time("mkdocs", &folders);
}
