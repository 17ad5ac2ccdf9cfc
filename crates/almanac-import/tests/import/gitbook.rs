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

#[test]
fn a_book_in_several_languages_is_one_with_translations() {
    let folders = Folders::with(&[
        (
            "book.json",
            "{\"title\": \"Bees\", \"variables\": {\"v\": {\"k\": \"deep\"}}}",
        ),
        ("LANGS.md", "* [English](en)\n* [Français](fr/README.md)\n"),
        ("en/README.md", "# Hello\n\n{{ book.v.k }} $$x$$\n"),
        ("en/SUMMARY.md", "* [Hello](README.md)\n* [Wax](wax.md)\n"),
        ("en/wax.md", "# Wax\n"),
        ("en/loose.md", "# Loose\n"),
        ("fr/README.md", "# Bonjour\n"),
        ("fr/SUMMARY.md", "* [Bonjour](README.md)\n"),
        ("fr/wax.md", "# Cire\n"),
    ]);
    folders.import();
    let settings = folders.read("almanac.toml");
    assert!(
        settings.contains("language = \"en\"") && settings.contains("languages = [\"fr\"]"),
        "{settings}"
    );
    let readme = folders.read("entries/README.md");
    assert!(readme.contains("deep $x$"), "{readme}");
    assert!(folders.read("entries/README.fr.md").contains("Bonjour"));
    assert!(folders.read("entries/loose.md").contains("draft: true"));
    assert!(folders.read("entries/wax.fr.md").contains("draft: true"));
    assert!(folders.has("paths/bees.md") && !folders.has("paths/bees-2.md"));
}

#[test]
fn includes_are_bounded_and_stand_where_they_stood() {
    let folders = Folders::with(&[
        (".gitbook.yaml", "root: ./\n"),
        ("SUMMARY.md", "* [A](README.md)\n* [The wax](wax.md)\n"),
        ("wax.md", "# The wax\n"),
        (
            "README.md",
            "# A\n\n- {% include \".gitbook/includes/two.md\" %}\n- {% hint style=\"info\" %}\n  in a list\n  {% endhint %}\n\n`{% include \"x\" %}` [wax.md](wax.md \"mention\") <a href=\"wax.md\">wax.md</a>\n\n{% include \".gitbook/includes/loop.md\" %} {% include \".env\" %}\n",
        ),
        (".env", "SECRET=1\n"),
        (".gitbook/includes/two.md", "one\n\ntwo\n"),
        (
            ".gitbook/includes/loop.md",
            "round {% include \"loop.md\" %}\n",
        ),
    ]);
    let shown = folders.imported();
    let readme = folders.read("entries/README.md");
    assert!(readme.contains("- one\n\n  two\n"), "{readme}");
    assert!(readme.contains("  > [!info]\n  > in a list\n"), "{readme}");
    assert!(readme.contains("`{% include \"x\" %}`"), "{readme}");
    assert!(
        readme.contains("[The wax](wax.md) <a href=\"wax.md\">The wax</a>"),
        "{readme}"
    );
    assert!(
        readme.contains("round") && !readme.contains("SECRET"),
        "{readme}"
    );
    assert!(
        shown.contains("hold itself") && shown.contains("not there"),
        "{shown}"
    );
}
