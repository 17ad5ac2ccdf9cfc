//! GFM footnotes and notes in line, gathered at the end of the text in the order in which it refers to them. Notes that
//! nothing refers to, and further ones of a name, follow: the words of a note are never lost.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::direction::OpenBlocks;
use super::markup::TakenMarkup;
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
    texts: HashMap<String, TakenMarkup>,
    /// The labels of notes in the order in which they are defined.
    defined: Vec<String>,
    /// What further notes of a name say.
    again: Vec<TakenMarkup>,
    /// How many notes in line there were.
    in_line: usize,
    /// The definitions that are being written, with what stood before each.
    open: Vec<(String, (TakenMarkup, OpenBlocks))>,
    /// Whether each note in line that is open is gathered; one within the words for an image is not.
    open_in_line: Vec<bool>,
}

impl Writer<'_, '_> {
    pub(super) fn start_footnote(&mut self, label: &str) {
        let before = (self.out.take(), self.directions.set_aside());
        self.footnotes.open.push((name_of(label), before));
    }

    /// Starts a note that stands where it is referred to: `^[words]`.
    pub(super) fn start_inline_note(&mut self) {
        let is_gathered = !self.passes_over(" ");
        self.footnotes.open_in_line.push(is_gathered);
        if is_gathered {
            self.footnotes.in_line += 1;
            // No author can give a note such a name.
            let label = format!("{} in line", self.footnotes.in_line);
            self.write_footnote_reference(&label);
            self.start_footnote(&label);
        }
    }

    pub(super) fn end_inline_note(&mut self) {
        if self.footnotes.open_in_line.pop() == Some(true) {
            self.end_footnote();
        }
    }

    pub(super) fn end_footnote(&mut self) {
        let Some((label, (before, blocks))) = self.footnotes.open.pop() else {
            return;
        };
        let text = self.out.take();
        match self.footnotes.texts.entry(label) {
            Entry::Occupied(_) => self.footnotes.again.push(text),
            Entry::Vacant(free) => {
                self.footnotes.defined.push(free.key().clone());
                free.insert(text);
            }
        }
        self.out.restore(before);
        self.directions.resume(blocks);
    }

    pub(super) fn write_footnote_reference(&mut self, label: &str) {
        if self.passes_over("") {
            return;
        }
        let name = name_of(label);
        let known = self.footnotes.places.get(&name).copied();
        let index = known.unwrap_or_else(|| {
            let index = self.footnotes.order.len();
            self.footnotes.places.insert(name.clone(), index);
            self.footnotes.order.push(name);
            self.footnotes.references.push(0);
            index
        });
        self.footnotes.references[index] += 1;
        let (number, time) = (index + 1, self.footnotes.references[index]);
        let locale = self.locale();
        let letters = letters(number, locale.text("alphabet"));
        self.out.insert(html!(
            "<sup class=\"footnote\">[<a href=\"#fn:{0}\" id=\"fnref:{0}.{1}\"{2} aria-label=\"{3}\">{4}</a>]</sup>",
            number,
            time,
            self.scope.label_language(),
            locale.named("footnote", &locale.number(number)),
            letters
        ));
    }

    pub(super) fn write_footnotes(&mut self) {
        let footnotes = std::mem::take(&mut self.footnotes);
        if footnotes.order.is_empty() && footnotes.texts.is_empty() {
            return;
        }
        // The notes of a text within another are those of its frame, and no section of the page.
        let heading = match self.embedding.is_within() {
            true => None,
            false => Some(html!("<h2>{}</h2>", self.scope.message("footnotes"))),
        };
        self.out.newline();
        self.out
            .insert(html!("<div class=\"footnotes\">{}\n<ol>\n", heading));
        let mut texts = footnotes.texts;
        for (index, label) in footnotes.order.iter().enumerate() {
            let text = texts.remove(label).unwrap_or_default();
            self.write_footnote(index + 1, text, footnotes.references[index]);
        }
        let unnamed = footnotes.defined.iter();
        let unnamed: Vec<TakenMarkup> = unnamed.filter_map(|label| texts.remove(label)).collect();
        for (index, text) in unnamed.into_iter().chain(footnotes.again).enumerate() {
            self.write_footnote(footnotes.order.len() + index + 1, text, 0);
        }
        self.out.insert(html!("</ol></div>\n"));
    }

    /// Writes a footnote with the ways back to where it is referred to, in its last paragraph.
    fn write_footnote(&mut self, number: usize, text: TakenMarkup, references: usize) {
        let (text, is_paragraph) = text.without_last("</p>");
        self.out.insert(html!("<li id=\"fn:{}\">", number));
        self.out.put(text);
        let back = self.locale().markup("back-to-text");
        for time in 1..=references {
            self.out.insert(html!(
                " <a href=\"#fnref:{}.{}\"{} aria-label=\"{}\">↩</a>",
                number,
                time,
                self.scope.label_language(),
                back
            ));
        }
        if is_paragraph {
            self.out.tag("</p>");
        }
        self.out.insert(html!("</li>\n"));
    }
}

/// The name of a note: labels that differ in case only name the same.
fn name_of(label: &str) -> String {
    label.to_lowercase()
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
