//! Sites of Docusaurus.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_site_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "website/docusaurus.config.js",
            "const lightTheme = require('x');\n/** @type {import('y').Config} */\nconst config = {\n  title: 'Bees',\n  url: 'https://example.org',\n  baseUrl: '/hive/',\n  i18n: { defaultLocale: 'en', locales: ['en', 'fr'] },\n  presets: [['classic', { docs: { sidebarPath: require.resolve('./sidebars.js') }, blog: {} }]],\n  plugins: [['@docusaurus/plugin-client-redirects', { redirects: [{ from: ['/old', '/older'], to: '/docs/start/first' }] }]],\n};\nmodule.exports = config;\n",
        ),
        (
            "website/sidebars.js",
            "module.exports = { docs: ['welcome', { type: 'category', label: 'Start', link: { type: 'generated-index', title: 'All', description: 'How to start.' }, items: ['start/first', 'start/renamed'] }, { type: 'link', label: 'Out', href: 'https://example.org/' }, load()] };\n",
        ),
        (
            "website/docs/01-welcome.mdx",
            "---\nslug: /\ntags: [{ label: Hive, permalink: /h }]\n---\nimport Part from './_part.mdx';\nimport Tabs from '@theme/Tabs'\n\n# Welcome {/* #hello */}\n\nSee [first](./start/02-first.md#a--b), [by address](start/first), [by root](/docs/start/first), [by site](@site/docs/start/02-first.md), [file](pathname:///bee.png) and ![bee](/img/bee.png).\n\n:::tip[Mind *it*]\n\nThey hum.\n\n:::\n\n<Tabs values={[{label: 'One', value: 'a'}]}>\n  <TabItem value=\"a\">\n\n    Alpha\n\n  </TabItem>\n  <TabItem value=\"b\" label=\"Two\">Beta</TabItem>\n</Tabs>\n\n<Part name=\"Ada\" />\n\n{/* gone */}\n\n<Unknown x={1} /> and {value.of} and <Wrapper>words</Wrapper>\n\n<img src={require('./bee.png').default} alt=\"Bee\" />\n\n```js title=\"a.js\" {1}\n// highlight-next-line\na()\n```\n\n```bash npm2yarn\nnpm i\n```\n",
        ),
        (
            "website/docs/_part.mdx",
            "A part for {props.name}, see [first](start/02-first.md).\n",
        ),
        ("website/docs/bee.png", "not really"),
        ("website/static/img/bee.png", "not really"),
        ("website/static/bee.png", "not really"),
        (
            "website/docs/start/_category_.json",
            "{\"label\": \"Start\", \"position\": 2}",
        ),
        (
            "website/docs/start/02-first.md",
            "# First\n\n## A & b\n\nBraces {stay} in a < b.\n",
        ),
        (
            "website/docs/start/second.md",
            "---\nid: renamed\ntitle: Second\ndraft: true\n---\nText.\n",
        ),
        ("website/versioned_docs/version-1/a.md", "# Old\n"),
        (
            "website/i18n/fr/docusaurus-plugin-content-docs/current/start/02-first.md",
            "# Premier\n",
        ),
        (
            "website/blog/2024-03-02-hum.md",
            "# Hum\n\nShort.\n\n<!-- truncate -->\n\nLong.\n",
        ),
        ("website/build/x.md", "Built.\n"),
        ("README.md", "# The project\n"),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn without_sidebars_the_files_are_the_order() {
    let folders = Folders::with(&[
        (
            "docusaurus.config.ts",
            "export default { title: 'Bees' } satisfies Config;\n",
        ),
        ("docs/10-last.md", "# Last\n"),
        ("docs/9-before.md", "# Before\n"),
        ("docs/z.md", "---\nsidebar_position: 1.5\n---\n# Z\n"),
        ("docs/group/group.md", "# Of the group\n"),
        ("docs/group/a.md", "# In the group\n"),
        (
            "docs/group/_category_.yml",
            "label: The group\nposition: 2\n",
        ),
        ("docs/index.md", "# Bees\n"),
    ]);
    folders.import();
    let steps = folders.read("paths/bees.md");
    let read: Vec<&str> = { steps.lines() }
        .filter_map(|line| line.trim().strip_prefix("- { read: ")?.split(',').next())
        .collect();
    assert_eq!(
        read,
        ["bees", "z", "group", "a", "before", "last"],
        "{steps}"
    );
}

#[test]
fn tags_and_authors_are_called_as_their_lists_say() {
    let folders = Folders::with(&[
        (
            "docusaurus.config.js",
            "module.exports = { title: 'Bees', markdown: { format: 'detect' } };\n",
        ),
        (
            "blog/2024-03-02-hum.mdx",
            "---\nauthors: [ada, { name: Bo }]\ntags: [hive, other]\n---\n# Hum\n",
        ),
        ("blog/authors.yml", "ada:\n  name: Ada L.\n"),
        ("blog/tags.yml", "hive:\n  label: The hive\n"),
        (
            "docs/a.md",
            "# A\n\nimport { a } from 'b'\n\n<Foo>{x}</Foo>\n",
        ),
    ]);
    folders.import();
    let post = folders.read("entries/blog/2024-03-02-hum.mdx");
    assert!(post.contains("[Ada L., Bo]"), "{post}");
    assert!(post.contains("[The hive, other]"), "{post}");
    let plain = folders.read("entries/a.md");
    assert!(plain.contains("import { a } from 'b'"), "{plain}");
}

const CLASSIC: &str = "// @ts-check\n/** @type {import('x').Config} */\nconst config = {\n  title: 'Dock',\n  presets: [\n    [\n      'classic',\n      /** @type {import('y').Options} */\n      ({ docs: { routeBasePath: '/', sidebarPath: require.resolve('./sidebars.js') }, blog: { path: './news', routeBasePath: 'news' } }),\n    ],\n  ],\n};\nexport default config;\n";

