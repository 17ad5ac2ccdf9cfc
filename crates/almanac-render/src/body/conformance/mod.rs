//! The examples of the CommonMark and GFM specifications, through our renderer.
//!
//! Both what we write and what a specification expects are brought into one
//! form (our own additions taken off, both sanitized alike) and compared.

use almanac_model::{Config, ContentHash, FilePath, Snapshot, SnapshotParts, day_from_ymd};

mod examples;

use examples::Example;

use super::writer::Writer;
use super::{BodyScope, NoteReferences, has_raw_html};
use crate::view::View;

const NO_ELEMENT: &str = "what HTML has no element for is shown as it is written";
const SWALLOWS: &str = "an element that would take what follows is shown as it is written";
const UNENDED: &str = "a tag that never ends is shown as it is written";
const DECLARATION: &str = "declarations and instructions are shown as they are written";

const NEVER_CLOSED: &str = "an element that is never closed ends with its paragraph";
const BARE: &str = "a bare address is a link, as GFM's extension has it";
const WIKI_LINK: &str = "`[[foo]]` is a wiki link, and `![[foo]]` too: pages are not embedded";
const SCHEME: &str = "a scheme that nobody knows may not be followed";
const COMMENT: &str = "comments are those of CommonMark 0.31.2";

/// Where we mean something else, and why.
const INTENDED: &[(usize, &str)] = &[
    (150, NO_ELEMENT),
    (156, UNENDED),
    (157, UNENDED),
    (158, UNENDED),
    (163, NO_ELEMENT),
    (170, SWALLOWS),
    (171, SWALLOWS),
    (172, SWALLOWS),
    (173, SWALLOWS),
    (176, SWALLOWS),
    (178, SWALLOWS),
    (180, DECLARATION),
    (181, DECLARATION),
    (182, DECLARATION),
    (187, NEVER_CLOSED),
    (201, NO_ELEMENT),
    (344, NEVER_CLOSED),
    (476, NEVER_CLOSED),
    (477, NEVER_CLOSED),
    (491, NO_ELEMENT),
    (494, NEVER_CLOSED),
    (524, NO_ELEMENT),
    (536, NO_ELEMENT),
    (548, WIKI_LINK),
    (559, WIKI_LINK),
    (590, WIKI_LINK),
    (598, SCHEME),
    (599, SCHEME),
    (601, SCHEME),
    (602, BARE),
    (608, BARE),
    (611, BARE),
    (612, BARE),
    (613, NO_ELEMENT),
    (614, NO_ELEMENT),
    (615, NO_ELEMENT),
    (616, NEVER_CLOSED),
    (617, NO_ELEMENT),
    (623, NO_ELEMENT),
    (627, DECLARATION),
    (628, DECLARATION),
    (629, DECLARATION),
    (630, NEVER_CLOSED),
    (631, NEVER_CLOSED),
    (642, NEVER_CLOSED),
    (643, NEVER_CLOSED),
];

/// Where we mean something else than GFM 0.29, and why.
const INTENDED_OF_GFM: &[(usize, &str)] = &[
    (120, NO_ELEMENT),
    (126, UNENDED),
    (127, UNENDED),
    (128, UNENDED),
    (133, NO_ELEMENT),
    (140, SWALLOWS),
    (141, SWALLOWS),
    (142, SWALLOWS),
    (145, SWALLOWS),
    (147, SWALLOWS),
    (149, DECLARATION),
    (150, DECLARATION),
    (151, DECLARATION),
    (156, NEVER_CLOSED),
    (170, NO_ELEMENT),
    (354, NEVER_CLOSED),
    (485, NEVER_CLOSED),
    (486, NEVER_CLOSED),
    (501, NO_ELEMENT),
    (504, NEVER_CLOSED),
    (533, NO_ELEMENT),
    (545, NO_ELEMENT),
    (557, WIKI_LINK),
    (568, WIKI_LINK),
    (599, WIKI_LINK),
    (607, SCHEME),
    (608, SCHEME),
    (610, SCHEME),
    (611, BARE),
    (617, BARE),
    (620, BARE),
    (621, BARE),
    (633, SCHEME),
    (634, SCHEME),
    (635, SCHEME),
    (636, NO_ELEMENT),
    (637, NO_ELEMENT),
    (638, NO_ELEMENT),
    (639, NEVER_CLOSED),
    (640, NO_ELEMENT),
    (646, NO_ELEMENT),
    (649, COMMENT),
    (650, COMMENT),
    (651, DECLARATION),
    (652, DECLARATION),
    (653, DECLARATION),
    (654, NEVER_CLOSED),
    (655, NEVER_CLOSED),
    (657, NEVER_CLOSED),
    (667, NEVER_CLOSED),
    (668, NEVER_CLOSED),
];

