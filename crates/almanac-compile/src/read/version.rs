//! Reads what only another version of an original says: a depth or a translation.

use almanac_model::{ContentHash, Version};
use almanac_syntax::yaml::Node;

use super::FileText;
use super::fields::Fields;
use crate::checks::MISPLACED_FIELD;
use crate::reporter::Finding;

/// What an entry or a thread says once, in the original.
const OF_ORIGINAL_PAGE: [&str; 10] = [
    "id",
    "article_id",
    "kind",
    "level",
    "requires",
    "topics",
    "facts",
    "sources",
    "stub",
    "unlisted",
];

/// What a path says once, in the original.
const OF_ORIGINAL_PATH: [&str; 3] = ["id", "topics", "unlisted"];

/// Reads what makes an entry or a thread another version of one, if its name says so. The hash of the original is known when
/// the two are linked.
pub(super) fn read_page_version(fields: &mut Fields<'_>, file: &FileText) -> Option<Version> {
    read_version(fields, file, &OF_ORIGINAL_PAGE)
}

/// Reads what makes a path a translation, if its name says so.
pub(super) fn read_path_version(fields: &mut Fields<'_>, file: &FileText) -> Option<Version> {
    read_version(fields, file, &OF_ORIGINAL_PATH)
}

fn read_version(
    fields: &mut Fields<'_>,
    file: &FileText,
    of_original: &[&'static str],
) -> Option<Version> {
    let field = match (&file.language, file.depth) {
        (Some(_), _) => {
            report_said_twice(fields, of_original);
            "translated_from"
        }
        (None, Some(_)) => "written_from",
        (None, None) => return None,
    };
    Some(Version {
        depth: file.depth,
        language: file.language.clone(),
        written_from: read_hash(fields, field),
        original: ContentHash::from(""),
    })
}

/// Reports what a translation says though it is its original's to say.
fn report_said_twice(fields: &mut Fields<'_>, of_original: &[&'static str]) {
    for name in of_original {
        if let Some(node) = fields.node(name) {
            let message = format!("a translation has its `{name}` from its original");
            fields.invalid(node, message);
            fields.help(format!(
                "take `{name}` out: it is said once, in the original"
            ));
        }
    }
}

/// What the front matter of a depth says though it is its original's to say. A file that has the name of a depth and no
/// original is a page of its own, and may say all of this.
pub(super) fn misplaced_fields(file: &FileText, front_matter: &Node) -> Vec<Finding> {
    if file.depth.is_none() || file.language.is_some() {
        return Vec::new();
    }
    let pairs = front_matter.as_mapping().unwrap_or_default().iter();
    let keys = pairs.filter_map(|(key, _)| Some((key.as_str()?, &key.span)));
    let known = { OF_ORIGINAL_PAGE.iter() }.chain(&["aliases", "tags", "moved_events"]);
    let known: Vec<&str> = known.copied().collect();
    let misplaced = keys.filter(|(name, _)| known.contains(name));
    let finding = |(name, span): (&str, &almanac_syntax::Span)| {
        let message = format!("a depth has its `{name}` from its original");
        let help = match name {
            "level" => format!(
                "take `level` out: the file's name says it, `{}.LEVEL.md`",
                file.slug
            ),
            _ => format!(
                "move `{name}` to the original, `{}.md`: all depths share it",
                file.slug
            ),
        };
        Finding::new(&MISPLACED_FIELD, &file.file, span.clone(), message).help(help)
    };
    misplaced.map(finding).collect()
}

fn read_hash(fields: &mut Fields<'_>, field: &'static str) -> Option<ContentHash> {
    let node = fields.node(field)?;
    let text = fields.text(field)?;
    let is_hash = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !is_hash {
        fields.invalid(node, format!("`{text}` is not the hash of a text"));
        fields.help(
            "write the `text_hash` that the `.json` form of the original gave when this was written",
        );
        return None;
    }
    Some(ContentHash::from(text))
}
