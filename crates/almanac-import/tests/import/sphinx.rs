//! Projects of Sphinx with MyST, and Jupyter Books.

use crate::fixture::Folders;

#[track_caller]
fn holds(folders: &Folders, file: &str, texts: &[&str]) {
    let text = folders.read(file);
    for wanted in texts {
        assert!(text.contains(wanted), "{file} lacks {wanted:?}:\n{text}");
    }
}

const CONF: &str = "project = 'Bees'\nlanguage = 'de'\nextensions = ['myst_parser']\nmyst_enable_extensions = ['dollarmath', 'amsmath', 'colon_fence', 'substitution', 'attrs_inline']\nmyst_heading_anchors = 2\nexclude_patterns = ['_build', 'old/*']\nmyst_substitutions = {\n  'who': 'the *queen*',\n}\nmyst_url_schemes = {'issue': {'url': 'https://example.org/{{path}}', 'title': 'Issue {{path}}'}, 'https': None}\nrediraffe_redirects = {'start.md': 'guide/hive.md'}\nbibtex_bibfiles = ['refs.bib']\n";

#[test]
fn a_project_goes_over_whole() {
    let folders = Folders::with(&[
        ("docs/conf.py", CONF),
        (
            "docs/refs.bib",
            "@book{frisch, title={Bees}, author={Frisch, Karl}, year={1927}}\n",
        ),
        ("docs/_build/x.md", "Built.\n"),
        ("docs/old/y.md", "# Old\n"),
        ("docs/api.rst", "API\n===\n"),
        ("docs/img/bee.png", "not really"),
        (
            "docs/code.py",
            "import x\n\ndef hum():\n    return 1\n\nend\n",
        ),
        (
            "README.md",
            "# Bees\n\nBefore.\n\n<!-- start -->\n\nFrom the *read-me*.\n",
        ),
        (
            "docs/index.md",
            "---\nhtml_meta:\n  description: All of bees\n---\n% a remark\n(home)=\n# Bees\n\nSee {ref}`comb`, {ref}`words <comb>`, {doc}`guide/hive`, {numref}`Fig. %s <fig-bee>`, [](guide/hive.md), [](#comb), [x](#comb), <project:#comb>, <issue:12>, {term}`Queen bees <queen>`, {cite}`frisch`, {py:func}`~a.b.hum`, {eq}`sum`, [](inv:py#x).\n\n{{ who }} and {{ none }}, {kbd}`Ctrl+C`, {abbr}`HTML (Hyper Text)`, H{sub}`2`O, {unknown}`thing`, mail@example.org.\n\n+++ {\"part\": 1}\n\n```{toctree}\n:caption: Guide\n:hidden:\n\nguide/hive\nThe honey <guide/honey>\nOut <https://example.org>\n```\n\n```{include} ../README.md\n:start-after: <!-- start -->\n```\n",
        ),
        (
            "docs/guide/hive.md",
            "# The hive\n\n(comb)=\n## Comb & *cells*\n\n::::{admonition} Mind **this**\n:class: tip dropdown\n:::{note} Begins here\nGoes on.\n:::\n::::\n\n```{figure} ../img/bee.png\n:name: fig-bee\n:alt: A bee\n:width: 200px\n\nThe *bee*.\n\nMore of it.\n```\n\n```{math}\n:label: sum\n  a + b\n```\n\n$$\nc\n$$ (second)\n\n\\begin{align}\nx &= 1\n\\end{align}\n\n```{literalinclude} ../code.py\n:pyobject: hum\n:caption: The hum\n```\n\n```{literalinclude} ../code.py\n:start-after: nothing such\n```\n\n````{tab-set}\n```{tab-item} One\na\n```\n```{tab-item} Two\nb\n```\n````\n\n```{versionadded} 1.2 Long ago\n```\n",
        ),
        (
            "docs/guide/honey.md",
            "# Honey\n\n```{list-table} Kinds\n:header-rows: 1\n:name: kinds\n\n* - A\n  - B\n* - 1|2\n  - - x\n    - y\n```\n\n```{csv-table}\n:header: a, b\n\n1, \"2, 3\"\n```\n\n```{glossary}\nqueen\n  The *mother*.\n```\n\n```{eval-rst}\n.. note:: x\n```\n\n```{nobody-knows} Title\nInside stays.\n```\n\n{#para .x}\nA paragraph, [span]{#sp} and ![b](../img/bee.png){width=40px}.\n\n[](#home)\n",
        ),
    ]);
    let shown = folders.imported();
    assert!(shown.contains("a project of Sphinx with MyST"), "{shown}");
    assert!(shown.contains("page in reStructuredText"), "{shown}");
    holds(
        &folders,
        "entries/index.md",
        &[
            "summary: All of bees",
            "# Bees<a id=\"home\"></a>",
            "See [Comb & cells](guide/hive.md#comb--cells), [words](guide/hive.md#comb--cells), [The hive](guide/hive.md), [Fig. The bee.](guide/hive.md#fig-bee), [The hive](guide/hive.md), [Comb & cells](guide/hive.md#comb--cells), [x](guide/hive.md#comb--cells), [Comb & cells](guide/hive.md#comb--cells), [Issue 12](https://example.org/12), [Queen bees](guide/honey.md#term-queen), [@frisch], `hum`, [(1)](guide/hive.md#equation-sum), `x`.",
            "the *queen* and `{{ none }}`, <kbd>Ctrl</kbd>+<kbd>C</kbd>, <abbr title=\"Hyper Text\">HTML</abbr>, H<sub>2</sub>O, `thing`, mail@example.org.",
            "From the *read-me*.",
        ],
    );
    let home = folders.read("entries/index.md");
    assert!(
        !home.contains("remark") && !home.contains("toctree") && !home.contains("Before"),
        "{home}"
    );
    holds(
        &folders,
        "entries/guide/hive.md",
        &[
            "aliases: [\"/guide/hive.html\", \"/start.html\"]",
            "## Comb & *cells*<a id=\"comb\"></a>",
            "> [!tip]- Mind **this**\n> > [!note]\n> > Begins here\n> >\n> > Goes on.",
            "<a id=\"fig-bee\"></a>\n\n![A bee|200](../img/bee.png)\n\n<figcaption>\n\nThe *bee*.\n\nMore of it.\n",
            "<a id=\"equation-sum\"></a><a id=\"sum\"></a>\n\n$$\na + b\n$$",
            "<a id=\"equation-second\"></a>\n\n$$\nc\n$$",
            "$$\n\\begin{align}\nx &= 1\n\\end{align}\n$$",
            "The hum\n\n```py\ndef hum():\n    return 1\n```",
            "`{literalinclude} ../code.py`",
            "**One**\n\na\n\n**Two**\n\nb",
            "> [!note] Added in version 1.2\n> Long ago",
        ],
    );
    holds(
        &folders,
        "entries/guide/honey.md",
        &[
            "<a id=\"kinds\"></a>Kinds\n\n<table>",
            "<td>\n\n1|2\n\n</td>\n<td>\n\n- x\n- y\n\n</td>",
            "| a | b |\n|---|---|\n| 1 | 2, 3 |",
            "queen<a id=\"term-queen\"></a>\n: The *mother*.",
            "```\n{eval-rst} \n.. note:: x\n```",
            "**Title**\n\nInside stays.",
            "<a id=\"para\"></a>A paragraph, <a id=\"sp\"></a>span and ![b|40](../img/bee.png).",
            "[Bees](../index.md#bees)",
        ],
    );
    holds(&folders, "entries/old/y.md", &["draft: true"]);
    let path = folders.read("paths/bees.md");
    let order = ["read: bees", "read: hive", "read: honey"];
    let order: Vec<Option<usize>> = order.iter().map(|step| path.find(step)).collect();
    assert!(
        order.iter().all(Option::is_some) && order.is_sorted(),
        "{path}"
    );
    assert!(
        path.contains("why: \"Guide: ") && path.contains("[Out](https://example.org)"),
        "{path}"
    );
}

