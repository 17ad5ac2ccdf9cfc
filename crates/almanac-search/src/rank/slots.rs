//! What each part of a query stands for: from what was typed to terms of the index.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{FilePath, SourceIdentity, SourceKey};

use super::answering::{beginning, spelled, word_terms};
use super::collect::collect;
use super::runs::{fill_with_run, pairs_of_long_run, without_end_of_run};
use super::slot::{Answering, MatchClass, Sequence, Slot};
use crate::cut::{Token, TokenForm, cut};
use crate::index::{Index, NameWords};
use crate::query::QueryPiece;
use crate::rules::WritingRules;

/// How many words of a query are looked for; see `parse.rs`, which leaves no more.
const MOST_SLOTS: usize = 32;

/// A part of a query, cut by the rules of one way of writing.
struct Cut {
    tokens: Vec<Token>,
}

/// The slots of the pieces of a query, in order.
pub(super) fn slots_of(index: &Index, pieces: &[QueryPiece]) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    for piece in pieces {
        let made = match piece {
            piece if piece.is_address => vec![address_slot(index, &piece.text)],
            piece if piece.is_phrase => vec![phrase_slot(index, piece)],
            piece => word_slots(index, piece),
        };
        slots.extend(made);
    }
    slots.retain(|slot| !slot.typed.is_empty());
    slots.truncate(MOST_SLOTS);
    join_neighbours(index, &mut slots);
    slots
}

/// The slots with the pairs of a long run in its place, where no page has the run as a whole: it may be a sentence.
pub(super) fn with_pairs_of_runs(index: &Index, slots: Vec<Slot>) -> Vec<Slot> {
    let mut parted: Vec<Slot> = Vec::with_capacity(slots.len());
    for mut slot in slots {
        match slot.pairs.is_empty() || !collect(index, &slot).is_empty() {
            true => parted.push(slot),
            false => parted.append(&mut slot.pairs),
        }
    }
    parted.truncate(MOST_SLOTS);
    parted
}

/// A pasted address: the documents that cite the work, whatever its address looks like there.
fn address_slot(index: &Index, address: &str) -> Slot {
    let mut slot = Slot {
        typed: address.to_owned(),
        ..Slot::default()
    };
    let (file, key) = (FilePath::from("query"), SourceKey::from("query"));
    let identity = SourceIdentity::new(None, None, Some(address), (&file, &key));
    slot.documents = index.documents().citing(identity.as_str()).to_vec();
    // An address may also stand in a text.
    let tokens = cut(address, &WritingRules::default());
    slot.sequences
        .extend(sequence(index, &tokens, MatchClass::Typed, false));
    slot
}

/// A phrase: its words as they stand, side by side, signs included, without stems.
fn phrase_slot(index: &Index, piece: &QueryPiece) -> Slot {
    let mut slot = Slot {
        typed: piece.text.clone(),
        ..Slot::default()
    };
    for cut in cuts(index, &piece.text) {
        let words = cut.tokens.len();
        let last = cut
            .tokens
            .iter()
            .map(|token| token.position)
            .max()
            .unwrap_or(0);
        let mut places: BTreeMap<u32, Vec<Answering>> = BTreeMap::new();
        for token in &cut.tokens {
            let is_open = piece.is_open && token.position == last;
            let place = places.entry(token.position).or_default();
            match token.form {
                // A name with its signs takes the place of the word without them.
                TokenForm::Signed => *place = spelled(index, token),
                TokenForm::Word if is_open && words > 1 => place.extend(beginning(index, token)),
                TokenForm::Word | TokenForm::Pair => place.extend(spelled(index, token)),
                TokenForm::Whole | TokenForm::Spelling => {}
            }
        }
        let places = without_end_of_run(places, &cut.tokens);
        slot.sequences.push(Sequence {
            places,
            class: MatchClass::Typed,
            may_be_apart: false,
        });
    }
    slot.single_places_to_terms();
    slot
}

/// Words outside quotation marks.
fn word_slots(index: &Index, piece: &QueryPiece) -> Vec<Slot> {
    let made = cuts(index, &piece.text).into_iter().map(|cut| {
        let groups = groups(&cut.tokens).into_iter();
        let slots = groups.map(|(group, is_last)| {
            let is_open = piece.is_open && is_last;
            let slot = group_slot(index, &piece.text, &group, is_open);
            (span_of(&group), slot)
        });
        slots.collect()
    });
    let mut made: Vec<Vec<(Range<usize>, Slot)>> = made.collect();
    // Other ways of writing read the same words, some of them otherwise: `10.000`. Where one takes several words for what
    // another takes for one, they stand side by side: `1,250` in a language that has no number written so.
    let fewest = (0..made.len()).min_by_key(|number| made[*number].len());
    let Some(mut all) = fewest.map(|number| made.remove(number)) else {
        return Vec::new();
    };
    let words = all.len();
    for (number, (span, slot)) in all.iter_mut().enumerate() {
        for other in &made {
            match other.len() == words {
                true => slot.answer_as(&other[number].1),
                false => slot.answer_side_by_side(within(other, span)),
            }
        }
        slot.tidy();
    }
    all.into_iter().map(|(_, slot)| slot).collect()
}

