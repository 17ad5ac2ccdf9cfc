//! The examples of the CommonMark and GFM specifications, through our renderer.
//!
//! Both what we write and what a specification expects are brought into one
//! form (our own additions taken off, both sanitized alike) and compared.

use almanac_model::{Config, ContentHash, FilePath, Snapshot, SnapshotParts, day_from_ymd};

use super::writer::Writer;
use super::{References, Scope, has_raw_html};
use crate::view::View;

#[derive(serde::Deserialize)]
struct Example {
    number: usize,
    section: String,
    markdown: String,
    html: String,
}

const NO_ELEMENT: &str = "what HTML has no element for is shown as it is written";
const SWALLOWS: &str = "an element that would take what follows is shown as it is written";
const UNENDED: &str = "a tag that never ends is shown as it is written";
const DECLARATION: &str = "declarations and instructions are shown as they are written";

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
    (201, NO_ELEMENT),
    (491, NO_ELEMENT),
    (524, NO_ELEMENT),
    (536, NO_ELEMENT),
    (548, "`[[foo]]` is a wiki link"),
    (559, "`[[foo]]` is a wiki link"),
    (590, "`![[foo]]` is a wiki link: pages are not embedded"),
    (598, "a scheme that nobody knows may not be followed"),
    (599, "a scheme that nobody knows may not be followed"),
    (601, "a scheme that nobody knows may not be followed"),
    (613, NO_ELEMENT),
    (614, NO_ELEMENT),
    (615, NO_ELEMENT),
    (617, NO_ELEMENT),
    (623, NO_ELEMENT),
    (627, DECLARATION),
    (628, DECLARATION),
    (629, DECLARATION),
];

fn empty() -> Snapshot {
    Snapshot::new(SnapshotParts {
        config: Config::with_title("Empty"),
        pages: Vec::new(),
        paths: Vec::new(),
        translations: Vec::new(),
        path_translations: Vec::new(),
        topics: Vec::new(),
        sources: Default::default(),
        data: Default::default(),
        appearance: Default::default(),
        media: Vec::new(),
        hash: ContentHash::from(""),
    })
}

fn rendered(site: &View<'_>, markdown: &str) -> String {
    let file = FilePath::from("entries/example.md");
    let mut references = References::new();
    let range = 0..markdown.len();
    let writer = Writer::new(
        Scope::of_file(site, &file),
        &mut references,
        has_raw_html(markdown, range.clone()),
    );
    writer.write(markdown, range).to_string()
}

/// Takes off what we add: links of headings to themselves, the boxes of wide tables and code.
fn without_additions(html: &str) -> String {
    let table = "<div class=\"table\" role=\"group\" aria-label=\"table\" tabindex=\"0\"><table>";
    let mut html = html
        .replace(table, "<table>")
        .replace("</table></div>", "</table>")
        .replace("<pre tabindex=\"0\">", "<pre>")
        .replace(" class=\"external\"", "");
    while let Some(start) = html.find(" <a class=\"self\"") {
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
    // Where the specification aligns by an attribute, we do by a class.
    let mut html = html.replace(" style=\"text-align: ", " class=\"");
    html = builder.clean(&html).to_string();
    let parts = html
        .split_inclusive('>')
        .map(|part| match part.split_once('<') {
            Some((words, tag)) => format!("{}<{tag}", words.trim()),
            None => part.trim().to_owned(),
        });
    parts.collect()
}

fn check(examples: &str, intended: &[(usize, &str)]) {
    let snapshot = empty();
    let site = View::new(
        &snapshot,
        day_from_ymd(2026, 11, 24).unwrap(),
        &almanac_documents::Documents,
    );
    let examples: Vec<Example> = serde_json::from_str(examples).unwrap();
    let mut wrong = String::new();
    for Example {
        number,
        section,
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
                "{number} ({section})\n{markdown}\n--- expected\n{expected}\n--- ours\n{ours}\n\n"
            ));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn the_examples_of_commonmark_keep_their_meaning() {
    check(
        include_str!("../../tests/commonmark/commonmark-0.31.2.json"),
        INTENDED,
    );
}

#[test]
fn the_examples_of_gfm_tables_keep_their_meaning() {
    check(include_str!("../../tests/commonmark/gfm-tables.json"), &[]);
}
