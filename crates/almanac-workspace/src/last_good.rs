//! What to serve while some files have errors.
//!
//! An almanac is edited while people read it, and half of an edit is often an error. So two compiles
//! are kept: one of the files as they are, whose report says what is wrong, and while there are
//! errors one in which some files stand as they last were without. The second one is what is served.
//!
//! Both are incremental, and that is the point: a file may keep its error for an hour, and every edit
//! of another file meanwhile must cost no more than without it. The second compile begins as a branch
//! of the first, and is then told exactly what differs from the last time: what was edited, and which
//! files stand as they were now and did not then, or the other way round.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_compile::{CompileError, Compiled, Compiler, Options, OverlayTree, Touched, Tree};
use almanac_model::{FilePath, Report, Severity, SharedFile, Snapshot, is_page_file};

use crate::almanac::{TemplateCheck, compile_again};

/// What files are to stand as instead of what they are; `None` for one that is left out.
type Substitutes = BTreeMap<FilePath, Option<Arc<str>>>;

/// A compile of what there is, and what is fit to be served of it.
pub struct KeptCompile {
    /// What is to be served; `None` if only what was served before will do.
    pub snapshot: Option<Arc<Snapshot>>,
    /// What the compile of the files as they are reported.
    pub report: Report,
    /// All files of the tree, sorted.
    pub files: Arc<[FilePath]>,
}

/// The first compile of an almanac.
pub struct First {
    /// What is to be served.
    pub snapshot: Arc<Snapshot>,
    /// What the compile reported.
    pub report: Report,
    /// All files of the tree, sorted.
    pub files: Arc<[FilePath]>,
}

/// Compiles an almanac again and again, and says what is fit to be served.
pub struct Keeper {
    /// Knows the files as they are.
    compiler: Compiler,
    /// Knows them as they are served, while that differs.
    served: Option<ServedCompile>,
    good: LastGood,
    /// Whether a compile failed, so that nobody has seen what was touched before it.
    has_missed: bool,
    /// Of the last compile.
    options: Options,
    template_check: TemplateCheck,
}

/// The compile in which some files stand as they last were without errors.
struct ServedCompile {
    compiler: Compiler,
    /// The files that stand otherwise in it than they are.
    substitutes: Substitutes,
    /// The errors of the files as they are, and how much had to be restored for them.
    errors: BTreeSet<FilePath>,
    round: usize,
}

/// The texts of files as they last were without errors, as far as they are not what they are now.
#[derive(Default)]
struct LastGood {
    /// The files that have errors; without a text those that never were without.
    broken: BTreeMap<FilePath, Option<Arc<str>>>,
    /// The files that were removed while there were errors: others may need them.
    removed: BTreeMap<FilePath, Arc<str>>,
}

/// The texts before a compile, of the files that may be others after it.
struct Before {
    texts: HashMap<FilePath, Arc<str>>,
    /// The files that may have changed; `None` if any may.
    touched: Option<BTreeSet<FilePath>>,
    broken: BTreeMap<FilePath, Option<Arc<str>>>,
}

impl Keeper {
    /// One that has compiled nothing yet.
    pub fn new(options: Options, template_check: TemplateCheck) -> Self {
        Self {
            compiler: Compiler::default(),
            served: None,
            good: LastGood::default(),
            has_missed: false,
            options,
            template_check,
        }
    }

    /// A compiler that knows the files as they are, to try drafts on, and the options by which it
    /// knows them: with others it would have to check everything again.
    pub fn branch(&self) -> (Compiler, Options) {
        (self.compiler.branch(), self.options.clone())
    }

    /// Compiles an almanac for the first time. With errors it is served as far as
    /// it can be read, as there is nothing better yet.
    pub fn first(&mut self, tree: &dyn Tree, options: &Options) -> Result<First, CompileError> {
        let before = self.before(&Touched::Anything);
        let compiled = self.compile(tree, options, &Touched::Anything)?;
        self.good.update(&before, &compiled.report, &self.compiler);
        Ok(First {
            snapshot: compiled.snapshot,
            report: compiled.report,
            files: compiled.listed,
        })
    }

    fn compile(
        &mut self,
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
    ) -> Result<Compiled, CompileError> {
        let check = self.template_check;
        let compiled = compile_again(&mut self.compiler, tree, options, touched, check)?;
        self.options = options.clone();
        Ok(compiled)
    }

