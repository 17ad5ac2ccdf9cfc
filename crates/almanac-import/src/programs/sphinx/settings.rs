//! The configuration of Sphinx (`conf.py`), Jupyter Book (`_config.yml`) or MyST (`myst.yml`), as far as it is plain.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sites::python;
use crate::sites::settings::{is_false, is_true, laid_over, text_at, texts, yaml_settings};
use crate::source::SourceFolder;

/// Where a configuration may lie.
const PLACES: [&str; 8] = [
    "",
    "docs/",
    "doc/",
    "docs/source/",
    "source/",
    "doc/source/",
    "book/",
    "content/",
];

/// Which program's configuration it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Sphinx,
    JupyterBook,
    MyStMd,
}

/// A configuration, and where it lies.
pub struct Place {
    pub kind: Kind,
    /// The folder, with its final slash.
    pub root: String,
    pub file: String,
}

/// What a configuration says.
#[derive(Debug, Clone, Default)]
pub struct Settings {
    pub title: Option<String>,
    pub language: Option<String>,
    pub address: Option<String>,
    /// Patterns of what is left out.
    pub exclude: Vec<String>,
    /// The page that all others are below, without its ending.
    pub first: String,
    pub has_dollars: bool,
    pub has_environments: bool,
    pub has_fields: bool,
    /// Whether an apostrophe between letters is the printed one, which no id has.
    pub has_quotes: bool,
    pub substitutions: BTreeMap<String, String>,
    /// Addresses by their schemes: a pattern and the words of a link.
    pub schemes: BTreeMap<String, (String, Option<String>)>,
    /// Pages of before, each with the page that it leads to.
    pub redirects: Vec<(String, String)>,
    pub bibliographies: Vec<String>,
    pub abbreviations: BTreeMap<String, String>,
    /// Whether pages that no list names are not built.
    pub only_listed: bool,
    /// The list of pages in YAML, if there is one.
    pub toc: Value,
}

/// The configuration of a folder.
pub fn place(folder: &SourceFolder) -> Option<Place> {
    let found = PLACES.iter().find_map(|root| {
        let has = |name: &str| folder.has(&format!("{root}{name}"));
        let of = |kind, file: &str| Place {
            kind,
            root: (*root).to_owned(),
            file: format!("{root}{file}"),
        };
        if has("myst.yml") {
            return Some(of(Kind::MyStMd, "myst.yml"));
        }
        if has("_toc.yml") && has("_config.yml") {
            return Some(of(Kind::JupyterBook, "_config.yml"));
        }
        let names_it = || {
            let text = folder
                .settings(&format!("{root}conf.py"))
                .unwrap_or_default();
            ["myst_parser", "myst_nb", "recommonmark"]
                .iter()
                .any(|name| text.contains(name))
        };
        (has("conf.py") && names_it()).then(|| of(Kind::Sphinx, "conf.py"))
    });
    found.or_else(|| {
        let file = folder.files().iter().find(|file| {
            file.path.ends_with("/_toc.yml")
                && folder.has(&format!(
                    "{}_config.yml",
                    file.path.trim_end_matches("_toc.yml")
                ))
        })?;
        let root = file.path.trim_end_matches("_toc.yml").to_owned();
        Some(Place {
            kind: Kind::JupyterBook,
            file: format!("{root}_config.yml"),
            root,
        })
    })
}

/// Reads a configuration.
pub fn read(folder: &SourceFolder, place: &Place) -> Settings {
    let text = folder.settings(&place.file).unwrap_or_default();
    let toc = folder.settings(&format!("{}_toc.yml", place.root));
    let toc = toc.map(|text| yaml_settings(&text)).unwrap_or_default();
    match place.kind {
        Kind::Sphinx => sphinx(&python::settings(&text), toc),
        Kind::JupyterBook => jupyter_book(&yaml_settings(&text), toc),
        Kind::MyStMd => myst(&yaml_settings(&text), toc),
    }
}

fn sphinx(conf: &Value, toc: Value) -> Settings {
    let extensions = texts(&conf["myst_enable_extensions"]);
    let extensions = match &conf["myst_enable_extensions"] {
        Value::Object(set) => set.keys().cloned().collect(),
        _ => extensions,
    };
    let has = |name: &str| extensions.iter().any(|one| one == name);
    let first = text_at(conf, "root_doc").or_else(|| text_at(conf, "master_doc"));
    let redirects = [&conf["rediraffe_redirects"], &conf["redirects"]];
    let is_notebook = texts(&conf["extensions"])
        .iter()
        .any(|name| name == "myst_nb");
    Settings {
        title: text_at(conf, "project").map(str::to_owned),
        language: text_at(conf, "language").map(str::to_owned),
        address: text_at(conf, "html_baseurl")
            .or_else(|| text_at(conf, "ogp_site_url"))
            .map(str::to_owned),
        exclude: texts(&conf["exclude_patterns"]),
        first: first.unwrap_or("index").to_owned(),
        has_dollars: has("dollarmath") || is_notebook && extensions.is_empty(),
        has_environments: has("amsmath"),
        has_fields: has("fieldlist"),
        has_quotes: has("smartquotes"),
        substitutions: pairs(&conf["myst_substitutions"]),
        schemes: schemes(&conf["myst_url_schemes"]),
        redirects: redirects.into_iter().flat_map(pairs).collect(),
        bibliographies: texts(&conf["bibtex_bibfiles"]),
        abbreviations: BTreeMap::new(),
        only_listed: false,
        toc,
    }
}

