//! The fields of entries before the library resolves them.

use std::ops::Range;

use biblatex::{Field, Pair, RawChunk, RawEntry};

/// The fields of which something is shown, or by which an entry takes something from others. Programs that keep
/// bibliographies write many others, with whatever stands in abstracts and paths of files.
const SHOWN: [&str; 51] = [
    "address",
    "archiveprefix",
    "author",
    "booksubtitle",
    "booktitle",
    "chapter",
    "crossref",
    "date",
    "doi",
    "edition",
    "editor",
    "eid",
    "eprint",
    "eprinttype",
    "eventtitle",
    "eventtitleaddon",
    "howpublished",
    "institution",
    "isbn",
    "issue",
    "issuesubtitle",
    "issuetitle",
    "journal",
    "journalsubtitle",
    "journaltitle",
    "location",
    "mainsubtitle",
    "maintitle",
    "month",
    "note",
    "number",
    "organization",
    "pages",
    "pagetotal",
    "part",
    "publisher",
    "pubstate",
    "school",
    "series",
    "subtitle",
    "title",
    "titleaddon",
    "translator",
    "url",
    "urldate",
    "venue",
    "version",
    "volume",
    "volumes",
    "xdata",
    "year",
];

/// Takes the fields off an entry that nobody would see.
pub(super) fn keep_shown(entry: &mut RawEntry<'_>) {
    entry.fields.retain(|field| {
        let name = field.key.v.to_ascii_lowercase();
        SHOWN.contains(&&*name)
    });
}

/// Takes the other keys of an entry off it, `ids = {old, older}`: by these it may be cited, too. They are its own, and not
/// those of entries that take fields from it.
pub(super) fn take_other_keys<'s>(entry: &mut RawEntry<'s>) -> Vec<&'s str> {
    let is_list = |field: &mut Pair<'s>| field.key.v.eq_ignore_ascii_case("ids");
    let lists: Vec<Pair<'s>> = entry.fields.extract_if(.., is_list).collect();
    let chunks = lists.into_iter().flat_map(|field| field.value.v);
    let texts = chunks.map(|chunk| match chunk.v {
        RawChunk::Normal(text) | RawChunk::Abbreviation(text) => text,
    });
    let keys = texts.flat_map(|text| text.split(',')).map(str::trim);
    keys.filter(|key| !key.is_empty())
        .take(MAX_OTHER_KEYS)
        .collect()
}

/// How many other keys an entry may have.
const MAX_OTHER_KEYS: usize = 100;

/// Where an entry names people who did something else to a work than write, edit or translate it: as nobody sees whom they
/// name, it is reported.
pub(super) fn other_makers(entry: &RawEntry<'_>) -> Vec<Range<usize>> {
    const FIELDS: [&str; 9] = [
        "afterword",
        "annotator",
        "bookauthor",
        "commentator",
        "editora",
        "editorb",
        "editorc",
        "foreword",
        "introduction",
    ];
    let fields = entry.fields.iter();
    let fields = fields.filter(|field| FIELDS.contains(&&*field.key.v.to_ascii_lowercase()));
    fields.map(|field| field.key.span.clone()).collect()
}

/// Takes the name of a month that is written without braces, `month = March`, for what it says.
pub(super) fn name_months(entry: &mut RawEntry<'_>) {
    let is_month = |field: &&mut Pair<'_>| field.key.v.eq_ignore_ascii_case("month");
    let months = entry.fields.iter_mut().filter(is_month);
    for chunk in months.flat_map(|field| &mut field.value.v) {
        if let RawChunk::Abbreviation(name) = chunk.v {
            chunk.v = RawChunk::Normal(name);
        }
    }
}

/// The chunks of a field in which each `$` is a sign of its own and begins no formula.
pub(super) fn with_literal_dollars(field: &Field<'_>) -> Vec<String> {
    let texts = field.iter().map(|chunk| match chunk.v {
        RawChunk::Normal(text) => text.replace('$', "\\$"),
        RawChunk::Abbreviation(name) => name.to_owned(),
    });
    texts.collect()
}

/// A field with other texts for its chunks.
pub(super) fn with_texts<'t>(field: &Pair<'t>, texts: &'t [String]) -> Pair<'t> {
    let mut field = field.clone();
    for (chunk, text) in field.value.v.iter_mut().zip(texts) {
        chunk.v = match chunk.v {
            RawChunk::Normal(_) => RawChunk::Normal(text),
            RawChunk::Abbreviation(_) => RawChunk::Abbreviation(text),
        };
    }
    field
}
