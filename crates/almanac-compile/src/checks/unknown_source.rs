//! `unknown-source`: finds a citation, or a fact, with the key of a source that is not defined.

use std::cell::LazyCell;
use std::ops::Range;

use almanac_model::{ContentSyntax, Edit, FilePath, Page, Severity, nearest};

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

A claim whose source can’t be found is a claim without a source. A key that differs from a known one in the case of its letters alone is put right by `almanac check --fix`.

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
            let finding = Finding::new(&UNKNOWN_SOURCE, file, span.clone(), message).help(help);
            let finding = match respelt(context, page, key) {
                Some(known) => with_fix(context, finding, (file, span, key), known),
                None => finding,
            };
            reporter.report_counted(finding);
        }
        let is_own = || page.is_some_and(|page| page.own_source(key).is_some());
        if is_known
            && let Some(draft) = context.draft_that_defines(file, key)
            && !is_own()
            && reporter.has_room_for(&UNKNOWN_SOURCE, file, span)
        {
            let message = format!("the source `{key}` is listed by a draft alone, `{draft}`");
            let finding = Finding::new(&UNKNOWN_SOURCE, file, span.clone(), message);
            let help = "list it here too, or in `sources.yaml`: readers see no drafts";
            reporter.report_counted(finding.help(help));
        }
    };
    let mut check_text = |file: &FilePath, page: Option<&Page>, read: &ReadFile| {
        // In notes `@name` is one more way to write a name.
        if context.config().content.syntax == ContentSyntax::Notes {
            return;
        }
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
                let key = key.as_str();
                let place = place_of(key, &page.text, &fact.span);
                check(&page.file, Some(page), &place, key);
            }
        }
    }
}

/// Where a fact names a key, or the whole fact if that can't be told.
fn place_of(key: &str, text: &str, fact: &Range<usize>) -> Range<usize> {
    let Some(words) = text.get(fact.clone()) else {
        return fact.clone();
    };
    let is_of_key = |c: char| c.is_alphanumeric() || "_-:.#$%&+?<>~/".contains(c);
    let mut places = words.match_indices(key).filter(|(at, _)| {
        let behind = &words[at + key.len()..];
        !words[..*at].ends_with(is_of_key) && !behind.starts_with(is_of_key)
    });
    match (places.next(), places.next()) {
        (Some((at, _)), None) => fact.start + at..fact.start + at + key.len(),
        _ => fact.clone(),
    }
}

/// Writes a known key in the place of one, where nothing but that stands there.
fn with_fix(
    context: &PageContext<'_>,
    finding: Finding,
    (file, span, key): (&FilePath, &Range<usize>, &str),
    known: &str,
) -> Finding {
    let text = context.own_text(file);
    if text.and_then(|text| text.get(span.clone())) != Some(key) {
        return finding;
    }
    let edit = Edit {
        file: file.clone(),
        span: span.clone(),
        text: known.to_owned(),
    };
    finding.fix(format!("replace with `{known}`"), vec![edit])
}

/// The only key that is the same but for the case of its letters.
fn respelt<'c>(context: &PageContext<'c>, page: Option<&Page>, key: &str) -> Option<&'c str> {
    let folded = key.to_lowercase();
    let mut known = context
        .source_keys()
        .filter(|known| known.len() == key.len() && known.to_lowercase() == folded)
        .filter(|known| context.source(page, known).is_some());
    let only = known.next()?;
    known.next().is_none().then_some(only)
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
    let known = context.source_keys();
    let known = known.filter(|known| context.source(page, known).is_some());
    let help = match nearest(key, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "list it under `sources:` in the front matter, or in `sources.yaml`".to_owned(),
    };
    (message, help)
}
