//! The text of a concept behind its fields: footnotes become citations, and links lead from where it will lie.

use std::collections::BTreeMap;
use std::ops::Range;

use almanac_model::{FilePath, decode};

use super::Bundle;
use crate::links::{encoded_path, links_of, relative};
use crate::okf::MADE_OF;
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::wiki::bar_at;

kind!(FOOTNOTE: Topic::Changed, "footnote is a citation", "footnotes are citations");
kind!(LINK: Topic::Changed, "link from the bundle's root is one from its page", "links from the bundle's root are links from their pages");
/// The text behind the front matter as it is changed.
pub(super) struct Body<'b> {
    bundle: &'b Bundle,
    path: &'b str,
    text: &'b str,
    start: usize,
    end: usize,
    literals: Literals,
    edits: Edits,
    /// What footnotes say beside the titles of their sources, by key.
    pub(super) notes: Vec<(String, String)>,
}

impl<'b> Body<'b> {
    pub(super) fn of(bundle: &'b Bundle, path: &'b str, text: &'b str, start: usize) -> Self {
        Self {
            bundle,
            path,
            text,
            start,
            end: text.len(),
            literals: Literals::of(text, start),
            edits: Edits::default(),
            notes: Vec::new(),
        }
    }

    /// Footnotes that name sources are citations, and words that were made of something of ours are that again.
    pub(super) fn citations(&mut self, keys: &BTreeMap<String, String>, remarks: &mut Remarks) {
        let mut made: Vec<Range<usize>> = Vec::new();
        for comment in self.literals.html.clone() {
            let inner = self.text[comment.clone()]
                .strip_prefix("<!-- ")
                .and_then(|rest| rest.strip_suffix(" -->"));
            let Some((words, written)) = inner.and_then(|inner| inner.split_once(MADE_OF)) else {
                continue;
            };
            if self.text[self.start..comment.start].ends_with(words) {
                let span = comment.start - words.len()..comment.end;
                self.edits.replace(span.clone(), written);
                made.push(span);
            }
        }
        made.extend(self.definitions(keys));
        let marks = self.text[self.start..self.end].match_indices("[^");
        let marks = marks.filter_map(|(at, _)| {
            let at = self.start + at;
            let (key, _) = self.text[at + 2..].split_once(']')?;
            let is_made = made.iter().any(|made| made.start <= at && at < made.end);
            let is_citation = !is_made && keys.contains_key(key) && !self.literals.holds(at);
            is_citation.then(|| (key, at..at + 2 + key.len() + 1))
        });
        // Marks that stand side by side are one citation of several works.
        let mut groups: Vec<(Vec<&str>, Range<usize>)> = Vec::new();
        for (key, span) in marks {
            remarks.add_at(FOOTNOTE, self.path, self.text, span.start);
            match groups.last_mut() {
                Some((keys, group)) if group.end == span.start => {
                    keys.push(key);
                    group.end = span.end;
                }
                _ => groups.push((vec![key], span)),
            }
        }
        for (keys, span) in groups {
            let works: Vec<String> = keys
                .iter()
                .map(|key| format!("@{}", written_key(key)))
                .collect();
            self.edits.replace(span, format!("[{}]", works.join("; ")));
        }
    }

    /// Takes out the notes that only say which source they name. The last ones stand behind the text.
    fn definitions(&mut self, keys: &BTreeMap<String, String>) -> Vec<Range<usize>> {
        let mut found: Vec<Range<usize>> = Vec::new();
        let mut at = self.start;
        while at < self.text.len() {
            let line_end = self.text[at..]
                .find('\n')
                .map_or(self.text.len(), |end| at + end + 1);
            let line = &self.text[at..line_end];
            let definition = line
                .strip_prefix("[^")
                .and_then(|rest| rest.split_once("]:"));
            if let Some((key, words)) = definition.filter(|(key, _)| keys.contains_key(*key))
                && !self.literals.holds(at)
            {
                let mut words = words.trim().to_owned();
                let mut end = line_end;
                // Lines that are set in belong to the note.
                while self.text[end..].starts_with("    ") || self.text[end..].starts_with('\t') {
                    let next = self.text[end..]
                        .find('\n')
                        .map_or(self.text.len(), |next| end + next + 1);
                    words.push(' ');
                    words.push_str(self.text[end..next].trim());
                    end = next;
                }
                let plain = words.replace('\\', "");
                let title = keys[key].split_whitespace().collect::<Vec<_>>().join(" ");
                if !words.is_empty() && plain != title.replace('\\', "") {
                    self.notes.push((key.to_owned(), words));
                }
                found.push(at..end);
                at = end;
                continue;
            }
            at = line_end;
        }
        for span in found.iter().rev() {
            if span.end == self.end {
                self.end = span.start;
            }
        }
        let is_cut = self.end < self.text.len();
        if is_cut && self.text[self.start..self.end].ends_with("\n\n") {
            self.end -= 1;
        }
        for span in &found {
            if span.end <= self.end {
                self.edits.replace(span.clone(), "");
            }
        }
        found
    }

    /// Links from the bundle's root lead there from the page; those to what is not written ask for it by name.
    pub(super) fn links(&mut self, remarks: &mut Remarks) {
        for link in links_of(self.text, self.start) {
            let (path, fragment) = match link.address.find('#') {
                Some(at) => link.address.split_at(at),
                None => (link.address.as_str(), ""),
            };
            if path.is_empty()
                || path.contains(':')
                || !path.starts_with('/') && !self.needs_move(path)
            {
                continue;
            }
            let Some(target) = FilePath::from(self.path).resolve(&decode(path)) else {
                continue;
            };
            let is_folder = path.ends_with('/');
            let new = match self.bundle.paths.contains(&target) || is_folder {
                true => {
                    let to = self.bundle.target(&target);
                    format!(
                        "{}{fragment}",
                        encoded_path(&relative(&self.bundle.target(self.path), &to))
                    )
                }
                false if target.ends_with(".md") && !link.is_image && path.starts_with('/') => {
                    let name = target.trim_end_matches(".md");
                    let words = &self.text[link.words.clone()];
                    remarks.add_at(LINK, self.path, self.text, link.span.start);
                    let heading = decode(fragment);
                    let bar = bar_at(self.text, link.span.start);
                    let new = format!("[[{name}{heading}{bar}{words}]]");
                    self.edits.replace(link.span.clone(), new);
                    continue;
                }
                false => continue,
            };
            remarks.add_at(LINK, self.path, self.text, link.span.start);
            self.edits.replace(link.place.clone(), new);
        }
    }

    /// Whether a link from a page leads to what lies elsewhere now.
    fn needs_move(&self, path: &str) -> bool {
        let target = FilePath::from(self.path).resolve(&decode(path));
        target.is_some_and(|target| self.bundle.logs.contains_key(&target))
    }

    pub(super) fn finish(self) -> Option<String> {
        let part = self.start..self.end;
        let is_cut = self.end < self.text.len();
        let edited = self.edits.apply(self.text, part.clone());
        edited.or_else(|| is_cut.then(|| self.text[part].to_owned()))
    }
}

/// A key as it stands in a citation.
fn written_key(key: &str) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | ':');
    let has_plain_ends =
        key.starts_with(char::is_alphanumeric) && key.ends_with(char::is_alphanumeric);
    match has_plain_ends && key.chars().all(is_plain) {
        true => key.to_owned(),
        false => format!("{{{key}}}"),
    }
}
