//! Sites of Hugo.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_site_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "hugo.toml",
            "title = 'Bees'\nbaseURL = 'https://example.org/hive/'\nlanguageCode = 'en-GB'\nenableEmoji = true\n[taxonomies]\n  tag = 'tags'\n  place = 'places'\n[languages.en]\n[languages.fr]\n  title = 'Abeilles'\n",
        ),
        (
            "content/_index.md",
            "+++\ntitle = 'Home of bees'\n+++\nA hive has one queen.\n",
        ),
        (
            "content/docs/_index.md",
            "---\ntitle: Documentation\ncascade:\n  draft: false\n---\n",
        ),
        (
            "content/docs/first.md",
            "+++\ntitle = 'First'\nweight = 2\ndate = 2024-03-09\naliases = ['/old/first']\nslug = 'begin'\nplaces = ['Hive']\n[params]\nx = 1\n+++\nShort words.\n\n<!--more-->\n\n## Über & C++\n\nSee [second]({{< ref \"second#a--b\" >}}), [by path]({{% relref path=\"/docs/second.md\" %}}), [by address](/hive/docs/bundle/) :tada: for $5 or $6.\n\n{{< figure src=\"/img/bee.png\" caption=\"A *bee*\" >}}\n\n{{% notice tip \"Mind it\" %}}\nThey hum.\n{{% /notice %}}\n\n{{< tabs >}}{{< tab \"One\" >}}\na\n{{< /tab >}}{{< /tabs >}}\n\n{{< strange x=\"1\" >}}inner{{< /strange >}}\n\n{{</* shown */>}}\n\n```go {hl_lines=[2],title=\"a.go\"}\n{{</* in code */>}}\n```\n",
        ),
        (
            "content/docs/second.md",
            "---\ntitle: Second\nweight: 1\n---\n## A & b\n",
        ),
        (
            "content/docs/second.fr.md",
            "---\ntitle: Deux\n---\nDeux.\n",
        ),
        (
            "content/docs/bundle/index.md",
            "---\ntitle: Bundle\nweight: 3\n---\n![](bee.png)\n",
        ),
        ("content/docs/bundle/part.md", "Part of the bundle.\n"),
        ("content/docs/bundle/bee.png", "not really"),
        (
            "content/docs/later.md",
            "---\ntitle: Later\npublishDate: 2999-01-01\n---\n",
        ),
        (
            "content/docs/over.md",
            "---\ntitle: Over\nexpiryDate: 2001-01-01\n---\n",
        ),
        (
            "content/docs/draft.md",
            "{\n\"title\": \"Draft\",\n\"draft\": true\n}\nText.\n",
        ),
        ("static/img/bee.png", "not really"),
        ("public/index.md", "Built.\n"),
        ("themes/x/README.md", "# Theme\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn the_day_of_the_import_decides_what_is_ahead() {
    let folders = Folders::with(&[
        ("hugo.toml", "title = 'Bees'\n"),
        ("content/a.md", "---\ntitle: A\ndate: 2026-12-01\n---\n"),
        ("content/b.md", "---\ntitle: B\ndate: 2026-11-30\n---\n"),
    ]);
    folders.import();
    assert!(folders.read("entries/a.md").contains("draft: true"));
    assert!(!folders.read("entries/b.md").contains("draft"));
}
