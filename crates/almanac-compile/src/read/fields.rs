//! Reads a mapping field by field, and says what is wrong with each.

use std::ops::Range;

use almanac_model::{Date, DateError, FilePath, nearest};
use almanac_syntax::yaml::{Content, Node};
use memchr::memchr;

use crate::checks;
use crate::reporter::Finding;

/// The most bytes of what a thing is called.
const MAX_NAME_BYTES: usize = 1_000;

/// The most bytes of any other text in front matter.
const MAX_TEXT_BYTES: usize = 10_000;

/// A mapping whose fields are being read.
pub(crate) struct Fields<'n> {
    pub file: &'n FilePath,
    node: &'n Node,
    /// The fields that were asked for: what the mapping may have.
    known: Vec<&'static str>,
    pub findings: Vec<Finding>,
}

/// What a word says that is yes or no, in YAML 1.2 or 1.1: other programs read `True` and `on` so.
pub(super) fn truth(word: &str) -> Option<bool> {
    match &*word.to_ascii_lowercase() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

/// A text and its place.
pub(crate) type PlacedText = (String, Range<usize>);

impl<'n> Fields<'n> {
    /// Starts to read a node, which should be a mapping or nothing; `what` names it for a reader.
    pub fn new(file: &'n FilePath, node: &'n Node, what: &str) -> Self {
        let mut fields = Self {
            file,
            node,
            known: Vec::new(),
            findings: Vec::new(),
        };
        if !matches!(node.content, Content::Mapping(_) | Content::Null) {
            fields.invalid(
                node,
                format!("{what} must be a mapping: lines of `name: value`"),
            );
        }
        fields
    }

    /// Says that a node is not what it should be.
    pub fn invalid(&mut self, node: &Node, message: impl Into<String>) {
        let finding = Finding::new(
            &checks::INVALID_FRONT_MATTER,
            self.file,
            node.span.clone(),
            message,
        );
        self.findings.push(finding);
    }

    /// Says of what was found last what to do about it.
    pub fn help(&mut self, help: impl Into<String>) {
        if let Some(finding) = self.findings.pop() {
            self.findings.push(finding.help(help));
        }
    }

    /// The value of a field, if it has one.
    pub fn node(&mut self, name: &'static str) -> Option<&'n Node> {
        self.known.push(name);
        self.node.get(name).filter(|node| !node.is_null())
    }

    /// The value of a field, without saying that it is read.
    pub fn peek(&self, name: &str) -> Option<&'n Node> {
        self.node.get(name)
    }

    /// The same in any case, if none has just this one.
    pub fn peek_any_case(&self, name: &str) -> Option<&'n Node> {
        let any_case = || {
            let mut pairs = self.node.as_mapping()?.iter();
            let is_it = |key: &Node| {
                key.as_str()
                    .is_some_and(|own| own.eq_ignore_ascii_case(name))
            };
            let (_, value) = pairs.find(|(key, _)| is_it(key))?;
            Some(value)
        };
        self.peek(name).or_else(any_case)
    }

    /// A field with its name, if it has a value.
    pub fn pair(&mut self, name: &'static str) -> Option<(&'n Node, &'n Node)> {
        self.node(name)?;
        let pairs = self.node.as_mapping()?.iter();
        let mut pairs = pairs.filter(|(key, _)| key.as_str() == Some(name));
        pairs.next().map(|(key, value)| (key, value))
    }

    /// Says that fields exist that others read or that we keep as they are.
    pub fn ignore(&mut self, names: &[&'static str]) {
        self.known.extend(names);
    }

    /// A field that is a text.
    pub fn text(&mut self, name: &'static str) -> Option<String> {
        self.placed_text(name).map(|(text, _)| text)
    }

    /// A field that is a text, with its place.
    pub fn placed_text(&mut self, name: &'static str) -> Option<PlacedText> {
        let node = self.node(name)?;
        self.text_of(node, name)
    }

    fn text_of(&mut self, node: &Node, name: &str) -> Option<PlacedText> {
        match &node.content {
            Content::Scalar(text) => {
                self.report_markup(text, node, name);
                Some((self.bounded(text.trim(), node, name), node.span.clone()))
            }
            Content::Null => None,
            _ => {
                self.invalid(node, format!("`{name}` must be a text"));
                None
            }
        }
    }

    /// Reports a link, a citation or a fact that is shown as it is written.
    fn report_markup(&mut self, text: &str, node: &Node, name: &str) {
        let Some(markup) = checks::markup_in(name, text) else {
            return;
        };
        let message = format!("`{name}` is plain text, so `{markup}` is shown as it is written");
        let finding = Finding::new(
            &checks::UNREAD_MARKUP,
            self.file,
            node.span.clone(),
            message,
        );
        let help = "write plain words, and put the link, the citation or the fact into the text of the page";
        self.findings.push(finding.help(help));
    }

    /// A text, cut where it is too long: it may be shown on every page of the almanac.
    fn bounded(&mut self, text: &str, node: &Node, name: &str) -> String {
        let most = match name {
            "title" | "aliases" | "id" | "key" | "kind" | "by" => MAX_NAME_BYTES,
            _ => MAX_TEXT_BYTES,
        };
        if text.len() > most {
            let message = format!(
                "`{name}` has {} bytes, and at most {most} are used",
                text.len()
            );
            let span = node.span.start..(node.span.start + most).min(node.span.end);
            let finding = Finding::new(&checks::OVERSIZED_CONTENT, self.file, span, message);
            let help = "make it shorter, or put the words into the text of the page";
            self.findings.push(finding.help(help));
        }
        text[..text.floor_char_boundary(most)].to_owned()
    }

    /// A field that is a list of texts; a single text is a list of one.
    pub fn texts(&mut self, name: &'static str) -> Vec<PlacedText> {
        let Some(node) = self.node(name) else {
            return Vec::new();
        };
        let items = match &node.content {
            Content::Sequence(items) => items.as_slice(),
            _ => std::slice::from_ref(node),
        };
        items
            .iter()
            .filter_map(|item| self.text_of(item, name))
            .collect()
    }

    /// A field that is a list; a single value is a list of one.
    pub fn list(&mut self, name: &'static str) -> &'n [Node] {
        match self.node(name) {
            Some(Node {
                content: Content::Sequence(items),
                ..
            }) => items,
            Some(node) => std::slice::from_ref(node),
            None => &[],
        }
    }

    /// A field that is yes or no.
    pub fn boolean(&mut self, name: &'static str) -> bool {
        self.boolean_or(name, false)
    }

    /// A field that is yes or no, and what it is taken for if it says neither.
    pub fn boolean_or(&mut self, name: &'static str, unread: bool) -> bool {
        let Some(node) = self.node(name) else {
            return false;
        };
        node.as_str().and_then(truth).unwrap_or_else(|| {
            self.invalid(node, format!("`{name}` must be `true` or `false`"));
            unread
        })
    }

    /// A field that is a date.
    pub fn date(&mut self, name: &'static str) -> Option<Date> {
        let (text, span) = self.placed_text(name)?;
        match Date::parse(day_of(&text)) {
            Ok(date) => Some(date),
            Err(error) => {
                self.findings
                    .push(invalid_date(self.file, span, &text, error));
                None
            }
        }
    }

    /// A field that is one of some names.
    pub fn one_of<T>(
        &mut self,
        name: &'static str,
        find: impl Fn(&str) -> Option<T>,
        names: &[&str],
    ) -> Option<T> {
        let (text, span) = self.placed_text(name)?;
        let found = find(&text);
        if found.is_none() {
            let message = format!("`{text}` is not a {name}");
            let help = format!("write one of {}", list_names(names));
            self.findings.push(
                Finding::new(&checks::INVALID_FRONT_MATTER, self.file, span, message).help(help),
            );
        }
        found
    }

    /// Whether a field that is missing stands there misspelt, which is said once: where it stands.
    pub fn misspells(&self, name: &str) -> bool {
        let keys = self.node.as_mapping().unwrap_or_default().iter();
        let mut keys = keys.filter_map(|(key, _)| key.as_str());
        keys.any(|key| key != name && nearest(key, std::iter::once(name)).is_some())
    }

    /// Says of a field that it is not read, and why or what to do.
    pub fn unread(&mut self, key: &Node, message: impl Into<String>, help: impl Into<String>) {
        let finding = Finding::new(&checks::UNKNOWN_FIELD, self.file, key.span.clone(), message);
        self.findings.push(finding.help(help));
    }

    /// Ends the reading: what nobody asked for is not read, and that is said.
    pub fn finish(mut self) -> Vec<Finding> {
        for (key, _) in self.node.as_mapping().unwrap_or_default() {
            let name = match key.as_str() {
                Some(name) if self.known.contains(&name) => continue,
                Some(name) => name,
                None => {
                    self.invalid(key, "the name of a field must be a text");
                    continue;
                }
            };
            let help = match nearest(name, self.known.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "take it out, or leave it there for another program: it is not read".to_owned()
                }
            };
            self.unread(key, format!("there is no field `{name}` here"), help);
        }
        self.findings
    }
}

/// The day of a moment, as other programs write it: `2024-01-02T10:00:00Z`, `2024-01-02 10:00:00 +0200`. The day is that of
/// the place where it was written. Any other text is given back.
pub(crate) fn day_of(text: &str) -> &str {
    if memchr(b':', text.as_bytes()).is_none() {
        return text;
    }
    let Some((day, time)) = text.split_once(['T', 't', ' ']) else {
        return text;
    };
    let time = time.trim_start();
    let hour = time.get(..2).and_then(|hour| hour.parse::<u8>().ok());
    let is_time = hour.is_some_and(|hour| hour < 25) && time[2..].starts_with(':');
    let is_of_time = |c: char| c.is_ascii_digit() || ":.,+- Zz".contains(c);
    match is_time && time.chars().all(is_of_time) {
        true => day,
        false => text,
    }
}

/// Says that a text is no date.
pub(crate) fn invalid_date(
    file: &FilePath,
    span: Range<usize>,
    text: &str,
    error: DateError,
) -> Finding {
    let message = format!("`{text}` is {error}");
    Finding::new(&checks::INVALID_DATE, file, span, message)
        .help("write `YYYY`, `YYYY-MM` or `YYYY-MM-DD`, with `~` behind it if it is approximate")
}

/// Lists names for a reader: `a`, `b` or `c`.
pub(crate) fn list_names(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} or `{last}`", first.join(", "))
        }
    }
}
