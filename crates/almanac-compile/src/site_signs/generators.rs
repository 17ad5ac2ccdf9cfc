//! The generators of sites that are known, each with its signs.

use super::config_text::{
    python_items, quoted_items, quoted_value, quoted_values, yaml_items, yaml_line, yaml_line_in,
    yaml_texts,
};
use super::{KnownSite, Look};

/// A generator of sites.
pub(super) struct Generator {
    /// What it is called.
    pub name: &'static str,
    /// What a folder is that has its signs.
    pub sign: fn(&dyn Look) -> Option<KnownSite>,
}

/// All that are known. Of two whose signs a folder has, the first is taken.
pub(super) const GENERATORS: [Generator; 11] = [
    Generator {
        name: "mdBook",
        sign: md_book,
    },
    Generator {
        name: "MkDocs",
        sign: mk_docs,
    },
    Generator {
        name: "Docusaurus",
        sign: docusaurus,
    },
    Generator {
        name: "VitePress",
        sign: vite_press,
    },
    Generator {
        name: "Starlight",
        sign: starlight,
    },
    Generator {
        name: "Hugo",
        sign: hugo,
    },
    Generator {
        name: "Quarto",
        sign: quarto,
    },
    Generator {
        name: "Jupyter Book",
        sign: jupyter_book,
    },
    Generator {
        name: "Jekyll",
        sign: jekyll,
    },
    Generator {
        name: "Sphinx",
        sign: sphinx,
    },
    Generator {
        name: "GitBook",
        sign: git_book,
    },
];

/// What JavaScript and its relatives end in.
const SCRIPTS: [&str; 5] = ["ts", "mts", "js", "mjs", "cjs"];

/// The first of some files that is there, with its text.
fn first_text(folder: &dyn Look, names: &[&str]) -> Option<String> {
    names.iter().find_map(|name| folder.text(name))
}

/// The text of a configuration in some form of JavaScript.
fn script(folder: &dyn Look, name: &str) -> Option<String> {
    let mut endings = SCRIPTS.iter();
    endings.find_map(|ending| folder.text(&format!("{name}.{ending}")))
}

/// The name of a folder as a configuration gives it, with its final slash: empty for the whole, `None` for one elsewhere.
fn folder_name(written: &str) -> Option<String> {
    let name = written.trim_matches('/');
    let name = name.strip_prefix("./").unwrap_or(name);
    let is_below = |part: &str| !part.is_empty() && !part.starts_with('.');
    match name {
        "" | "." => Some(String::new()),
        name if name.split('/').all(is_below) => Some(format!("{name}/")),
        _ => None,
    }
}

/// Patterns that hold at the root.
fn at_root<'n>(names: impl IntoIterator<Item = &'n str>) -> Vec<String> {
    let names = names.into_iter().map(|name| name.trim_matches('/'));
    let names = names.map(|name| name.strip_prefix("./").unwrap_or(name));
    names
        .filter(|name| !name.is_empty() && *name != ".")
        .map(|name| format!("/{name}"))
        .collect()
}

