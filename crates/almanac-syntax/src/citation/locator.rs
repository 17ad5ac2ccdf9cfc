//! Where in a work: the pages, chapters or sections behind the key of a citation.
//!
//! A locator begins with a term (`p.`, `chap.`, `sec.`) or is a number by itself, which means a page. It goes on as
//! long as there are numbers, as Arabic or Roman digits, with commas, `&`, `and` and dashes between them. Braces mark one
//! that looks otherwise, or none: `{pp. iv, vi, (xv)-(xvii)}`, `{}`.

mod terms;

use terms::TERMS;

/// The locator at the start of what stands behind a key, and the other words. Either may be empty.
pub(super) fn split(text: &str) -> (&str, &str) {
    if let Some((inner, behind)) = braced(text) {
        return (inner.trim(), words_behind(behind));
    }
    let end = locator_length(text);
    (text[..end].trim_end(), words_behind(&text[end..]))
}

/// A text without the braces around the locator that it begins with.
pub(super) fn without_braces(text: &str) -> String {
    match braced(text) {
        Some((inner, behind)) => {
            let inner = inner.trim();
            let behind = match inner.is_empty() {
                true => words_behind(behind),
                false => behind,
            };
            format!("{inner}{behind}")
        }
        None => text.to_owned(),
    }
}

fn words_behind(text: &str) -> &str {
    let text = text.trim();
    text.strip_prefix([',', '،', '，', '、'])
        .unwrap_or(text)
        .trim_start()
}

fn braced(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_prefix('{')?;
    let end = super::braced_length(inner)?;
    Some((&inner[..end], &inner[end + 1..]))
}

fn locator_length(text: &str) -> usize {
    let chinese = chinese_length(text);
    if chinese > 0 {
        return chinese;
    }
    let term = term_length(text);
    let numbers = &text[term..];
    let gap = numbers.len() - numbers.trim_start().len();
    let length = numbers_length(&numbers[gap..], term > 0);
    match length {
        0 => 0,
        length => term + gap + length,
    }
}

/// The length of a locator in Chinese or Japanese, where the term stands behind the number, and often 第 before it:
/// `第3页`, `第三章`, `12–14頁`; or before it without a space: `页3`. 0 if the text begins with none.
fn chinese_length(text: &str) -> usize {
    const MEASURES: &str = "页頁章节節卷冊册条條段行列期号號版图圖表注栏欄编編款项項回";
    const NUMBERS: &str = "〇零一二三四五六七八九十百千两";
    let is_number = |c: char| c.is_numeric() || NUMBERS.contains(c);
    let numbers = |text: &str| {
        let is_joint = |c: char| "-–—~～至到、，, ".contains(c);
        let rest = text.trim_start_matches(|c: char| is_number(c) || is_joint(c));
        let numbers = &text[..text.len() - rest.len()];
        numbers.contains(is_number).then_some(numbers.len())
    };
    let ordinal = text.strip_prefix('第').unwrap_or(text);
    let start = text.len() - ordinal.len();
    let behind = || {
        let length = numbers(ordinal)?;
        let measure = ordinal[length..]
            .chars()
            .next()
            .filter(|c| MEASURES.contains(*c))?;
        Some(start + length + measure.len_utf8())
    };
    let before = || {
        let measure = text.chars().next().filter(|c| MEASURES.contains(*c))?;
        let rest = &text[measure.len_utf8()..];
        let length = numbers(rest)?;
        let trimmed = rest[..length].trim_end_matches(|c: char| !is_number(c));
        Some(measure.len_utf8() + trimmed.len())
    };
    behind().or_else(before).unwrap_or(0)
}

/// The length of the term that a text begins with, or 0.
fn term_length(text: &str) -> usize {
    let is_whole = |term: &&&str| {
        let Some(start) = text.get(..term.len()) else {
            return false;
        };
        let behind = text[term.len()..].chars().next();
        let ends = term.ends_with(['.', '¶', '§']) || behind.is_none_or(|c| !c.is_alphanumeric());
        start.eq_ignore_ascii_case(term) && ends
    };
    let terms = TERMS.iter().filter(is_whole);
    terms.map(|term| term.len()).max().unwrap_or(0)
}

