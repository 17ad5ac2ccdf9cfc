//! What is known of a folder without `almanac.toml`, which is compiled as it is.

use std::fs;
use std::path::Path;

use almanac_model::{Config, ContentConfig, GraphSettings, LanguageTag, Preset};

use crate::edn::{Edn, graph_settings};
use crate::left_out::{GRAPH_SETTINGS, MAX_SETTINGS_BYTES, OBSIDIAN_SETTINGS};
use crate::read::ReadConfig;
use crate::site_signs::{KnownSite, OnDisk, known_site};

/// What is known of a folder without `almanac.toml`, which is compiled as it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlainFolder {
    /// Its title: what the configuration of its generator says, else the folder's name.
    pub title: String,
    /// The language of its texts, as a BCP 47 tag.
    pub language: String,
    /// Where its content lies, and how its texts are read.
    pub content: ContentConfig,
    /// The generator of sites whose folder it is, if it is one's.
    pub generator: Option<&'static str>,
}

impl PlainFolder {
    /// What is known of a folder on the disk. `language` is what its reader says of its texts.
    pub fn of(folder: &Path, language: Option<&LanguageTag>) -> Self {
        let site = known_site(&OnDisk(folder));
        let content = content_of(folder, site.as_ref());
        let site = site.unwrap_or_default();
        let of_site = site.language.and_then(|tag| LanguageTag::new(&tag).ok());
        let language = language.cloned().or(of_site);
        Self {
            title: site.title.unwrap_or_else(|| name_of(folder)),
            language: language.map_or_else(|| "en".to_owned(), |tag| tag.to_string()),
            content,
            generator: Some(site.generator).filter(|name| !name.is_empty()),
        }
    }

    /// The same with what its settings say now, which may have been edited.
    #[must_use]
    pub fn as_now(&self, folder: &Path) -> Self {
        Self {
            content: plain_content(folder),
            ..self.clone()
        }
    }

    /// What holds for it in the place of what an `almanac.toml` says.
    pub(crate) fn config(&self) -> ReadConfig {
        let config = Config {
            language: self.language.clone(),
            content: self.content.clone(),
            preset: Preset::Notes,
            ..Config::with_title(&self.title)
        };
        ReadConfig {
            config,
            foot: None,
            findings: Vec::new(),
        }
    }
}

/// Where the content of a folder without `almanac.toml` lies, and how its texts are read.
pub(crate) fn plain_content(folder: &Path) -> ContentConfig {
    content_of(folder, known_site(&OnDisk(folder)).as_ref())
}

fn content_of(folder: &Path, site: Option<&KnownSite>) -> ContentConfig {
    match site {
        Some(site) => site.content(),
        None => ContentConfig {
            hard_breaks: shows_line_ends(folder),
            outline: graph_of(folder),
            words_first: DENDRON_SIGNS.iter().any(|sign| folder.join(sign).is_file()),
            unlisted: unlisted(folder),
            ignore: hidden_of_graph(folder),
            ..ContentConfig::plain()
        },
    }
}

/// The files that a workspace of Dendron or a vault in it has.
const DENDRON_SIGNS: [&str; 2] = ["dendron.yml", "root.schema.yml"];

/// The settings of a graph of Logseq, if the folder is one.
fn graph_of(folder: &Path) -> Option<GraphSettings> {
    let is_graph = folder.join(GRAPH_SETTINGS).is_file();
    is_graph.then(|| graph_settings(&settings_of_graph(folder)))
}

fn settings_of_graph(folder: &Path) -> Edn {
    Edn::read(&settings(folder, GRAPH_SETTINGS).unwrap_or_default())
}

/// What a graph hides, and what it keeps for itself.
fn hidden_of_graph(folder: &Path) -> Vec<String> {
    if !folder.join(GRAPH_SETTINGS).is_file() {
        return Vec::new();
    }
    let own = ["/whiteboards/", "/draws/", "/logseq/"].map(str::to_owned);
    let hidden = settings_of_graph(folder).texts("hidden").into_iter();
    let hidden = hidden.map(|path| format!("/{}", path.trim_start_matches('/')));
    own.into_iter().chain(hidden).collect()
}

