//! The anchors of headings.

use std::borrow::Cow;

use pulldown_cmark::{Event as Markdown, Tag, TagEnd};

use crate::event::MarkupEvent;
use crate::letters::{is_of_word, nfc};

/// The anchor of a heading of no letters.
const NAMELESS: &str = "section";

/// The anchor of a heading, as GitHub makes it: in lower case, a hyphen for each space, and of the rest only letters,
/// marks, digits, hyphens and underscores. `People & Body` is `people--body`.
///
/// GitHub's own rule is `downcase`, then Ruby's `/[^\p{Word}\- ]/` taken out; `\p{Word}` is what [`is_of_word`] says.
/// Two things differ: the anchor is in NFC, and never empty.
pub(crate) fn anchor_of<'a, 't: 'a>(words: impl Iterator<Item = &'a MarkupEvent<'t>>) -> String {
    let mut anchor = String::new();
    let mut in_image = false;
    for event in words {
        let text = match event {
            MarkupEvent::Markdown(Markdown::Start(Tag::Image { .. })) => {
                in_image = true;
                ""
            }
            MarkupEvent::Markdown(Markdown::End(TagEnd::Image)) => {
                in_image = false;
                ""
            }
            // What stands in for an image is not among the words of the heading.
            _ if in_image => "",
            MarkupEvent::Markdown(
                Markdown::Text(text) | Markdown::Code(text) | Markdown::InlineMath(text),
            ) => text,
            MarkupEvent::Markdown(Markdown::SoftBreak | Markdown::HardBreak) => " ",
            _ => "",
        };
        push_anchor(&mut anchor, text);
    }
    if anchor.is_empty() {
        anchor.push_str(NAMELESS);
    }
    match nfc(&anchor) {
        Cow::Borrowed(_) => anchor,
        Cow::Owned(composed) => composed,
    }
}

fn push_anchor(anchor: &mut String, text: &str) {
    for character in text.chars() {
        match character {
            ' ' => anchor.push('-'),
            'a'..='z' | '0'..='9' | '-' | '_' => anchor.push(character),
            'A'..='Z' => anchor.push(character.to_ascii_lowercase()),
            _ if is_of_word(character) => anchor.extend(character.to_lowercase()),
            _ => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{Dialect, parse};

    fn anchors(text: &str) -> Vec<String> {
        let headings = parse(text, Dialect::default()).headings.into_iter();
        headings.map(|heading| heading.anchor).collect()
    }

    #[test]
    fn anchors_are_those_of_github() {
        for (heading, anchor) in [
            ("People & Body", "people--body"),
            ("What’s new?", "whats-new"),
            ("GPT-4 – the model", "gpt-4--the-model"),
            ("`cargo build` and _more_", "cargo-build-and-more"),
            ("snake_case", "snake_case"),
            ("🚀 Start", "-start"),
            ("I ♥ Unicode", "i--unicode"),
            ("2019-02-14 · It is out", "2019-02-14--it-is-out"),
            ("हिन्दी में लिखना", "हिन्दी-में-लिखना"),
            ("ภาษาไทย", "ภาษาไทย"),
            ("ភាសា\u{200b}ខ្មែរ", "ភាសាខ្មែរ"),
            ("价格与许可", "价格与许可"),
            ("価格、ライセンス", "価格ライセンス"),
            ("모델 & 가격", "모델--가격"),
            ("النماذج المفتوحة؟", "النماذج-المفتوحة"),
            ("مدل\u{200c}های باز", "مدلهای-باز"),
            ("מודלים פתוחים", "מודלים-פתוחים"),
            ("Größe & Preis", "größe--preis"),
            ("İstanbul'da", "i\u{307}stanbulda"),
            ("Chữ Việt", "chữ-việt"),
            ("ŹRÓDŁA", "źródła"),
            ("Cafe\u{301}", "café"),
            ("x² + ½", "x--"),
            ("Ⅳ", "ⅳ"),
            ("![a logo](x.png) Name", "-name"),
            ("…", "section"),
        ] {
            assert_eq!(anchors(&format!("## {heading}\n")), [anchor], "{heading}");
        }
    }

    #[test]
    fn the_same_words_are_numbered_from_one() {
        assert_eq!(
            anchors("# a\n# a\n# a-1\n# a\n# …\n# …\n"),
            ["a", "a-1", "a-1-1", "a-2", "section", "section-1"]
        );
    }
}