#[test]
fn settings_in_parentheses_are_read_and_no_item_of_a_sidebar_stops_it() {
    let folders = Folders::with(&[
        ("docusaurus.config.js", CLASSIC),
        (
            "sidebars.js",
            "module.exports = { s: ['a', {type: 'html', value: '<b>Words</b>'}, {type: 'future', items: ['b']}, {type: kind()}, {type: 'link', label: 'C', href: '/c'}, ...more(), 'last'] };\n",
        ),
        ("docs/a.md", "# A\n\n[b](/b) [post](/news/2024/3/2/short)\n"),
        ("docs/b.md", "# B\n"),
        ("docs/c.md", "# C\n"),
        ("docs/last.md", "# Last\n"),
        (
            "docs/left/_category_.json",
            "{\"label\": \"L\", \"link\": {\"type\": \"doc\", \"id\": \"y\"}}",
        ),
        ("docs/left/x.md", "# X\n"),
        ("docs/left/y.md", "# Y\n"),
        (
            "news/2024-3-2-short.md",
            "Words.\n\n{/* truncate */}\n\nMore.\n",
        ),
    ]);
    let report = folders.import();
    let path = folders.read("paths/dock.md");
    let places = [
        "read: a,",
        "read: c,",
        "read: \"y\",",
        "read: x,",
        "read: last,",
    ]
    .map(|step| path.find(step));
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{path}"
    );
    assert!(path.contains("- Words\n"), "{path}");
    assert!(
        report
            .text("s", "t")
            .contains("part of a sidebar that is computed")
    );
    let post = folders.read("entries/news/2024-3-2-short.md");
    for words in [
        "title: short",
        "date: 2024-03-02",
        "summary: Words.",
        "/news/2024/3/2/short",
    ] {
        assert!(post.contains(words), "{words}: {post}");
    }
    let text = folders.read("entries/a.md");
    assert!(
        text.contains("[b](b.md) [post](news/2024-3-2-short.md)"),
        "{text}"
    );
}

#[test]
fn sidebars_keep_their_order() {
    let folders = Folders::with(&[
        ("docusaurus.config.ts", "export default { title: 'S' };\n"),
        (
            "sidebars.json",
            "{\"s\": {\"Zeta\": [\"b\"], \"Alpha\": [\"c\", \"a\"]}}",
        ),
        ("docs/a.md", "# A\n"),
        ("docs/b.md", "# B\n"),
        ("docs/c.md", "# C\n"),
    ]);
    folders.import();
    let path = folders.read("paths/s.md");
    let places = ["read: b,", "read: c,", "read: a,"].map(|step| path.find(step));
    assert!(
        places.iter().all(Option::is_some) && places.is_sorted(),
        "{path}"
    );
}

#[test]
fn all_versions_go_over_where_they_are_wanted() {
    let folders = Folders::with(&[
        ("docusaurus.config.ts", "export default { title: 'V' };\n"),
        ("docs/a.md", "# A\n"),
        ("versions.json", "[\"1.0\"]"),
        ("versioned_docs/version-1.0/a.md", "# Old\n\n[b](./b.md)\n"),
        ("versioned_docs/version-1.0/b.md", "# Older\n"),
        (
            "versioned_sidebars/version-1.0-sidebars.json",
            "{\"s\": [\"b\", \"a\"]}",
        ),
    ]);
    let report = folders.import();
    assert!(!folders.has("entries/version-1.0/a.md"));
    assert!(report.text("s", "t").contains("2 pages of other versions"));
    let options = almanac_import::ImportOptions {
        all_versions: true,
        ..almanac_import::ImportOptions::on(crate::fixture::TODAY)
    };
    folders.import_with(&options).unwrap();
    assert!(
        folders
            .read("entries/version-1.0/a.md")
            .contains("[b](b.md)")
    );
    let path = folders.read("paths/version-1-0.md");
    assert!(path.find("-b,") < path.find("-a,"), "{path}");
}

#[test]
fn images_boxes_and_files_of_scripts_are_read() {
    let folders = Folders::with(&[
        ("docusaurus.config.ts", "export default { title: 'I' };\n"),
        (
            "docs/a.mdx",
            "import Pic from './img/p.png';\nimport Src from '!!raw-loader!./x.js';\nimport Part from './_part.mdx';\n\n# A\n\n<figure>\n  <img src={require(\"@site/static/s.png\").default} style={{width: 1}} alt=\"S\" />\n</figure>\n\n<img src={Pic} width={200} />\n\n<ThemedImage alt=\"T\" sources={{light: useBaseUrl('/s.png'), dark: useBaseUrl('/d.png')}} />\n\n:::info{.c #own}\n\nIn it.\n\n:::\n\n:::custom A *title*\n\nIn that.\n\n:::\n\n<CodeBlock language=\"js\">{Src}</CodeBlock>\n\n<Part v=\"V\">child</Part>\n",
        ),
        ("docs/_part.mdx", "{props.v} and {props.children}\n"),
        ("docs/x.js", "run();\n"),
        ("docs/img/p.png", "png"),
        ("static/s.png", "png"),
    ]);
    folders.import();
    let text = folders.read("entries/a.mdx");
    for words in [
        "  <img src=\"../media/s.png\" alt=\"S\">\n",
        "<img src=\"img/p.png\" width=\"200\">",
        "\n![T](../media/s.png)\n",
        "<a id=\"own\"></a>\n\n:::info\n",
        ":::note A *title*\n",
        "```js\nrun();\n```",
        "V and child",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
}
