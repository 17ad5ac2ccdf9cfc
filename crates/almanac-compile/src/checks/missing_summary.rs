//! `missing-summary`: finds an entry or thread without a summary or a level, and a path without a summary.

use almanac_model::{Severity, nearest};

use crate::check::{Check, Find, Scope};
use crate::context::ReadFile;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds an entry or thread without a summary or a level, and a path without a summary.
pub(crate) static MISSING_SUMMARY: Check = Check {
    code: "A0411",
    name: "missing-summary",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds an entry or thread without a summary or a level, and a path without a summary.

The summary stands for the page in lists, previews and search; the level tells a learner what it asks of them.

For example:

```yaml
title: Hugging Face
```

Better:

```yaml
title: Hugging Face
level: introductory
summary: The platform where most open models are kept and found.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-summary = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page() {
        // A file without front matter has been reported for that.
        if page.stub || read.broken || read.document.front_matter_span.is_none() {
            continue;
        }
        let lacks_level = page.level.is_none() && page.is_original() && !is_given(read, "level");
        let message = match (lacks_summary(&page.summary, read), lacks_level) {
            (true, true) => "the page has no `summary` and no `level`",
            (true, false) => "the page has no `summary`",
            (false, true) => "the page has no `level`",
            (false, false) => continue,
        };
        let help = match (lacks_summary(&page.summary, read), lacks_level) {
            (true, true) => {
                "add `summary:` (one sentence that stands alone) and `level:` (introductory, intermediate or advanced)"
            }
            (true, false) => "add `summary:`, one sentence that stands alone",
            (false, _) => "add `level:`: introductory, intermediate or advanced",
        };
        reporter.report(
            Finding::new(&MISSING_SUMMARY, &page.file, read.head.clone(), message).help(help),
        );
    }
    for (path, read) in context.every_path() {
        if lacks_summary(&path.summary, read)
            && !read.broken
            && read.document.front_matter_span.is_some()
        {
            let message = "the path has no `summary`";
            let finding = Finding::new(&MISSING_SUMMARY, &path.file, read.head.clone(), message);
            reporter.report(finding.help("add `summary:`, one or two sentences that stand alone"));
        }
    }
}

fn lacks_summary(summary: &Option<String>, read: &ReadFile) -> bool {
    match summary {
        Some(summary) => summary.is_empty(),
        None => !is_given(read, "summary"),
    }
}

/// Whether a field is there, be it one that could not be read or is misspelt: that has been said already.
fn is_given(read: &ReadFile, field: &str) -> bool {
    let mut pairs = read
        .document
        .front_matter
        .as_mapping()
        .unwrap_or_default()
        .iter();
    pairs.any(|(key, value)| {
        let key = key.as_str().unwrap_or_default();
        let is_meant = key == field || nearest(key, std::iter::once(field)).is_some();
        is_meant && !value.is_null()
    })
}
