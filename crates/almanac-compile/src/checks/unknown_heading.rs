//! `unknown-heading`: finds a link to a heading that its page does not have.

use std::borrow::Cow;

use almanac_model::{Destination, FilePath, Link, Page, Severity, normalize_title};
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
    for placed in context
        .links()
        .filter(|placed| placed.link.heading.is_some())
    {
        let (file, link) = (placed.file, placed.link);
        let Destination::Page(page) = context.destination(&placed) else {
            continue;
        };
        // What follows front matter that never ends is not known.
        let is_known = !context.read_of(page).broken;
        let mut has_it = || has_heading(&mut outlines, page, link) || has_other_id(page, link);
        if !is_known || has_it() {
            continue;
        }
        if reporter.counts(&UNKNOWN_HEADING, file, &link.span) {
            reporter.report_counted(unknown(file, link, page));
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

/// Whether the page of an entry or a thread has something else by the name: a question, a fact, a figure.
/// Links to these are rare, so nothing is tabulated. Notes are left out: their numbers change with the text.
fn has_other_id(page: &Page, link: &Link) -> bool {
    let wanted = link.heading.as_deref().unwrap_or_default();
    if let Some((sort, name)) = wanted.split_once(':') {
        return match sort {
            "main" => name.is_empty(),
            "state-of-play" => name.is_empty() && page.is_thread(),
            "q" => page.questions.iter().any(|asked| asked.id.as_str() == name),
            "fact" => page.facts.iter().any(|fact| fact.property.as_str() == name),
            _ => false,
        };
    }
    // Browsers take `#top` for the top of any page.
    wanted.eq_ignore_ascii_case("top") || page.ids.iter().any(|id| id == wanted)
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

/// The heading that was probably meant: one of nearly these words, or whose anchor has other hyphens. GitHub makes a
/// hyphen of each space around `&`, and so do we; others make one of both.
fn near<'p>(page: &'p Page, wanted: &str) -> Option<&'p str> {
    let headings = || page.outline.iter();
    let plain = without_repeated_hyphens(wanted);
    let by_anchor = headings().find(|heading| without_repeated_hyphens(&heading.anchor) == plain);
    if let Some(heading) = by_anchor {
        return Some(&heading.anchor);
    }
    let wanted = normalize_title(wanted);
    let distance = |text: &str| strsim::osa_distance(&wanted, &normalize_title(text));
    headings()
        .map(|heading| heading.text.as_str())
        .filter(|text| distance(text) <= 2)
        .min_by_key(|text| distance(text))
}

fn without_repeated_hyphens(anchor: &str) -> String {
    let words = anchor.split('-').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
