//! Compiles an almanac repeatedly, each time only what has changed.

use std::sync::Arc;

use almanac_model::{FilePath, Report};

use crate::catch_up::{Edit, catch_up, redated};
use crate::checks;
use crate::compiled::{Beside, Compiled};
use crate::context::Focus;
use crate::link::{Linked, link};
use crate::load::load;
use crate::options::{CompileError, Options, Touched};
use crate::reporter::Reporter;
use crate::tree::Tree;

/// Compiles an almanac, and keeps what it read for the next time. Each result is the one that
/// [`compile`](crate::compile) gives for the same files and options.
#[derive(Default)]
pub struct Compiler {
    last: Option<LastCompile>,
    ways: Ways,
}

/// How often each way was taken from an edit to a snapshot.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Ways {
    /// Only pages that the edit can affect were read, linked and checked.
    pub short: usize,
    /// All was linked and checked.
    pub long: usize,
}

/// The result of the last compile.
#[derive(Clone)]
pub(crate) struct LastCompile {
    linked: Linked,
    report: Report,
    options: Options,
}

impl Compiler {
    /// Compiles an almanac again. The caller vouches that nothing but the touched files has changed since the last
    /// compile.
    ///
    /// # Errors
    /// Fails where the tree can't be listed or is no almanac. The compiler then still knows the last compile.
    pub fn compile(
        &mut self,
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
    ) -> Result<Compiled, CompileError> {
        if let Some(last) = &mut self.last
            && last.catch_up(tree, options, touched)
        {
            self.ways.short += 1;
            return Ok(last.compiled());
        }
        self.ways.long += 1;
        let compile = LastCompile::compile(tree, options, touched, self.last.as_ref())?;
        Ok(self.last.insert(compile).compiled())
    }

    /// Another compiler that knows what this one knows, for another tree: one with a draft laid over it, or another
    /// revision. The two share what was read, and neither changes what the other knows. The first compile of the
    /// branch must name the files that differ in the other tree as touched.
    #[must_use]
    pub fn branch(&self) -> Self {
        Self {
            last: self.last.clone(),
            ways: Ways::default(),
        }
    }

    /// Whether the last compile left drafts out.
    pub fn has_left_out_drafts(&self) -> bool {
        let last = self.last.as_ref();
        last.is_some_and(|last| last.linked.has_left_out_drafts())
    }

    /// The text of a file as the last compile read it.
    pub fn text(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.last.as_ref()?.linked.text(file)
    }

    /// The texts of all files as the last compile read them, in any order.
    pub fn texts(&self) -> impl Iterator<Item = (&FilePath, &Arc<str>)> {
        self.last.iter().flat_map(|last| last.linked.texts())
    }

    /// Which ways the compiles so far have taken.
    pub fn ways(&self) -> Ways {
        self.ways
    }
}

impl LastCompile {
    /// Loads, links and checks everything. What the last compile has read and is unchanged is taken from there.
    pub fn compile(
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
        before: Option<&Self>,
    ) -> Result<Self, CompileError> {
        let mut loaded = load(tree, touched, before.map(|before| &before.linked), options)?;
        let findings = std::mem::take(&mut loaded.findings);
        let mut reporter = Reporter::new(&loaded.config, findings);
        let linked = link(loaded, options, &mut reporter);
        let context = linked.context(options.today, Focus::EVERYTHING);
        checks::run(&context, &mut reporter);
        let mut report = reporter.into_report(context.texts);
        context.drop_echoes(&mut report);
        Ok(Self {
            linked,
            report,
            options: options.clone(),
        })
    }

    /// Takes the short way, if the edit allows it. Other options mean another day or another address, which concern every
    /// page. Other dates concern the pages whose dates they are: a commit gives them to what it changes.
    fn catch_up(&mut self, tree: &dyn Tree, options: &Options, touched: &Touched) -> bool {
        let Touched::Files(files) = touched else {
            return false;
        };
        let dated_before = Options {
            dates: self.options.dates.clone(),
            ..options.clone()
        };
        if dated_before != self.options {
            return false;
        }
        let Some(redated) = redated(&self.options.dates, &options.dates) else {
            return false;
        };
        let edit = Edit {
            files,
            redated: &redated,
        };
        let has_caught_up = catch_up(&mut self.linked, &mut self.report, tree, edit, options);
        if has_caught_up {
            self.options.dates = options.dates.clone();
        }
        has_caught_up
    }

    /// The result, for callers that won't compile again.
    pub fn into_compiled(self) -> Compiled {
        Compiled {
            files: self.linked.files(),
            listed: self.linked.all_files().clone(),
            snapshot: self.linked.snapshot().clone(),
            report: self.report,
            beside: Beside(Some(self.linked)),
        }
    }

