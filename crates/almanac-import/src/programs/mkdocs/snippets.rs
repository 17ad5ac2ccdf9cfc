//! Snippets of the extension `pymdownx.snippets`, and what the plugin include-markdown puts in.

use crate::remarks::Remarks;
use crate::sites::includes::{
    Includes, Marks, Piece, dedented, indented, piece_of, rebased, without_marks,
};
use crate::sites::lines::{lines, prefix_length, trimmed_end};

/// The marks of parts in files: `--8<-- [start:name]`.
pub const MARKS: Marks = Marks {
    begin: |line| part_name(line, "start"),
    end: |line| part_name(line, "end"),
};

fn part_name<'l>(line: &'l str, kind: &str) -> Option<&'l str> {
    let at = line.find("8<-")?;
    if !line[..at].ends_with('-') {
        return None;
    }
    let rest = line[at + 2..].trim_start_matches('-').trim_start();
    let inner = rest.strip_prefix('[')?.split(']').next()?;
    let (found, name) = inner.split_once(':')?;
    (found.trim() == kind).then(|| name.trim())
}

/// The folders from which snippets are named, each with its final slash.
pub fn expanded(
    includes: &mut Includes<'_>,
    bases: &[String],
    text: &str,
    remarks: &mut Remarks,
) -> String {
    if !text.contains("8<-") {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    let mut all = lines(text);
    while let Some(line) = all.next() {
        let bare = trimmed_end(line);
        let prefix = &bare[..prefix_length(bare)];
        let words = bare[prefix.len()..].trim_end();
        if let Some(escaped) = words.strip_prefix(';').filter(|words| is_mark(words)) {
            new.push_str(&format!("{prefix}{escaped}\n"));
        } else if !is_mark(words) {
            new.push_str(line);
        } else if let Some(name) = quoted(words) {
            put(includes, bases, (prefix, name, line), &mut new, remarks);
        } else if words.trim_matches('-') == "8<" {
            for line in all.by_ref() {
                let name = line.trim();
                if is_mark(name) {
                    break;
                }
                if !name.is_empty() && !name.starts_with(';') {
                    put(includes, bases, (prefix, name, line), &mut new, remarks);
                }
            }
        } else {
            new.push_str(line);
        }
    }
    new
}

fn is_mark(words: &str) -> bool {
    let rest = words.trim_start_matches('-');
    rest.len() < words.len() && rest.starts_with("8<-")
}

/// The name in quotation marks behind the mark.
fn quoted(words: &str) -> Option<&str> {
    let rest = words
        .trim_start_matches('-')
        .strip_prefix("8<")?
        .trim_start_matches('-')
        .trim();
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    rest[1..].strip_suffix(quote)
}

fn put(
    includes: &mut Includes<'_>,
    bases: &[String],
    (prefix, name, line): (&str, &str, &str),
    new: &mut String,
    remarks: &mut Remarks,
) {
    let (file, pieces) = file_and_pieces(name);
    let made = from_bases(includes, bases, file, remarks, |includes, text, remarks| {
        let text = match &pieces[..] {
            [] => without_marks(text, MARKS),
            [Piece::Named(_)] => dedented(&piece_of(text, &pieces[0], MARKS)?),
            several => {
                let parts = several.iter().map(|piece| piece_of(text, piece, MARKS));
                parts.collect::<Option<Vec<String>>>()?.join("\n")
            }
        };
        Some(expanded(includes, bases, &text, remarks))
    });
    match made {
        Some(made) => {
            let made = indented(
                made.trim_end_matches('\n'),
                &crate::sites::lines::blank_marks(prefix),
            );
            new.push_str(&format!("{prefix}{made}\n"));
        }
        None => new.push_str(line),
    }
}

/// Puts in the first file of a name that is there.
fn from_bases(
    includes: &mut Includes<'_>,
    bases: &[String],
    file: &str,
    remarks: &mut Remarks,
    inner: impl FnOnce(&mut Includes<'_>, &str, &mut Remarks) -> Option<String>,
) -> Option<String> {
    let paths = bases.iter().map(|base| {
        let path = format!("{base}{file}");
        almanac_model::FilePath::from("x").resolve(&path)
    });
    let paths: Vec<String> = paths.flatten().collect();
    let path = paths
        .iter()
        .find(|path| includes.has(path))
        .or(paths.first());
    includes.put(path.cloned(), remarks, inner)
}

/// The file and the parts of it: `f`, `f:4`, `f:4:9`, `f::9`, `f:name`, `f:1:3,5:6`.
fn file_and_pieces(name: &str) -> (&str, Vec<Piece>) {
    let Some((file, rest)) = name
        .split_once(':')
        .filter(|(file, _)| !file.contains("//") && file.len() > 1)
    else {
        return (name, Vec::new());
    };
    let pieces = rest.split(',').map(|part| {
        let (from, to) = part.split_once(':').unwrap_or((part, part));
        match (from.trim().parse(), to.trim().parse()) {
            (Err(_), Err(_)) if !part.trim().is_empty() => Piece::Named(part.trim().to_owned()),
            (from, to) => Piece::Lines(from.ok(), to.ok()),
        }
    });
    (file, pieces.collect())
}

/// What the plugin include-markdown puts in: `{% include-markdown "f" %}`, `{% include "f" %}`.
pub fn include_markdown(includes: &mut Includes<'_>, text: &str, remarks: &mut Remarks) -> String {
    if !text.contains("include") {
        return text.to_owned();
    }
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(found) = text[at..].find("{%") {
        let start = at + found;
        let Some(length) = text[start..].find("%}") else {
            break;
        };
        let end = start + length + 2;
        let words = text[start + 2..end - 2].trim_matches(['-', ' ', '\n', '\t', '+']);
        let file = words
            .strip_prefix("include-markdown")
            .or_else(|| words.strip_prefix("include"));
        let file = file.and_then(|rest| {
            let rest = rest.trim_start();
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''))?;
            rest[1..].split(quote).next()
        });
        new.push_str(&text[at..start]);
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let prefix = &text[line..start];
        let blanks = prefix
            .trim_matches([' ', '>', '\t'])
            .is_empty()
            .then_some(prefix);
        let made = file.and_then(|file| {
            let options = words;
            let path = includes.path(file);
            let from = path.clone().unwrap_or_default();
            let to = includes.file().to_owned();
            includes.put(path, remarks, |includes, text, remarks| {
                let text = between_options(text, options);
                let text = include_markdown(includes, &text, remarks);
                // Addresses of Markdown go on leading from its file; those of a text that is put in as it is do not.
                Some(match options.starts_with("include-markdown") {
                    true => rebased(&text, &from, &to),
                    false => text,
                })
            })
        });
        match made {
            Some(made) => new.push_str(&indented(
                made.trim_end_matches('\n'),
                blanks.unwrap_or_default(),
            )),
            None => new.push_str(&text[start..end]),
        }
        at = end;
    }
    new.push_str(&text[at..]);
    new
}

