//! Lines of text as shapes: set, measured, broken, outlined.

use std::sync::LazyLock;

use harfrust::{Feature, ShapeOptions, ShaperData, Tag, UnicodeBuffer};
use skrifa::instance::{LocationRef, Size};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use tiny_skia::{Path, PathBuilder};

/// The face of titles.
pub(crate) static DISPLAY: LazyLock<Face> =
    LazyLock::new(|| Face::new(include_bytes!("../fonts/card-display.ttf")));

/// The face of what stands around them.
pub(crate) static SANS: LazyLock<Face> =
    LazyLock::new(|| Face::new(include_bytes!("../fonts/card-sans.ttf")));

/// A font that is ready to set text.
pub(crate) struct Face {
    font: FontRef<'static>,
    shaper: ShaperData,
}

/// How text is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TextStyle {
    /// Pixels to the em.
    pub size: f32,
    /// Pixels between letters, beyond what the font has.
    pub spacing: f32,
    pub small_capitals: bool,
}

impl TextStyle {
    /// Plain text.
    pub(crate) fn plain(size: f32) -> Self {
        Self {
            size,
            spacing: 0.0,
            small_capitals: false,
        }
    }
}

/// A line of text: its glyphs, each with its place from the start of the line.
pub(crate) struct Line {
    glyphs: Vec<(GlyphId, f32, f32)>,
    size: f32,
    pub width: f32,
}

const SMALL_CAPITALS: [Tag; 2] = [Tag::new(b"smcp"), Tag::new(b"c2sc")];

impl Face {
    fn new(bytes: &'static [u8]) -> Self {
        let font = FontRef::new(bytes).expect("the vendored fonts can be read");
        let shaper = ShaperData::new(&font);
        Self { font, shaper }
    }

    /// Whether the font has a glyph for every character.
    pub(crate) fn can_write(&self, text: &str) -> bool {
        let letters = self.font.charmap();
        text.chars()
            .all(|character| letters.map(character).is_some())
    }

    /// Sets text in one line.
    pub(crate) fn set(&self, text: &str, style: TextStyle) -> Line {
        let mut buffer = UnicodeBuffer::new();
        buffer.push_str(text);
        buffer.guess_segment_properties();
        let features = SMALL_CAPITALS.map(|tag| Feature::new(tag, 1, ..));
        let features: &[Feature] = if style.small_capitals { &features } else { &[] };
        let shaper = self.shaper.shaper(&self.font).build();
        let scale = style.size / shaper.units_per_em() as f32;
        let shaped = shaper.shape(buffer, ShapeOptions::new().features(features));
        let mut glyphs = Vec::with_capacity(shaped.len());
        let mut at = 0.0;
        for (glyph, place) in shaped.glyph_infos().iter().zip(shaped.glyph_positions()) {
            let x = at + place.x_offset as f32 * scale;
            glyphs.push((
                GlyphId::new(glyph.glyph_id),
                x,
                place.y_offset as f32 * scale,
            ));
            at += place.x_advance as f32 * scale + style.spacing;
        }
        Line {
            glyphs,
            size: style.size,
            width: (at - style.spacing).max(0.0),
        }
    }

    /// Breaks text into as few lines as fit into `width`, as even as they can be. A word that is
    /// too long stands alone, and runs over.
    pub(crate) fn break_lines(&self, text: &str, style: TextStyle, width: f32) -> Vec<String> {
        let words: Vec<&str> = text.split_whitespace().collect();
        let (widths, space) = self.widths(&words, style);
        let fewest = fill(&widths, space, width).len();
        // The narrowest column with no more lines than that has the most even ones.
        let (mut narrow, mut wide) = (0.0, width);
        for _ in 0..12 {
            let middle = (narrow + wide) / 2.0;
            if fill(&widths, space, middle).len() > fewest {
                narrow = middle;
            } else {
                wide = middle;
            }
        }
        let mut rest = words.as_slice();
        let lines = fill(&widths, space, wide).into_iter().map(|length| {
            let (line, after) = rest.split_at(length);
            rest = after;
            line.join(" ")
        });
        lines.collect()
    }

