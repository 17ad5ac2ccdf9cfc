//! A drawing without what its program keeps in it of whoever made it: names in its metadata, and places on their disk. Every other
//! byte stays.

use std::ops::Range;

/// The attributes in which drawing programs keep where a file, or an image in it, lay: by their names without prefixes.
const PLACES: [&str; 5] = [
    "absref",
    "docbase",
    "docname",
    "export-filename",
    "export-filename-last",
];

/// The drawing without that; `None` where it can't be read.
pub(super) fn without_metadata(bytes: &[u8]) -> Option<Vec<u8>> {
    let told = told_parts(bytes)?;
    let mut clean = Vec::with_capacity(bytes.len());
    let mut at = 0;
    for part in told {
        clean.extend(&bytes[at..part.start]);
        at = part.end;
    }
    clean.extend(&bytes[at..]);
    Some(clean)
}

/// Where that stands, in order. All that matters here is ASCII, which stands for itself in every encoding of XML but UTF-16 and UTF-32.
fn told_parts(bytes: &[u8]) -> Option<Vec<Range<usize>>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    // Where the metadata begins that is open, and how many of its elements are.
    let mut open: Option<(usize, usize)> = None;
    let mut at = 0;
    while let Some(start) = find(bytes, at, b"<") {
        let rest = &bytes[start..];
        let ends: [(&[u8], &[u8]); 4] = [
            (b"<!--", b"-->"),
            (b"<![CDATA[", b"]]>"),
            (b"<?", b"?>"),
            (b"</", b">"),
        ];
        let skipped = ends.iter().find(|(begin, _)| rest.starts_with(begin));
        if let Some((begin, end)) = skipped {
            at = find(bytes, start + begin.len(), end)? + end.len();
            if *begin == b"</" && is_metadata(&bytes[start + 2..at - 1]) {
                open = match open? {
                    (begun, 1) => {
                        parts.push(begun..at);
                        None
                    }
                    (begun, count) => Some((begun, count - 1)),
                };
            }
            continue;
        }
        if rest.starts_with(b"<!") {
            at = end_of_declarations(bytes, start)?;
            continue;
        }
        let tag = Tag::read(bytes, start)?;
        at = tag.end;
        match (open, is_metadata(tag.name), tag.is_empty) {
            (None, true, true) => parts.push(start..at),
            (None, true, false) => open = Some((start, 1)),
            (Some((begun, count)), true, false) => open = Some((begun, count + 1)),
            (None, false, _) => parts.extend(tag.places),
            (Some(_), ..) => {}
        }
    }
    match open {
        None => Some(parts),
        Some(_) => None,
    }
}

fn find(bytes: &[u8], from: usize, mark: &[u8]) -> Option<usize> {
    let mut windows = bytes.get(from..)?.windows(mark.len());
    windows.position(|found| found == mark).map(|at| from + at)
}

/// Whether a name, whatever its prefix, is that of metadata.
fn is_metadata(name: &[u8]) -> bool {
    local(name.trim_ascii()) == b"metadata"
}

fn local(name: &[u8]) -> &[u8] {
    name.rsplit(|byte| *byte == b':').next().unwrap_or(name)
}

/// Where a document type ends, with what it declares in brackets.
fn end_of_declarations(bytes: &[u8], start: usize) -> Option<usize> {
    let close = find(bytes, start, b">")?;
    match bytes[start..close].contains(&b'[') {
        true => Some(find(bytes, start, b"]>")? + 2),
        false => Some(close + 1),
    }
}

/// A start tag.
struct Tag<'b> {
    name: &'b [u8],
    end: usize,
    is_empty: bool,
    /// Its attributes that name places, each with the blank before it.
    places: Vec<Range<usize>>,
}

