//! The lists that the format has in each folder: what is in it (`index.md`), and when it changed (`log.md`).

use std::collections::{BTreeMap, BTreeSet};

use super::{Content, Maker};
use crate::links::encoded_path;
use crate::source::split_path;

/// The first line of the log that is made here, by which an import knows it.
pub(crate) const LOG_TITLE: &str = "# Changes, by the dates of the files";

/// Adds both lists.
pub(super) fn add(
    maker: &Maker<'_>,
    contents: &[Content<'_>],
    texts: &mut BTreeMap<String, String>,
) {
    let listed: Vec<Content<'_>> = contents
        .iter()
        .copied()
        .filter(|content| !content.file().is_unlisted)
        .collect();
    let mut folders: BTreeMap<String, Folder> = BTreeMap::new();
    folders.entry(String::new()).or_default();
    for content in &listed {
        let file = content.file();
        let place = maker.place(&file.file);
        let (folder, name) = split_path(&place);
        let line = match &file.summary {
            Some(summary) => format!(
                "* [{}]({}) - {}",
                title(&file.title),
                encoded_path(name),
                one_line(summary)
            ),
            None => format!("* [{}]({})", title(&file.title), encoded_path(name)),
        };
        let group = maker.kind_of(*content);
        let of_folder = folders.entry(folder.to_owned()).or_default();
        of_folder.groups.entry(group).or_default().push(line);
        if let Content::Path(path) = content {
            of_folder.paths.push(steps(maker, path));
        }
        let mut below = folder.to_owned();
        while !below.is_empty() {
            let (parent, name) = split_path(&below);
            folders
                .entry(parent.to_owned())
                .or_default()
                .below
                .insert(name.to_owned());
            below = parent.to_owned();
        }
    }
    for (folder, contents) in folders {
        let (place, head) = match folder.as_str() {
            "" => ("index.md".to_owned(), "---\nokf_version: \"0.2\"\n---\n"),
            folder => (format!("{folder}/index.md"), ""),
        };
        texts.insert(place, format!("{head}{}", contents.text()));
    }
    if let Some(log) = log(maker, &listed) {
        texts.insert("log.md".to_owned(), log);
    }
}

/// What is in a folder.
#[derive(Default)]
struct Folder {
    /// The folders in it.
    below: BTreeSet<String>,
    /// Its concepts by type, a line each.
    groups: BTreeMap<String, Vec<String>>,
    /// The steps of each of its paths.
    paths: Vec<String>,
}

impl Folder {
    fn text(&self) -> String {
        let mut sections = Vec::new();
        if !self.below.is_empty() {
            let lines = self
                .below
                .iter()
                .map(|name| format!("* [{}]({}/)\n", title(name), encoded_path(name)));
            sections.push(format!("# Folders\n\n{}", lines.collect::<String>()));
        }
        for (group, lines) in &self.groups {
            sections.push(format!("# {}\n\n{}\n", title(group), lines.join("\n")));
        }
        sections.extend(self.paths.iter().cloned());
        sections.join("\n")
    }
}

/// The steps of a path in their order, each with its reason.
fn steps(maker: &Maker<'_>, path: &almanac_model::LearningPath) -> String {
    let lines = path.steps.iter().filter_map(|step| {
        let page = maker.edition.step(step)?;
        let address = format!("/{}", encoded_path(&maker.place(&page.file)));
        Some(format!("* [{}]({address})\n", title(&page.title)))
    });
    format!("# {}\n\n{}", title(&path.title), lines.collect::<String>())
}

/// The days on which concepts were last changed, the newest first.
fn log(maker: &Maker<'_>, contents: &[Content<'_>]) -> Option<String> {
    let mut days: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for content in contents {
        let file = content.file();
        let Some(changed) = file.changed_by(maker.edition.today()) else {
            continue;
        };
        if changed.date.earliest() != changed.date.latest() {
            continue;
        }
        let place = encoded_path(&maker.place(&file.file));
        let line = format!("* **Update**: [{}](/{place})", title(&file.title));
        days.entry(changed.date.earliest().to_string())
            .or_default()
            .push(line);
    }
    let days: Vec<String> = days
        .into_iter()
        .rev()
        .map(|(day, lines)| format!("\n## {day}\n\n{}\n", lines.join("\n")))
        .collect();
    (!days.is_empty()).then(|| format!("{LOG_TITLE}\n{}", days.concat()))
}

fn one_line(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Words of a link in a list.
fn title(words: &str) -> String {
    one_line(words).replace('[', "\\[").replace(']', "\\]")
}
