//! Dates as readers and browsers read them.

use almanac_model::{Date, Day};

/// A date as the `datetime` attribute has it: as precise as it is, without its qualifiers.
pub(crate) fn machine(date: &Date) -> String {
    let mut date = *date;
    date.approximate = false;
    date.uncertain = false;
    date.to_string()
}

/// A day for a reader: `24 April 2026`.
pub(crate) fn day(day: Day) -> String {
    Date::from_day(day).for_reader()
}

/// The day and the month of a date, as far as they are known: `14 Feb`, `June`.
pub(crate) fn day_and_month(date: &Date) -> Option<String> {
    let month = date.month()?;
    let index = usize::from(month.unsigned_abs()) - 1;
    Some(match date.day() {
        Some(day) => format!("{day} {}", SHORT_MONTHS[index]),
        None => LONG_MONTHS[index].to_owned(),
    })
}

const SHORT_MONTHS: [&str; 12] = [
    "Jan", "Feb", "Mar", "Apr", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec",
];

const LONG_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// A date with its two forms, as templates show it.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct DateView {
    /// As the `datetime` attribute has it.
    pub machine: String,
    /// As a reader reads it.
    pub text: String,
}

impl From<&Date> for DateView {
    fn from(date: &Date) -> Self {
        Self {
            machine: machine(date),
            text: date.for_reader(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_as_precise_as_they_are_known() {
        let date = |text| Date::parse(text).unwrap();
        assert_eq!(machine(&date("2015-06%")), "2015-06");
        assert_eq!(
            day_and_month(&date("2019-02-14")).as_deref(),
            Some("14 Feb")
        );
        assert_eq!(day_and_month(&date("2019-02")).as_deref(), Some("February"));
        assert_eq!(day_and_month(&date("2019")), None);
    }
}
