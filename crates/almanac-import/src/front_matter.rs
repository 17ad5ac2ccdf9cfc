//! The front matter of a note, and changes of single fields that leave all else as it is written.

use std::ops::Range;

use almanac_syntax::yaml::{self, Node};

use crate::survey::texts_of;

/// The front matter of a text.
#[derive(Debug, Clone)]
pub struct FrontMatter<'t> {
    text: &'t str,
    /// What stands between the fences.
    span: Option<Range<usize>>,
    /// Where the text behind it begins.
    body: usize,
    fields: Node,
    /// Whether some of it can't be read, so that nothing may be written into it.
    is_broken: bool,
    form: Form,
    edits: Vec<(Range<usize>, String)>,
    /// Fields to be added, each with its value as YAML.
    added: Vec<(String, String)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    Yaml,
    Toml,
}

impl<'t> FrontMatter<'t> {
    /// Reads that of a text. A text without any has none of its fields.
    pub fn read(text: &'t str) -> Self {
        let start = text.len() - text.strip_prefix('\u{feff}').unwrap_or(text).len();
        let fences = [(Form::Yaml, "---"), (Form::Toml, "+++")];
        let found = fences.into_iter().find_map(|(form, fence)| {
            let (span, body) = between_fences(text, start, fence)?;
            Some((form, span, body))
        });
        let (form, span, body) = match found {
            Some((form, span, body)) => (form, Some(span), body),
            None => (Form::Yaml, None, start),
        };
        let yaml = span.clone().filter(|_| form == Form::Yaml);
        let (fields, faults) = yaml::parse(text, yaml.unwrap_or(body..body));
        let is_mapping = fields.is_null() || fields.as_mapping().is_some();
        Self {
            text,
            span,
            body,
            is_broken: yaml::is_cut(&faults) || !is_mapping,
            fields,
            form,
            edits: Vec::new(),
            added: Vec::new(),
        }
    }

    /// Whether there is any.
    pub fn is_there(&self) -> bool {
        self.span.is_some()
    }

    /// Whether some of it can't be read.
    pub fn is_broken(&self) -> bool {
        self.is_broken
    }

    /// Where the text behind it begins.
    pub fn body(&self) -> usize {
        self.body
    }

    /// The value of a field, as it stands.
    pub fn get(&self, name: &str) -> Option<&Node> {
        self.fields.get(name).filter(|value| !value.is_null())
    }

