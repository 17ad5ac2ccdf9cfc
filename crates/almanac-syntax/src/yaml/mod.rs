//! YAML as a tree of nodes that know their places.
//!
//! Scalars stay text: what a value means is decided by those who ask for it, so
//! `licence: no` or `version: 1.10` lose nothing. Aliases are refused, which
//! also rules out documents that grow when expanded; so are keys that stand
//! twice in one mapping, and nesting deeper than [`MAX_DEPTH`].

mod error;
mod plain;

use std::collections::HashSet;

use saphyr_parser::{Event, Parser, ScalarStyle, Span as Marks};

use crate::control_character::take_control_characters;
use crate::fault::{Fault, FaultKind};
use crate::span::Span;

/// How deep mappings and sequences may nest.
pub const MAX_DEPTH: usize = 32;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// Its bytes.
    pub span: Span,
    /// What it is.
    pub content: Content,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub enum Content {
    /// Nothing: an empty value, `null` or `~`.
    Null,
    /// A text, a number, a date, a truth value: as written.
    Scalar(String),
    /// A sequence.
    Sequence(Vec<Node>),
    /// A mapping, in the order of the file.
    Mapping(Vec<(Node, Node)>),
}

impl Node {
    /// The text of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.content {
            Content::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// The items of a sequence.
    pub fn as_sequence(&self) -> Option<&[Node]> {
        match &self.content {
            Content::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The pairs of a mapping.
    pub fn as_mapping(&self) -> Option<&[(Node, Node)]> {
        match &self.content {
            Content::Mapping(pairs) => Some(pairs),
            _ => None,
        }
    }

    /// The value of a key of a mapping.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.as_mapping()?
            .iter()
            .find(|(k, _)| k.as_str() == Some(key))
            .map(|(_, value)| value)
    }

    /// Empties the value of a key of a mapping, keeping its place.
    pub fn forget(&mut self, key: &str) {
        if let Content::Mapping(pairs) = &mut self.content {
            let of_key = pairs.iter_mut().filter(|(k, _)| k.as_str() == Some(key));
            of_key.for_each(|(_, value)| value.content = Content::Null);
        }
    }

    /// Whether there is no value.
    pub fn is_null(&self) -> bool {
        self.content == Content::Null
    }
}

/// Reads the YAML document in a range of a text. On a fault, what was read
/// before it is kept, but for the top-level value that it cuts off. An empty
/// document is [`Content::Null`]. Values are without characters that no reader sees; the
/// first that an escape made is a fault, of a kind of its own.
pub fn parse(text: &str, range: Span) -> (Node, Vec<Fault>) {
    match plain::parse(text, range.clone()) {
        Some(node) => (node, Vec::new()),
        None => {
            let (mut node, mut faults) = parse_all(text, range.clone());
            // The plain have neither escapes nor such characters.
            faults.extend(take_control_characters(&text[range], &mut node));
            (node, faults)
        }
    }
}

/// Whether some of what was read is no YAML of the form that we read, so that not all of it is known.
pub fn is_cut(faults: &[Fault]) -> bool {
    let mut faults = faults.iter();
    faults.any(|fault| fault.kind != FaultKind::ControlCharacter)
}

/// Reads any YAML, by the library.
fn parse_all(text: &str, range: Span) -> (Node, Vec<Fault>) {
    let mut builder = Builder::new(text, range.clone());
    for event in Parser::new_from_str(&text[range.clone()]) {
        let step = match event {
            Ok((event, marks)) => builder.accept(event, builder.span(marks)),
            Err(error) => {
                let noticed = builder.byte_at(error.marker().index());
                Err(error::fault(&builder, noticed, error.info()))
            }
        };
        if let Err(fault) = step {
            builder.faults.push(fault);
            break;
        }
    }
    builder.finish(range)
}

/// A mapping or sequence that is not closed yet.
struct OpenCollection {
    start: usize,
    is_mapping: bool,
    items: Vec<Node>,
}

struct Builder<'t> {
    range: Span,
    /// Byte offsets of each character, where the text is not ASCII.
    offsets: Option<Vec<u32>>,
    open: Vec<OpenCollection>,
    root: Option<Node>,
    faults: Vec<Fault>,
    text: &'t str,
}

impl<'t> Builder<'t> {
    fn new(text: &'t str, range: Span) -> Self {
        let part = &text[range.clone()];
        let offsets = (!part.is_ascii()).then(|| {
            part.char_indices()
                .map(|(offset, _)| offset as u32)
                .collect()
        });
        Self {
            range,
            offsets,
            open: Vec::new(),
            root: None,
            faults: Vec::new(),
            text,
        }
    }

