//! What checks see, and where they say what they found.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

use almanac_model::{
    Changed, Config, Day, Diagnostic, Edit, FilePath, Fix, Label, LanguageTag, LearningPath, Link,
    LinkTarget, Page, PageIndex, Place, Position, Report, Severity, Snapshot, Source, SourceKey,
    Value,
};
use almanac_syntax::Document;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::checks::CheckInfo;

/// An almanac that has been linked, as checks see it.
pub(crate) struct Context<'c> {
    /// The snapshot.
    pub snapshot: &'c Snapshot,
    /// The pages as read, in the order of the snapshot's.
    pub pages: &'c [Arc<ReadFile>],
    /// The paths as read, in the order of the snapshot's.
    pub paths: &'c [Arc<ReadFile>],
    /// The translations of pages as read, in the order of the snapshot's.
    pub translations: &'c [Arc<ReadFile>],
    /// The translations of paths as read, in the order of the snapshot's.
    pub path_translations: &'c [Arc<ReadFile>],
    /// The keys of sources that are defined, complete or not.
    pub defined_sources: &'c HashSet<SourceKey>,
    /// All files of the tree, sorted.
    pub files: &'c [FilePath],
    /// What `media.yaml` says: the file of each image → whether its licence is given.
    pub licensed_media: &'c BTreeMap<FilePath, bool>,
    /// The pages that paths link to, that others require, or that are the value of a fact, once
    /// that is asked for.
    pub named: &'c OnceLock<HashSet<PageIndex>>,
    /// The texts of all files that were read.
    pub texts: &'c HashMap<FilePath, Arc<str>>,
    /// Which pages and paths are seen by their own: all of them, or the stretch of the one page
    /// that is checked again.
    pub focus: Focus,
    /// The day.
    pub today: Day,
}

/// Which pages and paths are looked at. What they name is found among all.
#[derive(Debug, Clone)]
pub(crate) enum Focus {
    /// All.
    Everything,
    /// One entry or thread, and no path or translation.
    Page(PageIndex),
}

impl Focus {
    /// The stretch of all originals that is looked at.
    fn pages(&self, count: usize) -> Range<usize> {
        match self {
            Self::Everything => 0..count,
            Self::Page(page) => page.0 as usize..page.0 as usize + 1,
        }
    }

    /// The stretch of what is neither an entry nor a thread.
    fn others(&self, count: usize) -> Range<usize> {
        match self {
            Self::Everything => 0..count,
            Self::Page(_) => 0..0,
        }
    }
}

/// Things of a snapshot, each with its file as read.
fn zipped<'c, T>(
    items: &'c [Arc<T>],
    read: &'c [Arc<ReadFile>],
    stretch: Range<usize>,
) -> impl Iterator<Item = (&'c T, &'c ReadFile)> + use<'c, T> {
    let items = items[stretch.clone()].iter().map(AsRef::as_ref);
    items.zip(read[stretch].iter().map(AsRef::as_ref))
}

