//! Reads a learning path.

use almanac_model::{
    CitedSources, Config, Heading, LanguageTag, LearningPath, Level, PathLevel, Step,
};
use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{
    Dialect, Document, MarkupEvent, Span, events, measure, needs_parsing, standing_alone,
};

use super::common::read_content;
use super::fields::{Fields, PlacedText};
use super::links::{shown_files, take_links};
use super::page::{add_named_topics, head_of, read_title, reading_time};
use super::telling::read_telling;
use super::version::read_path_version;
use super::{FileText, fault_findings};
use crate::checks::{INVALID_FRONT_MATTER, OVERSIZED_CONTENT};
use crate::context::ReadFile;
use crate::dialect::dialect;
use crate::reporter::Finding;

/// A learning path as read from its file.
#[derive(Debug)]
pub(crate) struct PathFile {
    pub path: LearningPath,
    pub read: ReadFile,
}

/// Reads a path's file. Level and time are those of its steps, so they come when it is linked.
pub(crate) fn read_path(file: FileText, config: &Config) -> PathFile {
    let dialect = dialect(config).of_file(file.file.as_str());
    let mut document = almanac_syntax::parse(&file.text, dialect);
    let mut findings: Vec<Finding> = Vec::new();
    let head = head_of(&document, &file.text);
    let broken = document.has_cut_front_matter();
    let mut fields = Fields::new(&file.file, &document.front_matter, "the front matter");
    let title = read_title(&mut fields, &file, &head, (None, None));
    let language = file.language.as_ref();
    let version = read_path_version(&mut fields, &file);
    let mut markdown = Vec::new();
    let steps = read_steps(&mut fields, &mut markdown);
    let audience = fields.placed_text("audience");
    markdown.extend(audience.clone());
    let lacks_steps = steps.is_empty() && version.is_none() && !fields.misspells("steps");
    if lacks_steps && !broken && fields.findings.is_empty() {
        let finding = Finding::new(
            &INVALID_FRONT_MATTER,
            &file.file,
            head.clone(),
            "the path has no steps",
        )
        .help("add `steps:` with items like `- { read: some-entry, why: \"…\" }`");
        fields.findings.push(finding);
    }
    let (introduction, closing) = split_body(&document, &file.text);
    let tag = language.map_or(config.language.as_str(), LanguageTag::as_str);
    let closing_time = closing.clone().map(|part| {
        let measure = measure(&file.text, document.body.clone(), part, dialect);
        reading_time(measure, config, tag)
    });
    let id = fields.text("id");
    let content = read_content(&mut fields, &file, id, title, version);
    let mut path = LearningPath {
        content,
        audience: audience.map(|(text, _)| text),
        steps,
        outline: outline(
            &document,
            &file.text,
            [Some(&introduction), closing.as_ref()],
            dialect,
        ),
        introduction,
        closing,
        closing_time,
        level: PathLevel::Unknown,
        cited: CitedSources::default(),
        cited_at_end: CitedSources::default(),
    };
    add_named_topics(&mut path.content, &document);
    fields.ignore(&["id"]);
    findings.extend(fields.finish());
    let told_beside = markdown.iter().map(|(_, span)| span.clone());
    let faults = document.add_markdown(&file.text, &markdown, dialect);
    findings.extend(fault_findings(&file.file, &document.faults));
    findings.extend(fault_findings(&file.file, &faults));
    path.content.definitions = std::mem::take(&mut document.definitions);
    path.content.shown = shown_files(&document);
    path.content.links = take_links(&mut document, &file.file, &mut findings);
    let told: Vec<Span> = told_beside.chain([path.body()]).collect();
    path.content.telling = read_telling(&path, &document, &path.links, &told);
    PathFile {
        read: ReadFile {
            document,
            sources: Vec::new(),
            head,
            broken,
            undeclared_properties: Vec::new(),
            updated: path.changed.clone(),
            misplaced: Vec::new(),
            foreign_fields: Vec::new(),
            findings,
        },
        path,
    }
}

