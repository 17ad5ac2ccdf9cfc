//! The images of an almanac, as the checks of media see them.

use almanac_model::FilePath;
use almanac_syntax::Image;

use crate::context::Context;

/// All images with the files that show them.
pub(super) fn images<'c>(
    context: &'c Context<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Image)> {
    let pages = context
        .snapshot
        .pages()
        .iter()
        .map(|page| &page.file)
        .zip(context.pages);
    let paths = context
        .snapshot
        .paths()
        .iter()
        .map(|path| &path.file)
        .zip(context.paths);
    pages
        .chain(paths)
        .flat_map(|(file, read)| read.document.images.iter().map(move |image| (file, image)))
}

/// The images that the almanac holds itself, with the path of each below the almanac's folder.
pub(super) fn local_images<'c>(
    context: &'c Context<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Image, String)> {
    images(context).filter_map(|(file, image)| Some((file, image, local_path(&image.address)?)))
}

fn local_path(address: &str) -> Option<String> {
    if address.contains("://") || address.starts_with("data:") || address.starts_with("//") {
        return None;
    }
    let mut path = address.trim_start_matches('/');
    while let Some(rest) = path.strip_prefix("./").or_else(|| path.strip_prefix("../")) {
        path = rest;
    }
    Some(path.to_owned())
}
