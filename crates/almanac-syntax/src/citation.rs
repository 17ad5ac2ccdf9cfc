//! Pandoc's citations: `[see @key, p. 3; also @other]`, `@key says`, `@key [p. 3]`, `[-@key]`, `@{odd key}`.
//!
//! The grammar is that of <https://pandoc.org/MANUAL.html#citation-syntax>. All of it is read here and nowhere else.
//! Where in a text a citation may begin, `events/inlines.rs` finds out, as it knows what is code and what is a link.

mod locator;
mod passage;
mod scan;

use crate::letters::{is_of_word, nfc};
use crate::span::Span;

pub use passage::Passage;
pub(crate) use passage::{may_have_passages, passages_behind};
use scan::{first_key, parts};

/// A citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Citation {
    /// The works that it cites, in order; at least one.
    pub works: Vec<CitedWork>,
    /// The bytes of the citation with its brackets.
    pub span: Span,
    /// Where the block begins that it stands in: the paragraph, item, cell or heading. Where that is not known, the
    /// citation itself.
    pub block: usize,
}

/// One work of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CitedWork {
    /// The key, without `@` and braces, in NFC.
    pub key: String,
    /// The bytes of the key, without `@` and braces.
    pub span: Span,
    /// How it is cited.
    pub mode: CitationMode,
    /// What stands before it: `see`.
    pub prefix: Option<Box<Affix>>,
    /// What stands behind it, without the comma: a locator, then other words.
    pub suffix: Option<Box<Affix>>,
    /// Evidence: the passages of the work that end the citation, in their order.
    pub passages: Vec<Passage>,
}

/// How a work is cited.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CitationMode {
    /// Within brackets: `[@key]`.
    Normal,
    /// The sentence speaks of it: `@key says`.
    AuthorInText,
    /// The sentence names the author already: `[-@key]`.
    SuppressAuthor,
}

/// Words before or behind the key of a citation, in Markdown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Affix {
    /// The words in one line.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

impl Affix {
    /// Whether there may be markup among the words.
    pub fn has_markup(&self) -> bool {
        self.text.contains([
            '*', '_', '`', '[', ']', '{', '<', '&', '~', '$', '\\', '@', '!', '=',
        ])
    }
}

impl CitedWork {
    /// Where in the work: `p. 3`. Braces that mark it are left out.
    pub fn locator(&self) -> Option<&str> {
        let (locator, _) = locator::split(&self.suffix.as_ref()?.text);
        (!locator.is_empty()).then_some(locator)
    }

    /// The words behind the locator, or behind the key if there is none.
    pub fn words_behind(&self) -> Option<&str> {
        let (_, words) = locator::split(&self.suffix.as_ref()?.text);
        (!words.is_empty()).then_some(words)
    }

    /// What stands behind the key, as it is shown: without the braces that mark a locator.
    pub fn shown_suffix(&self) -> Option<String> {
        let text = &self.suffix.as_ref()?.text;
        let shown = locator::without_braces(text);
        (!shown.is_empty()).then_some(shown)
    }
}

impl Citation {
    /// Reads a text that is one citation in brackets and nothing else, as a fact names its sources: `[@key, p. 3, "words"]`.
    pub fn read(text: &str) -> Option<Self> {
        let inner = text.trim();
        let start = text.len() - text.trim_start().len();
        let span = start..start + inner.len();
        let is_whole = inner.len() > 2 && inner.starts_with('[') && inner.ends_with(']');
        let works = read_list(text, is_whole.then_some(span.clone())?).ok()?;
        let block = span.start;
        Some(Self { works, span, block })
    }

    /// Whether a passage in it is never closed. `text` is what it was read from.
    pub fn has_unclosed_passage(&self, text: &str) -> bool {
        self.unclosed_marks(text).next().is_some()
    }

    /// The marks that begin a passage in it and are never closed.
    pub(crate) fn unclosed_marks(&self, text: &str) -> impl Iterator<Item = Span> {
        let works = self.works.iter().filter(|work| work.passages.is_empty());
        works.filter_map(|work| {
            let suffix = work.suffix.as_ref()?;
            passage::unclosed_mark(text, suffix.span.clone())
        })
    }
}

/// What can't be read as a citation, and why.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Unreadable {
    pub span: Span,
    pub reason: &'static str,
}

/// The sign and key of a citation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Key {
    /// The bytes from `@` or `-@` on to the end of the key, with its braces.
    pub span: Span,
    /// The bytes of the key alone.
    pub name: Span,
    /// Whether `-` stands before `@`.
    pub suppresses_author: bool,
}

