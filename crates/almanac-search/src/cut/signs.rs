//! Signs that are part of names, or belong to a number from which a space parts them.

use std::ops::Range;

use super::{Cutter, Token, TokenForm};
use crate::characters::{is_currency, is_of_sentences, is_symbol, of_usual_width};
use crate::fold::{fold, spell};

/// How many signs stand together at most for a name of signs only, such as `!!`.
const MOST_SIGNS: usize = 8;

/// Signs that are part of a name before it, and behind it, beside those of currencies.
const BEFORE: &str = ".#@-+/&~*_°§¶№";
const BEHIND: &str = "+#%°!*_‰";

/// Signs that belong to a number before them, and behind them, though a space parts them.
const APART_BEFORE: &str = "§¶№";
const APART_BEHIND: &str = "%‰°";

/// Signs that mean something where one of them stands alone, beside those of mathematics, money and the like.
const MEANING: &str = "&#%@*§\\/¶";

/// How many digits a number has at most of which spaces group the digits.
const MOST_GROUPED_DIGITS: usize = 15;

/// The number that stands last.
pub(super) struct NumberBefore {
    /// Behind which token it is followed by it with a sign.
    token: usize,
    span: Range<usize>,
    position: u32,
    folded: String,
}

/// A sign that stands alone.
pub(super) struct LoneSign {
    span: Range<usize>,
    sign: char,
    has_token: bool,
}

/// Digits in groups that spaces part.
pub(super) struct NumberRun {
    /// Its first token.
    token: usize,
    end: usize,
    folded: String,
    groups: usize,
}

/// Whether a sign before a name belongs to it: `.NET`, `#tide`, `--all`.
pub(super) fn is_sign_before(sign: char) -> bool {
    BEFORE.contains(sign) || is_currency(sign)
}

/// Whether a sign behind a name belongs to it: `C++`, `50%`.
pub(super) fn is_sign_behind(sign: char) -> bool {
    BEHIND.contains(sign) || is_currency(sign)
}

/// A name with its signs, folded. The sign of a currency stands before its number, on whichever side it was written.
pub(super) fn with_signs(before: &str, name: &str, behind: &str) -> String {
    let is_money = behind.chars().all(is_currency) && before.is_empty();
    match is_money && name.starts_with(|first: char| first.is_ascii_digit()) {
        true => [&fold(behind), name].concat(),
        false => [&fold(before), name, &fold(behind)].concat(),
    }
}

