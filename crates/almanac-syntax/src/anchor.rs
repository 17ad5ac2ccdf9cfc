//! The anchors of headings.

use pulldown_cmark::Event as Markdown;

use crate::events::Event;

/// The anchor of a heading, as GitHub makes it: words in lower case joined by
/// hyphens, punctuation left out.
pub(crate) fn anchor_of<'a, 't: 'a>(words: impl Iterator<Item = &'a Event<'t>>) -> String {
    let mut anchor = String::new();
    for event in words {
        let text = match event {
            Event::Markdown(Markdown::Text(text) | Markdown::Code(text)) => &**text,
            Event::Markdown(Markdown::SoftBreak | Markdown::HardBreak) => " ",
            _ => "",
        };
        for character in text.chars() {
            if character.is_alphanumeric() || character == '_' {
                anchor.extend(character.to_lowercase());
            } else if (character.is_whitespace() || character == '-') && !anchor.ends_with('-') {
                anchor.push('-');
            }
        }
    }
    let anchor = anchor.trim_matches('-');
    if anchor.is_empty() {
        "section".to_owned()
    } else {
        anchor.to_owned()
    }
}
