//! GFM footnotes, gathered at the end of the text in the order in which it refers to them.

use std::collections::HashMap;

use super::direction::OpenBlocks;
use super::markup::Unfinished;
use super::writer::Writer;
use crate::html::html;
use crate::messages::Messages;

/// The footnotes of a text.
#[derive(Debug, Default)]
pub(super) struct Footnotes {
    /// Labels in the order of their first reference; a footnote's number is its place here.
    order: Vec<String>,
    /// The place of each label there.
    places: HashMap<String, usize>,
    /// How often each is referred to.
    references: Vec<usize>,
    /// What each says.
    texts: HashMap<String, Unfinished>,
    /// The definitions that are being written, with what stood before each.
    open: Vec<(String, (Unfinished, OpenBlocks))>,
}

impl Writer<'_, '_> {
    pub(super) fn start_footnote(&mut self, label: &str) {
        let before = (self.out.take(), self.directions.set_aside());
        self.footnotes.open.push((label.to_owned(), before));
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((label, (before, blocks))) = self.footnotes.open.pop() else {
            return;
        };
        let text = self.out.take();
        self.footnotes.texts.entry(label).or_insert(text);
        self.out.restore(before);
        self.directions.resume(blocks);
    }

    pub(super) fn write_footnote_reference(&mut self, label: &str) {
        if self.passes_over("") {
            return;
        }
        let known = self.footnotes.places.get(label).copied();
        let index = known.unwrap_or_else(|| {
            let index = self.footnotes.order.len();
            self.footnotes.places.insert(label.to_owned(), index);
            self.footnotes.order.push(label.to_owned());
            self.footnotes.references.push(0);
            index
        });
        self.footnotes.references[index] += 1;
        let (number, time) = (index + 1, self.footnotes.references[index]);
        let locale = self.locale();
        let letters = letters(number, locale.text("alphabet"));
        self.out.insert(html!(
            "<sup class=\"footnote\"><a href=\"#fn:{0}\" id=\"fnref:{0}.{1}\" aria-label=\"{2}\">{3}</a></sup>",
            number,
            time,
            locale.named("footnote", &locale.number(number)),
            letters
        ));
    }

    pub(super) fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.order.is_empty() {
            return;
        }
        let heading = self.locale().markup("footnotes");
        self.out.newline();
        self.out.insert(html!(
            "<div class=\"footnotes\"><h2>{}</h2>\n<ol>\n",
            heading
        ));
        let mut texts = footnotes.texts;
        for (index, label) in footnotes.order.iter().enumerate() {
            let text = texts.remove(label).unwrap_or_default();
            self.write_footnote(index + 1, text, footnotes.references[index]);
        }
        self.out.insert(html!("</ol></div>\n"));
    }

    /// Writes a footnote with the ways back to where it is referred to, in its last paragraph.
    fn write_footnote(&mut self, number: usize, text: Unfinished, references: usize) {
        let (text, is_paragraph) = text.without_last("</p>");
        self.out.insert(html!("<li id=\"fn:{}\">", number));
        self.out.put(&text);
        let back = self.locale().markup("back-to-text");
        for time in 1..=references {
            self.out.insert(html!(
                " <a href=\"#fnref:{}.{}\" aria-label=\"{}\">↩</a>",
                number,
                time,
                back
            ));
        }
        if is_paragraph {
            self.out.tag("</p>");
        }
        self.out.insert(html!("</li>\n"));
    }
}

/// Letters number footnotes, as digits number sources: a, b, …, z, aa, ab, …
fn letters(mut number: usize, alphabet: &str) -> String {
    let alphabet: Vec<char> = alphabet.chars().collect();
    let mut letters = Vec::new();
    while number > 0 {
        number -= 1;
        letters.push(alphabet[number % alphabet.len()]);
        number /= alphabet.len();
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use super::letters;

    #[test]
    fn footnotes_are_lettered() {
        let numbers = [1, 2, 26, 27, 52, 53, 702, 703];
        assert_eq!(
            numbers.map(|number| letters(number, "abcdefghijklmnopqrstuvwxyz")),
            ["a", "b", "z", "aa", "az", "ba", "zz", "aaa"]
        );
    }
}
