//! Compiles an almanac again and again, each time no more of it than has changed.

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_model::{FilePath, Report};

use crate::catch_up::catch_up;
use crate::context::{Focus, Reporter};
use crate::link::{Linked, link};
use crate::load::load;
use crate::tree::Tree;
use crate::{CompileError, Compiled, Options, checks};

/// Which files may have changed since the last compile.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Touched {
    /// Any; files may have come and gone.
    Anything,
    /// These and no others.
    Files(BTreeSet<FilePath>),
}

/// Compiles an almanac, and keeps what it read for the next time. Each result is the one that
/// [`compile`](crate::compile) gives for the same files and options.
#[derive(Default)]
pub struct Compiler {
    known: Option<Known>,
}

/// What a compile came to.
pub(crate) struct Known {
    linked: Linked,
    report: Report,
    options: Options,
}

impl Compiler {
    /// Compiles an almanac of which nothing but what was touched has changed since the last time.
    pub fn compile(
        &mut self,
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
    ) -> Result<Compiled, CompileError> {
        if let Some(known) = &mut self.known
            && known.catch_up(tree, options, touched)
        {
            return Ok(known.compiled());
        }
        let known = Known::compile(tree, options, touched, self.known.as_ref())?;
        Ok(self.known.insert(known).compiled())
    }

    /// The text of a file as the last compile read it.
    pub fn text(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.known.as_ref()?.linked.text(file)
    }
}

impl Known {
    /// Loads, links and checks all. What was read before and is the same is not read again.
    pub fn compile(
        tree: &dyn Tree,
        options: &Options,
        touched: &Touched,
        before: Option<&Self>,
    ) -> Result<Self, CompileError> {
        let mut loaded = load(tree, touched, before.map(|before| &before.linked))?;
        let findings = std::mem::take(&mut loaded.findings);
        let mut reporter = Reporter::new(&loaded.config, findings);
        let linked = link(loaded, options, &mut reporter);
        let context = linked.context(options.today, Focus::Everything);
        checks::run(&context, &mut reporter);
        let mut report = reporter.into_report(context.texts);
        context.drop_echoes(&mut report);
        Ok(Self {
            linked,
            report,
            options: options.clone(),
        })
    }

    /// Takes the short way, if the edit allows it.
    fn catch_up(&mut self, tree: &dyn Tree, options: &Options, touched: &Touched) -> bool {
        match touched {
            Touched::Files(files) if self.options == *options => {
                catch_up(&mut self.linked, &mut self.report, tree, files, options)
            }
            _ => false,
        }
    }

    /// What is known, for who won't compile again.
    pub fn into_compiled(self) -> Compiled {
        Compiled {
            files: self.linked.files(),
            snapshot: self.linked.into_snapshot(),
            report: self.report,
        }
    }

    fn compiled(&self) -> Compiled {
        Compiled {
            snapshot: self.linked.snapshot().clone(),
            report: self.report.clone(),
            files: self.linked.files(),
        }
    }
}
