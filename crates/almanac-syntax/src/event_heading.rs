//! The heading of a thread's event: its date, then its title.

/// The marks that may stand between the date and the title.
const MARKS: [&str; 4] = [" · ", " – ", " — ", ": "];

/// The heading of an event in its two parts, as written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EventHeading<'t> {
    /// The date, which may yet turn out to be none: `2024-13`.
    pub date: &'t str,
    /// What stands behind the mark.
    pub title: &'t str,
}

/// Splits the heading of an event, or the first words of one, into its date and its title. `None` if
/// it does not begin with something like a date and a mark.
///
/// What a heading means and what a page shows of it both follow from this, so that a date that makes
/// an event is always the date that is taken off its title.
pub fn event_heading(heading: &str) -> Option<EventHeading<'_>> {
    let is_of_date = |c: char| c.is_ascii_digit() || "-/.~?%".contains(c);
    let end = heading
        .find(|c| !is_of_date(c))
        .filter(|_| heading.starts_with(|c: char| c.is_ascii_digit()))?;
    let (date, rest) = heading.split_at(end);
    let title = MARKS.iter().find_map(|mark| rest.strip_prefix(mark))?;
    Some(EventHeading {
        date,
        title: title.trim_start(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_date_ends_where_the_first_mark_begins() {
        for (heading, date, title) in [
            ("2024-05-01 · Llama 3", "2024-05-01", "Llama 3"),
            ("2024 – a · b", "2024", "a · b"),
            ("2024-05: x — y", "2024-05", "x — y"),
            ("2015~ · About then", "2015~", "About then"),
            // The words may end where markup begins.
            ("2024 · The ", "2024", "The "),
        ] {
            assert_eq!(event_heading(heading), Some(EventHeading { date, title }));
        }
    }

    #[test]
    fn what_begins_with_no_date_is_no_event() {
        for heading in [
            "State of play",
            "2024",
            "2024 budget",
            "3 models · x",
            "· x",
            "",
        ] {
            assert_eq!(event_heading(heading), None, "{heading}");
        }
    }
}
