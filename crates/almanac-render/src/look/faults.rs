//! What is wrong with an almanac's own templates, in words.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{Area, FilePath, TemplateFault, nearest};
use minijinja::{Error, ErrorKind, Value};

use super::built_in::{BUILT_IN, built_in_templates};

/// How many names are listed at most.
const MOST_LISTED: usize = 20;

/// A template that overrides nothing and that nothing names.
pub(super) fn unused(file: &FilePath) -> TemplateFault {
    let name = name_of(file);
    let near = nearest(name, built_in_templates());
    let help = match near {
        Some(known) => format!("did you mean `{}{known}`?", Area::Templates.folder()),
        None => format!(
            "include it in another template, or give it the name of one that is built in: {}",
            listed(built_in_templates())
        ),
    };
    let message = format!("nothing uses `{name}`: no built-in template has this name");
    fault(file, 0..0, message, help)
}

/// A template in the folder whose name stands for the built-in ones.
pub(super) fn reserved(file: &FilePath) -> TemplateFault {
    let message = format!("`{BUILT_IN}` names the templates that are built in");
    let help = format!(
        "put the file into `{}` or another folder below it",
        Area::Templates.folder()
    );
    fault(file, 0..0, message, help)
}

/// A template that can't be read.
pub(super) fn unreadable(file: &FilePath, text: &str, error: &Error) -> TemplateFault {
    let message = format!("not a template: {}", message_of(error));
    let help = "see https://docs.rs/minijinja/latest/minijinja/syntax/ for the form; the built-in template is used";
    fault(file, place(text, error), message, help.to_owned())
}

/// A template with an expression that is too long for the engine to read.
pub(super) fn too_long(file: &FilePath, span: Range<usize>) -> TemplateFault {
    let message = "this expression is too long to be read".to_owned();
    let help = "an expression has at most 200 links, filters and operators, and a template 200 `elif`: \
                split it with `set`; the built-in template is used";
    fault(file, span, message, help.to_owned())
}

/// A template that failed to make a page that was given `given`; `part` is the file of the
/// almanac's own that has a part in it.
pub(super) fn failed(
    own: &BTreeMap<String, (FilePath, Arc<str>)>,
    part: &FilePath,
    error: &Error,
    given: &Value,
) -> TemplateFault {
    let chain = chain(error);
    let cause = chain.last().copied().unwrap_or(error);
    // The innermost place in a file of the almanac's own: what fails further in was called there.
    let placed = chain.iter().rev().find_map(|error| {
        let (file, text) = own.get(error.name()?)?;
        Some((file, place(text, error)))
    });
    let (file, span) = placed.unwrap_or((part, 0..0));
    let at = cause.name().filter(|name| *name != name_of(file));
    let inner = at.map_or_else(String::new, |name| {
        format!(
            " (in the built-in `{name}`, line {})",
            cause.line().unwrap_or(1)
        )
    });
    let text = own
        .get(cause.name().unwrap_or_default())
        .map(|(_, text)| text);
    let missing = text
        .filter(|_| cause.kind() == ErrorKind::UndefinedError)
        .map(|text| text[place(text, cause)].trim());
    match missing {
        Some(words) => {
            let message = format!("`{words}` names what the page does not have{inner}");
            fault(file, span, message, names_instead(words, given))
        }
        None => {
            let message = format!("the template fails: {}{inner}", message_of(cause));
            let help = "mend it; until then the built-in template is used".to_owned();
            fault(file, span, message, help)
        }
    }
}

fn fault(file: &FilePath, span: Range<usize>, message: String, help: String) -> TemplateFault {
    TemplateFault {
        file: file.clone(),
        span: (span.start, span.end),
        message,
        help,
    }
}

fn name_of(file: &FilePath) -> &str {
    let path = file.as_str();
    Area::Templates.within(path).unwrap_or(path)
}

/// An error and what caused it, the innermost last.
fn chain(error: &Error) -> Vec<&Error> {
    let mut chain = vec![error];
    let mut inner = std::error::Error::source(error);
    while let Some(cause) = inner {
        chain.extend(cause.downcast_ref::<Error>());
        inner = cause.source();
    }
    chain
}

fn message_of(error: &Error) -> String {
    match error.detail() {
        Some(detail) => detail.to_owned(),
        None => error.kind().to_string(),
    }
}

/// Where in a text an error is: its expression, else its line.
fn place(text: &str, error: &Error) -> Range<usize> {
    let range = error
        .range()
        .filter(|range| text.get(range.clone()).is_some());
    if let Some(range) = range.filter(|range| !range.is_empty()) {
        return range;
    }
    let line = error.line().unwrap_or(1).max(1);
    let start: usize = text
        .split_inclusive('\n')
        .take(line - 1)
        .map(str::len)
        .sum();
    let length = text[start..].find('\n').unwrap_or(text.len() - start);
    start..start + length
}

/// What may be written instead of a path that leads to nothing.
fn names_instead(words: &str, given: &Value) -> String {
    let path: Vec<&str> = words
        .split(|c: char| !(c.is_alphanumeric() || c == '_' || c == '.'))
        .next()
        .unwrap_or_default()
        .split('.')
        .collect();
    let mut owner = given.clone();
    let mut before = String::new();
    for part in path {
        match owner.get_attr(part) {
            Ok(value) if !value.is_undefined() => {
                owner = value;
                before.push_str(part);
                before.push('.');
            }
            _ => return instead(&owner, &before, part),
        }
    }
    instead(given, "", "")
}

fn instead(owner: &Value, before: &str, part: &str) -> String {
    let names: Vec<String> = owner
        .try_iter()
        .map(|names| {
            names
                .filter_map(|name| name.as_str().map(str::to_owned))
                .collect()
        })
        .unwrap_or_default();
    if let Some(near) = nearest(part, names.iter().map(String::as_str)) {
        return format!("did you mean `{before}{near}`?");
    }
    let of = before.strip_suffix('.').unwrap_or("the page");
    format!("`{of}` has {}", listed(names.iter().map(String::as_str)))
        .replace("`the page`", "the page")
}

fn listed<'n>(names: impl Iterator<Item = &'n str>) -> String {
    let names: Vec<String> = names.map(|name| format!("`{name}`")).collect();
    match names.get(..MOST_LISTED) {
        Some(shown) if names.len() > MOST_LISTED => format!("{} and more", shown.join(", ")),
        _ => names.join(", "),
    }
}
