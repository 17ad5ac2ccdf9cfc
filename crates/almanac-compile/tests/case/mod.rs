//! Reads the cases of a file of `tests/suite/`.

use std::collections::{BTreeMap, HashMap};
use std::fmt;
use std::path::Path;

use almanac_compile::{CONFIG_FILE, MemoryTree, Options, PlainFolder};
use almanac_model::{
    ContentConfig, Date, Day, Diagnostic, FileDates, FilePath, HistoryGap, PartDates,
};

/// The texts of files, by path.
pub type Files = BTreeMap<String, String>;

/// Sets off an expected diagnostic from the line that it stands on.
const MARK: &str = " <== ";
/// Ends the info string of a block that shows a file as fixing leaves it.
const FIXED: &str = " after fixing";

/// One file of cases.
pub struct SuiteFile {
    /// Its name without the extension: that of a check.
    pub name: String,
    /// The blocks before the first case, which belong to every case.
    pub shared: Vec<Block>,
    /// Its cases, in order.
    pub cases: Vec<Case>,
}

/// A small almanac, and what is to be said about it.
pub struct Case {
    /// Its heading.
    pub title: String,
    /// The line of its heading.
    pub line: usize,
    /// Its files, without marks.
    pub files: Files,
    /// What is to be said.
    pub expected: Vec<Expected>,
    /// What fixing is to make of its files.
    pub fixed: Files,
    today: Day,
    /// Why its history is not known to its beginning.
    gap: Option<HistoryGap>,
    /// Whether it has no `almanac.toml`.
    is_plain: bool,
    parts: HashMap<FilePath, PartDates>,
}

/// A diagnostic that is to be said.
#[derive(Debug, Clone)]
pub struct Expected {
    file: String,
    line: u32,
    severity: String,
    /// The name of the check.
    pub name: String,
    part: String,
}

/// A fenced block: the file that it stands for, and its lines.
#[derive(Debug, Clone)]
pub struct Block {
    file: String,
    lines: Vec<String>,
}

impl SuiteFile {
    /// Reads a file of cases, each of which starts from some blocks.
    pub fn read(path: &Path, defaults: Vec<Block>) -> Self {
        let text = std::fs::read_to_string(path).unwrap();
        let name = path.file_stem().unwrap().to_str().unwrap().to_owned();
        let mut file = Self {
            name,
            shared: defaults,
            cases: Vec::new(),
        };
        let mut drafts: Vec<UnfinishedCase> = Vec::new();
        let mut lines = text.lines().enumerate();
        while let Some((number, line)) = lines.next() {
            if let Some(title) = line.strip_prefix("## ") {
                drafts.push(UnfinishedCase::new(title, number + 1, file.shared.clone()));
            } else if let Some((fence, info)) = split_fence(line) {
                let body = lines
                    .by_ref()
                    .map(|(_, line)| line)
                    .take_while(|line| *line != fence);
                let block = Block::new(info, body);
                let blocks = drafts
                    .last_mut()
                    .map_or(&mut file.shared, |draft| &mut draft.blocks);
                blocks.extend(block);
            } else if let (Some(day), Some(draft)) =
                (line.strip_prefix("Today is "), drafts.last_mut())
            {
                draft.today = day.trim_end_matches('.').parse().unwrap();
            } else if let ("The clone is shallow.", Some(draft)) = (line, drafts.last_mut()) {
                draft.gap = Some(HistoryGap::Shallow);
            } else if let ("The folder has no `almanac.toml`.", Some(draft)) =
                (line, drafts.last_mut())
            {
                draft.is_plain = true;
            } else if let (Some(rest), Some(draft)) =
                (line.strip_prefix("A commit of "), drafts.last_mut())
            {
                // `A commit of DAY changed KEY of FILE.`
                let mut words = rest.trim_end_matches('.').split(' ');
                let day = words.next().and_then(|day| day.parse().ok()).unwrap();
                let key = words.nth(1).unwrap().to_owned();
                let file = words.nth(1).unwrap();
                let parts = PartDates {
                    overtaken: [(key, Some(Date::from_day(day)))].into(),
                    ..PartDates::default()
                };
                draft.parts.insert(FilePath::from(file), parts);
            }
        }
        // The README describes the form under headings of its own; its configuration is what all share.
        if file.name == "README" {
            file.shared = drafts.into_iter().flat_map(|draft| draft.blocks).collect();
        } else {
            file.cases = drafts.into_iter().map(UnfinishedCase::into_case).collect();
        }
        file
    }
}

/// A case that is being read.
struct UnfinishedCase {
    title: String,
    line: usize,
    blocks: Vec<Block>,
    today: Day,
    gap: Option<HistoryGap>,
    is_plain: bool,
    parts: HashMap<FilePath, PartDates>,
}