    /// All fields, in their order.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &Node)> {
        let pairs = self.fields.as_mapping().unwrap_or_default();
        pairs
            .iter()
            .filter_map(|(key, value)| Some((key.as_str()?, value)))
    }

    /// The text of a field.
    pub fn text(&self, name: &str) -> Option<&str> {
        let text = self.get(name)?.as_str()?.trim();
        (!text.is_empty()).then_some(text)
    }

    /// The texts of a field that is a list, or one text.
    pub fn texts(&self, name: &str) -> Vec<String> {
        self.get(name).map(texts_of).unwrap_or_default()
    }

    /// Writes a field, whose value is YAML, in the place of the one that is there or behind all others.
    pub fn set(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if let Some(span) = self.span_of(name) {
            let blank = if value.starts_with('\n') { "" } else { " " };
            self.replace(span, format!("{name}:{blank}{value}"));
        } else {
            self.added.retain(|(added, _)| added != name);
            self.added.push((name.to_owned(), value));
        }
    }

    /// Writes a field in front of all others.
    pub fn become_first(&mut self, name: &str, value: impl Into<String>) {
        let start = self.span.as_ref().map(|span| span.start);
        match start {
            Some(start)
                if self.span_of(name).is_none() && !self.is_flow() && self.form == Form::Yaml =>
            {
                let line_end = self.line_end();
                self.edit(start..start, format!("{name}: {}{line_end}", value.into()));
            }
            _ => self.set(name, value),
        }
    }

    /// Gives a field another name, where no other one has that.
    pub fn rename(&mut self, name: &str, new: &str) {
        let pairs = self.fields.as_mapping().unwrap_or_default();
        let key = pairs.iter().find(|(key, _)| key.as_str() == Some(name));
        if let Some(span) = key.map(|(key, _)| key.span.clone())
            && self.fields.get(new).is_none()
        {
            self.edit(span, new.to_owned());
        }
    }

    /// Puts words in the place of a part of the front matter.
    pub fn edit(&mut self, span: Range<usize>, new: String) {
        self.edits.push((span, new));
    }

    /// Puts a field into a mapping, in front of the field that stands at a place.
    pub fn insert_field(&mut self, mapping: &Node, place: usize, name: &str, value: &str) {
        let new = match self.text[mapping.span.start..].starts_with('{') {
            true => format!("{name}: {value}, "),
            false => {
                let line = self.text[..place].rfind('\n').map_or(0, |at| at + 1);
                let indent = " ".repeat(self.text[line..place].chars().count());
                format!("{name}: {value}{}{indent}", self.line_end())
            }
        };
        self.edit(place..place, new);
    }

    /// Takes a field out of a mapping.
    pub fn remove_pair(&mut self, mapping: &Node, key: &Node, value: &Node) {
        let end = value_end(self.text, value).max(key.span.end);
        let behind = &self.text[end..];
        let length = match self.text[mapping.span.start..].starts_with('{') {
            true if behind.trim_start().starts_with(',') => {
                let comma = behind.len() - behind.trim_start().len() + 1;
                let blanks = &behind[comma..];
                comma + blanks.len() - blanks.trim_start_matches(' ').len()
            }
            true => 0,
            // Up to the next field of the mapping, which has the same indent.
            false => behind.len() - behind.trim_start().len(),
        };
        self.edit(key.span.start..end + length, String::new());
    }

    /// Adds items, each in one line, behind those of a list.
    pub fn add_items(&mut self, list: &Node, lines: &[String]) {
        let items = list.as_sequence().unwrap_or_default();
        let (Some(first), Some(last)) = (items.first(), items.last()) else {
            return;
        };
        let end = self.text[..last.span.end].trim_end().len();
        if self.text[list.span.start..].starts_with('[') {
            let new: String = lines.iter().map(|line| format!(", {line}")).collect();
            return self.edit(end..end, new);
        }
        let line = self.text[..first.span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let opening = self.text[line..first.span.start].to_owned();
        let line_end = self.line_end();
        let new: String = lines
            .iter()
            .map(|line| format!("{line_end}{opening}{line}"))
            .collect();
        // A comment may stand behind the last one.
        let behind = self.text[end..]
            .find('\n')
            .map_or(self.text.len(), |at| end + at);
        let behind = behind - usize::from(self.text[..behind].ends_with('\r'));
        self.edit(behind..behind, new);
    }

    /// Takes an item out of a list, with its lines.
    pub fn remove_item(&mut self, item: &Node) {
        let end = self.text[..item.span.end].trim_end().len();
        let line = self.text[..item.span.start]
            .rfind('\n')
            .map_or(0, |at| at + 1);
        let behind = &self.text[end..];
        if self.text[line..item.span.start].trim() == "-" {
            let next = behind.find('\n').map_or(self.text.len(), |at| end + at + 1);
            return self.edit(line..next, String::new());
        }
        let comma = behind.find(|c: char| c == ',' || !c.is_whitespace());
        let is_comma = comma.is_some_and(|at| behind[at..].starts_with(','));
        let length = if is_comma {
            comma.map_or(0, |at| at + 1)
        } else {
            0
        };
        self.edit(item.span.start..end + length, String::new());
    }

    /// Writes a field under another name and with another value.
    pub fn become_field(&mut self, name: &str, new: &str, value: impl Into<String>) {
        match self.span_of(name) {
            Some(span) if self.fields.get(new).is_none() => {
                self.replace(span, format!("{new}: {}", value.into()));
            }
            _ => self.set(new, value),
        }
    }

    /// Adds texts to a list, or makes one.
    pub fn add_texts(&mut self, name: &str, new: &[String]) {
        let mut texts = self.texts(name);
        let had = texts.len();
        for text in new {
            if !texts.contains(text) {
                texts.push(text.clone());
            }
        }
        if texts.len() > had {
            self.set(name, yaml_list(&texts));
        }
    }

    /// Takes a field out, with its line.
    pub fn remove(&mut self, name: &str) {
        let Some(span) = self.span_of(name) else {
            return;
        };
        let line = self.text[..span.start].rfind('\n').map_or(0, |at| at + 1);
        let is_alone = self.text[line..span.start].trim().is_empty();
        let behind = &self.text[span.end..];
        let end = behind
            .find('\n')
            .map_or(self.text.len(), |at| span.end + at + 1);
        if is_alone && self.text[span.end..end].trim().is_empty() {
            self.replace(line..end, String::new());
        }
    }

    /// The text with all changes, and with another body if one is given. `None` where it is as it was, or where the
    /// front matter can't be written into and the body is the same.
    pub fn finish(self, body: Option<String>) -> Option<String> {
        let has_changes = !self.edits.is_empty() || !self.added.is_empty();
        if body.is_none() && (!has_changes || self.is_broken) {
            return None;
        }
        let mut head = match self.is_broken {
            true => self.text[..self.body].to_owned(),
            false => self.head(),
        };
        match body {
            Some(body) => head.push_str(&body),
            None => head.push_str(&self.text[self.body..]),
        }
        Some(head).filter(|new| new != self.text)
    }

    /// The front matter with its fences, changed.
    fn head(&self) -> String {
        let line_end = self.line_end();
        let mut head = self.text[..self.body].to_owned();
        let Some(span) = &self.span else {
            if self.added.is_empty() {
                return head;
            }
            let lines = self.added_lines(line_end);
            head.push_str(&format!("---{line_end}{lines}---{line_end}"));
            return head;
        };
        let mut edits = self.edits.clone();
        edits.sort_by_key(|(span, _)| (span.start, span.end));
        if !self.added.is_empty() {
            let lines = self.added_lines(line_end);
            match self.form {
                // Behind a table's heading the fields would be the table's.
                Form::Toml => edits.insert(0, (span.start..span.start, lines)),
                Form::Yaml if self.is_flow() => {
                    let open = self.fields.span.start + 1;
                    edits.insert(0, (open..open, self.added_in_braces()));
                }
                Form::Yaml => {
                    let is_closed = span.is_empty() || head[..span.end].ends_with(['\n', '\r']);
                    let gap = if is_closed { "" } else { line_end };
                    edits.push((span.end..span.end, format!("{gap}{lines}")));
                }
            }
        }
        for (span, new) in edits.into_iter().rev() {
            head.replace_range(span, &new);
        }
        head
    }

    /// How lines end in the front matter.
    fn line_end(&self) -> &'static str {
        match self.text[..self.body].contains("\r\n") {
            true => "\r\n",
            false => "\n",
        }
    }

    fn is_flow(&self) -> bool {
        self.text[self.fields.span.start..].starts_with('{') && self.fields.as_mapping().is_some()
    }

    fn added_lines(&self, line_end: &str) -> String {
        let sign = if self.form == Form::Toml { " =" } else { ":" };
        let lines = self.added.iter();
        lines
            .map(|(name, value)| {
                // A list begins in a line of its own.
                let blank = if value.starts_with('\n') { "" } else { " " };
                format!("{name}{sign}{blank}{value}{line_end}")
            })
            .collect()
    }

    fn added_in_braces(&self) -> String {
        let fields = self.added.iter();
        fields
            .map(|(name, value)| format!("\"{name}\": {value}, "))
            .collect()
    }

    /// The bytes of a field: its name, and its value if it has one.
    fn span_of(&self, name: &str) -> Option<Range<usize>> {
        let pairs = self.fields.as_mapping()?;
        let (key, value) = pairs.iter().find(|(key, _)| key.as_str() == Some(name))?;
        let colon = key.span.end + self.text[key.span.end..].find(':')? + 1;
        let end = match value.is_null() && self.text[value.span.clone()].trim().is_empty() {
            true => colon,
            false => value_end(self.text, value).max(colon),
        };
        let written = self.text[key.span.start..end].trim_end().len();
        Some(key.span.start..key.span.start + written)
    }

    /// The last change of a field counts.
    fn replace(&mut self, span: Range<usize>, new: String) {
        self.edits.retain(|(old, _)| old.start != span.start);
        self.edits.push((span, new));
    }
}

