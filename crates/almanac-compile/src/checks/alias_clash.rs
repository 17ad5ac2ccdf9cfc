//! `alias-clash`: finds an alias that is the slug of another page, or its title or alias.

use almanac_model::{FilePath, LearningPath, LinkTarget, Page, Severity, normalize_title};

use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::reporter::{Finding, Reporter};

/// Finds an alias that is the slug of another page, or its title or alias.
pub(crate) static ALIAS_CLASH: Check = Check {
    code: "A0406",
    name: "alias-clash",
    default: Severity::Error,
    scope: Scope::Whole,
    find: Find::InWhole(find),
    explanation: r##"Finds an alias that is the slug of another page, or its title or alias.

A name leads to one page. An alias that another page also has would be ignored, or would make links by that name ambiguous.

For example:

```yaml
# entries/mistral-7b.md, while entries/mistral-ai.md has the title “Mistral AI”
aliases: [Mistral AI]
```

Better:

```yaml
aliases: [Mistral-7B-v0.1]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `alias-clash = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

fn find(context: &Context<'_>, reporter: &mut Reporter) {
    for (page, read) in context.originals() {
        for alias in &page.aliases {
            if let Some(other) = other_page(context, page, alias)
                && reporter.has_room_for(&ALIAS_CLASH, &page.file, &read.head)
            {
                let finding = clash(&page.file, read, alias, other.slug.as_str());
                reporter.report_counted(finding.label(&other.file, 0..0, "this page has the name"));
            }
        }
    }
    for (path, read) in context.original_paths() {
        for alias in &path.aliases {
            if let Some(other) = other_path(context, path, alias)
                && reporter.has_room_for(&ALIAS_CLASH, &path.file, &read.head)
            {
                let finding = clash(&path.file, read, alias, other.slug.as_str());
                reporter.report_counted(finding.label(&other.file, 0..0, "this page has the name"));
            }
        }
    }
}

fn clash(file: &FilePath, read: &ReadFile, alias: &str, other: &str) -> Finding {
    let message = format!("the alias `{alias}` is a name of `{other}` too");
    Finding::new(&ALIAS_CLASH, file, alias_span(read, alias), message)
        .help("take the alias out here, or there")
}

/// Another page that bears a page's alias. Where it is an alias of both, the first keeps it.
fn other_page<'c>(context: &'c Context<'_>, page: &Page, alias: &str) -> Option<&'c Page> {
    let snapshot = context.snapshot;
    let bearers = match snapshot.resolve(alias) {
        LinkTarget::Page(index) => vec![index],
        LinkTarget::Ambiguous(pages) => pages,
        _ => Vec::new(),
    };
    let is_first = |other: &Page| {
        other.slug < page.slug
            || other.slug.as_str() == alias
            || normalize_title(&other.title) == normalize_title(alias)
    };
    let mut bearers = bearers.into_iter().map(|index| snapshot.page(index));
    bearers.find(|other| other.slug != page.slug && is_first(other))
}

/// Another path that bears a path's alias.
fn other_path<'c>(
    context: &'c Context<'_>,
    path: &LearningPath,
    alias: &str,
) -> Option<&'c LearningPath> {
    let bears = |other: &&LearningPath| {
        let is_alias = other.slug < path.slug && other.aliases.iter().any(|name| name == alias);
        other.slug != path.slug && (other.slug.as_str() == alias || is_alias)
    };
    let mut paths = context.snapshot.paths().iter().map(AsRef::as_ref);
    paths.find(bears)
}

/// Where an alias is written.
pub(super) fn alias_span(read: &ReadFile, alias: &str) -> std::ops::Range<usize> {
    let node = read.document.front_matter.get("aliases");
    let item = node.and_then(|node| {
        node.as_sequence()?
            .iter()
            .find(|item| item.as_str().map(str::trim) == Some(alias))
    });
    item.or(node)
        .map_or(read.head.clone(), |node| node.span.clone())
}