    /// The byte of the whole text at which the parser's character `index` starts.
    fn byte_at(&self, index: usize) -> usize {
        let offset = match &self.offsets {
            Some(offsets) => offsets
                .get(index)
                .map_or(self.range.len(), |offset| *offset as usize),
            None => index.min(self.range.len()),
        };
        self.range.start + offset
    }

    fn span(&self, marks: Marks) -> Span {
        let start = self.byte_at(marks.start.index());
        start..self.byte_at(marks.end.index()).max(start)
    }

    fn accept(&mut self, event: Event<'_>, span: Span) -> Result<(), Fault> {
        match event {
            Event::Scalar(text, style, _, _) => {
                let span = self.without_space_behind(span);
                let is_null = style == ScalarStyle::Plain && matches!(&*text, "" | "~" | "null");
                let content = if is_null {
                    Content::Null
                } else {
                    Content::Scalar(text.into_owned())
                };
                self.place(Node { span, content });
            }
            Event::SequenceStart(..) | Event::MappingStart(..) => {
                if self.open.len() >= MAX_DEPTH {
                    return Err(Fault::new(
                        FaultKind::InvalidYaml,
                        span,
                        "nested too deeply",
                    ));
                }
                let is_mapping = matches!(event, Event::MappingStart(..));
                self.open.push(OpenCollection {
                    start: span.start,
                    is_mapping,
                    items: Vec::new(),
                });
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(span.end),
            Event::Alias(_) => {
                let message = "aliases (`*name`) are not supported: repeat the value";
                return Err(Fault::new(FaultKind::InvalidYaml, span, message));
            }
            Event::DocumentStart(_) if self.root.is_some() => {
                return Err(Fault::new(
                    FaultKind::InvalidYaml,
                    span,
                    "a second YAML document starts here",
                ));
            }
            _ => {}
        }
        Ok(())
    }

    /// The parser counts the spaces behind a text in quotes to it.
    fn without_space_behind(&self, span: Span) -> Span {
        let length = self.text[span.clone()].trim_end_matches(' ').len();
        span.start..span.start + length
    }

    fn close(&mut self, end: usize) {
        let Some(open) = self.open.pop() else { return };
        let flow = matches!(self.text.as_bytes().get(open.start), Some(b'[' | b'{'));
        let end = match open.items.last().map(|last| last.span.end) {
            Some(last) if flow => self.after_bracket(last),
            // A block collection's end is marked where the next token starts.
            Some(last) => last,
            None => end,
        };
        let end = end.max(open.start);
        let content = if open.is_mapping {
            Content::Mapping(self.pairs(open.items))
        } else {
            Content::Sequence(open.items)
        };
        self.place(Node {
            span: open.start..end,
            content,
        });
    }

    /// The end of a flow collection whose last item ends at `end`.
    fn after_bracket(&self, end: usize) -> usize {
        self.text[end..self.range.end]
            .find([']', '}'])
            .map_or(end, |offset| end + offset + 1)
    }

    fn pairs(&mut self, items: Vec<Node>) -> Vec<(Node, Node)> {
        let mut pairs: Vec<(Node, Node)> = Vec::with_capacity(items.len() / 2);
        let mut known: HashSet<String> = HashSet::new();
        let mut items = items.into_iter();
        while let Some(key) = items.next() {
            let end = key.span.end;
            let value = items.next().unwrap_or(Node {
                span: end..end,
                content: Content::Null,
            });
            match key
                .as_str()
                .filter(|name| !known.insert((*name).to_owned()))
            {
                Some(name) => {
                    let message = format!("`{name}` stands twice");
                    self.faults.push(Fault::new(
                        FaultKind::InvalidYaml,
                        key.span.clone(),
                        message,
                    ));
                }
                None => pairs.push((key, value)),
            }
        }
        pairs
    }

    fn place(&mut self, node: Node) {
        match self.open.last_mut() {
            Some(open) => open.items.push(node),
            None => self.root = Some(node),
        }
    }

    fn finish(mut self, range: Span) -> (Node, Vec<Fault>) {
        // What a fault has cut off would look as if its author had left the rest out.
        self.open.truncate(1);
        if let Some(root) = self.open.first_mut() {
            if root.is_mapping && root.items.len() % 2 == 1 {
                root.items.pop();
            }
            self.close(range.end);
        }
        let empty = Node {
            span: range.start..range.start,
            content: Content::Null,
        };
        (self.root.unwrap_or(empty), self.faults)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn nodes_know_their_bytes() {
        let text = "x: é\ntitle: Größe\nlist: [a, b]\nmap:\n  k: v\n";
        let (node, faults) = parse(text, 0..text.len());
        assert_eq!(faults, []);
        assert_eq!(&text[node.get("title").unwrap().span.clone()], "Größe");
        assert_eq!(&text[node.get("list").unwrap().span.clone()], "[a, b]");
        assert_eq!(
            &text[node.get("map").unwrap().get("k").unwrap().span.clone()],
            "v"
        );
    }

    #[test]
    fn a_fault_keeps_what_came_before_it() {
        let text = "title: A\nbad: [1, 2\n";
        let (node, faults) = parse(text, 0..text.len());
        assert_eq!(node.get("title").unwrap().as_str(), Some("A"));
        assert_eq!(node.get("bad"), None);
        assert_eq!(faults.len(), 1);
    }

    #[test]
    fn an_empty_list_ends_at_its_own_bracket() {
        let text = "a: []\nb: [1]\nc: {}\nd: {e: 1}\n";
        let (node, _) = parse(text, 0..text.len());
        for (name, written) in [("a", "[]"), ("b", "[1]"), ("c", "{}"), ("d", "{e: 1}")] {
            assert_eq!(&text[node.get(name).unwrap().span.clone()], written);
        }
    }

    #[test]
    fn aliases_duplicates_and_depth_are_refused() {
        for text in [
            "a: &x 1\nb: *x\n",
            "a: 1\na: 2\n",
            "a: 1\n---\nb: 2\n",
            &"[".repeat(100),
        ] {
            assert!(!parse(text, 0..text.len()).1.is_empty(), "{text}");
        }
    }

    /// Lines that front matter is made of, and such as look like them and are not.
    const LINES: [&str; 44] = [
        "title: A title\n",
        "id: 7qk2m9\n",
        "level: \"introductory\"\n",
        "summary: 'One sentence.'\n",
        "summary: 'It''s one.'\n",
        "summary: \"With a \\\" in it\"\n",
        "aliases: [ExLab, \"Ex, Lab\", 'x']\n",
        "aliases: []\n",
        "requires: [{ entry: open-weights, reason: \"a: b\" }]\n",
        "facts:\n",
        "facts: {}\n",
        "  founded: { value: 2016, sources: [exlab-about] }\n",
        "  users:\n",
        "    - { value: 1 million, as_of: 2024-09, sources: [a, b], }\n",
        "    - value: 2\n",
        "      as_of: 2024~\n",
        "  training-data: { value: unknown }\n",
        "sources:\n",
        "  - { key: k, url: \"https://a.b/c?d=e\", title: T }\n",
        "  - { key: k2, url: https://a.b/c, title: T }\n",
        "  - key: two\n",
        "    title: Größe · é\n",
        "- one\n",
        "- two: 2\n",
        "- - three\n",
        "# a comment\n",
        "\n",
        "   \n",
        "nothing:\n",
        "nothing: null\n",
        "nothing: ~\n",
        "more: a # comment\n",
        "more: a#b\n",
        "more: -1\n",
        "more: a: b\n",
        "more: [a: b, c]\n",
        "more: [a, b\n",
        "  c]\n",
        "text: |\n  two\n  lines\n",
        "text: goes\n  on\n",
        "x: &a 1\n",
        "x: *a\n",
        "---\n",
        "null: 1\n",
    ];

    proptest! {
        /// What the quick reader reads, the library reads just so.
        #[test]
        fn the_quick_reader_never_differs(chosen in proptest::collection::vec(0..LINES.len(), 0..9)) {
            let text: String = chosen.into_iter().map(|line| LINES[line]).collect();
            if let Some(node) = plain::parse(&text, 0..text.len()) {
                prop_assert_eq!((node, Vec::new()), parse_all(&text, 0..text.len()), "{}", text);
            }
        }

        #[test]
        fn the_quick_reader_never_differs_on_what_looks_like_yaml(text in "([a-c]{1,2}|: |:|- |\n|\n  |\n- |[\\[\\]{},#'\" ]|é|~|null){0,24}") {
            if let Some(node) = plain::parse(&text, 0..text.len()) {
                prop_assert_eq!((node, Vec::new()), parse_all(&text, 0..text.len()), "{:?}", text);
            }
        }
    }

    #[test]
    fn the_quick_reader_reads_what_is_common() {
        let text = "title: A\nfacts:\n  founded: { value: 2016, sources: [a-b] }\n  users:\n    - { value: 1, as_of: 2024 }\nsources:\n  - key: a-b\n    url: https://a.b/\n";
        let node = plain::parse(text, 0..text.len());
        assert_eq!(node, Some(parse_all(text, 0..text.len()).0));
    }

    #[test]
    fn scalars_stay_as_written() {
        let text = "a: no\nb: 1.10\nc: ''\nd:\n";
        let (node, _) = parse(text, 0..text.len());
        assert_eq!(node.get("a").unwrap().as_str(), Some("no"));
        assert_eq!(node.get("b").unwrap().as_str(), Some("1.10"));
        assert_eq!(node.get("c").unwrap().as_str(), Some(""));
        assert!(node.get("d").unwrap().is_null());
    }
}
