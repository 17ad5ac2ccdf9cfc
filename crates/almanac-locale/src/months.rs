//! What writes a month with its year, in any language.

use icu_calendar::Gregorian;
use icu_datetime::fieldsets::YM;
use icu_datetime::pattern::FixedCalendarDateTimeNames as Names;
use icu_datetime::{DateTimeFormatterPreferences, FixedCalendarDateTimeFormatter as Formatter};

const COMPILED: &str = "the data of all languages is compiled in";

/// What writes a month with its year. Digits are loaded whatever the form: ICU4X 2.4 finds none in that of Portuguese,
/// and then writes no year.
pub(crate) fn of_month(
    preferences: DateTimeFormatterPreferences,
    fields: YM,
) -> Formatter<Gregorian, YM> {
    let formatter = Formatter::try_new(preferences, fields).expect(COMPILED);
    let mut names = Names::from_formatter(preferences, formatter);
    names.include_decimal_formatter().expect(COMPILED);
    let formatter = names.try_into_formatter(fields);
    formatter.map_err(|(error, _)| error).expect(COMPILED)
}
