//! Reads an entry or a thread.

use std::collections::HashSet;
use std::sync::Arc;

use almanac_model::{
    AnchorRule, Anchors, CitedSources, Config, ContentFile, FigureIds, Form, Heading, LanguageTag,
    Level, NamedBlock, Page, Prerequisite, ReadingTime, Source, Takeaway, TextMeasure,
    fragment_key, is_free_id, marked_words, name_in_path, nfc, slugify,
};
use almanac_syntax::yaml::{self, Node};
use almanac_syntax::{
    BlockKind, Document, FigureBlock, Measure, ParsedHeading, Span, defined_addresses, fitted,
    needs_parsing,
};

use super::common::{read_content, read_slug};
use super::events::{read_events, read_moved_events};
use super::facts::read_facts;
use super::fields::{Fields, PlacedText};
use super::foreign_fields::take_foreign_fields;
use super::id_beside::id_beside;
use super::links::{shown_files, take_links};
use super::note_numbers::note_numbers;
use super::questions::read_questions;
use super::sources::{read_own_sources, sorted_sources};
use super::telling::read_telling;
use super::version::{misplaced_fields, read_page_version};
use super::{FileText, fault_findings};
use crate::checks::{DUPLICATE_ID, INVALID_FRONT_MATTER, UNKNOWN_FIELD};
use crate::context::ReadFile;
use crate::dialect::dialect;
use crate::left_out::rules;
use crate::named_topics::topic_slug;
use crate::reporter::Finding;

/// An entry or a thread as read from its file.
#[derive(Debug)]
pub(crate) struct PageFile {
    pub page: Page,
    pub read: ReadFile,
}

/// Reads an entry's or a thread's file.
pub(crate) fn read_page(file: FileText, is_thread: bool, config: &Config) -> PageFile {
    let dialect = dialect(config).of_file(file.file.as_str());
    let mut document = almanac_syntax::parse(&file.text, dialect);
    let mut findings: Vec<Finding> = Vec::new();
    let head = head_of(&document, &file.text);
    let node = &document.front_matter;
    let broken = document.has_cut_front_matter();
    let mut fields = Fields::new(&file.file, node, "the front matter");
    let mut inner = Vec::new();
    let form = if is_thread {
        fields.ignore(&["kind"]);
        Form::Thread {
            events: read_events(&file, &document, config, &mut inner),
            moved: read_moved_events(&mut fields),
        }
    } else {
        Form::Entry {
            kind: read_kind(&mut fields, &file, config),
        }
    };
    let mut names = config
        .content
        .outline
        .iter()
        .flat_map(|graph| graph.names(file.file.as_str()));
    let first = first_heading(&document, &file).filter(|_| config.content.outline.is_none());
    let called = names.next();
    let title = read_title(&mut fields, &file, &head, (first, called.as_deref()));
    let version = read_page_version(&mut fields, &file);
    let kind = match &form {
        Form::Entry { kind } => Some(kind.as_str()),
        Form::Thread { .. } => None,
    };
    let mut markdown = Vec::new();
    let (facts, undeclared_properties) = fields
        .node("facts")
        .map(|node| read_facts(&file.file, node, kind, config, &mut inner))
        .unwrap_or_default();
    let sources = read_own_sources(&file.file, fields.node("sources"), &mut inner);
    let sources: Vec<Arc<Source>> = sources.into_iter().map(Arc::new).collect();
    let id = fields.text("id").or_else(|| fields.text("article_id"));
    let mut content = read_content(&mut fields, &file, id, title, version);
    let by_file = called.into_iter().chain(names);
    content
        .aliases
        .extend(by_file.filter(|name| *name != content.title));
    let language = file.language.as_ref().or(content.written_in.as_ref());
    let language = language.map_or(&*config.language, LanguageTag::as_str);
    content.is_unlisted |= is_excluded(&config.content.unlisted, file.file.as_str());
    content.reading_time = reading_time(document.measure, config, language);
    if file.is_foreign {
        content.numbers = note_numbers(&file.text[document.body.clone()]);
    }
    let outline = outline(&document.headings, &file, config.content.anchors.as_ref());
    let mut page = Page {
        content,
        form,
        body: document.body.clone(),
        level: read_level(&mut fields),
        requires: read_prerequisites(&mut fields, &mut markdown),
        takeaways: read_takeaways(&mut fields, &mut markdown),
        facts,
        sources: sorted_sources(&sources, &mut inner),
        cited: CitedSources::default(),
        ids: ids(&document, &file, &outline, &mut markdown, &mut inner),
        blocks: named_blocks(&document),
        outline,
        has_words: !document.plain_text.trim().is_empty(),
        questions: read_questions(&file, &document, &mut markdown, &mut inner),
        stub: fields.boolean("stub"),
    };
    add_named_topics(&mut page.content, &document);
    // OpenAlmanac's infobox is kept for its client.
    fields.ignore(&["id", "article_id", "infobox"]);
    let was_fine = fields.findings.is_empty();
    inner.splice(0..0, fields.finish());
    let foreign_fields = match file.is_foreign {
        true => take_foreign_fields(&mut inner, &document.front_matter),
        false => Vec::new(),
    };
    findings.extend(inner);
    let faults = document.add_markdown(&file.text, &markdown, dialect);
    findings.extend(fault_findings(&file.file, &document.faults));
    findings.extend(fault_findings(&file.file, &faults));
    page.definitions = std::mem::take(&mut document.definitions);
    let definitions = defined_names(&document, &file.text, config);
    page.definitions.extend(definitions);
    let broken = broken || (!was_fine && page.title.is_empty());
    page.shown = shown_files(&document);
    page.links = take_links(&mut document, &file.file, &mut findings);
    let takeaways = page.takeaways.iter().map(|one| one.span.clone());
    let told: Vec<Span> = takeaways.chain([page.body.clone()]).collect();
    page.telling = read_telling(&page, &document, &page.links, &told);
    // What the page has now, and what is read once, its document need not keep: a large almanac
    // has to fit.
    document.plain_text = String::new();
    document.headings = Vec::new();
    let misplaced = misplaced_fields(&file, &document.front_matter);
    document.front_matter.forget("sources");
    PageFile {
        read: ReadFile {
            document,
            sources: fitted(sources),
            head,
            broken,
            undeclared_properties: fitted(undeclared_properties),
            updated: page.changed.clone(),
            misplaced,
            foreign_fields,
            findings,
        },
        page,
    }
}

