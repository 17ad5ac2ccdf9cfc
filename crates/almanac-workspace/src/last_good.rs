//! What to serve while some files have errors.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_compile::{CompileError, Compiled, Compiler, Options, OverlayTree, Touched, Tree};
use almanac_model::{FilePath, Report, Severity, SharedFile, Snapshot};

use crate::almanac::{TemplateCheck, compile_again};

/// The texts of some files.
type Texts = BTreeMap<FilePath, Arc<str>>;

/// The texts of files as they last were without errors.
#[derive(Clone)]
enum Good {
    /// All that there are: those of a snapshot, and of the files that pages share.
    All(Arc<Snapshot>, Texts),
    /// These.
    Some(Texts),
}

impl Good {
    fn texts(&self) -> Cow<'_, Texts> {
        match self {
            Self::Some(texts) => Cow::Borrowed(texts),
            Self::All(snapshot, shared) => {
                let mut texts = texts_of(snapshot);
                texts.extend(shared.clone());
                Cow::Owned(texts)
            }
        }
    }
}

/// A compile of what there is, and what is fit to be served of it.
pub struct Outcome {
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
    restorer: Compiler,
    /// The texts of the files as they last were without errors.
    good: Good,
    template_check: TemplateCheck,
}

impl Keeper {
    /// One that has compiled nothing yet.
    pub fn new(template_check: TemplateCheck) -> Self {
        Self {
            compiler: Compiler::default(),
            restorer: Compiler::default(),
            good: Good::Some(Texts::new()),
            template_check,
        }
    }

    /// Compiles an almanac for the first time. With errors it is served as far as
    /// it can be read, as there is nothing better yet.
    pub fn first(&mut self, tree: &dyn Tree, options: &Options) -> Result<First, CompileError> {
        let compiled = self.compile(tree, options, &Touched::Anything)?;
        self.good = self.good_texts(&compiled);
        Ok(First {
            snapshot: compiled.snapshot,
            report: compiled.report,
            files: compiled.listed.clone(),
        })
    }

    fn compile(
        &mut self,
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
    ) -> Result<Compiled, CompileError> {
        let check = self.template_check;
        compile_again(&mut self.compiler, tree, options, touched, check)
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
    ) -> Result<Outcome, CompileError> {
        let compiled = self.compile(&**tree, options, touched)?;
        let good = self.good_texts(&compiled);
        let before = std::mem::replace(&mut self.good, good);
        let mut outcome = Outcome {
            snapshot: None,
            report: compiled.report,
            files: compiled.listed.clone(),
        };
        if outcome.report.errors() == 0 {
            self.restorer = Compiler::default();
            outcome.snapshot = Some(compiled.snapshot);
            return Ok(outcome);
        }
        let good = before.texts();
        // What never was without errors is shown as far as it can be read.
        let has_new_errors = |report: &Report| {
            let files = files_with_errors(report);
            files.iter().any(|file| good.contains_key(file))
        };
        if !has_new_errors(&outcome.report) {
            outcome.snapshot = Some(compiled.snapshot);
            return Ok(outcome);
        }
        let now = compiled.listed.clone();
        let restored = |file: &FilePath, text: &Arc<str>| (file.clone(), Some(text.clone()));
        let broken = files_with_errors(&outcome.report);
        let broken = broken
            .iter()
            .filter_map(|file| Some(restored(file, good.get(file)?)));
        let removed = good
            .iter()
            .filter(|(file, _)| now.binary_search(file).is_err());
        let removed = removed.map(|(file, text)| restored(file, text));
        let known = texts_of(served);
        let new = texts_of(&compiled.snapshot).into_keys();
        let new = new.filter(|file| !known.contains_key(file) && !good.contains_key(file));
        let new = new.map(|file| (file, None));
        // Each compile of these must see the same texts, whatever is written meanwhile.
        let mut overlay = with_texts(tree, &self.shared_texts());
        for drafts in [broken.collect::<Vec<_>>(), removed.collect(), new.collect()] {
            overlay = drafts.into_iter().fold(overlay, lay);
            let restorer = &mut self.restorer;
            let check = self.template_check;
            let compiled = compile_again(restorer, &overlay, options, &Touched::Anything, check)?;
            if !has_new_errors(&compiled.report) {
                outcome.snapshot = Some(compiled.snapshot);
                break;
            }
        }
        Ok(outcome)
    }

    /// The texts of the shared files as the last compile read them.
    fn shared_texts(&self) -> Texts {
        let read = |name: &str| {
            let file = FilePath::from(name);
            let text = self.compiler.text(&file)?.clone();
            Some((file, text))
        };
        // No snapshot holds the texts of the files that pages share.
        SharedFile::ALL
            .into_iter()
            .map(SharedFile::name)
            .filter_map(read)
            .collect()
    }

    /// The texts as they last were without errors: as they are now, but for the
    /// files that have errors. While there are any, what was removed is kept too.
    fn good_texts(&self, compiled: &Compiled) -> Good {
        let now = Good::All(compiled.snapshot.clone(), self.shared_texts());
        if compiled.report.errors() == 0 {
            return now;
        }
        let before = self.good.texts();
        let mut good = now.texts().into_owned();
        for file in files_with_errors(&compiled.report) {
            match before.get(&file) {
                Some(text) => good.insert(file, text.clone()),
                None => good.remove(&file),
            };
        }
        for (file, text) in before.iter() {
            good.entry(file.clone()).or_insert_with(|| text.clone());
        }
        Good::Some(good)
    }
}

fn with_texts(tree: &Arc<dyn Tree>, texts: &Texts) -> OverlayTree {
    let texts = texts
        .iter()
        .map(|(file, text)| (file.clone(), Some(text.clone())));
    texts.fold(OverlayTree::new(tree.clone()), lay)
}