    /// Compiles an almanac again. While it has errors that it had not, files are
    /// taken as they last were without: first those that have the errors, then also
    /// those that were removed, then all but those that are new.
    pub fn next(
        &mut self,
        tree: &Arc<dyn Tree>,
        options: &Options,
        touched: &Touched,
        served: &Snapshot,
    ) -> Result<KeptCompile, CompileError> {
        // Set until the compile has succeeded: if it fails, the compiler has not seen what was touched, and nobody will
        // name these files again.
        let touched = match std::mem::replace(&mut self.has_missed, true) {
            true => &Touched::Anything,
            false => touched,
        };
        let before = self.before(touched);
        let compiled = self.compile(&**tree, options, touched)?;
        self.has_missed = false;
        self.good.update(&before, &compiled.report, &self.compiler);
        let mut outcome = KeptCompile {
            snapshot: None,
            report: compiled.report.clone(),
            files: compiled.listed.clone(),
        };
        // What never was without errors is shown as far as it can be read.
        let was_good = |file: &FilePath| self.good.was_good(file, &before, &self.compiler);
        let has_new_errors = |report: &Report| files_with_errors(report).iter().any(was_good);
        if !has_new_errors(&compiled.report) {
            self.served = None;
            outcome.snapshot = Some(compiled.snapshot);
            return Ok(outcome);
        }
        // Each round gives up more of what was edited. Restoring the files with errors is nearly always enough. It is
        // not where the cause lies in another file: one that was removed while others link to it, or a new one that
        // claims a name which is taken.
        let new = || new_files(&compiled.snapshot, served, &was_good);
        let rounds: [&dyn Fn() -> Substitutes; 3] = [
            &|| self.good.broken_as_they_were(),
            &|| self.good.removed_as_they_were(),
            &|| new().into_iter().map(|file| (file, None)).collect(),
        ];
        let errors = files_with_errors(&compiled.report);
        let mut kept = self.served.take();
        // While the same files have errors, less than the last time would not do either.
        let first_round = kept
            .as_ref()
            .filter(|kept| kept.errors == errors)
            .map_or(0, |kept| kept.round);
        let mut touched = touched.clone();
        let mut substitutes = Substitutes::new();
        for (round, more) in rounds.iter().enumerate() {
            // Rounds add up, so one that is passed over still counts for those behind it.
            substitutes.extend(more());
            if round < first_round {
                continue;
            }
            let (mut compiler, stood) = match kept.take() {
                Some(kept) => (kept.compiler, kept.substitutes),
                None => {
                    // It knows what was touched as well as the compiler that it is a branch of.
                    touched = Touched::Files(BTreeSet::new());
                    (self.compiler.branch(), Substitutes::new())
                }
            };
            // For the second compile a file is touched also where nobody wrote to it: its substitute came or went.
            let differs = differing(&stood, &substitutes);
            let touched = with(
                std::mem::replace(&mut touched, Touched::Files(BTreeSet::new())),
                differs,
            );
            let overlay = self.overlay(tree, &touched, &substitutes);
            let check = self.template_check;
            let restored = compile_again(&mut compiler, &overlay, options, &touched, check)?;
            let is_fit = !has_new_errors(&restored.report);
            kept = Some(ServedCompile {
                compiler,
                substitutes: substitutes.clone(),
                errors: errors.clone(),
                round,
            });
            if is_fit {
                outcome.snapshot = Some(restored.snapshot);
                break;
            }
        }
        self.served = kept;
        Ok(outcome)
    }

    /// The tree with the substitutes laid over it. What is read again is laid over it too: both
    /// compiles must see the same texts, whatever is written meanwhile.
    fn overlay(
        &self,
        tree: &Arc<dyn Tree>,
        touched: &Touched,
        substitutes: &Substitutes,
    ) -> OverlayTree {
        let read: Vec<FilePath> = match touched {
            Touched::Files(files) => files.iter().cloned().collect(),
            Touched::Anything => SharedFile::ALL
                .map(|file| FilePath::from(file.name()))
                .into(),
        };
        let read = read.into_iter().filter_map(|file| {
            let text = self.compiler.text(&file)?.clone();
            Some((file, Some(text)))
        });
        let substitutes = substitutes.iter();
        let substitutes = substitutes.map(|(file, text)| (file.clone(), text.clone()));
        read.chain(substitutes)
            .fold(OverlayTree::new(tree.clone()), lay)
    }

