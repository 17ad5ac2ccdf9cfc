use std::collections::BTreeMap;

use super::*;

/// Files in memory.
struct Files(BTreeMap<&'static str, &'static str>);

impl Look for Files {
    fn text(&self, path: &str) -> Option<String> {
        self.0.get(path).map(|text| (*text).to_owned())
    }

    fn has_folder(&self, path: &str) -> bool {
        let start = format!("{path}/");
        self.0.keys().any(|file| file.starts_with(&start))
    }

    fn has_file(&self, path: &str) -> bool {
        self.0.contains_key(path)
    }
}

fn site(files: &[(&'static str, &'static str)]) -> Option<KnownSite> {
    known_site(&Files(files.iter().copied().collect()))
}

/// The generator, the folder of the pages, that of the files, the title and the language.
fn told(files: &[(&'static str, &'static str)]) -> String {
    let Some(site) = site(files) else {
        return "none".to_owned();
    };
    let or_none = |text: Option<String>| text.unwrap_or_else(|| "-".to_owned());
    format!(
        "{} {:?} {} {} {}",
        site.generator,
        site.pages,
        or_none(site.files),
        or_none(site.title),
        or_none(site.language)
    )
}

#[test]
fn a_site_is_known_by_its_configuration() {
    let cases: [(&[(&str, &str)], &str); 15] = [
        (
            &[
                ("book.toml", "[book]\ntitle = \"Rust\"\nlanguage = \"en\"\n"),
                ("src/a.md", ""),
            ],
            "mdBook \"src/\" - Rust en",
        ),
        (
            &[("book.toml", "[book]\nsrc = \"text\"\n"), ("text/a.md", "")],
            "mdBook \"text/\" - - -",
        ),
        (
            &[
                (
                    "mkdocs.yml",
                    "site_name: 'My docs' # words\ntheme:\n  name: material\n  language: de\nplugins: !ENV [X]\n",
                ),
                ("docs/a.md", ""),
            ],
            "MkDocs \"docs/\" - My docs de",
        ),
        (
            &[
                ("mkdocs.yml", "site_name: !ENV NAME\ndocs_dir: text/en\n"),
                ("text/en/a.md", ""),
            ],
            "MkDocs \"text/en/\" - - -",
        ),
        (
            &[
                (
                    "docusaurus.config.ts",
                    "const c = { title: 'Site', i18n: { defaultLocale: \"fr\" } }",
                ),
                ("docs/a.md", ""),
                ("static/x.png", ""),
            ],
            "Docusaurus \"docs/\" static/ Site fr",
        ),
        (
            &[("website/siteConfig.js", "title: 'Old'"), ("docs/a.md", "")],
            "Docusaurus \"docs/\" - Old -",
        ),
        (
            &[
                (
                    "docs/.vitepress/config.mts",
                    "export default { title: `Vite`, lang: 'zh-CN' }",
                ),
                ("docs/a.md", ""),
                ("docs/public/x.png", ""),
            ],
            "VitePress \"docs/\" docs/public/ Vite zh-CN",
        ),
        (
            &[(".vitepress/config.ts", "srcDir: 'src',"), ("src/a.md", "")],
            "VitePress \"src/\" - - -",
        ),
        (
            &[
                ("hugo.toml", "title = 'H'\nlanguageCode = 'en-us'\n"),
                ("content/a.md", ""),
                ("static/x", ""),
            ],
            "Hugo \"content/\" static/ H en-us",
        ),
        (
            &[
                ("hugo.toml", "[[module.mounts]]\nsource = 'content/en'"),
                ("content/en/a.md", ""),
            ],
            "Hugo \"content/en/\" - - -",
        ),
        (
            &[
                ("config.yaml", "title: H\ncontentDir: pages\n"),
                ("pages/a.md", ""),
                ("content/b.md", ""),
            ],
            "Hugo \"pages/\" - H -",
        ),
        (
            &[
                ("_config.yml", "title: J\n"),
                ("Gemfile", "gem 'jekyll'"),
                ("a.md", ""),
            ],
            "Jekyll \"\" - J -",
        ),
        (
            &[
                ("_quarto.yml", "book:\n  title: \"R\"\nlang: pt\n"),
                ("index.qmd", ""),
            ],
            "Quarto \"\" - R pt",
        ),
        (
            &[
                (
                    "docs/conf.py",
                    "project = 'P'\nextensions = ['myst_parser']",
                ),
                ("docs/a.md", ""),
            ],
            "Sphinx \"docs/\" - P -",
        ),
        (
            &[(".gitbook.yaml", "root: ./text/\n"), ("text/README.md", "")],
            "GitBook \"text/\" - - -",
        ),
    ];
    for (files, expected) in cases {
        assert_eq!(told(files), expected, "{files:?}");
    }
}

#[test]
fn what_has_no_pages_where_its_generator_looks_or_is_a_vault_is_no_site() {
    for files in [
        &[("mkdocs.yml", "site_name: A"), ("notes/a.md", "")][..],
        &[("mkdocs.yml", "docs_dir: ../up"), ("docs/a.md", "")],
        &[("_config.yml", "title: J"), ("a.md", "")],
        &[("config.toml", ""), ("a.md", "")],
        &[("book.json", "{}"), ("a.md", "")],
        &[("docs/conf.py", "project = 'P'"), ("docs/a.md", "")],
        &[
            ("mkdocs.yml", ""),
            ("docs/a.md", ""),
            (".obsidian/app.json", "{}"),
        ],
    ] {
        assert_eq!(site(files), None, "{files:?}");
    }
}

#[test]
fn generated_copies_and_what_is_left_out_are_patterns() {
    let mkdocs =
        "site_dir: out\nexclude_docs: |\n  /drafts/\n  *.tmp.md\ntheme:\n  custom_dir: mine\n";
    let site = site(&[("mkdocs.yml", mkdocs), ("docs/a.md", "")]).unwrap();
    assert_eq!(
        site.ignore,
        [
            "/out",
            "/mine",
            "/docs/templates/",
            "/docs/drafts/",
            "*.tmp.md"
        ]
    );
    let blog = [
        ("website/docusaurus.config.js", ""),
        ("website/docs/a.md", ""),
        ("website/blog/b.md", ""),
    ];
    let ignore = super::known_site(&Files(blog.into_iter().collect()))
        .unwrap()
        .ignore;
    assert_eq!(
        ignore,
        [
            "/*",
            "!/website",
            "/website/*",
            "!/website/blog",
            "!/website/docs",
            "!/website/static",
            "_*"
        ]
    );
}