fn lay(overlay: OverlayTree, (file, text): (FilePath, Option<Arc<str>>)) -> OverlayTree {
    match text {
        Some(text) => overlay.with(file, text.as_bytes()),
        None => overlay.without(file),
    }
}

fn texts_of(snapshot: &Snapshot) -> Texts {
    let files = snapshot.content_files();
    files
        .map(|content| (content.file.clone(), content.text.clone()))
        .collect()
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
mod tests {
    use super::*;
    use almanac_compile::MemoryTree;
    use almanac_model::Day;

    const ONE: &str = "---\nid: one\ntitle: One\n---\nSee [[two]].\n";
    const TWO: &str = "---\nid: two\ntitle: Two\n---\nSee [[one]].\n";
    const PATH: &str = "---\nid: way\ntitle: Way\nsteps:\n  - { read: one, why: First. }\n---\n";

    fn tree() -> MemoryTree {
        MemoryTree::from([
            ("almanac.toml", "title = \"T\"\n"),
            ("entries/one.md", ONE),
            ("entries/two.md", TWO),
            ("paths/way.md", PATH),
        ])
    }

    fn options() -> Options {
        Options::for_day(Day::constant(2026, 11, 24))
    }

    /// What is served after the tree has become another one.
    fn after(before: &MemoryTree, now: &MemoryTree) -> (Arc<Snapshot>, Outcome, Keeper) {
        let mut keeper = Keeper::new(|_, _| Vec::new());
        let served = keeper.first(before, &options()).unwrap().snapshot;
        let next = keeper.next(
            &(Arc::new(now.clone()) as Arc<dyn Tree>),
            &options(),
            &Touched::Anything,
            &served,
        );
        (served, next.unwrap(), keeper)
    }

    fn body<'s>(snapshot: &'s Snapshot, slug: &str) -> &'s str {
        let page = snapshot.page(snapshot.page_by_slug(slug).unwrap());
        &page.text[page.body.clone()]
    }

    #[test]
    fn a_file_with_an_error_stays_as_it_was_and_others_move_on() {
        let mut now = tree();
        now.insert(
            "entries/one.md".into(),
            ONE.replace("id:", "kind: no\nid:")
                .replace("See", "Read")
                .into(),
        );
        now.insert("entries/two.md".into(), TWO.replace("See", "Read").into());
        let (_, outcome, keeper) = after(&tree(), &now);
        let snapshot = outcome.snapshot.unwrap();
        assert_eq!(outcome.report.errors(), 1);
        assert_eq!(body(&snapshot, "one"), "See [[two]].\n");
        assert_eq!(body(&snapshot, "two"), "Read [[one]].\n");
        let good = keeper.good.texts();
        assert_eq!(&*good[&FilePath::from("entries/one.md")], ONE);
    }

    #[test]
    fn what_others_need_stays_when_it_is_removed() {
        let now: MemoryTree = [
            ("almanac.toml", "title = \"T\"\n"),
            ("entries/two.md", TWO),
            ("paths/way.md", PATH),
        ]
        .into();
        let (_, outcome, _) = after(&tree(), &now);
        let snapshot = outcome.snapshot.unwrap();
        assert!(snapshot.page_by_slug("one").is_some());
        assert!(outcome.report.errors() > 0);
    }

    #[test]
    fn a_new_file_that_takes_a_name_is_left_out() {
        let mut now = tree();
        now.insert(
            "threads/one.md".into(),
            "---\nid: three\ntitle: Usurper\n---\nMine.\n".into(),
        );
        now.insert(
            "entries/four.md".into(),
            "---\nid: four\ntitle: Four\n---\n[[one]]\n".into(),
        );
        let (_, outcome, _) = after(&tree(), &now);
        let snapshot = outcome.snapshot.unwrap();
        assert_eq!(body(&snapshot, "one"), "See [[two]].\n");
    }

    #[test]
    fn errors_of_the_first_time_keep_nothing_back() {
        let mut before = tree();
        before.insert(
            "entries/one.md".into(),
            ONE.replace("id:", "kind: no\nid:").into(),
        );
        let mut now = before.clone();
        now.insert("entries/two.md".into(), TWO.replace("See", "Read").into());
        let (served, outcome, _) = after(&before, &now);
        assert_eq!(body(&served, "one"), "See [[two]].\n");
        let snapshot = outcome.snapshot.unwrap();
        assert_eq!(body(&snapshot, "one"), "See [[two]].\n");
        assert_eq!(body(&snapshot, "two"), "Read [[one]].\n");
    }

    #[test]
    fn a_broken_configuration_counts_as_it_was() {
        let mut now = tree();
        now.insert("almanac.toml".into(), b"title \"T\"".to_vec());
        now.insert("entries/two.md".into(), TWO.replace("See", "Read").into());
        let (_, outcome, _) = after(&tree(), &now);
        let snapshot = outcome.snapshot.unwrap();
        assert_eq!(snapshot.config().title, "T");
        assert_eq!(body(&snapshot, "two"), "Read [[one]].\n");
    }
    #[test]
    fn a_translation_with_an_error_stays_as_it_was() {
        let file = "entries/one.de.md";
        let text = "---\ntitle: Eins\n---\nSiehe [[two]].\n";
        let mut before = tree();
        before.insert(file.into(), text.into());
        let mut now = before.clone();
        now.insert(file.into(), text.replace("Eins", "Uno\nfacts: {}").into());
        let (_, outcome, _) = after(&before, &now);
        let snapshot = outcome.snapshot.unwrap();
        assert_eq!(outcome.report.errors(), 1);
        assert_eq!(snapshot.translations()[0].title, "Eins");
    }
}
