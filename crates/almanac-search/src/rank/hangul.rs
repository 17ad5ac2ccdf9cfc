//! Korean words while they are typed: a syllable grows letter by letter, `ㅎ`, `하`, `항`.

/// The first syllable (가), from which syllables are numbered (The Unicode Standard, 3.12).
const FIRST_SYLLABLE: u32 = 0xAC00;
/// How many syllables begin with the same consonant, and with the same consonant and vowel.
const PER_CONSONANT: u32 = 588;
const PER_VOWEL: u32 = 28;
/// The consonants at the beginning of syllables in the order of syllables, as they are typed alone.
const CONSONANTS: &str = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";

/// Where a word ends in a syllable that may still grow: the text before it, and the first and last syllable that it may
/// become. `None` of other words.
pub(super) fn open_syllable(word: &str) -> Option<(&str, char, char)> {
    let last = word.chars().next_back()?;
    let before = &word[..word.len() - last.len_utf8()];
    let (first, count) = match CONSONANTS.chars().position(|consonant| consonant == last) {
        Some(consonant) => {
            let first = FIRST_SYLLABLE + consonant as u32 * PER_CONSONANT;
            (first, PER_CONSONANT)
        }
        None => {
            let number = u32::from(last).checked_sub(FIRST_SYLLABLE)?;
            let is_open = number < 11_172 && number % PER_VOWEL == 0;
            (u32::from(last), is_open.then_some(PER_VOWEL)?)
        }
    };
    let syllable = char::from_u32;
    Some((before, syllable(first)?, syllable(first + count - 1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_syllable_may_grow_until_it_has_a_consonant_at_its_end() {
        assert_eq!(open_syllable("하"), Some(("", '하', '핳')));
        assert_eq!(open_syllable("공하"), Some(("공", '하', '핳')));
        assert_eq!(open_syllable("ㅎ"), Some(("", '하', '힣')));
        assert_eq!(open_syllable("항"), None);
        assert_eq!(open_syllable("port"), None);
        assert_eq!(open_syllable(""), None);
    }
}
