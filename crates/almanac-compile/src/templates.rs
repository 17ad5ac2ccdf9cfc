//! What is wrong with an almanac's own templates, added to its report by those who render pages.

use rustc_hash::FxHashMap as HashMap;

use almanac_model::{Report, Snapshot, TemplateFault};

use crate::checks::BROKEN_TEMPLATE;
use crate::compiled::Compiled;
use crate::reporter::{Finding, Reporter, sorted};

impl Compiled {
    /// Adds what is wrong with templates to the report. A compile does not see it, as it knows
    /// nothing of pages.
    #[must_use]
    pub fn with_template_faults(mut self, faults: Vec<TemplateFault>) -> Self {
        let added = template_report(&self.snapshot, faults);
        let mut all = std::mem::take(&mut self.report.diagnostics);
        all.extend(added.diagnostics);
        self.report = sorted(all);
        self
    }
}

/// What is wrong with a snapshot's templates, each with its line, and as grave as the almanac wants.
pub fn template_report(snapshot: &Snapshot, faults: Vec<TemplateFault>) -> Report {
    let finding = |fault: TemplateFault| {
        let (file, span) = (&fault.file, fault.range());
        Finding::new(&BROKEN_TEMPLATE, file, span, fault.message).help(fault.help)
    };
    let findings = faults.into_iter().map(finding).collect();
    let texts: HashMap<_, _> = snapshot
        .appearance()
        .templates
        .clone()
        .into_iter()
        .collect();
    Reporter::new(snapshot.config(), findings).into_report(&texts)
}
