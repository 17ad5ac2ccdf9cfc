//! Bars: one for each value, its label before it and the value behind it.

use super::data::{Data, Point};
use super::plot::series_names;
use super::scale::Scale;
use super::svg::{Anchor, Ink, LINE, Svg, fitted, width_of};
use almanac_locale::Locale;

const BAR: f64 = 16.0;
const ROW: f64 = 34.0;
/// What lies between a bar and the words beside it.
const SPACE: f64 = 8.0;
/// With less room than this, labels stand above their bars.
const ROOM_BESIDE: f64 = 500.0;
/// Labels that need more than this share of the width stand above their bars too: there none is cut.
const MOST_BESIDE: f64 = 0.46;

/// Draws the bars at a width.
pub(super) fn draw(locale: &Locale, data: &Data, is_logarithmic: bool, width: f64) -> Svg {
    let rows: Vec<(&Point, f64)> = data
        .points
        .iter()
        .filter_map(|point| Some((point, point.y?)))
        .collect();
    let values: Vec<f64> = rows.iter().map(|(_, value)| *value).collect();
    let scale = if is_logarithmic {
        Scale::logarithmic(&values)
    } else {
        Scale::from_zero(&values)
    };
    let widest = |words: &dyn Fn(&Point) -> String| {
        let widths = rows.iter().map(|(point, _)| width_of(&words(point)));
        widths.fold(0.0, f64::max)
    };
    let labels = widest(&|point| point.label.clone()) + SPACE;
    let is_beside = width >= ROOM_BESIDE && labels <= width * MOST_BESIDE;
    let before = if is_beside { labels } else { 0.0 };
    let share = if is_beside { 0.45 } else { 0.65 };
    let behind = widest(&value_and_date).min(width * share) + SPACE;
    let row_height = if is_beside { ROW } else { ROW + LINE };
    let mut svg = Svg::new(width, 0.0).running(locale.direction());
    let above = match data.series.len() {
        0 | 1 => 0.0,
        _ => series_names(&mut svg, data, 0.0) + SPACE,
    };
    svg.height = above + rows.len() as f64 * row_height + 4.0;
    let room = width - before - behind;
    // Bars stand on zero, those of values below it on its other side. A logarithmic scale has no zero.
    let zero = before + scale.zero() * room;
    let shows_zero = rows.iter().any(|(_, value)| *value < 0.0);
    for (index, (point, value)) in rows.iter().enumerate() {
        let top = above + index as f64 * row_height;
        let end = before + scale.place(*value) * room;
        let (start, length) = (zero.min(end), (end - zero).abs());
        let words = spoken(locale, point, data);
        svg.start_link(&point.href, &words, &point.source_titles);
        let bar_top = if is_beside {
            top + 6.0
        } else {
            top + LINE + 4.0
        };
        if is_beside {
            let label = fitted(&point.label, before - SPACE);
            svg.text(
                (before - SPACE, bar_top + 13.0),
                Anchor::End,
                Ink::Text,
                &label,
            );
        } else {
            svg.text(
                (0.0, top + 14.0),
                Anchor::Start,
                Ink::Text,
                &fitted(&point.label, width),
            );
        }
        if shows_zero {
            let (above, below) = (bar_top - 4.0, bar_top + BAR + 4.0);
            svg.line((zero, above), (zero, below), Ink::Rule);
        }
        let ink = Ink::of_series(point.series);
        svg.bar((start, bar_top), (length, BAR), ink, point.is_stale);
        svg.space();
        // Behind a bar below zero is its other side, where there is room.
        let words = start + length.max(1.0) + SPACE;
        svg.text(
            (words, bar_top + 13.0),
            Anchor::Start,
            Ink::Quiet,
            &fitted(&value_and_date(point), behind),
        );
        svg.end_link();
    }
    svg
}

/// What stands behind a bar: the value, and its date if it has one.
fn value_and_date(point: &Point) -> String {
    match &point.dated {
        Some(date) => format!("{} ({date})", point.shown),
        None => point.shown.clone(),
    }
}