/// Reads the key whose `@` stands at a byte of a text. There is none within a word, an address or an e-mail address.
pub(crate) fn key_at(text: &str, sign: usize, end: usize) -> Option<Key> {
    let before = &text[..sign];
    if is_within_word(before) {
        return None;
    }
    let behind = &text[sign + 1..end];
    let (name, key_end) = match behind.strip_prefix('{') {
        Some(braced) => {
            let length = braced_length(braced)?;
            let start = sign + 2;
            (start..start + length, start + length + 1)
        }
        None => {
            let length = key_length(behind);
            (sign + 1..sign + 1 + length, sign + 1 + length)
        }
    };
    let suppresses_author = before
        .strip_suffix('-')
        .is_some_and(|before| !before.ends_with(|c: char| c.is_alphanumeric() || c == '-'));
    (!name.is_empty()).then(|| Key {
        span: sign - usize::from(suppresses_author)..key_end,
        name,
        suppresses_author,
    })
}

/// Whether what stands before an `@` makes it a part of a word or an address: `a@b`, `https://a.example/@b`.
fn is_within_word(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else {
        return false;
    };
    if last.is_whitespace() {
        return false;
    }
    if last == '_' {
        // It may be the mark of emphasis.
        return before
            .trim_end_matches('_')
            .ends_with(char::is_alphanumeric);
    }
    let is_of_address = matches!(
        last,
        '/' | '.' | ':' | '=' | '&' | '?' | '#' | '%' | '+' | '~' | '\\' | '@'
    );
    if last.is_alphanumeric() || is_of_word(last) || is_of_address {
        return true;
    }
    if last == '-' {
        let word = before.trim_end_matches('-');
        if before.len() - word.len() == 1 && word.ends_with(char::is_alphanumeric) {
            return true;
        }
    }
    // Words are short; an address that isn't is no reason to look back through a whole text.
    const MAX_BYTES: usize = 200;
    let start = before.floor_char_boundary(before.len().saturating_sub(MAX_BYTES));
    let word = before[start..].rsplit(char::is_whitespace).next();
    // Most often it is a bracket by itself.
    let word = word.filter(|word| word.len() >= "://".len());
    let word = word.map(behind_link);
    word.is_some_and(|word| word.contains("://") || word.starts_with("www."))
}

/// What stands behind the last link in a word, whose address has ended: `[words](https://a.example).` or `<https://a.example>`.
fn behind_link(word: &str) -> &str {
    let word = match word.rsplit_once('>') {
        Some((link, behind)) if link.contains('<') => behind,
        _ => word,
    };
    let Some((_, target)) = word.rsplit_once("](") else {
        return word;
    };
    let mut depth = 1;
    for (at, byte) in target.bytes().enumerate() {
        match byte {
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &target[at + 1..];
        }
    }
    word
}

