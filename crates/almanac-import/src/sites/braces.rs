//! Attributes in braces as Pandoc has them: values in quotation marks may hold braces, line ends and escaped signs. Read by
//! MyST, Quarto and bookdown.

use super::attributes::Attributes;

/// The length of the braces that a text begins with, and what stands in them.
pub fn braces_at(text: &str) -> Option<(usize, &str)> {
    let inner = text.strip_prefix('{')?;
    let mut quote = None;
    let mut before = ' ';
    for (at, c) in inner.char_indices() {
        match (quote, c) {
            _ if before == '\\' => {}
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if before == '=' => quote = Some(c),
            (None, '}') => return Some((at + 2, &inner[..at])),
            (None, '{') => return None,
            (None, '\n') if before == '\n' => return None,
            _ => {}
        }
        before = if before == '\\' { ' ' } else { c };
    }
    None
}

/// Reads what stands in braces. What reads as no attribute is passed over, if some of it is one.
pub fn read(inner: &str) -> Option<Attributes> {
    let inner = inner.replace("\\\"", "\u{201d}").replace('\n', " ");
    if let Some(read) = Attributes::read(&inner) {
        return Some(read);
    }
    let mut found = Attributes::default();
    let mut is_one = false;
    for item in inner.split_whitespace() {
        if let Some(one) = Attributes::read(item) {
            is_one |= one.id.is_some() || !one.classes.is_empty() || !one.pairs.is_empty();
            found.id = found.id.or(one.id);
            found.classes.extend(one.classes);
            found.pairs.extend(one.pairs);
        }
    }
    is_one.then_some(found)
}

/// What stands behind the colons of a fenced block: `{.note}`, `note`, `note {.x}`.
pub fn of_div(words: &str) -> Option<Attributes> {
    let words = words.trim().trim_end_matches(':').trim();
    let (name, rest) = match words.find('{') {
        Some(at) => words.split_at(at),
        None => (words, ""),
    };
    let name = name.trim();
    let is_name = !name.contains(char::is_whitespace)
        && name
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | '.'));
    if !is_name || words.is_empty() {
        return None;
    }
    let mut attributes = match braces_at(rest) {
        Some((_, inner)) if inner.trim().is_empty() => Attributes::default(),
        Some((_, inner)) => read(inner)?,
        None if rest.is_empty() => Attributes::default(),
        None => return None,
    };
    if !name.is_empty() {
        attributes
            .classes
            .insert(0, name.trim_start_matches('.').to_owned());
    }
    Some(attributes)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_may_hold_signs() {
        let (length, inner) = braces_at("{#fig-a fig-alt=\"a } \\\"b\\\"\nc\"} d").unwrap();
        assert_eq!(length, 30);
        let found = read(inner).unwrap();
        assert_eq!(found.id.as_deref(), Some("fig-a"));
        assert_eq!(found.get("fig-alt"), Some("a } \u{201d}b\u{201d} c"));
        assert_eq!(braces_at("{a"), None);
    }

    #[test]
    fn a_block_is_named_by_a_word_or_by_attributes() {
        for (words, class) in [
            (" {.callout-note collapse=true}", "callout-note"),
            ("warning", "warning"),
            (" tip {#x} ::::", "tip"),
            (" {.a .b} :::", "a"),
        ] {
            assert_eq!(of_div(words).unwrap().classes[0], class, "{words}");
        }
        for words in ["", " :::", "two words"] {
            assert_eq!(of_div(words), None, "{words}");
        }
        assert!(of_div(" {layout-ncol=2}").is_some());
    }
}
