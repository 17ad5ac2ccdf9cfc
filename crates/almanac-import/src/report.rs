//! What an import did, for people and for programs.

use std::fmt::Write as _;
use std::io;

use serde_json::{Value, json};

use crate::program::Recognised;
use crate::remarks::{Broken, Remark, Remarks, Topic};
use crate::target::{Listed, Outcome};

/// How many files are named of those that were edited or removed since.
const MOST_NAMED: usize = 10;

/// What an import did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Report {
    /// Which program's folder it was.
    pub recognised: Recognised,
    /// Whether it was the first into its folder.
    pub is_first: bool,
    /// How many pages there are.
    pub pages: usize,
    /// How many other files there are.
    pub others: usize,
    /// How many files were written.
    pub written: usize,
    /// Whether anything was changed on disk.
    pub has_written: bool,
    /// The files that were edited since the last import, and were kept.
    pub edited: Vec<String>,
    /// The files that were removed since the last import, and were not written again.
    pub removed: Vec<String>,
    /// The files that the source has no more, and that were removed.
    pub gone: Vec<String>,
    /// The files that could not be written, with what the system said.
    pub failed: Vec<(String, String)>,
    /// All else, by kind.
    pub remarks: Remarks,
}

impl Report {
    pub(crate) fn new(recognised: Recognised, is_first: bool) -> Self {
        Self {
            recognised,
            is_first,
            pages: 0,
            others: 0,
            written: 0,
            has_written: false,
            edited: Vec::new(),
            removed: Vec::new(),
            gone: Vec::new(),
            failed: Vec::new(),
            remarks: Remarks::default(),
        }
    }

    /// Counts what became of a file; returns how it stands in the list.
    pub(crate) fn count(
        &mut self,
        path: String,
        is_page: bool,
        outcome: io::Result<(Outcome, Option<Listed>)>,
    ) -> Option<Listed> {
        match is_page {
            true => self.pages += 1,
            false => self.others += 1,
        }
        match outcome {
            Ok((outcome, listed)) => {
                match outcome {
                    Outcome::Written => {
                        self.written += 1;
                        self.has_written = true;
                    }
                    Outcome::Same => {}
                    Outcome::Edited => self.edited.push(path),
                    Outcome::Removed => self.removed.push(path),
                }
                listed
            }
            Err(error) => {
                self.failed.push((path, error.to_string()));
                None
            }
        }
    }

    /// The report as a page to read. `source` and `target` are the folders as they were named.
    pub fn text(&self, source: &str, target: &str) -> String {
        let mut page = format!("{}\n", self.headline(source, target));
        if !self.recognised.others.is_empty() {
            let others = self.recognised.others.iter();
            let names: Vec<String> = others
                .map(|program| format!("`--from {}`", program.name()))
                .collect();
            line(
                &mut page,
                &format!(
                    "It has signs of other programs too: {} reads it as theirs.",
                    names.join(" or ")
                ),
            );
        }
        page.push('\n');
        line(&mut page, &self.sum());
        self.files(
            &mut page,
            "Could not be written",
            self.failed
                .iter()
                .map(|(file, why)| format!("{file}: {why}"))
                .collect(),
        );
        self.files(
            &mut page,
            "Edited since the last import, and kept as they are",
            self.edited.clone(),
        );
        self.files(
            &mut page,
            "Removed since the last import, and not written again",
            self.removed.clone(),
        );
        self.files(
            &mut page,
            "No longer in the source, and removed",
            self.gone.clone(),
        );
        self.broken(&mut page);
        for (topic, title) in [
            (Topic::Changed, "Changed"),
            (Topic::Kept, "Not understood, and kept as it is"),
            (Topic::LeftOut, "Left out"),
            (Topic::Notice, "Good to know"),
        ] {
            remarks_in_columns(&mut page, title, &self.remarks.about(topic));
        }
        page.push_str(&next_steps(target));
        page
    }

