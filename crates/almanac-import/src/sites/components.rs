//! Components in Markdown, as MDX and Vue have them: `<Tabs>`, `<Badge text="x" />`. Read by Docusaurus, VitePress, VuePress
//! and Starlight.
//!
//! One that isn't known loses its tags and keeps what it wraps.

use std::ops::Range;

use super::includes::dedented;
use super::lines::{Part, code_spans, lines, parts};

/// A component where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Component<'t> {
    /// Its name.
    pub name: &'t str,
    /// Its attributes, each with its value as it is written, without quotation marks.
    pub attributes: Vec<(&'t str, &'t str)>,
    /// What it wraps; `None` for one that closes itself.
    pub inner: Option<String>,
    /// Whether it begins a line.
    pub is_block: bool,
    /// What stands before it in its line.
    pub before: &'t str,
    /// Its first tag as it is written.
    pub tag: &'t str,
}

impl Component<'_> {
    /// The value of an attribute that is a plain text.
    pub fn text(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(key, _)| *key == name)?;
        let braced = value
            .strip_prefix('{')
            .and_then(|value| value.strip_suffix('}'));
        let value = match braced {
            Some(inner) => literal(inner)?,
            None => value,
        };
        (!value.trim().is_empty()).then_some(value)
    }

    /// Whether it has an attribute.
    pub fn has(&self, name: &str) -> bool {
        self.attributes.iter().any(|(key, _)| *key == name)
    }

    /// The element as it stands, with what it wraps.
    pub fn whole(&self) -> Option<String> {
        let inner = self.inner.as_deref();
        let closed = inner.map(|inner| format!("{}{inner}</{}>", self.tag, self.name));
        closed.or_else(|| Some(self.tag.to_owned()))
    }

    /// The expression of an attribute in braces.
    pub fn expression(&self, name: &str) -> Option<&str> {
        let mut attributes = self.attributes.iter();
        let (_, value) = attributes.find(|(key, _)| *key == name)?;
        value.strip_prefix('{')?.strip_suffix('}')
    }
}

/// Whether an element is none of HTML: `<Card>`, `<my-card>`.
pub fn is_component(name: &str) -> bool {
    name.starts_with(char::is_uppercase) || name.contains('-')
}

/// The words of an expression that is nothing but one text in quotation marks.
pub fn literal(expression: &str) -> Option<&str> {
    let expression = expression.trim();
    let mut signs = expression.chars();
    let quote = signs.next().filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let words = expression[1..].strip_suffix(quote)?;
    (!words.contains(quote) && !words.contains("${")).then_some(words)
}

