//! `near-duplicate-source`: finds two descriptions of one work that disagree.

use almanac_model::{Severity, Source, normalize_title};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::reporter::{Finding, Reporter};

/// Finds two descriptions of one work that disagree on its title, authors, publisher or date.
pub(crate) static NEAR_DUPLICATE_SOURCE: Check = Check {
    code: "A0206",
    name: "near-duplicate-source",
    default: Severity::Warning,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds two descriptions of one work that disagree on its title, authors, publisher or date.

Sources with one DOI, one ISBN or one address are one work, whatever their keys and wherever they are listed. If two pages give it different titles or dates, one of them may be false. A field that only one of them has is not a disagreement, and neither are dates that can be the same, like `2024` and `2024-05`.

For example:

```yaml
# entries/hive.md
sources:
  - { key: hive-study, title: Hives, url: "https://example.org/hives" }
# entries/bee.md
sources:
  - { key: study, title: A study of bees, url: "https://example.org/hives" }
```

Better:

```yaml
# sources.yaml
- { key: hive-study, title: Hives, url: "https://example.org/hives" }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `near-duplicate-source = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (_, work) in context.snapshot.sources().works() {
        let first = work.source();
        for source in &work.descriptions()[1..] {
            // One key twice in a file is reported as that.
            let is_taken_key = source.file == first.file && source.key == first.key;
            let differing = differing_fields(first, source);
            if !differing.is_empty() && !is_taken_key {
                reporter.report(finding(source, first, &differing));
            }
        }
    }
}

fn finding(source: &Source, first: &Source, differing: &[&str]) -> Finding {
    let (key, first_key, fields) = (&source.key, &first.key, differing.join(" and "));
    let message = match key == first_key {
        true => format!(
            "`{key}` differs in {fields} from the same work in `{}`",
            first.file
        ),
        false => format!("`{key}` and `{first_key}` are one work, but differ in {fields}"),
    };
    let help = match first.is_shared() {
        true => format!(
            "take this one out and cite the shared source `[@{first_key}]`, or say the same in both"
        ),
        false => "say the same in both, or list the work once in `sources.yaml`".to_owned(),
    };
    Finding::new(
        &NEAR_DUPLICATE_SOURCE,
        &source.file,
        source.span.clone(),
        message,
    )
    .label(&first.file, first.span.clone(), "this source")
    .help(help)
}

/// What two descriptions say differently of a work. What one of them does not say makes no difference.
fn differing_fields(one: &Source, other: &Source) -> Vec<&'static str> {
    let mut differing = Vec::new();
    let differ = |one: &str, other: &str| {
        !one.is_empty() && !other.is_empty() && one != other && plain(one) != plain(other)
    };
    if differ(&one.title, &other.title) {
        differing.push("title");
    }
    let names = |source: &Source| {
        let mut names: Vec<String> = source
            .makers()
            .named
            .iter()
            .map(|maker| plain(&maker.name))
            .collect();
        names.sort_unstable();
        names.join("; ")
    };
    if one.makers() != other.makers() && differ(&names(one), &names(other)) {
        differing.push("authors");
    }
    let publisher = |source: &Source| source.publisher.clone().unwrap_or_default();
    if one.publisher != other.publisher && differ(&publisher(one), &publisher(other)) {
        differing.push("publisher");
    }
    if let (Some(published), Some(by_other)) = (&one.published, &other.published)
        && !published.may_equal(by_other)
    {
        differing.push("date");
    }
    differing
}

/// A text without signs, in lower case: by them two who copy a title often differ.
fn plain(text: &str) -> String {
    normalize_title(&text.replace(|c: char| !c.is_alphanumeric(), " "))
}
