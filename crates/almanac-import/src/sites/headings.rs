//! Headings keep the ids that their generator gave them. Read by all programs for sites.

use std::borrow::Cow;
use std::collections::BTreeMap;

use almanac_syntax::{Dialect, Document, Habits, ParsedHeading, first_sentence, parse};

use super::anchors::{AnchorRule, Anchors, fragment_key};
use super::attributes::Attributes;
use crate::prose::Edits;

/// How the texts are read that go over.
pub(super) const SITES: Dialect = Dialect {
    habits: Habits::Sites,
    hard_breaks: false,
    is_outline: false,
    words_first: false,
    has_components: false,
};

/// The signs around words of a heading of which no id is made. They never leave this crate.
const UNNAMED: [char; 2] = ['\u{e0b0}', '\u{e0b1}'];

/// Words that are no part of the id of the heading in which they stand: those of a badge.
pub fn unnamed(words: &str) -> String {
    match words.is_empty() {
        true => String::new(),
        false => format!("{}{words}{}", UNNAMED[0], UNNAMED[1]),
    }
}

/// A text without the signs around such words, and with these or without.
fn without_signs(text: &str, keeps_words: bool) -> Cow<'_, str> {
    if !text.contains(UNNAMED) {
        return Cow::Borrowed(text);
    }
    let mut is_out = false;
    let kept = text.chars().filter(|c| match c {
        c if *c == UNNAMED[0] => {
            is_out = !keeps_words;
            false
        }
        c if *c == UNNAMED[1] => {
            is_out = false;
            false
        }
        _ => !is_out,
    });
    Cow::Owned(kept.collect::<String>())
}

/// What is known of a text once its headings have their ids.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Headings {
    /// The words of the first heading, if that is of the first level.
    pub title: Option<String>,
    /// The first sentence.
    pub sentence: Option<String>,
    /// The anchors of headings by the ids that the generator gave them.
    pub anchors: BTreeMap<String, String>,
}

/// A text in which each heading has the id that a generator gave it, beside its own. `further` are ids that lead to others.
pub fn with_ids(body: &str, rule: &AnchorRule, further: &[(String, String)]) -> (String, Headings) {
    // Lines that look like front matter are none here.
    let text = format!("\n{body}");
    let document = parse(&text, SITES);
    let mut ids = Anchors::new(rule);
    for heading in document.headings.iter().filter(|heading| heading.explicit) {
        ids.take(&heading.anchor);
    }
    let mut found = Headings {
        title: title_of(&document.headings),
        sentence: sentence_of(&text, &document),
        anchors: BTreeMap::new(),
    };
    let mut edits = Edits::default();
    for heading in &document.headings {
        let id = match heading.explicit {
            true => heading.anchor.clone(),
            false => ids.of(without_signs(&heading.text, false).trim()),
        };
        clean_attributes(&text, heading, &mut edits);
        let mut new = Vec::new();
        if id != heading.anchor && is_id(&id) {
            new.push(id.clone());
        }
        let leads_here = |(_, to): &&(String, String)| *to == id || *to == heading.anchor;
        new.extend(
            further
                .iter()
                .filter(leads_here)
                .map(|(from, _)| from.clone()),
        );
        let kept: String = new
            .iter()
            .map(|id| format!("<a id=\"{id}\"></a>"))
            .collect();
        if !kept.is_empty() {
            let end = end_of_words(&text, heading);
            edits.replace(end..end, kept);
        }
        for id in new.into_iter().chain([id]) {
            let key = fragment_key(&id);
            found
                .anchors
                .entry(key)
                .or_insert_with(|| heading.anchor.clone());
        }
    }
    let whole = 1..text.len();
    let new = edits.apply(&text, whole).unwrap_or_else(|| body.to_owned());
    (without_signs(&new, true).into_owned(), found)
}

/// The ids of each heading, those that stand in it among them, with its words.
pub fn ids_of_headings(body: &str, rule: &AnchorRule) -> Vec<(Vec<String>, String)> {
    let text = format!("\n{body}");
    let document = parse(&text, SITES);
    let mut ids = Anchors::new(rule);
    for heading in document.headings.iter().filter(|heading| heading.explicit) {
        ids.take(&heading.anchor);
    }
    let of_heading = |heading: &ParsedHeading| {
        let id = match heading.explicit {
            true => heading.anchor.clone(),
            false => ids.of(&heading.text),
        };
        let written = text[heading.span.clone()].split("<a id=\"").skip(1);
        let further = written.filter_map(|rest| rest.split('"').next());
        let all = [id].into_iter().chain(further.map(str::to_owned));
        (all.collect(), heading.text.trim().to_owned())
    };
    document.headings.iter().map(of_heading).collect()
}

/// Whether an id can stand in an attribute, and is none of the site's own.
fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(['"', '<', '>', '&', ' ', ':', '`', '*', '\\', '|'])
}

