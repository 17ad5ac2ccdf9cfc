//! Reads what entries, threads, paths and their translations may all say, in our fields or in those that other programs
//! have for the same.

use std::collections::BTreeMap;

use almanac_model::{
    Changed, ContentFile, ContentId, Date, LanguageTag, ReadingTime, Slug, SlugClaim, Telling,
    Version, slugify,
};
use almanac_syntax::Span;
use almanac_syntax::yaml::{Content, Node};
use jiff::Timestamp;

use super::confirmation::read_confirmation;
use super::fields::{Fields, day_of, invalid_date, truth};
use super::file_text::{FileText, content_hash};
use crate::checks::INVALID_FRONT_MATTER;
use crate::named_topics::{TOPIC_FIELDS, topic_slug, topic_words};
use crate::reporter::Finding;

/// Reads it, beside what was read of the file already. A translation has its topics from its original. Links, what it tells
/// and the time that it takes to read come later.
pub(super) fn read_content(
    fields: &mut Fields<'_>,
    file: &FileText,
    id: Option<String>,
    title: String,
    version: Option<Version>,
) -> ContentFile {
    let is_draft = read_draft(fields);
    let (claim, addresses) = read_claim(fields, file, id.as_deref(), version.is_some());
    let aliases = read_aliases(fields, file);
    ContentFile {
        id: ContentId::from(id.as_deref().unwrap_or(claim.slug.as_str())),
        slug: claim.slug.clone(),
        claim,
        bare_slug: None,
        is_home: false,
        title,
        summary: own_or_foreign(fields, "summary", &["description", "desc"])
            .and_then(|field| text(fields, field)),
        aliases: aliases.into_iter().chain(addresses).collect(),
        numbers: Vec::new(),
        written_in: read_language(fields, file),
        topics: match version.as_ref().and_then(|made| made.language.as_ref()) {
            Some(_) => Vec::new(),
            None if file.is_foreign => read_foreign_topics(fields),
            None => read_topics(fields),
        },
        authors: own_or_foreign(fields, "authors", &["author"])
            .map_or_else(Vec::new, |field| authors(fields, field)),
        published: read_published(fields),
        is_draft,
        changed: read_changed(fields),
        checked: read_confirmation(fields),
        // Nobody is shown by mistake what its author meant to keep back.
        is_unlisted: fields.boolean_or("unlisted", true),
        file: file.file.clone(),
        text: file.text.clone(),
        has_private_parts: file.text != file.written,
        content_hash: content_hash(file.written.as_bytes()),
        telling: Telling::default(),
        links: Vec::new(),
        shown: Vec::new(),
        definitions: BTreeMap::new(),
        reading_time: ReadingTime::default(),
        has_unknown_change: false,
        version,
    }
}

/// The other names of a page. In notes they may stand in a line, with commas between.
fn read_aliases(fields: &mut Fields<'_>, file: &FileText) -> Vec<String> {
    let mut aliases = Vec::new();
    for name in ["aliases", "alias"] {
        let Some((key, value)) = fields.pair(name) else {
            continue;
        };
        let is_line = file.is_foreign && value.as_str().is_some();
        let field = Field {
            name,
            is_own: name == "aliases",
            key,
            value,
        };
        let read = texts(fields, field).into_iter();
        let parts = read.flat_map(|text| match is_line {
            true => text.split(',').map(|part| part.trim().to_owned()).collect(),
            false => vec![text],
        });
        let parts = parts.map(|alias| match file.is_foreign {
            // A path of a note may have its ending.
            true => alias
                .strip_suffix(".md")
                .map(str::to_owned)
                .unwrap_or(alias),
            false => alias,
        });
        aliases.extend(parts.filter(|alias| !alias.is_empty()));
    }
    aliases
}

/// The slug that a file claims, and the former address that it names: as a name, and as the path from the site's root that
/// it is. A `slug:` with a slash is such an address, and no slug;
/// so is a `permalink:`. Another version has the slug of its original.
fn read_claim(
    fields: &mut Fields<'_>,
    file: &FileText,
    id: Option<&str>,
    is_version: bool,
) -> (SlugClaim, Vec<String>) {
    let named = SlugClaim {
        slug: file.slug.clone(),
        is_written: false,
        id: id.map(ContentId::from),
    };
    let written = fields.placed_text("slug").filter(|_| !is_version);
    let address = |text: &str| match text.trim_matches('/') {
        "" => Vec::new(),
        path if path.contains('/') => vec![path.to_owned()],
        name => vec![name.to_owned(), format!("/{name}")],
    };
    let permalink = ["permalink", "dg-permalink"]
        .into_iter()
        .find_map(|name| fields.text(name))
        .map_or_else(Vec::new, |text| address(&text));
    match written {
        Some((text, _)) if text.contains('/') => (named, address(&text)),
        Some((text, span)) => match Slug::new(&slugify(&text)) {
            Ok(slug) => {
                let claim = SlugClaim {
                    slug,
                    is_written: true,
                    id: named.id.clone(),
                };
                (claim, permalink)
            }
            Err(_) => {
                let message = format!("no address can be made of the slug `{text}`");
                let finding = Finding::new(&INVALID_FRONT_MATTER, fields.file, span, message);
                let help = "write letters or digits, with hyphens between words";
                fields.findings.push(finding.help(help));
                (named, permalink)
            }
        },
        None => (named, permalink),
    }
}

