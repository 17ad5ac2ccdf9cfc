//! What VitePress and VuePress put into pages: `<!--@include: f-->`, `<<< f`, `@[code](f)`.

use almanac_model::FilePath;

use crate::front_matter::FrontMatter;
use crate::remarks::Remarks;
use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::includes::{
    Includes, Marks, Piece, dedented, indented, piece_of, rebased, without_marks,
};
use crate::sites::lines::{Part, blank_marks, lines, parts, prefix_length, trimmed_end};
use crate::source::split_path;

/// The marks of regions, in comments of any style.
const MARKS: Marks = Marks {
    begin: |line| region(line, "region"),
    end: |line| region(line, "endregion"),
};

fn region<'l>(line: &'l str, mark: &str) -> Option<&'l str> {
    let words = line.trim();
    let at = words
        .find(&format!("#{mark}"))
        .or_else(|| words.find(&format!("# {mark}")))?;
    let behind = words[at..]
        .trim_start_matches(['#', ' '])
        .strip_prefix(mark)?;
    let is_whole = behind.is_empty() || !behind.starts_with(char::is_alphanumeric);
    let before = &words[..at];
    let is_comment =
        before.chars().all(|c| !c.is_alphanumeric()) || before.to_lowercase().starts_with("rem");
    let name = behind
        .trim_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '/' | '-' | '>'))
        .trim();
    (is_whole && is_comment).then_some(name)
}

/// A text with its directives carried out.
pub fn expanded(
    includes: &mut Includes<'_>,
    source: &str,
    text: &str,
    remarks: &mut Remarks,
) -> String {
    let text = with_markdown(includes, source, text, remarks);
    let mut new = String::with_capacity(text.len());
    let mut is_in_group = false;
    for part in parts(&text) {
        match part {
            // Only what is put in before Markdown is read is put into code.
            Part::Code(code) => new.push_str(code.whole),
            Part::Prose(prose) => new.push_str(&with_code(
                includes,
                source,
                prose,
                &mut is_in_group,
                remarks,
            )),
        }
    }
    new
}

/// Prose with blocks of code that are made of files. In a group of blocks each has a name, which is that of its file at
/// first.
fn with_code(
    includes: &mut Includes<'_>,
    source: &str,
    prose: &str,
    is_in_group: &mut bool,
    remarks: &mut Remarks,
) -> String {
    let mut new = String::with_capacity(prose.len());
    for line in lines(prose) {
        let bare = trimmed_end(line);
        let (prefix, words) = bare.split_at(prefix_length(bare));
        if let Some(rest) = words.strip_prefix(":::") {
            let name = rest.trim_start_matches(':').trim();
            *is_in_group = name.starts_with("code-group") || *is_in_group && !name.is_empty();
        }
        let behind = words.strip_prefix("<<<");
        let named = behind
            .filter(|rest| rest.trim_start().starts_with(['@', '.', '/']) || rest.starts_with(' '));
        let named = named.map(|rest| (rest, false));
        let named = named.or_else(|| words.strip_prefix("@[code").map(|rest| (rest, true)));
        let made = named.and_then(|(rest, is_vuepress)| {
            let code = match is_vuepress {
                true => Code::of_vuepress(rest)?,
                false => Code::of_vitepress(rest),
            };
            let name = split_path(code.file).1;
            let label = code.label.or_else(|| is_in_group.then_some(name));
            let code = Code { label, ..code };
            put(includes, source, &code, remarks)
        });
        match made {
            Some(made) => {
                let made = indented(&made, &blank_marks(prefix));
                new.push_str(&format!("{prefix}{made}\n"));
            }
            None => new.push_str(line),
        }
    }
    new
}

/// A block of code that is made of a file.
#[derive(Debug, PartialEq, Eq, Default)]
struct Code<'w> {
    file: &'w str,
    region: Option<&'w str>,
    lines: Option<Piece>,
    language: Option<&'w str>,
    label: Option<&'w str>,
}

