//! The text of one file of a tree.

use std::string::FromUtf8Error;
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

/// Reads the text of a file.
pub(crate) fn read_text(tree: &dyn Tree, file: &FilePath) -> ReadText {
    let (most, advice) = Role::limit(file.as_str());
    let finding = match tree.read(file, most) {
        Ok(None) => return ReadText::Gone,
        Err(error) => {
            let message = format!("the file can't be read: {}", error.source);
            let advice = error.is_too_large().then(|| advice.to_owned());
            Finding::new(&UNREADABLE_FILE, file, 0..0, message).maybe_help(advice)
        }
        Ok(Some(bytes)) => match decoded(bytes, &Role::of(file.as_str())) {
            Ok(text) => return ReadText::Text(Arc::from(text)),
            Err(error) => {
                let read = &error.as_bytes()[..error.utf8_error().valid_up_to()];
                let line = read.iter().filter(|byte| **byte == b'\n').count() + 1;
                let message = format!(
                    "the file is not UTF-8 text: line {line} has a byte that is none of it"
                );
                Finding::new(&UNREADABLE_FILE, file, 0..0, message)
                    .help("save the file in the encoding UTF-8")
            }
        },
    };
    ReadText::Unreadable(Box::new(finding))
}

/// The text of a file. Spreadsheets save tables in UTF-16, which the first two bytes show beyond doubt.
fn decoded(bytes: Vec<u8>, role: &Role) -> Result<String, FromUtf8Error> {
    let unit: Option<fn([u8; 2]) -> u16> = match bytes.get(..2) {
        Some([0xff, 0xfe]) => Some(u16::from_le_bytes),
        Some([0xfe, 0xff]) => Some(u16::from_be_bytes),
        _ => None,
    };
    let Some(unit) = unit.filter(|_| matches!(role, Role::Data) && bytes.len().is_multiple_of(2))
    else {
        return String::from_utf8(bytes);
    };
    let units: Vec<u16> = bytes[2..]
        .chunks_exact(2)
        .map(|pair| unit([pair[0], pair[1]]))
        .collect();
    String::from_utf16(&units).or_else(|_| String::from_utf8(bytes))
}
