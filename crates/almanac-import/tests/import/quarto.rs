//! Projects of Quarto.

use crate::fixture::Folders;

/// Asserts that a file holds some texts, in any order.
#[track_caller]
fn holds(folders: &Folders, file: &str, texts: &[&str]) {
    let text = folders.read(file);
    for wanted in texts {
        assert!(text.contains(wanted), "{file} lacks {wanted:?}:\n{text}");
    }
}

const BOOK: &str = "project:\n  type: book\nmetadata-files: [_more.yml]\nbook:\n  title: Bees\n  site-url: https://example.org/bees\n  chapters:\n    - index.qmd\n    - part: Inside\n      chapters:\n        - hive.qmd\n        - honey.qmd\n  appendices:\n    - more/tools.qmd\nbibliography: refs.bib\n";

#[test]
fn a_book_goes_over_whole() {
    let folders = Folders::with(&[
        ("_quarto.yml", BOOK),
        ("_more.yml", "lang: de\n"),
        ("_variables.yml", "hive:\n  size: '12'\n"),
        (
            "refs.bib",
            "@book{frisch, title={Bees}, author={Frisch, Karl}, year={1927}}\n",
        ),
        ("_book/index.md", "Built.\n"),
        ("notes.qmd", "# Not in the book\n"),
        ("_part.qmd", "Included {{< var hive.size >}}.\n"),
        ("images/a.png", "not really"),
        (
            "index.qmd",
            "# Welcome {.unnumbered}\n\nSee @sec-hive, @fig-a, [Fig. @fig-a; @tbl-b], [-@eq-c], @fig-none, @someone and [@frisch, p. 3].\n\n{{< include _part.qmd >}}\n\n{{< video https://example.org/v title=\"A film\" >}} {{< pagebreak >}} {{{< meta x >}}}\n",
        ),
        (
            "hive.qmd",
            "---\ntitle: The hive\n---\n## Comb & 3 cells {#sec-hive}\n\n![A *comb*](images/a.png){#fig-a width=40% fig-alt=\"Six {sides}\"}\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n: Of $x$ {#tbl-b tbl-colwidths=\"[1,2]\"}\n\n$$\ne = mc^2\n$$ {#eq-c}\n\n::: {.callout-tip collapse=\"true\"}\n## Mind **this**\nText.\n\n:::: {.panel-tabset}\n## One\na\n## Two\n```{r}\n#| label: fig-plot\n#| fig-cap: \"A plot\"\n#| echo: false\nplot(1)\n```\n::::\n:::\n",
        ),
        (
            "honey.qmd",
            "# Honey\n\n::: {.content-visible when-format=\"pdf\"}\nOn paper.\n:::\n\n::: {.content-hidden when-format=\"pdf\"}\nOn the screen.\n:::\n\n[Small]{.smallcaps} [u]{.underline} x^2^ H~2~O `<b>raw</b>`{=html} `\\x`{=latex} `` `{python} 1 + 1` ``{.x}\n\n`{python} 1 + 1`\n\n::: {#thm-sum name=\"Sums\"}\nAll add up.\n:::\n\nSee @thm-sum and [Honey].\n\n| The bees\n|   hum\n\n+---+-----+\n| a | b   |\n+===+=====+\n| 1 | - x |\n|   | - y |\n+---+-----+\n",
        ),
        (
            "more/tools.qmd",
            "# Tools\n\n[back](../hive.qmd#sec-hive) [page](/honey.html)\n",
        ),
    ]);
    let shown = folders.imported();
    assert!(shown.contains("a project of Quarto"), "{shown}");
    holds(
        &folders,
        "entries/index.md",
        &[
            "See [Comb & 3 cells](hive.md#sec-hive), [A comb](hive.md#fig-a), Fig. [A comb](hive.md#fig-a), [Of x](hive.md#tbl-b), [(1)](hive.md#eq-c), \\@fig-none, \\@someone and [@frisch, p. 3].",
            "Included 12.",
            "[A film](https://example.org/v)  {{< meta x >}}",
        ],
    );
    holds(
        &folders,
        "entries/hive.md",
        &[
            "## Comb & 3 cells {#sec-hive}",
            "<figure>\n<a id=\"fig-a\"></a>\n\n![Six {sides}|40%](images/a.png)\n\n<figcaption>\n\nA *comb*\n",
            "<a id=\"tbl-b\"></a>Of $x$\n\n| a | b |",
            "<a id=\"eq-c\"></a>\n\n$$\ne = mc^2\n$$\n",
            "> [!tip]- Mind **this**\n> Text.\n>\n> **One**\n>\n> a\n>\n> **Two**\n>\n> ```r\n> plot(1)\n> ```\n>\n> <a id=\"fig-plot\"></a>A plot\n",
        ],
    );
    let honey = folders.read("entries/honey.md");
    assert!(
        !honey.contains("On paper") && !honey.contains("\\x"),
        "{honey}"
    );
    holds(
        &folders,
        "entries/honey.md",
        &[
            "On the screen.",
            "Small <u>u</u> x<sup>2</sup> H~2~O <b>raw</b>",
            "`1 + 1`",
            "> [!theorem] Theorem: Sums\n> <a id=\"thm-sum\"></a>All add up.",
            "See [Theorem: Sums](#thm-sum) and [Honey](#honey).",
            "The bees\\\n\u{a0}\u{a0}hum",
            "<td>\n\n- x\n- y\n\n</td>",
        ],
    );
    holds(
        &folders,
        "entries/more/tools.md",
        &["[back](../hive.md#sec-hive) [page](../honey.md)"],
    );
    holds(&folders, "entries/notes.md", &["draft: true"]);
    holds(
        &folders,
        "almanac.toml",
        &["language = \"de\"", "title = \"Bees\""],
    );
    let path = folders.read("paths/bees.md");
    let order = ["read: welcome", "read: hive", "read: honey", "read: tools"];
    let order: Vec<Option<usize>> = order.iter().map(|step| path.find(step)).collect();
    assert!(
        order.iter().all(Option::is_some) && order.is_sorted(),
        "{path}"
    );
    assert!(
        path.contains("why: \"Inside: ") && path.contains("why: \"Appendices: "),
        "{path}"
    );
}