impl<'w> Code<'w> {
    /// `@/f#region{2,4 ts:line-numbers} [label]`
    fn of_vitepress(words: &'w str) -> Self {
        let words = words.trim();
        let (words, label) = match words.rfind('[').filter(|_| words.ends_with(']')) {
            Some(at) => (&words[..at], Some(&words[at + 1..words.len() - 1])),
            None => (words, None),
        };
        let (words, braces) = match words.rfind('{').filter(|_| words.trim_end().ends_with('}')) {
            Some(at) => (
                &words[..at],
                words[at + 1..].trim_end().trim_end_matches('}'),
            ),
            None => (words, ""),
        };
        let (file, region) = match words.trim().split_once('#') {
            Some((file, region)) => (file, Some(region)),
            None => (words.trim(), None),
        };
        let language = braces
            .split([' ', ','])
            .find(|word| word.starts_with(|c: char| c.is_alphabetic()));
        Self {
            file,
            region,
            // Braces mark lines there; they choose none.
            lines: None,
            language: language.map(|word| word.split(':').next().unwrap_or(word)),
            label,
        }
    }

    /// `{1-3} ts](../f)`, `](../f#region)`
    fn of_vuepress(words: &'w str) -> Option<Self> {
        let (options, file) = words.split_once("](")?;
        let file = file.trim().strip_suffix(')')?;
        let (file, region) = match file.split_once('#') {
            Some((file, region)) => (file, Some(region)),
            None => (file, None),
        };
        let lines = options.find('{').and_then(|open| {
            let range = options[open + 1..].split('}').next()?;
            let (from, to) = range.split_once('-').unwrap_or((range, range));
            let piece = Piece::Lines(from.trim().parse().ok(), to.trim().parse().ok());
            range
                .contains(|c: char| c.is_ascii_digit())
                .then_some(piece)
        });
        let language = options.rsplit('}').next().unwrap_or(options).trim();
        Some(Self {
            file,
            region,
            lines,
            language: (!language.is_empty())
                .then(|| language.split([':', ' ', '{']).next().unwrap_or(language)),
            label: None,
        })
    }
}

/// Where a file is that a page names: `@` is the folder of the source.
fn place(includes: &Includes<'_>, source: &str, named: &str) -> Option<String> {
    match named
        .strip_prefix('@')
        .map(|rest| rest.trim_start_matches('/'))
    {
        Some(rest) => FilePath::from("x").resolve(&format!("{source}{rest}")),
        None if named.starts_with('/') => {
            FilePath::from("x").resolve(&format!("{source}{}", &named[1..]))
        }
        None => includes.path(named),
    }
}

fn put(
    includes: &mut Includes<'_>,
    source: &str,
    code: &Code<'_>,
    remarks: &mut Remarks,
) -> Option<String> {
    let path = place(includes, source, code.file);
    let ending = code.file.rsplit_once('.').map_or("", |(_, ending)| ending);
    let text = includes.put(path, remarks, |_, text, _| {
        let part = match code.region {
            Some(name) => dedented(&piece_of(text, &Piece::Named(name.to_owned()), MARKS)?),
            None => without_marks(text, MARKS),
        };
        Some(match &code.lines {
            Some(piece) => piece_of(&part, piece, MARKS)?,
            None => part,
        })
    })?;
    let language = code.language.unwrap_or(ending);
    let label = code
        .label
        .map(|label| format!(" [{label}]"))
        .unwrap_or_default();
    let fence = if text.contains("```") { "````" } else { "```" };
    Some(format!(
        "{fence}{language}{label}\n{}\n{fence}",
        text.trim_end()
    ))
}

