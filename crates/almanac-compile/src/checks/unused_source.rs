//! `unused-source`: finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::Source;

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
    for (page, read) in context
        .snapshot
        .pages()
        .iter()
        .zip(context.pages)
        .filter(|(_, read)| !read.broken)
    {
        for source in read
            .sources
            .iter()
            .filter(|source| !page.cited.contains(&source.key))
        {
            report(
                source,
                "cite it with `[@key]` where the text rests on it, or take it out",
            );
        }
    }
    let shared = |source: &&Source| ["sources.yaml", "sources.bib"].contains(&source.file.as_str());
    for source in context.snapshot.sources().values().filter(shared) {
        if context.snapshot.citing(&source.key).is_empty() {
            report(source, "no page cites it: take it out");
        }
    }
}