    /// The report for programs.
    pub fn json(&self) -> Value {
        let failed = self.failed.iter();
        let failed: Vec<Value> = failed
            .map(|(file, why)| json!({ "file": file, "reason": why }))
            .collect();
        let broken = self.remarks.broken();
        let broken: Vec<Value> = broken
            .map(|one| json!({ "file": one.file, "line": one.line, "reason": one.reason, "fix": one.fix }))
            .collect();
        json!({
            "program": self.recognised.program.name(),
            "sign": self.recognised.sign,
            "pages": self.pages,
            "files": self.others,
            "written": self.written,
            "edited": self.edited,
            "removed": self.removed,
            "gone": self.gone,
            "failed": failed,
            "broken": broken,
            "changed": self.remarks.json(Topic::Changed),
            "kept": self.remarks.json(Topic::Kept),
            "left_out": self.remarks.json(Topic::LeftOut),
            "notices": self.remarks.json(Topic::Notice),
        })
    }

    fn headline(&self, source: &str, target: &str) -> String {
        let program = self.recognised.program.label();
        let sign = match &self.recognised.sign {
            Some(sign) => format!(", as {sign}"),
            None => String::new(),
        };
        format!("`{source}` is {program}{sign}. It is an almanac now: `{target}`.")
    }

    fn sum(&self) -> String {
        let all = format!(
            "{} and {}",
            counted(self.pages, "page", "pages"),
            counted(self.others, "other file", "other files")
        );
        match (self.has_written, self.is_first) {
            (false, _) => format!(
                "{all}. Nothing has changed since the last import, and nothing was written."
            ),
            (true, true) => format!("{all} were written."),
            (true, false) => format!("{all}, of which {} written.", was(self.written)),
        }
    }

    /// The settings that can't be read: what follows from them may be missing.
    fn broken(&self, page: &mut String) {
        let broken: Vec<&Broken> = self.remarks.broken().collect();
        if broken.is_empty() {
            return;
        }
        let _ = writeln!(page, "\nSettings that can't be read:");
        for one in broken.iter().take(MOST_NAMED) {
            line(page, &format!("{}:{}: {}", one.file, one.line, one.reason));
            line(page, &format!("  {}", one.fix));
        }
        if broken.len() > MOST_NAMED {
            line(page, &format!("and {} more", broken.len() - MOST_NAMED));
        }
    }

    fn files(&self, page: &mut String, title: &str, files: Vec<String>) {
        if files.is_empty() {
            return;
        }
        let _ = writeln!(page, "\n{title}:");
        for file in files.iter().take(MOST_NAMED) {
            line(page, file);
        }
        if files.len() > MOST_NAMED {
            line(page, &format!("and {} more", files.len() - MOST_NAMED));
        }
    }
}

fn line(page: &mut String, words: &str) {
    let _ = writeln!(page, "  {words}");
}

/// A number with what it counts.
pub(crate) fn counted(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

fn was(number: usize) -> String {
    format!("{number} {}", if number == 1 { "was" } else { "were" })
}

/// Remarks in three columns: how many, of what, and where the first is.
pub(crate) fn remarks_in_columns(page: &mut String, title: &str, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    let words = |remark: &Remark| {
        if remark.count == 1 {
            remark.kind.one
        } else {
            remark.kind.many
        }
    };
    let digits = remarks
        .iter()
        .map(|remark| remark.count.to_string().len())
        .max()
        .unwrap_or(1);
    let widths = remarks.iter().map(|remark| words(remark).chars().count());
    let width = widths.max().unwrap_or(0);
    let _ = writeln!(page, "\n{title}:");
    for remark in remarks {
        let place = match remark.line {
            Some(line) => format!("{}:{line}", remark.file),
            None => remark.file.clone(),
        };
        let example = if remark.count == 1 { "" } else { "e.g. " };
        line(
            page,
            &format!(
                "{:>digits$} {:<width$}  {example}{place}",
                remark.count,
                words(remark)
            ),
        );
        if !remark.kind.fix.is_empty() {
            line(page, &format!("{:>digits$} {}", "", remark.kind.fix));
        }
    }
}

/// The three things to do next.
fn next_steps(target: &str) -> String {
    let steps = [
        (
            format!("almanac serve {target} --open"),
            "read it in the browser",
        ),
        (
            format!("almanac check {target}"),
            "see what is broken in it",
        ),
        (
            format!("almanac build {target} --out site"),
            "make a site of it that any host can show",
        ),
    ];
    let width = steps
        .iter()
        .map(|(command, _)| command.chars().count())
        .max()
        .unwrap_or(0);
    let mut page = "\nNext:\n".to_owned();
    for (command, what) in steps {
        line(&mut page, &format!("{command:<width$}  {what}"));
    }
    page
}
