//! `unknown-link`: finds a name that no page, path or topic bears, and an address within the almanac that leads to nothing.

use std::cell::LazyCell;
use std::ops::Range;

use almanac_model::{
    Edit, FilePath, LinkForm, LinkTarget, Severity, SharedFile, Slug, Value, name_in_path,
    names_day,
};
use almanac_syntax::yaml::Node;

use super::near_addresses::{is_unread, near};
use crate::check::{Check, Find, Scope};
use crate::context::{PlacedLink, ReadFile};
use crate::near_names::{NearNames, is_same_but_for_form};
use crate::other_page::LinkDestination;
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a name that no page, path or topic bears, in a link, a prerequisite, a topic or a fact, and an address within the almanac that leads to nothing.
pub(crate) static UNKNOWN_LINK: Check = Check {
    code: "A0102",
    name: "unknown-link",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a name that no page, path or topic bears, in a link, a prerequisite, a topic or a fact, and an address within the almanac that leads to nothing.

A link to a page that is not written yet is a request for that page, and is listed as one. If the name is a slip, the link leads nowhere.

For example:

```
See [[open-wieghts]].
```

Better:

```
See [[open-weights]].
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-link = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// What to do where no name is near.
const REQUEST: &str =
    "write it, or leave it: what is linked to and not written yet is listed as requested";

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let names = context.names();
    let mut check =
        |file: &FilePath, span: &Range<usize>, name: &str, message: &dyn Fn() -> String| {
            let is_missing = context.resolve(name) == LinkTarget::Missing;
            let is_fault = !name.is_empty() && is_missing && !context.may_be_unread(name);
            if is_fault && reporter.has_room_for(&UNKNOWN_LINK, file, span) {
                let finding = Finding::new(&UNKNOWN_LINK, file, span.clone(), message());
                let finding = finding.help(match page_of_file(context, name) {
                    Some(slug) => format!("name the page, not its file: write `{slug}`"),
                    None => REQUEST.to_owned(),
                });
                reporter.report_counted(with_near(
                    context,
                    finding,
                    &names.near(name),
                    (file, span, name),
                ));
            }
        };
    for placed in context.links() {
        let link = placed.link;
        // A name that only translations bear is one, too.
        let is_missing = || leads_nowhere(context, &placed);
        let is_day = context.config().content.syntax.is_foreign() && names_day(&link.target);
        let asks = link.form == LinkForm::Name && !link.is_optional && !is_day;
        if asks && !link.target.is_empty() && is_missing() {
            let message = || format!("`{}` is not written yet", link.target);
            check(placed.file, &link.target_span, &link.target, &message);
        }
    }
    for (page, _) in context.originals() {
        for required in &page.requires {
            let name = required.page.as_str();
            let message = || format!("the prerequisite `{name}` is not written yet");
            check(&page.file, &required.span, name, &message);
        }
        for fact in &page.facts {
            if let Value::Entry(slug) = &fact.value {
                let of = &fact.property;
                let message = || format!("`{slug}`, the value of `{of}`, is not written yet");
                check(&page.file, &fact.span, slug.as_str(), &message);
            }
        }
    }
    topics(context, reporter);
    addresses(context, &names, reporter);
}

/// The page whose file a name may mean: `b.md`, `entries/b`, `Folder/B`.
fn page_of_file<'c>(context: &PageContext<'c>, name: &str) -> Option<&'c str> {
    let stem = name_in_path(name);
    match context.resolve(stem) {
        LinkTarget::Page(page) if stem != name => Some(context.front_matter(page).slug().as_str()),
        _ => None,
    }
}

fn leads_nowhere(context: &PageContext<'_>, placed: &PlacedLink<'_>) -> bool {
    matches!(context.destination(placed), LinkDestination::Missing)
}

/// Looks for Markdown links that lead nowhere within the almanac.
fn addresses(context: &PageContext<'_>, names: &NearNames<'_>, reporter: &mut Reporter) {
    for placed in context.links() {
        let (file, link) = (placed.file, placed.link);
        let span = placed.place();
        let is_fault = link.form == LinkForm::Address
            && leads_nowhere(context, &placed)
            && !is_unread(context, &placed);
        if !is_fault || !reporter.has_room_for(&UNKNOWN_LINK, file, span) {
            continue;
        }
        // Where the address does not stand in the link just so, its target is all that there is.
        let written = placed.text.get(span.clone()).unwrap_or_default();
        let written = match *span == link.span {
            true => &link.target,
            false => written,
        };
        let message = format!("`{written}` leads to nothing that there is");
        let finding = Finding::new(&UNKNOWN_LINK, file, span.clone(), message).help(
            "write the path of a file of content, relative to this one, or a whole address that begins with `https://`",
        );
        let near = near(context, names, &placed, written);
        let near: Vec<&str> = near.iter().map(String::as_str).collect();
        reporter.report_counted(with_near(context, finding, &near, (file, span, written)));
    }
}

