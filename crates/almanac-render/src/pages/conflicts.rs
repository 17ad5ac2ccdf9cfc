//! Places of a text that two have changed at once, as a form asks about them.

use almanac_locale::Locale;
use serde::Serialize;

/// A place that was changed by both sides.
#[derive(Debug)]
pub struct ConflictingPlace {
    /// The words of the heading that it stands under.
    pub under: Option<String>,
    /// What both began from.
    pub base: ConflictSide,
    /// What stands.
    pub standing: ConflictSide,
    /// What is proposed.
    pub proposed: ConflictSide,
    /// What was chosen, if something was: `standing`, `proposed` or `own`.
    pub choice: String,
    /// A text to begin from for those who write their own; `None` where only one of the sides can be taken.
    pub own: Option<String>,
}

/// What one side has.
#[derive(Debug)]
pub enum ConflictSide {
    /// These words.
    Text(String),
    /// A file that is no text, of so many bytes.
    Bytes(usize),
    /// No file.
    Nothing,
}

/// The same, as a form shows it.
#[derive(Debug, Serialize)]
pub(super) struct PlaceView {
    /// What the names of its fields end in.
    pub(super) name: String,
    pub(super) number: usize,
    pub(super) of: usize,
    pub(super) under: Option<String>,
    pub(super) base: SideView,
    pub(super) standing: SideView,
    pub(super) proposed: SideView,
    pub(super) takes_standing: bool,
    pub(super) takes_proposed: bool,
    pub(super) takes_own: bool,
    pub(super) own: Option<String>,
}

/// What one side has: a text, or words of ours in its place.
#[derive(Debug, Default, Serialize)]
pub(super) struct SideView {
    pub(super) text: Option<ChangedText>,
    pub(super) instead: Option<String>,
}

/// A text, and what of it is not in the one that it was made of.
#[derive(Debug, Serialize)]
pub(super) struct ChangedText {
    pub(super) before: String,
    pub(super) changed: String,
    pub(super) after: String,
}

impl ChangedText {
    fn new(text: &str, base: &str) -> Self {
        let same = |one: &mut dyn Iterator<Item = &str>, other: &mut dyn Iterator<Item = &str>| {
            let pairs = one.zip(other).take_while(|(one, other)| one == other);
            pairs.map(|(word, _)| word.len()).sum::<usize>()
        };
        let words = |text| str::split_inclusive(text, char::is_whitespace);
        let begin = same(&mut words(text), &mut words(base));
        let (rest, base_rest) = (&text[begin..], &base[begin..]);
        let end = same(&mut words(rest).rev(), &mut words(base_rest).rev());
        let end = text.len() - end;
        Self {
            before: text[..begin].to_owned(),
            changed: text[begin..end].to_owned(),
            after: text[end..].to_owned(),
        }
    }
}

/// The places of a file of which somebody has to decide, the file by its number.
pub(super) fn place_views(
    locale: &Locale,
    file: usize,
    places: &[ConflictingPlace],
) -> Vec<PlaceView> {
    let of = places.len();
    let place = |(place, shown): (usize, &ConflictingPlace)| PlaceView {
        name: format!("{file}-{place}"),
        number: place + 1,
        of,
        under: shown.under.clone(),
        base: side(locale, &shown.base, &shown.base),
        standing: side(locale, &shown.standing, &shown.base),
        proposed: side(locale, &shown.proposed, &shown.base),
        takes_standing: shown.choice == "standing",
        takes_proposed: shown.choice == "proposed",
        takes_own: shown.choice == "own",
        own: shown.own.clone(),
    };
    places.iter().enumerate().map(place).collect()
}

fn side(locale: &Locale, side: &ConflictSide, base: &ConflictSide) -> SideView {
    let base = match base {
        ConflictSide::Text(base) => base,
        _ => "",
    };
    let instead = |words: String| SideView {
        text: None,
        instead: Some(words),
    };
    match side {
        ConflictSide::Text(text) if text.is_empty() => {
            instead(locale.text("conflict-nothing").to_owned())
        }
        ConflictSide::Text(text) => SideView {
            text: Some(ChangedText::new(text, base)),
            instead: None,
        },
        ConflictSide::Bytes(count) => instead(locale.count("conflict-bytes", *count)),
        ConflictSide::Nothing => instead(locale.text("conflict-no-file").to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_side_has_changed_is_marked_by_words() {
        for (text, base, parts) in [
            ("a new day", "a day", ["a ", "new ", "day"]),
            ("a day", "a new day", ["a ", "", "day"]),
            ("a a a", "a a", ["a ", "a ", "a"]),
            ("", "a", ["", "", ""]),
            ("é x", "é y", ["é ", "x", ""]),
            ("same", "same", ["same", "", ""]),
        ] {
            let shown = ChangedText::new(text, base);
            assert_eq!(
                [&*shown.before, &*shown.changed, &*shown.after],
                parts,
                "{text}"
            );
        }
    }
}
