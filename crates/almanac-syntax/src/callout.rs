//! Callouts: boxes beside the text, `> [!tip] Title`.

use crate::span::Span;

/// A box beside the text, from its first line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// What its author calls it: `faq`.
    pub name: String,
    /// How it looks.
    pub look: CalloutLook,
    /// Whether a reader can fold it, and whether it is open at first.
    pub fold: Fold,
    /// The bytes of its title, if it has one.
    pub title: Option<Span>,
}

/// How a callout looks: those that mean much the same look alike.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CalloutLook {
    /// A remark beside the text, and what nobody knows.
    Note,
    /// What helps.
    Tip,
    /// What must not be overlooked.
    Important,
    /// What may go wrong.
    Warning,
    /// What does harm.
    Caution,
    /// Somebody's words.
    Quote,
}

/// Whether a callout can be folded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fold {
    /// It can't.
    Fixed,
    /// It can, and is open at first.
    Open,
    /// It can, and is folded at first.
    Closed,
}

impl CalloutLook {
    /// The look of a callout by the word that it is called by, in lower case; `None` if the word is not known.
    pub(crate) fn of(name: &str) -> Option<Self> {
        Some(match name {
            "note" | "info" | "todo" | "abstract" | "summary" | "tldr" | "example" | "question"
            | "help" | "faq" | "details" | "seealso" | "admonition" | "pinned" | "hint-box" => {
                Self::Note
            }
            "tip" | "hint" | "success" | "check" | "done" => Self::Tip,
            "important" => Self::Important,
            "warning" | "attention" => Self::Warning,
            "caution" | "danger" | "error" | "failure" | "fail" | "missing" | "bug" => {
                Self::Caution
            }
            "quote" | "cite" => Self::Quote,
            _ => return None,
        })
    }
}

/// The callout whose first line begins at a place, behind the sign of its quotation, and ends before another.
pub(crate) fn callout_in(text: &str, line: Span) -> Option<Callout> {
    let words = &text[line.clone()];
    let inner = words.strip_prefix("[!")?;
    let (written, _) = inner.split_once(']')?;
    let name = written.split('|').next().unwrap_or(written).trim();
    let is_name = name.starts_with(char::is_alphanumeric) && !name.contains(['[', '`', '\n']);
    if !is_name {
        return None;
    }
    let behind = "[!".len() + written.len() + "]".len();
    // `[!words](address)` is a link.
    if words[behind..].starts_with(['(', '[']) {
        return None;
    }
    let (fold, sign) = match words.as_bytes().get(behind) {
        Some(b'-') => (Fold::Closed, 1),
        Some(b'+') => (Fold::Open, 1),
        _ => (Fold::Fixed, 0),
    };
    Some(Callout {
        look: CalloutLook::of(&name.to_lowercase()).unwrap_or(CalloutLook::Note),
        name: name.to_owned(),
        fold,
        title: trimmed(text, line.start + behind + sign..line.end),
    })
}

/// A stretch of a text without the white space around it, if anything is left.
pub(crate) fn trimmed(text: &str, stretch: Span) -> Option<Span> {
    let words = text.get(stretch.clone())?;
    let start = stretch.start + (words.len() - words.trim_start().len());
    let length = words.trim().len();
    (length > 0).then_some(start..start + length)
}
