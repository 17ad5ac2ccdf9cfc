//! The little of SVG that figures need.
//!
//! Colours and type are presentation attributes, so that a figure looks right
//! by itself; in a page the style sheet's classes override them.

use std::borrow::Cow;

use almanac_locale::{Direction, LetterCount, has_right_to_left};
use almanac_model::stands_in_xml;

use crate::html::{Href, Html, html};
use crate::isolation::torn;

/// The height of a line of labels, in pixels.
pub(super) const LINE: f64 = 18.0;

/// Where a label stands to its point.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

impl Anchor {
    fn name(self) -> &'static str {
        match self {
            Anchor::Start => "start",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        }
    }
}

/// What a shape or a label is, which is how it is coloured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ink {
    /// The figure's first series, and what has only one.
    First,
    Second,
    Third,
    /// Words.
    Text,
    /// Words that can wait: axes, dates.
    Quiet,
    /// Rules.
    Rule,
}

impl Ink {
    /// The ink of a series.
    pub fn of_series(series: usize) -> Self {
        [Ink::First, Ink::Second, Ink::Third][series.min(2)]
    }

    fn class(self) -> &'static str {
        match self {
            Ink::First => "first",
            Ink::Second => "second",
            Ink::Third => "third",
            Ink::Text => "text",
            Ink::Quiet => "quiet",
            Ink::Rule => "rule",
        }
    }

    fn colour(self) -> &'static str {
        match self {
            Ink::First => "#8c2a1a",
            Ink::Second => "#0d5050",
            Ink::Third => "#8b8172",
            Ink::Text => "#211d18",
            Ink::Quiet => "#554e46",
            Ink::Rule => "#d8cfbf",
        }
    }
}

/// A drawing that grows.
pub(super) struct Svg {
    body: Html,
    pub width: f64,
    pub height: f64,
    /// Whether what is drawn at the left stands at the right.
    is_mirrored: bool,
}

impl Svg {
    pub fn new(width: f64, height: f64) -> Self {
        Self {
            body: Html::default(),
            width,
            height,
            is_mirrored: false,
        }
    }

    /// The drawing as it runs in a script: from right to left if that does.
    pub fn running(self, direction: Direction) -> Self {
        Self {
            is_mirrored: direction == Direction::RightToLeft,
            ..self
        }
    }

    /// Where something stands that is drawn at a place from the side at which the script begins.
    fn across(&self, x: f64) -> f64 {
        match self.is_mirrored {
            true => self.width - x,
            false => x,
        }
    }

    pub fn line(&mut self, (x1, y1): (f64, f64), (x2, y2): (f64, f64), ink: Ink) {
        self.body.push(&html!(
            "<line x1=\"{:.1}\" y1=\"{:.1}\" x2=\"{:.1}\" y2=\"{:.1}\" class=\"{}\" stroke=\"{}\"/>",
            self.across(x1),
            y1,
            self.across(x2),
            y2,
            ink.class(),
            ink.colour()
        ));
    }

    /// A line through points.
    pub fn trace(&mut self, points: &[(f64, f64)], ink: Ink) {
        let points: Vec<String> = points
            .iter()
            .map(|(x, y)| format!("{:.1},{y:.1}", self.across(*x)))
            .collect();
        self.body.push(&html!(
            "<polyline points=\"{}\" class=\"{}\" stroke=\"{}\" stroke-width=\"2\" fill=\"none\"/>",
            points.join(" "),
            ink.class(),
            ink.colour()
        ));
    }

    /// A bar; one that may be out of date is hollow.
    pub fn bar(
        &mut self,
        (x, y): (f64, f64),
        (width, height): (f64, f64),
        ink: Ink,
        is_hollow: bool,
    ) {
        let width = width.max(1.0);
        let x = match self.is_mirrored {
            true => self.across(x + width),
            false => x,
        };
        self.body.push(&html!(
            "<rect x=\"{:.1}\" y=\"{:.1}\" width=\"{:.1}\" height=\"{:.1}\" {}/>",
            x,
            y,
            width,
            height,
            paint(ink, is_hollow)
        ));
    }

    /// A point; one that may be out of date is hollow.
    pub fn dot(&mut self, (x, y): (f64, f64), radius: f64, ink: Ink, is_hollow: bool) {
        self.body.push(&html!(
            "<circle cx=\"{:.1}\" cy=\"{:.1}\" r=\"{}\" {}/>",
            self.across(x),
            y,
            radius,
            paint(ink, is_hollow)
        ));
    }

