//! The YAML that front matter is mostly made of, read in one pass.
//!
//! Almost every file holds no more than plain and quoted texts of one line, lists and mappings.
//! Reading just these takes a fraction of the time that the whole of YAML does. What is not
//! certain to be of this kind is left to the library: [`parse`] then says `None`, and never
//! guesses. That both read the same is held by a property test.

use memchr::{memchr, memchr2, memchr2_iter};

use super::{Content, MAX_DEPTH, Node};
use crate::fit::fitted;
use crate::span::Span;

/// Reads a document, if all of it is of the simple kind.
pub(super) fn parse(text: &str, range: Span) -> Option<Node> {
    if !has_plain_characters(text[range.clone()].as_bytes()) {
        return None;
    }
    let mut reader = PlainReader {
        text,
        at: range.start,
        end: range.end,
    };
    let indent = reader.next_line()?;
    let node = reader.block(indent, 0)?;
    reader.next_line().is_none().then_some(node)
}

/// Whether there are only characters that YAML treats like any letter: no tabs, no carriage
/// returns or other controls, and none of Unicode's line ends, byte order marks and
/// marks that turn a direction.
fn has_plain_characters(bytes: &[u8]) -> bool {
    let is_control = |byte: &u8| (*byte < b' ' && *byte != b'\n') || *byte == 0x7f;
    // All of them are looked at without a branch, so that the compiler can take many at a time.
    let is_suspect = |byte: &u8| is_control(byte) | matches!(byte, 0xc2 | 0xe2 | 0xef);
    let has_suspects = bytes
        .iter()
        .fold(false, |found, byte| found | is_suspect(byte));
    if !has_suspects {
        return true;
    }
    if bytes.iter().any(is_control) {
        return false;
    }
    !bytes.windows(2).any(|pair| match pair[0] {
        0xc2 => pair[1] < 0xa0,
        0xe2 => matches!(pair[1], 0x80 | 0x81),
        0xef => pair[1] >= 0xbb,
        _ => false,
    })
}

struct PlainReader<'t> {
    text: &'t str,
    /// The byte that is read next.
    at: usize,
    end: usize,
}