/// Whether patterns name a file or a folder that it is in.
fn is_excluded(patterns: &[String], path: &str) -> bool {
    !patterns.is_empty()
        && rules(patterns.iter().map(String::as_str))
            .matched_path_or_any_parents(path, false)
            .is_ignore()
}

/// The lines that define what a name in a link means, as Foam writes them below a note, by the name in lower case.
fn defined_names(
    document: &Document,
    text: &str,
    config: &Config,
) -> impl Iterator<Item = (String, Span)> {
    let are_read = config.content.syntax.is_foreign() && !document.links.is_empty();
    let names = are_read.then(|| {
        let links = document.links.iter();
        let names = links.map(|(link, _)| link.target.to_lowercase());
        names.collect::<HashSet<String>>()
    });
    names.into_iter().flat_map(move |names| {
        let defined = defined_addresses(text, document.body.clone());
        let named = defined.filter(|(name, _)| names.contains(name));
        named.collect::<Vec<_>>()
    })
}

/// Where a diagnostic about the page as a whole points: its front matter's first line.
pub(super) fn head_of(document: &Document, text: &str) -> Span {
    let start = document
        .front_matter_span
        .as_ref()
        .map_or(0, |span| span.start);
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    start..start + length
}

pub(super) fn read_title(
    fields: &mut Fields<'_>,
    file: &FileText,
    head: &Span,
    (heading, called): (Option<&ParsedHeading>, Option<&str>),
) -> String {
    let written = fields.text("title");
    let title = written.filter(|title| !title.is_empty());
    let heading = || heading.map(|heading| heading.text.trim().to_owned());
    let heading = || heading().filter(|text| !text.is_empty());
    if let Some(title) = title.or_else(heading) {
        return title;
    }
    let is_version = file.depth.is_some() || file.language.is_some();
    if is_version && fields.findings.is_empty() && !fields.misspells("title") {
        let message = "the page has no title";
        let finding = Finding::new(&INVALID_FRONT_MATTER, &file.file, head.clone(), message);
        // The name of the file is that of the original.
        let help =
            "add `title: …` to the front matter, between two lines `---` at the top of the file";
        fields.findings.push(finding.help(help));
    }
    match is_version {
        true => file.slug.as_str().replace('-', " "),
        false => {
            let name = called.unwrap_or_else(|| name_in_path(file.file.as_str()));
            name.trim().to_owned()
        }
    }
}

