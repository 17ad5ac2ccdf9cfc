//! An image without what it tells of those who made it: where it was taken, by which device, when, and by whom.
//!
//! The pixels are never touched: what is taken out are whole parts of the file. Which way up a photo is stays, alone (`turned.rs`). A file can be two things at once: so what can't be read as the sort of image that its name says is
//! refused, what stands behind an image's end is taken off, and of its parts only those stay that we know. A drawing that does more
//! than be seen is refused.

use almanac_model::{ActivePart, active_parts};

use super::drawing::without_metadata;
use super::image_sort::{ImageSort, PNG};
use super::turned::{orientation, png_part, turned_only};

/// The parts of a PNG without which it looks otherwise: what it is, its colours, its pixels, and how it moves.
const PNG_PARTS: [&[u8]; 19] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"cICP",
    b"mDCV", b"cLLI", b"bKGD", b"pHYs", b"sBIT", b"hIST", b"acTL", b"fcTL", b"fdAT",
];

/// What stands before Exif data in a JPEG.
const EXIF: &[u8] = b"Exif\0\0";

/// Why an image can't be taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Unclean {
    /// It can't be read.
    Unreadable,
    /// What it tells can't be taken out of it.
    Telling,
    /// It does more than be seen.
    Active(Vec<ActivePart>),
}

/// The image without what it tells.
///
/// # Errors
/// Fails where it can't be read, or can't be cleaned.
pub(crate) fn cleaned(sort: ImageSort, bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let clean = match sort {
        ImageSort::Jpeg => jpeg(bytes),
        ImageSort::Png => png(bytes),
        ImageSort::Webp => webp(bytes),
        ImageSort::Gif => gif(bytes),
        ImageSort::Avif => return avif(bytes),
        ImageSort::Svg => return svg(bytes),
    };
    clean.ok_or(Unclean::Unreadable)
}

fn svg(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let text = std::str::from_utf8(bytes).map_err(|_| Unclean::Unreadable)?;
    if !text.contains("<svg") {
        return Err(Unclean::Unreadable);
    }
    match active_parts(bytes) {
        parts if parts.is_empty() => without_metadata(bytes).ok_or(Unclean::Unreadable),
        parts => Err(Unclean::Active(parts)),
    }
}

/// An AVIF as it is: its parts name each other by their places, so that none can be taken out of it.
fn avif(bytes: &[u8]) -> Result<Vec<u8>, Unclean> {
    let mut rest = bytes;
    while !rest.is_empty() {
        let head = rest.get(..8).ok_or(Unclean::Unreadable)?;
        let length = u32::from_be_bytes([head[0], head[1], head[2], head[3]]);
        let length = match length {
            // It reaches to the end, or has its length behind its name.
            0 => rest.len(),
            1 => {
                let long = rest.get(8..16).and_then(|long| long.try_into().ok());
                let long = long.map(u64::from_be_bytes).ok_or(Unclean::Unreadable)?;
                usize::try_from(long).map_err(|_| Unclean::Unreadable)?
            }
            length => usize::try_from(length).map_err(|_| Unclean::Unreadable)?,
        };
        let is_known = matches!(
            &head[4..],
            b"ftyp" | b"meta" | b"mdat" | b"moov" | b"moof" | b"idat" | b"sidx" | b"mfra"
        );
        let part = rest.get(8..length).ok_or(Unclean::Unreadable)?;
        let is_filling =
            matches!(&head[4..], b"free" | b"skip") && part.iter().all(|byte| *byte == 0);
        if !is_known && !is_filling {
            return Err(Unclean::Unreadable);
        }
        rest = &rest[length..];
    }
    let has = |mark: &[u8]| bytes.windows(mark.len()).any(|part| part == mark);
    match has(b"Exif") || has(b"rdf+xml") {
        true => Err(Unclean::Telling),
        false => Ok(bytes.to_vec()),
    }
}

