//! Spaces of GitBook.

use crate::fixture::Folders;

#[test]
fn a_space_goes_over_whole() {
    let folders = Folders::with(&[
        (
            ".gitbook.yaml",
            "root: ./docs\nredirects:\n  old/page: guide/start.md\n",
        ),
        (
            "docs/SUMMARY.md",
            "# Table of contents\n\n* [Welcome](README.md)\n\n## Guide\n\n* [Start](guide/start.md)\n  * [A part](guide/start.md#3.-paint)\n* [Out](https://example.org)\n",
        ),
        (
            "docs/README.md",
            "# Bees\n\n{% include \"../.gitbook/includes/note.md\" %}\n\n{% content-ref url=\"guide/start.md\" %}\n[start.md](guide/start.md)\n{% endcontent-ref %}\n\n<figure><img src=\".gitbook/assets/a bee (1).png\"></figure>\n\n[dead](broken-reference) and [paint](guide/start.md#id-3.-paint)\n",
        ),
        (
            "docs/guide/start.md",
            "---\nhidden: true\n---\n# Starting\n\n## 3. Paint\n\n{% hint style=\"danger\" %}\nWet.\n{% endhint %}\n",
        ),
        ("docs/loose.md", "# Loose\n"),
        (
            ".gitbook/includes/note.md",
            "---\ntitle: Note\n---\nA note for all.\n",
        ),
        ("docs/.gitbook/assets/a bee (1).png", "not really"),
    ]);
    let shown = folders.imported();
    assert!(shown.contains("a space of GitBook"), "{shown}");
    let readme = folders.read("entries/README.md");
    assert!(readme.contains("A note for all."), "{readme}");
    assert!(readme.contains("[Starting](guide/start.md)"), "{readme}");
    assert!(
        readme.contains("dead and [paint](guide/start.md#3-paint)"),
        "{readme}"
    );
    assert!(
        readme.contains("../media/a%20bee%20%281%29.png") && folders.has("media/a bee (1).png"),
        "{readme}"
    );
    let start = folders.read("entries/guide/start.md");
    assert!(
        start.contains("## 3. Paint<a id=\"id-3.-paint\"></a>"),
        "{start}"
    );
    assert!(
        start.contains("> [!danger]\n> Wet.")
            && start.contains("unlisted: true")
            && start.contains("/old/page"),
        "{start}"
    );
    assert!(folders.read("entries/loose.md").contains("draft: true"));
    let path = folders.read("paths/notes.md");
    assert!(
        path.contains("read: start, why: \"Guide: ") && path.contains("[Out](https://example.org)"),
        "{path}"
    );
}
