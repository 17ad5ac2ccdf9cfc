//! `llms.txt`: a short way into the almanac for language models (llmstxt.org).

use std::cmp::Reverse;

use almanac_model::{Address, Format, LearningPath, Page, PageIndex, Subject};

use almanac_locale::Edition;
use almanac_locale::Locale;
use almanac_model::Output;

/// How many pages each list names at most: those that most others link to.
const MOST_LISTED: usize = 300;

const INTRODUCTION: &str = "Links lead to the source text of each page, as Markdown. Replace `.md` by `.json` for the same as an \
     object, with every fact, date and source; leave it off for the page that people read. Every claim cites its source as `[@key]`; \
     facts have the dates at which they were true.\n";

/// The file, bounded: a list that is too long ends with the address of the whole.
pub(crate) fn llms(edition: &Edition<'_>) -> Output {
    let config = edition.snapshot().config();
    let mut out = format!("# {}\n\n", line(&config.title));
    if let Some(description) = &config.description {
        out.push_str(&format!("> {}\n\n", line(description)));
    }
    out.push_str(INTRODUCTION);
    push_paths(&mut out, edition);
    let snapshot = edition.snapshot();
    let is_listed_thread = |index: &PageIndex| {
        let page = snapshot.page(*index);
        page.is_thread() && !page.is_unlisted
    };
    let threads = edition.by_title(snapshot.page_indexes().filter(is_listed_thread));
    push_pages(&mut out, edition, "Threads", threads, &Address::Threads);
    for (label, mut entries) in edition.entries_by_kind() {
        entries.retain(|index| !snapshot.page(*index).stub);
        push_pages(&mut out, edition, &label, entries, &Address::Entries);
    }
    out.push_str("\n## Optional\n\n");
    for (words, address) in [
        ("What changed lately (Atom)", Address::Feed),
        ("All sources", Address::Sources),
        ("Still to be written", Address::Requested),
    ] {
        out.push_str(&format!("- [{words}]({})\n", edition.full_url(&address)));
    }
    Output {
        content_type: "text/plain; charset=utf-8",
        bytes: out.into_bytes(),
    }
}

fn push_paths(out: &mut String, edition: &Edition<'_>) {
    let paths = edition.listed_paths();
    if paths.is_empty() {
        return;
    }
    out.push_str("\n## Learning paths\n\n");
    for path in paths.iter().take(MOST_LISTED) {
        let path = edition.snapshot().path(*path);
        let form = Address::Form(Subject::Path(path.slug.clone()), Format::Markdown);
        push_link(
            out,
            edition,
            &path.title,
            &form,
            &path_notes(edition.locale(), path),
        );
    }
    push_more(out, edition, paths.len(), &Address::Paths);
}

fn path_notes(locale: &Locale, path: &LearningPath) -> String {
    let facts = locale.clauses(&locale.path_facts(path));
    match &path.summary {
        Some(summary) => format!("{summary} ({facts})"),
        None => facts,
    }
}

/// Lists pages that are in the order of their titles.
fn push_pages(
    out: &mut String,
    edition: &Edition<'_>,
    heading: &str,
    mut pages: Vec<PageIndex>,
    list: &Address,
) {
    if pages.is_empty() {
        return;
    }
    let snapshot = edition.snapshot();
    let number = pages.len();
    if number > MOST_LISTED {
        pages.sort_by_key(|index| (Reverse(snapshot.backlinks(*index).len()), *index));
        pages.truncate(MOST_LISTED);
        pages = edition.by_title(pages);
    }
    out.push_str(&format!("\n## {}\n\n", line(heading)));
    for page in pages.iter().map(|index| snapshot.page(*index)) {
        let summary = page.summary.as_deref().unwrap_or_default();
        let form = Address::Form(Subject::of_page(page), Format::Markdown);
        push_link(out, edition, &page.title, &form, summary);
        push_depths(out, edition, page);
    }
    push_more(out, edition, number, list);
}

/// Names the other depths of a page below it.
fn push_depths(out: &mut String, edition: &Edition<'_>, original: &Page) {
    let snapshot = edition.snapshot();
    let Some(index) = snapshot.page_by_slug(original.slug.as_str()) else {
        return;
    };
    for page in snapshot.depths(index) {
        let form = Address::of_page(page).form(Format::Markdown);
        if let (Some(form), Some(depth)) = (form, page.depth()) {
            let level = edition.locale().level(depth);
            let title = edition.locale().clauses(&[&original.title, level]);
            let summary = page.summary.as_deref().unwrap_or_default();
            push_link(out, edition, &title, &form, summary);
        }
    }
}

fn push_link(out: &mut String, edition: &Edition<'_>, title: &str, form: &Address, notes: &str) {
    let title = line(title).replace('[', "\\[").replace(']', "\\]");
    let address = edition.full_url(form);
    out.push_str(&format!("- [{title}]({address})"));
    if !notes.is_empty() {
        out.push_str(&format!(": {}", line(notes)));
    }
    out.push('\n');
}

fn push_more(out: &mut String, edition: &Edition<'_>, number: usize, list: &Address) {
    if number > MOST_LISTED {
        let more = number - MOST_LISTED;
        let address = edition.full_url(list);
        out.push_str(&format!("- [All, {more} more]({address})\n"));
    }
}

/// The text in one line.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
