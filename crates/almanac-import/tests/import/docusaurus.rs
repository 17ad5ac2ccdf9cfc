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
