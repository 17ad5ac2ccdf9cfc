//! `unused-source`: finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.

use std::collections::HashSet;

use almanac_model::{Page, Severity, Source, SourceKey};

use super::{CheckInfo, stated};
use crate::context::{Context, Finding, ReadFile, Reporter};

/// Finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.
pub(crate) static UNUSED_SOURCE: CheckInfo = CheckInfo {
    code: "A0204",
    name: "unused-source",
    default: Severity::Warning,
    explanation: r##"Finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.

A list of sources says what a text rests on. What it does not rest on makes it look better founded than it is.

For example:

```
A page lists `hf-about` under `sources:` and never cites it.
```

Better:

```
It was founded in 2016.[@hf-about]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unused-source = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let mut report = |source: &Source, help: &str| {
        let message = format!("the source `{}` is not cited", source.key);
        let finding = Finding::new(&UNUSED_SOURCE, &source.file, source.span.clone(), message);
        reporter.report(finding.help(help));
    };
    let mut cited: HashSet<SourceKey> = HashSet::new();
    for (_, read) in context.read_files() {
        cited.extend(cited_in(read));
    }
    for (page, read) in context.snapshot.pages().iter().zip(context.pages) {
        let in_questions: HashSet<SourceKey> = cited_in_questions(page).collect();
        // Front matter that can't be read may well cite what it lists.
        if !read.broken && !read.sources.is_empty() {
            let in_text: HashSet<SourceKey> = cited_in(read).collect();
            let is_used = |key| in_text.contains(key) || in_questions.contains(key);
            for source in read.sources.iter().filter(|source| !is_used(&source.key)) {
                let help = "cite it with `[@key]` where the text rests on it, or take it out";
                report(source, help);
            }
        }
        cited.extend(in_questions);
    }
    let shared = |source: &&Source| ["sources.yaml", "sources.bib"].contains(&source.file.as_str());
    for source in context.snapshot.sources().values().filter(shared) {
        if !cited.contains(&source.key) {
            report(source, "no page cites it: take it out");
        }
    }
}

/// The keys that a file cites in its text and in its facts, also in those that could not be read.
fn cited_in(read: &ReadFile) -> impl Iterator<Item = SourceKey> {
    let works = read
        .document
        .citations
        .iter()
        .flat_map(|citation| &citation.works);
    let in_text = works.map(|work| work.key.as_str());
    in_text
        .chain(stated::source_keys(read))
        .map(SourceKey::from)
}

fn cited_in_questions(page: &Page) -> impl Iterator<Item = SourceKey> {
    let texts = page
        .questions
        .iter()
        .flat_map(|question| [&question.ask, &question.answer]);
    let documents = texts.map(|text| almanac_syntax::parse(text));
    let works = documents
        .flat_map(|document| document.citations)
        .flat_map(|citation| citation.works);
    works.map(|work| SourceKey::from(work.key))
}
