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

#[test]
fn names_have_no_case_and_values_keep_their_forms() {
    let folders = Folders::with(&[
        ("hugo.toml", "title = 'Bees'\n"),
        (
            "content/a.md",
            "+++\r\nTITLE = 'A'\r\nDate = 2024-03-05T10:00:00Z\r\nyear = 1984\r\nURL = '/Own/'\r\nAliases = ['/old/']\r\n[[resources]]\r\nsrc = 'x'\r\n+++\r\nWords.\r\n",
        ),
        (
            "content/b.md",
            "---\nLastMod: 2024-04-01\nlinkTitle: Bee short\ntitle: Bee\n---\nWords.\n",
        ),
    ]);
    folders.imported();
    let a = folders.read("entries/a.md");
    for line in [
        "title: A\n",
        "date: 2024-03-05T10:00:00Z\n",
        "year: 1984\n",
        "aliases: [\"/old/\", \"/Own/\"]\n",
    ] {
        assert!(a.contains(line), "{line}: {a}");
    }
    let b = folders.read("entries/b.md");
    assert!(
        b.contains("lastmod: 2024-04-01") && b.contains("Bee short"),
        "{b}"
    );
}

#[test]
fn what_a_section_says_of_drafts_holds_where_pages_say_nothing() {
    let folders = Folders::with(&[
        ("hugo.toml", "title = 'Bees'\n"),
        (
            "content/q/_index.md",
            "+++\ntitle = 'Q'\n[[cascade]]\ndraft = true\n[cascade._target]\npath = '/q/hid**'\n+++\n",
        ),
        ("content/q/hidden/a.md", "# A\n"),
        (
            "content/q/hidden/open.md",
            "---\ndraft: false\n---\n# Open\n",
        ),
        ("content/q/shown.md", "# Shown\n"),
    ]);
    folders.import();
    let is_draft = |file: &str| folders.read(file).contains("draft: true");
    assert!(is_draft("entries/q/hidden/a.md"));
    assert!(!is_draft("entries/q/hidden/open.md") && !is_draft("entries/q/shown.md"));
}

#[test]
fn a_menu_with_branches_is_a_path_and_that_of_a_blog_is_none() {
    let folders = Folders::with(&[
        (
            "hugo.toml",
            "title = 'Bees'\n[[menus.main]]\nname = 'Hive'\nidentifier = 'h'\nweight = 2\n[[menus.main]]\nname = 'Wax'\nparent = 'h'\npageRef = '/wax'\nweight = 2\n[[menus.main]]\nname = 'Honey'\nparent = 'h'\nurl = '/honey/'\nweight = 1\n[[menus.main]]\nname = 'Out'\nurl = 'https://example.org/'\nweight = 1\n",
        ),
        ("content/wax.md", "# Wax\n"),
        ("content/honey.md", "# Honey\n"),
    ]);
    folders.imported();
    let path = folders.read("paths/main.md");
    let place = |words: &str| {
        path.find(words)
            .unwrap_or_else(|| panic!("{words}: {path}"))
    };
    assert!(place("read: honey, why: \"Hive: Honey\"") < place("read: wax"));
    place("[Out](https://example.org/)");
    let blog = Folders::with(&[
        (
            "hugo.toml",
            "title = 'Bees'\n[menu]\n[[menu.main]]\nname = 'Posts'\nurl = '/posts/'\nweight = 1\n[[menu.main]]\nname = 'About'\npageRef = 'about'\nweight = 2\n",
        ),
        ("content/posts/_index.md", "# Posts\n"),
        ("content/about.md", "# About\n"),
    ]);
    blog.imported();
    assert!(!blog.has("paths/main.md"));
}

#[test]
fn boxes_and_tabs_stay_in_their_lists() {
    let folders = Folders::with(&[
        ("hugo.toml", "title = 'Bees'\n"),
        (
            "content/a.md",
            "1. one\n   {{% notice note %}}\n   in it\n   {{% /notice %}}\n2. two\n\n{{< tabs items=\"X,Y\" >}}{{< tab >}}x{{< /tab >}}{{< tab >}}y{{< /tab >}}{{< /tabs >}}\n",
        ),
    ]);
    folders.imported();
    let a = folders.read("entries/a.md");
    assert!(a.contains("   > [!note]\n   > in it\n"), "{a}");
    assert!(
        a.contains("**X**\n\nx\n") && a.contains("**Y**\n\ny\n"),
        "{a}"
    );
}
