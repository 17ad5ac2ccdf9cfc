//! The configuration of MkDocs, with those that it is laid over, and that of Zensical.

use almanac_model::FilePath;
use serde_json::Value;

use crate::sites::settings::{laid_over, text_at, yaml_settings};
use crate::source::SourceFolder;

const FILES: [&str; 3] = ["mkdocs.yml", "mkdocs.yaml", "zensical.toml"];

/// How many configurations may be laid over one another.
const MAX_PARENTS: usize = 8;

/// The file of the configuration.
pub fn file(folder: &SourceFolder) -> Option<&'static str> {
    FILES.into_iter().find(|file| folder.has(file))
}

/// All that it says, as far as it is plain.
pub fn read(folder: &SourceFolder) -> Value {
    let Some(file) = file(folder) else {
        return Value::Null;
    };
    let text = folder.settings(file).unwrap_or_default();
    if file.ends_with(".toml") {
        let table: Option<toml::Table> = text.parse().ok();
        let value = table
            .and_then(|table| serde_json::to_value(table).ok())
            .unwrap_or_default();
        return match value.get("project") {
            Some(project) => project.clone(),
            None => value,
        };
    }
    with_parents(folder, file, &text, 0)
}

fn with_parents(folder: &SourceFolder, file: &str, text: &str, depth: usize) -> Value {
    let own = yaml_settings(text);
    let parent = text_at(&own, "INHERIT").and_then(|path| FilePath::from(file).resolve(path));
    let parent = parent.filter(|path| depth < MAX_PARENTS && folder.has(path));
    let read = parent.and_then(|path| Some((folder.settings(&path)?, path)));
    match read {
        Some((text, path)) => laid_over(own, with_parents(folder, &path, &text, depth + 1)),
        None => own,
    }
}
