//! `stale-translation`: finds a translation whose original has changed since, or that does not say what it was made from.

use almanac_model::{FilePath, Severity, Version};

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::reporter::{Finding, Reporter};

/// Finds a translation whose original has changed since, or that does not say what it was made from.
pub(crate) static STALE_TRANSLATION: Check = Check {
    code: "A0702",
    name: "stale-translation",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a translation whose original has changed since, or that does not say what it was made from.

A reader of the translation is told that the original says more. Only a person can confirm that the two say the same again, so `--fix` changes nothing here. Bring the translation up to date, and write the hash from the help into `translated_from`.

For example:

```yaml
title: Beispiel
translated_from: 8c1f3d6ee0d5a7b1c2f4a69b7e8d9c01   # the original's text has another hash now
```

Better:

```yaml
title: Beispiel
translated_from: 51e0c9a2b7d4468f9a3be1d07c5f2e68
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `stale-translation = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    let pages = snapshot.versions().iter().zip(context.versions);
    let pages = pages.filter(|(page, _)| page.language().is_some());
    let pages = pages.map(|(page, read)| (&page.file, &page.version, read));
    let paths = snapshot.path_translations().iter();
    let paths = paths.zip(context.path_translations);
    let paths = paths.map(|(path, read)| (&path.file, &path.version, read));
    for (file, translation, read) in pages.chain(paths) {
        // What can't be read may say it.
        if let Some(made) = translation.as_ref().filter(|_| !read.broken)
            && let Some(finding) = look_at(file, made, read)
        {
            reporter.report(finding);
        }
    }
}

fn look_at(file: &FilePath, made: &Version, read: &ReadFile) -> Option<Finding> {
    let hash = &made.original;
    let node = read.document.front_matter.get("translated_from");
    let (span, message, help) = match node {
        // One that is no hash has been reported.
        Some(_) if !made.lags() => return None,
        Some(node) => (
            node.span.clone(),
            "the original has changed since this was translated",
            format!("bring it up to date, then write `translated_from: {hash}`"),
        ),
        None => (
            read.head.clone(),
            "the translation does not say which text it was made from",
            format!("if it says what the original says now, add `translated_from: {hash}`"),
        ),
    };
    Some(Finding::new(&STALE_TRANSLATION, file, span, message).help(help))
}
