//! Whether a day is over. Read by Hugo and Jekyll, which publish nothing before its day.
//!
//! An import is made on some day, and only here does that matter: what is not yet to be seen must not be published.

use almanac_model::Day;

/// Whether a day that is written as `2024-03-09`, with a time behind it or not, is yet to come.
pub fn is_ahead(written: &str, today: Day) -> bool {
    day_of(written).is_some_and(|day| day > today.to_string())
}

/// Whether such a day is over.
pub fn is_behind(written: &str, today: Day) -> bool {
    day_of(written).is_some_and(|day| day < today.to_string())
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_compared() {
        let today: Day = "2026-11-30".parse().unwrap();
        assert!(is_ahead("2026-12-01T10:00:00Z", today) && is_behind("2026-11-9", today));
        assert!(!is_ahead("2026/11/30", today) && !is_behind("2026-11-30", today));
        assert!(!is_ahead("soon", today) && !is_behind("", today));
    }
}
