//! Where sentences begin and end in words without marks.

/// What ends a sentence where white space follows, and in scripts without spaces by itself.
const ENDS: [char; 10] = ['.', '!', '?', '…', '。', '！', '？', '؟', '۔', '।'];

/// What may stand between the end of a sentence and the next one.
const CLOSING: [char; 12] = [
    '"', '\'', '”', '’', '»', '«', '“', ')', ']', '」', '』', '）',
];

/// Words before a full stop that ends no sentence, in lower case.
const ABBREVIATIONS: [&str; 60] = [
    "st", "ste", "dr", "mr", "mrs", "ms", "prof", "sr", "jr", "no", "nr", "nos", "bd", "abb",
    "abs", "art", "vs", "cf", "ca", "fig", "figs", "vol", "vols", "ed", "eds", "inc", "ltd", "co",
    "corp", "gen", "col", "capt", "lt", "sgt", "rev", "hon", "mt", "ft", "mme", "mlle", "bzw",
    "usw", "al", "approx", "est", "av", "pp", "sec", "ch", "chap", "etc", "jan", "feb", "aug",
    "sept", "oct", "nov", "dec", "vgl", "sog",
];

/// Where the last sentence of some words begins, in bytes. Words that end with a sentence's end are of that sentence.
pub fn last_sentence(words: &str) -> usize {
    let inner = words.trim_end();
    let mut start = 0;
    for (at, character) in inner.char_indices() {
        if !ENDS.contains(&character) {
            continue;
        }
        let behind = at + character.len_utf8();
        let rest = behind_citations(inner[behind..].trim_start_matches(CLOSING));
        let next = rest.trim_start();
        if !next.is_empty() && ends_sentence(&inner[..at], character, rest, next) {
            start = inner.len() - next.len();
        }
    }
    start
}

/// The length of the sentence that some words begin with.
pub fn first_sentence(words: &str) -> usize {
    for (at, character) in words.char_indices() {
        if !ENDS.contains(&character) {
            continue;
        }
        let behind = at + character.len_utf8();
        let rest = behind_citations(words[behind..].trim_start_matches(CLOSING));
        let next = rest.trim_start();
        if next.is_empty() || ends_sentence(&words[..at], character, rest, next) {
            return words.len() - rest.len();
        }
    }
    words.len()
}

/// What stands behind the citations at the start of some words: they belong to the sentence before them.
fn behind_citations(words: &str) -> &str {
    let mut rest = words;
    while let Some(inner) = rest.strip_prefix('[') {
        let Some(end) = inner.find(']').filter(|end| inner[..*end].contains('@')) else {
            break;
        };
        rest = &inner[end + 1..];
    }
    rest
}

/// Whether a sign ends a sentence: `rest` stands behind it and behind what closes quotations, `next` without white space.
fn ends_sentence(before: &str, sign: char, rest: &str, next: &str) -> bool {
    if matches!(sign, '。' | '！' | '？') {
        return true;
    }
    let goes_on = next.starts_with(char::is_lowercase) || rest.len() == next.len();
    if goes_on {
        return false;
    }
    if sign != '.' {
        return true;
    }
    let start = before.rfind(|c: char| c.is_whitespace() || "([“\"„«".contains(c));
    let word = start.map_or(before, |at| {
        let length = before[at..].chars().next().map_or(0, char::len_utf8);
        &before[at + length..]
    });
    let letters = word.chars().count();
    let is_initial = letters == 1 && word.starts_with(char::is_alphabetic);
    // `U.S.`, `z.B.`, but no version such as `1.2`.
    let is_dotted = word.contains('.') && word.chars().all(|c| c == '.' || c.is_alphabetic());
    let is_ordinal = !word.is_empty() && letters <= 2 && word.chars().all(|c| c.is_ascii_digit());
    !(is_initial || is_dotted || is_ordinal || ABBREVIATIONS.contains(&&*word.to_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_are_not_cut_at_abbreviations() {
        for (words, last) in [
            ("It opened. It was large.", "It was large."),
            (
                "It cost 15 million.[@a, \"fifteen\"] Many were angry.",
                "Many were angry.",
            ),
            (
                "It opened. The bridge of St. Gallen is old.",
                "The bridge of St. Gallen is old.",
            ),
            (
                "One. Dr. A. B. Smith of the U.S. Navy said so",
                "Dr. A. B. Smith of the U.S. Navy said so",
            ),
            ("It costs 3.5 million. So", "So"),
            ("Am 3. Mai begann es.", "Am 3. Mai begann es."),
            ("Er sagte: „Nein.“ Dann ging er.", "Dann ging er."),
            ("Is it? Yes, it is", "Yes, it is"),
            ("最初の文。次の文", "次の文"),
            ("هل هو؟ نعم", "نعم"),
            ("Only one", "Only one"),
            ("One. ", "One. "),
            ("", ""),
        ] {
            assert_eq!(&words[last_sentence(words)..], last, "{words}");
        }
        let words = "It is so (in St. Gallen). More.";
        assert_eq!(&words[..first_sentence(words)], "It is so (in St. Gallen).");
        assert_eq!(first_sentence("no end"), 6);
    }
}
