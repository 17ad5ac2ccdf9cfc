//! How a title and what stands below it share the room that there is.

use crate::lettering::{DISPLAY, Line, TextStyle};
use crate::{COLUMN, whole_words};

/// Titles are set in the first of these sizes in which they fit.
const TITLE_SIZES: [f32; 7] = [132.0, 112.0, 96.0, 84.0, 72.0, 62.0, 54.0];
const MOST_LINES: usize = 5;
const LEADING: f32 = 1.08;
/// How high capitals are, and how deep letters may hang, in parts of the size.
const CAPITALS: f32 = 0.67;
const DEPTH: f32 = 0.24;

/// How high title and lead may be together.
const HEIGHT: f32 = 310.0;

/// How a lead is set: its size, how far its base lines are from each other, and how far its capitals are from the title.
const LEAD_SIZE: f32 = 36.0;
const LEAD_LINE: f32 = 48.0;
const LEAD_GAP: f32 = 34.0;
const MOST_LEAD_LINES: usize = 3;

/// A title in lines, and below it a lead.
pub(crate) struct Layout {
    title: Vec<Line>,
    /// The size of the title.
    pub size: f32,
    lead: Vec<Line>,
}

impl Layout {
    /// Title and lead as they fit: of the lead as many lines as leave room for all of the title. One that leaves no room has no
    /// lead, and one that is too long in every size is cut in the least.
    pub(crate) fn of(title: &str, lead: Option<&str>) -> Self {
        let lead = lead.map(Lead::of);
        let lines = lead
            .as_ref()
            .map_or(0, |lead| lead.lines.len().min(MOST_LEAD_LINES));
        let beside = (1..=lines).rev().find_map(|lines| {
            let room =
                HEIGHT - LEAD_GAP - LEAD_SIZE * (CAPITALS + DEPTH) - LEAD_LINE * (lines - 1) as f32;
            Some((lines, title_that_fits(title, room)?))
        });
        match (beside, lead) {
            (Some((lines, (title, size))), Some(lead)) => Self {
                title: set_title(&title, size),
                size,
                lead: lead.set(lines),
            },
            _ => Self::of_title(title),
        }
    }

    fn of_title(title: &str) -> Self {
        let (lines, size) = title_that_fits(title, HEIGHT).unwrap_or_else(|| {
            let least = TITLE_SIZES[TITLE_SIZES.len() - 1];
            (cut_title(title, least), least)
        });
        Self {
            title: set_title(&lines, size),
            size,
            lead: Vec::new(),
        }
    }

    /// The lines of the title, each with its base line below the top.
    pub(crate) fn title(&self) -> impl Iterator<Item = (&Line, f32)> {
        let place = |index: usize| self.size * (CAPITALS + LEADING * index as f32);
        { self.title.iter().enumerate() }.map(move |(index, line)| (line, place(index)))
    }

    /// The same of the lead.
    pub(crate) fn lead(&self) -> impl Iterator<Item = (&Line, f32)> {
        let top = height_of(self.title.len(), self.size) + LEAD_GAP + LEAD_SIZE * CAPITALS;
        { self.lead.iter().enumerate() }
            .map(move |(index, line)| (line, top + LEAD_LINE * index as f32))
    }
}

/// The text below a title, filled into lines.
struct Lead<'t> {
    words: Vec<&'t str>,
    /// How many words stand in each line.
    lines: Vec<usize>,
}

impl<'t> Lead<'t> {
    fn of(text: &'t str) -> Self {
        let words: Vec<&str> = text.split_whitespace().collect();
        let lines = DISPLAY.fill_lines(&words, TextStyle::plain(LEAD_SIZE), COLUMN);
        Self { words, lines }
    }

    /// Its first lines. If that is not all of it, they end with a whole word and an ellipsis.
    fn set(&self, lines: usize) -> Vec<Line> {
        let style = TextStyle::plain(LEAD_SIZE);
        let set = |text: &str| DISPLAY.set(text, style);
        let mut rest = &self.words[..];
        let mut shown = Vec::with_capacity(lines);
        for (index, length) in self.lines.iter().take(lines).enumerate() {
            let (line, after) = rest.split_at(*length);
            rest = after;
            let is_cut = index + 1 == lines && !rest.is_empty();
            // What follows is too wide for the line, so that it is cut before that.
            let text = if is_cut {
                line.join(" ") + " " + rest[0]
            } else {
                line.join(" ")
            };
            shown.push(shortened(&text, set, COLUMN));
        }
        shown
    }
}

