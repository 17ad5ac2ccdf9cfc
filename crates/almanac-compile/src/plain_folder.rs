//! What is known of a folder without `almanac.toml`, which is compiled as it is.

use std::fs;
use std::path::Path;

use almanac_model::{Config, ContentConfig, LanguageTag, Preset};

use crate::left_out::{MAX_SETTINGS_BYTES, OBSIDIAN_SETTINGS};
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
            is_outline: folder.join(LOGSEQ_SETTINGS).is_file(),
            ..ContentConfig::plain()
        },
    }
}

/// The settings that every graph of Logseq has.
const LOGSEQ_SETTINGS: &str = "logseq/config.edn";

/// Whether a vault shows the end of a line as one: Obsidian does unless it is told not to, and so does Logseq.
fn shows_line_ends(folder: &Path) -> bool {
    if !folder.join(".obsidian").is_dir() {
        return folder.join(LOGSEQ_SETTINGS).is_file();
    }
    let file = folder.join(OBSIDIAN_SETTINGS);
    let length = file.metadata().map_or(0, |found| found.len());
    let text = (length <= MAX_SETTINGS_BYTES).then(|| fs::read_to_string(file).ok());
    let settings = text
        .flatten()
        .and_then(|text| serde_json::from_str(&text).ok());
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
