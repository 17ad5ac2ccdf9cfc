//! Sites of VitePress and VuePress.

use insta::assert_snapshot;

use crate::fixture::Folders;

#[test]
fn a_site_goes_over_whole() {
    let folders = Folders::with(&[
        (
            "docs/.vitepress/config.mts",
            "import { defineConfig } from 'vitepress'\nexport default defineConfig({\n  title: 'Bees',\n  lang: 'en-GB',\n  base: '/hive/',\n  locales: { root: { label: 'English' }, fr: { label: 'Français', lang: 'fr' } },\n  themeConfig: {\n    sidebar: {\n      '/guide/': [\n        { text: 'Guide', items: [\n          { text: 'Start', link: '/guide/' },\n          { text: 'More', items: [{ text: 'Second page', link: '/guide/second.md' }] },\n        ] },\n      ],\n    },\n  },\n})\n",
        ),
        (
            "docs/index.md",
            "---\nlayout: home\nhero:\n  name: Bees\n  tagline: They hum.\n  actions:\n    - text: Start\n      link: /guide/\nfeatures:\n  - title: Fast\n    details: Very.\n---\n",
        ),
        ("docs/fr/guide/second.md", "# Deux\n"),
        (
            "docs/guide/index.md",
            "<script setup>\nimport x from 'y'\n</script>\n\n# Start\n\n[[toc]]\n\n## 3. Über `a.b`\n\nCosts $5 or $6 {{ price }} :tada: <Badge type=\"tip\" text=\"new\" />.\n\n[second](./second), [html](second.html#_3-uber), [root](/hive/guide/second), ![bee](/bee.png)\n\n::: details Folded {open}\nInside.\n:::\n\n::: code-group\n\n```sh [npm]\nnpm i\n```\n\n:::\n\n<<< @/../code/a.ts#part{1 ts}\n\n<!--@include: ../parts/note.md{2,}-->\n\n<!--@@include: x.md-->\n\n```js{1,3}:line-numbers\na() // [!code --]\nb() // [!code ++]\n```\n",
        ),
        ("docs/guide/second.md", "# Second\n\n## 3. Über\n"),
        (
            "docs/parts/note.md",
            "Not this.\nA note, see [second](../guide/second.md).\n",
        ),
        ("docs/public/bee.png", "not really"),
        (
            "code/a.ts",
            "const a = 1\n// #region part\n  hum()\n// #endregion part\n",
        ),
    ]);
    assert_snapshot!(folders.imported());
}

#[test]
fn sidebars_of_vuepress_are_read() {
    let folders = Folders::with(&[
        (
            "docs/.vuepress/config.js",
            "module.exports = { title: 'Bees', themeConfig: { sidebar: ['/', ['/a/', 'The A'], { title: 'Group', children: ['/b', '/c'] }] } }\n",
        ),
        (
            "package.json",
            "{\"devDependencies\": {\"vuepress\": \"^1.9\"}}",
        ),
        ("docs/README.md", "# Home\n"),
        ("docs/a/README.md", "# A\n"),
        (
            "docs/b.md",
            "# B\n\n## Twice\n\n## Twice\n\n@[code{1-1} ts](../x.ts)\n",
        ),
        ("docs/c.md", "# C\n\n[b](b.md#twice-2)\n"),
        ("x.ts", "one()\ntwo()\n"),
    ]);
    let report = folders.import().text("notes", "almanac");
    assert!(report.contains("a site of VuePress"), "{report}");
    assert!(folders.read("paths/group.md").contains("read: b,"));
    assert!(folders.read("paths/bees.md").contains("read: a,"));
    assert!(folders.read("entries/b.md").contains("```ts\none()\n```"));
    assert!(
        folders
            .read("entries/b.md")
            .contains("## Twice<a id=\"twice-2\"></a>")
    );
    assert!(folders.read("entries/c.md").contains("[b](b.md#twice-1)"));
}

