//! mdBook's directives in double braces: `{{#include f:name}}` and its like.

use crate::remarks::Remarks;
use crate::sites::includes::{Includes, Marks, Piece, indented, piece_of};
use crate::sites::lines::{blank_marks, prefix_length};
use crate::source::SourceFolder;

const MARKS: Marks = Marks {
    begin: |line| name_behind(line, "ANCHOR:"),
    end: |line| name_behind(line, "ANCHOR_END:"),
};

fn name_behind<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    let rest = line[line.find(mark)? + mark.len()..].trim_start();
    let end = rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    let name = &rest[..end.unwrap_or(rest.len())];
    (!name.is_empty()).then_some(name)
}

/// A text with its directives carried out.
pub fn expanded(folder: &SourceFolder, page: &str, text: &str, remarks: &mut Remarks) -> String {
    expand(&mut Includes::of(folder, page), text, remarks)
}

/// A directive: what it is, what it says, and its bytes.
struct Directive<'t> {
    name: &'t str,
    words: &'t str,
    start: usize,
    end: usize,
    is_escaped: bool,
}

/// The first directive behind a place.
fn next_directive(text: &str, from: usize) -> Option<Directive<'_>> {
    let mut at = from;
    loop {
        let open = at + text[at..].find("{{")?;
        at = open + 2;
        let blanks = text[at..].len() - text[at..].trim_start_matches([' ', '\t']).len();
        let hash = at + blanks;
        let Some(inner) = text[hash..].strip_prefix('#') else {
            continue;
        };
        let Some(close) = inner
            .find("}}")
            .filter(|close| !inner[..*close].contains('\n'))
        else {
            continue;
        };
        let words = inner[..close].trim();
        let (name, words) = words.split_once(char::is_whitespace).unwrap_or((words, ""));
        let is_escaped = text[..open].ends_with('\\');
        return Some(Directive {
            name,
            words: words.trim(),
            start: open - usize::from(is_escaped),
            end: hash + 1 + close + 2,
            is_escaped,
        });
    }
}

fn expand(includes: &mut Includes<'_>, text: &str, remarks: &mut Remarks) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(directive) = next_directive(text, at) {
        new.push_str(&text[at..directive.start]);
        let written = &text[directive.start..directive.end];
        match directive.is_escaped {
            true => new.push_str(&written[1..]),
            false => {
                let line = text[..directive.start].rfind('\n').map_or(0, |at| at + 1);
                let prefix = prefix_of(&text[line..directive.start]);
                match carried_out(includes, &directive, &prefix, remarks) {
                    Some(made) => new.push_str(&made),
                    None => new.push_str(written),
                }
            }
        }
        at = directive.end;
    }
    new.push_str(&text[at..]);
    new
}

/// What stands before each line of what is put in, given what stands before the directive.
fn prefix_of(before: &str) -> String {
    match prefix_length(before) == before.len() {
        true => blank_marks(before),
        false => String::new(),
    }
}

fn carried_out(
    includes: &mut Includes<'_>,
    directive: &Directive<'_>,
    prefix: &str,
    remarks: &mut Remarks,
) -> Option<String> {
    match directive.name {
        "title" => Some(String::new()),
        "include" | "rustdoc_include" => {
            let words = directive.words.split_whitespace().next()?;
            let (file, piece) = file_and_piece(words);
            let made = included(includes, file, piece, remarks)?;
            Some(indented(&made, prefix))
        }
        "playground" | "playpen" => {
            let file = directive.words.split_whitespace().next()?;
            let made = included(includes, file, Piece::Lines(None, None), remarks)?;
            Some(indented(&format!("```rust\n{made}\n```"), prefix))
        }
        _ => None,
    }
}

fn included(
    includes: &mut Includes<'_>,
    file: &str,
    piece: Piece,
    remarks: &mut Remarks,
) -> Option<String> {
    let path = includes.path(file);
    includes.put(path, remarks, |includes, text, remarks| {
        let part = piece_of(text, &piece, MARKS)?;
        Some(expand(includes, &part, remarks))
    })
}

/// The file that a directive names, and what of it: `f`, `f:4`, `f::9`, `f:4:`, `f:4:9`, `f:name`.
fn file_and_piece(words: &str) -> (&str, Piece) {
    let mut parts = words.splitn(4, ':');
    let file = parts.next().unwrap_or_default();
    let (first, second) = (parts.next(), parts.next());
    let piece = match (first, second) {
        (None, _) => Piece::Lines(None, None),
        (Some(first), second) => match (first.trim().parse::<usize>(), second) {
            (Ok(line), None) => Piece::Lines(Some(line), Some(line)),
            (Ok(from), Some(to)) => Piece::Lines(Some(from), to.trim().parse().ok()),
            (Err(_), Some(to)) if first.trim().is_empty() => {
                Piece::Lines(None, to.trim().parse().ok())
            }
            (Err(_), None) if first.trim().is_empty() => Piece::Lines(None, None),
            (Err(_), _) => Piece::Named(first.trim().to_owned()),
        },
    };
    (file, piece)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_of_files_are_named() {
        for (words, expected) in [
            ("a.rs", Piece::Lines(None, None)),
            ("a.rs:4", Piece::Lines(Some(4), Some(4))),
            ("a.rs::9", Piece::Lines(None, Some(9))),
            ("a.rs:4:", Piece::Lines(Some(4), None)),
            ("a.rs:4:9", Piece::Lines(Some(4), Some(9))),
            ("a.rs:here", Piece::Named("here".into())),
        ] {
            assert_eq!(file_and_piece(words), ("a.rs", expected), "{words}");
        }
    }

    #[test]
    fn directives_are_told_from_other_braces() {
        let text = "{{ x }} {{#a b c}} \\{{#d}} {{ #e f }}";
        let mut at = 0;
        let mut found = Vec::new();
        while let Some(directive) = next_directive(text, at) {
            found.push((
                &text[directive.start..directive.end],
                directive.name,
                directive.words,
            ));
            at = directive.end;
        }
        assert_eq!(
            found,
            [
                ("{{#a b c}}", "a", "b c"),
                ("\\{{#d}}", "d", ""),
                ("{{ #e f }}", "e", "f"),
            ]
        );
    }
}
