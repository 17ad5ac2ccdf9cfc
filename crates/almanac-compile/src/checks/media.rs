//! The images of an almanac, as the checks of media see them.

use almanac_model::{FilePath, WrittenAddress};
use almanac_syntax::Image;

use crate::other_page::LinkDestination;
use crate::page_context::PageContext;

/// All images with the files that show them.
pub(super) fn images<'c>(
    context: &'c PageContext<'_>,
) -> impl Iterator<Item = (&'c FilePath, &'c Image)> {
    let files = context.read_files();
    files.flat_map(|(file, read)| read.document.images.iter().map(move |image| (file, image)))
}

/// An image that does not lie elsewhere.
pub(super) struct LocalImage<'c> {
    /// The file that shows it.
    pub file: &'c FilePath,
    pub image: &'c Image,
    /// Its path from the almanac's folder.
    pub path: String,
    /// Whether it is there.
    pub is_there: bool,
}

/// The images that the almanac holds itself, or should.
pub(super) fn local_images<'c>(
    context: &'c PageContext<'_>,
) -> impl Iterator<Item = LocalImage<'c>> {
    images(context).filter_map(|(file, image)| {
        let WrittenAddress::Local(address) = WrittenAddress::read(&image.address) else {
            return None;
        };
        let (path, is_there) = match context.at_address(file, &address) {
            LinkDestination::File(path) => (path, true),
            LinkDestination::MissingFile(path) => (path, false),
            _ => (address.path, false),
        };
        Some(LocalImage {
            file,
            image,
            path,
            is_there,
        })
    })
}
