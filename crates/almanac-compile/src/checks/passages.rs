//! The passages that pages and paths quote as evidence.

use std::ops::Range;

use almanac_model::FilePath;
use almanac_syntax::count_words;

use crate::check::Check;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Shows each passage, with its file and where in it the words stand; for that of a value, where the value does.
pub(super) fn each_passage(
    context: &PageContext<'_>,
    mut show: impl FnMut(&FilePath, &Range<usize>, &str),
) {
    for (file, read) in context.read_files() {
        let citations = read.document.citations.iter();
        for work in citations.flat_map(|citation| &citation.works) {
            for passage in &work.passages {
                show(file, &passage.span, &passage.text);
            }
        }
    }
    for (page, _) in context.originals() {
        for fact in &page.facts {
            let evidence = fact.citations.iter().flat_map(|cited| &cited.evidence);
            evidence.for_each(|evidence| show(&page.file, &fact.span, &evidence.passage));
        }
    }
}

/// Reports the passages whose number of words is outside of what is meant, with a message of that number.
pub(super) fn report_lengths(
    check: &'static Check,
    context: &PageContext<'_>,
    reporter: &mut Reporter,
    is_meant: impl Fn(u32) -> bool,
    (message, help): (impl Fn(u32) -> String, &str),
) {
    each_passage(context, |file, span, passage| {
        let words = count_words(passage);
        if !is_meant(words) {
            let finding = Finding::new(check, file, span.clone(), message(words));
            reporter.report(finding.help(help));
        }
    });
}
