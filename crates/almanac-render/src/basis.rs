//! What a page was made from, so that a server can keep it while that stays the same.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use almanac_model::{Address, Day, Diagnostic, FilePath, Output, Report, Severity, Trace};

use crate::banners::Banners;
use crate::render::render;
use crate::site::Site;

/// What a page was made from: all that it read of its snapshot, the day, and what it shows of the report.
#[derive(Debug)]
pub struct Basis {
    trace: Trace,
    day: Day,
    has_forms: bool,
    /// The files for which the page shows what the compiler said.
    files: BTreeSet<Option<FilePath>>,
    findings: Option<u64>,
}

impl Basis {
    /// Whether a site would make the same page now. Where the site shows a report, `findings` are those of the report.
    pub fn holds_for(&self, site: &Site<'_>, findings: Option<&Findings>) -> bool {
        let view = site.view();
        self.day == view.today()
            && self.has_forms == view.has_forms()
            && self.findings == findings.map(|findings| findings.shown_for(&self.files))
            && self.trace.holds_in(view.snapshot())
    }

    /// Whether [`Basis::holds_for`] takes less than a millisecond.
    pub fn is_quick(&self) -> bool {
        self.trace.is_quick()
    }

    /// About how many bytes it takes in memory.
    pub fn size(&self) -> usize {
        size_of::<Self>() + self.trace.size()
    }
}

/// The hashes of what pages show of a report. They are made once for a report, which may be about every file.
#[derive(Debug)]
pub struct Findings {
    /// The hash of the errors, which every page shows.
    errors: Option<u64>,
    /// The hash of the findings in each file.
    files: HashMap<FilePath, u64>,
    /// The hash of how many findings there are, which a page shows if it shows any.
    count: u64,
}

impl Findings {
    /// Hashes a report.
    pub fn of(report: &Report) -> Self {
        let is_error = |diagnostic: &&Diagnostic| diagnostic.severity == Severity::Error;
        let errors: Vec<_> = report.diagnostics.iter().filter(is_error).collect();
        let mut files: HashMap<FilePath, DefaultHasher> = HashMap::new();
        for diagnostic in &report.diagnostics {
            let file = files.entry(diagnostic.place.file.clone()).or_default();
            diagnostic.hash(file);
        }
        let files = files.into_iter();
        Self {
            errors: (!errors.is_empty()).then(|| hash_of(&errors)),
            files: files
                .map(|(file, hasher)| (file, hasher.finish()))
                .collect(),
            count: hash_of(&(report.errors(), report.warnings())),
        }
    }

    /// The hash of what a page shows that asked for the findings in these files: those, all errors, and if there are
    /// any, how many there are in all. A page that asked for no file shows nothing.
    fn shown_for(&self, files: &BTreeSet<Option<FilePath>>) -> u64 {
        if files.is_empty() {
            return 0;
        }
        let files = files.iter().flatten();
        let here: Vec<u64> = files
            .filter_map(|file| self.files.get(file).copied())
            .collect();
        let are_any = !here.is_empty() || self.errors.is_some();
        hash_of(&(self.errors, here, are_any.then_some(self.count)))
    }
}

fn hash_of(value: &impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    hasher.finish()
}

impl Site<'_> {
    /// Renders a page or a file as [`Site::render`] does, and returns what it was made from, too. Where the site shows
    /// a report, `findings` are those of the report.
    pub fn render_to_keep(
        &self,
        address: &Address,
        findings: Option<&Findings>,
    ) -> Option<(Output, Basis)> {
        let view = self.view();
        let snapshot = view.snapshot().recording();
        // The look was made before the snapshot began to record. It follows from these two, and from nothing else.
        let _ = (snapshot.config(), snapshot.appearance());
        let banners = Banners::default();
        let output = render(&view.of_snapshot(&snapshot, &banners), address)?;
        let files = banners.into_files();
        let basis = Basis {
            trace: snapshot.trace(),
            day: view.today(),
            has_forms: view.has_forms(),
            findings: findings.map(|findings| findings.shown_for(&files)),
            files,
        };
        Some((output, basis))
    }
}
