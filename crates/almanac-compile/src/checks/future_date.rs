//! `future-date`: finds a date in the future where something is said to have been done already.

use almanac_model::{Date, Day, FilePath, PublicationDate, Severity, Source, day_after};

use crate::check::{Check, Find, Scope};
use crate::context::Context;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a date in the future where something is said to have been done already.
pub(crate) static FUTURE_DATE: Check = Check {
    code: "A0414",
    name: "future-date",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InBoth(find, find_shared),
    explanation: r##"Finds a date in the future where something is said to have been done already.

Nobody has read a source tomorrow, and a value can't have been true next year. A date counts as future if every day that it can mean is more than one day after today, since it is already tomorrow somewhere. It looks at `as_of` of facts, `published`, `accessed_date` of sources, and `published` and `updated` of pages. Values may lie in the future (the day on which a law comes into force), and so may events that are announced; `until` may too.

For example:

```yaml
sources:
  - { key: hf-stats, title: Statistics, url: "https://example.org", accessed_date: 2062-11-20 }
```

Better:

```yaml
sources:
  - { key: hf-stats, title: Statistics, url: "https://example.org", accessed_date: 2026-11-20 }
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `future-date = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let latest = day_after(context.today(), 1);
    for (page, read) in context.originals() {
        for fact in &page.facts {
            let place = fact.span.clone();
            report(reporter, latest, &page.file, place, "as_of", fact.as_of);
        }
        for source in &read.sources {
            report_source(reporter, latest, source);
        }
    }
    let pages = context
        .every_page()
        .map(|(page, read)| (&page.content, read));
    let paths = context
        .every_path()
        .map(|(path, read)| (&path.content, read));
    for (content, read) in pages.chain(paths) {
        let own = |names: &[&str]| {
            let mut values = names
                .iter()
                .filter_map(|name| read.document.front_matter.get(name));
            values.next().map(|value| value.span.clone())
        };
        if let Some(place) = own(&["published", "date"]) {
            report(
                reporter,
                latest,
                &content.file,
                place,
                "published",
                content.published,
            );
        }
        let updated = read.updated.as_ref().map(|changed| changed.date);
        if let Some(place) = own(&[
            "updated",
            "lastmod",
            "modified",
            "last_modified",
            "last_modified_at",
        ]) {
            report(reporter, latest, &content.file, place, "updated", updated);
        }
    }
}

/// Looks at the sources that all pages share.
fn find_shared(context: &Context<'_>, reporter: &mut Reporter) {
    let latest = day_after(context.today, 1);
    let sources = context.snapshot.sources().descriptions();
    for source in sources.filter(|source| source.is_shared()) {
        report_source(reporter, latest, source);
    }
}

fn report_source(reporter: &mut Reporter, latest: Day, source: &Source) {
    let place = || source.span.clone();
    let from = match &source.published {
        Some(PublicationDate::Range { from, to }) => from.or(*to),
        Some(date) => date.single(),
        None => None,
    };
    report(reporter, latest, &source.file, place(), "published", from);
    report(
        reporter,
        latest,
        &source.file,
        place(),
        "accessed_date",
        source.accessed,
    );
}

fn report(
    reporter: &mut Reporter,
    latest: Day,
    file: &FilePath,
    place: std::ops::Range<usize>,
    field: &str,
    date: Option<Date>,
) {
    let Some(date) = date.filter(|date| date.earliest() > latest) else {
        return;
    };
    let message = format!("`{field}` is {date}, which is still to come");
    let finding = Finding::new(&FUTURE_DATE, file, place, message);
    reporter.report(finding.help("correct the date, or leave it out until it has come"));
}