/// Says what may have been meant, if something is near. Only a name that is surely the same one, in a stretch that is
/// nothing but the name, can be put right without a person.
fn with_near(
    context: &PageContext<'_>,
    finding: Finding,
    near: &[&str],
    (file, span, name): (&FilePath, &Range<usize>, &str),
) -> Finding {
    let only = match near {
        [] => return finding,
        [only] => *only,
        several => return finding.help(format!("did you mean `{}`?", several.join("` or `"))),
    };
    let finding = finding.help(format!("did you mean `{only}`?"));
    let written = context
        .own_text(file)
        .and_then(|text| text.get(span.clone()));
    let is_alone = written.map(|text| text.trim_matches(['"', '\''])) == Some(name);
    if !is_alone || !is_same_but_for_form(name, only) {
        return finding;
    }
    let edit = Edit {
        file: file.clone(),
        span: span.clone(),
        text: only.to_owned(),
    };
    finding.fix(format!("replace with `{only}`"), vec![edit])
}

fn topics(context: &PageContext<'_>, reporter: &mut Reporter) {
    let is_unread = LazyCell::new(|| context.is_unread_list(SharedFile::Topics));
    let pages = context.originals();
    let pages = pages.map(|(page, read)| (&page.file, &page.topics, read));
    let paths = context.original_paths();
    let paths = paths.map(|(path, read)| (&path.file, &path.topics, read));
    for (file, topics, read) in pages.chain(paths) {
        let is_unknown = |topic: &&Slug| !context.has_topic(topic.as_str());
        for topic in topics.iter().filter(is_unknown) {
            if *is_unread {
                return;
            }
            // To find a near name takes a look at all topics: only for findings that will be reported.
            if !reporter.has_room_for(&UNKNOWN_LINK, file, &read.head) {
                continue;
            }
            let span = place_of_topic(read, topic);
            let message = format!("the topic `{topic}` is not declared");
            let help = format!("add `{topic}:` with a `title` to `topics.yaml`");
            let finding = Finding::new(&UNKNOWN_LINK, file, span.clone(), message).help(help);
            let near = context.near_topics(topic.as_str());
            let place = (file, &span, topic.as_str());
            reporter.report_counted(with_near(context, finding, &near, place));
        }
    }
}

/// Where a page or path names a topic.
fn place_of_topic(read: &ReadFile, topic: &Slug) -> Range<usize> {
    // Topics are read from what other programs call them, too.
    let mut fields = ["topics", "tags", "categories", "category"].into_iter();
    let Some(node) = fields.find_map(|field| read.document.front_matter.get(field)) else {
        return read.head.clone();
    };
    let items = node.as_sequence().unwrap_or_default();
    let is_meant = |item: &&Node| item.as_str().map(str::trim) == Some(topic.as_str());
    items.iter().find(is_meant).unwrap_or(node).span.clone()
}
