//! Exports of Joplin.

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
