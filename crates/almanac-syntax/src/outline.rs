//! What Logseq writes in its outlines: properties of pages and of blocks, references to blocks, macros.

use crate::front_matter::next_line;
use crate::span::Span;
use crate::yaml::{Content, Node};

/// A line `key:: value`.
pub(crate) struct Property {
    /// Its name in small letters, with hyphens.
    pub key: String,
    /// The bytes of its name.
    pub name: Span,
    /// The bytes of its value.
    pub value: Span,
}

/// The property that a stretch of a line is.
pub(crate) fn property_in(text: &str, line: &Span) -> Option<Property> {
    let words = &text[line.clone()];
    let (key, behind) = words.split_once("::")?;
    let is_of_key = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/');
    let is_apart = behind.is_empty() || behind.starts_with([' ', '\t', '\r', '\n']);
    if key.is_empty() || !key.chars().all(is_of_key) || !is_apart {
        return None;
    }
    let start = line.end - behind.trim_start().len();
    Some(Property {
        key: key.to_lowercase().replace('_', "-"),
        name: line.start..line.start + key.len(),
        value: start.min(line.end)..start.min(line.end) + behind.trim().len(),
    })
}

/// Whether a property of a block of Logseq is the program's own, which nobody reads, by its name in small letters with hyphens.
pub fn is_hidden_property(key: &str) -> bool {
    const OWN: [&str; 7] = [
        "id",
        "collapsed",
        "heading",
        "background-color",
        "created-at",
        "updated-at",
        "ls-type",
    ];
    const PREFIXES: [&str; 4] = ["query-", "hl-", "logseq.", "card-"];
    OWN.contains(&key) || PREFIXES.iter().any(|prefix| key.starts_with(prefix))
}

/// The properties of a page as fields, and where its text begins behind them: those that stand before all bullets, or are
/// all that the first has.
pub(crate) fn page_fields(text: &str, body: &Span) -> Option<(Node, usize)> {
    let mut at = body.start;
    let mut pairs: Vec<(Node, Node)> = Vec::new();
    let mut is_in_bullet = false;
    while at < body.end {
        let next = next_line(text, at).min(body.end);
        let line = text[at..next].trim_end();
        let mut words = line.trim_start();
        let bullet = words.strip_prefix("- ").filter(|_| pairs.is_empty());
        is_in_bullet |= bullet.is_some();
        words = bullet.unwrap_or(words);
        let start = at + line.len() - words.len();
        match property_in(text, &(start..at + line.len())) {
            Some(property) => pairs.extend(field(text, property)),
            None if line.is_empty() && pairs.is_empty() => {}
            // What hangs on the bullet makes its properties its own.
            None if is_in_bullet && line.starts_with([' ', '\t']) => return None,
            None => break,
        }
        at = next;
    }
    (!pairs.is_empty()).then(|| {
        let fields = Node {
            span: body.start..at,
            content: Content::Mapping(pairs),
        };
        (fields, at)
    })
}

/// A property as a field of ours.
fn field(text: &str, property: Property) -> Option<(Node, Node)> {
    let key = match property.key.as_str() {
        "public" => "publish",
        "alias" => "aliases",
        "filters" | "icon" => return None,
        key => key,
    };
    let scalar = |span: Span, words: &str| Node {
        span,
        content: Content::Scalar(words.to_owned()),
    };
    let written = &text[property.value.clone()];
    let value = match key {
        "aliases" | "tags" => Node {
            span: property.value.clone(),
            content: Content::Sequence(
                { written.split([',', '，']) }
                    .map(|part| part.trim().trim_start_matches('#'))
                    .map(|part| part.trim_start_matches("[[").trim_end_matches("]]"))
                    .filter(|part| !part.is_empty())
                    .map(|part| scalar(property.value.clone(), part))
                    .collect(),
            ),
        },
        _ => scalar(property.value.clone(), written),
    };
    Some((scalar(property.name, key), value))
}

/// The id of the block that a reference at the start of some words names, `((uuid))`, and how long that is.
pub(crate) fn block_reference(words: &str) -> Option<(&str, usize)> {
    let inner = words.strip_prefix("((")?;
    let id = inner.get(..36)?;
    let is_id = id
        .bytes()
        .all(|byte| byte.is_ascii_hexdigit() || byte == b'-');
    (is_id && inner[36..].starts_with("))")).then_some((id, "(())".len() + 36))
}

/// What a macro shows that is written `{{name argument}}`.
pub(crate) enum Macro<'m> {
    /// A link.
    Player(String),
    /// Words.
    Words(&'m str),
    /// A block within this one.
    Block(&'m str),
}

/// Reads what stands between the braces of a macro.
pub(crate) fn macro_in(inner: &str) -> Option<Macro<'_>> {
    let (name, argument) = inner.split_once(char::is_whitespace)?;
    let argument = argument.trim();
    match name {
        "youtube" | "video" | "tweet" | "twitter" | "bilibili" | "vimeo"
            if argument.starts_with("http") =>
        {
            Some(Macro::Player(argument.to_owned()))
        }
        "youtube" if !argument.is_empty() && !argument.contains(char::is_whitespace) => Some(
            Macro::Player(format!("https://www.youtube.com/watch?v={argument}")),
        ),
        "cloze" => Some(Macro::Words(
            argument.split("\\\\").next().unwrap_or(argument).trim(),
        )),
        "embed" => block_reference(argument).map(|(id, _)| Macro::Block(id)),
        _ => None,
    }
}

/// Whether words are the sign of a task, and whether that is done; with how long it is.
pub(crate) fn task_in(words: &str) -> Option<(bool, usize)> {
    const OPEN: [&str; 7] = [
        "TODO",
        "DOING",
        "NOW",
        "LATER",
        "WAITING",
        "WAIT",
        "IN-PROGRESS",
    ];
    const DONE: [&str; 3] = ["DONE", "CANCELED", "CANCELLED"];
    let is_word = |word: &&&str| {
        let behind = words.strip_prefix(**word);
        behind.is_some_and(|behind| behind.starts_with(' '))
    };
    let open = OPEN
        .iter()
        .find(is_word)
        .map(|word| (false, word.len() + 1));
    open.or_else(|| DONE.iter().find(is_word).map(|word| (true, word.len() + 1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn properties_before_all_bullets_are_those_of_the_page() {
        for (text, fields, rest) in [
            ("title:: A b\npublic:: false\n\n- one", 2, "\n- one"),
            ("- title:: A\n  icon:: x\n- one", 1, "- one"),
            ("- one:: 1\n  two\n- three", 0, ""),
            ("- one\n  id:: 2", 0, ""),
            ("std::vec is a path\n", 0, ""),
        ] {
            let found = page_fields(text, &(0..text.len()));
            let count = found.as_ref().and_then(|(node, _)| node.as_mapping());
            assert_eq!(count.map_or(0, <[_]>::len), fields, "{text}");
            if let Some((_, start)) = found {
                assert_eq!(&text[start..], rest);
            }
        }
    }
}
