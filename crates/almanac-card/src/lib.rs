//! The picture that a link to a page is shown with, as PNG.
//!
//! It is given words, and knows nothing of almanacs. All that it draws is cut to what can be seen
//! before it is set, so that a picture takes the same time whatever it is given.

mod layout;
mod lettering;
mod picture;

use std::borrow::Cow;

use tiny_skia::{PathBuilder, Rect};

use layout::{Layout, shortened};
use lettering::{DISPLAY, Face, Line, SANS, TextStyle};
use picture::{Color, Picture};

/// How wide it is, in pixels, and how high: what networks show without cutting.
pub const WIDTH: u32 = 1200;
/// How high it is, in pixels.
pub const HEIGHT: u32 = 630;

const MARGIN: f32 = 84.0;
const COLUMN: f32 = WIDTH as f32 - 2.0 * MARGIN;

/// Where things are, from above: the kicker's base line, the top of the title's capitals, the rule, the last base line.
const KICKER: f32 = 112.0;
const TITLE: f32 = 152.0;
const RULE_TOP: f32 = 500.0;
const FOOT: f32 = 556.0;

/// Paper, ink and brick red, as the style sheet has them.
const PAPER: Color = [0xfb, 0xf8, 0xf1];
const INK: Color = [0x21, 0x1d, 0x18];
const QUIET: Color = [0x55, 0x4e, 0x46];
const RULE: Color = [0x8b, 0x81, 0x72];
const RED: Color = [0x8c, 0x2a, 0x1a];

/// How many letters of a title are looked at. Five lines in the least size hold some 380 of the
/// narrowest letter, so that all that is seen is among them.
const MOST_LETTERS: usize = 500;

/// How many letters of what stands around the title are looked at: each is one line.
const MOST_AROUND: usize = 200;

/// What stands on a picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Card {
    kicker: String,
    title: String,
    lead: Option<String>,
    facts: String,
    almanac: String,
}

impl Card {
    /// A card: above the title what sort of thing it is about, below it some facts and the name of the
    /// almanac. `None` if the vendored fonts lack letters for it.
    pub fn new(kicker: &str, title: &str, facts: &str, almanac: &str) -> Option<Self> {
        let [kicker, facts, almanac] =
            [kicker, facts, almanac].map(|text| beginning(text, MOST_AROUND));
        let title = beginning(title, MOST_LETTERS);
        let around = [&kicker, &facts, &almanac];
        let can_write = DISPLAY.can_write(&title) && around.iter().all(|text| SANS.can_write(text));
        can_write.then(|| Self {
            kicker: kicker.into_owned(),
            title: title.into_owned(),
            lead: None,
            facts: facts.into_owned(),
            almanac: almanac.into_owned(),
        })
    }

    /// The same with a text below the title, as much of it as there is room for. One that the vendored fonts lack letters for
    /// is left out.
    #[must_use]
    pub fn with_lead(self, lead: &str) -> Self {
        let lead = beginning(lead, MOST_LETTERS);
        let can_be_set = !lead.trim().is_empty() && DISPLAY.can_write(&lead);
        Self {
            lead: can_be_set.then(|| lead.into_owned()),
            ..self
        }
    }

    /// What it shows, for those who can't see it.
    pub fn alternative(&self) -> String {
        let lead = self.lead.as_deref().map(|lead| format!("{lead} "));
        format!(
            "{}: {}. {}{}. {}",
            self.kicker,
            self.title,
            lead.unwrap_or_default(),
            self.facts,
            self.almanac
        )
    }

    /// Draws the picture, as PNG; `None` if there is no room in memory for it.
    pub fn draw(&self) -> Option<Vec<u8>> {
        let mut picture = Picture::new(WIDTH, HEIGHT, PAPER)?;
        let kicker = TextStyle {
            size: 40.0,
            spacing: 2.4,
            small_capitals: true,
        };
        let kicker = SANS.set(&self.kicker, kicker);
        write(&mut picture, &SANS, &kicker, (MARGIN, KICKER), RED);
        self.draw_title(&mut picture);
        self.draw_foot(&mut picture);
        picture.encode()
    }

    /// Draws the title below the kicker, as large as it can be, and below it the lead.
    fn draw_title(&self, picture: &mut Picture) {
        let layout = Layout::of(&self.title, self.lead.as_deref());
        for (line, y) in layout.title() {
            // Large letters have some air on their left, which would set them off the margin.
            let x = MARGIN - layout.size * 0.03;
            write(picture, &DISPLAY, line, (x, TITLE + y), INK);
        }
        for (line, y) in layout.lead() {
            write(picture, &DISPLAY, line, (MARGIN, TITLE + y), INK);
        }
    }

    /// Draws the rule, below it the facts on the left and the almanac's name on the right.
    fn draw_foot(&self, picture: &mut Picture) {
        if let Some(rule) = Rect::from_xywh(MARGIN, RULE_TOP, COLUMN, 2.0) {
            picture.fill(&PathBuilder::from_rect(rule), RULE);
        }
        let style = TextStyle::plain(32.0);
        let facts = SANS.set(&self.facts, style);
        write(picture, &SANS, &facts, (MARGIN, FOOT), QUIET);
        let room = COLUMN - facts.width - 48.0;
        let name = shortened(&self.almanac, |name| SANS.set(name, style), room);
        let x = MARGIN + COLUMN - name.width;
        write(picture, &SANS, &name, (x, FOOT), INK);
    }
}

fn write(picture: &mut Picture, face: &Face, line: &Line, place: (f32, f32), ink: Color) {
    if let Some(outline) = face.outline(line, place) {
        picture.fill(&outline, ink);
    }
}

/// The beginning of a text, with an ellipsis if that is not all of it.
fn beginning(text: &str, letters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", whole_words(text, end)).into(),
        None => text.into(),
    }
}

/// The whole words of a text before a place in it, if there is one, without what ends no sentence that goes on.
pub(crate) fn whole_words(text: &str, end: usize) -> &str {
    let beginning = &text[..end];
    let cuts_a_word = !text[end..].starts_with(char::is_whitespace);
    let last = beginning.rfind(char::is_whitespace).filter(|_| cuts_a_word);
    let words = last
        .map_or(beginning, |space| &beginning[..space])
        .trim_end();
    let words = words
        .trim_end_matches([',', ';', ':', '–', '—', '.', '…'])
        .trim_end();
    // A single word that is too long is cut all the same.
    if words.is_empty() {
        beginning.trim_end()
    } else {
        words
    }
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_card_takes_no_longer_for_a_text_without_an_end() {
        let long = "Incomprehensibilities".repeat(100_000);
        let words = "i ".repeat(1_000_000);
        let start = Instant::now();
        for text in [&long, &words] {
            let card = Card::new(text, text, text, text).unwrap();
            let card = card.with_lead(text);
            assert!(card.alternative().len() < 5_000);
            assert!(card.draw().is_some());
        }
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{:?}",
            start.elapsed()
        );
    }
}
