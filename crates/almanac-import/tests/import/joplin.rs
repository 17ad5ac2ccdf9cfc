//! Exports of Joplin.

use almanac_model::Severity;
use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn what_was_not_exported_is_words() {
    let folders = Folders::with(&[
        (
            "Birds/Heron.md",
            "---\ntitle: Heron\nupdated: 2024-03-10 10:15:00Z\ncreated: 2024-03-09 10:15:00Z\nlatitude: 1.0\ncompleted?: yes\ntags:\n  - bird\n---\n\
             ![a](../_resources/a%20b.png) [an owl](:/0123456789abcdef0123456789abcde1) [gone](../undefined) [open](joplin://x-callback-url/openNote?id=1) [owl](Owl.md)\n",
        ),
        ("Birds/Owl.md", "---\ntitle: Owl\n---\n"),
        ("Birds/Web.html", "<p>x</p>"),
        ("Birds/_notebook.yml", "title: Birds\n"),
        ("_resources/a b.png", "png"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn items_named_by_their_ids_become_notes_named_by_their_titles() {
    const HERON: &str = "0123456789abcdef0123456789abcde1";
    const OWL: &str = "0123456789abcdef0123456789abcde2";
    const MARSH: &str = "0123456789abcdef0123456789abcde3";
    const BIRDS: &str = "0123456789abcdef0123456789abcde4";
    const TAG: &str = "0123456789abcdef0123456789abcde5";
    const TAGGED: &str = "0123456789abcdef0123456789abcde6";
    let folders = Folders::with(&[
        (
            &format!("{HERON}.md"),
            &format!(
                "Grey: heron\n\nAn [owl](:/{OWL}), ![](:/{MARSH}), [gone](:/0123456789abcdef0123456789abcdef) and `:/{OWL}`.\n\n\
                 <img src=\":/{MARSH}\" alt=\"m\">\n\nid: {HERON}\nparent_id: {BIRDS}\ncreated_time: 2024-03-09T10:15:00.000Z\n\
                 updated_time: 2024-03-10T10:15:00.000Z\nsource_url: https://x.example/\nencryption_applied: 0\ntype_: 1"
            ),
        ),
        (
            &format!("{OWL}.md"),
            &format!("Owl\n\nAwake.\n\nid: {OWL}\nparent_id: \ntype_: 1"),
        ),
        (
            &format!("{BIRDS}.md"),
            &format!("Birds\n\nid: {BIRDS}\nparent_id: \ntype_: 2"),
        ),
        (
            &format!("{MARSH}.md"),
            &format!(
                "the marsh.png\n\nid: {MARSH}\nmime: image/png\nfile_extension: png\ntype_: 4"
            ),
        ),
        (
            &format!("{TAG}.md"),
            &format!("wading\n\nid: {TAG}\ntype_: 5"),
        ),
        (
            &format!("{TAGGED}.md"),
            &format!("id: {TAGGED}\nnote_id: {HERON}\ntag_id: {TAG}\ntype_: 6"),
        ),
        (&format!("resources/{MARSH}.png"), "png"),
    ]);
    folders.import();
    assert_eq!(
        folders.read("entries/Birds/Grey heron.md"),
        format!(
            "---\ntitle: \"Grey: heron\"\ncreated: 2024-03-09\nupdated: 2024-03-10\nsource: \"https://x.example/\"\ntags: [wading]\n---\n\
             An [owl](../Owl.md), ![](../_resources/the%20marsh.png), gone and `:/{OWL}`.\n\n\
             <img src=\"../_resources/the%20marsh.png\" alt=\"m\">"
        )
    );
    assert!(folders.has("entries/_resources/the marsh.png"));
    assert_eq!(folders.findings(Severity::Error), Vec::<String>::new());
}
