//! Formulas between doubled backslashes: `\\( x \\)`, `\\[ x \\]`. Read by mdBook.

use super::lines::prose_changed;

/// A text with its formulas between dollars.
pub fn mathjax(text: &str) -> String {
    prose_changed(text, |prose| {
        let inline = between(prose, ("\\\\(", "\\\\)"), "$");
        between(&inline, ("\\\\[", "\\\\]"), "$$")
    })
}

/// Puts dollars in the place of two marks.
pub fn between(text: &str, (open, close): (&str, &str), dollars: &str) -> String {
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(open) {
        let behind = &rest[start + open.len()..];
        let Some(length) = behind
            .find(close)
            .filter(|end| !behind[..*end].contains("\n\n"))
        else {
            break;
        };
        let formula = &behind[..length];
        new.push_str(&rest[..start]);
        new.push_str(dollars);
        new.push_str(if dollars == "$" {
            formula.trim()
        } else {
            formula
        });
        new.push_str(dollars);
        rest = &behind[length + close.len()..];
    }
    new.push_str(rest);
    new
}

#[cfg(test)]
mod tests {
    use super::mathjax;

    #[test]
    fn doubled_backslashes_hold_formulas() {
        assert_eq!(
            mathjax("a \\\\( x^2 \\\\) `\\\\( y \\\\)`\n\n\\\\[\nz\n\\\\]\n"),
            "a $x^2$ `\\\\( y \\\\)`\n\n$$\nz\n$$\n"
        );
    }
}
