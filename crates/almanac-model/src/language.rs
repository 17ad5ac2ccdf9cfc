//! Languages of content.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

/// The two-letter codes that name a language (ISO 639-1).
const TWO_LETTERS: &str = "aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy \
     da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii \
     ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr \
     ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl \
     sm sn so sq sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh \
     zu";

/// The language of a text: a BCP 47 tag of a language, with its script, region and variants
/// where they matter, in the case that the standard recommends: `de`, `pt-BR`, `zh-Hant`.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LanguageTag(Arc<str>);

/// Says why a text is no tag of a language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum LanguageTagError {
    /// It is not formed as a tag is.
    #[error("it is not a language tag")]
    IllFormed,
    /// No language has this code of two letters.
    #[error("no language has this code")]
    Unknown,
}

impl LanguageTag {
    /// Reads a tag, in whatever case.
    pub fn new(text: &str) -> Result<Self, LanguageTagError> {
        let mut parts = text.split('-').peekable();
        let language = parts
            .next()
            .filter(|part| is_letters(part, 2..4))
            .ok_or(LanguageTagError::IllFormed)?
            .to_ascii_lowercase();
        if language.len() == 2 && !TWO_LETTERS.split(' ').any(|code| code == language) {
            return Err(LanguageTagError::Unknown);
        }
        let mut tag = language;
        if let Some(script) = parts.next_if(|part| is_letters(part, 4..5)) {
            tag.push('-');
            tag.push_str(&script[..1].to_ascii_uppercase());
            tag.push_str(&script[1..].to_ascii_lowercase());
        }
        if let Some(region) = parts.next_if(|part| is_region(part)) {
            tag.push('-');
            tag.push_str(&region.to_ascii_uppercase());
        }
        for variant in parts {
            if !is_variant(variant) {
                return Err(LanguageTagError::IllFormed);
            }
            tag.push('-');
            tag.push_str(&variant.to_ascii_lowercase());
        }
        Ok(Self(Arc::from(tag)))
    }

    /// Borrows the text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for LanguageTag {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", &*self.0)
    }
}

fn is_letters(part: &str, lengths: Range<usize>) -> bool {
    lengths.contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphabetic())
}

fn is_region(part: &str) -> bool {
    is_letters(part, 2..3) || (part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_digit()))
}

fn is_variant(part: &str) -> bool {
    let is_word = part.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_numbered = part.len() == 4 && part.starts_with(|first: char| first.is_ascii_digit());
    is_word && ((5..9).contains(&part.len()) || is_numbered)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_written_in_one_form() {
        for (text, tag) in [
            ("de", "de"),
            ("PT-br", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de-1996", "de-1996"),
            ("sl-ROZAJ-biske", "sl-rozaj-biske"),
            ("haw", "haw"),
        ] {
            assert_eq!(LanguageTag::new(text).unwrap().as_str(), tag);
        }
    }

    #[test]
    fn what_names_no_language_is_refused() {
        for text in [
            "",
            "d",
            "de-",
            "german",
            "de_AT",
            "ar-u-nu-latn",
            "de-at-x",
            "عر",
        ] {
            assert_eq!(
                LanguageTag::new(text),
                Err(LanguageTagError::IllFormed),
                "{text}"
            );
        }
        assert_eq!(LanguageTag::new("xx"), Err(LanguageTagError::Unknown));
    }
}