fn jpeg(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = bytes.get(..2)?.to_vec();
    let mut turned = None;
    let mut rest = bytes.get(2..)?;
    loop {
        let marker = match rest {
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            [0xff, marker, ..] => *marker,
            _ => return None,
        };
        let length = usize::from(u16::from_be_bytes([*rest.get(2)?, *rest.get(3)?])) + 2;
        let segment = rest.get(..length).filter(|segment| segment.len() >= 4)?;
        let data = &segment[4..];
        match marker {
            0xe1 if data.starts_with(EXIF) => turned = orientation(&data[EXIF.len()..]).or(turned),
            // JFIF, colours, and how colours are laid down: without these an image looks otherwise. A small image of it may
            // show what was cut away of the large one.
            0xe0 if data.starts_with(b"JFIF\0") && data.len() >= 14 => {
                clean.extend([0xff, 0xe0, 0, 16]);
                clean.extend(&data[..12]);
                clean.extend([0, 0]);
            }
            0xee if data.starts_with(b"Adobe") => clean.extend(segment),
            0xe2 if data.starts_with(b"ICC_PROFILE\0") => clean.extend(segment),
            0xe0..=0xef | 0xfe => {}
            0xda => break,
            _ => clean.extend(segment),
        }
        rest = &rest[length..];
    }
    if let Some(turned) = turned {
        let data = turned_only(turned);
        let length = (2 + EXIF.len() + data.len()) as u16;
        let mut segment = vec![0xff, 0xe1];
        segment.extend(length.to_be_bytes());
        segment.extend(EXIF);
        segment.extend(data);
        clean.splice(2..2, segment);
    }
    clean.extend(scans(rest)?);
    Some(clean)
}

/// The scans of a JPEG up to the end of its image.
fn scans(bytes: &[u8]) -> Option<&[u8]> {
    let mut at = 0;
    loop {
        match bytes.get(at..at + 2)? {
            [0xff, 0xd9] => return bytes.get(..at + 2),
            [0xff, 0x00 | 0xd0..=0xd7] => at += 2,
            [0xff, 0xff] => at += 1,
            [0xff, _] => {
                let length = bytes.get(at + 2..at + 4)?;
                at += 2 + usize::from(u16::from_be_bytes([length[0], length[1]]));
            }
            _ => at += 1,
        }
    }
}

fn png(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut clean = PNG.to_vec();
    let mut rest = bytes.strip_prefix(PNG)?;
    let mut is_turned = false;
    loop {
        let length: [u8; 4] = rest.get(..4)?.try_into().ok()?;
        let length = usize::try_from(u32::from_be_bytes(length)).ok()?;
        let chunk = rest.get(..length.checked_add(12)?)?;
        let kind = &chunk[4..8];
        if kind == b"eXIf" && !is_turned {
            let turned = orientation(&chunk[8..8 + length]).map(png_part);
            is_turned = turned.is_some();
            clean.extend(turned.unwrap_or_default());
        }
        if PNG_PARTS.contains(&kind) {
            clean.extend(chunk);
        }
        if kind == b"IEND" {
            return Some(clean);
        }
        rest = &rest[chunk.len()..];
    }
}

fn webp(bytes: &[u8]) -> Option<Vec<u8>> {
    let length: [u8; 4] = bytes.get(4..8)?.try_into().ok()?;
    let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
    let mut rest = bytes.get(12..length.checked_add(8)?)?;
    let mut parts: Vec<u8> = Vec::new();
    while !rest.is_empty() {
        let length: [u8; 4] = rest.get(4..8)?.try_into().ok()?;
        let length = usize::try_from(u32::from_le_bytes(length)).ok()?;
        let padded = length.checked_add(length % 2)?.checked_add(8)?;
        let part = rest.get(..padded)?;
        match &part[..4] {
            b"VP8X" if length > 0 => {
                let begin = parts.len();
                parts.extend(part);
                // Nothing says any more that there is Exif or XMP data. Browsers turn no WebP.
                parts[begin + 8] &= !0b1100;
            }
            b"VP8 " | b"VP8L" | b"ALPH" | b"ANIM" | b"ANMF" | b"ICCP" => parts.extend(part),
            _ => {}
        }
        rest = &rest[padded..];
    }
    let mut clean = b"RIFF".to_vec();
    clean.extend(u32::try_from(parts.len() + 4).ok()?.to_le_bytes());
    clean.extend(b"WEBP");
    clean.extend(parts);
    Some(clean)
}