/// The length of the numbers that a text begins with. Behind a term, Roman digits and single letters are numbers too.
fn numbers_length(text: &str, is_behind_term: bool) -> usize {
    let mut end = 0;
    let mut at = 0;
    loop {
        let word = word_at(&text[at..]);
        if !is_number(word, is_behind_term) {
            return end;
        }
        at += word.len();
        end = at;
        // A comma, `&` or a dash leads on to another number.
        let rest = &text[at..];
        let joint = rest.len() - rest.trim_start_matches([' ', ',', '&', ';', '،']).len();
        if joint == 0 {
            return end;
        }
        at += joint;
        let rest = &text[at..];
        let mut words = ["and ", "und ", "u. ", "و "].into_iter();
        if let Some(further) = words.find_map(|word| rest.strip_prefix(word)) {
            at = text.len() - further.trim_start().len();
        }
    }
}

/// A word with its dashes: `33-35`, `(xv)–(xvii)`, `A:3`.
fn word_at(text: &str) -> &str {
    let end = text.find([' ', ',', '&', ';', '،']).unwrap_or(text.len());
    let word = &text[..end];
    word.strip_suffix(['.', ':']).unwrap_or(word)
}

fn is_number(word: &str, is_behind_term: bool) -> bool {
    let is_part = |part: &str| {
        let part = part.trim_matches(['(', ')', '[', ']', '*']);
        let has_digit = part.contains(|c: char| c.is_numeric());
        let is_roman = part.chars().all(|c| "ivxlcdmIVXLCDM".contains(c));
        let is_letter = part.chars().count() == 1;
        !part.is_empty() && (has_digit || is_behind_term && (is_roman || is_letter))
    };
    !word.is_empty()
        && !word.starts_with('"')
        && word
            .split(['-', '–', '—', '/', ':', '.'])
            .filter(|part| !part.is_empty())
            .all(is_part)
        && word.contains(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn locators_are_told_from_other_words() {
        for (text, expected) in [
            ("p. 3", ("p. 3", "")),
            (
                "pp. 33-35, 38-39 and *passim*",
                ("pp. 33-35, 38-39", "and *passim*"),
            ),
            ("chap. 1", ("chap. 1", "")),
            ("ch. 2", ("ch. 2", "")),
            ("33–35 and *passim*", ("33–35", "and *passim*")),
            ("pp. iv, vi, (xv)-(xvii)", ("pp. iv, vi, (xv)-(xvii)", "")),
            ("pp. iv, with more", ("pp. iv", "with more")),
            (
                "{pp. iv, vi, (xv)-(xvii)} with suffix",
                ("pp. iv, vi, (xv)-(xvii)", "with suffix"),
            ),
            ("{}, 99 years later", ("", "99 years later")),
            ("sec. 3.2 & 3.4", ("sec. 3.2 & 3.4", "")),
            ("§3", ("§3", "")),
            ("Table 2", ("Table 2", "")),
            ("tablets", ("", "tablets")),
            ("in passing", ("", "in passing")),
            ("p. 3, \"the exact words\"", ("p. 3", "\"the exact words\"")),
            ("pages are numbered", ("", "pages are numbered")),
            ("S. 3", ("S. 3", "")),
            ("S. 12–14 und 20, passim", ("S. 12–14 und 20", "passim")),
            ("Bd. 2", ("Bd. 2", "")),
            ("Kap. IV", ("Kap. IV", "")),
            ("Abschnitt 3.2", ("Abschnitt 3.2", "")),
            ("Rn. 12", ("Rn. 12", "")),
            ("Seite für Seite", ("", "Seite für Seite")),
            ("ص 3", ("ص 3", "")),
            ("ص. ٣-٥", ("ص. ٣-٥", "")),
            ("ج ٢", ("ج ٢", "")),
            ("الفصل 4، وغيره", ("الفصل 4", "وغيره")),
            ("第3页", ("第3页", "")),
            ("第 3–5 页, 以及", ("第 3–5 页", "以及")),
            ("第三章", ("第三章", "")),
            ("12-14頁", ("12-14頁", "")),
            ("页 3", ("页 3", "")),
            ("页3，注", ("页3", "注")),
            ("第三方说", ("", "第三方说")),
            ("", ("", "")),
        ] {
            assert_eq!(split(text), expected, "{text}");
        }
    }

    #[test]
    fn braces_around_a_locator_are_not_shown() {
        assert_eq!(
            without_braces("{ii, A, D-Z}, with more"),
            "ii, A, D-Z, with more"
        );
        assert_eq!(without_braces("{}, 99 years later"), "99 years later");
        assert_eq!(without_braces("p. 3 {sic}"), "p. 3 {sic}");
    }
}