    pub fn text(&mut self, (x, y): (f64, f64), anchor: Anchor, ink: Ink, words: &str) {
        let anchor = match (anchor, self.is_mirrored) {
            (Anchor::Start, true) => Anchor::End,
            (Anchor::End, true) => Anchor::Start,
            (anchor, _) => anchor,
        };
        self.body.push(&html!(
            "<text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"{}\" class=\"{}\" fill=\"{}\">{}</text>",
            self.across(x),
            y,
            anchor.name(),
            ink.class(),
            ink.colour(),
            in_svg(words)
        ));
    }

    /// Parts the words before from those behind, for whoever reads them without seeing where they stand.
    pub fn space(&mut self) {
        self.body.push_literal(" ");
    }

    /// What is drawn until [`Svg::end_link`] leads to `address`, and is spoken as `label`. A module shows both the label and
    /// the `sources` when the point is looked at, and a browser without scripts shows the label.
    pub fn start_link(&mut self, address: &str, label: &str, sources: &str) {
        let sources = match sources {
            "" => html!(""),
            _ => html!(" data-sources=\"{}\"", in_svg(sources)),
        };
        self.body.push(&html!(
            "<a href=\"{}\" aria-label=\"{1}\"{2}><title>{1}</title>",
            Href(address),
            in_svg(label),
            sources
        ));
    }

    /// The same of what says its name itself, beside its point: a browser need not show it once more.
    pub fn start_named_link(&mut self, address: &str, label: &str) {
        self.body.push(&html!(
            "<a href=\"{}\" aria-label=\"{}\">",
            Href(address),
            in_svg(label)
        ));
    }

    pub fn end_link(&mut self) {
        self.body.push_literal("</a>");
    }

    /// What is drawn until [`Svg::end_part`] is what a module draws anew, within these numbers.
    pub fn start_plot(&mut self, numbers: &[f64]) {
        let numbers: Vec<String> = numbers.iter().map(f64::to_string).collect();
        self.body
            .push(&html!("<g data-plot=\"{}\">", numbers.join(" ")));
    }

    /// What is drawn until [`Svg::end_part`] is found by a module under this name.
    pub fn start_part(&mut self, name: &str, is_shown: bool) {
        let display = match is_shown {
            true => html!(""),
            false => html!(" display=\"none\""),
        };
        self.body
            .push(&html!("<g data-part=\"{}\"{}>", name, display));
    }

    pub fn end_part(&mut self) {
        self.body.push_literal("</g>");
    }

    /// The drawing as it stands in a page, with the class of its size.
    pub fn inline(self, class: &str, title: &str) -> Html {
        html!(
            "<svg class=\"{}\" viewBox=\"0 0 {:.0} {:.0}\" direction=\"ltr\" role=\"group\" aria-label=\"{}\" {}>{}</svg>",
            class,
            self.width,
            self.height,
            in_svg(title),
            FONT,
            self.body
        )
    }

    /// The drawing as a file of its own.
    pub fn standalone(self, title: &str, description: &str) -> Html {
        html!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{0:.0}\" height=\"{1:.0}\" viewBox=\"0 0 {0:.0} {1:.0}\" {2}>\
             <title>{3}</title><desc>{4}</desc><rect width=\"100%\" height=\"100%\" fill=\"#fbf8f1\"/>{5}</svg>\n",
            self.width,
            self.height,
            FONT,
            in_svg(title),
            in_svg(description),
            self.body
        )
    }
}

const FONT: Html =
    html!("font-family=\"Almanac Sans, Source Sans 3, system-ui, sans-serif\" font-size=\"14\"");

fn paint(ink: Ink, is_hollow: bool) -> Html {
    let (class, colour) = (ink.class(), ink.colour());
    if is_hollow {
        html!(
            "class=\"{} hollow\" fill=\"none\" stroke=\"{}\" stroke-width=\"1.5\"",
            class,
            colour
        )
    } else {
        html!("class=\"{}\" fill=\"{}\"", class, colour)
    }
}

/// Words as a drawing may hold them. A drawing is a file of XML too, which has no control characters; and it runs from
/// left to right whatever its words do, so that words of a script that runs the other way are isolated.
fn in_svg(words: &str) -> Cow<'_, str> {
    let clean = match words.chars().all(stands_in_xml) {
        true => Cow::Borrowed(words),
        false => words
            .chars()
            .filter(|letter| stands_in_xml(*letter))
            .collect(),
    };
    if !has_right_to_left(&clean) {
        return clean;
    }
    match LetterCount::of(&clean).direction(Direction::RightToLeft) {
        Some(Direction::RightToLeft) => format!("\u{2067}{}\u{2069}", whole(&clean)).into(),
        _ => format!("\u{2066}{clean}\u{2069}").into(),
    }
}

