//! Formulas in the notation of LaTeX: what of it is understood, which the check and the page must agree on.

use std::error::Error;

use memchr::memmem;
use pulldown_latex::event::{Content, Event};
use pulldown_latex::{Parser, Storage};

use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// The longest formula that is set, in bytes; setting one takes time that grows with the square of its depth.
const MAX_FORMULA_BYTES: usize = 4_000;

/// How deeply the braces of a formula may nest.
const MAX_BRACES: usize = 32;

/// Reads a formula into the events of which its MathML is made. An error is a reason for readers why it can't be set, in
/// lower case.
pub fn read_formula<'f>(formula: &'f str, storage: &'f Storage) -> Result<Vec<Event<'f>>, String> {
    if formula.trim().is_empty() {
        return Err("it is empty".to_owned());
    }
    if formula.len() > MAX_FORMULA_BYTES {
        return Err(format!("it has more than {MAX_FORMULA_BYTES} bytes"));
    }
    if braces(formula) > MAX_BRACES {
        return Err(format!("its braces nest more than {MAX_BRACES} deep"));
    }
    let events: Result<Vec<Event<'f>>, _> = Parser::new(formula, storage).collect();
    let events = events.map_err(|error| {
        let reason = error
            .source()
            .map_or_else(|| error.to_string(), ToString::to_string);
        reason.replace("unkown", "unknown")
    })?;
    match events.iter().find_map(unread_words) {
        Some(sign) => Err(format!(
            "the words in it stand as they are, and `{sign}` is not read among them"
        )),
        None => Ok(events),
    }
}

/// A sign of LaTeX among words of a formula, as in `\text{50\%}`, that the reader of formulas shows as it is written.
fn unread_words(event: &Event<'_>) -> Option<char> {
    let Event::Content(Content::Text(words)) = event else {
        return None;
    };
    words
        .chars()
        .find(|sign| matches!(sign, '$' | '\\' | '{' | '}'))
}

/// The formula in some words of a file that the Markdown parser did not take for one: `$\sqrt{2$`, whose braces don't
/// match.
pub(crate) fn torn_formula(file: &str, words: &str, span: &Span) -> Option<Fault> {
    let starts = memmem::find_iter(words.as_bytes(), b"$\\");
    let is_command =
        |start: &usize| words[start + 2..].starts_with(|c: char| c.is_ascii_alphabetic());
    // `C$\Users` is a path, and the sign of `\$\Users` is escaped.
    let is_bound = |c: char| c.is_alphanumeric() || c == '\\';
    let is_free = |start: &usize| match start {
        0 => !file[..span.start].ends_with(is_bound),
        _ => !words[..*start].ends_with(is_bound),
    };
    let start = starts
        .into_iter()
        .find(|start| is_command(start) && is_free(start))?;
    let rest = &words[start..];
    let length = rest.find(['\n', '\r']).unwrap_or(rest.len());
    let place = match span.len() == words.len() {
        true => span.start + start..span.start + start + length,
        false => span.clone(),
    };
    let message = "this formula can't be set: it has no end with all its braces closed before it";
    Some(Fault::new(FaultKind::UnreadFormula, place, message))
}

/// How deeply the braces of a formula nest.
fn braces(formula: &str) -> usize {
    let mut open: usize = 0;
    let depths = formula.bytes().map(|byte| {
        match byte {
            b'{' => open += 1,
            b'}' => open = open.saturating_sub(1),
            _ => {}
        }
        open
    });
    depths.max().unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_understood_is_told_from_what_is_not() {
        let problem = |formula: &str| read_formula(formula, &Storage::new()).err();
        for formula in [
            "x",
            "d = 3.57\\sqrt{h}",
            "\\frac{1}{2}",
            "n \\text{ if } n > 0 \\operatorname{max}",
            "\\begin{matrix}a & b\\end{matrix}",
        ] {
            assert_eq!(problem(formula), None, "{formula}");
        }
        for (formula, reason) in [
            ("\\frac{1}", "token"),
            ("\\bm{x}", "unknown"),
            ("\\label{eq} y", "unknown"),
            ("{x", "unbalanced"),
            ("\\text{if $x$ is even}", "`$` is not read"),
            ("\\text{50\\%}", "`\\` is not read"),
            (" ", "empty"),
        ] {
            let found = problem(formula).unwrap_or_default();
            assert!(found.contains(reason), "{formula}: {found}");
        }
        assert!(problem(&"x".repeat(5_000)).is_some_and(|reason| reason.contains("4000 bytes")));
        let deep = "{".repeat(40) + &"}".repeat(40);
        assert!(problem(&deep).is_some_and(|reason| reason.contains("32 deep")));
    }
}
