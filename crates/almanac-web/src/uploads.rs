//! Images that are sent with a text, as changes of its change set: each file, and what `media.yaml` says of it.

mod cleaning;
mod drawing;
mod image_sort;
mod plain;
mod turned;

use std::fmt;

use almanac_model::{
    ApplyError, Area, FileChange, FilePath, Layout, SharedFile, Writing, is_device_name,
};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde::de::{Deserializer, IgnoredAny, SeqAccess, Visitor};
use serde_json::Value;

use cleaning::{Unclean, cleaned};
use image_sort::ImageSort;
pub(crate) use plain::{ImageFields, with_image};

/// How many images go with a text.
const MOST: usize = 20;

/// How long a name may be, in bytes.
const LONGEST_NAME: usize = 120;

/// An image that goes with a text.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Upload {
    name: String,
    /// Its bytes as they are kept; nothing where a text is only checked.
    bytes: Vec<u8>,
    licence: String,
    attribution: String,
    origin: String,
    /// Whether it is to take the place of another of its name.
    replaces: bool,
}

/// Reads what is sent of images of so many bytes at most, as a list of objects in JSON; nothing is an empty one. Where a text is only
/// checked, none has bytes.
///
/// # Errors
/// Says, in words, what is wrong with the first that can't be taken.
pub(crate) fn uploads(field: &str, most: u64, is_check: bool) -> Result<Vec<Upload>, String> {
    if field.trim().is_empty() {
        return Ok(Vec::new());
    }
    let SentImages(sent) =
        serde_json::from_str(field).map_err(|_| "`media` is no list of images")?;
    if sent.len() > MOST {
        return Err(format!("at most {MOST} images go with a text"));
    }
    sent.iter()
        .map(|sent| upload(sent, most, is_check))
        .collect()
}

/// An image as it is sent.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct SentImage {
    name: String,
    base64: String,
    licence: String,
    attribution: String,
    origin: String,
    replace: bool,
}

/// The images that are sent, and perhaps one more than may be: however long the list is, no more of it is kept.
struct SentImages(Vec<SentImage>);

impl<'de> Deserialize<'de> for SentImages {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct List;
        impl<'de> Visitor<'de> for List {
            type Value = SentImages;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<SentImages, A::Error> {
                let mut images = Vec::new();
                while images.len() <= MOST
                    && let Some(image) = from.next_element()?
                {
                    images.push(image);
                }
                while from.next_element::<IgnoredAny>()?.is_some() {}
                Ok(SentImages(images))
            }
        }
        from.deserialize_seq(List)
    }
}

fn upload(sent: &SentImage, most: u64, is_check: bool) -> Result<Upload, String> {
    let field = |text: &str| {
        let text = text.trim().chars().filter(|sign| !sign.is_control());
        text.collect::<String>()
    };
    // A name is taken as it was sent or not at all: of another, the text that shows the image would not know.
    let name = sent.name.clone();
    if !is_name(&name) {
        return Err(format!("`{name}` is no name for an image"));
    }
    let bytes = match is_check {
        true => Vec::new(),
        false => decoded(&name, most, &sent.base64)?,
    };
    Ok(Upload {
        bytes,
        licence: field(&sent.licence),
        attribution: field(&sent.attribution),
        origin: field(&sent.origin),
        replaces: is_check || sent.replace,
        name,
    })
}

/// Whether a name is one of letters, digits, hyphens and underscores, with the ending of an image, which every system can hold.
fn is_name(name: &str) -> bool {
    let is_plain = |sign: char| sign.is_alphanumeric() || "-_.".contains(sign) || is_mark(sign);
    let is_single = !name.starts_with('.') && !name.contains("..");
    name.len() <= LONGEST_NAME
        && is_single
        && name.chars().all(is_plain)
        && ImageSort::of_name(name).is_some()
        && !is_device_name(name)
}

/// Whether a sign is a mark on the letter before it, as many scripts have them.
fn is_mark(sign: char) -> bool {
    !sign.is_ascii()
        && !sign.is_whitespace()
        && !sign.is_control()
        && !matches!(sign, '\u{2000}'..='\u{2fff}' | '\u{feff}')
}

