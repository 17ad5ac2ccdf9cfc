//! Pages of folders of other programs, as their readers see them.

use almanac_compile::{MemoryTree, Options, PlainFolder, compile};
use almanac_model::{AnchorRule, ContentConfig, ContentSyntax, GraphSettings};

use crate::notes::{assert_has, pages};
use crate::{html_at, site_of, today};

const BLOCK: &str = "65f0c2a0-0000-4000-8000-000000000001";

#[test]
fn a_graph_of_logseq_is_read_as_it_is() {
    let heron = format!(
        "title:: Grey heron\nalias:: GH\n\n- parent **words**\n  id:: {BLOCK}\n  collapsed:: true\n  colour:: grey\n\t- child ^^marked^^\n- TODO task\n- DONE done\n- {{{{cloze hidden part}}}} {{{{youtube https://youtu.be/x}}}} {{{{query (todo)}}}}\n- log\n  :LOGBOOK:\n  CLOCK: LOGWORD\n  :END:\n- #+BEGIN_TIP\n  tip text\n  #+END_TIP\n"
    );
    let other = format!(
        "- see (({BLOCK})) and [label]((({BLOCK}))) and [x]([[GH]])\n- {{{{embed (({BLOCK}))}}}}\n- {{{{embed [[GH]]}}}}\n"
    );
    let files = [
        ("pages/heron.md".to_owned(), heron),
        ("pages/other.md".to_owned(), other),
        (
            "pages/c.md".to_owned(),
            "public:: false\n\n- SECRET\n".to_owned(),
        ),
    ];
    let plain = PlainFolder {
        title: "Graph".to_owned(),
        language: "en".to_owned(),
        content: ContentConfig {
            hard_breaks: true,
            outline: Some(GraphSettings::default()),
            ..ContentConfig::plain()
        },
        generator: None,
    };
    let options = Options {
        plain: Some(plain),
        ..Options::for_day(today())
    };
    let compiled = compile(&files.into_iter().collect::<MemoryTree>(), &options).unwrap();
    let site = site_of(&compiled.snapshot);
    let heron = html_at(&site, "entries/heron");
    assert_has(
        &heron,
        &[
            "<h1>Grey heron</h1>",
            "<li>colour: grey</li>",
            "<mark>marked</mark>",
            "type=\"checkbox\" checked",
            "hidden part",
            "href=\"https://youtu.be/x\"",
            "{{query (todo)}}",
            "<div class=\"alert tip\">",
            "tip text",
        ],
    );
    for hidden in [
        "collapsed",
        "id::",
        "LOGWORD",
        "TODO",
        "BEGIN_TIP",
        "alias::",
    ] {
        assert!(!heron.contains(hidden), "{hidden} is in {heron}");
    }
    let other = html_at(&site, "entries/other");
    let address = format!("href=\"/entries/heron#~{BLOCK}\">");
    assert_has(
        &other,
        &[
            &format!("{address}parent words</a>"),
            &format!("{address}label</a>"),
            "href=\"/entries/heron\">x</a>",
            "child <mark>marked</mark>",
        ],
    );
    assert_eq!(other.matches("class=\"embed\"").count(), 2);
    let (_, text) = other.split_once("<main").unwrap();
    let (text, _) = text.split_once("class=\"mark\"").unwrap();
    assert!(!text.contains("{{embed"), "{text}");
    assert_eq!(text.matches("}}").count(), 1, "{text}");
    assert!(site.addresses().iter().all(|address| {
        let output = site.render(address);
        output.is_none_or(|output| !String::from_utf8_lossy(&output.bytes).contains("SECRET"))
    }));
}

/// The text of a page of a folder that is read as it is.
fn plain_page<const N: usize>(
    files: [(&str, &str); N],
    content: ContentConfig,
    address: &str,
) -> String {
    let options = Options {
        plain: Some(PlainFolder {
            title: "Folder".to_owned(),
            language: "en".to_owned(),
            content,
            generator: None,
        }),
        ..Options::for_day(today())
    };
    let files = files.map(|(name, text)| (name.to_owned(), text.to_owned()));
    let compiled = compile(&files.into_iter().collect::<MemoryTree>(), &options).unwrap();
    html_at(&site_of(&compiled.snapshot), address)
}

