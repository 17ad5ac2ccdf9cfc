//! Stars beside the punctuation of languages that write without spaces: `**这样。**然后`, `**한국어(Korean)**은`.
//!
//! CommonMark takes stars between punctuation and a letter for the start or the end of emphasis, by which side the letter
//! is on, and counts on a space at the other end. Chinese and Japanese have none there, nor has Korean before a particle.
//! The rule that their readers expect is that of [markdown-cjk-friendly](https://github.com/tats-u/markdown-cjk-friendly):
//! where one of the two is such a letter, or such punctuation, the stars may be either. The parser takes them for that if
//! both are punctuation, or both letters.

use memchr::memchr2;

use super::plan::{Guise, Plan};

/// Plans for the characters beside stars and double tildes that keep these from being emphasis.
pub(super) fn plan(text: &str, plan: &mut Plan) {
    let mut at = 0;
    while let Some(start) = memchr2(b'*', b'~', &text.as_bytes()[at..]).map(|offset| at + offset) {
        let rest = &text[start..];
        let sign = &rest[..1];
        let end = start
            + rest
                .bytes()
                .take_while(|byte| *byte == sign.as_bytes()[0])
                .count();
        at = end;
        if sign == "*" || end - start == 2 {
            plan_run(text, start, end, plan);
        }
    }
}

fn plan_run(text: &str, start: usize, end: usize, plan: &mut Plan) {
    let Some((before, after)) = text[..start]
        .chars()
        .next_back()
        .zip(text[end..].chars().next())
    else {
        return;
    };
    if before.is_whitespace() || after.is_whitespace() || before == '\\' {
        return;
    }
    let place_before = start - before.len_utf8();
    let ((letter, letter_place), (sign, sign_place)) =
        match (is_punctuation(before), is_punctuation(after)) {
            (true, false) => ((after, end), (before, place_before)),
            (false, true) => ((before, place_before), (after, end)),
            _ => return,
        };
    if is_cjk(letter) {
        plan.insert(letter_place, Guise::Punctuation);
    } else if is_cjk(sign) {
        plan.insert(sign_place, Guise::Letter);
    }
}

fn is_punctuation(c: char) -> bool {
    match c.is_ascii() {
        true => c.is_ascii_punctuation(),
        false => !c.is_alphanumeric() && !c.is_whitespace(),
    }
}

/// Whether a character is of the scripts of Chinese, Japanese or Korean, or is punctuation of theirs, by its Unicode block.
fn is_cjk(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11ff}' | '\u{2e80}'..='\u{33ff}' | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}'
        | '\u{a960}'..='\u{a97f}' | '\u{ac00}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{fe10}'..='\u{fe1f}'
        | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ffef}' | '\u{1aff0}'..='\u{1b16f}' | '\u{1f200}'..='\u{1f2ff}'
        | '\u{20000}'..='\u{3ffff}')
}
