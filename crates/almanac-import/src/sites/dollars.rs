//! Dollars that are no mathematics. Read by the programs whose generators know none between dollars, or only where their
//! configuration says so: prices stay prices.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

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

#[cfg(test)]
mod tests {
    use super::plain_dollars;

    #[test]
    fn dollars_of_prose_are_escaped_and_those_of_code_are_not() {
        assert_eq!(
            plain_dollars("$HOME/$USER `$a$` \\$b\n\n```\n$x$\n```\n"),
            "\\$HOME/\\$USER `$a$` \\$b\n\n```\n$x$\n```\n"
        );
        assert_eq!(plain_dollars("only $5"), "only $5");
    }
}
