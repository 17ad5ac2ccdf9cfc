//! Exports of Bear.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn bundles_are_notes_and_bears_marks_are_ours() {
    let folders = Folders::with(&[
        (
            "Grey heron.textbundle/text.md",
            "# Grey heron\n\n#big birds# #a/b #wader# C# and F#\n\n![](assets/a.png)<!-- {\"width\":300} --> [pdf](<assets/b c.pdf>) ~under~ ~~struck~~ H~2~O `~x~ #y z#`\n",
        ),
        ("Grey heron.textbundle/assets/a.png", "png"),
        ("Grey heron.textbundle/assets/b c.pdf", "pdf"),
        ("Grey heron.textbundle/info.json", "{}"),
        (
            "Owl.md",
            "# Owl\n\nSee [[Grey heron]] and ![x](Owl/o.png)<!-- {\"width\":30,\"height\":20} -->\n",
        ),
        ("Owl/o.png", "png"),
        ("Old.textpack", "zip"),
    ]);
    assert_snapshot!(folders.imported());
}