    fn compiled(&self) -> Compiled {
        Compiled {
            snapshot: self.linked.snapshot().clone(),
            report: self.report.clone(),
            files: self.linked.files(),
            listed: self.linked.all_files().clone(),
            beside: Beside(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::MemoryTree;
    use almanac_model::Day;
    use std::collections::HashMap;

    const BEE: &str = "---\nid: bee\ntitle: Bee\n---\n# Wings\n\nIt flies to [[ant]].\n";

    fn files() -> Vec<(&'static str, &'static str)> {
        vec![
            ("almanac.toml", "title = \"A\"\nlanguages = [\"de\"]\n"),
            (
                "entries/ant.md",
                "---\nid: ant\ntitle: Ant\n---\nIt walks.\n",
            ),
            ("entries/bee.md", BEE),
            (
                "entries/moth.md",
                "---\nid: moth\ntitle: Moth\n---\nSee [[bee#Wings]].\n",
            ),
        ]
    }

    /// Whether an almanac need not be linked again when a file becomes another.
    fn is_short(file: &str, text: &str, others: &[(&'static str, &'static str)]) -> bool {
        let mut files = files();
        files.extend(others);
        let options = Options::for_day(Day::constant(2026, 11, 24));
        let tree: MemoryTree = files.iter().copied().collect();
        let mut known = LastCompile::compile(&tree, &options, &Touched::Anything, None).unwrap();
        let mut tree = tree;
        tree.insert(file.into(), text.into());
        let touched = Touched::Files([FilePath::from(file)].into());
        known.catch_up(&tree, &options, &touched)
    }

    #[test]
    fn an_edit_of_text_takes_the_short_way() {
        for (from, to) in [
            ("It flies", "It hums"),
            ("[[ant]]", "[[moth]], and [[wasp]] too"),
            ("# Wings", "## Legs {#legs}"),
            ("It flies", "- It flies.[@none] {{size}}"),
        ] {
            assert!(
                is_short("entries/bee.md", &BEE.replace(from, to), &[]),
                "{to}"
            );
        }
    }

    #[test]
    fn what_others_are_made_of_is_linked_again() {
        let renamed = BEE.replace("title: Bee", "title: Wasp");
        assert!(!is_short("entries/bee.md", &renamed, &[]));
        assert!(!is_short("entries/wasp.md", &renamed, &[]));
        assert!(!is_short(
            "almanac.toml",
            "title = \"B\"\nlanguages = [\"de\"]\n",
            &[]
        ));
        let hums = BEE.replace("flies", "hums");
        let german = ("entries/bee.de.md", "---\ntitle: Biene\n---\nSie fliegt.\n");
        assert!(!is_short("entries/bee.md", &hums, &[german]));
        let untitled = ("entries/fly.md", "---\nid: fly\n---\n# Fly\n\nIt flies.\n");
        let renamed = untitled.1.replace("Fly", "Midge");
        assert!(!is_short(untitled.0, &renamed, &[untitled]));
        let asked = format!("{BEE}\n```question\nid: q\nask: Who?\nanswer: She.\n```\n");
        assert!(!is_short("entries/bee.md", &asked, &[]));
    }

    #[test]
    fn a_commit_that_dates_what_it_changed_takes_the_short_way() {
        use almanac_model::{Changed, FileDates};
        let on = |days: &[(&str, i8)]| Options {
            dates: Arc::new(FileDates::from(HashMap::from_iter(days.iter().map(
                |(file, day)| {
                    let date = almanac_model::Date::from_day(Day::constant(2026, 11, *day));
                    let changed = Changed {
                        date,
                        moment: None,
                        revision: None,
                    };
                    (FilePath::from(*file), changed)
                },
            )))),
            ..Options::for_day(Day::constant(2026, 11, 24))
        };
        let all = ["entries/ant.md", "entries/bee.md", "entries/moth.md"];
        let begun = all.map(|file| (file, 1));
        let mut compiler = Compiler::default();
        let tree = MemoryTree::from_iter(files());
        compiler
            .compile(&tree, &on(&begun), &Touched::Anything)
            .unwrap();
        let edited = BEE.replace("flies", "flew");
        let mut now: Vec<(&str, &str)> = files();
        now[2].1 = &edited;
        let tree = MemoryTree::from_iter(now);
        let dated = on(&[(all[0], 1), (all[1], 20), (all[2], 1)]);
        let touched = Touched::Files([FilePath::from(all[1])].into());
        let short = compiler.compile(&tree, &dated, &touched).unwrap();
        assert_eq!(compiler.ways(), Ways { short: 1, long: 1 });
        let long = LastCompile::compile(&tree, &dated, &Touched::Anything, None).unwrap();
        let long = long.compiled();
        assert_eq!(short.snapshot.hash(), long.snapshot.hash());
        assert_eq!(short.report, long.report);
        let changed = |compiled: &Compiled| {
            let pages = compiled.snapshot.pages().iter();
            pages.map(|page| page.changed.clone()).collect::<Vec<_>>()
        };
        assert_eq!(changed(&short), changed(&long));
        // Another date alone, as after a commit of what was edited before.
        let later = on(&[(all[0], 21), (all[1], 20), (all[2], 1)]);
        let nothing = Touched::Files(Default::default());
        let short = compiler.compile(&tree, &later, &nothing).unwrap();
        assert_eq!(compiler.ways(), Ways { short: 2, long: 1 });
        let long = LastCompile::compile(&tree, &later, &Touched::Anything, None).unwrap();
        let long = long.compiled();
        assert_eq!(short.snapshot.hash(), long.snapshot.hash());
        assert_eq!(changed(&short), changed(&long));
    }
}
