//! Pages of vaults of notes, as their readers see them.

use std::collections::BTreeSet;

use almanac_compile::{Compiled, MemoryTree, Options, compile};
use proptest::prelude::*;

use crate::{html_at, site_of, today};

const CONFIG: &str = "title = \"Notes\"\n[content]\nsyntax = \"notes\"\n";

/// A vault with these notes below `entries/`.
pub(crate) fn vault<const N: usize>(notes: [(&str, &str); N]) -> Compiled {
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
pub(crate) fn pages<const N: usize, const P: usize>(
    notes: [(&str, &str); N],
    names: [&str; P],
) -> [String; P] {
    let compiled = vault(notes);
    let site = site_of(&compiled.snapshot);
    names.map(|name| html_at(&site, &format!("entries/{name}")))
}

pub(crate) fn page(body: &str) -> String {
    let [page] = pages([("heron", body)], ["heron"]);
    page
}

pub(crate) fn assert_has(page: &str, parts: &[&str]) {
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
fn what_its_author_keeps_back_is_kept_back_however_it_is_written() {
    for head in [
        "---\ntitle: a: b\ndraft: true\n---\n",
        "---\nDraft: True\n---\n",
        "---\ntags: [a\npublish: \"no\"\n---\n",
        "+++\ntitle = 'a''b'\ndraft = true\n+++\n",
        "+++\ntitle = \"a\"\ndraft = true\n\n",
        "{\n \"title\": \"a\",,\n \"draft\": true\n}\n",
        "---\npublish: 0\n---\n",
    ] {
        let tree = MemoryTree::from_iter([
            ("almanac.toml".to_owned(), CONFIG.to_owned()),
            ("entries/a.md".to_owned(), format!("{head}SECRET")),
            ("entries/b.md".to_owned(), "![[a]]".to_owned()),
        ]);
        let compiled = compile(&tree, &Options::for_day(today())).unwrap();
        let site = site_of(&compiled.snapshot);
        let page = html_at(&site, "entries/b");
        assert!(!page.contains("SECRET"), "{head}");
    }
}

#[test]
fn an_image_whose_file_is_a_note_is_that_note() {
    let [page] = pages(
        [
            (
                "a",
                "![x](sub/Grey%20heron.md#Nest)\n\n![](/sub/Grey%20heron.md)\n",
            ),
            ("sub/Grey heron", "Tall.\n\n## Nest\n\nIn trees.\n"),
        ],
        ["a"],
    );
    assert_eq!(page.matches("In trees.").count(), 2, "{page}");
    assert_eq!(page.matches("Tall.").count(), 1, "{page}");
}

#[test]
fn a_link_without_words_says_its_name_and_an_empty_one_is_words() {
    let [page] = pages([("a", "[[heron|]] and [[ ]]\n"), ("heron", "x")], ["a"]);
    assert_has(&page, &[">heron</a> and [[ ]]"]);
}

#[test]
fn headings_are_named_with_their_marks_too() {
    let [page] = pages(
        [
            (
                "a",
                "[[heron#Of b words|1]] [[heron#Of words|2]] [[heron#a_b __c__|3]]\n",
            ),
            ("heron", "## Of [[b|words]]\n\n## a_b __c__\n"),
        ],
        ["a"],
    );
    assert_eq!(page.matches("href=\"/entries/heron#of-words\"").count(), 2);
    assert_has(&page, &["href=\"/entries/heron#a_b-c\""]);
}

#[test]
fn a_heading_among_several_parts_is_no_title() {
    let compiled = vault([("heron", "---\naliases: x\n---\nWords.\n\n# One\n\n# Two\n")]);
    assert_eq!(compiled.snapshot.pages()[0].title, "heron");
}

#[test]
fn nobody_is_asked_to_write_about_a_day() {
    let compiled = vault([(
        "2024-03-09",
        "[[2024-03-10]] [[daily/2024-03-08|before]] [[x]]\n",
    )]);
    let site = site_of(&compiled.snapshot);
    let page = html_at(&site, "entries/2024-03-09");
    assert_has(&page, &["<p>2024-03-10 before <a href=\"/requested#x\""]);
    let asked = compiled.report.diagnostics.iter();
    assert_eq!(
        asked.filter(|found| found.name == "unknown-link").count(),
        1
    );
    assert_eq!(compiled.snapshot.requested().len(), 1);
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
