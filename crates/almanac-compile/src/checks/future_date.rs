//! `future-date`: finds a date in the future where something is said to have been done already.

use almanac_model::{
    ContentFile, Date, Day, FilePath, PublicationDate, Severity, Source, day_after,
};

use super::dated_things::{DatedThing, dated_things, shared_sources};
use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
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
    for thing in dated_things(context) {
        match thing {
            DatedThing::Value(page, fact) => {
                let place = fact.span.clone();
                report(reporter, latest, &page.file, place, "as_of", fact.as_of);
            }
            DatedThing::Source(source) => report_source(reporter, latest, source),
            DatedThing::Content(content, read) => {
                report_content(reporter, latest, content, read);
            }
        }
    }
}

/// Looks at the sources that all pages share.
fn find_shared(context: &Context<'_>, reporter: &mut Reporter) {
    let latest = day_after(context.today, 1);
    for source in shared_sources(context) {
        report_source(reporter, latest, source);
    }
}

/// The names of the field that says when a page was changed.
const UPDATED: [&str; 5] = [
    "updated",
    "lastmod",
    "modified",
    "last_modified",
    "last_modified_at",
];

fn report_content(reporter: &mut Reporter, latest: Day, content: &ContentFile, read: &ReadFile) {
    let updated = read.updated.as_ref().map(|changed| changed.date);
    for (field, names, date) in [
        ("published", &["published", "date"][..], content.published),
        ("updated", &UPDATED, updated),
    ] {
        let mut values = names
            .iter()
            .filter_map(|name| read.document.front_matter.get(name));
        if let Some(place) = values.next().map(|value| value.span.clone()) {
            report(reporter, latest, &content.file, place, field, date);
        }
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
