//! Pages of vaults of notes, as their readers see them.

use std::collections::BTreeSet;

use almanac_compile::{Compiled, MemoryTree, Options, PlainFolder, compile};
use almanac_model::{AnchorRule, ContentConfig, ContentSyntax, GraphSettings};
use proptest::prelude::*;

use crate::{html_at, site_of, today};

const CONFIG: &str = "title = \"Notes\"\n[content]\nsyntax = \"notes\"\n";

/// A vault with these notes below `entries/`.
fn vault<const N: usize>(notes: [(&str, &str); N]) -> Compiled {
    let config = [("almanac.toml".to_owned(), CONFIG.to_owned())];
    let notes = notes.map(|(name, body)| {
        let text = match body.starts_with("---\n") {
            true => body.to_owned(),
            false => format!("---\ntitle: {name}\n---\n{body}"),
        };
        (format!("entries/{name}.md"), text)
    });
    let tree: MemoryTree = config.into_iter().chain(notes).collect();
    compile(&tree, &Options::for_day(today())).unwrap()
}

/// The pages of a vault with these notes, by their names.
fn pages<const N: usize, const P: usize>(
    notes: [(&str, &str); N],
    names: [&str; P],
) -> [String; P] {
    let compiled = vault(notes);
    let site = site_of(&compiled.snapshot);
    names.map(|name| html_at(&site, &format!("entries/{name}")))
}

fn page(body: &str) -> String {
    let [page] = pages([("heron", body)], ["heron"]);
    page
}

fn assert_has(page: &str, parts: &[&str]) {
    for part in parts {
        assert!(page.contains(part), "{part} is not in {page}");
    }
}