/// When its author says that a page or path was changed.
fn read_changed(fields: &mut Fields<'_>) -> Option<Changed> {
    const FOREIGN: [&str; 4] = ["lastmod", "modified", "last_modified", "last_modified_at"];
    let field = own_or_foreign(fields, "updated", &FOREIGN)?;
    date(fields, field).map(|date| Changed {
        date,
        moment: None,
        revision: None,
    })
}

/// When it was published. In another program `published` and `publish` may say whether it is.
fn read_published(fields: &mut Fields<'_>) -> Option<Date> {
    if switch(fields, "publish").is_some() {
        fields.ignore(&["publish"]);
    }
    let field = match switch(fields, "published") {
        Some(_) => {
            fields.ignore(&["published"]);
            fields.pair("date").map(|(key, value)| Field {
                name: "date",
                is_own: false,
                key,
                value,
            })
        }
        None => own_or_foreign(fields, "published", &["date"]),
    };
    field.and_then(|field| date(fields, field))
}

/// The fields in which programs say that a page is published.
const HELD_BACK: [&str; 3] = ["published", "publish", "dg-publish"];

/// Whether it is a draft. Other programs say so by what they don't publish.
fn read_draft(fields: &mut Fields<'_>) -> bool {
    let is_held_back = HELD_BACK
        .iter()
        .any(|name| switch(fields, name) == Some(false));
    fields.ignore(&["dg-publish"]);
    let status = fields.peek("status").and_then(Node::as_str);
    let is_named_so = status.is_some_and(|status| status.eq_ignore_ascii_case("draft"));
    if is_named_so {
        fields.ignore(&["status"]);
    }
    // To other programs the case of a name is all the same.
    let is_capitalized = fields.peek("draft").is_none() && switch(fields, "draft") == Some(true);
    // What can't be read may say that it is one.
    fields.boolean_or("draft", true) || is_capitalized || is_held_back || is_named_so
}

/// What a field says that is a switch in another program.
fn switch(fields: &mut Fields<'_>, name: &'static str) -> Option<bool> {
    match fields.peek_any_case(name)?.as_str()? {
        "0" => Some(false),
        "1" => Some(true),
        word => truth(word),
    }
}

/// The topics that other programs' fields name, all of them.
fn read_foreign_topics(fields: &mut Fields<'_>) -> Vec<Slug> {
    let mut topics: Vec<Slug> = Vec::new();
    for name in TOPIC_FIELDS {
        let words = fields.node(name).map(|value| topic_words(name, value));
        for slug in words.into_iter().flatten().filter_map(topic_slug) {
            if !topics.contains(&slug) {
                topics.push(slug);
            }
        }
    }
    topics
}

/// The language that another program's file says it is written in, where that is not a translation.
fn read_language(fields: &mut Fields<'_>, file: &FileText) -> Option<LanguageTag> {
    if !file.is_foreign || file.language.is_some() {
        return None;
    }
    let mut values = ["lang", "language"]
        .into_iter()
        .filter_map(|name| fields.node(name));
    let tag = values.find_map(|value| value.as_str())?;
    LanguageTag::new(tag.trim()).ok()
}

fn read_topics(fields: &mut Fields<'_>) -> Vec<Slug> {
    let Some(field) = own_or_foreign(fields, "topics", &["tags", "categories", "category"]) else {
        return Vec::new();
    };
    let mut topics: Vec<Slug> = Vec::new();
    if field.is_own {
        for (name, span) in fields.texts("topics") {
            topics.extend(read_slug(fields, &name, span));
        }
        return topics;
    }
    // Tags are words in any form, and where they are one text they stand between commas.
    let words = texts(fields, field);
    let words = words.iter().flat_map(|text| text.split(','));
    for slug in words.filter_map(topic_slug) {
        if !topics.contains(&slug) {
            topics.push(slug);
        }
    }
    topics
}

