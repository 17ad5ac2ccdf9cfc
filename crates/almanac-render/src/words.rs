//! Words made of names.

use almanac_model::slugify;

/// The words of a name that no page bears: those of a slug, or a title as it was written.
pub(crate) fn words_of(name: &str) -> String {
    let name = name.strip_prefix("path:").unwrap_or(name);
    if slugify(name) == name {
        name.replace('-', " ")
    } else {
        name.to_owned()
    }
}

/// The word with its first letter in upper case.
pub(crate) fn capitalized(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => first.to_uppercase().chain(letters).collect(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_spelt_out_and_titles_kept() {
        assert_eq!(words_of("open-weights"), "open weights");
        assert_eq!(words_of("path:open-weights"), "open weights");
        assert_eq!(words_of("GPT-4"), "GPT-4");
    }

    #[test]
    fn words_are_capitalized_whatever_their_script() {
        assert_eq!(capitalized("mixed"), "Mixed");
        assert_eq!(capitalized("été"), "Été");
        assert_eq!(capitalized(""), "");
    }
}
