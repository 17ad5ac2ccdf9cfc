//! Dollars that are no mathematics. Read by the programs whose generators know none between dollars, or only where their
//! configuration says so: prices stay prices.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::lines::prose_changed;

/// A text in which no dollar begins a formula.
pub fn plain_dollars(text: &str) -> String {
    if text.matches('$').nth(1).is_none() {
        return text.to_owned();
    }
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH;
    let mut places = Vec::new();
    let mut in_code = false;
    for (event, span) in Parser::new_ext(text, options).into_offset_iter() {
        match event {
            Event::Start(Tag::CodeBlock(_)) => in_code = true,
            Event::End(TagEnd::CodeBlock) => in_code = false,
            Event::Text(_) if !in_code => {
                let found = text[span.clone()].match_indices('$');
                let found = found.map(|(at, _)| span.start + at);
                places.extend(found.filter(|at| !text[..*at].ends_with('\\')));
            }
            _ => {}
        }
    }
    if places.len() < 2 {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len() + places.len());
    let mut at = 0;
    for place in places {
        new.push_str(&text[at..place]);
        new.push('\\');
        at = place;
    }
    new.push_str(&text[at..]);
    new
}

/// Formulas that stand between two dollars each, in lines too, as kramdown and GitBook have them; one dollar is a dollar.
pub fn formulas(text: &str) -> String {
    // Signs that no text has stand in for the dollars of formulas.
    const INLINE: char = '\u{f8f0}';
    const BLOCK: char = '\u{f8f1}';
    if !text.contains('$') {
        return text.to_owned();
    }
    let marked = prose_changed(text, |prose| {
        let mut new = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some(start) = rest.find("$$") {
            let behind = &rest[start + 2..];
            let Some(length) = behind
                .find("$$")
                .filter(|end| !behind[..*end].contains("\n\n"))
            else {
                break;
            };
            let before = rest[..start].rsplit('\n').next().unwrap_or_default();
            let after = behind[length + 2..].split('\n').next().unwrap_or_default();
            let is_alone = before.trim_matches([' ', '>']).is_empty() && after.trim().is_empty();
            let formula = &behind[..length];
            new.push_str(&rest[..start]);
            match is_alone {
                true => new.push_str(&format!("{BLOCK}{formula}{BLOCK}")),
                false => new.push_str(&format!("{INLINE}{}{INLINE}", formula.trim())),
            }
            rest = &behind[length + 2..];
        }
        new.push_str(rest);
        new
    });
    plain_dollars(&marked)
        .replace(INLINE, "$")
        .replace(BLOCK, "$$")
}

#[cfg(test)]
mod tests {
    use super::{formulas, plain_dollars};

    #[test]
    fn dollars_of_prose_are_escaped_and_those_of_code_are_not() {
        assert_eq!(
            plain_dollars("$HOME/$USER `$a$` \\$b\n\n```\n$x$\n```\n"),
            "\\$HOME/\\$USER `$a$` \\$b\n\n```\n$x$\n```\n"
        );
        assert_eq!(plain_dollars("only $5"), "only $5");
    }

    #[test]
    fn two_dollars_are_formulas_and_one_is_a_price() {
        assert_eq!(
            formulas("a $$x$$ costs $5 or $6\n\n$$\ny\n$$\n"),
            "a $x$ costs \\$5 or \\$6\n\n$$\ny\n$$\n"
        );
    }
}
