//! Exports of Notion.

use insta::assert_snapshot;

use crate::fixture::Folders;

const A: &str = "0123456789abcdef0123456789abcde1";
const B: &str = "0123456789abcdef0123456789abcde2";
const C: &str = "0123456789abcdef0123456789abcde3";
const TASKS: &str = "0123456789abcdef0123456789abcde4";
const ROW: &str = "0123456789abcdef0123456789abcde5";

#[test]
fn names_lose_their_ids_and_links_follow() {
    let home = format!(
        "# Home\n\nStatus: Open\n\n[Page](Home%20{A}/Page%20{B}.md), [again](Home%20{A}/Page%20{C}.md#part), \
         [by id](https://www.notion.so/Page-{B}), ![p](Home%20{A}/a%20b.png), [Tasks](Home%20{A}/Tasks%20{TASKS}.csv), [lost](https://www.notion.soundefined)\n\n\
         <aside>\n💡 Mind **this**.\n\n- and that\n\n</aside>\n\n```html\n<aside>\ncode\n</aside>\n```\n"
    );
    let folders = Folders::with(&[
        (&format!("Export-1234-ab/Home {A}.md"), home.as_str()),
        (
            &format!("Export-1234-ab/Home {A}/Page {B}.md"),
            &format!("# Page\n\n[Home](../Home%20{A}.md)\n"),
        ),
        (
            &format!("Export-1234-ab/Home {A}/Page {C}.md"),
            "# Page, the other\n",
        ),
        (&format!("Export-1234-ab/Home {A}/a b.png"), "png"),
        (
            &format!("Export-1234-ab/Home {A}/Tasks {TASKS}.csv"),
            "\u{feff}Name,State\nCount them,Open\n",
        ),
        (
            &format!("Export-1234-ab/Home {A}/Tasks {TASKS}_all.csv"),
            "\u{feff}Name,State\nCount them,Open\n\"Sleep, then|eat\",\"Do\nne\"\n",
        ),
        (
            &format!("Export-1234-ab/Home {A}/Tasks/Count them {ROW}.md"),
            "# Count them\n\nState: Open\n",
        ),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn links_in_callouts_and_in_cells_follow_too() {
    let folders = Folders::with(&[
        (
            &format!("Home {A}.md"),
            &format!(
                "# Home\n\n<aside>\n<img src=\"https://www.notion.so/icons/x.svg\" alt=\"i\" width=\"40px\" /> See [page](Home%20{A}/Page%20{B}.md)\n\n[again](Home%20{A}/Page%20{B}.md)\n</aside>\n\n[Tasks](Home%20{A}/Tasks%20{TASKS}.csv)\n"
            ),
        ),
        (&format!("Home {A}/Page {B}.md"), "# Page\n"),
        (
            &format!("Home {A}/Tasks {TASKS}.csv"),
            &format!(
                "Name,About\nTwice,\"Page (https://www.notion.so/Page-{B}?pvs=21), Home (../Home%20{A}.md)\"\nTwice,words (of it)\n"
            ),
        ),
        (&format!("Home {A}/Tasks {TASKS}/Twice {C}.md"), "# Twice\n"),
        (
            &format!("Home {A}/Tasks {TASKS}/Twice {ROW}.md"),
            "# Twice\n",
        ),
        ("index.html", "<p>x</p>"),
    ]);
    folders.import();
    let home = folders.read("entries/Home.md");
    assert!(
        home.contains("> [!note]\n> See [page](Home/Page.md)\n>\n> [again](Home/Page.md)"),
        "{home}"
    );
    let table = folders.read("entries/Home/Tasks.md");
    assert!(
        table.contains("| [Twice](Tasks/Twice.md) | [Page](Page.md), [Home](../Home.md) |\n| [Twice](Tasks/Twice-2.md) | words (of it) |"),
        "{table}"
    );
    assert!(!folders.has("entries/index.html"));
}
