//! Names of pages, as they are compared with a whole query.

use crate::cut::{Token, TokenForm};

/// A name in one of the forms in which names are compared. The forms never meet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NameKey(Box<str>);

/// The forms, by which keys begin, in the order of their bits.
const FORMS: [char; 3] = ['=', '~', '*'];

/// The words of a name, folded: with the signs that belong to them, and without.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct NameWords {
    /// With signs: `c++ compilers`.
    pub signed: String,
    /// Without: `c compilers`. Empty if the name is signs only.
    pub plain: String,
}

impl NameKey {
    /// The form of a name as it is written, as a bit.
    pub const EXACT: u8 = 1;
    /// The form of the words of a name.
    pub const LOOSE: u8 = 1 << 1;
    /// The form of a name that has signs without them.
    pub const WITHOUT_SIGNS: u8 = 1 << 2;

    /// A name as it is written, but for case and white space. `None` of an empty one.
    pub fn exact(text: &str) -> Option<Self> {
        let words: Vec<String> = text.split_whitespace().map(str::to_lowercase).collect();
        Self::of(Self::EXACT, &words.join(" "))
    }

    /// The words of a name, folded, with the signs that belong to them and without all others. `None` of a name without words.
    pub fn loose(words: &NameWords) -> Option<Self> {
        Self::of(Self::LOOSE, &words.signed)
    }

    /// The words of a name that has signs, without them. `None` of any other name.
    pub fn without_signs(words: &NameWords) -> Option<Self> {
        let has_signs = words.signed != words.plain;
        has_signs.then(|| Self::of(Self::WITHOUT_SIGNS, &words.plain))?
    }

    /// The key of the names that have the same words as this one, where either it or they have signs: `C` and `C++`, but not
    /// `C++` and `C#`.
    pub fn other_signs(words: &NameWords) -> Option<Self> {
        let has_signs = words.signed != words.plain;
        let form = if has_signs {
            Self::LOOSE
        } else {
            Self::WITHOUT_SIGNS
        };
        Self::of(form, &words.plain)
    }

    /// The beginnings of the keys of names that begin with a letter, whatever their signs.
    pub fn beginnings(first: char) -> [String; 2] {
        [Self::LOOSE, Self::WITHOUT_SIGNS].map(|form| format!("{}{first}", mark(form)))
    }

    /// The form and the words of the text of a key.
    pub fn parts(key: &str) -> (u8, &str) {
        let mut characters = key.chars();
        let mark = characters.next();
        let form = FORMS.iter().position(|form| Some(*form) == mark);
        (1 << form.unwrap_or(0), characters.as_str())
    }

    /// The text of the key.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of(form: u8, words: &str) -> Option<Self> {
        (!words.is_empty()).then(|| Self(format!("{}{words}", mark(form)).into()))
    }
}

impl NameWords {
    /// The words of some tokens. A name with its signs stands in the place of the words within it.
    pub fn of<'t>(tokens: impl IntoIterator<Item = &'t Token> + Clone) -> Self {
        let mut words = Self::default();
        let signed = tokens.clone().into_iter();
        let signed: Vec<&Token> = signed
            .filter(|token| token.form == TokenForm::Signed)
            .collect();
        let mut before = None;
        for token in tokens {
            if !matches!(token.form, TokenForm::Word | TokenForm::Pair) {
                continue;
            }
            add_word(&mut words.plain, &token.folded);
            let is_within = |signed: &&Token| {
                signed.span.start <= token.span.start && token.span.end <= signed.span.end
            };
            match signed.iter().position(is_within) {
                None => add_word(&mut words.signed, &token.folded),
                // One name may have several words.
                within if within == before => {}
                within => {
                    before = within;
                    let name = within.map_or("", |name| &signed[name].folded);
                    add_word(&mut words.signed, name);
                }
            }
        }
        words
    }

    /// Adds the words of what stands behind these.
    pub fn push(&mut self, behind: &Self) {
        if !behind.is_empty() {
            add_word(&mut self.signed, &behind.signed);
            add_word(&mut self.plain, &behind.plain);
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.plain.is_empty()
    }
}

/// What the keys of a form begin with.
fn mark(form: u8) -> char {
    FORMS[form.trailing_zeros() as usize]
}

fn add_word(words: &mut String, word: &str) {
    if !words.is_empty() {
        words.push(' ');
    }
    words.push_str(word);
}
