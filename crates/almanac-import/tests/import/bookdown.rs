//! Books of bookdown.

use crate::fixture::Folders;

#[track_caller]
fn holds(folders: &Folders, file: &str, texts: &[&str]) {
    let text = folders.read(file);
    for wanted in texts {
        assert!(text.contains(wanted), "{file} lacks {wanted:?}:\n{text}");
    }
}

#[test]
fn a_book_goes_over_whole() {
    let folders = Folders::with(&[
        ("_bookdown.yml", "output_dir: out\n"),
        ("out/a.md", "Built.\n"),
        ("README.md", "Read me.\n"),
        (
            "book.bib",
            "@book{frisch, title={Bees}, author={Frisch, Karl}, year={1927}}\n",
        ),
        ("img/a.png", "not really"),
        (
            "index.Rmd",
            "---\ntitle: The *Bees*\nsite: bookdown::bookdown_site\nbibliography: [book.bib]\n---\n\n# Preface {-}\n\nSee Chapter \\@ref(hive), Figure \\@ref(fig:comb), Table \\@ref(tab:many), Equation \\@ref(eq:sum), \\@ref(nothing) and @frisch.\n",
        ),
        (
            "01-hive.Rmd",
            "# (PART) Inside {-}\n\n# The hive\\index{hive} {#hive}\n\n(ref:cap) A *comb* of [@frisch]\n\n```{r comb, fig.cap='(ref:cap)', echo=FALSE, out.width='50%'}\nknitr::include_graphics('img/a.png')\n```\n\n```{r many, echo=FALSE}\nknitr::kable(x, caption = 'So many')\n```\n\n\\begin{equation}\n  a + b (\\#eq:sum)\n\\end{equation}\n\n```{theorem, pyth, name=\"Old\"}\nAll *right*.\n```\n\nTheorem \\@ref(thm:pyth). `r nrow(x)` \\(x^2\\)\n",
        ),
        (
            "02-honey.Rmd",
            "# Honey\n\n::: {.rmdwarning}\nSticky.\n:::\n\nTable: (\\#tab:small) A small one\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[to the hive](#hive), [The hive], [file](hive.html#hive)\n\n# (APPENDIX) Appendix {-}\n",
        ),
        ("03-tools.Rmd", "# Tools\n"),
    ]);
    let shown = folders.imported();
    assert!(shown.contains("a book of bookdown"), "{shown}");
    holds(
        &folders,
        "entries/index.md",
        &[
            "See Chapter [The hive](01-hive.md#hive), Figure [A comb of",
            "](01-hive.md#fig:comb), Table [So many](01-hive.md#tab:many), Equation [(1)](01-hive.md#eq:sum), nothing and @frisch.",
        ],
    );
    holds(
        &folders,
        "entries/01-hive.md",
        &[
            "# The hive {#hive}",
            "![A comb of|50%](img/a.png)",
            "<figcaption>\n\nA *comb* of [@frisch]\n",
            "<a id=\"tab:many\"></a>So many",
            "<a id=\"eq:sum\"></a>\n\n$$\na + b\n$$",
            "> [!theorem] Theorem: Old\n> <a id=\"thm:pyth\"></a>All *right*.",
            "Theorem [Theorem: Old](#thm:pyth). `nrow(x)` $x^2$",
            "aliases: [\"/hive.html\", \"/01-hive.html\"]",
        ],
    );
    assert!(
        !folders
            .read("entries/01-hive.md")
            .contains("include_graphics")
    );
    holds(
        &folders,
        "entries/02-honey.md",
        &[
            "> [!warning]\n> Sticky.",
            "<a id=\"tab:small\"></a>A small one\n\n| a | b |",
            "[to the hive](01-hive.md#hive), [The hive](01-hive.md#hive), [file](01-hive.md#hive)",
        ],
    );
    assert!(!folders.read("entries/02-honey.md").contains("APPENDIX"));
    assert!(!folders.has("entries/README.md"), "it is no page");
    let path = folders.read("paths/the-bees.md");
    assert!(
        path.contains("why: \"Inside: ") && path.contains("why: \"Appendix: Tools\""),
        "{path}"
    );
}

#[test]
fn the_configuration_may_give_the_order() {
    let folders = Folders::with(&[
        (
            "index.Rmd",
            "---\ntitle: B\nsite: bookdown::bookdown_site\n---\n# Start\n",
        ),
        (
            "_bookdown.yml",
            "rmd_files: [index.Rmd, z.Rmd, sub/a.Rmd]\n",
        ),
        ("a.Rmd", "# Not in it\n"),
        ("z.Rmd", "# Z\n"),
        ("sub/a.Rmd", "# A\n"),
    ]);
    folders.imported();
    holds(&folders, "entries/a.md", &["draft: true"]);
    let path = folders.read("paths/b.md");
    let order = ["read: z", "why: \"A\""];
    let order: Vec<Option<usize>> = order.iter().map(|step| path.find(step)).collect();
    assert!(
        order.iter().all(Option::is_some) && order.is_sorted(),
        "{path}"
    );
}
