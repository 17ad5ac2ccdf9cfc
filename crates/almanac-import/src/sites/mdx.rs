//! What makes Markdown MDX: scripts, comments and expressions in it. Read by Docusaurus and Starlight.

use std::borrow::Cow;
use std::collections::BTreeMap;

use super::components::{balanced, code_of, literal};
use super::lines::{Part, lines, parts, prose_changed};

/// A text without its scripts, what these import or set by name, and how many there were. Where a name of a text that they
/// set is given to a component, the text stands instead.
pub fn without_scripts(text: &str) -> (String, BTreeMap<String, String>, usize) {
    let mut new = String::with_capacity(text.len());
    let mut imports = BTreeMap::new();
    let mut constants = BTreeMap::new();
    let mut dropped = 0;
    for part in parts(text) {
        let prose = match part {
            Part::Code(code) => {
                new.push_str(code.whole);
                continue;
            }
            Part::Prose(prose) => prose,
        };
        let mut is_start = true;
        let mut in_script = false;
        let mut open = 0_i64;
        for line in lines(prose) {
            let is_blank = line.trim().is_empty();
            let goes_on = open > 0 || line.starts_with([' ', '\t', '}', ')', ']', '.']);
            if in_script && goes_on && !(is_blank && open <= 0) {
                open += depth_of(line);
                imports.extend(import_of(line));
                constants.extend(constant_of(line));
                continue;
            }
            is_start |= in_script;
            in_script = is_start && is_script(line);
            if in_script {
                dropped += 1;
                open = depth_of(line);
                imports.extend(import_of(line));
                constants.extend(constant_of(line));
            } else {
                new.push_str(line);
            }
            is_start = is_blank || in_script || is_comment(line);
        }
    }
    if !constants.is_empty() {
        new = prose_changed(&new, |prose| with_constants(prose, &constants));
        imports.extend(constants);
    }
    (new, imports, dropped)
}

/// A text in which attributes have the words that they name: `code={example}`.
fn with_constants(prose: &str, constants: &BTreeMap<String, String>) -> String {
    let mut new = prose.to_owned();
    for (name, words) in constants.iter().filter(|(_, words)| !words.contains('`')) {
        new = new.replace(&format!("={{{name}}}"), &format!("={{`{words}`}}"));
    }
    new
}

/// What ends the excerpt of a post.
pub const EXCERPT_MARK: &str = "<!-- truncate -->";

/// A text in which what ends excerpts is written in one way: `{/* truncate */}`, `<!--truncate-->`.
pub fn with_marks_of_excerpts(text: &str) -> Cow<'_, str> {
    if !text.contains("truncate") {
        return Cow::Borrowed(text);
    }
    let is_mark = |line: &str| {
        let words: String = line.split_whitespace().collect();
        matches!(words.as_str(), "<!--truncate-->" | "{/*truncate*/}")
    };
    Cow::Owned(prose_changed(text, |prose| {
        let new = lines(prose).map(|line| match is_mark(line) {
            true => format!("{EXCERPT_MARK}\n"),
            false => line.to_owned(),
        });
        new.collect()
    }))
}

/// Whether a line is a comment and nothing else: a script may follow it.
fn is_comment(line: &str) -> bool {
    let words = line.trim();
    words.starts_with("<!--") && words.ends_with("-->")
        || words.starts_with("{/*") && words.ends_with("*/}")
}

fn depth_of(line: &str) -> i64 {
    let count = |signs: &[char]| i64::try_from(line.matches(signs).count()).unwrap_or(0);
    count(&['{', '(', '[']) - count(&['}', ')', ']'])
}

/// Whether a line begins a script rather than a sentence.
fn is_script(line: &str) -> bool {
    let words = line.trim_end();
    if let Some(rest) = words.strip_prefix("import ") {
        let is_from = rest.contains(" from '") || rest.contains(" from \"");
        return is_from || rest.starts_with(['\'', '"', '{']);
    }
    let rest = words.strip_prefix("export ");
    let begins = [
        "const ",
        "default ",
        "function ",
        "let ",
        "async ",
        "class ",
        "{",
        "*",
    ];
    rest.is_some_and(|rest| begins.iter().any(|begin| rest.starts_with(begin)))
}

fn import_of(line: &str) -> Option<(String, String)> {
    let (names, file) = line.trim().strip_prefix("import ")?.split_once(" from ")?;
    let file = file.trim().trim_end_matches(';').trim_matches(['"', '\'']);
    let name = names.trim();
    let is_name = name.chars().all(|c| c.is_alphanumeric() || c == '_');
    is_name.then(|| (name.to_owned(), file.to_owned()))
}