impl PlainReader<'_> {
    fn byte(&self, at: usize) -> Option<u8> {
        (at < self.end).then(|| self.text.as_bytes()[at])
    }

    /// Goes to the first character of the next line that says something; its indentation.
    fn next_line(&mut self) -> Option<usize> {
        loop {
            let start = self.at;
            while self.byte(self.at) == Some(b' ') {
                self.at += 1;
            }
            match self.byte(self.at)? {
                b'\n' => self.at += 1,
                b'#' => self.at = self.line_end(),
                _ => return Some(self.at - start),
            }
        }
    }

    /// Like [`PlainReader::next_line`], and comes back.
    fn peek_line(&mut self) -> Option<(usize, usize)> {
        let at = self.at;
        let indent = self.next_line();
        let found = std::mem::replace(&mut self.at, at);
        indent.map(|indent| (indent, found))
    }

    fn line_end(&self) -> usize {
        let rest = &self.text.as_bytes()[self.at..self.end];
        memchr(b'\n', rest).map_or(self.end, |length| self.at + length)
    }

    /// The block that begins here, at the first character of a line that is indented so far.
    fn block(&mut self, indent: usize, depth: usize) -> Option<Node> {
        if depth >= MAX_DEPTH {
            return None;
        }
        if self.is_dash(self.at) {
            self.sequence(indent, depth)
        } else {
            self.mapping(indent, depth)
        }
    }

    fn is_dash(&self, at: usize) -> bool {
        self.byte(at) == Some(b'-') && self.byte(at + 1) == Some(b' ')
    }

    fn sequence(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let start = self.at;
        let mut items = Vec::new();
        loop {
            let dash = self.at;
            self.at += 2;
            while self.byte(self.at) == Some(b' ') {
                self.at += 1;
            }
            let column = indent + (self.at - dash);
            let item = if self.key_end(self.at).is_some() {
                self.mapping(column, depth + 1)?
            } else {
                self.scalar_line(indent, depth)?
            };
            items.push(item);
            match self.peek_line() {
                Some((next, at)) if next == indent && self.is_dash(at) => self.at = at,
                Some((next, _)) if next > indent => return None,
                _ => break,
            }
        }
        Some(closed(start, Content::Sequence(fitted(items))))
    }

    fn mapping(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let start = self.at;
        let mut pairs: Vec<(Node, Node)> = Vec::new();
        loop {
            let key = self.key()?;
            if is_unsure(&pairs, &key) {
                return None;
            }
            let value = match self.byte(self.at)? {
                b' ' => self.scalar_line(indent, depth)?,
                b'\n' => self.nested(indent, depth)?,
                _ => return None,
            };
            pairs.push((key, value));
            match self.peek_line() {
                Some((next, at)) if next == indent && !self.is_dash(at) => self.at = at,
                Some((next, _)) if next >= indent => return None,
                _ => break,
            }
        }
        Some(closed(start, Content::Mapping(fitted(pairs))))
    }

    /// The block below a key, which is indented further.
    fn nested(&mut self, indent: usize, depth: usize) -> Option<Node> {
        let (next, at) = self.peek_line()?;
        self.at = at;
        (next > indent).then(|| self.block(next, depth + 1))?
    }

    /// The end of the key that starts at a byte, if one does: `key:` and a space or the line's end.
    fn key_end(&self, start: usize) -> Option<usize> {
        let rest = &self.text.as_bytes()[start..self.end];
        let is_of_key = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        let length = rest.iter().position(|byte| !is_of_key(byte))?;
        let is_key = length > 0 && rest[0] != b'-' && rest[length] == b':';
        let is_separated = matches!(rest.get(length + 1), Some(b' ' | b'\n'));
        (is_key && is_separated).then_some(start + length)
    }

    /// A key, and the colon behind it.
    fn key(&mut self) -> Option<Node> {
        let start = self.at;
        let end = self.key_end(start)?;
        self.at = end + 1;
        self.plain(start..end)
            .filter(|node| node.content != Content::Null)
    }

    /// A value that ends with its line, and with what is indented further than `indent`.
    fn scalar_line(&mut self, indent: usize, depth: usize) -> Option<Node> {
        while self.byte(self.at) == Some(b' ') {
            self.at += 1;
        }
        let node = match self.byte(self.at)? {
            b'"' | b'\'' => self.quoted()?,
            b'[' | b'{' => self.flow(depth + 1)?,
            _ => self.plain_line()?,
        };
        let rest = &self.text[self.at..self.line_end()];
        if !rest.bytes().all(|byte| byte == b' ') {
            return None;
        }
        self.at = self.line_end();
        // What is indented further would go on with a plain text, or is a fault.
        match self.peek_line() {
            Some((next, _)) if next > indent => None,
            _ => Some(node),
        }
    }

    fn plain_line(&mut self) -> Option<Node> {
        let (start, end) = (self.at, self.line_end());
        let text = self.text[start..end].trim_end_matches(' ');
        if means_more(text) {
            return None;
        }
        self.at = end;
        self.plain(start..start + text.len())
    }

    /// A text without quotes. What may mean something else by its first character is left alone.
    fn plain(&self, span: Span) -> Option<Node> {
        let text = &self.text[span.clone()];
        let first = *text.as_bytes().first()?;
        let is_plain =
            first.is_ascii_alphanumeric() || first >= 0x80 || matches!(first, b'/' | b'(' | b'$');
        // `...` and `---` at the start of a line are marks of documents, and begin with no such character.
        if !is_plain {
            return None;
        }
        let content = match text {
            "null" => Content::Null,
            text => Content::Scalar(text.to_owned()),
        };
        Some(Node { span, content })
    }

    /// A text in quotes, on one line, without escapes.
    fn quoted(&mut self) -> Option<Node> {
        let start = self.at;
        let mark = self.byte(start)?;
        let rest = &self.text[start + 1..self.end];
        // To look for the line's end first would take a long line as often as it has items.
        let length = memchr2(mark, b'\n', rest.as_bytes())?;
        if rest.as_bytes()[length] == b'\n' {
            return None;
        }
        let text = &rest[..length];
        let end = start + 1 + length + 1;
        let is_escaped = match mark {
            b'"' => memchr(b'\\', text.as_bytes()).is_some(),
            _ => self.byte(end) == Some(b'\''),
        };
        if is_escaped {
            return None;
        }
        self.at = end;
        Some(Node {
            span: start..end,
            content: Content::Scalar(text.to_owned()),
        })
    }

    /// A list or mapping in brackets, on one line.
    fn flow(&mut self, depth: usize) -> Option<Node> {
        if depth >= MAX_DEPTH {
            return None;
        }
        let start = self.at;
        let is_mapping = self.byte(start)? == b'{';
        let close = if is_mapping { b'}' } else { b']' };
        self.at += 1;
        let mut items = Vec::new();
        let mut pairs: Vec<(Node, Node)> = Vec::new();
        loop {
            self.skip_spaces();
            if self.byte(self.at)? == close && items.is_empty() && pairs.is_empty() {
                break;
            }
            if is_mapping {
                let key = self.key()?;
                if is_unsure(&pairs, &key) {
                    return None;
                }
                self.skip_spaces();
                pairs.push((key, self.flow_value(depth)?));
            } else {
                items.push(self.flow_value(depth)?);
            }
            self.skip_spaces();
            match self.byte(self.at)? {
                b',' => self.at += 1,
                byte if byte == close => break,
                _ => return None,
            }
        }
        self.at += 1;
        let content = if is_mapping {
            Content::Mapping(fitted(pairs))
        } else {
            Content::Sequence(fitted(items))
        };
        Some(Node {
            span: start..self.at,
            content,
        })
    }

    fn flow_value(&mut self, depth: usize) -> Option<Node> {
        match self.byte(self.at)? {
            b'"' | b'\'' => self.quoted(),
            b'[' | b'{' => self.flow(depth + 1),
            _ => self.plain_in_flow(),
        }
    }

    fn plain_in_flow(&mut self) -> Option<Node> {
        let start = self.at;
        let rest = &self.text[start..self.end];
        let is_end = |byte: &u8| matches!(byte, b',' | b']' | b'}' | b'[' | b'{' | b'\n');
        let length = rest.as_bytes().iter().position(is_end)?;
        let text = rest[..length].trim_end_matches(' ');
        if means_more(text) || matches!(rest.as_bytes()[length], b'[' | b'{' | b'\n') {
            return None;
        }
        self.at = start + length;
        self.plain(start..start + text.len())
    }

    fn skip_spaces(&mut self) {
        while self.byte(self.at) == Some(b' ') {
            self.at += 1;
        }
    }
}

/// Whether a text without quotes goes on to a value or a comment: behind `: ` or ` #`.
fn means_more(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr2_iter(b':', b'#', bytes).any(|at| match bytes[at] {
        b':' => bytes.get(at + 1).is_none_or(|behind| *behind == b' '),
        _ => at > 0 && bytes[at - 1] == b' ',
    })
}

/// Whether a key stands there already, or there are so many that looking through them takes long.
fn is_unsure(pairs: &[(Node, Node)], key: &Node) -> bool {
    const MANY: usize = 256;
    pairs.len() >= MANY || pairs.iter().any(|(known, _)| known.content == key.content)
}

/// A block, from its first byte to the end of what it holds.
fn closed(start: usize, content: Content) -> Node {
    let end = match &content {
        Content::Sequence(items) => items.last().map(|item| item.span.end),
        Content::Mapping(pairs) => pairs.last().map(|(_, value)| value.span.end),
        Content::Scalar(_) | Content::Null => None,
    };
    Node {
        span: start..end.unwrap_or(start),
        content,
    }
}