#[test]
fn sidebars_are_paths_and_drafts_stay_drafts() {
    let folders = Folders::with(&[
        (
            "docs/_quarto.yml",
            "project:\n  type: website\n  output-dir: out\n  render: ['*.qmd', 'guide/', '!guide/old.qmd']\nwebsite:\n  title: Bees\n  drafts: [guide/b.qmd]\n  sidebar:\n    - title: Guide\n      contents:\n        - text: Start\n          href: index.qmd\n        - section: Deep\n          contents: guide\n    - id: refs\n      contents:\n        - href: https://example.org\n          text: Out\n",
        ),
        ("docs/out/a.md", "Built.\n"),
        ("docs/README.md", "Read me.\n"),
        (
            "docs/index.qmd",
            "---\ntitle: Home\ndate: today\ncategories: [bees]\n---\nWords of the first page.\n",
        ),
        ("docs/guide/a.qmd", "# A\n"),
        ("docs/guide/b.qmd", "# B\n"),
        ("docs/guide/old.qmd", "# Old\n"),
        (
            "docs/team/_metadata.yml",
            "draft: true\ntool:\n  name: Hive\n  way: guide\n",
        ),
        (
            "docs/team/x.qmd",
            "---\ntitle: T\n---\n## X {data-link=\"y\"}\n\n[{{< meta tool.name >}} {{< meta title >}}](../{{< meta tool.way >}}/a.qmd)\n",
        ),
    ]);
    folders.imported();
    for draft in ["guide/b", "guide/old", "team/x"] {
        holds(&folders, &format!("entries/{draft}.md"), &["draft: true"]);
    }
    assert!(!folders.has("entries/README.md") && !folders.has("entries/out/a.md"));
    holds(
        &folders,
        "entries/team/x.md",
        &["## X\n", "[Hive T](../guide/a.md)"],
    );
    let path = folders.read("paths/guide.md");
    assert!(
        path.contains("why: \"Deep: A\"") && !path.contains("old"),
        "{path}"
    );
    holds(&folders, "entries/index.md", &["tags: [bees]"]);
    assert!(!folders.read("entries/index.md").contains("today"));
}

#[test]
fn what_holds_itself_is_said() {
    let folders = Folders::with(&[
        ("_quarto.yml", "project:\n  type: website\n"),
        ("_a.qmd", "A\n\n{{< include _b.qmd >}}\n"),
        ("_b.qmd", "B\n\n{{< include _a.qmd >}}\n"),
        (
            "x.qmd",
            "{{< include _a.qmd >}}\n\n```{r}\n{{< include _code.R >}}\n```\n\n::: {.callout-note}\nNever closed.\n",
        ),
        ("_code.R", "hum()\n"),
    ]);
    let shown = folders.imported();
    assert!(shown.contains("include that would hold itself"), "{shown}");
    holds(
        &folders,
        "entries/x.md",
        &["A\n\nB\n\n", "```r\nhum()\n```", "Never closed."],
    );
}

#[test]
fn letters_count_lists_and_works_may_be_csl() {
    let folders = Folders::with(&[
        (
            "_quarto.yml",
            "project: { type: website }\nbibliography: refs.json\nwebsite:\n  title: Bees\n  sidebar:\n    contents:\n      - a.qmd\n      - section: More\n        contents:\n          - more/*.qmd\n",
        ),
        (
            "refs.json",
            "[{\"id\": \"sun\", \"type\": \"book\", \"title\": \"The Sun\", \"author\": [{\"family\": \"Ray\"}], \"issued\": {\"date-parts\": [[2001]]}}]",
        ),
        (
            "a.qmd",
            "---\ntitle: A\nreferences:\n- id: moon\n  title: The Moon\n  type: book\n---\na. one\nb. two\n\n   still two\n\n[@sun] and @moon\n\n1. x\n   (i) deep\n   (ii) deeper\n",
        ),
        ("more/c.qmd", "---\ntitle: C\norder: 1\n---\n"),
        ("more/b.qmd", "---\ntitle: B\n---\n"),
    ]);
    folders.imported();
    holds(
        &folders,
        "entries/a.md",
        &[
            "<ol type=\"a\">\n<li>\n\none\n\n</li>\n<li>\n\ntwo\n\nstill two\n\n</li>\n</ol>\n",
            "   <ol type=\"i\">\n   <li>\n\n   deep\n",
            "[@sun] and @moon",
        ],
    );
    holds(&folders, "sources.bib", &["@book{sun", "The Moon"]);
    let path = folders.read("paths/bees.md");
    assert!(
        path.find("read: c").unwrap() < path.find("read: b").unwrap(),
        "{path}"
    );
}
