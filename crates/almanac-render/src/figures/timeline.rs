//! What happened when: time runs downward at one pace; imprecise dates are spans.

use almanac_model::{Date, Day};

use super::data::{AxisValue, Data, Point, day_number};
use super::svg::{Anchor, Ink, LINE, Svg, fitted};
use almanac_locale::Locale;

const TOP: f64 = 14.0;
/// Where the axis stands, and where labels begin.
const AXIS: f64 = 52.0;
const LABELS: f64 = 134.0;
/// Where the year stands before the first label of each.
const YEARS: f64 = 92.0;
/// A label that stands further from its date is joined with it only if it is the first of its year: more lines would be a
/// tangle.
const FURTHEST: f64 = 3.0 * ROW;
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
    let axis = TimeAxis::of(&dates);
    let mut svg = Svg::new(width, axis.bottom + TOP).running(locale.direction());
    svg.line((AXIS, TOP), (AXIS, axis.bottom), Ink::Rule);
    for (year, top) in axis.marks() {
        svg.line((AXIS - 5.0, top), (AXIS, top), Ink::Quiet);
        let words = locale.ungrouped(year);
        svg.text((AXIS - 10.0, top + 4.5), Anchor::End, Ink::Quiet, &words);
    }
    let ideal: Vec<f64> = dates.iter().map(|date| axis.middle(date)).collect();
    let labels = spread(&ideal, TOP, axis.bottom);
    let mut year = None;
    for (((point, date), at), label) in events.iter().zip(&ideal).zip(&labels) {
        let words = format!("{}: {}", point.shown, point.label);
        svg.start_named_link(&point.href, &words);
        let begins_year = year.replace(date.year()) != Some(date.year());
        if begins_year {
            svg.line((AXIS + 5.0, *at), (YEARS - 6.0, *label), Ink::Rule);
            let words = locale.ungrouped(date.year());
            svg.text((YEARS, label + 4.5), Anchor::Start, Ink::Quiet, &words);
            svg.space();
        } else if (label - at).abs() <= FURTHEST {
            svg.line((AXIS + 5.0, *at), (LABELS - 6.0, *label), Ink::Rule);
        }
        draw_date(&mut svg, date, &axis);
        let words = fitted(&point.label, width - LABELS);
        svg.text((LABELS, label + 4.5), Anchor::Start, Ink::Text, &words);
        svg.end_link();
    }
    svg
}

/// How many years may be as tall as a label. Of more each has less, and fewer are marked.
const MOST_YEARS: f64 = 40.0;

/// The axis of time: as much time is as tall everywhere, so that what came fast is seen to have come fast.
struct TimeAxis {
    /// The days between which it runs, both the first of a year.
    from: f64,
    to: f64,
    bottom: f64,
    /// The years that are marked.
    marked: Vec<i16>,
}

impl TimeAxis {
    fn of(dates: &[Date]) -> Self {
        let first = dates.iter().map(|date| date.earliest().year()).min();
        let last = dates.iter().map(|date| date.latest().year()).max();
        let (Some(first), Some(last)) = (first, last) else {
            return Self {
                from: 0.0,
                to: 1.0,
                bottom: TOP,
                marked: Vec::new(),
            };
        };
        let years = f64::from(i32::from(last) - i32::from(first) + 1);
        let height = ROW * years.min(MOST_YEARS).max(dates.len() as f64);
        let step = step_of_years(years * ROW / height);
        let marked = (first..=last).filter(|year| i32::from(*year) % step == 0);
        Self {
            from: start_of(first),
            // What lies behind the last year that there is has no day: it is a year behind that.
            to: start_of(last) + DAYS_A_YEAR,
            bottom: TOP + height,
            marked: marked.collect(),
        }
    }

    fn place(&self, day: Day) -> f64 {
        self.place_of(day_number(day))
    }

    fn place_of(&self, day: f64) -> f64 {
        let share = (day - self.from) / (self.to - self.from);
        TOP + share.clamp(0.0, 1.0) * (self.bottom - TOP)
    }

    fn middle(&self, date: &Date) -> f64 {
        (self.place(date.earliest()) + self.place(date.latest())) / 2.0
    }

    /// The years that are marked, each with the place of its first day.
    fn marks(&self) -> impl Iterator<Item = (i16, f64)> {
        self.marked
            .iter()
            .map(|year| (*year, self.place_of(start_of(*year))))
    }
}

const DAYS_A_YEAR: f64 = 366.0;

fn start_of(year: i16) -> f64 {
    Day::new(year, 1, 1).map_or(0.0, day_number)
}

/// How many years lie between two that are marked: 1, 2, 5, 10 and so on, at least `least`.
fn step_of_years(least: f64) -> i32 {
    let steps = (0..5).flat_map(|zeros| [1, 2, 5].map(|digit| digit * 10_i32.pow(zeros)));
    let mut steps = steps.filter(|step| f64::from(*step) >= least);
    steps.next().unwrap_or(100_000)
}

/// A dot for a day; for a month or a year the whole of it.
fn draw_date(svg: &mut Svg, date: &Date, axis: &TimeAxis) {
    let (from, to) = (axis.place(date.earliest()), axis.place(date.latest()));
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
    fn as_much_time_is_as_tall_everywhere() {
        let dates: Vec<Date> = ["2019-01-01", "2020-01-01", "2024-01-01"]
            .into_iter()
            .chain([
                "2024-03", "2024-04", "2024-05", "2024-06", "2024-07", "2024-08",
            ])
            .map(|date| Date::parse(date).unwrap())
            .collect();
        let axis = TimeAxis::of(&dates);
        let place = |index: usize| axis.middle(&dates[index]);
        let year = place(1) - place(0);
        assert!((place(2) - place(1) - 4.0 * year).abs() < 1.0, "{year}");
        assert_eq!(axis.marks().count(), 6);
    }

    #[test]
    fn of_very_many_years_few_are_marked() {
        let dates = ["0100", "2020"].map(|date| Date::parse(date).unwrap());
        let axis = TimeAxis::of(&dates);
        assert!(axis.bottom < 1000.0, "{}", axis.bottom);
        let marks: Vec<(i16, f64)> = axis.marks().collect();
        let gaps = marks.windows(2).map(|pair| pair[1].1 - pair[0].1);
        assert!(
            marks.len() > 5 && gaps.min_by(f64::total_cmp).unwrap() >= ROW - 1.0,
            "{marks:?}"
        );
    }

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