/// A text with Markdown put in: `<!--@include: ./p.md{3,}-->`, `#region`, `#heading-id`; `@@include` is shown.
fn with_markdown(
    includes: &mut Includes<'_>,
    source: &str,
    text: &str,
    remarks: &mut Remarks,
) -> String {
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let Some(length) = rest[start..].find("-->") else {
            break;
        };
        let end = start + length + 3;
        let words = rest[start + 4..end - 3].trim();
        new.push_str(&rest[..start]);
        let made = match words.strip_prefix("@include:") {
            Some(named) => markdown(includes, source, named.trim(), remarks),
            None => words
                .strip_prefix("@@include")
                .map(|words| format!("<!--@include{words}-->")),
        };
        new.push_str(made.as_deref().unwrap_or(&rest[start..end]));
        rest = &rest[end..];
    }
    new.push_str(rest);
    new
}

fn markdown(
    includes: &mut Includes<'_>,
    source: &str,
    named: &str,
    remarks: &mut Remarks,
) -> Option<String> {
    let (named, range) = match named.find('{') {
        Some(at) => (
            named[..at].trim(),
            Some(named[at + 1..].trim_end_matches('}')),
        ),
        None => (named, None),
    };
    let (file, part) = match named.split_once('#') {
        Some((file, part)) => (file, Some(part)),
        None => (named, None),
    };
    let path = place(includes, source, file);
    let from = path.clone().unwrap_or_default();
    let page = includes.file().to_owned();
    includes.put(path, remarks, |includes, text, remarks| {
        let body = &text[FrontMatter::read(text).body()..];
        let body = match part {
            Some(name) => piece_of(text, &Piece::Named(name.to_owned()), MARKS)
                .or_else(|| section(body, name))?,
            None => body.to_owned(),
        };
        let body = match range {
            Some(range) => {
                let (first, last) = range.split_once(',').unwrap_or((range, range));
                let lines = Piece::Lines(first.trim().parse().ok(), last.trim().parse().ok());
                piece_of(if part.is_some() { &body } else { text }, &lines, MARKS)?
            }
            None => body,
        };
        let body = expanded(includes, source, &body, remarks);
        Some(rebased(&body, &from, &page))
    })
}

/// The section of a heading, by its id.
fn section(text: &str, id: &str) -> Option<String> {
    let rule = AnchorRule::MditVue;
    let mut ids = Anchors::new(&rule);
    let mut kept: Option<(usize, String)> = None;
    for line in lines(text) {
        let depth = line.len() - line.trim_start_matches('#').len();
        let is_heading = (1..=6).contains(&depth) && line[depth..].starts_with(' ');
        if is_heading {
            if kept.as_ref().is_some_and(|(level, _)| depth <= *level) {
                break;
            }
            let words = line[depth..].trim();
            let own = words
                .rfind("{#")
                .map(|at| words[at + 2..].trim_end_matches('}').to_owned());
            let found = own.unwrap_or_else(|| ids.of(words));
            if kept.is_none() && found == id {
                kept = Some((depth, String::new()));
            }
        }
        if let Some((_, kept)) = &mut kept {
            kept.push_str(line);
        }
    }
    kept.map(|(_, kept)| kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_regions_are_named() {
        assert_eq!(
            Code::of_vitepress("@/a.ts#x{2,4 js:line-numbers} [T]"),
            Code {
                file: "@/a.ts",
                region: Some("x"),
                language: Some("js"),
                label: Some("T"),
                lines: None
            }
        );
        assert_eq!(
            Code::of_vuepress("{1-3} ts](../f.ts)").unwrap(),
            Code {
                file: "../f.ts",
                lines: Some(Piece::Lines(Some(1), Some(3))),
                language: Some("ts"),
                ..Code::default()
            }
        );
        for (line, name) in [
            ("// #region a", Some("a")),
            ("<!-- #region a -->", Some("a")),
            ("# region", None),
            ("/* #region a */", Some("a")),
            ("let x = '#region'", None),
        ] {
            assert_eq!(
                region(line, "region").filter(|name| !name.is_empty()),
                name,
                "{line}"
            );
        }
        assert_eq!(region("// #endregion", "endregion"), Some(""));
        assert_eq!(
            section("# A\na\n## B\nb\n### C\nc\n## D\n", "b").unwrap(),
            "## B\nb\n### C\nc\n"
        );
    }
}
