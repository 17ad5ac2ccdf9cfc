//! Graphs of Logseq.

use insta::assert_snapshot;

use crate::fixture::Folders;

const ID: &str = "64f0a1b2-0000-4000-8000-000000000001";
const HEADING: &str = "64f0a1b2-0000-4000-8000-000000000002";
const LOST: &str = "64f0a1b2-0000-4000-8000-000000000009";

#[test]
fn a_graph_becomes_pages() {
    let waders = format!(
        "title:: Waders\nalias:: Shorebirds, [[Stilts]]\ntags:: bird, [[Big Birds]]\nicon:: x\nhabitat:: mud\n\n\
         - ## Herons\n  id:: {HEADING}\n\t- They fish. #wader #[[big birds]] #[[a b]]\n\t  collapsed:: true\n\t  id:: {ID}\n\t\t- weight:: 2 kg\n\t\t  deep\n\
         - A paragraph with [[Mar 9th, 2024]] and [[a/b]].\n  Its second line.\n\
         - TODO Count them\n  SCHEDULED: <2024-03-10 Sun>\n  :LOGBOOK:\n  CLOCK: [2024]\n  :END:\n\
         - DONE Sleep\n- LATER Wake\n\
         - Ordered\n\t- first\n\t  logseq.order-list-type:: number\n\t- second\n\t  logseq.order-list-type:: number\n\
         - ![a](../assets/a.png){{:height 9, :width 30}} ^^bright^^ [x]([[Waders]])\n\
         - ```clojure\n  (def a \"((x))\")\n\n  - not:: a block\n  ```\n\
         - #+BEGIN_TIP\n  Bring boots.\n  #+END_TIP\n\
         - #+BEGIN_QUERY\n  {{:a 1}}\n  #+END_QUERY\n\
         - {{{{query (todo)}}}} {{{{hello World}}}} {{{{youtube https://youtu.be/1}}}} {{{{cloze hidden}}}} [:b \"x\"] @@html: <i>y</i>@@\n"
    );
    let refers = format!(
        "- See (({ID})) and [words]((({ID}))) and (({LOST})).\n- {{{{embed (({ID}))}}}}\n- {{{{embed [[Waders]]}}}} (({HEADING}))\n"
    );
    let folders = Folders::with(&[
        (
            "logseq/config.edn",
            "{:file/name-format :triple-lowbar :hidden [\"/secret\"] :macros {\"hello\" \"Hello, $1!\"}}",
        ),
        ("logseq/bak/old.md", "- old\n"),
        ("pages/Waders.md", &waders),
        ("pages/wader.md", "- A page.\n"),
        ("pages/Big Birds.md", "- public:: false\n- Large.\n"),
        ("pages/A___B.md", "- Slashed.\n"),
        ("pages/Who%3F.md", &refers),
        ("journals/2024_03_09.md", "- Saw [[Waders]] and [[who?]].\n"),
        ("assets/a.png", "png"),
        ("secret/x.md", "- hidden\n"),
        ("pages/old.org", "* Org\n"),
        ("whiteboards/w.edn", "{}"),
    ]);
    assert_snapshot!(folders.imported());
}
