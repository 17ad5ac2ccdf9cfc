//! Keys and sessions as those have them who use them: random, long, and kept by us as hashes only.

use std::fmt;

/// What stands before the digits, so that who finds a key somewhere sees what it is.
const PREFIX: &str = "almanac_";

/// The most signs of a text that is looked at: ours have fewer.
const MOST_SIGNS: usize = 128;

/// A key or the name of a session.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// One of random bytes.
    pub fn of_random(random: [u8; 20]) -> Self {
        let digits = random.iter().map(|byte| format!("{byte:02x}"));
        Self(format!("{PREFIX}{}", digits.collect::<String>()))
    }

    /// What somebody gave us as one, if it can be one.
    pub fn given(text: &str) -> Option<Self> {
        let text = text.trim();
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        let is_one = (1..=MOST_SIGNS).contains(&text.len()) && text.bytes().all(is_sign);
        is_one.then(|| Self(text.to_owned()))
    }

    /// The secret itself.
    pub fn reveal(&self) -> &str {
        &self.0
    }

    /// What is kept of it. It has too much randomness to be guessed from that, so that a fast hash will do.
    pub(crate) fn hash(&self) -> String {
        blake3::hash(self.0.as_bytes()).to_hex().to_string()
    }
}

impl fmt::Debug for Secret {
    /// Shows nothing: what is debugged is printed somewhere.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_long_and_plain_and_shows_itself_to_nobody() {
        let secret = Secret::of_random([0xa7; 20]);
        let is_sign = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
        assert!(secret.reveal().len() >= 20 && secret.reveal().bytes().all(is_sign));
        assert!(!format!("{secret:?}").contains("a7a7"));
        assert_ne!(secret.hash(), Secret::of_random([0xa8; 20]).hash());
    }

    #[test]
    fn what_can_be_no_secret_is_none() {
        for text in ["", " ", "a b", "a\0", "é", "a;b", &"x".repeat(129)] {
            assert_eq!(Secret::given(text), None, "{text:?}");
        }
        assert_eq!(Secret::given(" abc\n").unwrap().reveal(), "abc");
    }
}
