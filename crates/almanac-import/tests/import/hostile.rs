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
