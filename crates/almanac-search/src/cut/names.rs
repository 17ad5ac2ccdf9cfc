//! Names: runs of letters, digits and signs, with their parts and wholes.

use std::ops::Range;

use super::numbers::{is_separator, plain_number};
use super::signs::{is_sign_before, is_sign_behind, with_signs};
use super::{Cutter, TokenForm};
use crate::characters::{
    CharacterKind, hand_of, is_apostrophe, is_capital, is_currency, is_digit, is_small,
    raised_digit,
};
use crate::fold::{fold, spell};

/// How many parts a name has at most that is also kept as a whole, and how many letters: an address of a page is neither
/// typed nor remembered as one word.
const MOST_PARTS: usize = 8;
const LONGEST_WHOLE: usize = 64;

/// How many letters of a word are compared. Longer ones are pieces of data.
const LONGEST_WORD: usize = 100;

/// How many signs belong to a name at most before it, and behind it.
const MOST_BEFORE: usize = 2;
const MOST_BEHIND: usize = 3;

/// How many letters a name has at least behind which an apostrophe parts an ending: `O'Reilly` has none.
const SHORTEST_NAME: usize = 3;

/// Signs that join the parts of a name and may be left out: `co-op` and `coop`, `U.S.` and `US`.
const JOINTS: &str = "-_./:'&\\·\u{200c}";

/// Signs that join names which are looked for by themselves: `C/C++`, `ada@lab.example`.
const SEPARATORS: &str = "/@\\";

/// A part of a name, by characters of the chunk.
struct Part {
    /// With the article before it and the `'s` behind it.
    full: Range<usize>,
    /// The word.
    word: Range<usize>,
    typed: String,
    folded: String,
    /// Whether it is also compared in full, without its apostrophes.
    is_joined: bool,
    /// Whether raised digits stand at its end.
    is_raised: bool,
}

/// Some parts of a name that stand together, with the signs at their edges.
struct Segment {
    parts: Range<usize>,
    before: Range<usize>,
    behind: Range<usize>,
}

