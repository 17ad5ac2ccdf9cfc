//! Words in brackets that were meant to be a link.

use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// How many signs an address may have that is looked at for what keeps it from being one.
const MAX_ADDRESS: usize = 1_000;

/// Words in brackets that look like a link and are none, as what stands behind them can't be read: `[words][nope]`,
/// `[words](my page.md)`.
///
/// `behind` gives the brackets that stand right behind the words, and whether there is a key in them.
pub(super) fn near_link(
    text: &str,
    open: usize,
    close: usize,
    behind: impl FnOnce() -> Option<(Span, bool)>,
) -> Option<Fault> {
    let words = &text[open + 1..close];
    // `a[i][j]` is no link, and neither is a note or what is escaped.
    let is_bound = |c: char| c.is_alphanumeric() || matches!(c, ']' | ')' | '\\' | '[');
    let is_alone =
        !text[..open].ends_with(is_bound) && !text[close + 1..].starts_with(['[', '(', ']']);
    if is_alone && is_empty_pair(words) {
        let message = "this link names no page".to_owned();
        return Some(Fault::new(FaultKind::EmptyLink, open..close + 1, message));
    }
    if words.trim().is_empty() || words.starts_with(['^', '[']) || text[..open].ends_with(is_bound)
    {
        return None;
    }
    let fault =
        |end: usize, message: String| Some(Fault::new(FaultKind::NearLink, open..end, message));
    if let Some((brackets, has_key)) = behind() {
        let label = text[brackets.start + 1..brackets.end - 1].trim();
        let label = if label.is_empty() { words } else { label };
        let is_other = has_key || label.starts_with('^') || label.contains('\n');
        let are_tags = is_tag(words) && is_tag(label) && begins_line(&text[..open]);
        if is_other || is_index(words) && is_index(label) || are_tags {
            return None;
        }
        let message = format!("the reference `{label}` is not defined, so this is no link");
        return fault(brackets.end, message);
    }
    let address = text[close + 1..].strip_prefix('(')?;
    // Bounded, as a text may have very many of these that are never closed.
    let mut signs = address.char_indices().take(MAX_ADDRESS);
    let (length, _) = signs.find(|(_, sign)| matches!(sign, ')' | '\n'))?;
    let address = &address[..length];
    let last = address.rsplit('/').next().unwrap_or_default();
    let has_extension = last.rsplit_once('.').is_some_and(|(name, extension)| {
        !name.is_empty()
            && (1..=5).contains(&extension.len())
            && extension.bytes().all(|byte| byte.is_ascii_alphanumeric())
    });
    let is_address = has_extension || address.contains("://") || address.starts_with(['/', '.']);
    let has_space = address.trim().contains(char::is_whitespace);
    // Of two links that stand in each other the inner one is a link.
    let holds_link = words.contains("[[") || words.contains("](");
    let message = match (is_address, has_space, holds_link) {
        (true, true, _) => format!("the address `{address}` has a space in it, so this is no link"),
        (true, false, true) => {
            format!("the words hold a link of their own, so `{address}` is none")
        }
        _ => return None,
    };
    fault(close + 1 + address.len() + 2, message)
}

/// Whether there are brackets without a word between them: what stands within the outer ones of `[[ ]]` or `[[|words]]`.
fn is_empty_pair(words: &str) -> bool {
    let inner = words
        .strip_prefix('[')
        .and_then(|rest| rest.strip_suffix(']'));
    inner.is_some_and(|inner| {
        inner
            .split('|')
            .next()
            .is_some_and(|name| name.trim().is_empty())
    })
}

/// Whether what stands in brackets may be a tag, as lines of change logs begin with: `[win][arm64ec] Link statically`.
fn is_tag(words: &str) -> bool {
    let is_of_tag = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-_.+".contains(c);
    words.chars().all(is_of_tag)
}

/// Whether a text ends at the start of a line, or of an item of a list.
fn begins_line(before: &str) -> bool {
    let line = before.rsplit('\n').next().unwrap_or(before).trim_start();
    matches!(line.trim_end(), "" | "-" | "*" | "+")
}

/// Whether what stands in brackets is a place in a list or a table: `1`, `i`, `n+1`, `0..5`. Two of them behind each other
/// are no link.
fn is_index(words: &str) -> bool {
    let is_name = words
        .as_bytes()
        .windows(2)
        .any(|pair| pair.iter().all(u8::is_ascii_alphabetic));
    let is_of_index = |c: char| c.is_ascii_alphanumeric() || " +-*/%.,:_".contains(c);
    !words.is_empty() && !is_name && words.chars().all(is_of_index)
}
