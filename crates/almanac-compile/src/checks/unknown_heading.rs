//! `unknown-heading`: finds a link to a heading that its page does not have.

use std::borrow::Cow;

use almanac_model::{
    Heading, Severity, Slug, bare_letters, edits_to, normalize_title, parts_of_heading,
};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::check::{Check, Find, Scope};
use crate::context::PlacedLink;
use crate::other_page::LinkDestination;
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

To change how grave it is, write under `[checks]` in `almanac.toml`: `unknown-heading = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// The anchors and the words of headings.
type HeadingNames<'h> = HashSet<Cow<'h, str>>;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    let mut names = HashMap::default();
    for placed in context.links() {
        let Some(wanted) = placed.link.heading.as_deref() else {
            continue;
        };
        let LinkDestination::Content(content) = context.destination(&placed) else {
            continue;
        };
        let is_part = placed.link.is_embed && content.has_part(wanted);
        if is_part || context.may_have_id(&content, wanted) || is_of_every_page(wanted) {
            continue;
        }
        // Many links may ask for the headings of one page.
        let outline = content.outline();
        let names = names
            .entry(content.file())
            .or_insert_with(|| names_in(outline));
        if !has_heading(names, wanted)
            && !content.has_heading(wanted)
            && reporter.has_room_for(&UNKNOWN_HEADING, placed.file, &placed.link.span)
        {
            reporter.report_counted(unknown(&placed, content.slug(), near(outline, wanted)));
        }
    }
}

/// Browsers take `#top` for the top of any page.
fn is_of_every_page(id: &str) -> bool {
    id.eq_ignore_ascii_case("top") || id == "main:"
}

/// The names that headings may be linked to by. A space in front tells words from anchors, which have none.
fn names_in(outline: &[Heading]) -> HeadingNames<'_> {
    let names = outline.iter().flat_map(|heading| {
        let words = Cow::Owned(format!(" {}", normalize_title(&heading.text)));
        let generated = heading.generated.as_deref().map(Cow::Borrowed);
        [Cow::Borrowed(heading.anchor.as_str()), words]
            .into_iter()
            .chain(generated)
    });
    names.collect()
}

fn has_heading(names: &HeadingNames<'_>, wanted: &str) -> bool {
    let has_one = |name: &str| {
        names.contains(name) || names.contains(&*format!(" {}", normalize_title(name)))
    };
    let has_parts = |parts: Vec<&str>| parts.into_iter().all(has_one);
    has_one(wanted) || parts_of_heading(wanted).is_some_and(has_parts)
}

fn unknown(placed: &PlacedLink<'_>, slug: &Slug, near: Option<&str>) -> Finding {
    let heading = placed.link.heading.as_deref().unwrap_or_default();
    let message = format!("`{slug}` has no heading `{heading}`");
    let help = match near {
        Some(near) => format!("did you mean `{near}`?"),
        None => "name a heading of that page, or leave out what stands after `#`".to_owned(),
    };
    Finding::new(
        &UNKNOWN_HEADING,
        placed.file,
        placed.link.span.clone(),
        message,
    )
    .help(help)
}

/// The heading that was probably meant: by the anchor that another program gives it, or that we gave it once, else one
/// of nearly these words.
fn near<'h>(outline: &'h [Heading], wanted: &str) -> Option<&'h str> {
    by_other_anchor(outline, wanted).or_else(|| {
        let wanted = normalize_title(wanted);
        let headings = outline.iter().map(|heading| heading.text.as_str());
        let near =
            headings.filter_map(|text| Some((edits_to(&normalize_title(text), &wanted)?, text)));
        near.min().map(|(_, text)| text)
    })
}

/// The heading that has an anchor by other rules: with other hyphens (GitHub makes one of each space around `&`, and so do
/// we, others make one of both), numbered from 2 where we number from 1, or without marks of its script.
fn by_other_anchor<'h>(outline: &'h [Heading], wanted: &str) -> Option<&'h str> {
    let anchors = || outline.iter().map(|heading| heading.anchor.as_str());
    let with_hyphens_of = |wanted: &str| {
        let plain = without_repeated_hyphens(wanted);
        anchors().find(|anchor| without_repeated_hyphens(anchor) == plain)
    };
    let by_number = || {
        let (words, number) = wanted.rsplit_once('-')?;
        let number: usize = number.parse().ok().filter(|number| *number >= 2)?;
        with_hyphens_of(&format!("{words}-{}", number - 1))
    };
    let letters = bare_letters(wanted);
    let by_letters = || {
        let mut same = anchors().filter(|anchor| bare_letters(anchor) == letters);
        same.next()
            .filter(|_| !letters.is_empty() && same.next().is_none())
    };
    with_hyphens_of(wanted)
        .or_else(by_number)
        .or_else(by_letters)
}

fn without_repeated_hyphens(anchor: &str) -> String {
    let words = anchor.split('-').filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join("-")
}
