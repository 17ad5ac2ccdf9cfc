//! Abbreviations that a page explains: `*[HTML]: Hyper Text Markup Language`. Read by MkDocs and Jekyll.

use std::ops::Range;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::{lines, prose_changed};
use crate::prose::Edits;

/// A text in which abbreviations are explained where they stand, and no more where they were defined.
pub fn explained(text: &str) -> String {
    let mut known: Vec<(String, String)> = Vec::new();
    let text = match text.contains("*[") {
        true => prose_changed(text, |prose| {
            let mut kept = String::with_capacity(prose.len());
            for line in lines(prose) {
                match definition(line) {
                    Some(found) => known.push(found),
                    None => kept.push_str(line),
                }
            }
            kept
        }),
        false => return text.to_owned(),
    };
    // The longest first: a part of it may be one, too.
    known.sort_by_key(|(short, _)| std::cmp::Reverse(short.len()));
    match known.is_empty() {
        true => text,
        false => marked(&text, &known),
    }
}

fn definition(line: &str) -> Option<(String, String)> {
    let (short, words) = line.trim_start().strip_prefix("*[")?.split_once("]:")?;
    let words = words.trim();
    (!short.is_empty() && !words.is_empty()).then(|| (short.to_owned(), words.to_owned()))
}

fn marked(text: &str, known: &[(String, String)]) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_MATH;
    let mut edits = Edits::default();
    let mut in_code = false;
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let mut taken: Vec<Range<usize>> = Vec::new();
                for (short, words) in known {
                    for (at, _) in text[span.clone()].match_indices(short.as_str()) {
                        let start = span.start + at;
                        let end = start + short.len();
                        let is_taken = taken
                            .iter()
                            .any(|span| span.start < end && start < span.end);
                        if is_whole(text, start, end) && !is_taken {
                            taken.push(start..end);
                            let words = words
                                .replace('&', "&amp;")
                                .replace('"', "&quot;")
                                .replace('<', "&lt;");
                            edits.replace(
                                start..end,
                                format!("<abbr title=\"{words}\">{short}</abbr>"),
                            );
                        }
                    }
                }
            }
            _ => {}
        }
    }
    edits
        .apply(text, 0..text.len())
        .unwrap_or_else(|| text.to_owned())
}

fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    !text[..start].ends_with(is_word) && !text[end..].starts_with(is_word)
}

#[cfg(test)]
mod tests {
    use super::explained;

    #[test]
    fn abbreviations_are_explained_in_words_alone() {
        let text = "# The HTML\n\nHTML and `HTML`, XHTML, [HTML](HTML.md) and HTML 5.\n\n*[HTML]: Hyper \"Text\"\n*[HTML 5]: The fifth\n";
        assert_eq!(
            explained(text),
            "# The <abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr>\n\n<abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr> and `HTML`, XHTML, [<abbr title=\"Hyper &quot;Text&quot;\">HTML</abbr>](HTML.md) and <abbr title=\"The fifth\">HTML 5</abbr>.\n\n"
        );
    }
}