/// The image that was sent in base 64, as it is kept.
fn decoded(name: &str, most: u64, sent: &str) -> Result<Vec<u8>, String> {
    // It is not decoded to find that it is too large.
    within(name, most, (sent.len() / 4 * 3).saturating_sub(2))?;
    let bytes = STANDARD
        .decode(sent)
        .map_err(|_| format!("`{name}` has not arrived whole"))?;
    image(name, most, &bytes)
}

/// Refuses what is larger than an almanac allows.
fn within(name: &str, most: u64, length: usize) -> Result<(), String> {
    match u64::try_from(length).is_ok_and(|length| length <= most) {
        true => Ok(()),
        false => Err(format!("`{name}` has more than {}", size_in_words(most))),
    }
}

/// A number of bytes in the unit that people say: `10 MB`.
fn size_in_words(bytes: u64) -> String {
    match bytes {
        1_000_000.. => format!("{} MB", bytes / 1_000_000),
        1_000.. => format!("{} kB", bytes / 1_000),
        _ => format!("{bytes} bytes"),
    }
}

/// An image as it is kept.
fn image(name: &str, most: u64, bytes: &[u8]) -> Result<Vec<u8>, String> {
    within(name, most, bytes.len())?;
    let sort = ImageSort::of_bytes(bytes);
    let Some(sort) = sort.filter(|sort| ImageSort::of_name(name) == Some(*sort)) else {
        return Err(format!("`{name}` is not the image that its name says"));
    };
    cleaned(sort, bytes).map_err(|why| match why {
        Unclean::Unreadable => format!("`{name}` can't be read as an image"),
        Unclean::Telling => format!(
            "`{name}` says where or by whom it was made, which can't be taken out of it: save it as PNG or JPEG"
        ),
        Unclean::Active(parts) => {
            let parts = parts.iter().map(|part| format!("{} (line {})", part.what, part.line));
            let parts = parts.collect::<Vec<_>>().join(", ");
            format!("`{name}` is more than a picture: it has {parts}. Save the drawing as a plain SVG")
        }
    })
}

/// The file of an image of a name; `None` where an almanac has no folder for them.
pub(crate) fn image_file(layout: &Layout, name: &str) -> Option<FilePath> {
    let folder = layout.folder(Area::Media).filter(|_| is_name(name))?;
    Some(format!("{folder}{name}").as_str().into())
}

/// What images change beside the text that they go with.
///
/// # Errors
/// Fails where a name is taken and another image is not to be replaced, and where the list of images can't be added to.
pub(crate) fn changes(
    writing: &dyn Writing,
    layout: &Layout,
    uploads: &[Upload],
) -> Result<Vec<FileChange>, ApplyError> {
    if uploads.is_empty() {
        return Ok(Vec::new());
    }
    let mut changes = Vec::new();
    for upload in uploads {
        let Some(file) = image_file(layout, &upload.name) else {
            let why = "this almanac has no folder for images".to_owned();
            return Err(ApplyError::NotRecordable(why));
        };
        let standing = writing.read(&file)?;
        if standing.is_some() && !upload.replaces {
            let other = file.clone();
            return Err(ApplyError::NameTaken { file, other });
        }
        changes.push(FileChange::Write {
            file,
            base: standing.map(|standing| standing.base),
            bytes: upload.bytes.as_slice().into(),
        });
    }
    let list: FilePath = SharedFile::Media.name().into();
    let standing = writing.read(&list)?;
    let before = standing.as_ref().map(|standing| &*standing.bytes);
    let before = std::str::from_utf8(before.unwrap_or_default()).ok();
    let Some(after) = before.and_then(|before| listed(before, uploads)) else {
        let why = format!("`{list}` is written so that no image can be added to it");
        return Err(ApplyError::NotRecordable(why));
    };
    let base = standing.map(|standing| standing.base);
    changes.push(FileChange::text(list, base, &after));
    Ok(changes)
}

/// A list of images with these in it, every other byte as it was; `None` where it is no mapping with a line for each.
fn listed(before: &str, uploads: &[Upload]) -> Option<String> {
    let mut kept = String::new();
    let mut is_left_out = false;
    for line in before.split_inclusive('\n') {
        let is_inner = line.trim().is_empty() || line.starts_with([' ', '\t', '#']);
        if !is_inner {
            let key = key_of(line)?;
            is_left_out = uploads.iter().any(|upload| upload.name == key);
        }
        if !is_left_out {
            kept.push_str(line);
        }
    }
    let end = if before.contains("\r\n") {
        "\r\n"
    } else {
        "\n"
    };
    if !kept.is_empty() && !kept.ends_with('\n') {
        kept.push_str(end);
    }
    for upload in uploads {
        let said = [
            ("licence", &upload.licence),
            ("attribution", &upload.attribution),
            ("origin", &upload.origin),
        ];
        let said = said.iter().filter(|(_, value)| !value.is_empty());
        let said: Vec<String> = said
            .map(|(name, value)| format!("{name}: {}", Value::from(value.as_str())))
            .collect();
        kept.push_str(&format!(
            "{}: {{ {} }}{end}",
            Value::from(&*upload.name),
            said.join(", ")
        ));
    }
    Some(kept)
}