impl UnfinishedCase {
    fn new(title: &str, line: usize, blocks: Vec<Block>) -> Self {
        let today = Day::constant(2026, 11, 24);
        Self {
            title: title.to_owned(),
            line,
            blocks,
            today,
            gap: None,
            is_plain: false,
            parts: HashMap::new(),
        }
    }

    fn into_case(self) -> Case {
        let mut case = Case {
            title: self.title,
            line: self.line,
            files: Files::new(),
            expected: Vec::new(),
            fixed: Files::new(),
            today: self.today,
            gap: self.gap,
            is_plain: self.is_plain,
            parts: self.parts,
        };
        for block in self.blocks {
            match block.file.strip_suffix(FIXED) {
                Some(file) => drop(case.fixed.insert(file.to_owned(), block.text())),
                None => case.add(&block),
            }
        }
        if case.is_plain {
            case.files.remove(CONFIG_FILE);
        }
        case
    }
}

impl Case {
    /// Adds a file, its marks taken out. One of the same name is replaced.
    fn add(&mut self, block: &Block) {
        self.expected.retain(|expected| expected.file != block.file);
        let mut text = String::new();
        for (index, line) in block.lines.iter().enumerate() {
            let mut parts = line.split(MARK);
            let plain = parts.next().unwrap_or_default();
            // A line that had nothing but marks on it keeps its place as an empty one.
            text.push_str(if plain.len() < line.len() {
                plain.trim_end()
            } else {
                plain
            });
            text.push('\n');
            let marks = parts.map(|mark| Expected::parse(&block.file, index as u32 + 1, mark));
            self.expected.extend(marks);
        }
        self.files.insert(block.file.clone(), text);
    }

    /// Its files as a tree.
    pub fn tree(&self) -> MemoryTree {
        tree_of(&self.files)
    }

    /// The options that it is compiled with.
    pub fn options(&self) -> Options {
        let dates = FileDates {
            gap: self.gap.clone(),
            parts: self.parts.clone().into(),
            ..FileDates::default()
        };
        let plain = self.is_plain.then(|| PlainFolder {
            title: "Notes".to_owned(),
            language: "en".to_owned(),
            content: ContentConfig::plain(),
            generator: None,
        });
        Options {
            dates: dates.into(),
            plain,
            ..Options::for_day(self.today).with_drafts()
        }
    }
}

impl Block {
    /// A block whose info string names a file; `None` if it is an example of something else.
    fn new<'t>(info: &str, body: impl Iterator<Item = &'t str>) -> Option<Self> {
        let lines = body.map(str::to_owned).collect();
        let (_, file) = info.split_once(' ')?;
        Some(Self {
            file: file.trim().to_owned(),
            lines,
        })
    }

    fn text(&self) -> String {
        self.lines
            .iter()
            .flat_map(|line| [line.as_str(), "\n"])
            .collect()
    }
}

impl Expected {
    fn parse(file: &str, line: u32, mark: &str) -> Self {
        let (head, part) = mark.split_once(": ").unwrap_or((mark, ""));
        let (severity, name) = head
            .trim()
            .split_once(' ')
            .expect("a severity and a name stand after the mark");
        let owned = |text: &str| text.trim().to_owned();
        Self {
            file: owned(file),
            line,
            severity: owned(severity),
            name: owned(name),
            part: owned(part),
        }
    }

    /// Whether a diagnostic is the one that is meant.
    pub fn matches(&self, diagnostic: &Diagnostic) -> bool {
        let help = diagnostic.help.as_deref().unwrap_or_default();
        self.file == diagnostic.place.file.as_str()
            && self.line == diagnostic.place.start.line
            && self.severity == diagnostic.severity.name()
            && self.name == diagnostic.name
            && (diagnostic.message.contains(&self.part) || help.contains(&self.part))
    }
}

impl fmt::Display for Expected {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            file,
            line,
            severity,
            name,
            part,
        } = self;
        write!(f, "{file}:{line}: {severity} {name}: {part}")
    }
}

/// A diagnostic as a case would write it.
pub fn describe(diagnostic: &Diagnostic) -> String {
    let place = &diagnostic.place;
    let help = diagnostic.help.as_deref().unwrap_or("no help");
    format!(
        "{}:{}: {} {}: {} ({help})",
        place.file,
        place.start.line,
        diagnostic.severity.name(),
        diagnostic.name,
        diagnostic.message
    )
}

/// Files as a tree.
pub fn tree_of(files: &Files) -> MemoryTree {
    let mut tree = MemoryTree::default();
    for (file, text) in files {
        tree.insert(FilePath::from(file.as_str()), text.clone().into_bytes());
    }
    tree
}

/// If a line opens a fenced block, its fence and its info string.
fn split_fence(line: &str) -> Option<(String, &str)> {
    let length = line.bytes().take_while(|byte| *byte == b'`').count();
    (length >= 3).then(|| ("`".repeat(length), &line[length..]))
}