/// The name of a text that a script sets: `export const logo = '/img/a.png';`.
fn constant_of(line: &str) -> Option<(String, String)> {
    let words = line.trim();
    let rest = words.strip_prefix("export ").unwrap_or(words);
    let (name, value) = rest.strip_prefix("const ")?.split_once('=')?;
    let name = name.split(':').next()?.trim();
    let value = literal(value.trim().trim_end_matches(';'))?;
    Some((name.to_owned(), value.to_owned()))
}

/// A text without comments in braces. One behind a heading may be its id: `{/* #id */}`.
pub fn without_comments(text: &str) -> String {
    if !text.contains("{/*") {
        return text.to_owned();
    }
    prose_changed(text, |prose| {
        let mut new = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some(start) = rest.find("{/*") {
            let Some(length) = rest[start..].find("*/}") else {
                break;
            };
            let words = rest[start + 3..start + length].trim();
            new.push_str(&rest[..start]);
            let line = new.rsplit('\n').next().unwrap_or_default();
            let id = words
                .strip_prefix('#')
                .filter(|id| line.starts_with('#') && !id.contains(char::is_whitespace));
            if let Some(id) = id {
                new.push_str(&format!("{{#{id}}}"));
            }
            rest = &rest[start + length + 3..];
        }
        new.push_str(rest);
        new
    })
}

/// A text whose expressions in braces are code, but for words in quotation marks, and for the values that a partial is
/// given. `found` is called for each that is code.
pub fn with_values(text: &str, props: &[(&str, &str)], found: &mut dyn FnMut()) -> String {
    if !text.contains('{') {
        return text.to_owned();
    }
    let code = code_of(text);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    let mut looked = 0;
    while let Some(next) = text[looked..].find('{') {
        let start = looked + next;
        looked = start + 1;
        if let Some(span) = code.iter().find(|span| span.contains(&start)) {
            looked = span.end;
            continue;
        }
        let is_other = text[..start].ends_with(['\\', '$', '=']) || text[start..].starts_with("{#");
        let Some(length) = balanced(&text[start..]).filter(|_| !is_other) else {
            continue;
        };
        let inner = text[start + 1..start + length - 1].trim();
        let quote = inner
            .chars()
            .next()
            .filter(|c| matches!(c, '"' | '\'' | '`'));
        let literal = quote
            .and_then(|quote| inner[1..].strip_suffix(quote))
            .filter(|words| !words.contains("${"));
        let given = inner.strip_prefix("props.").and_then(|name| {
            let (_, value) = props.iter().find(|(key, _)| *key == name)?;
            (!value.starts_with('{')).then_some(*value)
        });
        new.push_str(&text[at..start]);
        match literal.or(given) {
            Some(words) => new.push_str(words),
            None => {
                found();
                new.push_str(&format!(
                    "`{}`",
                    text[start..start + length]
                        .replace('`', "'")
                        .replace('\n', " ")
                ));
            }
        }
        at = start + length;
        looked = at;
    }
    new.push_str(&text[at..]);
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_go_and_sentences_stay() {
        let text = "import A from './_a.mdx';\nimport {B} from 'b'\n\nexport const c = () => {\n\n  return 1\n}\n\n# D\n\nimport data from a file.\n\nexport it.\n\n```js\nimport x from 'y'\n```\n";
        let (new, imports, dropped) = without_scripts(text);
        assert_eq!(
            new,
            "\n\n# D\n\nimport data from a file.\n\nexport it.\n\n```js\nimport x from 'y'\n```\n"
        );
        assert_eq!(imports["A"], "./_a.mdx");
        let (_, constants, _) =
            without_scripts("export const a = '/b.png';\nconst c = `${d}`\n\nWords\n");
        assert_eq!(constants["a"], "/b.png");
        let (given, ..) = without_scripts("export const a = 'b c';\n\n<X code={a} /> `code={a}`\n");
        assert_eq!(given, "\n<X code={`b c`} /> `code={a}`\n");
        assert_eq!(constants.len(), 1);
        assert_eq!(dropped, 3);
    }

    #[test]
    fn comments_go_and_expressions_are_code() {
        assert_eq!(
            without_comments("a {/* b */}c\n## D {/* #e */}\n`{/* f */}`\n"),
            "a c\n## D {#e}\n`{/* f */}`\n"
        );
        let mut count = 0;
        let new = with_values(
            "a {b.c} {'d'} {props.e} `{f}` ## G {#h}",
            &[("e", "E")],
            &mut || count += 1,
        );
        assert_eq!((new.as_str(), count), ("a `{b.c}` d E `{f}` ## G {#h}", 1));
    }
}