/// Where a value ends. The parser counts a comment behind a text in quotation marks to it.
fn value_end(text: &str, value: &Node) -> usize {
    let written = &text[value.span.clone()];
    let Some(quote) = written.chars().next().filter(|c| matches!(c, '"' | '\'')) else {
        return value.span.end;
    };
    let mut chars = written.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        let is_doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
        match c {
            '\\' if quote == '"' => drop(chars.next()),
            c if c == quote && is_doubled => drop(chars.next()),
            c if c == quote => return value.span.start + at + 1,
            _ => {}
        }
    }
    value.span.end
}

/// What stands between two lines that are fences, and where the text behind them begins.
fn between_fences(text: &str, start: usize, fence: &str) -> Option<(Range<usize>, usize)> {
    let first = line_at(text, start);
    if text[first.clone()].trim_end() != fence {
        return None;
    }
    let mut at = first.end;
    while at < text.len() {
        let line = line_at(text, at);
        let words = text[line.clone()].trim_end();
        if words == fence || fence == "---" && words == "..." {
            return Some((first.end..at, line.end));
        }
        at = line.end;
    }
    None
}

fn line_at(text: &str, start: usize) -> Range<usize> {
    let length = text[start..].find('\n').map(|at| at + 1);
    start..length.map_or(text.len(), |length| start + length)
}

