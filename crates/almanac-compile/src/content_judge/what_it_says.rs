//! What a file says to its readers, in a form in which texts that say the same are the same.

use std::ops::Range;

use almanac_model::{Renaming, slugify};
use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{BlockKind, Dialect, Document};

/// The fields of a page that say nothing to its readers.
const SILENT_FIELDS: [&str; 5] = [
    "checked",
    "id",
    "article_id",
    "written_from",
    "translated_from",
];

/// What a file says to its readers, in a form in which texts that say the same are the same.
pub(super) fn said(text: &str, renamings: &[Renaming]) -> String {
    // Ids and fields are read alike in every dialect.
    let document = almanac_syntax::parse(text, Dialect::default());
    let mut said = String::with_capacity(text.len());
    if document.has_cut_front_matter() {
        said.push_str(&text[..document.body.start]);
    } else {
        push_fields(&document.front_matter, renamings, &mut said);
    }
    let mut at = document.body.start;
    for span in silent_spans(text, &document) {
        if span.start >= at {
            said.push_str(&text[at..span.start]);
            at = span.end;
        }
    }
    said.push_str(&text[at..]);
    // A file that is stored with other ends of lines says the same.
    said.retain(|character| character != '\r');
    said
}

/// The bytes of the body that say nothing: the ids of headings and of questions.
fn silent_spans(text: &str, document: &Document) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let attributes = document.headings.iter();
    for attributes in attributes.filter_map(|heading| heading.attributes.clone()) {
        spans.extend(ids_in(text, attributes));
    }
    let questions = document.blocks.iter();
    let questions = questions.filter(|(block, _)| block.kind == BlockKind::Question);
    for (block, _) in questions {
        let mut start = block.content.start;
        for line in text[block.content.clone()].split_inclusive('\n') {
            if line.starts_with("id:") {
                spans.push(start..start + line.len());
            }
            start += line.len();
        }
    }
    spans.sort_by_key(|span| span.start);
    spans
}

/// The ids among the attributes of a heading, each with the gap behind it; all of the attributes if there is nothing else.
fn ids_in(text: &str, attributes: Range<usize>) -> Vec<Range<usize>> {
    let mut start = attributes.start;
    let words = text[attributes.clone()].split_inclusive([' ', '\t', '{', '}']);
    let words = words.map(|word| {
        start += word.len();
        (word, start - word.len()..start)
    });
    let words: Vec<(&str, Range<usize>)> = words.collect();
    let is_class = |(word, _): &(&str, Range<usize>)| word.starts_with('.');
    if words.iter().any(is_class) {
        let ids = words.into_iter().filter(|(word, _)| word.starts_with('#'));
        return ids
            .map(|(word, span)| span.start..span.end - usize::from(word.ends_with('}')))
            .collect();
    }
    let before = text[..attributes.start].trim_end_matches([' ', '\t']).len();
    let whole = before..attributes.end;
    vec![whole]
}

/// Where in front matter a value stands.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// The values of facts, by property.
    Facts,
    /// The values of a property, or one of them.
    Value,
    /// The sources, or one of them.
    Source,
    Other,
}

impl Role {
    fn of(field: &str) -> Self {
        match field {
            "facts" => Self::Facts,
            "sources" => Self::Source,
            _ => Self::Other,
        }
    }

    /// The fields that a scalar by itself stands for.
    fn short_forms(self) -> &'static [&'static str] {
        match self {
            Self::Value => &["value"],
            Self::Source => &["url", "title"],
            Self::Facts | Self::Other => &[],
        }
    }
}

fn push_fields(front_matter: &Node, renamings: &[Renaming], said: &mut String) {
    for (key, value) in front_matter.as_mapping().unwrap_or_default() {
        let name = key.as_str().unwrap_or_default();
        if SILENT_FIELDS.contains(&name) {
            continue;
        }
        if name == "aliases" {
            push_aliases(value, renamings, said);
            continue;
        }
        push(name, ':', said);
        push_node(value, Role::of(name), said);
    }
}

/// Adds the aliases of a page but for the name that it has just been given another for.
fn push_aliases(aliases: &Node, renamings: &[Renaming], said: &mut String) {
    let items = aliases
        .as_sequence()
        .unwrap_or(std::slice::from_ref(aliases));
    let names = items.iter().filter_map(Node::as_str);
    let is_former = |name: &str| {
        renamings
            .iter()
            .any(|renaming| renaming.old == slugify(name))
    };
    for name in names.filter(|name| !is_former(name)) {
        push(name, '~', said);
    }
}

fn push_node(node: &Node, role: Role, said: &mut String) {
    match &node.content {
        Content::Null => push("", '0', said),
        Content::Scalar(text) => push(text, '=', said),
        Content::Sequence(items) => {
            push("", '[', said);
            items.iter().for_each(|item| push_node(item, role, said));
            push("", ']', said);
        }
        Content::Mapping(pairs) => push_mapping(pairs, role, said),
    }
}

fn push_mapping(pairs: &[(Node, Node)], role: Role, said: &mut String) {
    let is_own = matches!(role, Role::Value | Role::Source);
    let told = pairs.iter();
    let told: Vec<&(Node, Node)> = told
        .filter(|(key, _)| !(is_own && key.as_str() == Some("checked")))
        .collect();
    // `{ value: 2016, checked: … }` was `2016` before it was confirmed.
    if let [(key, value)] = told[..]
        && key
            .as_str()
            .is_some_and(|key| role.short_forms().contains(&key))
    {
        return push_node(value, Role::Other, said);
    }
    push("", '{', said);
    for (key, value) in told {
        push(key.as_str().unwrap_or_default(), ':', said);
        let inner = match role {
            Role::Facts => Role::Value,
            Role::Value | Role::Source | Role::Other => Role::Other,
        };
        push_node(value, inner, said);
    }
    push("", '}', said);
}

/// Adds a text behind a sign of what it is. The zero behind it keeps `ab` and `c` apart from `a` and `bc`.
fn push(text: &str, sign: char, said: &mut String) {
    said.push(sign);
    said.push_str(text);
    said.push('\0');
}