/// The part of a file between the words that options name: `start="…"`, `end="…"`.
fn between_options(text: &str, options: &str) -> String {
    use crate::sites::code_blocks::value_in;
    let unescaped = |value: &str| value.replace("\\n", "\n");
    let start = value_in(options, "start").map(unescaped);
    let end = value_in(options, "end").map(unescaped);
    let from = start
        .and_then(|start| text.find(&start).map(|at| at + start.len()))
        .unwrap_or(0);
    let part = &text[from..];
    let to = end.and_then(|end| part.find(&end)).unwrap_or(part.len());
    part[..to].to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_snippets_are_named() {
        let lines = |from, to| Piece::Lines(from, to);
        assert_eq!(file_and_pieces("a.md"), ("a.md", vec![]));
        assert_eq!(
            file_and_pieces("a.md:4:9"),
            ("a.md", vec![lines(Some(4), Some(9))])
        );
        assert_eq!(
            file_and_pieces("a.md:4"),
            ("a.md", vec![lines(Some(4), Some(4))])
        );
        assert_eq!(
            file_and_pieces("a.md::9"),
            ("a.md", vec![lines(None, Some(9))])
        );
        assert_eq!(
            file_and_pieces("a.md:x"),
            ("a.md", vec![Piece::Named("x".into())])
        );
        assert_eq!(part_name("# --8<-- [start:x]", "start"), Some("x"));
        assert_eq!(part_name("<!-- --8<-- [end:x] -->", "end"), Some("x"));
        assert_eq!(part_name("--8<-- \"f\"", "start"), None);
    }
}
