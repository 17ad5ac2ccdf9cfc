//! What happened when: time runs downward, a year as tall as its events need; imprecise dates are spans.

use std::collections::BTreeMap;

use almanac_model::{Date, Day};

use super::data::{AxisValue, Data, Point, day_number};
use super::svg::{Anchor, Ink, LINE, Svg, fitted};
use almanac_locale::Locale;

const TOP: f64 = 14.0;
/// Where the axis stands, and where labels begin.
const AXIS: f64 = 52.0;
const LABELS: f64 = 92.0;
/// How much of the height a label takes at least.
const ROW: f64 = LINE + 3.0;

/// Draws the events at a width.
pub(super) fn draw(locale: &Locale, data: &Data, width: f64) -> Svg {
    let mut events: Vec<(&Point, Date)> = data
        .points
        .iter()
        .filter_map(|point| match point.x {
            Some(AxisValue::Date(date)) => Some((point, date)),
            _ => None,
        })
        .collect();
    events.sort_by_key(|(_, date)| date.sort_key());
    let dates: Vec<Date> = events.iter().map(|(_, date)| *date).collect();
    let years = Years::of(&dates);
    let mut svg = Svg::new(width, years.bottom() + TOP);
    svg.line((AXIS, TOP), (AXIS, years.bottom()), Ink::Rule);
    for (year, top) in &years.tops {
        svg.line((AXIS - 5.0, *top), (AXIS, *top), Ink::Quiet);
        let words = locale.ungrouped(year);
        svg.text((AXIS - 10.0, top + 4.5), Anchor::End, Ink::Quiet, &words);
    }
    let ideal: Vec<f64> = dates.iter().map(|date| years.middle(date)).collect();
    let labels = spread(&ideal, TOP, years.bottom());
    for (((point, date), at), label) in events.iter().zip(&ideal).zip(&labels) {
        let words = format!("{}: {}", point.shown, point.label);
        svg.start_link(&point.href, &words);
        svg.line((AXIS + 5.0, *at), (LABELS - 6.0, *label), Ink::Rule);
        draw_date(&mut svg, date, &years);
        let words = fitted(&point.label, width - LABELS);
        svg.text((LABELS, label + 4.5), Anchor::Start, Ink::Text, &words);
        svg.end_link();
    }
    svg
}

/// Over more years than this, those in which nothing happened are left out.
const MOST_YEARS: i32 = 500;

/// The years from the first event to the last, each with its top; years without an event are short.
struct Years {
    tops: Vec<(i16, f64)>,
    end: f64,
}

impl Years {
    fn of(dates: &[Date]) -> Self {
        let first = dates.iter().map(|date| date.earliest().year()).min();
        let last = dates.iter().map(|date| date.latest().year()).max();
        let (Some(first), Some(last)) = (first, last) else {
            return Self {
                tops: Vec::new(),
                end: TOP,
            };
        };
        let mut events: BTreeMap<i16, usize> = BTreeMap::new();
        for date in dates {
            *events.entry(date.year()).or_default() += 1;
            // An imprecise date may begin or end in another year, which has to be there too.
            for day in [date.earliest(), date.latest()] {
                events.entry(day.year()).or_default();
            }
        }
        if i32::from(last) - i32::from(first) <= MOST_YEARS {
            for year in first..=last {
                events.entry(year).or_default();
            }
        }
        let mut tops = Vec::with_capacity(events.len());
        let mut top = TOP;
        for (year, events) in events {
            tops.push((year, top));
            top += (events as f64 * ROW).max(ROW);
        }
        Self { tops, end: top }
    }

    fn bottom(&self) -> f64 {
        self.end
    }

    fn place(&self, day: Day) -> f64 {
        let found = self
            .tops
            .binary_search_by_key(&day.year(), |(year, _)| *year);
        let Ok(index) = found else { return TOP };
        let (year, top) = self.tops[index];
        let next = self.tops.get(index + 1).map_or(self.end, |(_, top)| *top);
        let start = Day::new(year, 1, 1).map_or(0.0, day_number);
        top + (day_number(day) - start) / 366.0 * (next - top)
    }

    fn middle(&self, date: &Date) -> f64 {
        (self.place(date.earliest()) + self.place(date.latest())) / 2.0
    }
}

/// A dot for a day; for a month or a year the whole of it.
fn draw_date(svg: &mut Svg, date: &Date, years: &Years) {
    let (from, to) = (years.place(date.earliest()), years.place(date.latest()));
    let is_hollow = date.approximate || date.uncertain;
    if date.day().is_none() {
        svg.bar(
            (AXIS - 3.0, from),
            (6.0, (to - from).max(4.0)),
            Ink::First,
            is_hollow,
        );
    } else {
        svg.dot((AXIS, from), 4.5, Ink::First, is_hollow);
    }
}

/// Moves places apart until none is nearer to the next than a row, keeping their order and
/// within `top` and `bottom` as far as there is room.
fn spread(ideal: &[f64], top: f64, bottom: f64) -> Vec<f64> {
    let mut places: Vec<f64> = Vec::with_capacity(ideal.len());
    for place in ideal {
        let least = places.last().map_or(top, |last| last + ROW);
        places.push(place.max(least));
    }
    let mut limit = bottom;
    for place in places.iter_mut().rev() {
        *place = place.min(limit);
        limit = *place - ROW;
    }
    places
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_never_touch_and_stay_in_order() {
        let places = spread(&[10.0, 11.0, 12.0, 200.0, 201.0], 10.0, 205.0);
        assert!(
            places
                .windows(2)
                .all(|pair| pair[1] - pair[0] >= ROW - 1e-9),
            "{places:?}"
        );
        assert!(
            places.iter().all(|place| (10.0..=205.0).contains(place)),
            "{places:?}"
        );
    }
}