impl Cutter<'_> {
    /// Pushes a chunk of signs only, unless it is what ends or joins sentences, or belongs to the number before it.
    pub(super) fn push_lone_signs(&mut self, chunk: Range<usize>) {
        let span = self.without_punctuation(chunk);
        let text = &self.text[span.clone()];
        let mut signs = text.chars().map(of_usual_width);
        match (signs.next(), signs.next()) {
            (Some(sign), None) => self.push_lone_sign(span, sign),
            _ => {
                self.forget_neighbours();
                if text.chars().count() <= MOST_SIGNS && !text.chars().any(is_of_sentences) {
                    self.push_written(span, TokenForm::Signed);
                }
            }
        }
    }

    fn push_lone_sign(&mut self, span: Range<usize>, sign: char) {
        if self.join_sign(span.clone(), sign) {
            return;
        }
        self.forget_neighbours();
        let has_token = MEANING.contains(sign) || is_symbol(sign);
        if has_token {
            self.push_written(span.clone(), TokenForm::Signed);
        }
        self.sign = Some(LoneSign {
            span,
            sign,
            has_token,
        });
    }

    /// Signs without the punctuation of a sentence around them, unless they are nothing else.
    fn without_punctuation(&self, chunk: Range<usize>) -> Range<usize> {
        let text = &self.text[chunk.clone()];
        let behind = text.trim_start_matches('(');
        let signs = behind.trim_end_matches([')', ',', ';', ':', '.']);
        let start = chunk.end - behind.len();
        match signs.is_empty() {
            true => chunk,
            false => start..start + signs.len(),
        }
    }

    /// Takes note of a sign beside which no name stands within a chunk.
    pub(super) fn follow_sign(&mut self, signs: Range<usize>) {
        let mut characters = self.text[signs.clone()].chars().map(of_usual_width);
        let (Some(sign), None) = (characters.next(), characters.next()) else {
            self.forget_neighbours();
            return;
        };
        if !self.join_sign(signs.clone(), sign) {
            self.forget_neighbours();
            self.sign = Some(LoneSign {
                span: signs,
                sign,
                has_token: false,
            });
        }
    }

    /// Joins a sign to the number before it, as in `50 %`. Gives whether there is one.
    fn join_sign(&mut self, span: Range<usize>, sign: char) -> bool {
        if !(APART_BEHIND.contains(sign) || is_currency(sign)) {
            return false;
        }
        let number = self.number.take();
        let Some(number) = number.filter(|number| self.is_one_space(number.span.end..span.start))
        else {
            return false;
        };
        let written = &self.text[number.span.clone()];
        let typed = [&*spell(written), &spell(&self.text[span.clone()])].concat();
        let folded = with_signs("", &number.folded, &self.text[span.clone()]);
        let signed = Token {
            span: number.span.start..span.end,
            position: number.position,
            form: TokenForm::Signed,
            typed,
            folded,
        };
        self.tokens.insert(number.token + 1, signed);
        self.forget_neighbours();
        true
    }

    /// Joins a number to the sign or to the digits before it, and takes note of it. `token` is its word, `end` where it
    /// ends.
    pub(super) fn follow_number(&mut self, token: usize, end: usize) {
        // A number that is too long to be looked for has no token.
        let Some(start) = self.tokens.get(token).map(|word| word.span.start) else {
            self.forget_neighbours();
            return;
        };
        let sign = self.sign.take();
        let is_signed = |sign: &LoneSign| {
            (APART_BEFORE.contains(sign.sign) || is_currency(sign.sign))
                && self.is_one_space(sign.span.end..start)
        };
        let token = match sign.filter(is_signed) {
            Some(sign) => self.join_number(sign, token),
            None => self.join_digits(token, end),
        };
        let number = &self.tokens[token];
        self.number = Some(NumberBefore {
            token,
            span: number.span.start..end,
            position: number.position,
            folded: number.folded.clone(),
        });
    }

    /// Joins a number to the sign before it, and gives the token of the number.
    fn join_number(&mut self, sign: LoneSign, token: usize) -> usize {
        self.run = None;
        let word = &self.tokens[token];
        let before = &self.text[sign.span.clone()];
        let signed = Token {
            span: sign.span.start..word.span.end,
            position: word.position,
            form: TokenForm::Signed,
            typed: [&*spell(before), &word.typed].concat(),
            folded: with_signs(before, &word.folded, ""),
        };
        self.tokens.insert(token + 1, signed);
        if sign.has_token {
            // The sign is the token before the number's.
            self.tokens.remove(token - 1);
            return token - 1;
        }
        token
    }

    /// Joins three digits to those before them, as in `10 000`, which is one number in every language. Gives the token of
    /// the number.
    fn join_digits(&mut self, token: usize, end: usize) -> usize {
        let Token {
            span: word,
            folded: digits,
            ..
        } = &self.tokens[token];
        let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
        let continued = self.run.take().filter(|run| {
            self.text.get(run.end..word.start) == Some(" ")
                && begins_with_group(digits)
                && run.folded.len() < MOST_GROUPED_DIGITS
        });
        let Some(mut run) = continued else {
            let begins_run = is_plain && digits.len() <= 3 && !digits.starts_with('0');
            self.run = begins_run.then(|| NumberRun {
                token,
                end,
                folded: digits.clone(),
                groups: 1,
            });
            return token;
        };
        run.folded.push_str(digits);
        run.end = end;
        run.groups += 1;
        self.push_run(&run);
        let whole = run.token + 1;
        self.run = is_plain.then_some(run);
        whole
    }

    /// Puts the whole of a number in groups behind its first group, in the place of that with a group less.
    fn push_run(&mut self, run: &NumberRun) {
        let first = &self.tokens[run.token];
        let span = first.span.start..run.end;
        let whole = Token {
            typed: spell(&self.text[span.clone()]),
            folded: run.folded.clone(),
            form: TokenForm::Whole,
            position: first.position,
            span,
        };
        match run.groups > 2 {
            true => self.tokens[run.token + 1] = whole,
            false => self.tokens.insert(run.token + 1, whole),
        }
    }

    /// Forgets what stood before, because something else stands there now.
    pub(super) fn forget_neighbours(&mut self) {
        self.number = None;
        self.sign = None;
        self.run = None;
    }

    fn is_one_space(&self, gap: Range<usize>) -> bool {
        let gap = self.text.get(gap).unwrap_or_default();
        let mut characters = gap.chars();
        characters.next().is_some_and(char::is_whitespace) && characters.next().is_none()
    }
}

/// Whether a number is one group of three digits, with or without a fraction.
fn begins_with_group(number: &str) -> bool {
    let mut parts = number.split('.');
    let is_digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    parts
        .next()
        .is_some_and(|group| group.len() == 3 && is_digits(group))
        && parts.next().is_none_or(is_digits)
        && parts.next().is_none()
}