fn gif(bytes: &[u8]) -> Option<Vec<u8>> {
    let table = |flags: u8| match flags & 0x80 {
        0 => 0,
        _ => 3 << ((flags & 7) + 1),
    };
    let head = 13 + table(*bytes.get(10)?);
    let mut clean = bytes.get(..head)?.to_vec();
    let mut rest = &bytes[head..];
    loop {
        let (fixed, is_kept) = match rest {
            [0x3b, ..] => {
                clean.push(0x3b);
                return Some(clean);
            }
            // Words, and what programs keep for themselves but how often the images are repeated.
            [0x21, 0xfe, ..] => (2, false),
            [0x21, 0xff, ..] => (2, rest.get(3..14) == Some(b"NETSCAPE2.0")),
            [0x21, kind, ..] => (2, *kind == 0xf9),
            [0x2c, ..] => (11 + table(*rest.get(9)?), true),
            _ => return None,
        };
        let mut length = fixed;
        loop {
            let block = usize::from(*rest.get(length)?);
            length += block + 1;
            if block == 0 {
                break;
            }
        }
        let part = rest.get(..length)?;
        if is_kept {
            clean.extend(part);
        }
        rest = &rest[length..];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A part of a PNG; nobody looks at its sum here.
    fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u32).to_be_bytes();
        [&length, &kind[..], data, &[0; 4]].concat()
    }

    fn segment(marker: u8, data: &[u8]) -> Vec<u8> {
        let length = (data.len() as u16 + 2).to_be_bytes();
        [&[0xff, marker], &length[..], data].concat()
    }

    #[test]
    fn a_png_loses_its_words_and_what_stands_behind_it() {
        let image = [
            PNG,
            &chunk(b"IHDR", &[1; 13]),
            &chunk(b"IDAT", b"pixels"),
            &chunk(b"IEND", b""),
        ]
        .concat();
        let told = [
            PNG,
            &chunk(b"IHDR", &[1; 13]),
            &chunk(b"tEXt", b"Author\0Ada"),
            &chunk(b"eXIf", b"II*\0 place"),
            &chunk(b"prVt", b"<script>"),
            &chunk(b"IDAT", b"pixels"),
            &chunk(b"IEND", b""),
            b"PK\x03\x04 a second file",
        ];
        assert_eq!(cleaned(ImageSort::Png, &told.concat()).unwrap(), image);
        // But which way up it is, once.
        let exif = [&turned_only(8)[..], b"GPS 52.5 N by Ada's phone"].concat();
        let mut turned = told;
        let exif = [chunk(b"eXIf", &exif), chunk(b"eXIf", &turned_only(3))].concat();
        turned[3] = &exif;
        let clean = cleaned(ImageSort::Png, &turned.concat()).unwrap();
        let expected = [&image[..33], &png_part(8), &image[33..]].concat();
        assert_eq!(clean, expected);
        let cut = cleaned(ImageSort::Png, &image[..image.len() - 3]);
        assert_eq!(cut, Err(Unclean::Unreadable));
    }

    #[test]
    fn a_jpeg_says_only_which_way_up_it_is() {
        let exif = [EXIF, &turned_only(6), b"GPS 52.5 N by Ada's phone"].concat();
        let body = [
            &segment(0xdb, &[7; 65])[..],
            &segment(0xda, &[1; 6]),
            b"\x12\xff\x00\x34",
            b"\xff\xd9",
        ]
        .concat();
        let told = [
            &[0xff, 0xd8][..],
            &segment(0xe0, b"JFIF\0\x01\x02\x01\0\x01\0\x01\x01\x01\x07\x07\x07"),
            &segment(0xe0, b"JFXX\0<script>"),
            &segment(0xe1, &exif),
            &segment(0xe1, b"http://ns.adobe.com/xap/1.0/\0 <x:xmpmeta>"),
            &segment(0xed, b"Photoshop 3.0\0"),
            &segment(0xfe, b"a comment"),
            &body,
            b"<script>behind the end</script>",
        ];
        let clean = cleaned(ImageSort::Jpeg, &told.concat()).unwrap();
        let turned = segment(0xe1, &[EXIF, &turned_only(6)].concat());
        let plain = segment(0xe0, b"JFIF\0\x01\x02\x01\0\x01\0\x01\0\0");
        let expected = [&[0xff, 0xd8][..], &turned, &plain, &body].concat();
        assert_eq!(clean, expected);
        assert_eq!(orientation(&turned_only(6)), Some(6));
        let cut = cleaned(ImageSort::Jpeg, &expected[..expected.len() - 1]);
        assert_eq!(cut, Err(Unclean::Unreadable));
    }

    #[test]
    fn a_webp_loses_what_it_tells_and_no_longer_says_that_it_has_it() {
        let part = |kind: &[u8; 4], data: &[u8]| {
            let length = (data.len() as u32).to_le_bytes();
            [&kind[..], &length, data, &[0][..data.len() % 2]].concat()
        };
        let whole = |parts: &[Vec<u8>]| {
            let parts = parts.concat();
            let length = (parts.len() as u32 + 4).to_le_bytes();
            [&b"RIFF"[..], &length, b"WEBP", &parts].concat()
        };
        let told = whole(&[
            part(b"VP8X", &[0b1_1100, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
            part(b"VP8L", b"pixels!"),
            part(b"EXIF", b"place"),
            part(b"XMP ", b"<x/>"),
        ]);
        let clean = whole(&[
            part(b"VP8X", &[0b1_0000, 0, 0, 0, 1, 0, 0, 1, 0, 0]),
            part(b"VP8L", b"pixels!"),
        ]);
        assert_eq!(cleaned(ImageSort::Webp, &told).unwrap(), clean);
    }

    #[test]
    fn a_gif_loses_its_comments_and_still_moves() {
        let head = [&b"GIF89a"[..], &[1, 0, 1, 0, 0, 0, 0]].concat();
        let again = [&[0x21, 0xff, 11][..], b"NETSCAPE2.0", &[3, 1, 0, 0, 0]].concat();
        let comment = [&[0x21, 0xfe, 3][..], b"Ada", &[0]].concat();
        let image = [&[0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2][..], b"px", &[0]].concat();
        let told = [&head[..], &again, &comment, &image, b";", b"behind"].concat();
        let clean = [&head[..], &again, &image, b";"].concat();
        assert_eq!(cleaned(ImageSort::Gif, &told).unwrap(), clean);
    }

    #[test]
    fn a_drawing_that_does_more_than_be_seen_is_refused() {
        let drawing = |inner: &str| {
            let svg = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>");
            cleaned(ImageSort::Svg, svg.as_bytes())
        };
        assert!(drawing("<path d=\"M0 0\"/>").is_ok());
        for (inner, what) in [
            ("<script>x()</script>", "a script"),
            ("<path onclick=\"x()\"/>", "an event handler"),
            (
                "<foreignObject><p>Words</p></foreignObject>",
                "elements of other documents (`<foreignObject>`)",
            ),
            (
                "<image href=\"https://example.org/x.png\"/>",
                "something from elsewhere",
            ),
            ("<a href=\"javascript:x()\"/>", "a link that runs a script"),
        ] {
            match drawing(inner) {
                Err(Unclean::Active(parts)) => assert_eq!(parts[0].what, what),
                other => panic!("{inner}: {other:?}"),
            }
        }
    }

    #[test]
    fn what_stands_behind_an_avif_is_no_part_of_it() {
        let part = |kind: &[u8; 4], data: &[u8]| {
            let length = (data.len() as u32 + 8).to_be_bytes();
            [&length, &kind[..], data].concat()
        };
        let image = [
            part(b"ftyp", b"avif\0\0\0\0"),
            part(b"meta", b"x"),
            part(b"mdat", b"pixels"),
        ]
        .concat();
        assert_eq!(cleaned(ImageSort::Avif, &image).as_ref(), Ok(&image));
        let two = [&image[..], b"<html><script>"].concat();
        assert_eq!(cleaned(ImageSort::Avif, &two), Err(Unclean::Unreadable));
        let free = [&image[..], &part(b"free", b"<html>")].concat();
        assert_eq!(cleaned(ImageSort::Avif, &free), Err(Unclean::Unreadable));
        let telling = [&image[..], &part(b"mdat", b"Exif place")].concat();
        assert_eq!(cleaned(ImageSort::Avif, &telling), Err(Unclean::Telling));
    }

    #[test]
    fn no_bytes_whatever_stop_it() {
        let starts = [
            PNG,
            b"\xff\xd8\xff\xe1\0",
            b"GIF89a\xff\xff\xff\xff\xff",
            b"RIFF\xff\xff\xff\xffWEBPVP8X\xff\xff\xff\xff",
            b"\xff\xd8\xff\xda\0\0",
            b"\0\0\0\x0cftypavif",
            b"\0\0\0\x0cftypavif\0\0\0\x01mdat",
        ];
        for start in starts {
            for filling in [0, 1, 0x2c, 0x7f, 0xff] {
                for length in 0..40 {
                    let bytes = [start, &vec![filling; length]].concat();
                    if let Some(sort) = ImageSort::of_bytes(&bytes) {
                        let _ = cleaned(sort, &bytes);
                    }
                }
            }
        }
    }

    #[test]
    fn what_a_file_is_its_bytes_say() {
        for (bytes, sort) in [
            (&b"<html>"[..], None),
            (b"  <svg xmlns", Some(ImageSort::Svg)),
            (b"\xff\xd8\xff\xe0", Some(ImageSort::Jpeg)),
            (b"\0\0\0\x1cftypavif", Some(ImageSort::Avif)),
            (b"MZ", None),
            (b"", None),
        ] {
            assert_eq!(ImageSort::of_bytes(bytes), sort);
        }
        assert_eq!(ImageSort::of_name("a.b.jpeg"), Some(ImageSort::Jpeg));
        assert_eq!(ImageSort::of_name("png"), None);
    }
}
