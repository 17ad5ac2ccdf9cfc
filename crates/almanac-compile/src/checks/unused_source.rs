//! `unused-source`: finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.

use std::borrow::Cow;
use std::collections::BTreeMap;

use almanac_model::{FilePath, Page, Severity, Source};
use rustc_hash::FxHashSet as HashSet;

use super::stated;
use crate::check::{Check, Find, Scope};
use crate::context::{Context, ReadFile};
use crate::page_context::PageContext;
use crate::reporter::{Finding, Reporter};
use crate::unread;

/// Finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.
pub(crate) static UNUSED_SOURCE: Check = Check {
    code: "A0204",
    name: "unused-source",
    default: Severity::Warning,
    scope: Scope::Page,
    find: Find::InBoth(find, find_shared),
    explanation: r##"Finds a source that nothing cites: one of a page that the page does not cite, or a shared one that no page cites.

A list of sources says what a text rests on. A source that nothing cites makes the text look better founded than it is.

For example:

```
A page lists `hf-about` under `sources:` and never cites it.
```

Better:

```
It was founded in 2016.[@hf-about]
```

To change how grave it is, write under `[checks]` in `almanac.toml`: `unused-source = "error"`, `"warning"`, `"remark"` or `"off"`.
"##,
};

/// From how many sources on a set of what is cited is faster than looking through it.
const MANY_SOURCES: usize = 16;

fn find(context: &PageContext<'_>, reporter: &mut Reporter) {
    for (page, read) in context.originals() {
        // Front matter that can't be read may well cite what it lists.
        if read.broken || read.sources.is_empty() {
            continue;
        }
        // A source may be there for another depth alone, or for a translation.
        let versions: Vec<&ReadFile> = context.read_versions(page).collect();
        if versions.iter().any(|version| version.broken) {
            continue;
        }
        let cited = || {
            let all = std::iter::once(read).chain(versions.iter().copied());
            all.flat_map(cited_in)
        };
        let many: Option<HashSet<Cow<'_, str>>> =
            (read.sources.len() > MANY_SOURCES).then(|| cited().collect());
        let is_used = |key: &str| match &many {
            Some(cited) => cited.contains(key),
            None => cited().any(|cited| cited == key),
        };
        for source in read
            .sources
            .iter()
            .filter(|source| !is_used(source.key.as_str()))
        {
            let help = "cite it with `[@key]` where the text rests on it, or take it out";
            reporter.report(not_cited(source, help));
        }
    }
}

/// Looks for shared sources that no page cites.
fn find_shared(context: &Context<'_>, reporter: &mut Reporter) {
    let snapshot = context.snapshot;
    let shared = snapshot.sources().descriptions();
    let mut uncited: BTreeMap<&str, &Source> = BTreeMap::new();
    for source in shared.filter(|source| source.is_shared()) {
        uncited.entry(source.key.as_str()).or_insert(source);
    }
    if uncited.is_empty() {
        return;
    }
    // Most are cited by a page, which knows what its keys name.
    for page in snapshot.pages().iter().chain(snapshot.versions()) {
        let cited = page.cited.iter().map(|cited| &cited.source);
        for source in cited.filter(|source| source.is_shared()) {
            uncited.remove(source.key.as_str());
        }
    }
    if uncited.is_empty() || unread::has_unread_pages(context) {
        return;
    }
    let mut remove = |page: Option<&Page>, key: &str| {
        if snapshot
            .source(page, key)
            .is_some_and(|source| source.is_shared())
        {
            uncited.remove(key);
        }
    };
    for (page, read) in context.every_page() {
        cited_in(read).for_each(|key| remove(Some(page), &key));
    }
    for (_, read) in context.every_path() {
        cited_in(read).for_each(|key| remove(None, &key));
    }
    if let Some(foot) = context.foot() {
        cited_in(&foot.read).for_each(|key| remove(None, &key));
    }
    let broken = unread::broken_front_matter(context);
    let may_be_cited = |key: &str| broken.iter().any(|text| text.contains(key));
    // An entry of a bibliography may have several keys, of which one is enough.
    let place = |source: &Source| (source.file.clone(), source.span.start);
    let shared = snapshot.sources().descriptions();
    let shared = shared.filter(|source| source.is_shared());
    let cited = shared.filter(|source| !uncited.contains_key(source.key.as_str()));
    let mut reported: HashSet<(FilePath, usize)> = cited.map(|source| place(source)).collect();
    let uncited = uncited.values();
    let uncited = uncited.filter(|source| reported.insert(place(source)));
    for source in uncited.filter(|source| !may_be_cited(source.key.as_str())) {
        reporter.report(not_cited(source, "no page cites it: take it out"));
    }
}

fn not_cited(source: &Source, help: &str) -> Finding {
    let message = format!("the source `{}` is not cited", source.key);
    Finding::new(&UNUSED_SOURCE, &source.file, source.span.clone(), message).help(help)
}

/// The keys that a file cites, in its text, its questions and for its facts.
fn cited_in(read: &ReadFile) -> impl Iterator<Item = Cow<'_, str>> {
    let works = read
        .document
        .citations
        .iter()
        .flat_map(|citation| &citation.works);
    let in_text = works.map(|work| Cow::Borrowed(work.key.as_str()));
    in_text.chain(stated::source_keys(read))
}
