//! The configuration of Hugo, in one file or several, whose names have no case.

use serde_json::{Map, Value};

use crate::sites::settings::{laid_over, yaml_settings};
use crate::source::SourceFolder;

const FILES: [&str; 10] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/config.yaml",
    "config/_default/languages.toml",
    "config/_default/params.toml",
];

const OLD_FILES: [&str; 3] = ["config.toml", "config.yaml", "config.json"];

/// The file of the configuration.
pub fn file(folder: &SourceFolder) -> Option<&'static str> {
    let new = FILES.into_iter().find(|file| folder.has(file));
    let has_content = || {
        folder
            .files()
            .iter()
            .any(|file| file.path.starts_with("content/"))
    };
    let old = || OLD_FILES.into_iter().find(|file| folder.has(file));
    new.or_else(|| old().filter(|_| has_content()))
}

/// All that it says, with names in small letters.
pub fn read(folder: &SourceFolder) -> Value {
    let Some(file) = file(folder) else {
        return Value::Null;
    };
    let mut settings = read_file(folder, file);
    if file.starts_with("config/") {
        for (name, key) in [
            ("config", ""),
            ("hugo", ""),
            ("params", "params"),
            ("languages", "languages"),
            ("markup", "markup"),
            ("module", "module"),
            ("menus", "menus"),
            ("menu", "menus"),
        ] {
            for ending in ["toml", "yaml", "yml", "json"] {
                let value = read_file(folder, &format!("config/_default/{name}.{ending}"));
                let value = match (key, value) {
                    (_, Value::Null) => continue,
                    ("", value) => value,
                    (key, value) => Value::Object(Map::from_iter([(key.to_owned(), value)])),
                };
                settings = laid_over(settings, value);
            }
        }
    }
    settings
}

fn read_file(folder: &SourceFolder, file: &str) -> Value {
    let Some(text) = folder.settings(file) else {
        return Value::Null;
    };
    let value = match file.rsplit_once('.') {
        Some((_, "toml")) => {
            let table: Option<toml::Table> = text.parse().ok();
            table
                .and_then(|table| serde_json::to_value(table).ok())
                .unwrap_or_default()
        }
        Some((_, "json")) => serde_json::from_str(&text).unwrap_or_default(),
        _ => yaml_settings(&text),
    };
    in_small_letters(value)
}

fn in_small_letters(value: Value) -> Value {
    match value {
        Value::Object(pairs) => {
            let pairs = pairs.into_iter();
            pairs
                .map(|(key, value)| (key.to_lowercase(), in_small_letters(value)))
                .collect()
        }
        Value::Array(items) => items.into_iter().map(in_small_letters).collect(),
        value => value,
    }
}