/// A point in words, for readers who listen. It begins with what is written beside the point, so that somebody who
/// speaks these words to a program means it.
pub(super) fn spoken(locale: &Locale, point: &Point, data: &Data) -> String {
    let mut words = format!("{}: {}", point.label, value_and_date(point));
    if data.series.len() > 1
        && let Some(series) = data.series.get(point.series)
    {
        words = locale.clauses(&[words.as_str(), series]);
    }
    // Its hollow mark says it where we have no words.
    if point.is_stale && locale.speaks() {
        words = locale.clauses(&[words.as_str(), locale.text("may-be-out-of-date")]);
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The drawing of a value in each of two series, in a language.
    fn of_two(language: &str) -> String {
        let points = [0, 1].map(|series| Point {
            label: format!("p{series}"),
            series,
            y: Some(3.0),
            shown: "3".to_owned(),
            ..Point::default()
        });
        let data = Data {
            points: points.into(),
            series: vec!["open".to_owned(), "closed".to_owned()],
            ..Data::default()
        };
        let drawing = draw(Locale::of(language), &data, false, 576.0);
        drawing.inline("wide", "Bars").into_string()
    }

    #[test]
    fn bars_of_several_series_are_told_apart_and_named() {
        let drawing = of_two("en");
        let bars: Vec<&str> = drawing.split("<rect").skip(1).collect();
        assert!(bars[0].contains("class=\"first\""), "{drawing}");
        assert!(bars[1].contains("class=\"second\""), "{drawing}");
        assert!(drawing.contains(">open</text>") && drawing.contains(">closed</text>"));
    }

    #[test]
    fn bars_run_as_the_script_does() {
        let place = |drawing: &str| -> (f64, f64) {
            let number = |name: &str| {
                let rect = drawing.split("<rect").nth(1).unwrap();
                let value = rect.split(&format!(" {name}=\"")).nth(1).unwrap();
                value.split('"').next().unwrap().parse().unwrap()
            };
            (number("x"), number("width"))
        };
        let (left, right) = (of_two("en"), of_two("ar"));
        let ((x, width), (mirrored, same)) = (place(&left), place(&right));
        assert!((width - same).abs() < 0.2 && (576.0 - x - width - mirrored).abs() < 0.2);
        assert!(
            left.contains("text-anchor=\"end\" class=\"text\""),
            "{left}"
        );
        assert!(
            right.contains("text-anchor=\"start\" class=\"text\""),
            "{right}"
        );
    }

    /// The left end and the length of each bar.
    fn bars(values: &[f64], width: f64) -> Vec<(f64, f64)> {
        let points = values.iter().map(|value| Point {
            label: format!("of {value}"),
            y: Some(*value),
            shown: value.to_string(),
            ..Point::default()
        });
        let data = Data {
            points: points.collect(),
            ..Data::default()
        };
        let drawing = draw(Locale::of("en"), &data, false, width);
        let drawing = drawing.inline("wide", "Bars").into_string();
        let number = |rect: &str, name: &str| -> f64 {
            let value = rect.split(&format!(" {name}=\"")).nth(1).unwrap();
            value.split('"').next().unwrap().parse().unwrap()
        };
        let rects = drawing.split("<rect").skip(1);
        rects
            .map(|rect| (number(rect, "x"), number(rect, "width")))
            .collect()
    }

    #[test]
    fn bars_of_values_below_zero_stand_on_the_other_side_of_it() {
        for width in [576.0, 350.0] {
            let [below, above, none] = bars(&[-5.0, 3.0, 0.0], width)[..] else {
                panic!("not three bars");
            };
            let zero = above.0;
            assert!(
                (below.0 + below.1 - zero).abs() < 0.2,
                "{below:?} {above:?}"
            );
            assert!((none.0 - zero).abs() < 0.2 && none.1 <= 1.0, "{none:?}");
            // Lengths are as the values are.
            assert!(
                (below.1 / above.1 - 5.0 / 3.0).abs() < 0.02,
                "{below:?} {above:?}"
            );
        }
    }

    #[test]
    fn bars_are_drawn_whatever_the_values_are() {
        let all = [
            vec![0.0],
            vec![0.0, 0.0],
            vec![-3.0, -3.0],
            vec![7.0],
            vec![f64::MAX, f64::MIN],
            vec![5e-324, -5e-324],
            vec![1e-300, 1e300],
        ];
        for values in all {
            let bars = bars(&values, 576.0);
            assert_eq!(bars.len(), values.len());
            for (start, length) in bars {
                assert!((0.0..=576.0).contains(&start), "{values:?}: {start}");
                assert!((0.0..=576.0).contains(&(start + length)), "{values:?}");
            }
        }
    }
}
