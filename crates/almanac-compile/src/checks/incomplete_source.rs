//! `incomplete-source`: finds a source without a key, without a title, or without an address. A book, paper, filing or law needs no address, nor does what has an author and a publisher or a date.

use almanac_model::{RESERVED_KEY, Severity};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};
use almanac_model::SourceType;

/// Finds a source without a key, without a title, or without an address. A book, paper, filing or law needs no address, nor does what has an author and a publisher or a date.
pub(crate) static INCOMPLETE_SOURCE: Check = Check {
    code: "A0202",
    name: "incomplete-source",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds a source without a key, without a title, or without an address. A book, paper, filing or law needs no address, nor does what has an author and a publisher or a date.

A reader has to be able to find the work and judge it.

For example:

```yaml
sources:
  - { key: hf-about, title: About }
```

Better:

```yaml
sources:
  - { key: hf-about, title: About, url: "https://huggingface.co/about" }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `incomplete-source = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for source in context.snapshot.sources().descriptions() {
        let is_print = matches!(
            source.kind,
            SourceType::Book | SourceType::Paper | SourceType::Filing | SourceType::Law
        );
        let mut missing = Vec::new();
        if source.title.is_empty() {
            missing.push("`title`");
        }
        // What has an author and came out somewhere on some day can be found without an address.
        let is_described = !source.makers().is_empty()
            && (source.publisher.is_some() || source.published.is_some());
        if source.url.is_none() && !is_print && !is_described {
            missing.push("`url`");
        }
        if !missing.is_empty() {
            let missing = missing.join(" and no ");
            let message = format!("the source `{}` has no {missing}", source.key);
            let finding = Finding::new(
                &INCOMPLETE_SOURCE,
                &source.file,
                source.span.clone(),
                message,
            );
            reporter
                .report(finding.help("add what is missing, so that a reader can find the work"));
        }
        if source.key.as_str().eq_ignore_ascii_case(RESERVED_KEY) {
            let message = format!("`{}` can't be the key of a source", source.key);
            let (file, span) = (&source.file, source.span.clone());
            let finding = Finding::new(&INCOMPLETE_SOURCE, file, span, message);
            reporter.report(
                finding.help(
                    "choose another one: below `/sources/by/` the site lists sources by letter",
                ),
            );
        }
    }
}
