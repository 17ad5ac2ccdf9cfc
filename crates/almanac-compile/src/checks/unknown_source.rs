//! `unknown-source`: finds a citation, or a fact, with the key of a source that is not defined.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};
use almanac_model::{FilePath, SourceKey};

/// Finds a citation, or a fact, with the key of a source that is not defined.
pub(crate) static UNKNOWN_SOURCE: CheckInfo = CheckInfo {
    code: "A0201",
    name: "unknown-source",
    default: Severity::Error,
    explanation: r##"Finds a citation, or a fact, with the key of a source that is not defined.

A claim whose source can’t be found is a claim without a source.

For example:

```
It was founded in 2016.[@hf-abuot]
```

Better:

```
It was founded in 2016.[@hf-about]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-source = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    let pages = snapshot
        .pages()
        .iter()
        .map(|page| &page.file)
        .zip(context.pages);
    let paths = snapshot
        .paths()
        .iter()
        .map(|path| &path.file)
        .zip(context.paths);
    for (file, read) in pages.chain(paths) {
        for work in read
            .document
            .citations
            .iter()
            .flat_map(|citation| &citation.works)
        {
            unknown(context, file, work.span.clone(), &work.key, reporter);
        }
    }
    for page in snapshot.pages() {
        for fact in &page.facts {
            for key in &fact.sources {
                unknown(
                    context,
                    &page.file,
                    fact.span.clone(),
                    key.as_str(),
                    reporter,
                );
            }
        }
    }
}

fn unknown(
    context: &Context<'_>,
    file: &FilePath,
    span: std::ops::Range<usize>,
    key: &str,
    reporter: &mut Reporter,
) {
    if context.defined_sources.contains(key) {
        return;
    }
    let distance = |known: &&SourceKey| strsim::osa_distance(known.as_str(), key);
    let near = context
        .snapshot
        .sources()
        .keys()
        .filter(|known| distance(known) <= 1 + key.len() / 6)
        .min_by_key(distance);
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "list it under `sources:` in the front matter, or in `sources.yaml`".to_owned(),
    };
    reporter.report(
        Finding::new(
            &UNKNOWN_SOURCE,
            file,
            span,
            format!("no source has the key `{key}`"),
        )
        .help(help),
    );
}
