//! Colons at the start of a line that define no term: `:rocket:` begins words, as a definition has a blank behind its colon.

use memchr::memchr_iter;

use super::plan::{Guise, Plan};

/// Plans to disguise the colons that the parser would take for marks of definitions.
pub(super) fn plan(text: &str, plan: &mut Plan) {
    let bytes = text.as_bytes();
    let places = memchr_iter(b':', bytes).filter(|place| {
        let next = bytes.get(place + 1);
        let has_words = next.is_some_and(|next| !next.is_ascii_whitespace());
        has_words && begins_line(text, *place) && !is_of_table(text, *place)
    });
    plan.extend(places.map(|place| (place, Guise::Punctuation)));
}

/// Whether nothing but blanks and marks of lists and quotations stands before a place in its line.
fn begins_line(text: &str, place: usize) -> bool {
    let is_mark = |byte: &u8| {
        let is_number = byte.is_ascii_digit() || matches!(byte, b'.' | b')');
        is_number || matches!(byte, b' ' | b'\t' | b'>' | b'-' | b'*' | b'+')
    };
    let before = text.as_bytes()[..place].iter().rev();
    let mut before = before.take_while(|byte| !matches!(byte, b'\n' | b'\r'));
    // What touches the colon is a blank or the mark of a quotation, or there is nothing.
    let Some(nearest) = before.next() else {
        return true;
    };
    matches!(nearest, b' ' | b'\t' | b'>') && before.all(is_mark)
}

/// Whether the line is that below the head of a table: `:--|--:`.
fn is_of_table(text: &str, place: usize) -> bool {
    let line = text[place..].lines().next().unwrap_or_default();
    line.contains('-')
        && line
            .bytes()
            .all(|byte| matches!(byte, b':' | b'-' | b'|' | b' ' | b'\t'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planned(text: &str) -> Vec<usize> {
        let mut plan = Plan::new();
        super::plan(text, &mut plan);
        plan.into_keys().collect()
    }

    #[test]
    fn colons_with_words_right_behind_them_define_nothing() {
        assert_eq!(planned("a\n\n:rocket: b"), [3]);
        assert_eq!(planned("> - :x: b\n1. :-) c"), [4, 13]);
        assert_eq!(planned("term\n: words\n:\n  : more"), Vec::<usize>::new());
        assert_eq!(planned("a | b\n:--|--:\n a:b"), Vec::<usize>::new());
    }
}