/// A text as YAML, in quotation marks where it needs them.
pub fn yaml_text(text: &str) -> String {
    let mut chars = text.chars();
    let begins_plainly = chars.next().is_some_and(char::is_alphabetic);
    let is_plain =
        |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.' | '/' | '(' | ')');
    let is_word = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]
        .iter()
        .any(|word| word.eq_ignore_ascii_case(text));
    match begins_plainly && !is_word && !text.ends_with(' ') && text.chars().all(is_plain) {
        true => text.to_owned(),
        // The strings of JSON are those of YAML in double quotation marks.
        false => serde_json::Value::from(text).to_string(),
    }
}

/// Texts as a YAML list in one line.
pub fn yaml_list(texts: &[String]) -> String {
    let texts: Vec<String> = texts.iter().map(|text| yaml_text(text)).collect();
    format!("[{}]", texts.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn changed(text: &str, change: impl Fn(&mut FrontMatter<'_>)) -> Option<String> {
        let mut head = FrontMatter::read(text);
        change(&mut head);
        head.finish(None)
    }

    #[test]
    fn a_field_is_added_and_the_rest_stays() {
        let add = |head: &mut FrontMatter<'_>| head.set("draft", "true");
        let of = |text: &str| changed(text, add).unwrap();
        assert_eq!(of("Text\n"), "---\ndraft: true\n---\nText\n");
        assert_eq!(
            of("---\r\ntitle:  'A' # why\r\n---\r\nText"),
            "---\r\ntitle:  'A' # why\r\ndraft: true\r\n---\r\nText"
        );
        assert_eq!(of("---\n---\n"), "---\ndraft: true\n---\n");
        assert_eq!(
            of("+++\n[extra]\na = 1\n+++\n"),
            "+++\ndraft = true\n[extra]\na = 1\n+++\n"
        );
        assert_eq!(
            of("---\n{\"a\": 1}\n---\n"),
            "---\n{\"draft\": true, \"a\": 1}\n---\n"
        );
    }

    #[test]
    fn a_field_is_replaced_where_it_stands() {
        let text = "---\na: 1\npublish: \"false\" # not yet\naliases:\n  - x\n  - y\ntags:\n---\nT";
        let new = changed(text, |head| {
            head.become_field("publish", "draft", "true");
            head.add_texts("aliases", &["z: 1".into(), "x".into()]);
            head.set("tags", "[a]");
            head.remove("a");
        });
        assert_eq!(
            new.unwrap(),
            "---\ndraft: true # not yet\naliases: [x, \"y\", \"z: 1\"]\ntags: [a]\n---\nT"
        );
    }

    #[test]
    fn what_can_not_be_read_is_left_alone() {
        for text in ["---\ntitle: a: b\n---\nT", "---\n- a\n---\n"] {
            assert!(FrontMatter::read(text).is_broken(), "{text}");
            assert_eq!(changed(text, |head| head.set("draft", "true")), None);
        }
        assert!(!FrontMatter::read("---\nnever closed\n").is_there());
    }

    #[test]
    fn texts_are_quoted_where_yaml_would_read_them_otherwise() {
        for (text, yaml) in [
            ("a b", "a b"),
            ("no", "\"no\""),
            ("a: b", "\"a: b\""),
            ("1a", "\"1a\""),
        ] {
            assert_eq!(yaml_text(text), yaml);
        }
    }
}