/// A snapshot of nothing whose pages show the punctuation that is typed, as the examples do.
fn as_typed() -> Snapshot {
    empty(Config {
        smart_punctuation: false,
        ..Config::with_title("Empty")
    })
}

/// A snapshot of nothing.
pub(super) fn empty(config: Config) -> Snapshot {
    Snapshot::new(SnapshotParts {
        config,
        pages: Vec::new(),
        paths: Vec::new(),
        versions: Vec::new(),
        path_translations: Vec::new(),
        topics: Vec::new(),
        sources: Default::default(),
        data: Default::default(),
        appearance: Default::default(),
        media: Vec::new(),
        beside: Vec::new(),
        image_sizes: [].into(),
        hash: ContentHash::from(""),
    })
}

fn rendered(site: &View<'_>, markdown: &str) -> String {
    let file = FilePath::from("entries/example.md");
    let mut references = NoteReferences::default();
    let range = 0..markdown.len();
    let scope = BodyScope::of_file(site, &file);
    let writer = Writer::new(
        scope,
        &mut references,
        has_raw_html(markdown, range.clone(), scope.dialect()),
    );
    writer.write(markdown, range).to_string()
}

/// Takes off what we add: links of headings to themselves, the boxes of wide tables and code.
fn without_additions(html: &str) -> String {
    let table = "<div class=\"table\" role=\"group\" aria-label=\"table\" tabindex=\"0\"><table>";
    let mut html = html
        .replace(table, "<table>")
        .replace("</table></div>", "</table>")
        .replace("<tbody>\n</tbody>\n", "")
        .replace("<pre tabindex=\"0\">", "<pre>")
        .replace(" class=\"external\"", "");
    while let Some(start) = html.find("<a class=\"self\"") {
        let end = start + html[start..].find("</a>").unwrap() + "</a>".len();
        html.replace_range(start..end, "");
    }
    html
}

/// Brings both into one form.
fn normal(html: &str) -> String {
    let mut builder = ammonia::Builder::default();
    builder
        .rm_tags(["span", "nav", "header", "footer", "center", "map", "area"])
        .add_tag_attributes("code", ["class"])
        .add_tag_attributes("td", ["class"])
        .add_tag_attributes("th", ["class"])
        .url_schemes(crate::html::SAFE_SCHEMES.into())
        .link_rel(None);
    // Where the specifications align by an attribute, we do by a class.
    let mut html = html
        .replace(" style=\"text-align: ", " class=\"")
        .replace(" align=\"", " class=\"");
    html = builder.clean(&html).to_string();
    let parts = html
        .split_inclusive('>')
        .map(|part| match part.split_once('<') {
            Some((words, tag)) => format!("{}<{tag}", words.trim()),
            None => part.trim().to_owned(),
        });
    parts.collect()
}

fn check(examples: Option<Vec<Example>>, intended: &[(usize, &str)]) {
    let Some(examples) = examples else { return };
    assert!(examples.len() > 600, "only {} examples", examples.len());
    let snapshot = as_typed();
    let site = View::new(
        &snapshot,
        day_from_ymd(2026, 11, 24).unwrap(),
        &almanac_documents::Documents,
    );
    let mut wrong = String::new();
    for Example {
        number,
        markdown,
        html,
    } in examples
    {
        let (ours, expected) = (
            normal(&without_additions(&rendered(&site, &markdown))),
            normal(&html),
        );
        let is_intended = intended.iter().any(|(other, _)| *other == number);
        if (ours == expected) == is_intended {
            wrong.push_str(&format!(
                "{number}\n{markdown}\n--- expected\n{expected}\n--- ours\n{ours}\n\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_examples_of_commonmark_keep_their_meaning() {
    check(examples::of_commonmark(), INTENDED);
}

#[test]
fn the_examples_of_gfm_keep_their_meaning() {
    check(examples::of_gfm(), INTENDED_OF_GFM);
}
