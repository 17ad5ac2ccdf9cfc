//! The images of an almanac, as the checks of media see them.

use almanac_model::FilePath;
use almanac_syntax::Image;

use crate::context::Context;

/// All images with the files that show them.
pub(super) fn images<'c>(
    context: &'c Context<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Image)> {
    let files = context.read_files();
    files.flat_map(|(file, read)| read.document.images.iter().map(move |image| (file, image)))
}

/// The images that the almanac holds itself, with the path of each below the almanac's folder.
pub(super) fn local_images<'c>(
    context: &'c Context<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Image, String)> {
    images(context).filter_map(|(file, image)| Some((file, image, local_path(&image.address)?)))
}

/// The file that an address names: its escapes resolved, and without what follows `?` or `#`.
fn local_path(address: &str) -> Option<String> {
    let is_elsewhere = address.contains("://") || address.starts_with("data:");
    if is_elsewhere || address.starts_with("//") || address.is_empty() {
        return None;
    }
    let end = address.find(['?', '#']).unwrap_or(address.len());
    let mut path = address[..end].trim_start_matches('/');
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix("../")) {
        path = rest;
    }
    Some(decode(path))
}

/// Resolves the escapes of an address: `%20` is a space.
fn decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let escaped = match (byte, after) {
            (b'%', [high, low, ..]) => hex_digit(*high).zip(hex_digit(*low)),
            _ => None,
        };
        match escaped {
            Some((high, low)) => {
                bytes.push(high * 16 + low);
                rest = &after[2..];
            }
            None => {
                bytes.push(byte);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| path.to_owned())
}

fn hex_digit(byte: u8) -> Option<u8> {
    char::from(byte)
        .to_digit(16)
        .and_then(|digit| u8::try_from(digit).ok())
}