/// The heading that stands for the title where front matter gives none: the first one, if it is of the first level. In a note
/// with other words before it and others of its level behind it, it begins one of several parts.
fn first_heading<'d>(document: &'d Document, file: &FileText) -> Option<&'d ParsedHeading> {
    let first = { document.headings.first() }.filter(|first| first.depth == 1)?;
    let before = &file.text[document.body.start..first.span.start];
    let is_one_of_several = file.is_foreign
        && !before.trim().is_empty()
        && document.headings[1..].iter().any(|other| other.depth == 1);
    (!is_one_of_several).then_some(first)
}

/// The kind of an entry that says none.
const CONCEPT: &str = "concept";

/// What other programs call kinds: they say what sort of file it is, and not of what sort the thing is that it is about.
const KINDS_OF_FILES: [&str; 8] = [
    "note", "page", "post", "article", "doc", "section", "home", "default",
];

fn read_kind(fields: &mut Fields<'_>, file: &FileText, config: &Config) -> String {
    let Some((kind, span)) = fields.placed_text("kind") else {
        return CONCEPT.to_owned();
    };
    let kind = nfc(&kind).into_owned();
    if !config.kinds.contains_key(&kind) {
        let message = format!("the kind `{kind}` is not declared");
        if file.is_foreign {
            let finding = Finding::new(&INVALID_FRONT_MATTER, fields.file, span, message);
            fields.findings.push(finding);
            return CONCEPT.to_owned();
        }
        if KINDS_OF_FILES.contains(&kind.to_lowercase().as_str()) {
            let help = format!(
                "write a kind that `almanac.toml` declares, or add `{kind} = \"…\"` there under `[kinds]`"
            );
            let finding = Finding::new(&UNKNOWN_FIELD, fields.file, span, message);
            fields.findings.push(finding.help(help));
            return CONCEPT.to_owned();
        }
    }
    kind
}

fn read_level(fields: &mut Fields<'_>) -> Option<Level> {
    let names: Vec<&str> = Level::ALL.iter().map(|level| level.name()).collect();
    fields.one_of("level", Level::from_name, &names)
}

/// The sentences that a page leaves its reader with.
fn read_takeaways(fields: &mut Fields<'_>, markdown: &mut Vec<PlacedText>) -> Vec<Takeaway> {
    let texts = fields.texts("takeaways").into_iter();
    let texts: Vec<PlacedText> = texts.filter(|(text, _)| !text.is_empty()).collect();
    markdown.extend(texts.iter().cloned());
    let takeaway = |(text, span)| Takeaway { text, span };
    texts.into_iter().map(takeaway).collect()
}

fn read_prerequisites(
    fields: &mut Fields<'_>,
    markdown: &mut Vec<PlacedText>,
) -> Vec<Prerequisite> {
    let mut prerequisites = Vec::new();
    for node in fields.list("requires") {
        let (name, reason) = match node.as_str() {
            Some(name) => (Some((name.to_owned(), node.span.clone())), None),
            None => read_prerequisite(fields, node),
        };
        let Some((name, span)) = name else { continue };
        let reason = reason.map(|(reason, span)| {
            markdown.push((reason.clone(), span));
            reason
        });
        if let Some(page) = read_slug(fields, &name, span.clone()) {
            prerequisites.push(Prerequisite { page, reason, span });
        }
    }
    prerequisites
}

fn read_prerequisite(
    fields: &mut Fields<'_>,
    node: &Node,
) -> (Option<PlacedText>, Option<PlacedText>) {
    let mut inner = Fields::new(fields.file, node, "a prerequisite");
    let entry = inner.placed_text("entry");
    let reason = inner.placed_text("reason");
    if entry.is_none() && inner.findings.is_empty() && !inner.misspells("entry") {
        inner.invalid(node, "a prerequisite has no `entry`");
    }
    let findings = inner.finish();
    fields.findings.extend(findings);
    (entry, reason)
}