#[test]
fn pages_of_a_graph_are_found_by_the_names_that_their_files_encode() {
    let graph = GraphSettings {
        has_low_bars: true,
        macros: [("love".to_owned(), "**$1** and [[a/b]]".to_owned())].into(),
        ..GraphSettings::default()
    };
    let page = plain_page(
        [
            ("pages/a___b.md", "type:: [[Kind]]\n\n- text\n"),
            ("pages/Kind.md", "- x\n"),
            ("journals/2024_03_09.md", "- of a day\n"),
            (
                "pages/d.md",
                &format!("- a\n\t- b\n\t  id:: {BLOCK}\n\t- c\n"),
            ),
            (
                "pages/c.md",
                "- [[a/b]] [[A/B]] [[Mar 9th, 2024]] [[2024-03-09]] [[kind]]\n- {{love you}}\n- one\n  logseq.order-list-type:: number\n- #+BEGIN_SRC rust\n  let a;\n  #+END_SRC\n- {{embed ((65f0c2a0-0000-4000-8000-000000000001))}}\n",
            ),
        ],
        ContentConfig {
            outline: Some(graph),
            ..ContentConfig::plain()
        },
        "entries/c",
    );
    assert_has(
        &page,
        &[
            "href=\"/entries/a-b\">a/b</a>",
            "href=\"/entries/a-b\">A/B</a>",
            "href=\"/entries/2024-03-09\">Mar 9th, 2024</a>",
            "href=\"/entries/2024-03-09\">2024-03-09</a>",
            "href=\"/entries/kind\">kind</a>",
            "<strong>you</strong> and",
            "<ol>",
            "<pre",
        ],
    );
    assert!(!page.contains("class=\"missing\"") && !page.contains("BEGIN_SRC"));
    // The block that is embedded ends before the next one.
    let (_, embed) = page.split_once("class=\"embed\"").unwrap();
    let (embed, _) = embed.split_once("</div>").unwrap();
    assert_eq!(embed.matches("<li").count(), 1, "{embed}");
}

#[test]
fn a_fragment_that_the_generator_of_a_site_makes_leads_to_its_heading() {
    let content = |anchors| ContentConfig {
        syntax: ContentSyntax::Sites,
        anchors: Some(anchors),
        ..ContentConfig::plain()
    };
    let page = |anchors, link: &str| {
        let files = [
            ("a.md", link),
            ("b.md", "## Größe & mehr\n\n## 3. Über `a.b`\n"),
        ];
        plain_page(files, content(anchors), "entries/a")
    };
    let python = AnchorRule::PythonMarkdown {
        separator: "-".to_owned(),
    };
    for (rule, link, anchor) in [
        (python, "[x](b.md#groe-mehr)", "b#gr%C3%B6%C3%9Fe--mehr"),
        (
            AnchorRule::MditVue,
            "[x](b.md#_3-uber-a-b)",
            "b#3-%C3%BCber-ab",
        ),
        (
            AnchorRule::GitBook,
            "[x](../b.md#id-3.-über-a.b)",
            "b#3-%C3%BCber-ab",
        ),
    ] {
        let page = page(rule, link);
        assert_has(&page, &[&format!("href=\"/entries/{anchor}\"")]);
    }
}

#[test]
fn components_of_mdx_are_code_around_what_they_hold() {
    let page = plain_page(
        [
            (
                "a.mdx",
                "import X from './x'\n\n# T\n\n<Tabs>\n\nWords **here**, {x}.\n\n</Tabs>\n\n{/* SECRET */}\n",
            ),
            ("b.md", "![[a]]"),
        ],
        ContentConfig::plain(),
        "entries/b",
    );
    assert_has(
        &page,
        &[
            "<code>import X from",
            "<code>&lt;Tabs&gt;</code></pre>",
            "Words <strong>here</strong>, <code>{x}</code>.",
        ],
    );
    assert!(!page.contains("SECRET"));
}

