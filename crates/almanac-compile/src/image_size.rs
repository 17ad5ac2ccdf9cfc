//! How large the images of an almanac are, by their own words.

use std::io::Cursor;

use almanac_model::{FilePath, ImageSize, Layout, media_type};
use almanac_syntax::html_tags;
use rayon::prelude::*;

use crate::tree::Tree;

/// How many bytes of an image are read: the first number if they say its size, else the next. Most images say it in
/// their first bytes. Photographs may have a preview and a profile of their colours before it.
const HEADS: [u64; 3] = [8 << 10, 512 << 10, 32 << 20];

/// The sizes of the images that may be sent, as far as they say them, sorted.
pub(crate) fn image_sizes(
    tree: &dyn Tree,
    files: &[FilePath],
    layout: &Layout,
) -> Vec<(FilePath, ImageSize)> {
    let images = files.iter().filter(|file| is_image(file, layout));
    let images: Vec<&FilePath> = images.collect();
    let sizes = images.into_par_iter().filter_map(|file| {
        let size = HEADS.iter().find_map(|most| {
            // What can't be read is reported where it is shown.
            let head = tree.head(file, *most).ok()??;
            size_of_image(file, &head)
        });
        Some((file.clone(), size?))
    });
    let mut sizes: Vec<(FilePath, ImageSize)> = sizes.collect();
    sizes.sort_unstable();
    sizes
}

fn is_image(file: &FilePath, layout: &Layout) -> bool {
    layout.may_be_sent(file.as_str())
        && media_type(file.as_str()).is_some_and(|kind| kind.starts_with("image/"))
}

/// The size that the first bytes of an image say. The metadata by which it is turned stand before that.
fn size_of_image(file: &FilePath, head: &[u8]) -> Option<ImageSize> {
    let kind = media_type(file.as_str());
    if kind == Some("image/svg+xml") {
        return size_of_drawing(&String::from_utf8_lossy(head));
    }
    let size = imagesize::blob_size(head).ok()?;
    let side = |length: usize| u32::try_from(length).ok().filter(|length| *length > 0);
    let (width, height) = (side(size.width)?, side(size.height)?);
    // Browsers turn no WebP.
    Some(match kind != Some("image/webp") && is_on_its_side(head) {
        true => ImageSize {
            width: height,
            height: width,
        },
        false => ImageSize { width, height },
    })
}

/// Whether an image is stored on its side, and turned by a quarter to be shown (Exif 2.32, tag 0x0112: the values 5 to 8).
fn is_on_its_side(head: &[u8]) -> bool {
    let metadata = exif::Reader::new().read_from_container(&mut Cursor::new(head));
    let Ok(metadata) = metadata else {
        return false;
    };
    let turned = metadata.get_field(exif::Tag::Orientation, exif::In::PRIMARY);
    let turned = turned.and_then(|field| field.value.get_uint(0));
    turned.is_some_and(|value| (5..=8).contains(&value))
}

/// The size of an SVG: its own width and height, or those of the part of its plane that it shows.
fn size_of_drawing(text: &str) -> Option<ImageSize> {
    let start = text.find("<svg")?;
    // Only the tag itself is looked at, however long the drawing is.
    let end = text[start..].find('>')? + start + 1;
    let tags = html_tags(&text[start..end]);
    let tag = tags.first()?;
    let value = |name| tag.attribute(name).map(|attribute| &*attribute.value);
    let shown = value("viewbox").and_then(|numbers| {
        let numbers: Vec<f64> = numbers
            .split([' ', ',', '\n', '\t'])
            .filter(|number| !number.is_empty())
            .map_while(|number| number.parse().ok())
            .collect();
        match numbers[..] {
            [_, _, width, height] => Some((width, height)),
            _ => None,
        }
    });
    let ratio = shown.map(|(width, height)| width / height);
    let (width, height) = match (
        value("width").and_then(pixels),
        value("height").and_then(pixels),
    ) {
        (Some(width), Some(height)) => (width, height),
        (Some(width), None) => (width, width / ratio?),
        (None, Some(height)) => (height * ratio?, height),
        (None, None) => shown?,
    };
    let side = |length: f64| (0.5..1e6).contains(&length).then(|| length.round() as u32);
    Some(ImageSize {
        width: side(width)?,
        height: side(height)?,
    })
}

/// A length of CSS in pixels; `None` for one that depends on what surrounds it, like `100%` (CSS Values 4, 6.2).
fn pixels(length: &str) -> Option<f64> {
    let length = length.trim();
    let end = length.find(|c: char| c.is_ascii_alphabetic() || c == '%');
    let (number, unit) = length.split_at(end.unwrap_or(length.len()));
    let pixels = match unit {
        "" | "px" => 1.0,
        "in" => 96.0,
        "cm" => 96.0 / 2.54,
        "mm" => 9.6 / 2.54,
        "pt" => 96.0 / 72.0,
        "pc" => 16.0,
        _ => return None,
    };
    Some(number.trim().parse::<f64>().ok()? * pixels)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tree::MemoryTree;

    macro_rules! images {
        ($($name:literal)*) => {
            [$((concat!("media/", $name), &include_bytes!(concat!("../tests/images/", $name))[..])),*]
        };
    }

    fn sizes(files: &[(&str, &[u8])]) -> Vec<(String, u32, u32)> {
        let tree: MemoryTree = files.iter().copied().collect();
        let names: Vec<FilePath> = files
            .iter()
            .map(|(name, _)| FilePath::from(*name))
            .collect();
        let sizes = image_sizes(&tree, &names, &Layout::default()).into_iter();
        sizes
            .map(|(file, size)| (file.as_str().to_owned(), size.width, size.height))
            .collect()
    }

    #[test]
    fn images_of_all_types_have_the_size_in_which_they_are_shown() {
        let files = images!(
            "plain.avif" "plain.gif" "plain.jpg" "plain.png" "plain.webp"
            "turned.jpg" "turned.png" "turned.webp"
        );
        for (file, width, height) in sizes(&files) {
            let is_turned = ["media/turned.jpg", "media/turned.png"].contains(&&*file);
            let shown = if is_turned { (2, 3) } else { (3, 2) };
            assert_eq!((width, height), shown, "{file}");
        }
        assert_eq!(sizes(&files).len(), files.len());
    }

    #[test]
    fn a_drawing_has_its_own_size_or_that_of_what_it_shows_of_its_plane() {
        for (tag, size) in [
            ("<svg width='30' height='20px'>", Some((30, 20))),
            ("<svg width=\"1in\" height=\"12pt\">", Some((96, 16))),
            (
                "<?xml version='1.0'?>\n<svg viewBox='0 0 640 480'>",
                Some((640, 480)),
            ),
            ("<svg width='320' viewBox='0,0,640,480'>", Some((320, 240))),
            (
                "<svg width='100%' height='100%' viewBox='0 0 64 48'>",
                Some((64, 48)),
            ),
            ("<svg>", None),
            ("<svg width='1e99' height='2'>", None),
            ("<svg viewBox='0 0 0 0'>", None),
            ("<svg width='3", None),
        ] {
            let found = size_of_drawing(tag).map(|size| (size.width, size.height));
            assert_eq!(found, size, "{tag}");
        }
    }

    #[test]
    fn what_is_no_image_has_no_size() {
        let files: [(&str, &[u8]); 4] = [
            ("media/a.png", b"not a picture"),
            ("media/b.jpg", b"\xff\xd8\xff"),
            ("media/c.pdf", b"%PDF-1.7"),
            ("media/d.webp", b""),
        ];
        assert_eq!(sizes(&files), []);
    }
}
