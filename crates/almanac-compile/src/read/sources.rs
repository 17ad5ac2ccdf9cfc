//! Reads sources: those that a page lists, and those of `sources.yaml`.

use std::sync::Arc;

use almanac_model::{
    Creators, Date, DateError, FilePath, LanguageTag, PublicationDate, Source, SourceIdentity,
    SourceKey, SourceType, doi_address,
};
use almanac_syntax::yaml::{self, Content, Node};

use super::confirmation::read_confirmation;
use super::data_findings;
use super::fields::{Fields, day_of, invalid_date};
use super::hayagriva;
use super::work_details::{date_or_status, read_details};
use crate::checks::{DUPLICATE_SOURCE, INCOMPLETE_SOURCE, INVALID_FRONT_MATTER};
use crate::reporter::Finding;

/// Reads the sources in a page's front matter: a list, or as in `sources.yaml` a mapping from keys.
pub(crate) fn read_own_sources(
    file: &FilePath,
    node: Option<&Node>,
    findings: &mut Vec<Finding>,
) -> Vec<Source> {
    // A work that stands by itself has fields.
    let is_field =
        |(key, _): &(Node, Node)| matches!(key.as_str(), Some("key" | "title" | "url" | "doi"));
    match node.map(|node| &node.content) {
        Some(Content::Sequence(items)) => read_sources(file, items, findings),
        Some(Content::Mapping(pairs)) if !pairs.iter().any(is_field) => {
            read_keyed(file, pairs, findings)
        }
        _ => read_sources(file, node.map_or(&[], std::slice::from_ref), findings),
    }
}

/// Reads a mapping from keys to sources. In the place of one may stand its address or its title: then what else it needs
/// is missing, and not the work itself.
fn read_keyed(file: &FilePath, pairs: &[(Node, Node)], findings: &mut Vec<Finding>) -> Vec<Source> {
    let pairs = pairs.iter();
    pairs
        .filter_map(|(key, node)| {
            let only = only_field(node);
            read_source(file, only.as_ref().unwrap_or(node), key.as_str(), findings)
        })
        .collect()
}

/// A source of which only its address or its title is given.
fn only_field(node: &Node) -> Option<Node> {
    let text = node.as_str()?;
    let name = match text.contains("://") {
        true => "url",
        false => "title",
    };
    let name = Node {
        span: node.span.clone(),
        content: Content::Scalar(name.to_owned()),
    };
    Some(Node {
        span: node.span.clone(),
        content: Content::Mapping(vec![(name, node.clone())]),
    })
}

fn read_sources(file: &FilePath, items: &[Node], findings: &mut Vec<Finding>) -> Vec<Source> {
    items
        .iter()
        .filter_map(|node| read_source(file, node, None, findings))
        .collect()
}

