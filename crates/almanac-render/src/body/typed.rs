//! Words as their author typed them: their punctuation set, and what runs its own way isolated.

use std::ops::Range;

use super::headings::Timeline;
use super::writer::Writer;
use crate::isolation::torn;

impl Writer<'_, '_> {
    /// Writes words as their author typed them at a place of the text, their punctuation set.
    pub(super) fn write_typed(&mut self, words: &str, span: Range<usize>, text: &str) {
        let Some(punctuation) = &mut self.punctuation else {
            return self.write_text(words);
        };
        // What a reference stands for (`&quot;`) and what is behind a backslash is meant as it is.
        let is_typed = text.get(span.clone()) == Some(words);
        if self.code.is_some() || self.is_in_address || !is_typed {
            punctuation.pass_over(words.chars().next_back().unwrap_or(' '));
            return self.write_text(words);
        }
        let is_escaped = text[..span.start].ends_with('\\');
        let first = words.chars().next().filter(|_| is_escaped);
        let kept = first.map_or(0, char::len_utf8);
        let date = self.timeline.as_ref().map_or(0, Timeline::date_length);
        let kept = kept.max(words.floor_char_boundary(date.min(words.len())));
        if let Some(last) = words[..kept].chars().next_back() {
            punctuation.pass_over(last);
        }
        let behind = &text[span.end..];
        let set = punctuation.set(&words[kept..], || in_paragraph(behind));
        match (kept, set) {
            (0, set) => self.write_text(&set),
            (_, set) => self.write_text(&format!("{}{set}", &words[..kept])),
        }
    }

    /// Notes that something stands here that is no words.
    pub(super) fn pass_over_words(&mut self) {
        if let Some(punctuation) = &mut self.punctuation {
            punctuation.pass_over('x');
        }
    }

    /// Writes words, wherever they belong just now.
    pub(super) fn write_text(&mut self, text: &str) {
        self.end_html();
        if let Some(code) = &mut self.code {
            code.text.push_str(text);
        } else if !self.passes_over(text) {
            let text = match &mut self.timeline {
                Some(timeline) => timeline.without_date(text),
                None => text,
            };
            self.write_words(text);
        }
    }

    /// Writes words of the block that is open. What would be torn apart among words from right to left is isolated.
    pub(super) fn write_words(&mut self, words: &str) {
        self.directions.count(words);
        if !self.directions.is_right_to_left_in(words) {
            self.out.text(words);
            return;
        }
        let mut written = 0;
        for stretch in torn(words) {
            self.out.text(&words[written..stretch.start]);
            self.out.tag("<bdi dir=\"ltr\">");
            self.out.text(&words[stretch.clone()]);
            self.out.tag("</bdi>");
            written = stretch.end;
        }
        self.out.text(&words[written..]);
    }

    /// Whether an inline is not written where it stands, because it is part of the words for an image, or because a link
    /// shows other words.
    pub(super) fn passes_over(&mut self, words: &str) -> bool {
        if let Some(image) = &mut self.image {
            image.alternative.push_str(words);
            return true;
        }
        self.skips_words
    }
}

/// The rest of the paragraph that a text begins with.
fn in_paragraph(text: &str) -> &str {
    /// A quotation that is longer is none that the end of is looked for.
    const LONGEST: usize = 2000;
    let text = &text[..text.floor_char_boundary(LONGEST.min(text.len()))];
    &text[..text.find("\n\n").unwrap_or(text.len())]
}