/// Words from right to left. Runs in them that would be torn apart are isolated.
fn whole(words: &str) -> String {
    let mut out = String::with_capacity(words.len() + 12);
    let mut written = 0;
    for stretch in torn(words) {
        out.push_str(&words[written..stretch.start]);
        out.extend(["\u{2066}", &words[stretch.clone()], "\u{2069}"]);
        written = stretch.end;
    }
    out.push_str(&words[written..]);
    out
}

/// About how wide words are in the interface face at 14 pixels; a little more than
/// they are, so that what is kept apart never touches.
pub(super) fn width_of(words: &str) -> f64 {
    words.chars().map(width_of_letter).sum()
}

fn width_of_letter(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 'I' | '.' | ',' | '\'' | ':' | '|' => 3.8,
        ' ' | 'f' | 't' | 'r' | '(' | ')' | '-' => 4.9,
        'm' | 'w' | 'M' | 'W' | '%' | '@' => 11.2,
        'A'..='Z' => 8.6,
        '\u{2e80}'.. => 14.0,
        _ => 7.2,
    }
}

/// About how wide an ellipsis is.
const ELLIPSIS: f64 = 9.0;

/// The words, cut with an ellipsis to fit a width; behind a whole word where there is one, so that
/// what is seen is a part of what is spoken.
pub(super) fn fitted(words: &str, width: f64) -> String {
    // One letter after the other, and no further than the width: a label may be as long as a file.
    let mut taken = 0.0;
    let mut ends = words.char_indices().map(|(at, letter)| {
        taken += width_of_letter(letter);
        (at, taken)
    });
    // Half a pixel for what was added and taken away.
    let mut cut = None;
    let is_too_wide = ends.any(|(at, taken)| {
        if cut.is_none() && taken + ELLIPSIS > width {
            cut = Some(at);
        }
        taken > width + 0.5
    });
    let Some(cut) = cut.filter(|_| is_too_wide) else {
        return words.to_owned();
    };
    let (mut kept, rest) = words.split_at(cut);
    if let Some(word) = kept.rfind(' ').filter(|_| !rest.starts_with(' ')) {
        kept = &kept[..word];
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_cut_to_fit() {
        assert_eq!(fitted("Kimi", 100.0), "Kimi");
        let cut = fitted("A very long name of a model", 80.0);
        assert!(cut.ends_with('…') && width_of(&cut) <= 80.0 + 9.0, "{cut}");
        assert_eq!(fitted("A long name of a model", 60.0), "A long…");
        assert!(fitted("Unbreakable", 40.0).starts_with("Unb"));
    }

    #[test]
    fn a_drawing_is_xml_whatever_its_words_hold() {
        let words = "a\u{0}\u{1b}[31m\u{b}\u{ffff}b\tc & <d>";
        let mut svg = Svg::new(10.0, 10.0);
        svg.start_link("/x?a=1&b=\u{1}", words, words);
        svg.text((0.0, 0.0), Anchor::Start, Ink::Text, words);
        svg.end_link();
        let file = svg.standalone(words, words).into_string();
        assert!(file.chars().all(stands_in_xml), "{file:?}");
        assert!(file.contains(">a[31mb\tc &amp; &lt;d&gt;</text>"), "{file}");
    }

    #[test]
    fn words_that_run_the_other_way_are_isolated_in_a_drawing() {
        let mut svg = Svg::new(10.0, 10.0);
        svg.text((0.0, 0.0), Anchor::Start, Ink::Text, "נמל (GPT-2)");
        let svg = svg.inline("wide", "Ports").into_string();
        assert!(svg.contains(">\u{2067}נמל (GPT-2)\u{2069}</text>"), "{svg}");
        assert!(svg.contains("aria-label=\"Ports\""), "{svg}");
    }

    #[test]
    fn what_may_be_out_of_date_is_hollow() {
        let mut svg = Svg::new(10.0, 10.0);
        svg.dot((5.0, 5.0), 4.0, Ink::First, true);
        assert!(
            svg.inline("wide", "A & B")
                .as_str()
                .contains("class=\"first hollow\" fill=\"none\"")
        );
    }
}
