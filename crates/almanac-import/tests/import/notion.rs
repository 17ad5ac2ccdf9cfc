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
