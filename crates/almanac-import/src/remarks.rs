//! What an import has to say, by kind, each with a count and one example.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

/// What a remark is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// Something was written otherwise than it stood.
    Changed,
    /// Something was not understood, and stays as it is written.
    Kept,
    /// Something was not taken over.
    LeftOut,
    /// Something that is good to know.
    Notice,
}

/// A kind of remark: one of them, and several.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Kind {
    /// What it is about.
    pub topic: Topic,
    /// What one is called.
    pub one: &'static str,
    /// What several are called.
    pub many: &'static str,
    /// What those who wrote it can do about it; empty where there is nothing to do.
    pub fix: &'static str,
}

/// Names a kind of remark, and what can be done about it.
macro_rules! kind {
    ($name:ident: $topic:expr, $one:expr, $many:expr) => {
        $crate::remarks::kind!($name: $topic, $one, $many, "");
    };
    ($name:ident: $topic:expr, $one:expr, $many:expr, $fix:expr) => {
        const $name: $crate::remarks::Kind = $crate::remarks::Kind {
            topic: $topic,
            one: $one,
            many: $many,
            fix: $fix,
        };
    };
}
pub(crate) use kind;

/// How often a kind was met, and where first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The kind.
    pub kind: Kind,
    /// How often.
    pub count: usize,
    /// The first file, in the order of paths.
    pub file: String,
    /// The line in it, where there is one.
    pub line: Option<usize>,
}

/// A file of settings of which something can't be read: where it breaks off, why, and what to do.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Broken {
    /// The file.
    pub file: String,
    /// The line in it.
    pub line: usize,
    /// What is wrong there.
    pub reason: String,
    /// What those who wrote it can do about it.
    pub fix: &'static str,
}

/// Remarks as they are gathered. Whatever the order, the result is the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Remarks {
    by_kind: BTreeMap<Kind, (usize, String, Option<usize>)>,
    broken: BTreeSet<Broken>,
}

impl Remarks {
    /// One more of a kind, about a file as a whole.
    pub fn add(&mut self, kind: Kind, file: &str) {
        self.put(kind, 1, file, None);
    }

    /// One more of a kind, at a place in the text of a file.
    pub fn add_at(&mut self, kind: Kind, file: &str, text: &str, offset: usize) {
        self.put(kind, 1, file, Some(line_at(text, offset)));
    }

    /// One more of a kind, at a line of a file, if that is known.
    pub fn add_in_line(&mut self, kind: Kind, file: &str, line: Option<usize>) {
        self.put(kind, 1, file, line);
    }

    /// A file of settings of which something can't be read.
    pub fn add_broken(&mut self, broken: Broken) {
        self.broken.insert(broken);
    }

    /// The files of settings of which something can't be read.
    pub fn broken(&self) -> impl Iterator<Item = &Broken> {
        self.broken.iter()
    }

    /// Adds those of another list.
    pub fn extend(&mut self, others: Self) {
        self.broken.extend(others.broken);
        for (kind, (count, file, line)) in others.by_kind {
            self.put(kind, count, &file, line);
        }
    }

    /// Takes a kind out; says whether there was any of it.
    pub(crate) fn take(&mut self, kind: Kind) -> bool {
        self.by_kind.remove(&kind).is_some()
    }

    /// Those about a topic, the commonest first.
    pub fn about(&self, topic: Topic) -> Vec<Remark> {
        let of_topic = self.by_kind.iter().filter(|(kind, _)| kind.topic == topic);
        let mut remarks: Vec<Remark> = of_topic
            .map(|(kind, (count, file, line))| Remark {
                kind: *kind,
                count: *count,
                file: file.clone(),
                line: *line,
            })
            .collect();
        remarks.sort_by_key(|remark| std::cmp::Reverse(remark.count));
        remarks
    }

    /// Those about a topic, for programs.
    pub(crate) fn json(&self, topic: Topic) -> Vec<Value> {
        let remarks = self.about(topic).into_iter();
        let one = |remark: Remark| {
            let mut one = json!({ "what": remark.kind.one, "count": remark.count, "file": remark.file, "line": remark.line });
            if !remark.kind.fix.is_empty() {
                one["fix"] = remark.kind.fix.into();
            }
            one
        };
        remarks.map(one).collect()
    }

    fn put(&mut self, kind: Kind, number: usize, file: &str, line: Option<usize>) {
        let (count, first, place) = self
            .by_kind
            .entry(kind)
            .or_insert_with(|| (0, file.to_owned(), line));
        *count += number;
        if (file, line) < (first.as_str(), *place) {
            *first = file.to_owned();
            *place = line;
        }
    }
}

/// The line of a text in which a place is, counted from 1.
pub fn line_at(text: &str, offset: usize) -> usize {
    let before = &text.as_bytes()[..offset.min(text.len())];
    1 + before.iter().filter(|byte| **byte == b'\n').count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_example_in_the_order_of_paths_is_kept() {
        kind!(QUERY: Topic::Kept, "query", "queries");
        let (mut one, mut other) = (Remarks::default(), Remarks::default());
        one.add_at(QUERY, "b.md", "x\n\ny", 3);
        other.add(QUERY, "c.md");
        other.add_at(QUERY, "b.md", "x\ny", 2);
        one.extend(other);
        let remarks = one.about(Topic::Kept);
        let remark = &remarks[0];
        assert_eq!(
            (remark.count, remark.file.as_str(), remark.line),
            (3, "b.md", Some(2))
        );
        assert!(one.about(Topic::Changed).is_empty());
    }
}