#[test]
fn a_jupyter_book_has_its_list_in_yaml() {
    let folders = Folders::with(&[
        (
            "_config.yml",
            "title: Bees\nonly_build_toc_files: true\nparse:\n  myst_substitutions:\n    a: b\n",
        ),
        (
            "_toc.yml",
            "format: jb-book\nroot: intro\nparts:\n- caption: Inside\n  chapters:\n  - file: hive\n    sections:\n    - file: deep/comb\n- chapters:\n  - url: https://example.org\n    title: Out\n  - glob: rest/*\n",
        ),
        (
            "intro.md",
            "# Welcome\n\n{{ a }} $x$\n\n```{code-cell} ipython3\n:tags: [hide-input]\nx = 1\n```\n",
        ),
        ("hive.md", "# Hive\n"),
        ("deep/comb.md", "# Comb\n"),
        ("rest/z.md", "# Z\n"),
        ("other.md", "# Other\n"),
        ("nb.ipynb", "{}"),
    ]);
    let shown = folders.imported();
    assert!(
        shown.contains("hidden block of code is shown") && shown.contains("notebook"),
        "{shown}"
    );
    holds(
        &folders,
        "entries/intro.md",
        &["b $x$", "```python\nx = 1\n```"],
    );
    holds(&folders, "entries/other.md", &["draft: true"]);
    let path = folders.read("paths/bees.md");
    let order = ["read: intro", "read: hive", "read: comb", "read: z"];
    let order: Vec<Option<usize>> = order.iter().map(|step| path.find(step)).collect();
    assert!(
        order.iter().all(Option::is_some) && order.is_sorted(),
        "{path}"
    );
    assert!(path.contains("why: \"Inside: Hive\""), "{path}");
}

#[test]
fn what_holds_itself_is_said() {
    let folders = Folders::with(&[
        (
            "myst.yml",
            "project:\n  title: B\n  abbreviations:\n    HTML: Hyper Text\n  toc:\n    - file: a.md\n    - title: More\n      children:\n        - file: b.md\n        - file: c.md\n          hidden: true\n",
        ),
        ("a.md", "# A\n\nHTML\n\n```{include} p.md\n```\n"),
        ("p.md", "P\n\n:::{include} a.md\n:::\n"),
        (
            "b.md",
            "# B\n\n:::{note}\nNever closed.\n\n```{include} none.md\n```\n",
        ),
        ("c.md", "# C\n"),
    ]);
    let shown = folders.imported();
    assert!(
        shown.contains("includes that would hold themselves"),
        "{shown}"
    );
    assert!(
        shown.contains("include of a file that is not there"),
        "{shown}"
    );
    holds(
        &folders,
        "entries/a.md",
        &["<abbr title=\"Hyper Text\">HTML</abbr>", "P\n"],
    );
    holds(
        &folders,
        "entries/b.md",
        &["> Never closed.", "`{include} none.md`"],
    );
    holds(&folders, "entries/c.md", &["unlisted: true"]);
    holds(&folders, "entries/p.md", &["draft: true"]);
}
