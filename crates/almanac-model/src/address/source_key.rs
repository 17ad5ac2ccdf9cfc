//! The key of a source as a part of an address.

use std::borrow::Cow;

use crate::SourceKey;

/// Writes a key so that it is one part of an address and a file name everywhere:
/// what is not a letter, a digit, `-`, `_` or `.` (not at the start, so that no
/// key is `..`) becomes `~` and hexadecimal digits.
pub(super) fn escape_key(key: &str) -> Cow<'_, str> {
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    if key.bytes().all(is_plain) {
        return Cow::Borrowed(key);
    }
    let mut escaped = String::with_capacity(key.len());
    for (index, byte) in key.bytes().enumerate() {
        match byte {
            byte if is_plain(byte) => escaped.push(char::from(byte)),
            b'.' if index > 0 => escaped.push('.'),
            _ => escaped.push_str(&format!("~{byte:02x}")),
        }
    }
    escaped.into()
}

/// Reads a key in its one form.
pub(super) fn unescape_key(text: &str) -> Option<SourceKey> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        if *first == b'~' {
            let digits = std::str::from_utf8(after.get(..2)?).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
            rest = &after[2..];
        } else {
            bytes.push(*first);
            rest = after;
        }
    }
    let key = String::from_utf8(bytes)
        .ok()
        .filter(|key| !key.is_empty())?;
    (escape_key(&key) == text).then(|| SourceKey::from(key))
}