fn owned(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

/// The list of its chapters is no page of a book.
const SUMMARY: &str = "SUMMARY.md";

fn md_book(folder: &dyn Look) -> Option<KnownSite> {
    let text = folder.text("book.toml")?;
    let pages = folder_name(quoted_value(&text, "src").unwrap_or("src"))?;
    let build = quoted_value(&text, "build-dir").unwrap_or("book");
    Some(KnownSite {
        title: owned(quoted_value(&text, "title")),
        language: owned(quoted_value(&text, "language")),
        ignore: [
            at_root([build, "theme"]),
            vec![format!("/{pages}{SUMMARY}")],
        ]
        .concat(),
        pages,
        ..KnownSite::default()
    })
}

fn mk_docs(folder: &dyn Look) -> Option<KnownSite> {
    let text = first_text(folder, &["mkdocs.yml", "mkdocs.yaml"]);
    let (pages, built, text) = match text {
        Some(text) => {
            let pages = yaml_line(&text, "docs_dir").unwrap_or("docs").to_owned();
            let built = yaml_line(&text, "site_dir").unwrap_or("site").to_owned();
            (pages, built, text)
        }
        None => {
            let text = folder.text("zensical.toml")?;
            let pages = quoted_value(&text, "docs_dir").unwrap_or("docs").to_owned();
            let built = quoted_value(&text, "site_dir").unwrap_or("site").to_owned();
            (pages, built, text)
        }
    };
    let pages = folder_name(&pages)?;
    let custom = yaml_line_in(&text, "theme", "custom_dir").unwrap_or("overrides");
    let excluded = ["exclude_docs", "draft_docs"].into_iter();
    let excluded = excluded.flat_map(|key| yaml_items(&text, key));
    let excluded: Vec<String> = excluded.map(|pattern| below(&pages, pattern)).collect();
    // What lies among the pages only to be put into them is none of them.
    let snippets = yaml_texts(&text, "base_path").into_iter();
    let snippets = snippets.filter_map(folder_name);
    let snippets: Vec<String> = snippets
        .filter(|folder| *folder != pages && folder.starts_with(&pages))
        .collect();
    Some(KnownSite {
        title: owned(yaml_line(&text, "site_name").or_else(|| quoted_value(&text, "site_name"))),
        language: owned(yaml_line_in(&text, "theme", "language")),
        ignore: [
            at_root([&*built, custom]),
            at_root(snippets.iter().map(String::as_str)),
            vec![format!("/{pages}templates/")],
            excluded,
        ]
        .concat(),
        pages,
        ..KnownSite::default()
    })
}

/// A pattern that is counted from a folder, as one that is counted from the root.
fn below(folder: &str, pattern: &str) -> String {
    let (not, pattern) = match pattern.strip_prefix('!') {
        Some(pattern) => ("!", pattern),
        None => ("", pattern),
    };
    let is_placed = pattern.trim_end_matches('/').contains('/');
    match is_placed {
        true => format!("{not}/{folder}{}", pattern.trim_start_matches('/')),
        false => format!("{not}{pattern}"),
    }
}

fn docusaurus(folder: &dyn Look) -> Option<KnownSite> {
    let (text, site) = ["", "website/"].into_iter().find_map(|site| {
        let names = ["docusaurus.config", "siteConfig"];
        let text = names
            .into_iter()
            .find_map(|name| script(folder, &format!("{site}{name}")));
        Some((text?, site))
    })?;
    // The first version had the texts beside the folder of the site.
    let docs = match folder.has_folder(&format!("{site}docs")) {
        true => format!("{site}docs/"),
        false => "docs/".to_owned(),
    };
    // Plugins may have folders of their own.
    let given = quoted_values(&text, "path").into_iter().filter_map(|path| {
        let path = folder_name(path)?;
        Some(format!("{site}{}", path.trim_end_matches('/')))
    });
    let given = given.filter(|path| *path != docs.trim_end_matches('/') && !path.ends_with('/'));
    let usual = ["blog", "src/pages"].map(|name| format!("{site}{name}"));
    let more: Vec<String> = { usual.into_iter().chain(given) }
        .filter(|name| folder.has_folder(name))
        .collect();
    let files = format!("{site}static/");
    let (pages, ignore) = match more.is_empty() {
        true => (docs, Vec::new()),
        false => {
            let kept = more.iter().map(String::as_str);
            let kept = kept.chain([docs.trim_end_matches('/'), files.trim_end_matches('/')]);
            (String::new(), all_but(kept))
        }
    };
    Some(KnownSite {
        title: owned(quoted_value(&text, "title")),
        language: owned(quoted_value(&text, "defaultLocale")),
        ignore: [ignore, vec!["_*".to_owned()]].concat(),
        files: folder
            .has_folder(files.trim_end_matches('/'))
            .then_some(files),
        pages,
        ..KnownSite::default()
    })
}

/// Patterns that leave out all but some folders.
fn all_but<'n>(kept: impl Iterator<Item = &'n str>) -> Vec<String> {
    let mut patterns = vec!["/*".to_owned()];
    for name in kept {
        let ends = name.match_indices('/').map(|(end, _)| end);
        for end in ends {
            let above = &name[..end];
            let pattern = format!("!/{above}");
            if !patterns.contains(&pattern) {
                patterns.extend([pattern, format!("/{above}/*")]);
            }
        }
        patterns.push(format!("!/{name}"));
    }
    patterns
}

