//! The sorts of images that may be sent: by their first bytes, and by their names.

/// What a PNG begins with.
pub(super) const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

/// What an image is, by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ImageSort {
    Jpeg,
    Png,
    Gif,
    Webp,
    Avif,
    Svg,
}

impl ImageSort {
    /// The sort that bytes begin as.
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let text = bytes.trim_ascii_start();
        let text = text.strip_prefix(b"\xef\xbb\xbf").unwrap_or(text);
        Some(match bytes {
            [0xff, 0xd8, 0xff, ..] => ImageSort::Jpeg,
            bytes if bytes.starts_with(PNG) => ImageSort::Png,
            bytes if bytes.starts_with(b"GIF87a") || bytes.starts_with(b"GIF89a") => ImageSort::Gif,
            bytes if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") => {
                ImageSort::Webp
            }
            bytes if matches!(bytes.get(4..12), Some(b"ftypavif" | b"ftypavis")) => ImageSort::Avif,
            _ if [&b"<svg"[..], b"<?xml", b"<!--", b"<!DOCTYPE svg"]
                .iter()
                .any(|begin| text.starts_with(begin)) =>
            {
                ImageSort::Svg
            }
            _ => return None,
        })
    }

    /// What names of its files end in.
    pub fn ending(self) -> &'static str {
        match self {
            ImageSort::Jpeg => "jpg",
            ImageSort::Png => "png",
            ImageSort::Gif => "gif",
            ImageSort::Webp => "webp",
            ImageSort::Avif => "avif",
            ImageSort::Svg => "svg",
        }
    }

    /// The sort that a name says.
    pub fn of_name(name: &str) -> Option<Self> {
        let (_, ending) = name.rsplit_once('.')?;
        Some(match ending {
            "jpg" | "jpeg" => ImageSort::Jpeg,
            "png" => ImageSort::Png,
            "gif" => ImageSort::Gif,
            "webp" => ImageSort::Webp,
            "avif" => ImageSort::Avif,
            "svg" => ImageSort::Svg,
            _ => return None,
        })
    }
}