/// Leaves of the attributes behind a heading the id alone.
fn clean_attributes(text: &str, heading: &ParsedHeading, edits: &mut Edits) {
    let Some(span) = heading.attributes.clone() else {
        return;
    };
    let inner = text[span.clone()].trim_matches(['{', '}']);
    let new = match Attributes::read(inner).and_then(|read| read.id) {
        Some(id) => format!("{{#{id}}}"),
        None => String::new(),
    };
    if new != text[span.clone()] {
        edits.replace(span, new);
    }
}

/// Where the words of a heading end, before its attributes and the signs that close it.
fn end_of_words(text: &str, heading: &ParsedHeading) -> usize {
    let start = heading.span.start;
    let attributes = heading.attributes.as_ref().map(|span| span.start);
    let end = attributes.unwrap_or(heading.span.end);
    let mut words = text[start..end].trim_end();
    if text[start..].starts_with('#') {
        let open = words.trim_end_matches('#');
        if open.len() < words.len()
            && open.ends_with([' ', '\t'])
            && !open.trim_matches('#').is_empty()
        {
            words = open.trim_end();
        }
    } else if let Some((above, underline)) = words.rsplit_once('\n')
        && underline
            .trim_matches([' ', '\t', '>', '=', '-'])
            .is_empty()
    {
        words = above.trim_end();
    }
    start + words.len()
}

fn title_of(headings: &[ParsedHeading]) -> Option<String> {
    let first = headings.first().filter(|heading| heading.depth == 1)?;
    let words = without_signs(&first.text, true);
    (!words.trim().is_empty()).then(|| words.trim().to_owned())
}

/// The first sentence of the first paragraph that has some words.
fn sentence_of(text: &str, document: &Document) -> Option<String> {
    const FEW: u32 = 3;
    let mut paragraphs = document.paragraphs.iter();
    let first = paragraphs.find(|paragraph| paragraph.words > FEW)?;
    let mut alone = format!("\n{}\n\n", &text[first.span.clone()]);
    // A link may have its address elsewhere.
    for definition in document.definitions.values() {
        alone.push_str(&text[definition.clone()]);
        alone.push('\n');
    }
    let words = parse(&alone, SITES).plain_text;
    let words = without_signs(&words, true);
    let words: Vec<&str> = words.split_whitespace().collect();
    let words = words.join(" ");
    let sentence = words[..first_sentence(&words)].trim();
    (!sentence.is_empty()).then(|| sentence.to_owned())
}

/// The words of the first heading of a text, if that is of the first level.
pub fn first_title(text: &str) -> Option<String> {
    title_of(&parse(&format!("\n{text}"), SITES).headings)
}

/// The words of some Markdown, without its marks.
pub fn plain_words(text: &str) -> String {
    let words = parse(&format!("\n{text}\n"), SITES).plain_text;
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of some Markdown without its headings, if they are few enough for a summary.
pub fn excerpt_of(text: &str) -> Option<String> {
    const MOST: usize = 400;
    let document = parse(&format!("\n{text}"), SITES);
    let paragraphs = document.paragraphs.iter().map(|paragraph| {
        let alone = format!("\n{}", &format!("\n{text}")[paragraph.span.clone()]);
        parse(&alone, SITES).plain_text
    });
    let words = paragraphs.collect::<Vec<String>>().join(" ");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    (!words.is_empty() && words.chars().count() <= MOST).then_some(words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_generators_id_stays_beside_ours() {
        let rule = AnchorRule::PythonMarkdown {
            separator: "-".into(),
        };
        let text =
            "# Title\n\n## A & b ##\n\n> ### Größe\n\nC & d\n---\n\n## E {#own .x}\n\n## F {.y}\n";
        let (new, found) = with_ids(text, &rule, &[("old".into(), "own".into())]);
        assert_eq!(
            new,
            "# Title\n\n## A & b<a id=\"a-b\"></a> ##\n\n> ### Größe<a id=\"groe\"></a>\n\nC & d<a id=\"c-d\"></a>\n---\n\n## E<a id=\"old\"></a> {#own}\n\n## F \n"
        );
        assert_eq!(found.title.as_deref(), Some("Title"));
        assert_eq!(found.anchors["groe"], "größe");
        assert_eq!(found.anchors["a-b"], "a--b");
        assert_eq!(found.anchors["old"], "own");
    }

    #[test]
    fn no_id_is_made_of_a_badge() {
        let text = format!("## `useData` {}\n\n## `useData`\n", unnamed("new"));
        let (new, found) = with_ids(&text, &AnchorRule::MditVue, &[]);
        assert_eq!(
            new,
            "## `useData` new<a id=\"usedata\"></a>\n\n## `useData`<a id=\"usedata-1\"></a>\n"
        );
        assert!(found.anchors.contains_key("usedata-1"));
    }

    #[test]
    fn the_first_sentence_is_without_marks() {
        let text = "![a](b.png)\n\n# T\n\nThe *first* one,\nwith `code`. The second.\n";
        let (_, found) = with_ids(text, &AnchorRule::GitHub, &[]);
        assert_eq!(found.sentence.as_deref(), Some("The first one, with code."));
    }
}
