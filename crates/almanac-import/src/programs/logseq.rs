//! A graph of Logseq: pages that are outlines, found by titles that their files' names encode.

mod blocks;
mod inline;
mod names;
mod page;

use std::collections::{BTreeMap, BTreeSet};

use almanac_compile::{Edn, graph_settings};
use almanac_model::GraphSettings;

use self::names::names;
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown, markdown_stem};
use crate::survey::{Config, Convert, ENTRIES, PlannedFile, Survey};

kind!(DRAWING: Topic::LeftOut, "whiteboard or drawing", "whiteboards and drawings");
kind!(COPY: Topic::LeftOut, "file that Logseq keeps for itself", "files that Logseq keeps for itself");
kind!(HIDDEN: Topic::LeftOut, "file that the graph hides", "files that the graph hides");
kind!(ORG: Topic::LeftOut, "page in Org, which is not read", "pages in Org, which are not read");

const CONFIG: &str = "logseq/config.edn";

/// The file of its settings.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    folder
        .has(CONFIG)
        .then(|| format!("it has a file `{CONFIG}`"))
}

/// Pages and journals keep their files; what they are called stands in their front matter.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let settings = Edn::read(&folder.settings(CONFIG).unwrap_or_default());
    let hidden: Vec<String> = settings.texts("hidden");
    let mut files = Vec::new();
    for file in folder.files() {
        let path = file.path.as_str();
        let is_hidden = |name: &String| {
            let rest = path.strip_prefix(name.trim_start_matches('/'));
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('/') || name.ends_with('/'))
        };
        if path.starts_with("whiteboards/") || path.starts_with("draws/") {
            remarks.add(DRAWING, path);
        } else if path.starts_with("logseq/") {
            remarks.add(COPY, path);
        } else if hidden.iter().any(is_hidden) {
            remarks.add(HIDDEN, path);
        } else if path.ends_with(".org") {
            remarks.add(ORG, path);
        } else if is_markdown(path) {
            files.push(PlannedFile::converted(path, format!("{ENTRIES}{path}")));
        } else {
            files.push(PlannedFile::copied(path, format!("{ENTRIES}{path}")));
        }
    }
    let planned: BTreeSet<&str> = files
        .iter()
        .filter_map(|file| file.source.as_deref())
        .collect();
    let graph = Graph::of(folder, graph_settings(&settings), &planned);
    Survey {
        config: Config {
            // Logseq shows the end of a line as one.
            hard_breaks: true,
            ..Config::of_notes(folder)
        },
        files,
        converter: Box::new(graph),
    }
}

/// A block that others refer to.
#[derive(Debug, Clone, PartialEq, Eq)]
struct KnownBlock {
    /// The page that it is on: its path without ending.
    page: String,
    /// Its first line, as words.
    words: String,
    /// The words of the heading that it is, where it is one.
    heading: Option<String>,
}

/// What is known of a graph.
struct Graph {
    settings: GraphSettings,
    /// The pages by title, in small letters: their paths without endings.
    pages: BTreeMap<String, String>,
    /// The blocks that have an id.
    blocks: BTreeMap<String, KnownBlock>,
    /// The ids that some page refers to.
    wanted: BTreeSet<String>,
}

impl Graph {
    fn of(folder: &SourceFolder, settings: GraphSettings, planned: &BTreeSet<&str>) -> Self {
        let found = look_at_notes(folder, |path, text| {
            if !planned.contains(path) {
                return None;
            }
            let page = page::Page::read(text);
            let names = names(&settings, path, &page);
            let stem = markdown_stem(path)?.to_owned();
            Some((
                stem,
                names,
                page.known_blocks(),
                inline::block_references(text),
            ))
        });
        let mut graph = Self {
            settings,
            pages: BTreeMap::new(),
            blocks: BTreeMap::new(),
            wanted: BTreeSet::new(),
        };
        for (stem, names, blocks, references) in found {
            for name in names {
                graph
                    .pages
                    .entry(crate::names::key(&name))
                    .or_insert_with(|| stem.clone());
            }
            for (id, words, heading) in blocks {
                let page = stem.clone();
                graph.blocks.entry(id).or_insert(KnownBlock {
                    page,
                    words,
                    heading,
                });
            }
            graph.wanted.extend(references);
        }
        graph
    }

    /// The page of a title: its path without ending.
    fn page(&self, title: &str) -> Option<&str> {
        self.pages
            .get(&crate::names::key(title.trim()))
            .map(String::as_str)
    }
}

impl Convert for Graph {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        Some(page::Page::read(text).written(self, path, remarks))
    }
}
