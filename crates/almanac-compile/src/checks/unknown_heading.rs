//! `unknown-heading`: finds a link to a heading that its page does not have.

use std::borrow::Cow;

use almanac_model::{FilePath, Link, LinkTarget, Page, Severity, normalize_title};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::check::{Check, Find, Scope};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};

/// Finds a link to a heading that its page does not have.
pub(crate) static UNKNOWN_HEADING: Check = Check {
    code: "A0103",
    name: "unknown-heading",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InPages(find),
    explanation: r##"Finds a link to a heading that its page does not have.

The link still leads to the page, but not to the place that its author meant.

For example:

```
[[hugging-face#Histroy]]
```

Better:

```
[[hugging-face#History]]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-heading = "error"`, `"warning"` or `"off"`.
"##,
};

/// The anchors and the words of a page's headings.
type Outline<'p> = HashSet<Cow<'p, str>>;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let mut outlines = HashMap::default();
    let in_pages = context.every_page().map(|(page, _)| {
        let own = context.page_by_slug(page.slug.as_str());
        (own, &page.file, &page.translation, &page.links)
    });
    let in_paths = context
        .every_path()
        .map(|(path, _)| (None, &path.file, &path.translation, &path.links));
    for (own, file, translation, links) in in_pages.chain(in_paths) {
        let language = translation.as_ref().map(|made| &made.language);
        for link in links.iter().filter(|link| link.heading.is_some()) {
            let target = match context.resolve_in(&link.target, language) {
                _ if link.target.is_empty() => own,
                LinkTarget::Page(index) => Some(index),
                _ => None,
            };
            let Some(target) = target else {
                continue;
            };
            let page = context.page_in(target, language);
            // What follows front matter that never ends is not known.
            let is_known = !context.read_of(page).broken;
            if !is_known || has_heading(&mut outlines, page, link) {
                continue;
            }
            if reporter.counts(&UNKNOWN_HEADING, file, &link.span) {
                reporter.report_counted(unknown(file, link, page));
            }
        }
    }
}

/// Whether a page has the heading that a link names. A page with many headings is asked by many links.
fn has_heading<'p>(
    outlines: &mut HashMap<&'p FilePath, Outline<'p>>,
    page: &'p Page,
    link: &Link,
) -> bool {
    let Some(wanted) = link.heading.as_deref() else {
        return true;
    };
    let outline = outlines.entry(&page.file).or_insert_with(|| {
        let headings = page.outline.iter();
        let names = headings.flat_map(|heading| {
            let words = Cow::Owned(format!(" {}", normalize_title(&heading.text)));
            [Cow::Borrowed(heading.anchor.as_str()), words]
        });
        names.collect()
    });
    // A space in front tells words from anchors, which have none.
    outline.contains(wanted) || outline.contains(&*format!(" {}", normalize_title(wanted)))
}

fn unknown(file: &FilePath, link: &Link, target: &Page) -> Finding {
    let heading = link.heading.as_deref().unwrap_or_default();
    let message = format!("`{}` has no heading `{heading}`", target.slug);
    let help = match near(target, heading) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a heading of that page, or leave out what stands after `#`".to_owned(),
    };
    Finding::new(&UNKNOWN_HEADING, file, link.span.clone(), message).help(help)
}

fn near<'p>(page: &'p Page, wanted: &str) -> Option<&'p str> {
    let wanted = wanted.to_lowercase();
    let distance = |text: &str| strsim::osa_distance(&wanted, &text.to_lowercase());
    page.outline
        .iter()
        .map(|heading| heading.text.as_str())
        .filter(|text| distance(text) <= 2)
        .min_by_key(|text| distance(text))
}