impl Cutter<'_> {
    /// Pushes a run of letters, digits and signs: its parts, its wholes, and these with the signs at their edges. Gives
    /// the character behind it.
    pub(super) fn push_name(&mut self, from: usize) -> usize {
        let until = self.end_of(from, |kind| {
            matches!(kind, CharacterKind::Word | CharacterKind::Sign)
        });
        let parts = self.parts(from..until);
        if parts.is_empty() {
            self.follow_sign(self.span(&(from..until)));
            return until;
        }
        let segments = self.segments(from..until, &parts);
        let token = self.tokens.len();
        for segment in &segments {
            for index in segment.parts.clone() {
                self.push_part(&parts[index]);
                if index == 0 && segments.len() > 1 {
                    self.push_whole(&parts);
                }
                if index == segment.parts.start {
                    self.push_segment(segment, &parts[segment.parts.clone()]);
                } else {
                    self.push_amount(&parts[index - 1], &parts[index]);
                }
                self.position += 1;
            }
        }
        let is_number =
            matches!(&*parts, [part] if part.folded.starts_with(|c: char| c.is_ascii_digit()));
        match (is_number, segments.last()) {
            (true, Some(segment)) if segment.behind.is_empty() => {
                self.follow_number(token, self.span(&parts[0].full).end);
            }
            _ => self.forget_neighbours(),
        }
        until
    }

    /// Pushes a part of a name, in each way in which it is written.
    fn push_part(&mut self, part: &Part) {
        let span = self.span(&part.word);
        if self.rules.has_umlauts
            && let Some(folded) = without_umlauts(&part.typed)
        {
            let typed = part.typed.clone();
            self.push(
                span.clone(),
                TokenForm::Word,
                typed.clone(),
                part.folded.clone(),
            );
            self.push(span, TokenForm::Spelling, typed, folded);
        } else {
            self.push(
                span,
                TokenForm::Word,
                part.typed.clone(),
                part.folded.clone(),
            );
        }
        let full = self.span(&part.full);
        let written = &self.text[full.clone()];
        if part.is_raised {
            let (typed, folded) = (spell(written), fold(written).into_owned());
            let plain = folded.replace('^', "");
            self.push(full.clone(), TokenForm::Whole, typed.clone(), folded);
            self.push(full, TokenForm::Spelling, typed, plain);
        } else if part.is_joined {
            let (typed, folded) = (spell(written), fold(written).replace('\'', ""));
            self.push(full, TokenForm::Whole, typed, folded);
        }
    }

    /// Pushes a segment's whole, and it with the signs at its edges.
    fn push_segment(&mut self, segment: &Segment, parts: &[Part]) {
        let whole = self.push_whole(parts);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return;
        };
        if segment.before.is_empty() && segment.behind.is_empty() || !is_short(&whole) {
            return;
        }
        let [before, name, behind] = [
            &segment.before,
            &(first.full.start..last.full.end),
            &segment.behind,
        ]
        .map(|part| &self.text[self.span(part)]);
        let typed = spell(&[before, name, behind].concat());
        let folded = with_signs(before, &whole, behind);
        let span = self.span(&(segment.before.start..segment.behind.end));
        self.push(span, TokenForm::Signed, typed, folded);
    }

    /// Pushes an amount of money that stands amid a name with the sign before it: `$12` of `US$12`.
    fn push_amount(&mut self, before: &Part, number: &Part) {
        let sign = before.full.end..number.full.start;
        let is_sign = sign.len() == 1 && is_currency(self.characters[sign.start].character);
        if !is_sign || !number.folded.starts_with(|c: char| c.is_ascii_digit()) {
            return;
        }
        let written = &self.text[self.span(&sign)];
        let (typed, folded) = (
            [&*spell(written), &number.typed].concat(),
            with_signs(written, &number.folded, ""),
        );
        let span = self.span(&(sign.start..number.word.end));
        self.push(span, TokenForm::Signed, typed, folded);
    }

    /// Pushes several parts as one word, unless they are too many, and gives that word folded.
    fn push_whole(&mut self, parts: &[Part]) -> String {
        let whole = self.whole(parts);
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else {
            return whole;
        };
        if (2..=MOST_PARTS).contains(&parts.len()) && is_short(&whole) {
            let span = self.span(&(first.word.start..last.word.end));
            let written = &self.text[span.clone()];
            let typed = match self.is_abbreviation(parts) {
                // With and without points alike, in capitals too.
                true => spell(&written.replace('.', "")),
                false => spell(written),
            };
            self.push(span, TokenForm::Whole, typed, whole.clone());
        }
        whole
    }

    /// Parts without the signs that join them, except for those between two digits, and those of a power: `node.js` and
    /// `node-js` are one, `16:9` and `169` are not, and neither are `x^-2` and `x^2`.
    fn whole(&self, parts: &[Part]) -> String {
        let mut whole = String::new();
        let mut end = None;
        for part in parts.iter().take(MOST_PARTS + 1) {
            if let Some(end) = end {
                let joint = fold(&self.text[self.span(&(end..part.word.start))]);
                let is_between_digits = whole.ends_with(|c: char| c.is_ascii_digit())
                    && part.folded.starts_with(|c: char| c.is_ascii_digit());
                let is_kept = is_between_digits || joint.starts_with('^');
                let kept = |sign: &char| is_kept || !JOINTS.contains(*sign);
                whole.extend(joint.chars().filter(kept));
            }
            whole.push_str(&part.folded);
            end = Some(part.word.end);
        }
        whole
    }

    /// Whether parts are single letters, joined by points: `U.S`.
    fn is_abbreviation(&self, parts: &[Part]) -> bool {
        let is_letter = |part: &Part| part.word.len() == 1 && part.word == part.full;
        let is_point =
            |pair: &[Part]| self.text[self.span(&(pair[0].word.end..pair[1].word.start))] == *".";
        parts.iter().all(is_letter) && parts.windows(2).all(is_point)
    }

    /// The parts of a name: its runs of letters and digits, cut again where a capital begins a word, as in `readLine`.
    fn parts(&self, name: Range<usize>) -> Vec<Part> {
        let mut parts = Vec::new();
        let mut open: Option<usize> = None;
        for index in name.clone() {
            let is_word = self.characters[index].kind == CharacterKind::Word;
            if let Some(start) = open
                && (!is_word
                    || self.begins_hump(start, index, name.end)
                    || self.changes_hand(start, index))
            {
                parts.extend(self.part(start..index));
                open = None;
            }
            if is_word && open.is_none() {
                open = Some(index);
            }
        }
        parts.extend(open.and_then(|start| self.part(start..name.end)));
        parts
    }

    /// Whether letters of another script begin here, as the particle of `GPT-4를` and the number of `ב2024` do.
    fn changes_hand(&self, start: usize, index: usize) -> bool {
        let [before, here] = [index - 1, index].map(|at| self.characters[at].character);
        if before.is_ascii() && here.is_ascii() {
            return false;
        }
        let Some(hand) = hand_of(here) else {
            return false;
        };
        // A mark is written as the letter that it stands on.
        let before = self.characters[start..index].iter().rev();
        let mut before = before.map(|placed| placed.character);
        let before = before.find(|before| hand_of(*before).is_some() || is_apostrophe(*before));
        before
            .and_then(hand_of)
            .is_some_and(|before| before != hand)
    }

    /// Whether a capital begins another word here: behind a small letter, behind a digit and before a small letter, or before
    /// two small ones at the end of capitals. One small letter is the ending of a plural, as in `LLMs`.
    fn begins_hump(&self, start: usize, index: usize, end: usize) -> bool {
        let is = |index: usize, sort: fn(char) -> bool| {
            index < end && sort(self.characters[index].character)
        };
        if index == start || !is(index, is_capital) {
            return false;
        }
        // Behind the digits of a word another may begin: `Word2Vec`. `10Gb` is a number with its unit.
        let is_behind_digits = is(index - 1, is_digit) && !is(start, is_digit);
        is(index - 1, is_small)
            || is_behind_digits && is(index + 1, is_small)
            || is(index - 1, is_capital) && is(index + 1, is_small) && is(index + 2, is_small)
    }

    /// A part of a name: its word, without the article that an apostrophe joins to it, the `'s` and raised digits at its
    /// end. `None` if nothing of it is ever shown.
    fn part(&self, full: Range<usize>) -> Option<Part> {
        let character = |index: usize| self.characters[index].character;
        let mut word = full.clone();
        let mut is_joined = false;
        let apostrophe = full.clone().find(|index| is_apostrophe(character(*index)));
        let is_number = is_digit(character(full.start));
        // What stands behind a number is an ending, `1990's` and `2024'te`, in Turkish behind any name.
        let ending = match is_number {
            true => full.clone().find(|index| {
                // Between digits it groups them.
                is_apostrophe(character(*index)) && !is_digit(character(index + 1))
            }),
            false => apostrophe
                .filter(|at| self.rules.has_endings_apart && at - full.start >= SHORTEST_NAME),
        };
        if let Some(ending) = ending {
            word.end = ending;
            is_joined = true;
        } else if let Some(apostrophe) = apostrophe.filter(|_| !is_number) {
            let article = fold(&self.text[self.span(&(full.start..apostrophe))]);
            let is_elided = self.rules.elided.contains(&&*article);
            // A name is looked for with its article too: `L'Oréal`.
            is_joined = !is_elided || is_capital(character(apostrophe + 1));
            word.start = if is_elided {
                apostrophe + 1
            } else {
                full.start
            };
        }
        if word.len() > 2
            && is_apostrophe(character(word.end - 2))
            && matches!(character(word.end - 1), 's' | 'S')
        {
            word.end -= 2;
            is_joined = true;
        }
        let raised = word.clone().rev();
        let raised = raised.take_while(|index| raised_digit(character(*index)).is_some());
        let raised = raised.count();
        let is_raised =
            (1..word.len()).contains(&raised) && !is_digit(character(word.end - raised - 1));
        if is_raised {
            word.end -= raised;
        }
        let (typed, folded) = self.word(word.clone());
        (!folded.is_empty()).then_some(Part {
            full,
            word,
            typed,
            folded,
            is_joined,
            is_raised,
        })
    }

    /// A word as it is typed, and folded; of a number without what groups its digits, of a version without its `v`.
    fn word(&self, word: Range<usize>) -> (String, String) {
        let word = word.start..word.end.min(word.start + LONGEST_WORD);
        let written = &self.text[self.span(&word)];
        let folded = fold(written);
        let plain = self.plain(word, &folded);
        let folded = plain.unwrap_or_else(|| folded.into_owned());
        (spell(written), folded)
    }

    /// A number without what groups its digits, a version without its `v`.
    fn plain(&self, word: Range<usize>, folded: &str) -> Option<String> {
        let is_of_number = |character: char| is_digit(character) || is_separator(character);
        let characters = self.characters[word.clone()].iter();
        let length = characters
            .take_while(|placed| is_of_number(placed.character))
            .count();
        if length == 0 {
            let version = folded.strip_prefix('v')?;
            let is_version = version.contains('.')
                && version
                    .bytes()
                    .all(|byte| byte.is_ascii_digit() || byte == b'.');
            return is_version.then(|| version.to_owned());
        }
        let number = self.digits_of(word.start..word.start + length);
        if number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        let rest = self.span(&(word.start + length..word.end));
        let plain = plain_number(&number, self.rules)?;
        Some([plain, fold(&self.text[rest]).into_owned()].concat())
    }

    /// A name cut at the signs that join names which are looked for by themselves.
    fn segments(&self, name: Range<usize>, parts: &[Part]) -> Vec<Segment> {
        let mut segments = Vec::new();
        let (mut first, mut start) = (0, name.start);
        for index in 1..=parts.len() {
            let from = parts[index - 1].full.end;
            let until = parts.get(index).map_or(name.end, |part| part.full.start);
            let is_separator =
                |index: &usize| SEPARATORS.contains(self.characters[*index].character);
            let separator = (from..until).find(is_separator);
            let is_last = index == parts.len();
            if separator.is_none() && !is_last {
                continue;
            }
            segments.push(Segment {
                parts: first..index,
                before: self.signs_before(start..parts[first].full.start),
                behind: self.signs_behind(from..separator.unwrap_or(until)),
            });
            first = index;
            start = (from..until)
                .rfind(is_separator)
                .map_or(until, |last| last + 1);
        }
        segments
    }

    /// The signs before a name that belong to it, if they are few and all do.
    fn signs_before(&self, signs: Range<usize>) -> Range<usize> {
        let all = self.characters[signs.clone()]
            .iter()
            .all(|placed| is_sign_before(placed.character));
        match all && signs.len() <= MOST_BEFORE {
            true => signs,
            false => signs.end..signs.end,
        }
    }

    /// The signs behind a name that belong to it.
    fn signs_behind(&self, signs: Range<usize>) -> Range<usize> {
        let count = self.characters[signs.clone()].iter();
        let count = count
            .take_while(|placed| is_sign_behind(placed.character))
            .count();
        signs.start..signs.start + count.min(MOST_BEHIND)
    }
}

fn is_short(whole: &str) -> bool {
    whole.chars().take(LONGEST_WHOLE + 1).count() <= LONGEST_WHOLE
}

/// A word with `ä`, `ö` and `ü` written as people do who have no key for them, if it has any.
fn without_umlauts(typed: &str) -> Option<String> {
    if !typed.contains(['ä', 'ö', 'ü', 'Ä', 'Ö', 'Ü']) {
        return None;
    }
    let small = typed.to_lowercase();
    Some(
        fold(
            &small
                .replace('ä', "ae")
                .replace('ö', "oe")
                .replace('ü', "ue"),
        )
        .into_owned(),
    )
}