/// The slots that stand within a place of the query.
fn within<'s>(slots: &'s [(Range<usize>, Slot)], span: &Range<usize>) -> Vec<&'s Slot> {
    let within = |other: &Range<usize>| span.start <= other.start && other.end <= span.end;
    let slots = slots.iter().filter(|(other, _)| within(other));
    slots.map(|(_, slot)| slot).collect()
}

/// Where the tokens of a group stand.
fn span_of(group: &[&Token]) -> Range<usize> {
    let start = group.iter().map(|token| token.span.start).min();
    let end = group.iter().map(|token| token.span.end).max();
    start.unwrap_or(0)..end.unwrap_or(0)
}

/// The text cut by each way of writing of the languages of the index; the same result only once.
fn cuts(index: &Index, text: &str) -> Vec<Cut> {
    let mut cuts: Vec<Cut> = Vec::new();
    for rules in index.documents().tables().rules() {
        let tokens = cut(text, rules);
        if !cuts.iter().any(|known| known.tokens == tokens) {
            cuts.push(Cut { tokens });
        }
    }
    if cuts.is_empty() {
        let tokens = cut(text, &WritingRules::default());
        cuts.push(Cut { tokens });
    }
    cuts
}

/// Tokens that are looked for as one: those of which the places in the text overlap, as the parts of a name with its whole,
/// and the pairs of a run of letters. With each whether it is the last.
fn groups(tokens: &[Token]) -> Vec<(Vec<&Token>, bool)> {
    let mut groups: Vec<(Vec<&Token>, bool)> = Vec::new();
    let mut end = 0;
    for token in tokens {
        match groups.last_mut() {
            Some((group, _)) if token.span.start < end => group.push(token),
            _ => groups.push((vec![token], false)),
        }
        end = end.max(token.span.end);
    }
    if let Some((_, is_last)) = groups.last_mut() {
        *is_last = true;
    }
    groups
}

/// What one word, name or run stands for.
fn group_slot(index: &Index, text: &str, group: &[&Token], is_open: bool) -> Slot {
    let span = span_of(group);
    let mut slot = Slot {
        typed: text[span].to_owned(),
        name: NameWords::of(group.iter().copied()),
        ..Slot::default()
    };
    if group[0].form == TokenForm::Pair {
        fill_with_run(index, &mut slot, group);
        slot.pairs = pairs_of_long_run(index, text, group);
        return slot;
    }
    let words: Vec<&Token> = group
        .iter()
        .copied()
        .filter(|token| token.form == TokenForm::Word)
        .collect();
    let signed = group.iter().filter(|token| token.form == TokenForm::Signed);
    // A power is a name with signs too: `m²`.
    let is_power = |token: &&Token| token.form == TokenForm::Whole && token.folded.contains('^');
    let has_signs = signed.clone().next().is_some() || group.iter().any(is_power);
    // Signs behind a word end it, `F#`, if they mean something here, and so does an ending, `dog's`.
    let end = words.iter().map(|word| word.span.end).max().unwrap_or(0);
    let mut ends = signed.filter(|signed| signed.span.end > end);
    let is_open = is_open && !ends.any(|signed| !spelled(index, signed).is_empty());
    let has_ending = group
        .iter()
        .any(|token| token.form == TokenForm::Whole && token.span.end > end);
    let is_word_open = is_open && !has_ending;
    for token in group {
        match token.form {
            TokenForm::Signed => slot.terms.extend(spelled(index, token)),
            TokenForm::Whole if is_open => slot.terms.extend(beginning(index, token)),
            TokenForm::Whole | TokenForm::Spelling => slot.terms.extend(spelled(index, token)),
            TokenForm::Word | TokenForm::Pair => {}
        }
    }
    match &words[..] {
        [] => slot.is_signs = true,
        [word] => {
            let plain = word_terms(index, word, is_word_open);
            // Who types `C++` looks for that first, and for `C` after it.
            let worst = if has_signs {
                MatchClass::Stem
            } else {
                MatchClass::Typed
            };
            slot.terms
                .extend(plain.into_iter().map(|answering| Answering {
                    class: answering.class.max(worst),
                    ..answering
                }));
            slot.is_word = true;
            let tables = index.documents().tables();
            slot.is_small = !has_signs && tables.is_small_word(&word.typed, &word.folded);
            slot.near_to = Some(word.folded.clone());
            slot.sequences.extend(apart(index, &word.folded));
        }
        parts => {
            let has_digit = parts
                .iter()
                .any(|part| part.folded.bytes().any(|byte| byte.is_ascii_digit()));
            let last = parts.len() - 1;
            let places = parts.iter().enumerate();
            let places = places
                .map(|(number, part)| word_terms(index, part, is_word_open && number == last));
            let whole = group.iter().find(|token| token.form == TokenForm::Whole);
            let number = whole.and_then(|whole| number_apart(index, &whole.folded));
            slot.sequences.extend(number);
            slot.sequences.push(Sequence {
                places: places.collect(),
                // The whole as it is spelled comes first: `node.js` before `node js`.
                class: MatchClass::Folded,
                // `GPT 4` apart says nothing about GPT-4.
                may_be_apart: !has_digit,
            });
        }
    }
    slot.tidy();
    slot
}