fn ids(page: &str) -> Vec<&str> {
    let behind = page.split(" id=\"").skip(1);
    behind.filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn callouts_have_titles_and_fold_without_scripts() {
    let page = page(
        "> [!faq]- Are **they**?\n> Yes.\n\n> [!weather]+\n> Rain.\n\n> [!bug] Only\n\n::: tip\nDrink.\n:::\n",
    );
    assert_has(
        &page,
        &[
            "Are <strong>they</strong>?</summary>",
            "<details class=\"alert note\" open><summary><span class=\"kicker\">Weather</span></summary>",
            "<div class=\"alert caution\" role=\"note\" aria-label=\"Bug\">",
            "Only</p>",
            "<div class=\"alert tip\"><p class=\"kicker\">Tip</p>",
        ],
    );
}

#[test]
fn words_have_marks_ids_tasks_and_topics() {
    let page = page("==a== H~2~O #birds/herons ^one\n\n- [/] half\n\n![x|20](a.png)\n");
    assert_has(
        &page,
        &[
            "<p id=\"~one\"><mark>a</mark> H<sub>2</sub>O <a href=\"/topics/birds-herons\">#birds/herons</a></p>",
            "<small>/</small> half",
            "alt=\"x\" width=\"20\"",
        ],
    );
}

#[test]
fn what_is_embedded_is_the_part_that_is_named_and_keeps_its_own_notes() {
    const HERON: &str = "Intro[^1].\n\n[^1]: Foot.\n\n## Nest\n\nTwigs. ^egg\n\n### Deep\n\nDown.\n\n## After\n\n- one\n- two ^li\n  - under\n\nNot.\n";
    let [whole, part, block, item] = pages(
        [
            ("heron", HERON),
            ("a", "Mine[^1].\n\n![[heron]]\n\n[^1]: My own.\n"),
            ("b", "## Two\n\n![[heron#Nest]]\n"),
            ("c", "See ![[heron#^egg]] there.\n"),
            ("d", "![[heron#^li]]\n"),
        ],
        ["a", "b", "c", "d"],
    );
    assert_has(&whole, &["Intro", "Foot.", "My own.", "Not."]);
    let ids = ids(&whole);
    let once: BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(ids.len(), once.len(), "{ids:?}");
    assert_has(
        &part,
        &[
            "<h3 id=\"e1:nest\"",
            "<h4 id=\"e1:deep\"",
            "Twigs.",
            "Down.",
        ],
    );
    assert!(!part.contains("Not."));
    assert_has(
        &block,
        &[
            "<p>See </p>",
            "Twigs.",
            "<p> there.</p>",
            "heron#~egg\">heron</a>",
        ],
    );
    assert!(!block.contains("Down.") && !block.contains("^egg"));
    assert_has(&item, &["<ul>\n<li id=\"e1:~li\">two", "under"]);
    assert!(!item.contains("one<"));
}

#[test]
fn a_part_is_what_it_is_on_its_page_however_deep_it_stands() {
    const HERON: &str = "> - a\n>   - b[^n] [see][x] ^deep\n>     - c\n> - d\n\n[x]: https://example.org/x\n[^n]: A note, see[^m].\n[^m]: Another.\n\n> [!tip]- Fold\n> Words.\n\n^box\n\nTerm\n: What it is.\n\n## One\n\nFirst.\n\n## Two\n\nSecond.\n\n## Three\n\nThird.\n";
    let [deep, callout, range, lines, whole] = pages(
        [
            ("heron", HERON),
            ("a", "![[heron#^deep]]"),
            ("b", "![[heron#^box]]"),
            ("c", "![[heron#One:#Three]]"),
            (
                "d",
                "![[heron#One,1]]\n\n![[heron#Two:#*]]\n\ncontent![[heron#Three]]",
            ),
            ("e", "- ![[heron]]\n"),
        ],
        ["a", "b", "c", "d", "e"],
    );
    assert_has(
        &deep,
        &[
            "b<sup",
            "<li>c</li>",
            "https://example.org/x",
            "A note, see",
            "Another.",
        ],
    );
    assert!(!deep.contains("<li>a") && !deep.contains("<li>d"));
    assert_has(&callout, &["<details class=\"alert tip\"", "Words."]);
    assert_has(&range, &["First.", "Second."]);
    assert!(!range.contains("Third."));
    assert_has(&lines, &["<p>First.</p>", "Second.", "<p>Third.</p>"]);
    assert!(!lines.contains("One<") && !lines.contains("Three<") && !lines.contains("content<"));
    assert_has(&whole, &["<dt>Term</dt>", "<li><div class=\"embed\""]);
}

#[test]
fn a_circle_of_embeds_is_cut_where_it_closes() {
    let [one, own] = pages(
        [
            ("one", "First ![[two]]\n"),
            ("two", "Second ![[one]]\n"),
            ("own", "## P\n\npp ![[#Q]]\n\n## Q\n\nqq ![[#P]]\n"),
        ],
        ["one", "own"],
    );
    assert_eq!(one.matches("class=\"embed\"").count(), 1);
    assert_has(&one, &["Second", "it stands around this already"]);
    assert_eq!(own.matches("class=\"embed\"").count(), 4);
}

#[test]
fn embeds_are_bounded_in_depth_and_in_size() {
    let chain: Vec<(String, String)> = (0..10)
        .map(|n| (format!("n{n}"), format!("Text {n}. ![[n{}]]", n + 1)))
        .collect();
    let notes: Vec<(&str, &str)> = chain
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let [deep] = pages::<10, 1>(notes.try_into().unwrap(), ["n0"]);
    assert_has(&deep, &["Text 6.", "too many stand in each other"]);
    assert!(!deep.contains("Text 7."));
    let long = "Words of a long note. ".repeat(5_000);
    let many = "![[long]]\n\n".repeat(6);
    let [many] = pages([("long", &long), ("many", &many)], ["many"]);
    assert_eq!(many.matches("class=\"embed\"").count(), 3);
    assert_has(&many, &["shows too much of others already"]);
}

#[test]
fn an_embedded_draft_shows_nothing_of_itself_anywhere() {
    let compiled = vault([
        ("a", "Seen ![[b]] ![[c]] ![[d]] ![[e#Part]] end.\n"),
        (
            "b",
            "---\ntitle: TITLEWORD\ndraft: true\nsummary: SECRET\n---\nSECRET\n",
        ),
        ("c", "---\npublish: false\n---\nSECRET\n"),
        ("d", "Open %%SECRET%% words.\n\n%%\nSECRET\n%%\n"),
        ("e", "---\ndraft: true\n---\n## Part\n\nSECRET\n"),
    ]);
    let site = site_of(&compiled.snapshot);
    assert_has(&html_at(&site, "entries/a"), &["Seen", "words.", "end."]);
    for address in site.addresses() {
        if let Some(output) = site.render(&address) {
            let text = String::from_utf8_lossy(&output.bytes);
            assert!(
                !text.contains("SECRET") && !text.contains("TITLEWORD"),
                "{address:?}"
            );
        }
    }
}

#[test]
fn a_title_below_other_text_is_not_shown_twice() {
    let [page, other] = pages(
        [
            (
                "a",
                "---\nsummary: x\n---\nA badge.\n\n# The marsh\n\nReeds.\n",
            ),
            ("b", "![[a]]"),
        ],
        ["a", "b"],
    );
    assert_eq!(page.matches("The marsh</h1>").count(), 1, "{page}");
    assert!(!page.contains("The marsh<a"));
    assert_has(
        &page,
        &["A badge.", "Reeds.", "<span id=\"the-marsh\"></span>"],
    );
    assert_has(&other, &["A badge.", "Reeds."]);
}

#[test]
fn drawings_and_players_are_what_a_page_may_show() {
    let page = page(
        "![[Plan.canvas]] ![](https://www.youtube.com/watch?v=1)\n\n<iframe src=\"https://x.example/a\" title=\"A film\"></iframe>\n\n```mermaid\ngraph\n```\n",
    );
    assert_has(
        &page,
        &[
            "<code>Plan.canvas</code>",
            "href=\"https://www.youtube.com/watch?v=1\"",
            "href=\"https://x.example/a\"",
            ">A film</a>",
            "diagram, as it is written",
        ],
    );
    assert!(!page.contains("iframe"));
}

#[test]
fn names_and_words_of_links_are_read_as_they_are_meant() {
    let [page] = pages(
        [
            (
                "a",
                "[[ heron | grey bird ]] [[b] c]] `[[b] c]]` | \n\n| a |\n|---|\n| ![[x.png\\|40]] |\n",
            ),
            ("heron", "x"),
            ("b] c", "y"),
        ],
        ["a"],
    );
    assert_has(
        &page,
        &[
            ">grey bird</a>",
            ">b] c</a>",
            "<code>[[b] c]]</code>",
            "width=\"40\"",
        ],
    );
}

const BLOCK: &str = "65f0c2a0-0000-4000-8000-000000000001";

#[test]
fn a_note_that_only_another_part_names_is_not_shown_with_a_part() {
    let owl = "Wise.[^w]\n\n## Food\n\nMice.[^m]\n\n[^w]: Said so.\n[^m]: Or voles.\n";
    let [part, whole] = pages(
        [("owl", owl), ("a", "![[owl#Food]]\n"), ("b", "![[owl]]\n")],
        ["a", "b"],
    );
    assert_has(&part, &["Or voles."]);
    assert!(!part.contains("Said so."), "{part}");
    assert_has(&whole, &["Or voles.", "Said so."]);
}

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

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn nothing_of_a_remark_is_in_any_output(
        before in "[a-c`*\\[\\]>#\\n -]{0,20}",
        behind in "[a-c`*\\[\\]>#\\n -]{0,20}",
    ) {
        let body = format!("{before} %%SECRET [[SECRET]] ==SECRET==%% {behind}\n");
        let compiled = vault([("heron", &body), ("a", "![[heron]]")]);
        let site = site_of(&compiled.snapshot);
        let page = html_at(&site, "entries/heron");
        // In code it is no remark.
        if !page.contains("<code>") && !page.contains("<pre") {
            for address in site.addresses() {
                if let Some(output) = site.render(&address) {
                    let text = String::from_utf8_lossy(&output.bytes);
                    prop_assert!(!text.contains("SECRET"), "{address:?} of {body:?}");
                }
            }
        }
    }
}
