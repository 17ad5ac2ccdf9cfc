//! Which known name was probably meant by one that nothing bears.

/// How many edits may lie between a slip and what was meant, by the letters of the longer name; `None` for names that
/// are too short for it: of three letters each is another word.
pub fn most_edits(letters: usize) -> Option<usize> {
    match letters {
        0..=3 => None,
        4..=7 => Some(1),
        _ => Some(2),
    }
}

/// Whether two names have the same digits. A name with other numbers names another thing: `gpt-5` is no slip of `gpt-4`.
pub fn has_same_digits(one: &str, other: &str) -> bool {
    let digits = one.bytes().filter(u8::is_ascii_digit);
    digits.eq(other.bytes().filter(u8::is_ascii_digit))
}

/// How many edits a known name is away from a slip of it; `None` if it is so far away that something else was meant.
///
/// An edit puts in, leaves out or changes a letter, or lets two neighbours change places (optimal string alignment).
pub fn edits_to(known: &str, slip: &str) -> Option<usize> {
    let lengths = [known, slip].map(|name| name.chars().count());
    let most = most_edits(lengths[0].max(lengths[1]))?;
    // To compare long names takes long, and names of other lengths are further apart.
    let may_be_near = lengths[0].abs_diff(lengths[1]) <= most && has_same_digits(known, slip);
    let edits = may_be_near.then(|| strsim::osa_distance(known, slip))?;
    (edits <= most).then_some(edits)
}

/// The known name that is the nearest to a slip, if one is so near that it was surely meant; of two that are as near the
/// first in the alphabet.
pub fn nearest<'a>(slip: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let near = known
        .into_iter()
        .filter_map(|name| Some((edits_to(name, slip)?, name)));
    near.min().map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_was_surely_meant_is_near() {
        let known = ["x", "kind", "title", "gpt4-report", "founded-in", "cat"];
        for (slip, near) in [
            ("b", None),
            ("kin", Some("kind")),
            ("car", None),
            ("titel", Some("title")),
            ("tidle", Some("title")),
            ("table", None),
            ("gpt5-report", None),
            ("gpt4-reprot", Some("gpt4-report")),
            ("fonuded-n", Some("founded-in")),
            ("founders", None),
        ] {
            assert_eq!(nearest(slip, known), near, "{slip}");
        }
    }
}