fn jupyter_book(config: &Value, toc: Value) -> Settings {
    let own = &config["sphinx"]["config"];
    let parse = &config["parse"];
    let mut extensions = texts(&parse["myst_enable_extensions"]);
    extensions.extend(texts(&own["myst_enable_extensions"]));
    let has = |name: &str| extensions.iter().any(|one| one == name);
    let first = text_at(&toc, "root").or_else(|| text_at(&toc[0], "file"));
    let first = first.map(|first| first.trim_end_matches(".md").to_owned());
    Settings {
        title: text_at(config, "title").map(str::to_owned),
        language: text_at(own, "language").map(str::to_owned),
        address: text_at(config, "html.baseurl").map(str::to_owned),
        exclude: texts(&config["exclude_patterns"]),
        first: first.unwrap_or_else(|| "index".to_owned()),
        has_dollars: extensions.is_empty() || has("dollarmath"),
        has_environments: has("amsmath"),
        has_fields: has("fieldlist"),
        has_quotes: has("smartquotes"),
        substitutions: pairs(&laid_over(
            parse["myst_substitutions"].clone(),
            own["myst_substitutions"].clone(),
        )),
        schemes: schemes(&laid_over(
            parse["myst_url_schemes"].clone(),
            own["myst_url_schemes"].clone(),
        )),
        redirects: [&own["rediraffe_redirects"], &own["redirects"]]
            .into_iter()
            .flat_map(pairs)
            .collect(),
        bibliographies: texts(&config["bibtex_bibfiles"]),
        abbreviations: BTreeMap::new(),
        only_listed: is_true(&config["only_build_toc_files"]),
        toc,
    }
}

fn myst(config: &Value, toc: Value) -> Settings {
    let project = &config["project"];
    let site = &config["site"];
    let title = text_at(project, "title").or_else(|| text_at(site, "title"));
    let toc = match &project["toc"] {
        Value::Null => toc,
        toc => toc.clone(),
    };
    let first = text_at(&toc[0], "file").or_else(|| text_at(&toc, "root"));
    let first = first.map(|first| first.trim_end_matches(".md").to_owned());
    let is_off = is_false(&project["settings"]["parser"]["dollarmath"]);
    Settings {
        title: title.map(str::to_owned),
        language: text_at(project, "language").map(str::to_owned),
        address: None,
        exclude: texts(&project["exclude"]),
        first: first.unwrap_or_else(|| "index".to_owned()),
        has_dollars: !is_off,
        has_environments: true,
        has_fields: false,
        has_quotes: false,
        substitutions: pairs(&project["substitutions"]),
        schemes: known_schemes(),
        redirects: Vec::new(),
        bibliographies: texts(&project["bibliography"]),
        abbreviations: pairs(&project["abbreviations"]),
        only_listed: !toc.is_null(),
        toc,
    }
}

/// The pairs of a mapping whose values are plain.
pub fn pairs(value: &Value) -> BTreeMap<String, String> {
    let pairs = value.as_object().into_iter().flatten();
    pairs
        .filter_map(|(key, value)| match value {
            Value::String(text) => Some((key.clone(), text.clone())),
            Value::Bool(_) | Value::Number(_) => Some((key.clone(), value.to_string())),
            _ => None,
        })
        .collect()
}

/// Schemes that MyST's own program knows.
fn known_schemes() -> BTreeMap<String, (String, Option<String>)> {
    let wiki = (
        "https://en.wikipedia.org/wiki/{{path}}#{{fragment}}",
        "{{path}}",
    );
    let github = ("https://github.com/{{path}}", "{{path}}");
    let known = [("wiki", wiki), ("github", github)];
    known
        .into_iter()
        .map(|(scheme, (pattern, words))| {
            (
                scheme.to_owned(),
                (pattern.to_owned(), Some(words.to_owned())),
            )
        })
        .collect()
}

fn schemes(value: &Value) -> BTreeMap<String, (String, Option<String>)> {
    let pairs = value.as_object().into_iter().flatten();
    pairs
        .filter_map(|(scheme, value)| {
            let pattern = value.as_str().or_else(|| text_at(value, "url"))?;
            let words = text_at(value, "title").map(str::to_owned);
            Some((scheme.clone(), (pattern.to_owned(), words)))
        })
        .collect()
}
