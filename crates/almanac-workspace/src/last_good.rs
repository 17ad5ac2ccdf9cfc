//! What to serve while some files have errors.
//!
//! An almanac is edited while people read it, and a half-finished edit is often an error. So two compiles are kept. One
//! is of the files as they are, and its report says what is wrong. While there are errors, another one takes the files
//! that have them as they last were without errors. The second one is served.
//!
//! Both must be incremental: a file may keep its error for an hour, and an edit of another file meanwhile must cost no
//! more than usual. The second compile begins as a branch of the first. After each edit it gets exactly the files that
//! differ for it: those that were edited, and those whose substitute came, went or changed.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use almanac_compile::{CompileError, Compiled, Compiler, Options, OverlayTree, Touched, Tree};
use almanac_model::{FilePath, Report, Severity, SharedFile, Snapshot, page_stem};

use crate::almanac::{TemplateCheck, compile_again};

/// The texts that files are served with instead of their own; `None` for a file that is left out.
type Substitutes = BTreeMap<FilePath, Option<Arc<str>>>;

/// A compile of the files as they are, and the snapshot that is fit to be served.
pub struct KeptCompile {
    /// The snapshot to serve; `None` if what was served before must stay.
    pub snapshot: Option<Arc<Snapshot>>,
    /// The report about the files as they are.
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

/// Compiles an almanac repeatedly, and returns what is fit to be served.
pub struct Keeper {
    /// The compiler of the files as they are.
    compiler: Compiler,
    /// The compile that is served, while that differs.
    served: Option<ServedCompile>,
    good: LastGood,
    /// Whether the last compile failed. The files that were touched for it have then not been read yet.
    has_missed: bool,
    /// Of the last compile.
    options: Options,
    template_check: TemplateCheck,
}

/// The compile in which some files stand as they last were without errors.
struct ServedCompile {
    compiler: Compiler,
    /// The texts that it takes instead of those of the files.
    substitutes: Substitutes,
    /// The errors of the files as they are, and how much had to be restored for them.
    errors: BTreeSet<FilePath>,
    round: usize,
}

/// The texts that files last had without errors, where they differ from what the files are now.
#[derive(Default)]
struct LastGood {
    /// The files that have errors; `None` for a file that always had some.
    broken: BTreeMap<FilePath, Option<Arc<str>>>,
    /// The files that were removed while there were errors: links to them may be the errors.
    removed: BTreeMap<FilePath, Arc<str>>,
}

/// The texts before a compile of the files that may have other texts after it.
#[derive(Default)]
struct Before {
    texts: HashMap<FilePath, Arc<str>>,
    /// The files that may have changed; `None` if any may.
    touched: Option<BTreeSet<FilePath>>,
    broken: BTreeMap<FilePath, Option<Arc<str>>>,
}

impl Keeper {
    /// A keeper that has compiled nothing yet.
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

    /// The options of the last compile.
    pub fn options(&self) -> Options {
        self.options.clone()
    }

    /// Whether the last compile left drafts out, of the files as they are or as they last were without errors: what stands
    /// in a broken file may not say that it is a draft.
    pub fn has_left_out_drafts(&self) -> bool {
        let served = self.served.as_ref();
        self.compiler.has_left_out_drafts()
            || served.is_some_and(|served| served.compiler.has_left_out_drafts())
    }

    /// A keeper of the same files with the drafts among them, and its first compile. It shares what was read, so that it
    /// costs the linking.
    pub fn with_drafts(&self, tree: &dyn Tree) -> Result<(Self, First), CompileError> {
        let mut keeper = Self {
            compiler: self.compiler.branch(),
            ..Self::new(self.options.clone().with_drafts(), self.template_check)
        };
        let options = keeper.options.clone();
        let first = keeper.compile_first(tree, &options, &Touched::Files(BTreeSet::new()))?;
        Ok((keeper, first))
    }

    /// A branch of the compiler, for changes that are not made yet, and the options of its last compile. With other options it would have to
    /// check everything again.
    pub fn branch(&self) -> (Compiler, Options) {
        (self.compiler.branch(), self.options.clone())
    }

    /// Compiles an almanac for the first time. One with errors is served as far as it can be read, because there is
    /// nothing better yet.
    pub fn first(&mut self, tree: &dyn Tree, options: &Options) -> Result<First, CompileError> {
        self.compile_first(tree, options, &Touched::Anything)
    }

    fn compile_first(
        &mut self,
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
    ) -> Result<First, CompileError> {
        // No text counts as good that was read before.
        let before = Before::default();
        let compiled = self.compile(tree, options, touched)?;
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

    /// Compiles an almanac again. While it has new errors, files are taken as they last were without errors: first the
    /// files that have errors, then also those that were removed, and then new files are left out.
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
        // A file that always had errors is shown as far as it can be read.
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
        // While the same files have errors, the rounds that were not enough last time are not enough now.
        let first_round = kept
            .as_ref()
            .filter(|kept| kept.errors == errors)
            .map_or(0, |kept| kept.round);
        let mut touched = touched.clone();
        let mut substitutes = Substitutes::new();
        for (round, more) in rounds.iter().enumerate() {
            // Rounds add up: the substitutes of one that is skipped are part of the later ones.
            substitutes.extend(more());
            if round < first_round {
                continue;
            }
            let (mut compiler, stood) = match kept.take() {
                Some(kept) => (kept.compiler, kept.substitutes),
                None => {
                    // The compiler that it branches from has read the touched files already.
                    touched = Touched::Files(BTreeSet::new());
                    (self.compiler.branch(), Substitutes::new())
                }
            };
            // For the second compile a file also counts as touched where its substitute came, went or changed.
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
    page_stem(file.as_str()).is_some() || SharedFile::of(file.as_str()).is_some()
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
