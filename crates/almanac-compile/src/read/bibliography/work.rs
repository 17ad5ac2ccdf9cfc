//! What an entry of a bibliography says of a work.

use std::ops::Range;

use almanac_model::{
    Creator, Creators, FilePath, Source, SourceIdentity, SourceKey, SourceType, WorkDetails,
    doi_address,
};
use biblatex::{Chunks, ChunksExt, Entry, EntryType, Person};

use super::super::work_details::{date_or_status, edition, page_range, status};
use super::{dates, tex};
use crate::checks::INVALID_DATE;
use crate::reporter::Finding;

/// What to do about a date that can't be read.
const DATE_HELP: &str = "write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, two of them with `/` between, or words such as `in press`";

/// Which of the fields that are true of one work alone an entry has itself. What it takes from another one is that one's: all
/// chapters of a book have its ISBN, and none has as many pages.
#[derive(Clone, Copy)]
pub(super) struct OwnFields {
    pub doi: bool,
    pub isbn: bool,
    pub url: bool,
    pub pagetotal: bool,
}

/// The source that an entry describes, whose key stands at `span`, and its fields where `place_of` says.
pub(super) fn source(
    file: &FilePath,
    span: Range<usize>,
    entry: &Entry,
    own: OwnFields,
    place_of: impl Fn(&str) -> Range<usize>,
    findings: &mut Vec<Finding>,
) -> Source {
    let key = SourceKey::from(entry.key.as_str());
    let verbatim = |name: &str| entry.get(name).map(ChunksExt::format_verbatim);
    let (doi, isbn) = (verbatim("doi"), verbatim("isbn"));
    let doi = doi.map(|doi| tex::address(&doi));
    let in_words = || {
        let fields = ["howpublished", "note"].into_iter();
        let mut texts = fields.filter_map(verbatim);
        texts.find_map(|text| tex::address_in(&text))
    };
    let url = verbatim("url").map(|url| tex::address(&url));
    let url = url
        .filter(|url| !url.is_empty())
        .or_else(|| eprint_address(entry))
        .or_else(in_words);
    let mut is_no_date = |field: &str, value: &str| {
        let message = format!("`{value}` of `{}` is not a date", entry.key);
        let finding = Finding::new(&INVALID_DATE, file, place_of(field), message);
        findings.push(finding.help(DATE_HELP));
    };
    let mut details = details(entry);
    details.page_total.take_if(|_| !own.pagetotal);
    let published = date_or_status(dates::published(entry, &mut is_no_date), &mut details);
    let accessed = dates::accessed(entry, &mut is_no_date);
    Source {
        identity: SourceIdentity::new(
            doi.as_deref().filter(|_| own.doi),
            isbn.as_deref()
                .filter(|_| own.isbn && !is_part(&entry.entry_type)),
            url.as_deref().filter(|_| own.url),
            (file, &key),
        ),
        key,
        title: title(entry),
        url: url.or_else(|| doi_address(&doi?)),
        archived_url: None,
        authors: creators(entry, "author"),
        editors: creators(entry, "editor"),
        translators: creators(entry, "translator"),
        publisher: origin(entry),
        details: details.boxed(),
        published,
        accessed,
        kind: source_type(&entry.entry_type),
        note: words(entry, "note"),
        language: None,
        is_without_evidence: false,
        checked: None,
        file: file.clone(),
        span: span.clone(),
    }
}

fn words(entry: &Entry, name: &str) -> Option<String> {
    let words = tex::words(entry.get(name)?);
    (!words.is_empty()).then_some(words)
}

/// The title with the subtitle and what is added to it; of an issue of a periodical that has one of its own, that.
fn title(entry: &Entry) -> String {
    let of_issue = || with_subtitle(entry, "issuetitle", "issuesubtitle");
    let own = || with_subtitle(entry, "title", "subtitle");
    let title = match is_issue(entry) {
        true => of_issue().or_else(own),
        false => own(),
    };
    let parts = (title, words(entry, "titleaddon"));
    joined_by(". ", parts).unwrap_or_default()
}

/// Whether an entry is an issue of a periodical that has a title of its own.
fn is_issue(entry: &Entry) -> bool {
    entry.entry_type == EntryType::Periodical && entry.get("issuetitle").is_some()
}

fn with_subtitle(entry: &Entry, title: &str, subtitle: &str) -> Option<String> {
    joined_by(": ", (words(entry, title), words(entry, subtitle)))
}

