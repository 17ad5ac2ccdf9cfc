//! Points over time or over a number, each by itself or joined by lines.

use std::collections::{HashMap, HashSet};

use almanac_model::Day;
use almanac_syntax::MAX_SERIES;

use super::bars::spoken;
use super::data::{AxisValue, Data, Point, day_number};
use super::scale::{Scale, tick_words};
use super::svg::{Anchor, Ink, LINE, Svg, fitted, width_of};
use almanac_locale::Locale;

const HEIGHT: f64 = 380.0;
const BELOW: f64 = 30.0;
/// What stands above the drawing: half a label, and a line for the names of the series.
const ABOVE: f64 = 12.0;
const RADIUS: f64 = 4.5;
/// About how many years or numbers are marked along the horizontal axis.
const MARKS: f64 = 80.0;

/// For how many points room for a label is looked for. Each is compared with all that is drawn
/// already, and a drawing with so many points has no more room.
const MOST_LABELS: usize = 200;

/// A point with its place in the drawing.
struct PlottedPoint<'d> {
    point: &'d Point,
    at: (f64, f64),
}

/// Draws the points at a width; with `is_joined` those of a series are joined.
pub(super) fn draw(
    locale: &Locale,
    data: &Data,
    is_logarithmic: bool,
    is_joined: bool,
    width: f64,
) -> Svg {
    let shown: Vec<(&Point, f64, f64)> = data
        .points
        .iter()
        .filter_map(|point| Some((point, point.x?.number(), point.y?)))
        .collect();
    let values: Vec<f64> = shown.iter().map(|(_, _, y)| *y).collect();
    let scale = if is_logarithmic {
        Scale::logarithmic(&values)
    } else {
        Scale::from_zero(&values)
    };
    let before = scale
        .ticks
        .iter()
        .map(|tick| width_of(&tick_words(locale, *tick)))
        .fold(0.0, f64::max)
        + 10.0;
    let behind = 12.0;
    let places = shown.iter().map(|(_, x, _)| *x);
    let axis = Horizontal::over(
        locale,
        &data.points,
        places.collect(),
        width - before - behind,
    );
    let mut svg = Svg::new(width, HEIGHT);
    let above = ABOVE + series_names(&mut svg, data, before);
    let height_of = |y: f64| above + (1.0 - scale.place(y)) * (HEIGHT - above - BELOW);
    for tick in &scale.ticks {
        let y = height_of(*tick);
        svg.line((before, y), (width - behind, y), Ink::Rule);
        svg.text(
            (before - 8.0, y + 4.5),
            Anchor::End,
            Ink::Quiet,
            &tick_words(locale, *tick),
        );
    }
    for (x, words) in &axis.ticks {
        let x = before + x * (width - before - behind);
        let x = x.min(width - width_of(words) / 2.0);
        svg.text((x, HEIGHT - 8.0), Anchor::Middle, Ink::Quiet, words);
    }
    let placed: Vec<PlottedPoint<'_>> = shown
        .iter()
        .map(|(point, x, y)| PlottedPoint {
            point,
            at: (
                before + axis.place(*x) * (width - before - behind),
                height_of(*y),
            ),
        })
        .collect();
    if is_joined {
        join(&mut svg, data, &placed);
    } else if data.series.len() > 1 {
        connect_parts(&mut svg, &placed);
    }
    let room = (before, width - behind);
    draw_points(locale, &mut svg, data, &placed, room, is_joined);
    svg
}

/// The horizontal axis: what lies where, and what is marked.
struct Horizontal {
    low: f64,
    high: f64,
    /// Places from 0 to 1, with words.
    ticks: Vec<(f64, String)>,
}