/// How many steps a path has at most: each step lists all others, and nobody walks through more.
const MAX_STEPS: usize = 500;

fn read_steps(fields: &mut Fields<'_>, markdown: &mut Vec<PlacedText>) -> Vec<Step> {
    let mut steps = Vec::new();
    let listed = fields.list("steps");
    if let Some(beyond) = listed.get(MAX_STEPS) {
        let message = format!(
            "the path has {} steps, and at most {MAX_STEPS} are read",
            listed.len()
        );
        let finding = Finding::new(
            &OVERSIZED_CONTENT,
            fields.file,
            beyond.span.clone(),
            message,
        );
        let finding = finding.help("make several paths of it");
        fields.findings.push(finding);
    }
    for node in listed.iter().take(MAX_STEPS) {
        let empty = Node {
            span: node.span.clone(),
            content: Content::Null,
        };
        let bare = node.as_str().is_some();
        let mut inner = Fields::new(fields.file, if bare { &empty } else { node }, "a step");
        let read = if bare {
            inner_text(node)
        } else {
            inner.placed_text("read")
        };
        let why = inner.placed_text("why");
        if read.is_none() && inner.findings.is_empty() && !inner.misspells("read") {
            inner.invalid(node, "a step does not say what to read");
        }
        let is_imported = inner.boolean("imported");
        let names: Vec<&str> = Level::ALL.iter().map(|level| level.name()).collect();
        let depth = inner.one_of("depth", Level::from_name, &names);
        inner.ignore(&["read", "why"]);
        let findings = inner.finish();
        fields.findings.extend(findings);
        let Some((read, span)) = read else { continue };
        markdown.extend(why.clone().filter(|(why, _)| needs_parsing(why)));
        steps.push(Step {
            read,
            page: None,
            depth,
            why: why.map(|(why, _)| why).unwrap_or_default(),
            is_imported,
            span,
        });
    }
    steps
}

fn inner_text(node: &Node) -> Option<(String, Span)> {
    node.as_str()
        .map(|text| (text.trim().to_owned(), node.span.clone()))
}

/// The headings of the parts of a path that are shown, each with its anchor there: every part is a page
/// by itself, so that the second one may have an anchor of the first.
fn outline(
    document: &Document,
    text: &str,
    parts: [Option<&Span>; 2],
    dialect: Dialect,
) -> Vec<Heading> {
    if document.headings.is_empty() {
        return Vec::new();
    }
    let parts = parts.into_iter().flatten();
    let anchored =
        parts.flat_map(|part| anchors(text, document.body.clone(), part.clone(), dialect));
    let headings = anchored.filter_map(|(anchor, span)| {
        let mut headings = document.headings.iter();
        let heading = headings.find(|heading| heading.span.start == span.start)?;
        Some(Heading {
            depth: heading.depth,
            text: heading.text.clone(),
            anchor,
            marked: None,
            generated: None,
            span,
        })
    });
    headings.collect()
}

/// The anchors of the headings of a part of a body that is shown by itself, with their places.
fn anchors(text: &str, body: Span, part: Span, dialect: Dialect) -> Vec<(String, Span)> {
    let (text, part) = standing_alone(text, body, part);
    let anchored = events(&text, part, dialect).filter_map(|(event, span)| match event {
        MarkupEvent::StartHeading { anchor, .. } => Some((anchor, span)),
        _ => None,
    });
    anchored.collect()
}

/// Splits the body at a section `# Closing`, in another language one with the anchor `closing`.
fn split_body(document: &Document, text: &str) -> (Span, Option<Span>) {
    let body = document.body.clone();
    let closing = document.headings.iter().find(|h| {
        h.depth == 1 && (h.text.eq_ignore_ascii_case("closing") || h.anchor == "closing")
    });
    match closing {
        Some(heading) => {
            let end = document
                .headings
                .iter()
                .find(|next| next.depth == 1 && next.span.start > heading.span.start)
                .map_or(text.len(), |next| next.span.start);
            (body.start..heading.span.start, Some(heading.span.end..end))
        }
        None => (body, None),
    }
}