/// A word that stands as two on pages: `coop` as `co op`. Both must be rare enough to mean something side by side, a single
/// letter more so: `xray` is also written `x ray`, and `alone` is not `a lone`.
fn apart(index: &Index, word: &str) -> Vec<Sequence> {
    let few = index.documents().live() / 20;
    let rare = |text: &str, most: usize| {
        let terms = index.terms().with_folded(text);
        let postings = terms
            .iter()
            .map(|term| index.terms().get(*term).postings.len())
            .sum::<usize>();
        (postings > 0 && postings <= most).then(|| {
            let terms = terms
                .iter()
                .map(|term| Answering::of(*term, MatchClass::Typed));
            terms.collect::<Vec<_>>()
        })
    };
    let letters: Vec<usize> = word.char_indices().map(|(at, _)| at).collect();
    if word.bytes().any(|byte| byte.is_ascii_digit()) {
        return number_apart(index, word).into_iter().collect();
    }
    if letters.len() < 4 {
        return Vec::new();
    }
    // The second part has two letters or more.
    let edges = letters[1..letters.len() - 1].iter().copied();
    let splits = edges.filter_map(|at| {
        let (one, other) = word.split_at(at);
        let most = if at == letters[1] { few + 2 } else { few + 20 };
        Some(vec![rare(one, most)?, rare(other, few + 20)?])
    });
    let sequences = splits.map(|places| Sequence {
        places,
        class: MatchClass::Folded,
        may_be_apart: false,
    });
    sequences.collect()
}

/// A name with its number that stands as two words on pages: `llama3.1` as `Llama 3.1`. A single letter is no name: `A100`.
fn number_apart(index: &Index, word: &str) -> Option<Sequence> {
    let at = word.find(|letter: char| letter.is_ascii_digit())?;
    let (name, number) = word.split_at(at);
    let is_number = number
        .bytes()
        .all(|byte| byte.is_ascii_digit() || byte == b'.');
    if name.chars().count() < 2 || !name.chars().all(char::is_alphabetic) || !is_number {
        return None;
    }
    let places = [name, number].map(|text| {
        let terms = index.terms().with_folded(text).iter();
        let terms = terms.map(|term| Answering::of(*term, MatchClass::Typed));
        terms.collect::<Vec<_>>()
    });
    let are_found = places.iter().all(|place| !place.is_empty());
    are_found.then(|| Sequence {
        places: places.into(),
        class: MatchClass::Folded,
        may_be_apart: false,
    })
}

/// Two words that stand as one on pages: `co op` as `coop` or `co-op`. It answers to both.
fn join_neighbours(index: &Index, slots: &mut [Slot]) {
    for at in 1..slots.len() {
        let [one, other] =
            [at - 1, at].map(|at| slots[at].near_to.clone().filter(|_| slots[at].is_word));
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        let joined = format!("{one}{other}");
        let terms = index.terms().with_folded(&joined);
        for slot in &mut slots[at - 1..=at] {
            slot.terms.extend(
                terms
                    .iter()
                    .map(|term| Answering::of(*term, MatchClass::Folded)),
            );
            slot.tidy();
        }
    }
}

fn sequence(
    index: &Index,
    tokens: &[Token],
    class: MatchClass,
    may_be_apart: bool,
) -> Option<Sequence> {
    let words = tokens.iter().filter(|token| token.form == TokenForm::Word);
    let places: Vec<Vec<Answering>> = words.map(|word| spelled(index, word)).collect();
    (!places.is_empty()).then_some(Sequence {
        places,
        class,
        may_be_apart,
    })
}