/// What a vault of Obsidian leaves out of its search and its graph: paths, and expressions between slashes, of which those
/// are read that are no more than words.
fn unlisted(folder: &Path) -> Vec<String> {
    let settings = settings(folder, OBSIDIAN_SETTINGS);
    let settings = settings.and_then(|text| serde_json::from_str(&text).ok());
    let settings: serde_json::Value = settings.unwrap_or_default();
    let filters = settings["userIgnoreFilters"].as_array();
    let filters = filters
        .into_iter()
        .flatten()
        .filter_map(|filter| filter.as_str());
    filters.filter_map(pattern_of_filter).collect()
}

/// The pattern of `.gitignore` that says what a filter of Obsidian says.
fn pattern_of_filter(filter: &str) -> Option<String> {
    let filter = filter.trim();
    let inner = filter
        .strip_prefix('/')
        .and_then(|rest| rest.strip_suffix('/'));
    match inner {
        None if filter.is_empty() => None,
        // A path is that of a folder or a file, from the root.
        None => Some(format!("/{}", filter.trim_start_matches('/'))),
        Some(expression) => {
            let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/');
            let words = expression.trim_start_matches('^');
            let is_plain = !words.is_empty() && words.chars().all(is_word);
            is_plain.then(|| match expression.starts_with('^') {
                true => format!("/{words}*"),
                false => format!("*{words}*"),
            })
        }
    }
}

/// The text of a file of settings.
fn settings(folder: &Path, path: &str) -> Option<String> {
    let file = folder.join(path);
    let length = file.metadata().map_or(0, |found| found.len());
    (length <= MAX_SETTINGS_BYTES).then(|| fs::read_to_string(file).ok())?
}

/// Whether a vault shows the end of a line as one: Obsidian does unless it is told not to, and so does Logseq.
fn shows_line_ends(folder: &Path) -> bool {
    if !folder.join(".obsidian").is_dir() {
        return folder.join(GRAPH_SETTINGS).is_file();
    }
    let settings = settings(folder, OBSIDIAN_SETTINGS);
    let settings = settings.and_then(|text| serde_json::from_str(&text).ok());
    settings.is_none_or(|settings: serde_json::Value| settings["strictLineBreaks"] != true)
}

/// The name of a folder, however it was named.
fn name_of(folder: &Path) -> String {
    let path = folder.canonicalize();
    let path = path.as_deref().unwrap_or(folder);
    let name = path
        .file_name()
        .map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| path.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content_of_files(files: &[(&str, &str)]) -> ContentConfig {
        let folder = tempfile::tempdir().unwrap();
        for (path, text) in files {
            let path = folder.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        plain_content(folder.path())
    }

    #[test]
    fn settings_say_whose_folder_it_is_and_how_it_is_read() {
        let graph = content_of_files(&[(
            "logseq/config.edn",
            "{:file/name-format :triple-lowbar :hidden [\"/old\"] :macros {\"hi\" \"Hello $1\"}}",
        )]);
        let settings = graph.outline.unwrap();
        assert!(settings.has_low_bars && graph.hard_breaks);
        assert_eq!(settings.expanded("hi you").as_deref(), Some("Hello you"));
        assert!(graph.ignore.contains(&"/old".to_owned()));
        let vault = content_of_files(&[(
            ".obsidian/app.json",
            r#"{"strictLineBreaks": true, "userIgnoreFilters": ["Old/", "/^Priv/", "/[a-z]+/"]}"#,
        )]);
        assert_eq!(vault.unlisted, ["/Old/", "/Priv*"]);
        assert!(!vault.hard_breaks && !vault.words_first);
        assert!(content_of_files(&[("dendron.yml", "version: 5")]).words_first);
        let book = content_of_files(&[("book.toml", ""), ("src/SUMMARY.md", "")]);
        assert_eq!(book.anchors, Some(almanac_model::AnchorRule::MdBook));
    }
}
