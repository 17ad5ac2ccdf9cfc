//! Sites of Starlight.

use crate::fixture::Folders;

#[test]
fn a_site_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "astro.config.mjs",
            "import starlight from '@astrojs/starlight'\nexport default defineConfig({ site: 'https://example.org', base: '/hive', integrations: [starlight({ title: 'Bees', defaultLocale: 'root', locales: { root: { label: 'English', lang: 'en' }, fr: { label: 'Français' } }, sidebar: [{ label: 'Start', items: ['guide/first', { label: 'Second one', slug: 'guide/second' }] }, { label: 'Rest', autogenerate: { directory: 'rest' } }] })] })\n",
        ),
        (
            "src/content/docs/index.mdx",
            "---\ntitle: Bees\ntemplate: splash\nhero:\n  tagline: They hum.\n  actions:\n    - text: Go\n      link: /hive/guide/first/\n---\nimport { Card } from 'x'\n\n<Card title=\"One\">\n  Words.\n</Card>\n\n<LinkCard title=\"More\" href=\"/hive/guide/second/\" description=\"All of it\" />\n",
        ),
        (
            "src/content/docs/guide/first.mdx",
            "---\ntitle: First\n---\n<Aside type=\"tip\" title=\"T\">\nMind.\n</Aside>\n\n<Steps>\n1. a\n2. b\n</Steps>\n\n```js title=\"a.js\" {2}\n// x\n```\n",
        ),
        (
            "src/content/docs/guide/second.md",
            "---\ntitle: Second\ndraft: true\n---\n:::caution[Hot]\nStings.\n:::\n",
        ),
        (
            "src/content/docs/fr/guide/first.md",
            "---\ntitle: Premier\n---\n",
        ),
        (
            "src/content/docs/rest/b.md",
            "---\ntitle: B\nsidebar:\n  order: 1\n---\n",
        ),
        (
            "src/content/docs/rest/a.md",
            "---\ntitle: A\nsidebar:\n  order: 2\n---\n",
        ),
    ]);
    let shown = folders.imported();
    assert!(shown.contains("a site of Starlight"), "{shown}");
    let home = folders.read("entries/index.mdx");
    assert!(
        home.contains("- [Go](guide/first.mdx)") && home.contains("**One**\n\nWords."),
        "{home}"
    );
    assert!(
        home.contains("- [More](guide/second.md): All of it"),
        "{home}"
    );
    let first = folders.read("entries/guide/first.mdx");
    assert!(
        first.contains("> [!tip] T\n> Mind.")
            && first.contains("1. a\n2. b")
            && first.contains("`a.js`\n\n```js"),
        "{first}"
    );
    assert!(folders.has("entries/guide/first.fr.md"));
    let path = folders.read("paths/bees.md");
    let order: Vec<usize> = ["read: first", "read: b", "read: a"]
        .iter()
        .map(|step| path.find(step).unwrap())
        .collect();
    assert!(order.is_sorted() && !path.contains("second"), "{path}");
}

#[test]
fn what_is_not_translated_is_there_in_the_original() {
    let folders = Folders::with(&[
        (
            "astro.config.mjs",
            "import starlight from '@astrojs/starlight'\nexport default defineConfig({ integrations: [starlight({ title: 'Bees', locales: { root: { lang: 'en' }, fr: { lang: 'fr' } } })] })\n",
        ),
        ("src/content/docs/a.md", "---\ntitle: A\n---\n"),
        ("src/content/docs/b.md", "---\ntitle: B\n---\n"),
        (
            "src/content/docs/fr/b.md",
            "---\ntitle: Be\n---\n[a](/fr/a/)\n",
        ),
    ]);
    folders.import();
    let translated = folders.read("entries/b.fr.md");
    assert!(translated.contains("[a](a.md)"), "{translated}");
}

#[test]
fn folders_of_the_sidebar_are_trees_in_the_order_of_their_pages() {
    let folders = Folders::with(&[
        (
            "astro.config.mjs",
            "export default { integrations: [starlight({ title: 'Bees', defaultLocale: 'en', locales: { en: { label: 'E' }, de: { label: 'D' } }, sidebar: ['start', { label: 'Ref', items: [{ autogenerate: { directory: 'ref' } }] }] })] };\n",
        ),
        ("src/content/docs/en/start.md", "---\ntitle: Start\n---\n"),
        ("src/content/docs/en/ref/z.md", "---\ntitle: Z\n---\n"),
        ("src/content/docs/en/ref/v1.2.md", "---\ntitle: V\n---\n"),
        (
            "src/content/docs/en/ref/sub/a.md",
            "---\ntitle: A\nsidebar:\n  order: 1\n---\n",
        ),
        (
            "src/content/docs/en/ref/hidden.md",
            "---\ntitle: Hidden\nsidebar: { hidden: true }\n---\n",
        ),
        ("src/content/docs/de/ref/z.md", "---\ntitle: Z de\n---\n"),
    ]);
    folders.imported();
    let path = folders.read("paths/bees.md");
    let steps: Vec<&str> = { path.lines() }
        .filter_map(|line| line.split("read: ").nth(1)?.split(',').next())
        .collect();
    assert_eq!(steps, ["start", "a", "v1-2", "z"], "{path}");
    assert!(path.contains("why: \"Ref, sub: A\""), "{path}");
    assert!(folders.read("entries/ref/hidden.md").contains("Hidden"));
}
