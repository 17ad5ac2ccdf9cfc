//! The text of one file of a tree.

use std::sync::Arc;

use almanac_model::FilePath;

use crate::checks::UNREADABLE_FILE;
use crate::reporter::Finding;
use crate::role::Role;
use crate::tree::Tree;

/// The result of reading a file.
pub(crate) enum ReadText {
    Text(Arc<str>),
    Gone,
    Unreadable(Box<Finding>),
}

/// Reads the text of a file. This is the one place where bytes become text: nothing that can't be decoded is replaced
/// by another sign, and the text is the same as the bytes wherever it may be edited.
pub(crate) fn read_text(tree: &dyn Tree, file: &FilePath, role: &Role) -> ReadText {
    let (most, advice) = role.limit();
    let fault = match tree.read(file, most) {
        Ok(None) => return ReadText::Gone,
        Err(error) => TextFault {
            message: format!("the file can't be read: {}", error.source),
            help: error.is_too_large().then(|| advice.to_owned()),
        },
        Ok(Some(bytes)) => match decoded(bytes, role) {
            Ok(text) => return ReadText::Text(Arc::from(text)),
            Err(fault) => fault,
        },
    };
    let finding = Finding::new(&UNREADABLE_FILE, file, 0..0, fault.message);
    ReadText::Unreadable(Box::new(finding.maybe_help(fault.help)))
}

/// Why a file has no text, and what mends it.
#[derive(Debug)]
struct TextFault {
    message: String,
    help: Option<String>,
}

/// The text that bytes are. A table of data may be in UTF-16, because spreadsheets save them so and nobody edits them
/// here. All else is in UTF-8: its edits are written in that, at places that are counted in it. A mark at the start that
/// says that it is UTF-8 stays in the text for the same reason, and is passed over by whoever reads the text.
fn decoded(bytes: Vec<u8>, role: &Role) -> Result<String, TextFault> {
    match (utf_16_of(&bytes), role) {
        (Some(form), Role::Data) => in_utf_16(&bytes, form),
        (Some(form), _) => Err(TextFault {
            message: format!("the file is text in {}, and UTF-8 is read here", form.name),
            help: Some(convert_from(form.name)),
        }),
        (None, _) => String::from_utf8(bytes).map_err(|error| {
            let valid = error.utf8_error().valid_up_to();
            not_utf_8(error.as_bytes(), valid)
        }),
    }
}

/// A form of UTF-16.
struct Utf16 {
    name: &'static str,
    unit: fn([u8; 2]) -> u16,
    /// How many bytes at the start are no text.
    mark: usize,
}

/// The form of UTF-16 that bytes are in, as the mark at their start says. Without a mark, a zero as one of the first
/// two bytes tells: no text in UTF-8 begins with one.
fn utf_16_of(bytes: &[u8]) -> Option<Utf16> {
    let start = bytes.first_chunk::<2>()?;
    let (name, unit, mark): (_, fn([u8; 2]) -> u16, _) = match *start {
        [0xff, 0xfe] => ("UTF-16LE", u16::from_le_bytes, 2),
        [0xfe, 0xff] => ("UTF-16BE", u16::from_be_bytes, 2),
        [low, 0] if low != 0 => ("UTF-16LE", u16::from_le_bytes, 0),
        [0, low] if low != 0 => ("UTF-16BE", u16::from_be_bytes, 0),
        _ => return None,
    };
    Some(Utf16 { name, unit, mark })
}

fn in_utf_16(bytes: &[u8], form: Utf16) -> Result<String, TextFault> {
    let pairs = bytes[form.mark..].chunks_exact(2);
    let is_whole = pairs.remainder().is_empty();
    let units: Vec<u16> = pairs.map(|pair| (form.unit)([pair[0], pair[1]])).collect();
    let text = String::from_utf16(&units).ok().filter(|_| is_whole);
    text.ok_or_else(|| TextFault {
        message: format!("the file begins as text in {} and is none", form.name),
        help: Some("save the file in the encoding UTF-8".to_owned()),
    })
}

/// What is wrong with bytes that are UTF-8 up to one of them.
fn not_utf_8(bytes: &[u8], valid: usize) -> TextFault {
    let before = &bytes[..valid];
    let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
    let start = before.iter().rposition(|byte| *byte == b'\n');
    let place = valid - start.map_or(0, |at| at + 1) + 1;
    let byte = bytes.get(valid).copied().unwrap_or_default();
    TextFault {
        message: format!(
            "the file is not text in UTF-8: in line {line}, byte {place} is {byte:02X}, which can't stand there"
        ),
        help: Some(format!(
            "{}, if it is in Latin-1 or of Windows; most editors can save it in UTF-8, too",
            convert_from("WINDOWS-1252")
        )),
    }
}

fn convert_from(encoding: &str) -> String {
    format!("convert the file: `iconv -f {encoding} -t UTF-8 OLD > NEW`")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(bytes: &[u8], role: &Role) -> String {
        decoded(bytes.to_vec(), role).unwrap_err().message
    }

    fn utf_16(text: &str, bytes_of: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes_of).collect()
    }

    #[test]
    fn utf_16_is_read_as_a_table_and_refused_by_its_name_elsewhere() {
        for (name, bytes_of) in [
            ("UTF-16LE", u16::to_le_bytes as fn(u16) -> [u8; 2]),
            ("UTF-16BE", u16::to_be_bytes),
        ] {
            for text in ["\u{feff}Jahr,Größe", "Jahr,Größe"] {
                let bytes = utf_16(text, bytes_of);
                let read = decoded(bytes.clone(), &Role::Data).unwrap();
                assert_eq!(read, "Jahr,Größe", "{name}");
                for role in [Role::Entry, Role::Bibliography, Role::Template] {
                    assert!(message(&bytes, &role).contains(name), "{name}");
                }
            }
        }
    }

    #[test]
    fn utf_16_that_ends_in_the_middle_is_refused() {
        let mut bytes = utf_16("\u{feff}a,b", u16::to_le_bytes);
        bytes.push(0x41);
        assert!(message(&bytes, &Role::Data).contains("UTF-16LE"));
        let lone = [0xff, 0xfe, 0x00, 0xd8, 0x41, 0x00];
        assert!(message(&lone, &Role::Data).contains("UTF-16LE"));
    }

    #[test]
    fn the_first_byte_that_is_no_utf_8_is_named() {
        for role in [Role::Entry, Role::Data, Role::Sources] {
            let message = message(b"Caf\xc3\xa9\nCaf\xe9, f\xfcr", &role);
            assert!(message.contains("in line 2, byte 4 is E9,"), "{message}");
        }
        assert!(message(b"a\xe2\x82", &Role::Entry).contains("in line 1, byte 2 is E2,"));
    }

    #[test]
    fn the_mark_of_utf_8_stays_where_edits_count_it() {
        let text = decoded(b"\xef\xbb\xbfa".to_vec(), &Role::Entry).unwrap();
        assert_eq!(text, "\u{feff}a");
    }
}
