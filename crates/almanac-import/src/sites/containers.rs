//! What a tag stands in that begins its line: the marks of lists and quotations, which stand before each of its further
//! lines too. Read by Hugo, Jekyll and GitBook.

use super::includes::indented;
use super::lines::{blank_marks, lines, prefix_length, without_prefix};

/// What stands before each further line of something that is written behind a text; `None` where it begins no line, or
/// begins one at its very start.
pub fn container_behind(text: &str) -> Option<String> {
    let line = text.rfind('\n').map_or(0, |at| at + 1);
    let prefix = &text[line..];
    let is_container = !prefix.is_empty() && prefix_length(prefix) == prefix.len();
    is_container.then(|| blank_marks(prefix))
}

/// Lines without the marks of what they stand in. The first has none: it stands behind a tag.
pub fn taken_out(text: &str, container: &str) -> String {
    let all = lines(text).enumerate();
    all.map(|(number, line)| match number {
        0 => line,
        _ => without_prefix(line, container),
    })
    .collect()
}

/// Lines with the marks of what they stand in before all but the first.
pub fn put_in(text: &str, container: &str) -> String {
    let marks = container.trim_end();
    let lines = indented(text, container);
    // Blanks alone are no words, but the marks of a quotation are needed in its empty lines.
    lines.replace(&format!("\n{container}\n"), &format!("\n{marks}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn further_lines_stand_in_what_the_first_stands_in() {
        assert_eq!(container_behind("a\n- "), Some("  ".to_owned()));
        assert_eq!(container_behind("> "), Some("> ".to_owned()));
        assert_eq!(container_behind("a "), None);
        assert_eq!(container_behind("a\n"), None);
        assert_eq!(taken_out("\n  a\n    b\n", "  "), "\na\n  b\n");
        assert_eq!(put_in("a\n\nb", "  "), "a\n\n  b");
        assert_eq!(put_in("a\n\nb", "> "), "a\n>\n> b");
    }
}