/// The lines of a title in the largest size in which they fit into a room, and that size.
fn title_that_fits(title: &str, room: f32) -> Option<(Vec<String>, f32)> {
    let broken = |size: f32| DISPLAY.break_lines(title, TextStyle::plain(size), COLUMN);
    let is_narrow = |line: &String, size| DISPLAY.set(line, TextStyle::plain(size)).width <= COLUMN;
    let mut sizes = TITLE_SIZES.into_iter().map(|size| (broken(size), size));
    sizes.find(|(lines, size)| {
        height_of(lines.len(), *size) <= room && lines.iter().all(|line| is_narrow(line, *size))
    })
}

/// How high so many lines of a size are.
fn height_of(lines: usize, size: f32) -> f32 {
    size * (CAPITALS + LEADING * lines.saturating_sub(1) as f32 + DEPTH)
}

/// The first lines of a title that fits in no size.
fn cut_title(title: &str, size: f32) -> Vec<String> {
    let mut lines = DISPLAY.break_lines(title, TextStyle::plain(size), COLUMN);
    if lines.len() > MOST_LINES {
        lines.truncate(MOST_LINES);
        if let Some(last) = lines.last_mut() {
            last.push_str(" …");
        }
    }
    lines
}

fn set_title(lines: &[String], size: f32) -> Vec<Line> {
    let set = |text: &str| DISPLAY.set(text, TextStyle::plain(size));
    { lines.iter() }
        .map(|line| shortened(line, set, COLUMN))
        .collect()
}

/// A line that is no wider than the room for it: if need be, cut behind a word, with an ellipsis.
pub(crate) fn shortened(text: &str, set: impl Fn(&str) -> Line, room: f32) -> Line {
    let whole = set(text);
    if whole.width <= room {
        return whole;
    }
    let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    let cut = |letters: usize| set(&format!("{}…", whole_words(text, ends[letters])));
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
    use super::*;
    use crate::lettering::SANS;

    #[test]
    fn a_line_that_is_too_wide_keeps_as_many_words_as_fit() {
        let set = |text: &str| SANS.set(text, TextStyle::plain(32.0));
        let text = "An almanac of everything that is known about tides";
        for room in [90.0, 200.0, 333.0] {
            let ends = text.match_indices(' ').map(|(at, _)| at);
            let mut widths = ends.map(|end| set(&format!("{}…", &text[..end])).width);
            let longest = widths.rfind(|width| *width <= room);
            assert_eq!(Some(shortened(text, set, room).width), longest, "in {room}");
        }
        assert_eq!(shortened("Tides", set, 400.0).width, set("Tides").width);
    }

    #[test]
    fn a_lead_has_the_lines_that_the_title_leaves_room_for() {
        let long = "The moon and the sun pull at the sea, and the sea follows them in its basins. "
            .repeat(6);
        let lines = |title: &str, lead: &str| Layout::of(title, Some(lead)).lead.len();
        assert_eq!(lines("Tides", "Short."), 1);
        assert_eq!(lines("Tides", &long), MOST_LEAD_LINES);
        assert_eq!(lines(&"A long title of a page ".repeat(6), &long), 2);
        assert_eq!(lines(&"Incomprehensibilities ".repeat(40), &long), 0);
    }

    #[test]
    fn a_lead_that_is_cut_ends_with_a_word() {
        let words = "word, ".repeat(60);
        let lead = Lead::of(&words);
        let set = lead.set(2);
        let style = TextStyle::plain(LEAD_SIZE);
        let ends: Vec<f32> = (1..30)
            .map(|count| {
                let text = vec!["word,"; count].join(" ");
                DISPLAY
                    .set(&format!("{}…", text.trim_end_matches(',')), style)
                    .width
            })
            .collect();
        assert!(ends.contains(&set[1].width), "{} of {ends:?}", set[1].width);
        assert!(set.iter().all(|line| line.width <= COLUMN));
    }
}
