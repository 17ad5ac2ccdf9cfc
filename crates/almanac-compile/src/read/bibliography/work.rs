//! What an entry of a bibliography says of a work.

use std::ops::Range;

use almanac_model::{
    Creator, FilePath, Source, SourceIdentity, SourceKey, SourceType, doi_address,
};
use biblatex::{ChunksExt, Entry, EntryType, Person};

use super::{dates, tex};
use crate::checks::INVALID_DATE;
use crate::reporter::Finding;

/// The source that an entry describes, whose key stands at `span`.
pub(super) fn source(
    file: &FilePath,
    span: Range<usize>,
    entry: &Entry,
    findings: &mut Vec<Finding>,
) -> Source {
    let key = SourceKey::from(entry.key.as_str());
    let verbatim = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let (doi, isbn) = (verbatim("doi"), verbatim("isbn"));
    let url = verbatim("url").or_else(|| eprint_address(entry));
    let mut date = |value: Option<String>| {
        let value = value?;
        let date = dates::first_of(&value);
        if date.is_none() {
            let message = format!("`{value}` of `{}` is not a date", entry.key);
            findings.push(Finding::new(&INVALID_DATE, file, span.clone(), message));
        }
        date
    };
    let published = date(verbatim("date").or_else(|| dates::year_and_month(entry)));
    let accessed = date(verbatim("urldate"));
    let (authors, has_more_authors) = creators(entry);
    Source {
        identity: SourceIdentity::new(
            doi.as_deref(),
            isbn.as_deref(),
            url.as_deref(),
            (file, &key),
        ),
        key,
        title: title(entry),
        url: url.or_else(|| doi_address(&doi?)),
        archived_url: None,
        authors,
        has_more_authors,
        publisher: origin(entry),
        published,
        accessed,
        kind: source_type(&entry.entry_type),
        note: words(entry, "note"),
        file: file.clone(),
        span: span.clone(),
    }
}

fn words(entry: &Entry, name: &str) -> Option<String> {
    let words = tex::words(entry.get(name)?);
    (!words.is_empty()).then_some(words)
}

/// The title with the subtitle.
fn title(entry: &Entry) -> String {
    with_subtitle(entry, "title", "subtitle").unwrap_or_default()
}

fn with_subtitle(entry: &Entry, title: &str, subtitle: &str) -> Option<String> {
    match (words(entry, title), words(entry, subtitle)) {
        (Some(title), Some(subtitle)) if title.ends_with(['.', '?', '!', ':']) => {
            Some(format!("{title} {subtitle}"))
        }
        (Some(title), Some(subtitle)) => Some(format!("{title}: {subtitle}")),
        (title, subtitle) => title.or(subtitle),
    }
}

/// Where a work came out: the journal or book that it is in, and who published it.
fn origin(entry: &Entry) -> Option<String> {
    let first = |names: &[&str]| names.iter().find_map(|name| words(entry, name));
    let container = with_subtitle(entry, "journaltitle", "journalsubtitle")
        .or_else(|| words(entry, "journal"))
        .or_else(|| with_subtitle(entry, "booktitle", "booksubtitle"))
        .or_else(|| words(entry, "maintitle"));
    let publisher = first(&[
        "publisher",
        "institution",
        "school",
        "organization",
        "howpublished",
    ]);
    let parts: Vec<String> = container.into_iter().chain(publisher).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Who made a work, its editors if no author is named, and whether there are more: `and others`.
fn creators(entry: &Entry) -> (Vec<Creator>, bool) {
    let people = |name: &str| entry.get_as::<Vec<Person>>(name).ok();
    let people = ["author", "editor", "translator"]
        .into_iter()
        .find_map(people);
    let mut people = people.unwrap_or_default();
    let is_others = |person: &mut Person| person.name == "others" && person.given_name.is_empty();
    let has_more = people.pop_if(is_others).is_some();
    let creators = people.iter().map(creator);
    (
        creators
            .filter(|creator| !creator.name.is_empty())
            .collect(),
        has_more,
    )
}

fn creator(person: &Person) -> Creator {
    let family = joined(&[&person.prefix, &person.name]);
    let mut name = joined(&[&person.given_name, &family]);
    if !person.suffix.is_empty() {
        name = format!("{name}, {}", tex::plain(&person.suffix));
    }
    // An organisation has one name, which is no family's.
    let is_person = !person.given_name.is_empty() || !person.suffix.is_empty();
    Creator {
        name,
        family: is_person.then_some(family),
    }
}

fn joined(parts: &[&str]) -> String {
    let parts = parts.iter().map(|part| tex::plain(part));
    let parts = parts.filter(|part| !part.is_empty());
    parts.collect::<Vec<String>>().join(" ")
}

/// The address of a work in the archive that its `eprint` is a number of.
fn eprint_address(entry: &Entry) -> Option<String> {
    let text = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let number = text("eprint")?;
    let archive = text("eprinttype").or_else(|| text("archiveprefix"))?;
    let number = number.trim();
    Some(match archive.trim().to_ascii_lowercase().as_str() {
        "arxiv" => {
            let number = number.strip_prefix("arXiv:").unwrap_or(number);
            format!("https://arxiv.org/abs/{number}")
        }
        "hdl" => format!("https://hdl.handle.net/{number}"),
        "jstor" => format!("https://www.jstor.org/stable/{number}"),
        "pubmed" => format!("https://pubmed.ncbi.nlm.nih.gov/{number}/"),
        _ => return None,
    })
}

fn source_type(kind: &EntryType) -> SourceType {
    match kind {
        EntryType::Article
        | EntryType::InProceedings
        | EntryType::Proceedings
        | EntryType::MvProceedings
        | EntryType::TechReport
        | EntryType::Report
        | EntryType::PhdThesis
        | EntryType::MastersThesis
        | EntryType::Thesis
        | EntryType::Unpublished
        | EntryType::SuppPeriodical => SourceType::Paper,
        EntryType::Book
        | EntryType::MvBook
        | EntryType::InBook
        | EntryType::BookInBook
        | EntryType::SuppBook
        | EntryType::Collection
        | EntryType::MvCollection
        | EntryType::InCollection
        | EntryType::SuppCollection
        | EntryType::Reference
        | EntryType::MvReference
        | EntryType::InReference
        | EntryType::Periodical
        | EntryType::Booklet => SourceType::Book,
        EntryType::Patent => SourceType::Filing,
        EntryType::Dataset => SourceType::Dataset,
        EntryType::Software => SourceType::Code,
        EntryType::Manual => SourceType::Docs,
        _ => SourceType::Web,
    }
}
