//! References to files that are written as tags: `{{< ref "a.md" >}}`, `{% link a.md %}`. Read by Hugo and Jekyll.
//!
//! Their tags stand for addresses. Until links are resolved these begin with a sign that no address has.

use crate::source::{markdown_stem, split_path};

/// What stands before the file that a reference leads to.
pub const REFERENCE: &str = "/@file/";

/// A text whose references that stand among words, and are no address of a link, are links.
pub fn links_of_references(text: &str) -> String {
    if !text.contains(REFERENCE) {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    for (start, _) in text.match_indices(REFERENCE) {
        let before = &text[..start];
        let is_address = before.ends_with(['(', '"', '\'', '<', '=']) || before.ends_with("]: ");
        let rest = &text[start..];
        let is_end = |c: char| c.is_whitespace() || matches!(c, ')' | '"' | '`' | '<' | ',');
        let length = rest.find(is_end).unwrap_or(rest.len());
        if is_address || start < at {
            continue;
        }
        let address = &rest[..length];
        let file = address.split('#').next().unwrap_or(address);
        let stem = markdown_stem(file).unwrap_or(file);
        let stem = stem.strip_suffix("/_index").unwrap_or(stem);
        let name = split_path(stem.strip_suffix("/index").unwrap_or(stem)).1;
        new.push_str(&text[at..start]);
        new.push_str(&format!("[{name}]({address})"));
        at = start + length;
    }
    new.push_str(&text[at..]);
    new
}

#[cfg(test)]
mod tests {
    use super::links_of_references;

    #[test]
    fn a_reference_among_words_is_a_link() {
        assert_eq!(
            links_of_references(
                "[a](/@file/b.md#c) see /@file/d/e/index.md#f, <a href=\"/@file/g.md\">"
            ),
            "[a](/@file/b.md#c) see [e](/@file/d/e/index.md#f), <a href=\"/@file/g.md\">"
        );
    }
}