fn vite_press(folder: &dyn Look) -> Option<KnownSite> {
    let places = ["", "docs/", "src/"].into_iter();
    let signs = places.flat_map(|place| [(place, ".vitepress"), (place, ".vuepress")]);
    let mut signs = signs.filter(|(place, sign)| folder.has_folder(&format!("{place}{sign}")));
    let (place, sign) = signs.next()?;
    let text = script(folder, &format!("{place}{sign}/config")).unwrap_or_default();
    let source = quoted_value(&text, "srcDir").unwrap_or_default();
    let pages = format!("{place}{}", folder_name(source)?);
    let public = match sign {
        ".vuepress" => format!("{place}.vuepress/public/"),
        _ => format!("{pages}public/"),
    };
    let excluded = quoted_items(&text, "srcExclude").into_iter();
    let excluded = excluded.map(|pattern| format!("/{pages}{}", pattern.trim_start_matches("./")));
    Some(KnownSite {
        title: owned(quoted_value(&text, "title")),
        language: owned(quoted_value(&text, "lang")),
        ignore: excluded.chain([format!("/{public}**/*.md")]).collect(),
        files: folder
            .has_folder(public.trim_end_matches('/'))
            .then_some(public),
        pages,
        ..KnownSite::default()
    })
}

fn starlight(folder: &dyn Look) -> Option<KnownSite> {
    let text = script(folder, "astro.config").filter(|text| text.contains("starlight"))?;
    Some(KnownSite {
        title: owned(quoted_value(&text, "title")),
        language: owned(quoted_value(&text, "lang")),
        ignore: vec!["_*".to_owned()],
        pages: "src/content/docs/".to_owned(),
        files: folder.has_folder("public").then(|| "public/".to_owned()),
        ..KnownSite::default()
    })
}

fn hugo(folder: &dyn Look) -> Option<KnownSite> {
    const SIGNS: [&str; 3] = ["hugo.toml", "hugo.yaml", "hugo.json"];
    const OF_FOLDER: [&str; 3] = [
        "config/_default/hugo.toml",
        "config/_default/config.toml",
        "config/_default/hugo.yaml",
    ];
    let older = || {
        let older = ["config.toml", "config.yaml", "config.json"];
        first_text(folder, &older).filter(|_| folder.has_folder("content"))
    };
    let text = first_text(folder, &SIGNS).or_else(|| first_text(folder, &OF_FOLDER));
    let text = match text.or_else(older) {
        Some(text) => text,
        None if folder.has_folder("config/_default") => String::new(),
        None => return None,
    };
    let value = |key| {
        let quoted = quoted_value(&text, key);
        quoted.or_else(|| yaml_line(&text, key))
    };
    Some(KnownSite {
        title: owned(value("title")),
        language: owned(value("languageCode").or_else(|| value("defaultContentLanguage"))),
        pages: match one_language(folder, &text) {
            Some(pages) => pages,
            None => folder_name(value("contentDir").unwrap_or("content"))?,
        },
        files: folder.has_folder("static").then(|| "static/".to_owned()),
        ..KnownSite::default()
    })
}

/// The folder of a site that is written in one language and has a folder for it: `content/en/`.
fn one_language(folder: &dyn Look, text: &str) -> Option<String> {
    let language = quoted_value(text, "defaultContentLanguage").unwrap_or("en");
    let pages = format!("content/{language}");
    let is_alone = text.matches("content/").count() == 1 && text.contains(&pages);
    (is_alone && folder.has_folder(&pages)).then(|| format!("{pages}/"))
}

fn quarto(folder: &dyn Look) -> Option<KnownSite> {
    const SIGNS: [&str; 3] = ["_quarto.yml", "_quarto.yaml", "_bookdown.yml"];
    let of_book = || {
        folder
            .text("index.Rmd")
            .filter(|text| text.contains("bookdown::"))
    };
    let text = first_text(folder, &SIGNS).or_else(of_book)?;
    let title = ["website", "book"]
        .into_iter()
        .find_map(|section| yaml_line_in(&text, section, "title"));
    let built = yaml_line_in(&text, "project", "output-dir");
    let built = built.or_else(|| yaml_line(&text, "output_dir"));
    let built = at_root(built.into_iter().chain(["_site", "_book", "renv"]));
    let left = ["_*", "*_files/", "*_cache/"].map(str::to_owned);
    Some(KnownSite {
        title: owned(title),
        language: owned(yaml_line(&text, "lang")),
        ignore: built.into_iter().chain(left).collect(),
        ..KnownSite::default()
    })
}

