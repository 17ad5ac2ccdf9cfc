//! The picture that a link to a page is shown with, as PNG.
//!
//! It is given words, and knows nothing of almanacs. All that it draws is cut to what can be seen
//! before it is set, so that a picture takes the same time whatever it is given.

mod lettering;
mod picture;

use std::borrow::Cow;

use tiny_skia::{PathBuilder, Rect};

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

/// Titles are set in the first of these sizes in which they fit.
const TITLE_SIZES: [f32; 7] = [132.0, 112.0, 96.0, 84.0, 72.0, 62.0, 54.0];
const TITLE_HEIGHT: f32 = 310.0;
const MOST_LINES: usize = 5;
const LEADING: f32 = 1.08;
/// How high capitals are, and how deep letters may hang, in parts of the size.
const CAPITALS: f32 = 0.67;
const DEPTH: f32 = 0.24;

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
            facts: facts.into_owned(),
            almanac: almanac.into_owned(),
        })
    }

    /// What it shows, for those who can't see it.
    pub fn alternative(&self) -> String {
        format!(
            "{}: {}. {}. {}",
            self.kicker, self.title, self.facts, self.almanac
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

    /// Draws the title below the kicker, as large as it can be.
    fn draw_title(&self, picture: &mut Picture) {
        let (lines, size) = title_lines(&self.title);
        for (index, line) in lines.iter().enumerate() {
            let y = TITLE + size * (CAPITALS + LEADING * index as f32);
            // Large letters have some air on their left, which would set them off the margin.
            write(picture, &DISPLAY, line, (MARGIN - size * 0.03, y), INK);
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

/// A title in lines, and their size. One that is too long in every size is cut in the least.
fn title_lines(title: &str) -> (Vec<Line>, f32) {
    let broken = |size: f32| DISPLAY.break_lines(title, TextStyle::plain(size), COLUMN);
    let fits = |lines: &[String], size: f32| {
        let leading = LEADING * lines.len().saturating_sub(1) as f32;
        size * (CAPITALS + leading + DEPTH) <= TITLE_HEIGHT
            && lines
                .iter()
                .all(|line| DISPLAY.set(line, TextStyle::plain(size)).width <= COLUMN)
    };
    let (mut lines, size) = TITLE_SIZES
        .into_iter()
        .map(|size| (broken(size), size))
        .find(|(lines, size)| fits(lines, *size))
        .unwrap_or_else(|| {
            let least = TITLE_SIZES[TITLE_SIZES.len() - 1];
            (broken(least), least)
        });
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    let set = |line: &String| {
        shortened(
            line,
            |text| DISPLAY.set(text, TextStyle::plain(size)),
            COLUMN,
        )
    };
    (lines.iter().map(set).collect(), size)
}

/// The beginning of a text, with an ellipsis if that is not all of it.
fn beginning(text: &str, letters: usize) -> Cow<'_, str> {
    match text.char_indices().nth(letters) {
        Some((end, _)) => format!("{}…", text[..end].trim_end()).into(),
        None => text.into(),
    }
}

/// A line that is no wider than the room for it: if need be, cut, with an ellipsis.
fn shortened(text: &str, set: impl Fn(&str) -> Line, room: f32) -> Line {
    let whole = set(text);
    if whole.width <= room {
        return whole;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |letters: usize| set(&format!("{}…", text[..ends[letters]].trim_end()));
    // A beginning is the wider the longer it is, so that halving finds the longest that fits.
    let (mut fits, mut is_too_wide) = (0, ends.len());
    while is_too_wide - fits > 1 {
        let middle = fits.midpoint(is_too_wide);
        if cut(middle).width <= room {
            fits = middle;
        } else {
            is_too_wide = middle;
        }
    }
    cut(fits)
}

#[cfg(test)]
mod tests {
    use std::time::{Duration, Instant};

    use super::*;

    #[test]
    fn a_line_that_is_too_wide_keeps_as_much_as_fits() {
        let set = |text: &str| SANS.set(text, TextStyle::plain(32.0));
        let text = "An almanac of everything that is known about tides";
        for room in [40.0, 200.0, 333.0] {
            let line = shortened(text, set, room);
            let kept = (0..text.len())
                .rev()
                .map(|end| set(&format!("{}…", text[..end].trim_end())));
            let longest = kept.map(|line| line.width).find(|width| *width <= room);
            assert_eq!(Some(line.width), longest, "in {room}");
        }
        assert_eq!(shortened("Tides", set, 400.0).width, set("Tides").width);
    }

    #[test]
    fn a_card_takes_no_longer_for_a_text_without_an_end() {
        let long = "Incomprehensibilities".repeat(100_000);
        let words = "i ".repeat(1_000_000);
        let start = Instant::now();
        for text in [&long, &words] {
            let card = Card::new(text, text, text, text).unwrap();
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