impl Horizontal {
    fn over(locale: &Locale, points: &[Point], places: Vec<f64>, room: f64) -> Self {
        let most = (room / MARKS).max(2.0);
        let is_time = points
            .iter()
            .any(|point| matches!(point.x, Some(AxisValue::Date(_))));
        if !is_time {
            let scale = Scale::from_zero(&places);
            let (low, high) = (scale.ticks[0], scale.ticks[scale.ticks.len() - 1]);
            let ticks = scale
                .ticks
                .iter()
                .map(|tick| (scale.place(*tick), tick_words(locale, *tick)));
            return Self {
                low,
                high,
                ticks: ticks.collect(),
            };
        }
        let dates = points.iter().filter_map(|point| match point.x {
            Some(AxisValue::Date(date)) => Some(date),
            _ => None,
        });
        let years: Vec<i16> = dates
            .flat_map(|date| [date.earliest().year(), date.latest().year()])
            .collect();
        let first = years.iter().copied().min().unwrap_or(2000);
        let end = years
            .iter()
            .copied()
            .max()
            .unwrap_or(2000)
            .saturating_add(1);
        let (low, high) = (start_of(first), start_of(end));
        let step = (f64::from(end - first) / most).ceil().max(1.0) as usize;
        let ticks = (first..=end).step_by(step).map(|year| {
            (
                (start_of(year) - low) / (high - low),
                locale.ungrouped(year),
            )
        });
        Self {
            low,
            high,
            ticks: ticks.collect(),
        }
    }