#[test]
fn a_document_is_linked_at_its_page() {
    let page = plain_page(
        [
            ("files/a.pdf", "%PDF-1.4"),
            (
                "n.md",
                "![[a.pdf#page=3&height=400]] ![[a.pdf#height=400|words]] [[a.pdf#page=4]]",
            ),
        ],
        ContentConfig::plain(),
        "entries/n",
    );
    assert_has(
        &page,
        &[
            "href=\"/media/files/a.pdf#page=3\">a.pdf</a>",
            "href=\"/media/files/a.pdf\">words</a>",
            "href=\"/media/files/a.pdf#page=4\"",
        ],
    );
}

#[test]
fn words_may_stand_before_the_name_of_a_link() {
    let [page] = pages(
        [
            (
                "a",
                "[[The bird|heron]] and [[heron|words]] and [[none|nothing]]\n",
            ),
            ("heron", "x"),
        ],
        ["a"],
    );
    assert_has(&page, &[">The bird</a>", ">words</a>", "class=\"missing\""]);
}

#[test]
fn a_tag_of_logseq_is_a_link_if_there_is_such_a_page_and_else_a_topic() {
    let page = plain_page(
        [
            ("pages/Grey heron.md", "- x\n"),
            (
                "pages/c.md",
                "- #[[Grey heron]] #[[two words]] #one\n- 1. two\n- x\n  logseq.order-list-type:: number\n",
            ),
        ],
        ContentConfig {
            outline: Some(GraphSettings::default()),
            ..ContentConfig::plain()
        },
        "entries/c",
    );
    assert_has(
        &page,
        &[
            "href=\"/entries/grey-heron\">Grey heron</a>",
            "href=\"/topics/two-words\">two words</a>",
            "href=\"/topics/one\">#one</a>",
            "<ol>\n<li>two</li>",
        ],
    );
    assert!(!page.contains("class=\"missing\""), "{page}");
}

#[test]
fn tags_and_people_of_dendron_lead_to_their_notes() {
    let page = plain_page(
        [
            ("vault/tags.birds.md", "---\ntitle: Birds\n---\nx"),
            ("vault/tags.birds.grey.md", "x"),
            ("vault/user.ann.md", "---\ntitle: Ann\n---\nx"),
            ("vault/img/a.png", "x"),
            (
                "vault/c.md",
                "[[#tag.birds]] #birds #birds.grey #other.one. @ann @bob ![](/img/a.png)\n",
            ),
        ],
        ContentConfig {
            words_first: true,
            ..ContentConfig::plain()
        },
        "entries/c",
    );
    assert_has(
        &page,
        &[
            "href=\"/entries/tags-birds\">#tag.birds</a>",
            "href=\"/entries/tags-birds\">#birds</a>",
            "href=\"/entries/tags-birds-grey\">#birds.grey</a>",
            "href=\"/topics/other-one\">#other.one</a>.",
            "href=\"/entries/user-ann\">@ann</a> @bob",
            "src=\"/media/vault/img/a.png\"",
        ],
    );
    assert!(!page.contains("class=\"missing\""), "{page}");
}

#[test]
fn a_bibliography_of_a_folder_is_cited_from() {
    let page = plain_page(
        [
            (
                "papers/refs.bib",
                "@book{smith2020, title={On owls}, author={Smith, Ann}, year={2020}}",
            ),
            (
                "n.md",
                "Owls sleep.[@smith2020, p. 3] By @smith2020 and @nobody.\n",
            ),
        ],
        ContentConfig::plain(),
        "entries/n",
    );
    assert_has(&page, &["On owls", "Smith (2020)", "@nobody"]);
    assert!(!page.contains("[@smith2020"), "{page}");
}

#[test]
fn a_size_behind_a_picture_is_its_only_size() {
    let picture = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"40\" height=\"20\"/>";
    let page = plain_page(
        [
            ("a.svg", picture),
            ("n.md", "![b](a.svg)<!-- {\"width\":20} --> ![c](a.svg)\n"),
        ],
        ContentConfig::plain(),
        "entries/n",
    );
    assert_has(
        &page,
        &[
            "alt=\"b\" width=\"20\" height=\"10\"",
            "alt=\"c\" width=\"40\" height=\"20\"",
        ],
    );
}