#[test]
fn a_configuration_in_several_files_is_read_whole() {
    let folders = Folders::with(&[
        (
            ".vitepress/config.mts",
            "import side from './side.mjs'\nimport { fr } from './fr'\nexport default defineConfig({ title: 'V', markdown: { container: { tipLabel: 'Hint' } }, locales: { root: { lang: 'en' }, fr: { lang: 'fr', ...fr } }, themeConfig: { sidebar: side } })\n",
        ),
        (
            ".vitepress/side.mjs",
            "import { guide } from './parts/guide'\nexport default { '/g/': guide }\n",
        ),
        (
            ".vitepress/parts/guide.ts",
            "export const guide = [{ text: 'Guide', items: [{ text: 'B', link: '/g/b' }, { text: 'A', link: '/g/a' }] }]\n",
        ),
        (
            ".vitepress/fr.ts",
            "export const fr = { markdown: { container: { tipLabel: 'Astuce' } } }\n",
        ),
        (
            "g/a.md",
            "# A\n\n::: tip\nx\n:::\n\n::: info {no-title}\ny\n:::\n\n::: details T {open}\nz\n:::\n\n<p v-if=\"a\" :class=\"b\" id=\"c\">p</p>\n\n::: code-group\n\n<<< @/x.js#r{1}[x.js]\n\n:::\n",
        ),
        ("g/b.md", "# B\n"),
        ("fr/g/a.md", "# Ah\n\n::: tip\nx\n:::\n"),
        ("x.js", "// #region r\nrun()\n// #endregion r\n"),
    ]);
    folders.import();
    let path = folders.read("paths/guide.md");
    assert!(path.find("read: b,") < path.find("read: a,"), "{path}");
    let text = folders.read("entries/g/a.md");
    for words in [
        "::: tip Hint\n",
        "\n> y\n",
        "::: details T {open}\n",
        "<p id=\"c\">p</p>",
        "`x.js`\n\n```js\nrun()\n```",
    ] {
        assert!(text.contains(words), "{words}: {text}");
    }
    assert!(
        folders
            .read("entries/g/a.fr.md")
            .contains("::: tip Astuce\n")
    );
}

#[test]
fn a_sidebar_that_is_computed_is_the_order_of_the_files() {
    let folders = Folders::with(&[
        (
            ".vuepress/config.js",
            "module.exports = { title: 'W', themeConfig: { sidebar: made() } }\n",
        ),
        (
            "README.md",
            "---\nhome: true\nheroText: Home\nfooter: The foot\n---\n",
        ),
        ("g/b.md", "# B\n"),
        ("g/a.md", "# A\n"),
        ("_posts/2019-02-03-my-post.md", "Words.\n"),
    ]);
    let report = folders.import();
    assert!(report.text("s", "t").contains("sidebar that is computed"));
    let path = folders.read("paths/w.md");
    let places = ["read: home,", "read: a,", "read: b,"].map(|step| path.find(step));
    assert!(
        places.iter().all(Option::is_some) && places[1] < places[2],
        "{path}"
    );
    let post = folders.read("entries/_posts/2019-02-03-my-post.md");
    for words in ["title: my post", "date: 2019-02-03", "/2019/02/03/my-post/"] {
        assert!(post.contains(words), "{words}: {post}");
    }
    assert!(folders.read("entries/README.md").contains("The foot"));
}

#[test]
fn lists_of_addresses_are_paths_of_their_own() {
    let folders = Folders::with(&[
        (
            ".vuepress/config.js",
            "module.exports = { title: 'V', themeConfig: { sidebar: { '/z/': ['', 'two', 'one'], '/': ['', 'about'] } } }\n",
        ),
        ("README.md", "# Home\n"),
        ("about.md", "# About\n"),
        ("z/README.md", "# Zed\n"),
        ("z/one.md", "# One\n"),
        ("z/two.md", "# Two\n"),
    ]);
    folders.import();
    for (path, steps) in [
        ("z", ["z", "two", "one"].as_slice()),
        ("v", &["home", "about"]),
    ] {
        let text = folders.read(&format!("paths/{path}.md"));
        let found = text
            .lines()
            .filter_map(|line| line.trim().strip_prefix("- { read: "));
        let found = found.filter_map(|rest| Some(rest.split_once(',')?.0));
        assert!(found.eq(steps.iter().copied()), "{path}: {text}");
    }
}
