//! What a section says of the pages below it: `cascade`, of which only `draft` counts here.

use std::collections::BTreeMap;

use almanac_syntax::yaml::Node;

use super::{Said, field};
use crate::programs::mkdocs::is_of_pattern;
use crate::source::split_path;

/// Whether pages below a section are drafts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cascade {
    /// The paths that it is about, as a pattern; `None` for all.
    target: Option<String>,
    is_draft: bool,
}

/// What front matter says of the pages below: one mapping, or a list of them.
pub fn read(fields: &Node) -> Vec<Cascade> {
    let Some(written) = field(fields, "cascade") else {
        return Vec::new();
    };
    let all = written
        .as_sequence()
        .unwrap_or(std::slice::from_ref(written));
    let one = |node: &Node| {
        let draft = field(node, "draft")?.as_str()?.trim();
        let target = field(node, "target").or_else(|| field(node, "_target"));
        let path = target.and_then(|target| field(target, "path"));
        Some(Cascade {
            target: path.and_then(Node::as_str).map(str::to_owned),
            is_draft: draft.eq_ignore_ascii_case("true"),
        })
    };
    all.iter().filter_map(one).collect()
}

/// What the nearest section says of a page that says nothing itself.
pub fn draft_of(path: &str, content: &str, said: &BTreeMap<String, Said>) -> Option<bool> {
    let mut folder = split_path(path).0;
    let logical = path.strip_prefix(content).unwrap_or(path);
    let logical = logical
        .rsplit_once('.')
        .map_or(logical, |(stem, _)| stem)
        .trim_end_matches("/index")
        .trim_end_matches("/_index")
        .to_lowercase();
    loop {
        let names = ["_index.md", "index.md", "_index.markdown"];
        let sections = names.iter().filter_map(|name| match folder {
            "" => said.get(*name),
            folder => said.get(&format!("{folder}/{name}")),
        });
        for cascade in sections.flat_map(|said| &said.cascades) {
            let is_meant = cascade.target.as_deref().is_none_or(|pattern| {
                let patterns = pattern.trim_matches(['{', '}']).to_lowercase();
                let mut patterns = patterns.split(',');
                patterns.any(|pattern| is_of_pattern(pattern.trim_matches([' ', '/']), &logical))
            });
            if is_meant {
                return Some(cascade.is_draft);
            }
        }
        if folder.is_empty() {
            return None;
        }
        folder = split_path(folder).0;
    }
}
