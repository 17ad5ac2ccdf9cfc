//! What a folder becomes, as it is known before any file is converted.

use std::collections::BTreeMap;

use almanac_model::LanguageTag;
use almanac_syntax::yaml::Node;

use crate::remarks::Remarks;
use crate::source::SourceFolder;

/// What a folder becomes. A program's reader makes it, with one look at each file.
pub struct Survey {
    /// What `almanac.toml` will say.
    pub config: Config,
    /// The files that go over, in any order.
    pub files: Vec<PlannedFile>,
    /// What makes the new text of a file that is converted.
    pub converter: Box<dyn Convert>,
}

/// What `almanac.toml` will say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Config {
    /// The almanac's name.
    pub title: String,
    /// The language of its content.
    pub language: String,
    /// Whose habits of writing are read: `almanac`, `notes` or `sites`.
    pub syntax: &'static str,
    /// Which checks are made: `almanac` or `notes`.
    pub preset: &'static str,
    /// Whether the end of a line is shown as one.
    pub hard_breaks: bool,
    /// What is in the folder of entries and is none, as patterns of `.gitignore`.
    pub ignore: Vec<String>,
    /// Kinds of entries beside `concept`: name and label.
    pub kinds: BTreeMap<String, String>,
    /// The languages that it is translated into.
    pub languages: Vec<String>,
    /// The address that it was published at.
    pub base_url: Option<String>,
}

impl Config {
    /// That of a vault of notes.
    pub fn of_notes(folder: &SourceFolder) -> Self {
        Self {
            title: folder.name(),
            language: "en".to_owned(),
            syntax: "notes",
            preset: "notes",
            hard_breaks: false,
            ignore: Vec::new(),
            kinds: BTreeMap::new(),
            languages: Vec::new(),
            base_url: None,
        }
    }

    /// That of the source of a site.
    pub fn of_site(folder: &SourceFolder) -> Self {
        Self {
            syntax: "sites",
            ..Self::of_notes(folder)
        }
    }

    /// Takes the language that a site says it is in, if it is one.
    pub fn take_language(&mut self, tag: Option<&str>) {
        let tag = tag.map(|tag| tag.trim().replace('_', "-"));
        if let Some(Ok(tag)) = tag.map(|tag| LanguageTag::new(&tag)) {
            self.language = tag.as_str().to_owned();
        }
    }

    /// The text of `almanac.toml`.
    pub fn text(&self) -> String {
        let quoted = |text: &str| toml::Value::from(text).to_string();
        let list = |items: &[String]| {
            let items: Vec<String> = items.iter().map(|one| quoted(one)).collect();
            format!("[{}]", items.join(", "))
        };
        let mut text = format!("title = {}\n", quoted(&self.title));
        if let Some(address) = &self.base_url {
            text.push_str(&format!("base_url = {}\n", quoted(address)));
        }
        text.push_str(&format!("language = {}\n", quoted(&self.language)));
        if !self.languages.is_empty() {
            text.push_str(&format!("languages = {}\n", list(&self.languages)));
        }
        text.push_str(&format!("\n[content]\nsyntax = {}\n", quoted(self.syntax)));
        if self.hard_breaks {
            text.push_str("hard_breaks = true\n");
        }
        if !self.ignore.is_empty() {
            text.push_str(&format!("ignore = {}\n", list(&self.ignore)));
        }
        if !self.kinds.is_empty() {
            text.push_str("\n[kinds]\n");
            for (name, label) in &self.kinds {
                text.push_str(&format!("{} = {}\n", quoted(name), quoted(label)));
            }
        }
        text.push_str(&format!("\n[checks]\npreset = {}\n", quoted(self.preset)));
        text
    }
}

/// A file of the almanac to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlannedFile {
    /// Its path in the almanac.
    pub path: String,
    /// The file that it comes from, by its path in the source; `None` for one that is made.
    pub source: Option<String>,
    /// Where its bytes come from.
    pub made: Made,
}

/// Where the bytes of a file come from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Made {
    /// They are those of its source.
    Copied,
    /// They are made of the text of its source.
    Converted,
    /// They are known already.
    Written(String),
}

impl PlannedFile {
    /// A file that goes over as it is.
    pub fn copied(source: &str, path: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            source: Some(source.to_owned()),
            made: Made::Copied,
        }
    }

    /// A file whose text is made of that of its source.
    pub fn converted(source: &str, path: impl Into<String>) -> Self {
        Self {
            made: Made::Converted,
            ..Self::copied(source, path)
        }
    }

    /// A file that is made of several.
    pub fn written(path: impl Into<String>, text: String) -> Self {
        Self {
            path: path.into(),
            source: None,
            made: Made::Written(text),
        }
    }
}

/// Makes the new text of a file.
pub trait Convert: Send + Sync {
    /// The new text of the file at a path of the source; `None` where it stays as it is.
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String>;
}

/// The folder of entries: what of the source is content goes below it.
pub(crate) const ENTRIES: &str = "entries/";

/// The text of a scalar, or the texts of a list of scalars.
pub(crate) fn texts_of(node: &Node) -> Vec<String> {
    let items = match node.as_sequence() {
        Some(items) => items,
        None => std::slice::from_ref(node),
    };
    let texts = items.iter().filter_map(Node::as_str);
    texts
        .map(|text| text.trim().to_owned())
        .filter(|text| !text.is_empty())
        .collect()
}