    fn place(&self, value: f64) -> f64 {
        ((value - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }
}

fn start_of(year: i16) -> f64 {
    Day::new(year, 1, 1).map_or(0.0, day_number)
}

/// Draws the names of the series above the drawing, each in its ink; how much height they take.
pub(super) fn series_names(svg: &mut Svg, data: &Data, left: f64) -> f64 {
    if data.series.len() < 2 {
        return 0.0;
    }
    let (mut x, mut y) = (left, 8.0);
    for (series, name) in data.series.iter().enumerate() {
        let width = width_of(name) + 15.0;
        if x > left && x + width > svg.width {
            (x, y) = (left, y + LINE);
        }
        let ink = Ink::of_series(series);
        svg.dot((x + 5.0, y), RADIUS, ink, false);
        svg.text((x + 15.0, y + 4.5), Anchor::Start, ink, name);
        x += width + 20.0;
    }
    y + LINE
}

fn join(svg: &mut Svg, data: &Data, placed: &[PlottedPoint<'_>]) {
    for series in 0..data.series.len().max(1) {
        let of_series = placed.iter().filter(|placed| placed.point.series == series);
        let mut line: Vec<(f64, f64)> = of_series.map(|placed| placed.at).collect();
        line.sort_by(|one, other| one.0.total_cmp(&other.0));
        svg.trace(&line, Ink::of_series(series));
    }
}

/// How many points a point is joined with at most: one for each other series, and a few more.
const MOST_JOINED: usize = 2 * MAX_SERIES;

/// Joins the points of one thing in several series by a thin rule.
fn connect_parts(svg: &mut Svg, placed: &[PlottedPoint<'_>]) {
    let mut others: HashMap<&str, Vec<&PlottedPoint<'_>>> = HashMap::new();
    for other in placed.iter().filter(|placed| placed.point.series > 0) {
        others.entry(&other.point.label).or_default().push(other);
    }
    for one in placed.iter().filter(|placed| placed.point.series == 0) {
        let of_one = others.get(one.point.label.as_str());
        for other in of_one.into_iter().flatten().take(MOST_JOINED) {
            svg.line(one.at, other.at, Ink::Rule);
        }
    }
}

/// Draws the points and, where there is room, their labels: those that come first have the first choice.
fn draw_points(
    locale: &Locale,
    svg: &mut Svg,
    data: &Data,
    placed: &[PlottedPoint<'_>],
    (left, right): (f64, f64),
    is_joined: bool,
) {
    let mut taken: Vec<Bounds> = placed
        .iter()
        .map(|placed| Bounds::around(placed.at))
        .collect();
    let labels = labels(placed, is_joined);
    let mut named: HashSet<&str> = HashSet::new();
    let mut tried = 0;
    for (index, PlottedPoint { point, at }) in placed.iter().enumerate() {
        svg.start_link(
            &point.href,
            &in_words(locale, point, data),
            &point.source_titles,
        );
        svg.dot(*at, RADIUS, Ink::of_series(point.series), point.is_stale);
        // What several series say of one thing needs its name once.
        let label = labels[index].as_str();
        if tried < MOST_LABELS && !named.contains(label) {
            tried += 1;
            let words = fitted(label, (right - left) / 2.0);
            let mut places = Bounds::beside(*at, width_of(&words));
            if is_joined {
                // Above and below a line there is more room than on it.
                places.rotate_left(2);
            }
            let is_free = |place: &&(Bounds, Anchor)| {
                place.0.left >= left
                    && place.0.right <= right + 10.0
                    && taken
                        .iter()
                        .enumerate()
                        .all(|(other, taken)| other == index || !taken.touches(&place.0))
            };
            if let Some((place, anchor)) = places.iter().find(is_free) {
                let x = match anchor {
                    Anchor::Start => place.left,
                    Anchor::Middle => (place.left + place.right) / 2.0,
                    Anchor::End => place.right,
                };
                svg.text((x, place.bottom - 4.0), *anchor, Ink::Text, &words);
                taken.push(*place);
                if !is_joined {
                    named.insert(label);
                }
            }
        }
        svg.end_link();
    }
}

/// What stands at each point. Along a line that is its value, as all points of the line bear one name: the name stands at the
/// last, if there are several.
fn labels(placed: &[PlottedPoint<'_>], is_joined: bool) -> Vec<String> {
    let points = || placed.iter().map(|placed| placed.point);
    if !is_joined {
        return points().map(|point| point.label.clone()).collect();
    }
    let mut last: HashMap<&str, usize> = HashMap::new();
    for (index, point) in points().enumerate() {
        let latest = last.entry(&point.label).or_insert(index);
        if placed[*latest].at.0 <= placed[index].at.0 {
            *latest = index;
        }
    }
    let is_named = |index: usize, point: &Point| last.len() > 1 && last[&*point.label] == index;
    let label = |(index, point): (usize, &Point)| match is_named(index, point) {
        true => format!("{} {}", point.label, point.shown),
        false => point.shown.clone(),
    };
    points().enumerate().map(label).collect()
}

/// A point in words. Where it is not said of which date its value is, the place along an axis of time says it.
fn in_words(locale: &Locale, point: &Point, data: &Data) -> String {
    let dated = match (&point.dated, point.x) {
        (None, Some(AxisValue::Date(date))) => Some(locale.date(&date)),
        _ => None,
    };
    match dated {
        Some(_) => spoken(
            locale,
            &Point {
                dated,
                ..point.clone()
            },
            data,
        ),
        None => spoken(locale, point, data),
    }
}

/// Where something stands.
#[derive(Debug, Clone, Copy)]
struct Bounds {
    left: f64,
    right: f64,
    top: f64,
    bottom: f64,
}

impl Bounds {
    fn around((x, y): (f64, f64)) -> Self {
        let reach = RADIUS + 1.0;
        Self {
            left: x - reach,
            right: x + reach,
            top: y - reach,
            bottom: y + reach,
        }
    }

    /// The places of a label beside its point, the best first.
    fn beside((x, y): (f64, f64), width: f64) -> [(Self, Anchor); 4] {
        let reach = RADIUS + 4.0;
        let level = |left: f64| Self {
            left,
            right: left + width,
            top: y - LINE / 2.0,
            bottom: y + LINE / 2.0,
        };
        let centred = |top: f64| Self {
            left: x - width / 2.0,
            right: x + width / 2.0,
            top,
            bottom: top + LINE,
        };
        [
            (level(x + reach), Anchor::Start),
            (level(x - reach - width), Anchor::End),
            (centred(y - reach - LINE + 2.0), Anchor::Middle),
            (centred(y + reach - 2.0), Anchor::Middle),
        ]
    }

    fn touches(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn along_a_line_the_values_are_named_and_the_line_once() {
        let point = |label: &str, year: &str, shown: &str| Point {
            label: label.to_owned(),
            x: almanac_model::Date::parse(year).ok().map(AxisValue::Date),
            y: shown.parse().ok(),
            shown: shown.to_owned(),
            ..Point::default()
        };
        let labels = |points: Vec<Point>| {
            let data = Data {
                points,
                ..Data::default()
            };
            let drawing = draw(Locale::of("en"), &data, false, true, 576.0);
            let drawing = drawing.inline("wide", "Line").into_string();
            let texts = drawing.split("class=\"text\"").skip(1);
            let words = texts.map(|text| text.split(['>', '<']).nth(1).unwrap().to_owned());
            words.collect::<Vec<String>>()
        };
        let quay = || vec![point("Quay", "2019", "3"), point("Quay", "2021", "8")];
        assert_eq!(labels(quay()), ["3", "8"]);
        let mut both = quay();
        both.push(point("Pier", "2020", "1"));
        assert_eq!(labels(both), ["3", "Quay 8", "Pier 1"]);
    }
}
