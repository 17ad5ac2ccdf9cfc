//! `uncited-paragraph`: finds a paragraph of at least twelve words with neither a citation nor an inserted fact. A page that cites nothing at all is reported once.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};

/// Finds a paragraph of at least twelve words with neither a citation nor an inserted fact. A page that cites nothing at all is reported once.
pub(crate) static UNCITED_PARAGRAPH: CheckInfo = CheckInfo {
    code: "A0205",
    name: "uncited-paragraph",
    default: Severity::Warning,
    explanation: r##"Finds a paragraph of at least twelve words with neither a citation nor an inserted fact. A page that cites nothing at all is reported once.

A reader should be able to see for every claim what it rests on.

For example:

```
The company was founded in 2016 by three people who had worked on a chat bot for teenagers.
```

Better:

```
The company was founded in 2016 by three people who had worked on a chat bot for teenagers.[@hf-about]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `uncited-paragraph = "error"`, `"warning"` or `"off"`.
"##,
};

/// Shorter paragraphs lead from one thing to the next more often than they claim anything.
const MIN_WORDS: u32 = 12;

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (page, read) in context.snapshot.pages().iter().zip(context.pages) {
        if page.stub || read.broken {
            continue;
        }
        let document = &read.document;
        let has_fact = |span: &std::ops::Range<usize>| {
            document
                .facts
                .iter()
                .any(|(_, fact)| span.start <= fact.start && fact.end <= span.end)
        };
        let claims = document
            .paragraphs
            .iter()
            .filter(|paragraph| paragraph.words >= MIN_WORDS);
        let uncited: Vec<_> = claims
            .filter(|paragraph| !paragraph.cites && !has_fact(&paragraph.span))
            .collect();
        if page.cited.is_empty() && document.citations.is_empty() && !uncited.is_empty() {
            let finding = Finding::new(
                &UNCITED_PARAGRAPH,
                &page.file,
                read.head.clone(),
                "the page cites no source",
            )
            .help("list what it rests on under `sources:`, and cite it with `[@key]`");
            reporter.report(finding);
            continue;
        }
        for paragraph in uncited {
            let text = &page.text[paragraph.span.clone()];
            let line = paragraph.span.start + text.find('\n').unwrap_or(text.len());
            let message = "this paragraph cites no source";
            let finding = Finding::new(
                &UNCITED_PARAGRAPH,
                &page.file,
                paragraph.span.start..line,
                message,
            )
            .help("add `[@key]` behind the sentence that the source supports");
            reporter.report(finding);
        }
    }
}