/// Reads a name that has to be the slug of something.
pub(super) fn read_slug(fields: &mut Fields<'_>, text: &str, span: Span) -> Option<Slug> {
    match Slug::new(text) {
        Ok(slug) => Some(slug),
        Err(error) => {
            let help = error
                .suggestion
                .as_ref()
                .map(|slug| format!("did you mean `{slug}`?"));
            let finding = Finding::new(&INVALID_FRONT_MATTER, fields.file, span, error.to_string())
                .maybe_help(help);
            fields.findings.push(finding);
            None
        }
    }
}

/// A field that was found: ours, or one that another program has for it.
#[derive(Clone, Copy)]
struct Field<'n> {
    name: &'static str,
    is_own: bool,
    key: &'n Node,
    value: &'n Node,
}

/// Finds our field, else the first of those that other programs have for it. Of the others that are there too it is
/// said that they are not read.
fn own_or_foreign<'n>(
    fields: &mut Fields<'n>,
    own: &'static str,
    foreign: &[&'static str],
) -> Option<Field<'n>> {
    let mut found: Option<Field<'n>> = None;
    for name in std::iter::once(&own).chain(foreign) {
        let Some((key, value)) = fields.pair(name) else {
            continue;
        };
        match found {
            None => {
                found = Some(Field {
                    name,
                    is_own: *name == own,
                    key,
                    value,
                })
            }
            Some(first) => {
                let message = format!("`{name}` is not read, as `{}` is there", first.name);
                fields.unread(
                    key,
                    message,
                    format!("take one of them out; ours is `{own}`"),
                );
            }
        }
    }
    found
}

/// The text of a field. What another program puts there can't be an error.
fn text(fields: &mut Fields<'_>, field: Field<'_>) -> Option<String> {
    if field.is_own {
        return fields.text(field.name);
    }
    match &field.value.content {
        Content::Scalar(_) => fields.text(field.name),
        _ => {
            unreadable(fields, field, "a text");
            None
        }
    }
}

fn texts(fields: &mut Fields<'_>, field: Field<'_>) -> Vec<String> {
    let is_list = match &field.value.content {
        Content::Scalar(_) => true,
        Content::Sequence(items) => items
            .iter()
            .all(|item| matches!(item.content, Content::Scalar(_) | Content::Null)),
        _ => false,
    };
    if !field.is_own && !is_list {
        unreadable(fields, field, "a list of texts");
        return Vec::new();
    }
    fields
        .texts(field.name)
        .into_iter()
        .map(|(text, _)| text)
        .collect()
}

/// The names of authors: texts, or mappings with a `name`.
fn authors(fields: &mut Fields<'_>, field: Field<'_>) -> Vec<String> {
    let items = match &field.value.content {
        Content::Sequence(items) => items.as_slice(),
        _ => std::slice::from_ref(field.value),
    };
    let name = |item: &Node| {
        let name = item
            .as_str()
            .or_else(|| item.get("name").and_then(Node::as_str))?;
        let name = name.trim().trim_start_matches("[[").trim_end_matches("]]");
        (!name.is_empty()).then(|| name.to_owned())
    };
    let names: Vec<String> = items.iter().filter_map(name).collect();
    if names.len() < items.len() {
        unreadable(fields, field, "a list of names");
    }
    names
}

fn date(fields: &mut Fields<'_>, field: Field<'_>) -> Option<Date> {
    let text = field.value.as_str().map(str::trim);
    if let Some(day) = text.and_then(day_of_milliseconds) {
        return Some(day);
    }
    let error = match Date::parse(day_of(text.unwrap_or_default())) {
        Ok(date) => return Some(date),
        Err(error) => error,
    };
    match text {
        Some(text) if field.is_own => {
            let finding = invalid_date(fields.file, field.value.span.clone(), text, error);
            fields.findings.push(finding);
        }
        _ => unreadable(fields, field, "a date like `2024-06-30`"),
    }
    None
}

/// The day of a moment that a program wrote in milliseconds since 1970, in the time of Greenwich.
fn day_of_milliseconds(text: &str) -> Option<Date> {
    const DIGITS: std::ops::RangeInclusive<usize> = 12..=13;
    let is_moment = DIGITS.contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let milliseconds: i64 = is_moment.then(|| text.parse().ok())??;
    let moment = Timestamp::from_millisecond(milliseconds).ok()?;
    Date::parse(&moment.strftime("%Y-%m-%d").to_string()).ok()
}

fn unreadable(fields: &mut Fields<'_>, field: Field<'_>, what: &str) {
    let message = format!("`{}` is not read, as it is not {what}", field.name);
    fields.unread(field.key, message, format!("write {what}, or take it out"));
}