/// A text whose components `write` writes otherwise; what it leaves alone loses its tags, or stays as code if it closes
/// itself. `is_one` says of which elements that is to be asked.
pub fn rewritten(
    text: &str,
    is_one: &dyn Fn(&str) -> bool,
    write: &mut dyn FnMut(&Component<'_>) -> Option<String>,
) -> String {
    nested(text, is_one, write, 0)
}

const MAX_DEPTH: usize = 40;

fn nested(
    text: &str,
    is_one: &dyn Fn(&str) -> bool,
    write: &mut dyn FnMut(&Component<'_>) -> Option<String>,
    depth: usize,
) -> String {
    if depth > MAX_DEPTH || !text.contains('<') {
        return text.to_owned();
    }
    let code = code_of(text);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    let mut looked = 0;
    while let Some(start) = next_bracket(text, looked, &code) {
        looked = start + 1;
        let Some((mut component, end, is_closed)) =
            tag_at(text, start).filter(|(one, ..)| is_one(one.name))
        else {
            continue;
        };
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let indent = &text[line..start];
        component.before = indent;
        let begins_line = indent.trim_matches([' ', '\t', '>']).is_empty();
        component.is_block = begins_line;
        let end = match is_closed {
            true => end,
            false => match closing(text, component.name, end, &code) {
                Some(close) => {
                    let inner = &text[end..close.start];
                    component.is_block =
                        begins_line && (inner.contains('\n') || ends_line(&text[close.end..]));
                    let inner = match component.is_block && inner.contains('\n') {
                        true => dedented(inner.trim_matches('\n')),
                        false => inner.to_owned(),
                    };
                    component.inner = Some(nested(&inner, is_one, write, depth + 1));
                    close.end
                }
                None => continue,
            },
        };
        let written = match (write(&component), &component.inner) {
            (Some(written), _) => written,
            (None, Some(inner)) if component.is_block => format!("{}\n", inner.trim_matches('\n')),
            (None, Some(inner)) => inner.clone(),
            (None, None) => format!(
                "`{}`",
                text[start..end].replace('`', "'").replace('\n', " ")
            ),
        };
        new.push_str(&text[at..start]);
        push(
            &mut new,
            &written,
            if component.is_block { indent } else { "" },
        );
        at = end;
        looked = end;
    }
    new.push_str(&text[at..]);
    new
}

/// A text some of whose tags, outside of code, have other attributes: those that `attributes` gives, each with a blank
/// before it.
pub fn with_attributes(
    text: &str,
    attributes: &mut dyn FnMut(&Component<'_>) -> Option<String>,
) -> String {
    let code = code_of(text);
    let mut new = String::with_capacity(text.len());
    let (mut at, mut looked) = (0, 0);
    while let Some(start) = next_bracket(text, looked, &code) {
        looked = start + 1;
        let Some((tag, end, is_closed)) = tag_at(text, start) else {
            continue;
        };
        let Some(attributes) = attributes(&tag) else {
            continue;
        };
        let close = if is_closed { " /" } else { "" };
        new.push_str(&text[at..start]);
        new.push_str(&format!("<{}{attributes}{close}>", tag.name));
        at = end;
        looked = end;
    }
    new.push_str(&text[at..]);
    new
}

/// Where the next `<` stands that is in no code.
fn next_bracket(text: &str, from: usize, code: &[Range<usize>]) -> Option<usize> {
    let mut at = from;
    loop {
        let start = at + text[at..].find('<')?;
        match code.iter().find(|span| span.contains(&start)) {
            Some(span) => at = span.end,
            None => return Some(start),
        }
    }
}

/// Whether the line of an element has nothing behind it but blanks or another one.
fn ends_line(behind: &str) -> bool {
    let rest = behind.trim_start_matches([' ', '\t', '\r']);
    rest.is_empty() || rest.starts_with(['\n', '<'])
}

/// Writes a text whose further lines begin as its first line does.
fn push(new: &mut String, written: &str, indent: &str) {
    for (number, line) in lines(written).enumerate() {
        if number > 0 && !line.trim().is_empty() {
            new.push_str(indent);
        }
        new.push_str(line);
    }
}

/// The parts of a text that are code.
pub fn code_of(text: &str) -> Vec<Range<usize>> {
    let mut spans = Vec::new();
    let mut offset = 0;
    for part in parts(text) {
        match part {
            Part::Code(code) => {
                spans.push(code.span.clone());
                offset = code.span.end;
            }
            Part::Prose(prose) => {
                spans.extend(
                    code_spans(prose)
                        .into_iter()
                        .map(|span| offset + span.start..offset + span.end),
                );
                offset += prose.len();
            }
        }
    }
    spans
}

/// The tag that begins at a place, where it ends, and whether it closes itself.
pub fn tag_at(text: &str, start: usize) -> Option<(Component<'_>, usize, bool)> {
    let rest = &text[start + 1..];
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':');
    let length = rest.find(|c| !is_name(c))?;
    let name = &rest[..length];
    if !name.starts_with(char::is_alphabetic) {
        return None;
    }
    let mut component = Component {
        name,
        attributes: Vec::new(),
        inner: None,
        is_block: false,
        before: "",
        tag: "",
    };
    let mut at = start + 1 + length;
    loop {
        let blanks = text[at..].len() - text[at..].trim_start().len();
        at += blanks;
        let rest = &text[at..];
        if rest.starts_with("/>") {
            component.tag = &text[start..at + 2];
            return Some((component, at + 2, true));
        }
        if rest.starts_with('>') {
            component.tag = &text[start..=at];
            return Some((component, at + 1, false));
        }
        if rest.starts_with('{') {
            at += balanced(rest)?;
            continue;
        }
        let end = rest.find(|c: char| c.is_whitespace() || matches!(c, '=' | '>' | '/' | '<'))?;
        if end == 0 {
            return None;
        }
        let key = &rest[..end];
        at += end;
        let Some(value) = text[at..].strip_prefix('=') else {
            component.attributes.push((key, ""));
            continue;
        };
        let (value, length) = match value.chars().next()? {
            quote @ ('"' | '\'') => {
                let end = value[1..].find(quote)? + 1;
                (&value[1..end], end + 1)
            }
            '{' => {
                let end = balanced(value)?;
                (&value[..end], end)
            }
            _ => {
                let end = value.find(|c: char| c.is_whitespace() || c == '>')?;
                (&value[..end], end)
            }
        };
        component.attributes.push((key, value));
        at += 1 + length;
    }
}

/// The length of what stands in braces, with these.
pub fn balanced(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match (quote, c) {
            (Some(open), c) if c == open => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'' | '`') => quote = Some(c),
            (None, '{') => depth += 1,
            (None, '}') => {
                depth -= 1;
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// The tag that closes an element which was opened before a place.
fn closing(text: &str, name: &str, from: usize, code: &[Range<usize>]) -> Option<Range<usize>> {
    let mut depth = 1;
    let mut at = from;
    while let Some(start) = next_bracket(text, at, code) {
        at = start + 1;
        if let Some(rest) = text[start..]
            .strip_prefix("</")
            .and_then(|rest| rest.strip_prefix(name))
        {
            let trimmed = rest.trim_start();
            if trimmed.starts_with('>') {
                depth -= 1;
                if depth == 0 {
                    let end = start + 2 + name.len() + (rest.len() - trimmed.len()) + 1;
                    return Some(start..end);
                }
            }
        } else if let Some((inner, end, is_closed)) = tag_at(text, start) {
            depth += usize::from(inner.name == name && !is_closed);
            at = end;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let is_one = |name: &str| name.starts_with(char::is_uppercase);
        rewritten(text, &is_one, &mut |component| match component.name {
            "Tab" => Some(format!(
                "[{}]\n{}\n",
                component.text("label").unwrap_or("?"),
                component.inner.as_deref().unwrap_or("-").trim()
            )),
            _ => None,
        })
    }

    #[test]
    fn wrappers_lose_their_tags_and_keep_their_words() {
        assert_eq!(
            read(
                "<Tabs a={{b: '}'}}>\n  <Tab label=\"One\">\n\n    c `<Tab>`\n\n    ```\n    <Tab>\n    ```\n\n  </Tab>\n  <Tab label={'Two'}>d</Tab>\n</Tabs>\n\nIn <Badge text=\"x\"/> a <B>word</B> and <Unclosed> 1 < 2.\n"
            ),
            "[One]\nc `<Tab>`\n\n```\n<Tab>\n```\n\n[Two]\nd\n\n\nIn `<Badge text=\"x\"/>` a word and <Unclosed> 1 < 2.\n"
        );
    }
}
