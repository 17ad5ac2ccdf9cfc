//! The images of an almanac, as the checks of media see them.

use almanac_model::FilePath;
use almanac_syntax::Image;

use crate::local::decode;
use crate::page_context::PageContext;

/// All images with the files that show them.
pub(super) fn images<'c>(
    context: &'c PageContext<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Image)> {
    let files = context.read_files();
    files.flat_map(|(file, read)| read.document.images.iter().map(move |image| (file, image)))
}

/// The images that the almanac holds itself, with the path of each below the almanac's folder.
pub(super) fn local_images<'c>(
    context: &'c PageContext<'_>,
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
