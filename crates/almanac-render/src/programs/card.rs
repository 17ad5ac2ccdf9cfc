//! The picture that a link to an entry, a thread or a path is shown with.

use almanac_model::Subject;
use tiny_skia::{PathBuilder, Rect};

use super::lettering::{DISPLAY, Face, Line, SANS, Style};
use super::picture::{Color, Picture};
use super::subject::{Found, find};
use crate::view::View;

/// How wide and high it is: what networks show without cutting.
pub(super) const WIDTH: u32 = 1200;
pub(super) const HEIGHT: u32 = 630;

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

/// What stands on the picture.
pub(super) struct Card {
    kicker: String,
    title: String,
    facts: String,
    almanac: String,
}

impl Card {
    /// The card of a subject; `None` if there is none such, or the vendored fonts lack letters for it.
    pub(super) fn of(site: &View<'_>, subject: &Subject) -> Option<Self> {
        let locale = site.locale();
        let almanac = site.snapshot().config().title.clone();
        let card = match find(site, subject)? {
            Found::Page(_, page) => {
                let time = locale.count("minutes", page.reading_time.minutes() as usize);
                let level = page.level.map(|level| locale.level(level).to_owned());
                let facts: Vec<String> = level.into_iter().chain([time]).collect();
                Self {
                    kicker: site.kind(page).into_owned(),
                    title: page.title.clone(),
                    facts: facts.join(" · "),
                    almanac,
                }
            }
            Found::Path(path) => Self {
                kicker: locale.text("learning-path").to_owned(),
                title: path.title.clone(),
                facts: locale.path_facts(path).join(" · "),
                almanac,
            },
        };
        let around = [&card.kicker, &card.facts, &card.almanac];
        let can_write =
            DISPLAY.can_write(&card.title) && around.iter().all(|text| SANS.can_write(text));
        can_write.then_some(card)
    }

    /// What it shows, for who can't see it.
    pub(super) fn alternative(&self) -> String {
        format!(
            "{}: {}. {}. {}",
            self.kicker, self.title, self.facts, self.almanac
        )
    }

    /// Draws the picture, as PNG.
    pub(super) fn draw(&self) -> Option<Vec<u8>> {
        let mut picture = Picture::new(WIDTH, HEIGHT, PAPER)?;
        let kicker = Style {
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
        let style = Style::plain(32.0);
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
    let broken = |size: f32| DISPLAY.break_lines(title, Style::plain(size), COLUMN);
    let fits = |lines: &[String], size: f32| {
        let leading = LEADING * lines.len().saturating_sub(1) as f32;
        size * (CAPITALS + leading + DEPTH) <= TITLE_HEIGHT
            && lines
                .iter()
                .all(|line| DISPLAY.set(line, Style::plain(size)).width <= COLUMN)
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
    let set = |line: &String| shortened(line, |text| DISPLAY.set(text, Style::plain(size)), COLUMN);
    (lines.iter().map(set).collect(), size)
}

/// A line that is no wider than the room for it: if need be, cut, with an ellipsis.
fn shortened(text: &str, set: impl Fn(&str) -> Line, room: f32) -> Line {
    let mut line = set(text);
    let mut kept: Vec<char> = text.chars().collect();
    while line.width > room && !kept.is_empty() {
        kept.pop();
        let text: String = kept.iter().collect();
        line = set(&format!("{}…", text.trim_end()));
    }
    line
}
