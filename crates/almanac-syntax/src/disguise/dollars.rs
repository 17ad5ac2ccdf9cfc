//! Dollars before prices: `$5-$10`, `$0.15/$0.60`, `US$5`.
//!
//! Pandoc's rule (<https://pandoc.org/MANUAL.html#math>): the opening `$` has a character other than a space at its right,
//! the closing one has one at its left and no digit behind it. pulldown-cmark knows all of that but the digit.

use super::plan::{Guise, Plan};

/// Plans for the dollars that the parser would take for the start of a formula, and that are none.
pub(super) fn plan(text: &str, plan: &mut Plan) {
    let mut next: Option<usize> = None;
    for (place, _) in text
        .rmatch_indices('$')
        .filter(|(place, _)| !is_escaped(text, *place))
    {
        let closing = next.replace(place);
        let is_price = closing.is_some_and(|closing| {
            closing > place + 1
                && !may_close(text, place)
                && is_before_digit(text, closing)
                && !text[place + 1..].starts_with('`')
                && is_one_paragraph(&text[place..closing])
        });
        if is_price && !is_in_address(text, place) {
            plan.insert(place, Guise::Punctuation);
        }
    }
    plan_within_backticks(text, plan);
}

/// Plans for the dollars within `` $`…`$ ``, which end nothing.
fn plan_within_backticks(text: &str, plan: &mut Plan) {
    let mut at = 0;
    while let Some(start) = text[at..].find("$`").map(|offset| at + offset + 2) {
        let end = text[start..]
            .find("`$")
            .map_or(text.len(), |length| start + length);
        let formula = &text[start..end];
        at = end;
        if end < text.len() && is_one_paragraph(formula) {
            let dollars = formula.match_indices('$');
            plan.extend(dollars.map(|(offset, _)| (start + offset, Guise::Punctuation)));
        }
    }
}

fn is_escaped(text: &str, place: usize) -> bool {
    let before = text[..place].bytes().rev();
    before.take_while(|byte| *byte == b'\\').count() % 2 == 1
}

/// Whether a dollar may be the closing one of a formula.
fn may_close(text: &str, place: usize) -> bool {
    let is_behind_words = text[..place]
        .chars()
        .next_back()
        .is_some_and(|c| !c.is_ascii_whitespace());
    is_behind_words && !is_before_digit(text, place)
}

pub(super) fn is_before_digit(text: &str, place: usize) -> bool {
    text[place + 1..].starts_with(|c: char| c.is_ascii_digit())
}

fn is_one_paragraph(text: &str) -> bool {
    // The last line goes on behind the text.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    whole
        .split('\n')
        .skip(1)
        .all(|line| !line.trim().is_empty())
}

/// Whether a place may be in the address of a link, which can't have just any character.
fn is_in_address(text: &str, place: usize) -> bool {
    let word = text[..place]
        .rfind(char::is_whitespace)
        .map_or(0, |space| space + 1);
    // The space may be of several bytes.
    let word = text.get(word..place).unwrap_or_default();
    word.contains("](")
        || word.contains('<')
        || text[..place - word.len()].trim_end().ends_with("]:")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dollars_of_prices_are_told_from_those_of_formulas() {
        let places = |text: &str| {
            let mut found = Plan::new();
            plan(text, &mut found);
            found.into_keys().collect::<Vec<_>>()
        };
        for (text, planned) in [
            ("$5-$10", vec![0]),
            ("$0.15/$0.60", vec![0]),
            ("US$5, US$6 and $7", vec![2, 8]),
            ("$5-$10-$15", vec![0, 3]),
            ("$5 and $10", vec![0]),
            ("$x$ and $y$", vec![]),
            ("\\$5-$10", vec![]),
            ("$5-\\$10", vec![]),
            ("$`x`$5", vec![]),
            ("$5\n\n-$10", vec![]),
            ("[a](/$b-$1)", vec![]),
        ] {
            assert_eq!(places(text), planned, "{text}");
        }
    }
}
