//! A vault of Obsidian. Almanac reads what is written there, so nearly all of it goes over as it is.

use serde_json::Value;

use crate::front_matter::FrontMatter;
use crate::notes::{Notes, look_at_notes, pattern_of, place_all};
use crate::programs::plain;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::SourceFolder;
use crate::survey::{Config, ENTRIES, Survey};

kind!(DRAWING: Topic::Notice, "drawing of Excalidraw is no page", "drawings of Excalidraw are no pages");
kind!(CANVAS: Topic::Kept, "canvas", "canvases");
kind!(BASE: Topic::Kept, "base", "bases");
kind!(FILTER: Topic::Kept, "pattern of excluded files, which is not read", "patterns of excluded files, which are not read");
kind!(BROKEN_SETTINGS: Topic::Notice, "file of settings that can't be read", "files of settings that can't be read");

const APP: &str = ".obsidian/app.json";

/// The folder in which Obsidian keeps its settings.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    folder
        .has_hidden(".obsidian")
        .then(|| "it has a folder `.obsidian`".to_owned())
}

/// All files go over with their names and folders, but for templates.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let app = settings(folder, APP, remarks);
    let mut config = Config::of_notes(folder);
    config.language = plain::language(folder);
    // Obsidian shows the end of a line as one unless it is told not to.
    config.hard_breaks = app.get("strictLineBreaks") != Some(&Value::Bool(true));
    config.ignore = drawings(folder, remarks);
    for file in folder.files() {
        match file.path.rsplit_once('.') {
            Some((_, "canvas")) => remarks.add(CANVAS, &file.path),
            Some((_, "base")) => remarks.add(BASE, &file.path),
            _ => {}
        }
    }
    Survey {
        files: place_all(folder, &template_folders(folder, remarks), remarks),
        converter: Box::new(Notes {
            excluded: excluded(&app, remarks),
        }),
        config,
    }
}

/// A file of settings, as far as it is there and can be read.
fn settings(folder: &SourceFolder, path: &str, remarks: &mut Remarks) -> Value {
    let read = folder.json_settings(path);
    if read.is_none() && folder.has_hidden(path) {
        remarks.add(BROKEN_SETTINGS, path);
    }
    read.unwrap_or_default()
}

fn template_folders(folder: &SourceFolder, remarks: &mut Remarks) -> Vec<String> {
    let settings = [
        (".obsidian/templates.json", "folder"),
        (
            ".obsidian/plugins/templater-obsidian/data.json",
            "templates_folder",
        ),
    ]
    .map(|(file, name)| {
        settings(folder, file, remarks)[name]
            .as_str()
            .map(str::to_owned)
    });
    let folders = settings.into_iter().flatten();
    // All of the vault is no folder of templates.
    folders
        .filter(|folder| !folder.trim_matches('/').is_empty())
        .collect()
}

/// The beginnings of the paths of excluded notes.
fn excluded(app: &Value, remarks: &mut Remarks) -> Vec<String> {
    let filters = app["userIgnoreFilters"].as_array();
    let filters = filters.into_iter().flatten().filter_map(Value::as_str);
    let mut starts = Vec::new();
    for filter in filters.filter(|filter| !filter.is_empty()) {
        match filter.starts_with('/') && filter.ends_with('/') && filter.len() > 1 {
            true => remarks.add(FILTER, APP),
            false => starts.push(filter.to_owned()),
        }
    }
    starts
}

/// The patterns of what holds drawings in the form of notes.
fn drawings(folder: &SourceFolder, remarks: &mut Remarks) -> Vec<String> {
    const NAMED: &str = ".excalidraw.md";
    let drawings = look_at_notes(folder, |path, text| {
        let is_drawing = path.ends_with(NAMED)
            || text.contains("excalidraw-plugin")
                && FrontMatter::read(text).get("excalidraw-plugin").is_some();
        is_drawing.then(|| path.to_owned())
    });
    let mut patterns = Vec::new();
    for path in &drawings {
        remarks.add(DRAWING, path);
        match path.ends_with(NAMED) {
            true if patterns.iter().any(|known| known == "*.excalidraw.md") => {}
            true => patterns.push("*.excalidraw.md".to_owned()),
            false => patterns.push(pattern_of(&format!("{ENTRIES}{path}"))),
        }
    }
    patterns
}
