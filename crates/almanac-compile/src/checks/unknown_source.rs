//! `unknown-source`: finds a citation, or a fact, with the key of a source that is not defined.

use std::cell::LazyCell;
use std::ops::Range;

use almanac_model::{FilePath, Page, Severity};

use crate::check::{Check, Find, Scope};
use crate::context::ReadFile;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a citation, or a fact, with the key of a source that is not defined.
pub(crate) static UNKNOWN_SOURCE: Check = Check {
    code: "A0201",
    name: "unknown-source",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
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

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-source = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// How many keys are looked through rather than looking one up among all that there are.
const FEW: usize = 16;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let unread: LazyCell<Vec<&str>, _> = LazyCell::new(|| context.unread_definitions());
    let mut check = |file: &FilePath, page: Option<&Page>, span: &Range<usize>, key: &str| {
        // What a page cites was found to be there when that was listed.
        let mut cited = page
            .into_iter()
            .flat_map(|page| page.cited.iter())
            .take(FEW);
        let is_cited = cited.any(|cited| cited.source.key.as_str() == key);
        let is_known = is_cited || context.source(page, key).is_some();
        let may_be_unread =
            || unread.iter().any(|text| text.contains(key)) || context.is_unread_key(key);
        let is_fault = !is_known && !may_be_unread();
        if is_fault && reporter.has_room_for(&UNKNOWN_SOURCE, file, span) {
            let (message, help) = words(context, page, key);
            let finding = Finding::new(&UNKNOWN_SOURCE, file, span.clone(), message);
            reporter.report_counted(finding.help(help));
        }
    };
    let mut check_text = |file: &FilePath, page: Option<&Page>, read: &ReadFile| {
        let citations = read.document.citations.iter();
        for work in citations.flat_map(|citation| &citation.works) {
            check(file, page, &work.span, &work.key);
        }
    };
    for (page, read) in context.every_page() {
        check_text(&page.file, Some(page), read);
    }
    for (path, read) in context.every_path() {
        check_text(&path.file, None, read);
    }
    if let Some(foot) = context.foot() {
        check_text(&foot.file, None, &foot.read);
    }
    for (page, _) in context.originals() {
        for fact in &page.facts {
            for key in &fact.sources {
                check(&page.file, Some(page), &fact.span, key.as_str());
            }
        }
    }
}

/// What is wrong with a key that names nothing, and what mends it.
fn words(context: &PageContext<'_>, page: Option<&Page>, key: &str) -> (String, String) {
    if context.is_shared_key(key) {
        let list = match page {
            Some(_) => "list the one that is meant under `sources:` in the front matter",
            None => "list the one that is meant in `sources.yaml`",
        };
        let message = format!("several pages list a source `{key}`, each another one");
        return (message, list.to_owned());
    }
    let message = format!("no source has the key `{key}`");
    let limit = 1 + key.len() / 6;
    let distance = |known: &str| strsim::osa_distance(known, key);
    let near = context
        .source_keys()
        .filter(|known| known.len().abs_diff(key.len()) <= limit)
        .filter(|known| distance(known) <= limit)
        .filter(|known| context.source(page, known).is_some())
        .min_by_key(|known| (distance(known), *known));
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "list it under `sources:` in the front matter, or in `sources.yaml`".to_owned(),
    };
    (message, help)
}