    /// What is known of the texts before a compile.
    fn before(&self, touched: &Touched) -> Before {
        let text_of = |(file, text): (&FilePath, &Arc<str>)| {
            is_kept(file).then(|| (file.clone(), text.clone()))
        };
        let (texts, touched) = match touched {
            Touched::Anything => (self.compiler.texts().filter_map(text_of).collect(), None),
            Touched::Files(files) => {
                let known = files.iter().filter_map(|file| {
                    let text = self.compiler.text(file)?;
                    text_of((file, text))
                });
                (known.collect(), Some(files.clone()))
            }
        };
        Before {
            texts,
            touched,
            broken: self.good.broken.clone(),
        }
    }
}

impl Before {
    /// The text of a file before the compile, by what it is after it.
    fn text<'t>(&'t self, file: &FilePath, compiler: &'t Compiler) -> Option<&'t Arc<str>> {
        match &self.touched {
            Some(touched) if !touched.contains(file) => {
                compiler.text(file).filter(|_| is_kept(file))
            }
            _ => self.texts.get(file),
        }
    }
}

impl LastGood {
    /// Follows a compile: which files have errors now, and what they were before.
    fn update(&mut self, before: &Before, report: &Report, compiler: &Compiler) {
        if report.errors() == 0 {
            *self = Self::default();
            return;
        }
        // A file that had an error before has kept its good text from then; any other was good as it was.
        let good_before = |file: &FilePath| match before.broken.get(file) {
            Some(text) => text.clone(),
            None => before.text(file, compiler).cloned(),
        };
        let broken: BTreeMap<_, _> = files_with_errors(report)
            .into_iter()
            .map(|file| {
                let text = self
                    .removed
                    .get(&file)
                    .cloned()
                    .or_else(|| good_before(&file));
                (file, text)
            })
            .collect();
        // Only while there are errors: without any, nobody misses a file that was removed.
        for file in before.texts.keys() {
            if compiler.text(file).is_none()
                && let Some(text) = good_before(file)
            {
                self.removed.insert(file.clone(), text);
            }
        }
        self.removed.retain(|file, _| compiler.text(file).is_none());
        self.broken = broken;
    }

    /// Whether a file was without errors before the last compile.
    fn was_good(&self, file: &FilePath, before: &Before, compiler: &Compiler) -> bool {
        match (self.broken.get(file), before.broken.get(file)) {
            (Some(text), _) | (None, Some(text)) => text.is_some(),
            (None, None) => {
                self.removed.contains_key(file) || before.text(file, compiler).is_some()
            }
        }
    }

    fn broken_as_they_were(&self) -> Substitutes {
        let known = self.broken.iter().filter(|(_, text)| text.is_some());
        known
            .map(|(file, text)| (file.clone(), text.clone()))
            .collect()
    }

    fn removed_as_they_were(&self) -> Substitutes {
        let removed = self.removed.iter();
        removed
            .map(|(file, text)| (file.clone(), Some(text.clone())))
            .collect()
    }
}

/// Whether a file is one that may be served as it last was: a page, a path, or one that pages share.
fn is_kept(file: &FilePath) -> bool {
    is_page_file(file.as_str()) || SharedFile::of(file.as_str()).is_some()
}

/// The files that were neither served nor good before.
fn new_files(
    now: &Snapshot,
    served: &Snapshot,
    was_good: &dyn Fn(&FilePath) -> bool,
) -> Vec<FilePath> {
    let files = now.content_files().map(|content| &content.file);
    let new = files.filter(|file| served.of_file(file.as_str()).is_none() && !was_good(file));
    new.cloned().collect()
}

/// The files that stand otherwise in one compile than in another.
fn differing(one: &Substitutes, other: &Substitutes) -> BTreeSet<FilePath> {
    let files = one.keys().chain(other.keys());
    let differs = files.filter(|file| one.get(*file) != other.get(*file));
    differs.cloned().collect()
}

fn with(touched: Touched, more: BTreeSet<FilePath>) -> Touched {
    match touched {
        Touched::Files(mut files) => {
            files.extend(more);
            Touched::Files(files)
        }
        Touched::Anything => Touched::Anything,
    }
}

fn lay(overlay: OverlayTree, (file, text): (FilePath, Option<Arc<str>>)) -> OverlayTree {
    match text {
        Some(text) => overlay.with(file, text.as_bytes()),
        None => overlay.without(file),
    }
}

fn files_with_errors(report: &Report) -> BTreeSet<FilePath> {
    let errors = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.severity == Severity::Error);
    errors
        .map(|diagnostic| diagnostic.place.file.clone())
        .collect()
}

#[cfg(test)]
mod tests;