fn jupyter_book(folder: &dyn Look) -> Option<KnownSite> {
    let place = ["", "book/", "docs/"].into_iter().find(|place| {
        let has = |name: &str| folder.has_file(&format!("{place}{name}"));
        has("myst.yml") || has("_config.yml") && has("_toc.yml")
    })?;
    let names = ["myst.yml", "_config.yml"].map(|name| format!("{place}{name}"));
    let text = first_text(folder, &[&names[0], &names[1]])?;
    let title = yaml_line(&text, "title").or_else(|| yaml_line_in(&text, "project", "title"));
    let excluded = yaml_items(&text, "exclude_patterns").into_iter();
    let excluded = excluded
        .map(|pattern| from_folder(place, pattern))
        .collect();
    Some(KnownSite {
        title: owned(title),
        ignore: [vec!["_build/".to_owned()], excluded].concat(),
        pages: place.to_owned(),
        ..KnownSite::default()
    })
}

fn jekyll(folder: &dyn Look) -> Option<KnownSite> {
    let text = first_text(folder, &["_config.yml", "_config.yaml"])?;
    let names_it = || {
        folder
            .text("Gemfile")
            .is_some_and(|text| text.contains("jekyll"))
    };
    let has_its_folders = || {
        ["_posts", "_layouts", "_includes"]
            .iter()
            .any(|name| folder.has_folder(name))
    };
    if !has_its_folders() && !names_it() {
        return None;
    }
    let built = yaml_line(&text, "destination").unwrap_or("_site");
    let own = [
        "_layouts",
        "_includes",
        "_sass",
        "_data",
        "_plugins",
        "vendor",
    ];
    let excluded = yaml_items(&text, "exclude");
    Some(KnownSite {
        title: owned(yaml_line(&text, "title")),
        language: owned(yaml_line(&text, "lang").or_else(|| yaml_line(&text, "locale"))),
        ignore: at_root(own.into_iter().chain([built]).chain(excluded)),
        pages: folder_name(yaml_line(&text, "source").unwrap_or_default())?,
        ..KnownSite::default()
    })
}

/// A pattern of Sphinx, which is counted from the folder of its configuration, as one of `.gitignore`.
fn from_folder(folder: &str, pattern: &str) -> String {
    let pattern = pattern.trim_start_matches('/');
    let pattern = pattern.strip_suffix("/**").unwrap_or(pattern);
    match pattern.strip_prefix("**/") {
        Some(anywhere) => format!("/{folder}**/{anywhere}"),
        None => format!("/{folder}{pattern}"),
    }
}

fn sphinx(folder: &dyn Look) -> Option<KnownSite> {
    let places = ["", "docs/", "doc/", "docs/source/", "source/"].into_iter();
    let mut found = places.filter_map(|place| {
        let text = folder.text(&format!("{place}conf.py"))?;
        ["myst_parser", "myst_nb"]
            .iter()
            .any(|name| text.contains(name))
            .then_some((place, text))
    });
    let (place, text) = found.next()?;
    let left = ["_build/", "_templates/"].map(str::to_owned);
    let excluded = python_items(&text, "exclude_patterns").into_iter();
    let excluded = excluded.map(|pattern| from_folder(place, pattern));
    Some(KnownSite {
        title: owned(quoted_value(&text, "project")),
        language: owned(quoted_value(&text, "language")),
        ignore: left.into_iter().chain(excluded).collect(),
        pages: place.to_owned(),
        ..KnownSite::default()
    })
}

fn git_book(folder: &dyn Look) -> Option<KnownSite> {
    let new = folder.text(".gitbook.yaml");
    let old = || {
        folder
            .text("book.json")
            .filter(|_| folder.has_file(SUMMARY))
    };
    let is_it = || folder.has_folder(".gitbook") && folder.has_file(SUMMARY);
    let pages = match (&new, old()) {
        (Some(text), _) => folder_name(yaml_line(text, "root").unwrap_or_default())?,
        (None, Some(text)) => folder_name(quoted_value(&text, "root").unwrap_or_default())?,
        (None, None) if is_it() => String::new(),
        (None, None) => return None,
    };
    let text = old().unwrap_or_default();
    Some(KnownSite {
        title: owned(quoted_value(&text, "title")),
        language: owned(quoted_value(&text, "language")),
        ignore: vec!["_book/".to_owned(), format!("/{pages}{SUMMARY}")],
        pages,
        ..KnownSite::default()
    })
}
