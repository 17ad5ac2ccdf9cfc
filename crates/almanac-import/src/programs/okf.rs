//! A bundle of the Open Knowledge Format 0.2, written by whoever, or by `almanac export`.

mod body;
mod lists;
mod text;

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::slugify;

use self::lists::{descriptions, is_listing};
use crate::front_matter::{FrontMatter, yaml_text};
use crate::notes::look_at_notes;
use crate::okf::{CONCEPT_LABEL, LEARNING_PATH, LOG_TITLE, THREAD};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown, split_path};
use crate::survey::{Config, Convert, ENTRIES, PlannedFile, Survey};

kind!(LIST: Topic::LeftOut, "list of a folder, which Almanac makes itself", "lists of folders, which Almanac makes itself");
kind!(LOG: Topic::Changed, "log is a thread", "logs are threads");

/// The file in which a folder's contents are listed.
const INDEX: &str = "index.md";
/// The file in which a folder's changes are listed.
const LOG_FILE: &str = "log.md";

/// What the bundle's own index says, or what nearly all of its files have.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    if let Some(index) = folder.readable_text(INDEX)
        && let Some(version) = FrontMatter::read(&index).text("okf_version")
    {
        return Some(format!("its `{INDEX}` says `okf_version: {version}`"));
    }
    let concepts = look_at_notes(folder, |path, text| {
        let head = FrontMatter::read(text);
        let has_own = ["generated", "verified", "stale_after"]
            .iter()
            .any(|name| head.get(name).is_some());
        let is_list = is_reserved(path, INDEX) && !head.is_there() && is_listing(text);
        let has_type =
            head.text("type").is_some() || is_reserved(path, INDEX) || is_reserved(path, LOG_FILE);
        Some((has_type, has_own || is_list))
    });
    let typed = concepts.iter().filter(|(has_type, _)| *has_type).count();
    let is_bundle = typed * 10 >= concepts.len() * 9 && concepts.iter().any(|(_, is_own)| *is_own);
    (is_bundle && typed > 1)
        .then(|| "its files have a `type` and say how far to trust them".to_owned())
}

fn is_reserved(path: &str, name: &str) -> bool {
    split_path(path).1 == name
}

/// Finds out what a bundle becomes.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let is_ours = folder.has("almanac.toml");
    let types: BTreeSet<String> = look_at_notes(folder, |_, text| {
        FrontMatter::read(text).text("type").map(str::to_owned)
    })
    .into_iter()
    .collect();
    let kinds = match is_ours {
        true => declared_kinds(folder),
        false => kinds_of(&types),
    };
    let mut files = Vec::new();
    let mut summaries = BTreeMap::new();
    let mut logs = BTreeMap::new();
    for file in folder.files() {
        let path = file.path.as_str();
        let target = match is_ours {
            true => path.to_owned(),
            false => format!("{ENTRIES}{path}"),
        };
        if !is_markdown(path) {
            files.push(PlannedFile::copied(path, target));
            continue;
        }
        let is_list = is_reserved(path, INDEX) || is_reserved(path, LOG_FILE);
        let text = if is_list {
            folder.readable_text(path).unwrap_or_default()
        } else {
            String::new()
        };
        if is_reserved(path, INDEX) && (is_ours || is_listing(&text)) {
            summaries.extend(descriptions(path, &text));
            remarks.add(LIST, path);
        } else if is_reserved(path, LOG_FILE) {
            match text.starts_with(LOG_TITLE) {
                true => remarks.add(LIST, path),
                false => {
                    let target = format!("threads/{}", path.replace('/', "-"));
                    remarks.add(LOG, path);
                    logs.insert(path.to_owned(), target.clone());
                    files.push(PlannedFile::converted(path, target));
                }
            }
        } else {
            files.push(PlannedFile::converted(path, target));
        }
    }
    if !is_ours {
        files.extend(topics(folder));
    }
    let labels = kinds
        .iter()
        .map(|(name, label)| (label.clone(), name.clone()));
    Survey {
        converter: Box::new(Bundle {
            kinds: labels.collect(),
            summaries,
            logs,
            paths: folder
                .files()
                .iter()
                .map(|file| file.path.clone())
                .collect(),
            is_ours,
        }),
        config: Config {
            title: title_of(folder),
            syntax: "almanac",
            kinds,
            ..Config::of_notes(folder)
        },
        files,
    }
}

/// The topics that the tags of a bundle of others stand for.
fn topics(folder: &SourceFolder) -> Option<PlannedFile> {
    let tags = look_at_notes(folder, |_, text| {
        Some(FrontMatter::read(text).texts("tags"))
    });
    let tags = tags.into_iter().flatten().map(|tag| (slugify(&tag), tag));
    let topics: BTreeMap<String, String> = tags.filter(|(slug, _)| !slug.is_empty()).collect();
    let line = |(slug, tag): (&String, &String)| {
        format!(
            "{}: {{ title: {} }}\n",
            yaml_text(slug),
            serde_json::Value::from(tag.as_str())
        )
    };
    let text: String = topics.iter().map(line).collect();
    (!text.is_empty()).then(|| PlannedFile::written("topics.yaml", text))
}

/// The title that the bundle's index gives, else the folder's name.
fn title_of(folder: &SourceFolder) -> String {
    let index = folder.readable_text(INDEX).unwrap_or_default();
    let title = FrontMatter::read(&index).text("title").map(str::to_owned);
    title.unwrap_or_else(|| folder.name())
}

/// The kinds that the almanac in the bundle declares.
fn declared_kinds(folder: &SourceFolder) -> BTreeMap<String, String> {
    let config = folder.readable_text("almanac.toml").unwrap_or_default();
    let config: toml::Table = config.parse().unwrap_or_default();
    let kinds = config.get("kinds").and_then(toml::Value::as_table);
    let pairs = kinds.into_iter().flatten();
    pairs
        .filter_map(|(name, label)| Some((name.clone(), label.as_str()?.to_owned())))
        .collect()
}

/// A kind for each type.
fn kinds_of(types: &BTreeSet<String>) -> BTreeMap<String, String> {
    let others = types
        .iter()
        .filter(|label| ![CONCEPT_LABEL, THREAD, LEARNING_PATH].contains(&label.as_str()));
    let pairs = others.map(|label| (slugify(label), label.clone()));
    pairs
        .filter(|(name, _)| !name.is_empty() && name != "concept")
        .collect()
}

/// What is known of a bundle.
struct Bundle {
    /// The kinds, by the types that stand for them.
    kinds: BTreeMap<String, String>,
    /// What lists say of concepts, by the paths of these.
    summaries: BTreeMap<String, String>,
    /// Where logs go.
    logs: BTreeMap<String, String>,
    /// All files of the bundle.
    paths: BTreeSet<String>,
    /// Whether `almanac export` wrote it.
    is_ours: bool,
}

impl Convert for Bundle {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        match self.logs.contains_key(path) {
            true => Some(lists::thread_of_log(
                path,
                &text::with_links(self, path, text, remarks),
            )),
            false => text::converted(self, path, text, remarks),
        }
    }
}

impl Bundle {
    /// Where a file of the bundle goes, from the almanac's root.
    fn target(&self, path: &str) -> String {
        if let Some(thread) = self.logs.get(path) {
            return thread.clone();
        }
        match self.is_ours {
            true => path.to_owned(),
            false => format!("{ENTRIES}{path}"),
        }
    }
}
