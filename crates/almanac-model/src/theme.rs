//! How an almanac wants to look: what `[theme]` says, and what its folder adds to the site.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use crate::{FilePath, Link};

/// What `[theme]` in `almanac.toml` says. What it leaves out looks as it always does.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Theme {
    /// The colour of what can be acted on, on light paper.
    pub accent: Option<Colour>,
    /// The same on dark paper.
    pub accent_dark: Option<Colour>,
    /// The colour of what is read or verified, on light paper.
    pub second: Option<Colour>,
    /// The same on dark paper.
    pub second_dark: Option<Colour>,
    /// The family that text is set in.
    pub text_font: Option<String>,
    /// The family that the interface is set in.
    pub interface_font: Option<String>,
    /// The font files that the almanac brings.
    pub fonts: Vec<FontFile>,
    /// The image that stands for the almanac's title: a file below `static/` or `media/`.
    pub logo: Option<FilePath>,
    /// What stands at the foot of every page: a line of Markdown.
    pub footer: Option<String>,
    /// The links of that line, each with what is written at its target.
    pub footer_links: Vec<(Link, String)>,
}

/// A font file that the almanac brings.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FontFile {
    /// The family that it belongs to.
    pub family: String,
    /// The file, below `static/`.
    pub file: FilePath,
    /// Whether it is the italic.
    pub is_italic: bool,
    /// The lightest and the boldest weight that it has.
    pub weights: (u16, u16),
}

/// A colour that a screen shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Colour {
    /// Red, green and blue.
    pub channels: [u8; 3],
}

impl Colour {
    /// What light pages are printed on.
    pub const LIGHT_PAPER: Colour = Colour::new(0xfb, 0xf8, 0xf1);
    /// What dark pages are printed on.
    pub const DARK_PAPER: Colour = Colour::new(0x1a, 0x17, 0x14);

    /// The colour of these parts of red, green and blue.
    pub const fn new(red: u8, green: u8, blue: u8) -> Self {
        Self {
            channels: [red, green, blue],
        }
    }

    /// Reads `#rrggbb` or `#rgb`.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        let digit = |at: usize| digits[at..=at].chars().next()?.to_digit(16);
        if !digits.is_ascii() {
            return None;
        }
        let channel = |index: usize| match digits.len() {
            3 => Some(digit(index)? * 17),
            6 => Some(digit(2 * index)? * 16 + digit(2 * index + 1)?),
            _ => None,
        };
        let channel = |index| u8::try_from(channel(index)?).ok();
        Some(Self::new(channel(0)?, channel(1)?, channel(2)?))
    }

    /// How well this colour is told from another, from 1 to 21, as WCAG 2 defines it.
    pub fn contrast(self, other: Colour) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// This colour with some of another in it, in hundredths.
    #[must_use]
    pub fn mixed(self, other: Colour, hundredths: u32) -> Self {
        let mix = |(own, its): (u8, u8)| {
            let parts = u32::from(own) * (100 - hundredths) + u32::from(its) * hundredths;
            u8::try_from((parts + 50) / 100).unwrap_or(u8::MAX)
        };
        let mut pairs = self.channels.into_iter().zip(other.channels).map(mix);
        Self {
            channels: std::array::from_fn(|_| pairs.next().unwrap_or_default()),
        }
    }

    /// The nearest to this colour that has at least some contrast with a paper.
    #[must_use]
    pub fn readable_on(self, paper: Colour, contrast: f64) -> Self {
        let (black, white) = (Colour::new(0, 0, 0), Colour::new(255, 255, 255));
        let ink = if paper.contrast(black) > paper.contrast(white) {
            black
        } else {
            white
        };
        (0..=100)
            .map(|hundredths| self.mixed(ink, hundredths))
            .find(|mixed| mixed.contrast(paper) >= contrast)
            .unwrap_or(ink)
    }

    fn luminance(self) -> f64 {
        let [red, green, blue] = self.channels.map(|channel| {
            let part = f64::from(channel) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * red + 0.7152 * green + 0.0722 * blue
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.channels;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

/// What an almanac's folder adds to its site besides content.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Appearance {
    /// The files of `templates/`, with their texts.
    pub templates: BTreeMap<FilePath, Arc<str>>,
    /// The files of `static/` by the address of each, without a leading slash. Those that would
    /// hide an address of the site's own are left out.
    pub static_files: BTreeMap<String, FilePath>,
}

/// What is wrong with a template of an almanac's own.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct TemplateFault {
    /// The template.
    pub file: FilePath,
    /// Where in its text it is wrong.
    pub span: (usize, usize),
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: String,
}

impl TemplateFault {
    /// Where in its text it is wrong.
    pub fn range(&self) -> Range<usize> {
        self.span.0..self.span.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_in_both_their_forms() {
        assert_eq!(Colour::parse("#8C2a1a"), Some(Colour::new(140, 42, 26)));
        assert_eq!(Colour::parse("#fa0"), Some(Colour::new(255, 170, 0)));
        for bad in ["", "#", "red", "#12", "#12345", "#ggg", "#é1", "8c2a1a"] {
            assert_eq!(Colour::parse(bad), None, "{bad}");
        }
        assert_eq!(Colour::new(140, 42, 26).to_string(), "#8c2a1a");
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        let (black, white) = (Colour::new(0, 0, 0), Colour::new(255, 255, 255));
        assert!((black.contrast(white) - 21.0).abs() < 1e-9);
        let grey = Colour::new(0x76, 0x76, 0x76);
        assert!((grey.contrast(white) - 4.54).abs() < 0.01);
    }

    #[test]
    fn mixing_goes_from_one_colour_to_the_other() {
        let (black, white) = (Colour::new(0, 0, 0), Colour::new(255, 255, 255));
        assert_eq!(black.mixed(white, 0), black);
        assert_eq!(black.mixed(white, 100), white);
        assert_eq!(black.mixed(white, 50), Colour::new(128, 128, 128));
    }
}