/// The length of what stands between braces, of which the first is open already.
fn braced_length(text: &str) -> Option<usize> {
    /// Longer ones are no keys: to look for their end behind each brace would take long.
    const MAX_BYTES: usize = 1_000;
    let mut depth = 1;
    for (at, byte) in text.bytes().enumerate().take(MAX_BYTES) {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            b'\n' => return None,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// The length of the key at the start of a text: letters, digits, `_`, and single punctuation characters between them,
/// as Pandoc has it.
fn key_length(text: &str) -> usize {
    let is_plain = |c: char| c.is_alphanumeric() || is_of_word(c);
    let is_letter = |byte: &&u8| byte.is_ascii_alphanumeric() || **byte == b'_';
    let (mut at, mut end) = (0, 0);
    loop {
        // Most keys are of such letters, which need not be looked up.
        let letters = text.as_bytes()[at..].iter().take_while(is_letter).count();
        if letters > 0 {
            at += letters;
            end = at;
        }
        let mut characters = text[at..].chars();
        let Some(character) = characters.next() else {
            return end;
        };
        at += character.len_utf8();
        if is_plain(character) {
            end = at;
            continue;
        }
        let is_between = matches!(
            character,
            ':' | '.' | '#' | '$' | '%' | '&' | '-' | '+' | '?' | '<' | '>' | '~' | '/'
        );
        let may_follow = |next: char| {
            is_between && is_plain(next) || next == '/' && matches!(character, ':' | '/')
        };
        if end == 0 || !characters.next().is_some_and(may_follow) {
            return end;
        }
    }
}

/// Reads `[…]` as a list of citations: each has a key, and what stands before and behind it.
pub(crate) fn read_list(text: &str, brackets: Span) -> Result<Vec<CitedWork>, Unreadable> {
    let inner = brackets.start + 1..brackets.end - 1;
    let mut works = Vec::new();
    for part in parts(text, inner) {
        works.extend(read_part(text, part.clone(), CitationMode::Normal)?);
    }
    match works.is_empty() {
        false => Ok(works),
        true => Err(Unreadable {
            span: brackets,
            reason: "there is no key in it",
        }),
    }
}

/// Reads the brackets behind a citation in text, `@key [p. 3; also @other]`: what stands behind the key, then others.
pub(crate) fn read_behind(
    text: &str,
    brackets: Span,
    first: &mut CitedWork,
) -> Result<Vec<CitedWork>, Unreadable> {
    if let Ok(works) = read_list(text, brackets.clone()) {
        return Ok(works);
    }
    let mut works = Vec::new();
    let mut suffix = None;
    let parts = parts(text, brackets.start + 1..brackets.end - 1);
    for (index, part) in parts.into_iter().enumerate() {
        if index == 0 && first_key(text, &part).is_none() {
            (suffix, first.passages) = behind_key(text, part, true);
        } else {
            works.extend(read_part(text, part, CitationMode::Normal)?);
        }
    }
    first.suffix = suffix;
    Ok(works)
}

/// A work that a sentence speaks of.
pub(crate) fn in_text(text: &str, key: &Key) -> CitedWork {
    let mode = match key.suppresses_author {
        true => CitationMode::SuppressAuthor,
        false => CitationMode::AuthorInText,
    };
    CitedWork {
        key: nfc(text[key.name.clone()].trim()).into_owned(),
        span: key.name.clone(),
        mode,
        prefix: None,
        suffix: None,
        passages: Vec::new(),
    }
}

/// Reads what stands between two semicolons. Nothing at all is passed over.
fn read_part(text: &str, part: Span, mode: CitationMode) -> Result<Option<CitedWork>, Unreadable> {
    if text[part.clone()].trim().is_empty() {
        return Ok(None);
    }
    let Some(key) = first_key(text, &part) else {
        return Err(Unreadable {
            span: trimmed(text, part),
            reason: "there is no key between two of its semicolons",
        });
    };
    let mode = match key.suppresses_author {
        true => CitationMode::SuppressAuthor,
        false => mode,
    };
    let (suffix, passages) = behind_key(text, key.span.end..part.end, false);
    Ok(Some(CitedWork {
        key: nfc(text[key.name.clone()].trim()).into_owned(),
        span: key.name.clone(),
        mode,
        prefix: affix_of(text, part.start..key.span.start),
        suffix,
        passages,
    }))
}

/// A span without white space at its ends, and without the marks of a quote at the starts of lines there.
fn trimmed(text: &str, span: Span) -> Span {
    let words = &text[span.clone()];
    let mut inner = words.trim();
    let gap = words.len() - words.trim_start().len();
    if words[..gap].contains('\n') {
        inner = inner.trim_start_matches(['>', ' ', '\t']);
    }
    let start = span.start + words.trim_end().len() - inner.len();
    let before_marks = inner.trim_end_matches(['>', ' ', '\t']);
    if before_marks.ends_with('\n') {
        inner = before_marks.trim_end();
    }
    start..start + inner.len()
}

/// What stands behind a key: its suffix, and the passages that end it. `is_open` says that it begins right behind a bracket.
fn behind_key(text: &str, span: Span, is_open: bool) -> (Option<Box<Affix>>, Vec<Passage>) {
    let (words, passages) = passage::split(text, span, is_open);
    (suffix_of(text, words), crate::fit::fitted(passages))
}

fn suffix_of(text: &str, span: Span) -> Option<Box<Affix>> {
    let words = &text[span.clone()];
    let start = words.trim_start();
    let start = start.strip_prefix(',').unwrap_or(start);
    affix_of(text, span.end - start.len()..span.end)
}

fn affix_of(text: &str, span: Span) -> Option<Box<Affix>> {
    let span = trimmed(text, span);
    if span.is_empty() {
        return None;
    }
    let text = in_one_line(&text[span.clone()]);
    Some(Box::new(Affix { text, span }))
}

/// Joins lines, without the marks of the quote that they stand in.
fn in_one_line(words: &str) -> String {
    if !words.contains('\n') {
        return words.to_owned();
    }
    let mut lines = words.lines();
    let mut joined = lines.next().unwrap_or_default().trim_end().to_owned();
    for line in lines {
        joined.push(' ');
        joined.push_str(line.trim_start_matches([' ', '\t', '>']).trim_end());
    }
    joined
}
