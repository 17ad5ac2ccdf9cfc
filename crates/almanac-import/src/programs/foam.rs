//! A workspace of Foam: wiki links whose files are said at the foot of a note.

use almanac_model::{FilePath, decode};

use crate::front_matter::FrontMatter;
use crate::names::NoteNames;
use crate::notes::{Notes, place_all, remark_foreign_forms};
use crate::programs::plain;
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, markdown_stem};
use crate::survey::{Config, Convert, Survey};
use crate::wiki::{split_heading, wiki_links};

kind!(DEFINITION: Topic::Changed, "definition of a wiki link is taken out", "definitions of wiki links are taken out");
kind!(MEANT: Topic::Changed, "wiki link names the file that its definition does", "wiki links name the files that their definitions do");
kind!(MODIFIER: Topic::Changed, "word in front of an embed is taken out", "words in front of embeds are taken out");

/// What says how an embed is shown.
const MODIFIERS: [&str; 6] = [
    "full-inline",
    "full-card",
    "content-inline",
    "content-card",
    "content",
    "full",
];

/// The folder of its settings, or that the editor is told to offer it.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    if folder.has_hidden(".foam") {
        return Some("it has a folder `.foam`".to_owned());
    }
    let extensions = folder.settings(".vscode/extensions.json")?;
    let is_named = extensions.contains("foam.foam-vscode");
    is_named.then(|| "its `.vscode/extensions.json` names Foam".to_owned())
}

/// All files go over with their names and folders.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    Survey {
        config: Config {
            language: plain::language(folder),
            ..Config::of_notes(folder)
        },
        files: place_all(folder, &[], remarks),
        converter: Box::new(Foam {
            names: NoteNames::of(folder),
            notes: Notes::default(),
        }),
    }
}

struct Foam {
    names: NoteNames,
    notes: Notes,
}

impl Convert for Foam {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let start = head.body();
        let literals = Literals::of(text, start);
        remark_foreign_forms(path, text, &literals, start, remarks);
        self.notes.read_fields(path, &mut head, remarks);
        let (definitions, end) = definitions(text, start);
        let mut edits = Edits::default();
        for link in wiki_links(text, start, &literals) {
            let (target, words) = link.parts(text);
            let (name, heading) = split_heading(target);
            let is_defined = |(label, _): &&(String, String)| label == target || label == name;
            if let Some((_, file)) = definitions.iter().find(is_defined)
                && let Some(meant) = self.meant(path, name, file)
            {
                let shown = words.unwrap_or(target);
                let bar = link.bar(text);
                remarks.add_at(MEANT, path, text, link.span.start);
                edits.replace(link.inner.clone(), format!("{meant}{heading}{bar}{shown}"));
            }
            let before = &text[start..link.span.start];
            if let Some(word) = MODIFIERS
                .iter()
                .find(|word| link.is_embed && ends_with_word(before, word))
            {
                remarks.add_at(MODIFIER, path, text, link.span.start);
                edits.replace(link.span.start - word.len()..link.span.start, "");
            }
        }
        for _ in &definitions {
            remarks.add(DEFINITION, path);
        }
        let body = edits.apply(text, start..end);
        let body = body.or_else(|| (end < text.len()).then(|| text[start..end].to_owned()));
        head.finish(body)
    }
}

impl Foam {
    /// The file that a definition names, where the link's own name would not lead there.
    fn meant(&self, path: &str, name: &str, file: &str) -> Option<String> {
        let target = FilePath::from(path).resolve(&decode(file))?;
        let stem = markdown_stem(&target).unwrap_or(&target).to_owned();
        (self.names.has(&stem) && self.names.only(name) != Some(&stem)).then(|| format!("/{stem}"))
    }
}

fn ends_with_word(before: &str, word: &str) -> bool {
    let Some(rest) = before.strip_suffix(word) else {
        return false;
    };
    !rest.ends_with(|c: char| c.is_alphanumeric() || c == '-')
}

/// The definitions at the end of a note, each with its label and file, and where the text before them ends.
fn definitions(text: &str, start: usize) -> (Vec<(String, String)>, usize) {
    let mut found = Vec::new();
    let mut end = text.len();
    while let Some(line) = last_line(&text[start..end]) {
        let words = line.trim();
        let is_mark = words.starts_with("[//begin]:") || words.starts_with("[//end]:");
        let definition = words
            .strip_prefix('[')
            .and_then(|rest| rest.split_once("]: "));
        match definition {
            _ if is_mark => {}
            _ if words.is_empty() => {}
            Some((label, rest)) if !label.starts_with('^') && !rest.contains("://") => {
                let file = rest.split(" \"").next().unwrap_or(rest);
                let file = file.trim().trim_start_matches('<').trim_end_matches('>');
                found.push((label.to_owned(), file.to_owned()));
            }
            _ => break,
        }
        end -= line.len();
    }
    // Definitions that stand for links of Markdown's own stay: only those between the marks are Foam's, or of names that
    // are linked to by brackets.
    let is_used = |label: &str| text[start..end].contains(&format!("[[{label}"));
    let has_marks = text[end..].contains("[//begin]:");
    match !found.is_empty() && (has_marks || found.iter().all(|(label, _)| is_used(label))) {
        true => (found, end),
        false => (Vec::new(), text.len()),
    }
}

/// The last line with what ends it.
fn last_line(text: &str) -> Option<&str> {
    if text.is_empty() {
        return None;
    }
    let before = text.strip_suffix('\n').unwrap_or(text);
    Some(&text[before.rfind('\n').map_or(0, |at| at + 1)..])
}
