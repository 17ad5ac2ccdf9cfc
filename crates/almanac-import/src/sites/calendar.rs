//! Whether a day is over. Read by Hugo and Jekyll, which publish nothing before its day.
//!
//! An import is made on some day, and only here does that matter: what is not yet to be seen must not be published.

use std::time::{SystemTime, UNIX_EPOCH};

/// Whether a day that is written as `2024-03-09`, with a time behind it or not, is yet to come.
pub fn is_ahead(written: &str) -> bool {
    day_of(written).is_some_and(|day| day > today())
}

/// Whether such a day is over.
pub fn is_behind(written: &str) -> bool {
    day_of(written).is_some_and(|day| day < today())
}

/// The digits of a day as they are compared.
fn day_of(written: &str) -> Option<String> {
    let mut parts = written.trim().splitn(3, ['-', '/']);
    let number = |part: Option<&str>| -> Option<u32> {
        let part = part?;
        let digits = part.bytes().take_while(u8::is_ascii_digit).count();
        part[..digits].parse().ok()
    };
    let (year, month, day) = (
        number(parts.next())?,
        number(parts.next())?,
        number(parts.next())?,
    );
    Some(format!("{year:04}-{month:02}-{day:02}"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "what is not yet to be seen on the day of the import must not be published"
)]
fn today() -> String {
    let since = SystemTime::now().duration_since(UNIX_EPOCH);
    let days = since.map_or(0, |since| since.as_secs() / 86_400);
    let days = i64::try_from(days).unwrap_or(0);
    civil(days)
}

/// The day that is some days after the first of 1970, by the rule of the Gregorian calendar: 400 years have 146,097 days.
fn civil(days: i64) -> String {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let of_era = days.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_counted_and_compared() {
        assert_eq!(civil(0), "1970-01-01");
        assert_eq!(civil(19_782), "2024-02-29");
        assert_eq!(civil(20_787), "2026-11-30");
        assert!(is_ahead("2999-01-01T10:00:00Z") && is_behind("2001-1-2"));
        assert!(!is_ahead("soon") && !is_behind(""));
    }
}
