//! Reads sources: those that a page lists, and those of `sources.yaml`.

use almanac_model::{FilePath, Source, SourceKey, SourceType};
use almanac_syntax::yaml::{self, Content, Node};

use super::fault_findings;
use super::fields::Fields;
use crate::checks::{INCOMPLETE_SOURCE, INVALID_FRONT_MATTER};
use crate::reporter::Finding;

/// Reads the list of sources in a page's front matter.
pub(crate) fn read_sources(
    file: &FilePath,
    items: &[Node],
    findings: &mut Vec<Finding>,
) -> Vec<Source> {
    items
        .iter()
        .filter_map(|node| read_source(file, node, None, findings))
        .collect()
}

/// Reads `sources.yaml`: a list like that of a page, or a mapping from key to
/// source, whose fields may be Hayagriva's (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>).
pub(crate) fn read_shared_sources(file: &FilePath, text: &str) -> (Vec<Source>, Vec<Finding>) {
    let (node, faults) = yaml::parse(text, 0..text.len());
    let mut findings: Vec<Finding> = fault_findings(file, &faults).collect();
    let sources = match &node.content {
        Content::Sequence(items) => read_sources(file, items, &mut findings),
        Content::Mapping(pairs) => pairs
            .iter()
            .filter_map(|(key, node)| read_source(file, node, key.as_str(), &mut findings))
            .collect(),
        Content::Null => Vec::new(),
        Content::Scalar(_) => {
            let message = "sources must be a list, or a mapping from keys";
            findings.push(Finding::new(
                &INVALID_FRONT_MATTER,
                file,
                node.span.clone(),
                message,
            ));
            Vec::new()
        }
    };
    (sources, findings)
}

fn read_source(
    file: &FilePath,
    node: &Node,
    key: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Option<Source> {
    let mut fields = Fields::new(file, node, "a source");
    let key = match key {
        Some(key) => Some(key.to_owned()),
        None => fields.text("key"),
    };
    let source = read_fields(&mut fields, node, key.as_deref().unwrap_or_default());
    if key.is_none() && fields.findings.is_empty() {
        let finding = Finding::new(
            &INCOMPLETE_SOURCE,
            file,
            node.span.clone(),
            "a source has no key",
        )
        .help("add `key: …`, the name by which `[@key]` cites it");
        fields.findings.push(finding);
    }
    findings.extend(fields.finish());
    key.map(|_| source)
}

fn read_fields(fields: &mut Fields<'_>, node: &Node, key: &str) -> Source {
    let types: Vec<&str> = SourceType::ALL.iter().map(|kind| kind.name()).collect();
    // Hayagriva's types are its own, and its date stands in `date`.
    let kind = match fields.node("type").and_then(Node::as_str) {
        Some(hayagriva) if SourceType::from_name(hayagriva).is_none() => {
            from_hayagriva_type(hayagriva)
        }
        _ => None,
    };
    let kind = kind.or_else(|| fields.one_of("type", SourceType::from_name, &types));
    let url = match fields.node("url") {
        Some(
            node @ Node {
                content: Content::Mapping(_),
                ..
            },
        ) => read_hayagriva_url(fields, node),
        _ => (fields.text("url"), None),
    };
    let accessed = fields
        .date("accessed_date")
        .or_else(|| fields.date("accessed"))
        .or(url.1);
    Source {
        key: SourceKey::from(key),
        title: fields.text("title").unwrap_or_default(),
        url: url.0,
        archived_url: fields.text("archived_url"),
        authors: read_authors(fields),
        publisher: fields.text("publisher"),
        published: fields.date("published").or_else(|| fields.date("date")),
        accessed,
        kind: kind.unwrap_or_default(),
        note: fields.text("note"),
        file: fields.file.clone(),
        span: node.span.clone(),
    }
}

fn read_authors(fields: &mut Fields<'_>) -> Vec<String> {
    let mut authors: Vec<String> = fields
        .texts("authors")
        .into_iter()
        .map(|(name, _)| name)
        .collect();
    authors.extend(fields.texts("author").into_iter().map(|(name, _)| name));
    authors
}

fn read_hayagriva_url(
    fields: &mut Fields<'_>,
    node: &Node,
) -> (Option<String>, Option<almanac_model::Date>) {
    let mut inner = Fields::new(fields.file, node, "an address");
    let read = (inner.text("value"), inner.date("date"));
    let findings = inner.finish();
    fields.findings.extend(findings);
    read
}

fn from_hayagriva_type(name: &str) -> Option<SourceType> {
    match name.to_ascii_lowercase().as_str() {
        "article" | "conference" | "proceedings" | "report" | "thesis" => Some(SourceType::Paper),
        "book" | "chapter" | "anthology" | "reference" => Some(SourceType::Book),
        "newspaper" | "periodical" => Some(SourceType::News),
        "repository" => Some(SourceType::Code),
        "legislation" | "case" => Some(SourceType::Law),
        "blog" | "post" => Some(SourceType::Post),
        "misc" | "audio" | "video" | "entry" | "thread" | "original" => Some(SourceType::Web),
        _ => None,
    }
}