impl<'b> Tag<'b> {
    fn read(bytes: &'b [u8], start: usize) -> Option<Self> {
        let is_end = |byte: &u8| byte.is_ascii_whitespace() || b"/>=".contains(byte);
        let word = |from: usize| {
            let length = bytes[from..].iter().position(is_end)?;
            Some(&bytes[from..from + length])
        };
        let name = word(start + 1)?;
        let mut at = start + 1 + name.len();
        let (mut is_empty, mut places) = (false, Vec::new());
        loop {
            let begun = at;
            at += bytes[at..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())?;
            match bytes[at] {
                b'>' => break,
                b'/' => {
                    is_empty = true;
                    at += 1;
                    continue;
                }
                // What can't be read is none of ours to mend.
                b'=' | b'<' => return None,
                _ => is_empty = false,
            }
            let attribute = word(at)?;
            at += attribute.len();
            at += bytes[at..]
                .iter()
                .position(|byte| !byte.is_ascii_whitespace())?;
            if bytes[at] == b'=' {
                at += 1;
                at += bytes[at..]
                    .iter()
                    .position(|byte| !byte.is_ascii_whitespace())?;
                let quote = *bytes.get(at).filter(|byte| b"\"'".contains(byte))?;
                at = find(bytes, at + 1, &[quote])? + 1;
            }
            if attribute.contains(&b':')
                && PLACES.iter().any(|it| it.as_bytes() == local(attribute))
            {
                places.push(begun..at);
            }
        }
        Some(Self {
            name,
            end: at + 1,
            is_empty,
            places,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn clean(drawing: &str) -> Option<String> {
        let clean = without_metadata(drawing.as_bytes())?;
        Some(String::from_utf8(clean).unwrap())
    }

    #[test]
    fn metadata_and_places_are_taken_out_and_nothing_else() {
        for (told, kept) in [
            (
                "<svg><metadata>Ada</metadata><path/></svg>",
                "<svg><path/></svg>",
            ),
            ("<svg>\n <metadata id='m'/>\n</svg>", "<svg>\n \n</svg>"),
            (
                "<s:svg><s:metadata><rdf:RDF><dc:title>></dc:title></rdf:RDF></s:metadata ></s:svg>",
                "<s:svg></s:svg>",
            ),
            (
                "<svg><metadata><metadata>a</metadata><metadata/>b</metadata>c</svg>",
                "<svg>c</svg>",
            ),
            (
                "<metadata a='</metadata>'><!-- </metadata> --><![CDATA[</metadata>]]></metadata>x",
                "x",
            ),
            (
                "<svg sodipodi:docname = \"ada.svg\"\n inkscape:export-filename='/home/ada/x.png' width='1'>",
                "<svg width='1'>",
            ),
            (
                "<image sodipodi:absref=\"C:\\Ada\\x>y.png\" href='a'/>",
                "<image href='a'/>",
            ),
        ] {
            assert_eq!(clean(told).as_deref(), Some(kept), "{told}");
        }
        for plain in [
            "<?xml version=\"1.0\"?>\n<!DOCTYPE svg [<!ENTITY a \"<metadata>\">]>\n<svg docname='x'><!-- <metadata> --><Metadata/>\
             <path d=\"M0 0>1\" data-x='<metadata>'/><text>metadata</text><a b = 'c'/><metadatas/></svg>\n",
            "",
            "no drawing",
        ] {
            assert_eq!(clean(plain).as_deref(), Some(plain));
        }
    }

    #[test]
    fn what_can_not_be_read_is_not_taken_and_stops_nothing() {
        for broken in [
            "<svg><metadata>",
            "<svg></metadata></svg>",
            "<svg a=b>",
            "<svg a='",
            "<svg",
            "<",
            "<svg <path/>",
            "<!-- ",
            "<!DOCTYPE svg [",
        ] {
            assert_eq!(clean(broken), None, "{broken}");
        }
        for piece in [
            "<",
            "<metadata>",
            "<metadata/>",
            "<!--",
            "<a b='",
            "<![CDATA[",
            "<a ",
        ] {
            let _ = clean(&piece.repeat(50_000));
        }
    }
}