impl<'c> Context<'c> {
    /// What `almanac.toml` declares.
    pub fn config(&self) -> &'c Config {
        self.snapshot.config()
    }

    /// The page and its file as read.
    pub fn read_page(&self, page: PageIndex) -> &'c ReadFile {
        &self.pages[page.0 as usize]
    }

    /// A page or a translation of one, both of the snapshot, as read.
    pub fn read_of(&self, page: &Page) -> &'c ReadFile {
        let key = |page: &Page| {
            let language = page.translation.as_ref().map(|made| made.language.clone());
            (page.slug.clone(), language)
        };
        let (of, read) = match page.translation {
            Some(_) => (self.snapshot.translations(), self.translations),
            None => (self.snapshot.pages(), self.pages),
        };
        let wanted = key(page);
        &read[of.partition_point(|other| key(other) < wanted)]
    }

    /// The entries and threads that are looked at, as linked and as read, without translations.
    pub fn originals(&self) -> impl Iterator<Item = (&'c Page, &'c ReadFile)> + use<'c> {
        zipped(
            self.snapshot.pages(),
            self.pages,
            self.focus.pages(self.pages.len()),
        )
    }

    /// The paths that are looked at, as linked and as read, without translations.
    pub fn original_paths(
        &self,
    ) -> impl Iterator<Item = (&'c LearningPath, &'c ReadFile)> + use<'c> {
        zipped(
            self.snapshot.paths(),
            self.paths,
            self.focus.others(self.paths.len()),
        )
    }

    /// The pages that are looked at, then their translations, as linked and as read.
    pub fn every_page(&self) -> impl Iterator<Item = (&'c Page, &'c ReadFile)> + use<'c> {
        let stretch = self.focus.others(self.translations.len());
        let translations = zipped(self.snapshot.translations(), self.translations, stretch);
        self.originals().chain(translations)
    }

    /// The paths that are looked at, then their translations, as linked and as read.
    pub fn every_path(&self) -> impl Iterator<Item = (&'c LearningPath, &'c ReadFile)> + use<'c> {
        let stretch = self.focus.others(self.path_translations.len());
        let of = self.snapshot.path_translations();
        self.original_paths()
            .chain(zipped(of, self.path_translations, stretch))
    }

    /// The files of the pages that are looked at, then of the paths, as read, translations among them.
    pub fn read_files(&self) -> impl Iterator<Item = (&'c FilePath, &'c ReadFile)> + use<'c> {
        let pages = self.every_page().map(|(page, read)| (&page.file, read));
        let paths = self.every_path().map(|(path, read)| (&path.file, read));
        pages.chain(paths)
    }

    /// The same almanac, all of it looked at.
    pub fn whole(&self) -> Self {
        Self {
            focus: Focus::Everything,
            ..*self
        }
    }

    /// The wiki links of the pages and paths that are looked at, with the file that each stands in, and its language
    /// if that is a translation.
    pub fn links(
        &self,
    ) -> impl Iterator<Item = (&'c FilePath, Option<&'c LanguageTag>, &'c Link)> + use<'c> {
        let pages = self
            .every_page()
            .map(|(page, _)| (&page.file, &page.translation, &page.links));
        let paths = self
            .every_path()
            .map(|(path, _)| (&path.file, &path.translation, &path.links));
        pages.chain(paths).flat_map(|(file, translation, links)| {
            let language = translation.as_ref().map(|made| &made.language);
            links.iter().map(move |link| (file, language, link))
        })
    }

    /// What is wrong with an original is not said again of its translations.
    pub fn drop_echoes(&self, report: &mut Report) {
        let originals = self.files_of_originals();
        if originals.is_empty() {
            return;
        }
        let diagnostics = &mut report.diagnostics;
        let said: HashSet<(FilePath, &'static str, String)> = diagnostics
            .iter()
            .map(|said| (said.place.file.clone(), said.name, said.message.clone()))
            .collect();
        diagnostics.retain(|diagnostic| {
            let original = originals.get(&diagnostic.place.file);
            !original.is_some_and(|&original| {
                let echoed = (
                    original.clone(),
                    diagnostic.name,
                    diagnostic.message.clone(),
                );
                said.contains(&echoed)
            })
        });
    }

    /// The file of each translation, with that of its original.
    fn files_of_originals(&self) -> HashMap<&FilePath, &FilePath> {
        let snapshot = self.snapshot;
        let pages = snapshot.translations().iter().filter_map(|page| {
            let index = snapshot.page_by_slug(page.slug.as_str())?;
            Some((&page.file, &snapshot.page(index).file))
        });
        let paths = snapshot.path_translations().iter().filter_map(|path| {
            let index = snapshot.path_by_slug(path.slug.as_str())?;
            Some((&path.file, &snapshot.path(index).file))
        });
        pages.chain(paths).collect()
    }

    /// Whether a path links to a page, another page requires it, or it is the value of a fact.
    pub fn is_named(&self, page: PageIndex) -> bool {
        self.named
            .get_or_init(|| named(self.snapshot))
            .contains(&page)
    }

    /// Whether the tree has a file.
    pub fn has_file(&self, file: &str) -> bool {
        self.files
            .binary_search_by(|known| known.as_str().cmp(file))
            .is_ok()
    }
}

/// The pages that paths link to, that others require, and that are the value of a fact.
fn named(snapshot: &Snapshot) -> HashSet<PageIndex> {
    let linked = snapshot.paths().iter().flat_map(|path| &path.links);
    let linked = linked.map(|link| link.target.as_str());
    let required = snapshot.pages().iter().flat_map(|page| &page.requires);
    let required = required.map(|required| required.page.as_str());
    let facts = snapshot.pages().iter().flat_map(|page| &page.facts);
    let values = facts.filter_map(|fact| match &fact.value {
        Value::Entry(slug) => Some(slug.as_str()),
        _ => None,
    });
    let names = linked.chain(required).chain(values);
    let targets = names.map(|name| snapshot.resolve(name));
    let pages = targets.filter_map(|target| match target {
        LinkTarget::Page(page) => Some(page),
        _ => None,
    });
    pages.collect()
}

/// A file as it was read, beside the page or path that was made of it.
#[derive(Debug)]
pub(crate) struct ReadFile {
    /// Its syntax.
    pub document: Document,
    /// The sources that it defines, in order; one without a title or address is here too.
    pub sources: Vec<Arc<Source>>,
    /// Where its front matter stands; the file's start if it has none.
    pub head: Range<usize>,
    /// Whether its front matter could not be read. Then what it lacks is not its author's fault.
    pub broken: bool,
    /// When its author says that it was changed.
    pub updated: Option<Changed>,
    /// Its wiki links, if it has Markdown links besides, which join them when it is linked.
    pub wiki_links: Option<Vec<Link>>,
    /// What was found when it was read.
    pub findings: Vec<Finding>,
}

/// What a check has found, not resolved to lines yet.
#[derive(Debug, Clone)]
pub(crate) struct Finding {
    info: &'static CheckInfo,
    file: FilePath,
    span: Range<usize>,
    message: String,
    labels: Vec<(FilePath, Range<usize>, String)>,
    help: Option<String>,
    fix: Option<Fix>,
}

impl Finding {
    /// A fault that `info` is about, in a stretch of a file.
    pub fn new(
        info: &'static CheckInfo,
        file: &FilePath,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        Self {
            info,
            file: file.clone(),
            span,
            message: message.into(),
            labels: Vec::new(),
            help: None,
            fix: None,
        }
    }

    /// Says what to do about it.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Says what to do about it, if there is something to say.
    #[must_use]
    pub fn maybe_help(mut self, help: Option<String>) -> Self {
        self.help = help;
        self
    }

    /// Points to another place that explains it.
    #[must_use]
    pub fn label(
        mut self,
        file: &FilePath,
        span: Range<usize>,
        message: impl Into<String>,
    ) -> Self {
        self.labels.push((file.clone(), span, message.into()));
        self
    }

    /// Mends it for certain.
    #[must_use]
    pub fn fix(mut self, description: impl Into<String>, edits: Vec<Edit>) -> Self {
        self.fix = Some(Fix {
            description: description.into(),
            edits,
        });
        self
    }
}

/// How many findings of one check are told of one file. More say no more, and a file that has been
/// made to have a million must not cost the memory of a million.
pub(crate) const MAX_TOLD: usize = 100;

/// Gathers findings and gives each the severity that the almanac wants.
pub(crate) struct Reporter {
    severities: BTreeMap<String, Option<Severity>>,
    findings: Vec<Finding>,
    told: HashMap<(&'static str, FilePath), Told>,
}

/// What was told of one file by one check.
struct Told {
    info: &'static CheckInfo,
    told: usize,
    /// How many were not, and where the first of these is.
    untold: usize,
    span: Range<usize>,
}

impl Reporter {
    /// A reporter that has been told some findings already.
    pub fn new(config: &Config, findings: Vec<Finding>) -> Self {
        let mut reporter = Self {
            severities: config.checks.clone(),
            findings: Vec::new(),
            told: HashMap::default(),
        };
        findings
            .into_iter()
            .for_each(|finding| reporter.report(finding));
        reporter
    }

    /// Takes a finding.
    pub fn report(&mut self, finding: Finding) {
        if self.counts(finding.info, &finding.file, &finding.span) {
            self.findings.push(finding);
        }
    }

    /// Counts a finding that a check is about to make; whether it is to be told. Where working it
    /// out takes time, this is asked first.
    pub fn counts(
        &mut self,
        info: &'static CheckInfo,
        file: &FilePath,
        span: &Range<usize>,
    ) -> bool {
        let told = self.told.entry((info.name, file.clone()));
        let told = told.or_insert_with(|| Told {
            info,
            told: 0,
            untold: 0,
            span: span.clone(),
        });
        let is_told = told.told < MAX_TOLD;
        match (is_told, told.untold) {
            (true, _) => told.told += 1,
            (false, 0) => (told.untold, told.span) = (1, span.clone()),
            (false, _) => told.untold += 1,
        }
        is_told
    }

    /// Takes a finding that [`Reporter::counts`] has counted.
    pub fn report_counted(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// Takes over what another reporter was told.
    pub fn absorb(&mut self, other: Self) {
        other
            .findings
            .into_iter()
            .for_each(|finding| self.report(finding));
        for (of, more) in other.told.into_iter().filter(|(_, told)| told.untold > 0) {
            if let Some(told) = self.told.get_mut(&of) {
                if told.untold == 0 {
                    told.span = more.span;
                }
                told.untold += more.untold;
            }
        }
    }

    /// Says how many findings were not told, for each check and file.
    fn tell_rest(&mut self) {
        for ((_, file), told) in std::mem::take(&mut self.told) {
            if told.untold > 0 {
                let message = format!("and {} more of these in this file", told.untold);
                let finding = Finding::new(told.info, &file, told.span, message);
                self.findings.push(finding.help(format!(
                    "`{}` has told the first {MAX_TOLD}: mend them, and check again",
                    told.info.name
                )));
            }
        }
    }

    /// Resolves everything to lines, sorted by file and position.
    pub fn into_report(mut self, texts: &HashMap<FilePath, Arc<str>>) -> Report {
        self.tell_rest();
        let mut lines = LineTables {
            texts,
            tables: HashMap::default(),
        };
        let mut diagnostics: Vec<Diagnostic> = Vec::with_capacity(self.findings.len());
        for finding in self.findings {
            let severity = self.severities.get(finding.info.name).copied();
            let Some(severity) = severity.unwrap_or(Some(finding.info.default)) else {
                continue;
            };
            diagnostics.push(lines.resolve(finding, severity));
        }
        sorted(diagnostics)
    }
}

/// A report of these, by file and position, each once.
pub(crate) fn sorted(mut diagnostics: Vec<Diagnostic>) -> Report {
    diagnostics.sort_by(|a, b| sort_key(a).cmp(&sort_key(b)));
    diagnostics.dedup();
    Report { diagnostics }
}

fn sort_key(diagnostic: &Diagnostic) -> (&str, usize, usize, &str, &str) {
    let place = &diagnostic.place;
    (
        place.file.as_str(),
        place.span.start,
        place.span.end,
        diagnostic.code,
        &diagnostic.message,
    )
}

/// The line starts of files that have diagnostics.
struct LineTables<'c> {
    texts: &'c HashMap<FilePath, Arc<str>>,
    tables: HashMap<FilePath, Vec<usize>>,
}

impl LineTables<'_> {
    fn resolve(&mut self, finding: Finding, severity: Severity) -> Diagnostic {
        let labels = finding
            .labels
            .into_iter()
            .map(|(file, span, message)| Label {
                place: self.place(file, span),
                message,
            })
            .collect();
        Diagnostic {
            code: finding.info.code,
            name: finding.info.name,
            severity,
            place: self.place(finding.file, finding.span),
            message: finding.message,
            labels,
            help: finding.help,
            fix: finding.fix,
        }
    }

    fn place(&mut self, file: FilePath, span: Range<usize>) -> Place {
        let text = self.texts.get(&file).map_or("", |text| text);
        let starts = self
            .tables
            .entry(file.clone())
            .or_insert_with(|| line_starts(text));
        let start = position(text, starts, span.start);
        let end = position(text, starts, span.end);
        Place {
            file,
            span,
            start,
            end,
        }
    }
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(newline, _)| newline + 1))
        .collect()
}

fn position(text: &str, starts: &[usize], byte: usize) -> Position {
    let byte = byte.min(text.len());
    let line = starts.partition_point(|start| *start <= byte).max(1);
    let column = text[starts[line - 1]..byte].chars().count() + 1;
    Position {
        line: line as u32,
        column: column as u32,
    }
}