    /// How many words stand in each line, if each line takes as many as fit into `width`.
    pub(crate) fn fill_lines(&self, words: &[&str], style: TextStyle, width: f32) -> Vec<usize> {
        let (widths, space) = self.widths(words, style);
        fill(&widths, space, width)
    }

    /// How wide words are, and the space between them.
    fn widths(&self, words: &[&str], style: TextStyle) -> (Vec<f32>, f32) {
        let widths = words.iter().map(|word| self.set(word, style).width);
        let space = self.set("x x", style).width - self.set("xx", style).width;
        (widths.collect(), space)
    }

    /// The shape of a line with its start at `x` and its base line at `y`; `None` if there is nothing to see.
    pub(crate) fn outline(&self, line: &Line, (x, y): (f32, f32)) -> Option<Path> {
        let outlines = self.font.outline_glyphs();
        let size = Size::new(line.size);
        let mut pen = Pen {
            path: PathBuilder::new(),
            x,
            y,
        };
        for (glyph, right, up) in &line.glyphs {
            (pen.x, pen.y) = (x + right, y - up);
            if let Some(outline) = outlines.get(*glyph) {
                let settings = DrawSettings::unhinted(size, LocationRef::default());
                // A glyph that can't be drawn leaves its place empty.
                let _ = outline.draw(settings, &mut pen);
            }
        }
        pen.path.finish()
    }
}

/// How many words each line takes, if each takes as many as fit.
fn fill(widths: &[f32], space: f32, width: f32) -> Vec<usize> {
    let mut lines = Vec::new();
    let (mut words, mut taken) = (0, 0.0);
    for word in widths {
        if words > 0 && taken + space + word > width {
            lines.push(words);
            (words, taken) = (0, 0.0);
        }
        taken += word + if words > 0 { space } else { 0.0 };
        words += 1;
    }
    if words > 0 {
        lines.push(words);
    }
    lines
}

/// Writes outlines as paths, from a point on the base line.
struct Pen {
    path: PathBuilder,
    x: f32,
    y: f32,
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.path.move_to(self.x + x, self.y - y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.path.line_to(self.x + x, self.y - y);
    }

    fn quad_to(&mut self, cx0: f32, cy0: f32, x: f32, y: f32) {
        let (left, base) = (self.x, self.y);
        self.path
            .quad_to(left + cx0, base - cy0, left + x, base - y);
    }

    fn curve_to(&mut self, cx0: f32, cy0: f32, cx1: f32, cy1: f32, x: f32, y: f32) {
        let (left, base) = (self.x, self.y);
        self.path.cubic_to(
            left + cx0,
            base - cy0,
            left + cx1,
            base - cy1,
            left + x,
            base - y,
        );
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_as_few_as_fit_and_even() {
        let style = TextStyle::plain(40.0);
        let lines = DISPLAY.break_lines("one two three four five six seven", style, 400.0);
        assert_eq!(lines, ["one two three", "four five six seven"]);
        for line in &lines {
            assert!(DISPLAY.set(line, style).width <= 400.0);
        }
        assert_eq!(DISPLAY.break_lines("", style, 400.0), [""; 0]);
        assert_eq!(
            DISPLAY
                .break_lines("incomprehensibilities", style, 40.0)
                .len(),
            1
        );
    }

    #[test]
    fn pairs_of_letters_are_kerned() {
        let width = |text| DISPLAY.set(text, TextStyle::plain(100.0)).width;
        assert!(width("AV") < width("A") + width("V"));
    }

    #[test]
    fn what_the_font_lacks_is_known() {
        assert!(DISPLAY.can_write("Łódź – “naïve”"));
        assert!(!DISPLAY.can_write("日本"));
    }
}
