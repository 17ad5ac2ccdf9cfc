//! Reads what only a translation says.

use almanac_model::{ContentHash, LanguageTag, Translation};

use super::fields::Fields;

/// What an entry or a thread says once, in the original.
pub(super) const OF_ORIGINAL_PAGE: [&str; 10] = [
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
pub(super) const OF_ORIGINAL_PATH: [&str; 3] = ["id", "topics", "unlisted"];

/// Reads from which revision a translation was made, and reports what is its original's to say.
/// The hash of the original is known when the two are linked.
pub(super) fn read_translation(
    fields: &mut Fields<'_>,
    language: &LanguageTag,
    of_original: &[&'static str],
) -> Translation {
    for name in of_original {
        if let Some(node) = fields.node(name) {
            let message = format!("a translation has its `{name}` from its original");
            fields.invalid(node, message);
            fields.help(format!(
                "take `{name}` out: it is said once, in the original"
            ));
        }
    }
    Translation {
        language: language.clone(),
        translated_from: read_revision(fields),
        original: ContentHash::from(""),
    }
}

fn read_revision(fields: &mut Fields<'_>) -> Option<ContentHash> {
    let node = fields.node("translated_from")?;
    let text = fields.text("translated_from")?;
    let is_hash = text.len() == 32 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'));
    if !is_hash {
        fields.invalid(node, format!("`{text}` is not the hash of a text"));
        fields.help(
            "write the `content_hash` that the `.json` form of the original gave when it was translated",
        );
        return None;
    }
    Some(ContentHash::from(text))
}