/// What beside headings may be linked to in the text of a page: its figures, and the ids of its HTML. Adds what stands above
/// the figures to the Markdown of the page.
fn ids(
    document: &Document,
    file: &FileText,
    headings: &[Heading],
    markdown: &mut Vec<PlacedText>,
    findings: &mut Vec<Finding>,
) -> Vec<String> {
    let mut ids = FigureIds::beside(headings);
    let blocks = document.blocks.iter();
    let figures = blocks.filter(|(block, _)| block.kind == BlockKind::Figure);
    let names = figures.map(|(block, span)| {
        let (node, _) = yaml::parse(&file.text, block.content.clone());
        let figure = FigureBlock::read(&node);
        markdown.extend(caption(&node).filter(|(words, _)| needs_parsing(words)));
        let name = ids.take(figure.id.as_deref(), &figure.title).to_string();
        let wanted = figure.id.as_deref().map(slugify);
        if let Some(id) = wanted.filter(|id| !id.is_empty() && *id != name) {
            let message = format!("the id `{id}` is taken already");
            let place = node.get("id").map_or(span, |id| &id.span).clone();
            let finding = Finding::new(&DUPLICATE_ID, &file.file, place, message);
            findings.push(finding.help("give it an id that nothing else on the page has"));
        }
        name
    });
    let mut names: Vec<String> = names.collect();
    let of_html = document.ids.iter().map(|(id, _)| id);
    names.extend(of_html.filter(|id| is_free_id(id)).cloned());
    names
}

/// The blocks of a text that have ids.
fn named_blocks(document: &Document) -> Vec<NamedBlock> {
    let blocks = document.named_blocks.iter().map(|(id, span)| NamedBlock {
        id: id.clone(),
        span: span.clone(),
    });
    blocks.collect()
}

/// Adds the topics that the words of a text name. A translation has those of its original.
pub(super) fn add_named_topics(content: &mut ContentFile, document: &Document) {
    if content.language().is_some() {
        return;
    }
    for slug in document
        .topics
        .iter()
        .filter_map(|(name, _)| topic_slug(name))
    {
        if !content.topics.contains(&slug) {
            content.topics.push(slug);
        }
    }
}

/// The texts of a figure that are Markdown, with where they stand.
fn caption(figure: &Node) -> impl Iterator<Item = PlacedText> + '_ {
    let texts = ["title", "subtitle"].into_iter();
    texts.filter_map(|name| {
        let node = figure.get(name)?;
        Some((node.as_str()?.to_owned(), node.span.clone()))
    })
}

/// The headings of a text, with the ids that the generator of their site gives them, if it is one's.
fn outline(headings: &[ParsedHeading], file: &FileText, rule: Option<&AnchorRule>) -> Vec<Heading> {
    let mut ids = rule.map(Anchors::new);
    if let Some(ids) = &mut ids {
        let explicit = headings.iter().filter(|heading| heading.explicit);
        explicit.for_each(|heading| ids.take(&heading.anchor));
    }
    let headings = headings.iter().map(|heading| {
        let ids = ids.as_mut().filter(|_| !heading.explicit);
        let generated = ids.map(|ids| {
            let made = ids.of(&heading.text);
            let written = id_beside(&file.text, &heading.span);
            fragment_key(written.unwrap_or(&made))
        });
        let generated = generated.filter(|id| *id != heading.anchor);
        Heading {
            depth: heading.depth,
            text: heading.text.clone(),
            anchor: heading.anchor.clone(),
            marked: { file.text.get(heading.span.clone()) }
                .filter(|_| file.is_foreign)
                .and_then(|written| marked_words(written, &heading.text)),
            generated: generated.map(String::into_boxed_str),
            span: heading.span.clone(),
        }
    });
    headings.collect()
}

pub(super) fn reading_time(measure: Measure, config: &Config, language: &str) -> ReadingTime {
    let Measure {
        words,
        figures,
        tables,
        code_lines,
        questions,
    } = measure;
    TextMeasure {
        words,
        figures,
        tables,
        code_lines,
        questions,
    }
    .reading_time(config.words_per_minute, language)
}