/// Two parts of a title with a sign between, unless the first ends with one.
fn joined_by(sign: &str, parts: (Option<String>, Option<String>)) -> Option<String> {
    match parts {
        (Some(title), Some(more)) if title.ends_with(['.', '?', '!', ':']) => {
            Some(format!("{title} {more}"))
        }
        (Some(title), Some(more)) => Some(format!("{title}{sign}{more}")),
        (title, more) => title.or(more),
    }
}

/// Where a work came out: the journal or book that it is in, and who published it.
fn origin(entry: &Entry) -> Option<String> {
    let first = |names: &[&str]| names.iter().find_map(|name| words(entry, name));
    let periodical = match is_issue(entry) {
        true => with_subtitle(entry, "title", "subtitle"),
        false => with_subtitle(entry, "journaltitle", "journalsubtitle")
            .or_else(|| words(entry, "journal")),
    };
    let book = with_subtitle(entry, "booktitle", "booksubtitle");
    // What a work of several volumes is called as a whole.
    let whole = with_subtitle(entry, "maintitle", "mainsubtitle");
    let publisher = first(&["publisher", "institution", "school", "organization"]);
    // An address is shown as one.
    let is_address = |text: &String| text.starts_with("http") && !text.contains(' ');
    let publisher =
        publisher.or_else(|| words(entry, "howpublished").filter(|text| !is_address(text)));
    let containers = periodical.into_iter().chain(book).chain(whole);
    let mut parts: Vec<String> = containers.chain(publisher).collect();
    parts.dedup();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// Which edition a work is, and where it stands in a larger one.
fn details(entry: &Entry) -> WorkDetails {
    let issue = (words(entry, "number"), words(entry, "issue"));
    let volume = (words(entry, "volume"), words(entry, "part"));
    // An article that has no pages has a number of its own.
    let pages = words(entry, "pages").or_else(|| words(entry, "eid"));
    let event = joined_by(
        ", ",
        (words(entry, "eventtitle"), words(entry, "eventtitleaddon")),
    );
    WorkDetails {
        location: location(entry),
        event: joined_by(", ", (event, words(entry, "venue"))),
        edition: words(entry, "edition").map(edition),
        version: words(entry, "version"),
        series: words(entry, "series"),
        volume: joined_by(".", volume),
        number: joined_by(", ", issue),
        chapter: words(entry, "chapter"),
        pages: pages.map(page_range),
        volume_total: words(entry, "volumes"),
        page_total: words(entry, "pagetotal"),
        status: words(entry, "pubstate").map(status),
    }
}

/// The places in which the publisher is, or of a patent the countries in which it holds.
fn location(entry: &Entry) -> Option<String> {
    let field = entry.get("location").or_else(|| entry.get("address"))?;
    let places: Vec<Chunks> = field.parse().ok()?;
    let places = places.iter().map(|place| {
        let place = tex::words(place);
        let country = COUNTRIES.iter().find(|(key, _)| *key == place);
        country.map_or(place, |(_, country)| (*country).to_owned())
    });
    let places: Vec<String> = places.filter(|place| !place.is_empty()).collect();
    (!places.is_empty()).then(|| places.join("; "))
}

/// What BibLaTeX calls the countries of patents.
const COUNTRIES: [(&str, &str); 6] = [
    ("countryde", "Germany"),
    ("countryep", "European Union"),
    ("countryeu", "European Union"),
    ("countryfr", "France"),
    ("countryuk", "United Kingdom"),
    ("countryus", "United States of America"),
];

/// Those whom a field names, and whether there are more: `and others`.
fn creators(entry: &Entry, field: &str) -> Creators {
    let mut people = entry.get_as::<Vec<Person>>(field).unwrap_or_default();
    let is_others = |person: &mut Person| person.name == "others" && person.given_name.is_empty();
    let has_more = people.pop_if(is_others).is_some();
    let named = people.iter().map(creator);
    Creators {
        named: named.filter(|creator| !creator.name.is_empty()).collect(),
        has_more,
    }
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

/// Whether works of a type are parts of others, whose ISBN they may name.
fn is_part(kind: &EntryType) -> bool {
    matches!(
        kind,
        EntryType::Article
            | EntryType::InBook
            | EntryType::InCollection
            | EntryType::InProceedings
            | EntryType::InReference
            | EntryType::BookInBook
            | EntryType::SuppBook
            | EntryType::SuppCollection
            | EntryType::SuppPeriodical
    )
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
