//! `unknown-fact`: finds `{{…}}`, or a fact that a question tests, that names no fact.

use std::ops::Range;

use almanac_model::{ContentSyntax, Severity};
use almanac_syntax::FactInsert;

use crate::check::{Check, Find, Scope};
use crate::context::ReadFile;
use crate::other_page::FrontMatter;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};
use almanac_model::{FactReference, LinkTarget, Page, nearest};
use rustc_hash::FxHashSet as HashSet;

/// Finds `{{…}}`, or a fact that a question tests, that names no fact.
pub(crate) static UNKNOWN_FACT: Check = Check {
    code: "A0301",
    name: "unknown-fact",
    default: Severity::Error,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds `{{…}}`, or a fact that a question tests, that names no fact.

Instead of a value the reader would see the name.

For example:

```
It hosts {{model-hosted}} models.
```

Better:

```
It hosts {{models-hosted}} models.
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-fact = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.every_page().filter(|(_, read)| !read.broken) {
        let mut known = HashSet::default();
        for (insert, span) in inserts(context, read) {
            reference(
                context,
                page,
                &insert.reference,
                span.clone(),
                &mut known,
                reporter,
            );
        }
        for question in &page.questions {
            for property in &question.facts {
                reference(
                    context,
                    page,
                    property.as_str(),
                    question.span.clone(),
                    &mut known,
                    reporter,
                );
            }
        }
    }
    let paths = context
        .every_path()
        .map(|(path, read)| (&path.file, read, "a path"));
    let foot = context.foot();
    let foot = foot.map(|foot| (&foot.file, &foot.read, "the foot of all pages"));
    for (file, read, place) in paths.chain(foot) {
        for (insert, span) in inserts(context, read) {
            let message = format!(
                "{place} has no facts, so `{}` can't be inserted",
                insert.reference
            );
            let finding = Finding::new(&UNKNOWN_FACT, file, span.clone(), message);
            reporter.report(finding.help("write the value out, or link to the entry that has it"));
        }
    }
}

/// The facts that a text inserts. Where braces may be another program's, what names no fact stands as it is written.
fn inserts<'r>(context: &PageContext<'_>, read: &'r ReadFile) -> &'r [(FactInsert, Range<usize>)] {
    match context.config().content.syntax {
        ContentSyntax::Almanac => &read.document.facts,
        ContentSyntax::Notes | ContentSyntax::Sites => &[],
    }
}

fn reference(
    context: &PageContext<'_>,
    page: &Page,
    text: &str,
    span: std::ops::Range<usize>,
    known: &mut HashSet<String>,
    reporter: &mut Reporter,
) {
    // A page may insert one fact thousands of times, and look it up among thousands.
    if known.contains(text) {
        return;
    }
    let parsed = FactReference::parse(text);
    let is_known = parsed.as_ref().is_ok_and(|reference| {
        context.fact(page, reference).is_some() || is_stated(context, page, reference)
    });
    if is_known {
        known.insert(text.to_owned());
    }
    if is_known || !reporter.has_room_for(&UNKNOWN_FACT, &page.file, &span) {
        return;
    }
    let finding = match parsed {
        Err(error) => Finding::new(
            &UNKNOWN_FACT,
            &page.file,
            span,
            format!("`{text}` names no fact: {error}"),
        )
        .help("write `{{property}}`, `{{property@2024}}`, `{{entry/property}}` or `{{property:unit}}`"),
        Ok(reference) => unknown(context, page, &reference, span),
    };
    reporter.report_counted(finding);
}

/// Whether the fact is in its file, or may be, but could not be read: that has been said already.
fn is_stated(context: &PageContext<'_>, page: &Page, reference: &FactReference) -> bool {
    let Some(owner) = owner(context, page, reference) else {
        let entry = reference.entry.as_ref();
        return entry.is_some_and(|entry| context.may_be_unread(entry.as_str()));
    };
    let has_value = owner
        .facts()
        .iter()
        .any(|fact| fact.property == reference.property);
    owner.is_broken() || (!has_value && owner.states(reference.property.as_str()))
}

fn owner<'c>(
    context: &PageContext<'c>,
    page: &Page,
    reference: &FactReference,
) -> Option<FrontMatter<'c>> {
    let slug = reference.entry.as_ref().unwrap_or(&page.slug);
    match context.resolve(slug.as_str()) {
        LinkTarget::Page(index) => Some(context.front_matter(index)),
        _ => None,
    }
}

fn unknown(
    context: &PageContext<'_>,
    page: &Page,
    reference: &FactReference,
    span: std::ops::Range<usize>,
) -> Finding {
    let property = &reference.property;
    let Some(owner) = owner(context, page, reference) else {
        let slug = reference
            .entry
            .as_ref()
            .map(ToString::to_string)
            .unwrap_or_default();
        return Finding::new(
            &UNKNOWN_FACT,
            &page.file,
            span,
            format!("there is no entry `{slug}` whose fact could be meant"),
        )
        .help("name an entry or thread by its slug");
    };
    let facts = owner.facts_of(property.as_str());
    if let (Some(date), false) = (&reference.as_of, facts.is_empty()) {
        let dates: Vec<String> = facts
            .iter()
            .filter_map(|fact| fact.as_of)
            .map(|date| date.to_string())
            .collect();
        let help = if dates.is_empty() {
            "its values have no dates: leave out what stands after `@`".to_owned()
        } else {
            format!("it has values as of {}", dates.join(", "))
        };
        let message = format!(
            "`{}` has no value of `{property}` as of {date}",
            owner.slug()
        );
        return Finding::new(&UNKNOWN_FACT, &page.file, span, message).help(help);
    }
    let names = owner.facts().iter().map(|fact| fact.property.as_str());
    let help = match nearest(property.as_str(), names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!(
            "state it under `facts:` of `{}`, or write the value out",
            owner.slug()
        ),
    };
    let message = format!("`{}` has no fact `{property}`", owner.slug());
    Finding::new(&UNKNOWN_FACT, &page.file, span, message).help(help)
}
