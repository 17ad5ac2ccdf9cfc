//! The days of moments that the store keeps.

use almanac_model::{Date, Day};

/// The day in UTC of a moment, in seconds since 1970; `None` of one that no calendar has.
pub(crate) fn day_of(moment: i64) -> Option<Date> {
    let moment = jiff::Timestamp::from_second(moment).ok()?;
    let day: Day = moment.to_zoned(jiff::tz::TimeZone::UTC).date();
    Some(Date::from_day(day))
}