/// The file that a line of the list is about.
fn key_of(line: &str) -> Option<&str> {
    let line = line.trim_end();
    for quote in ['"', '\''] {
        if let Some(rest) = line.strip_prefix(quote) {
            let (key, rest) = rest.split_once(quote)?;
            return rest.starts_with(':').then_some(key);
        }
    }
    let (key, _) = line
        .split_once(": ")
        .or_else(|| Some((line.strip_suffix(':')?, "")))?;
    let is_plain = !key.starts_with(['{', '[', '-', '&', '?', '%', '.']);
    is_plain.then_some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    const GIF: &[u8] = b"GIF89a\x01\0\x01\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02px\0;";

    fn sent(name: &str, bytes: &[u8]) -> Result<Vec<Upload>, String> {
        let list = serde_json::json!([{
            "name": name, "base64": STANDARD.encode(bytes), "licence": "CC0-1.0", "origin": "https://example.org/\n",
        }]);
        uploads(&list.to_string(), 1_000, false)
    }

    #[test]
    fn an_image_is_taken_by_content_and_name() {
        let taken = sent("قارب-2.gif", GIF).unwrap();
        assert_eq!(taken[0].bytes, GIF);
        assert_eq!(taken[0].origin, "https://example.org/");
        for name in [
            "../x.gif",
            "a/b.gif",
            "a\\b.gif",
            ".gif",
            "a\0.gif",
            ".git.gif",
            "x.html",
            "a b.gif",
            "x\u{202e}.gif",
            "gif",
            "con.gif",
            "LPT1.x.gif",
        ] {
            assert!(sent(name, GIF).is_err(), "{name:?}");
        }
        assert!(sent("a.png", GIF).is_err());
        assert!(sent("a.gif", b"<html><script>").is_err());
        assert!(sent("a.gif", &GIF[..20]).is_err());
        let large = [GIF, &[0; 1_000]].concat();
        assert_eq!(
            sent("a.gif", &large),
            Err("`a.gif` has more than 1 kB".to_owned())
        );
        assert_eq!(uploads("", 1_000, false), Ok(Vec::new()));
        assert!(uploads("{", 1_000, false).is_err());
        let short = r#"[{ "name": "a.gif", "base64": "A" }]"#;
        let cut = Err("`a.gif` has not arrived whole".to_owned());
        assert_eq!(uploads(short, 1_000, false), cut);
        let many = format!("[{}{{}}]", "{},".repeat(1_000_000));
        let refused = Err(format!("at most {MOST} images go with a text"));
        assert_eq!(uploads(&many, 1_000, false), refused);
    }

    #[test]
    fn the_list_of_images_keeps_all_but_what_is_replaced() {
        let upload = |name: &str| Upload {
            name: name.to_owned(),
            bytes: Vec::new(),
            licence: "CC0-1.0".to_owned(),
            attribution: "Ann \"A\" Holm".to_owned(),
            origin: String::new(),
            replaces: true,
        };
        let line = "\"a.png\": { licence: \"CC0-1.0\", attribution: \"Ann \\\"A\\\" Holm\" }\n";
        assert_eq!(listed("", &[upload("a.png")]).unwrap(), line);
        let before =
            "# ours\nb.png: { licence: X }\na.png:\n  licence: Y\n\"c d.png\": { licence: Z }";
        let after =
            format!("# ours\nb.png: {{ licence: X }}\n\"c d.png\": {{ licence: Z }}\n{line}");
        assert_eq!(listed(before, &[upload("a.png")]).unwrap(), after);
        for strange in ["{ a.png: { licence: X } }\n", "- a.png\n", "--- \na: b\n"] {
            assert_eq!(listed(strange, &[upload("a.png")]), None, "{strange}");
        }
    }
}