/// Reads `sources.yaml`: a list like that of a page, or a mapping from key to
/// source, whose fields may be Hayagriva's (<https://github.com/typst/hayagriva/blob/main/docs/file-format.md>).
pub(crate) fn read_shared_sources(file: &FilePath, text: &str) -> (Vec<Arc<Source>>, Vec<Finding>) {
    let (node, faults) = yaml::parse(text, 0..text.len());
    let mut findings = data_findings(file, text, &faults);
    let sources = match &node.content {
        Content::Sequence(items) => read_sources(file, items, &mut findings),
        Content::Mapping(pairs) => read_keyed(file, pairs, &mut findings),
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
    (sources.into_iter().map(Arc::new).collect(), findings)
}

/// Puts sources of one file in the order of their keys, of several under one key the first, and
/// reports the others.
pub(crate) fn sorted_sources(
    sources: &[Arc<Source>],
    findings: &mut Vec<Finding>,
) -> Vec<Arc<Source>> {
    let mut sorted = sources.to_vec();
    sorted.sort_by(|a, b| a.key.cmp(&b.key));
    sorted.dedup_by(|next, kept| {
        let is_taken = next.key == kept.key;
        if is_taken {
            findings.push(taken_key(next, kept));
        }
        is_taken
    });
    sorted
}

/// Reports a source whose key another one has already, of its file or of the other shared list.
pub(crate) fn taken_key(source: &Source, first: &Source) -> Finding {
    let message = format!("the key `{}` is taken already", source.key);
    let help = match (source.identity == first.identity, source.is_shared()) {
        (true, _) => "list a source once in a file",
        (false, false) => "a key names one work on a page: choose another one",
        (false, true) => "a key names one work in the shared lists: choose another one",
    };
    Finding::new(
        &DUPLICATE_SOURCE,
        &source.file,
        source.span.clone(),
        message,
    )
    .label(&first.file, first.span.clone(), "by this source")
    .help(help)
}

fn read_source(
    file: &FilePath,
    node: &Node,
    key: Option<&str>,
    findings: &mut Vec<Finding>,
) -> Option<Source> {
    let mut fields = Fields::new(file, node, "a source");
    // Ours is a list, Hayagriva's file a mapping from keys.
    let is_hayagriva = key.is_some();
    let key = match key {
        Some(key) => Some(key.to_owned()),
        None => fields.text("key"),
    };
    let source = read_fields(
        &mut fields,
        node,
        key.as_deref().unwrap_or_default(),
        is_hayagriva,
    );
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

fn read_fields(fields: &mut Fields<'_>, node: &Node, key: &str, is_hayagriva: bool) -> Source {
    let types: Vec<&str> = SourceType::ALL.iter().map(|kind| kind.name()).collect();
    // Hayagriva's types are its own, and its date stands in `date`.
    let kind = match fields.node("type").and_then(Node::as_str) {
        Some(hayagriva) if SourceType::from_name(hayagriva).is_none() => {
            hayagriva::source_type(hayagriva)
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
    let (doi, isbn) = read_serial_numbers(fields);
    let accessed = fields
        .date("accessed_date")
        .or_else(|| fields.date("accessed"))
        .or(url.1);
    let key = SourceKey::from(key);
    let identity = SourceIdentity::new(
        doi.as_deref(),
        isbn.as_deref(),
        url.0.as_deref(),
        (fields.file, &key),
    );
    let made = match is_hayagriva {
        true => Made::of_hayagriva(fields),
        false => Made::of_ours(fields),
    };
    let url = url
        .0
        .or_else(|| doi.as_deref().and_then(doi_address))
        .or_else(|| hayagriva::address_of_number(fields).filter(|_| is_hayagriva))
        .or_else(|| hayagriva::address_of_parent(fields).filter(|_| is_hayagriva));
    let title = match is_hayagriva {
        true => hayagriva::title(fields),
        false => hayagriva::text(fields, "title"),
    };
    let mut details = read_details(fields);
    if is_hayagriva {
        hayagriva::complete_details(fields, &mut details);
        hayagriva::ignore_others(fields);
    }
    let published = date_or_status(made.published, &mut details);
    Source {
        identity,
        key,
        title: title.unwrap_or_default(),
        url,
        archived_url: fields.text("archived_url"),
        authors: made.authors,
        editors: made.editors,
        translators: made.translators,
        publisher: made.publisher,
        details: details.boxed(),
        published,
        accessed,
        kind: kind.unwrap_or_default(),
        note: fields.text("note"),
        language: read_language(fields),
        is_without_evidence: read_unavailable(fields),
        checked: read_confirmation(fields),
        file: fields.file.clone(),
        span: node.span.clone(),
    }
}

/// The language of the words of a work. What is no tag is a name for people: `English`.
fn read_language(fields: &mut Fields<'_>) -> Option<LanguageTag> {
    let text = fields.text("language")?;
    LanguageTag::new(&text).ok()
}

/// Whether a work says that its words can't be had: `evidence: unavailable`.
fn read_unavailable(fields: &mut Fields<'_>) -> bool {
    let found = fields.one_of(
        "evidence",
        |name| (name == "unavailable").then_some(()),
        &["unavailable"],
    );
    found.is_some()
}

/// Who made a work, where it came out, and when.
struct Made {
    authors: Creators,
    editors: Creators,
    translators: Creators,
    publisher: Option<String>,
    published: Option<PublicationDate>,
}

impl Made {
    /// As our own fields have it. A single name may stand under the singular.
    fn of_ours(fields: &mut Fields<'_>) -> Self {
        let mut names = |plural: &'static str, singular: &'static str| {
            let mut names = fields.texts(plural);
            names.extend(fields.texts(singular));
            hayagriva::plain_names(names)
        };
        Self {
            authors: names("authors", "author"),
            editors: names("editors", "editor"),
            translators: names("translators", "translator"),
            publisher: fields.text("publisher"),
            published: published(fields),
        }
    }

    /// As Hayagriva's fields have it, or ours where those are missing.
    fn of_hayagriva(fields: &mut Fields<'_>) -> Self {
        let publisher = hayagriva::origin(fields);
        let (authors, editors) = (hayagriva::authors(fields), hayagriva::editors(fields));
        let translators = hayagriva::translators(fields);
        let published = published(fields).or_else(|| hayagriva::date_of_parent(fields));
        let mut or_ours = |creators: Creators, plural: &'static str| {
            let ours = fields.texts(plural);
            match creators.is_empty() {
                true => hayagriva::plain_names(ours),
                false => creators,
            }
        };
        Self {
            authors: or_ours(authors, "authors"),
            editors: or_ours(editors, "editors"),
            translators: or_ours(translators, "translators"),
            publisher,
            published,
        }
    }
}

/// When a work came out: `published`, else `date`.
fn published(fields: &mut Fields<'_>) -> Option<PublicationDate> {
    let mut date = |name: &'static str| {
        let (text, span) = fields.placed_text(name)?;
        let text = hayagriva::edtf(&text);
        let date = PublicationDate::parse(day_of(&text));
        if date.is_none() {
            let error = Date::parse(day_of(&text))
                .err()
                .unwrap_or(DateError::NotADate);
            let finding = invalid_date(fields.file, span, &text, error);
            fields.findings.push(finding);
        }
        date
    };
    date("published").or_else(|| date("date"))
}

/// Reads a DOI and an ISBN: fields of their own, or Hayagriva's `serial-number`.
fn read_serial_numbers(fields: &mut Fields<'_>) -> (Option<String>, Option<String>) {
    let (doi, isbn) = (fields.text("doi"), fields.text("isbn"));
    let of_hayagriva = match fields.node("serial-number") {
        Some(
            node @ Node {
                content: Content::Mapping(_),
                ..
            },
        ) => {
            let text = |name| node.get(name).and_then(Node::as_str).map(str::to_owned);
            (text("doi"), text("isbn"))
        }
        // A number by itself may be of any series; it is none that we know.
        _ => (None, None),
    };
    (doi.or(of_hayagriva.0), isbn.or(of_hayagriva.1))
}

fn read_hayagriva_url(fields: &mut Fields<'_>, node: &Node) -> (Option<String>, Option<Date>) {
    let mut inner = Fields::new(fields.file, node, "an address");
    let read = (inner.text("value"), inner.date("date"));
    let findings = inner.finish();
    fields.findings.extend(findings);
    read
}
