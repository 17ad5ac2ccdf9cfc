//! `missing-summary`: finds an entry or thread without a summary or a level, and a path without a summary.

use almanac_model::Severity;

use super::CheckInfo;
use crate::context::{Context, Finding, Reporter};

/// Finds an entry or thread without a summary or a level, and a path without a summary.
pub(crate) static MISSING_SUMMARY: CheckInfo = CheckInfo {
    code: "A0411",
    name: "missing-summary",
    default: Severity::Warning,
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

To change how grave it is, write under `[checks]` in `almanac.toml`: `missing-summary = "error"`, `"warning"` or `"off"`.
"##,
};

pub(super) fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let lacks_text = |text: &Option<String>| text.as_ref().is_none_or(|text| text.is_empty());
    for (page, read) in context.snapshot.pages().iter().zip(context.pages) {
        if page.stub || read.broken {
            continue;
        }
        let has_level = read.document.front_matter.get("level").is_some();
        let message = match (lacks_text(&page.summary), !has_level) {
            (true, true) => "the page has no `summary` and no `level`",
            (true, false) => "the page has no `summary`",
            (false, true) => "the page has no `level`",
            (false, false) => continue,
        };
        let help = "add `summary:` (one sentence that stands alone) and `level:` (introductory, intermediate or advanced)";
        reporter.report(
            Finding::new(&MISSING_SUMMARY, &page.file, read.head.clone(), message).help(help),
        );
    }
    for (path, read) in context.snapshot.paths().iter().zip(context.paths) {
        if lacks_text(&path.summary) && !read.broken {
            let finding = Finding::new(
                &MISSING_SUMMARY,
                &path.file,
                read.head.clone(),
                "the path has no `summary`",
            );
            reporter.report(finding.help("add `summary:`, one or two sentences that stand alone"));
        }
    }
}
