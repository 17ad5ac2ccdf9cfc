//! The short way from an edit to a snapshot: pages of which only the words have changed.
//!
//! Most edits change sentences and nothing that other pages see. Then the page is read, linked and
//! checked alone, and all tables stay as they are.

use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{Diagnostic, FilePath, Page, PageIndex, Report};

use crate::Options;
use crate::checks;
use crate::context::{Focus, ReadFile, Reporter, sorted};
use crate::link::Linked;
use crate::load::{ReadText, WithFile, read_original, read_text};
use crate::tree::Tree;

/// How many files are looked at one after the other. More are read and linked faster in parallel.
const MAX_FILES: usize = 32;

/// Brings an almanac and what was said about it up to date with some files, if nothing but words of
/// entries and threads has changed in them. If more has, nothing is changed and it returns `false`.
pub(crate) fn catch_up(
    linked: &mut Linked,
    report: &mut Report,
    tree: &dyn Tree,
    files: &BTreeSet<FilePath>,
    options: &Options,
) -> bool {
    if files.len() > MAX_FILES || linked.has_links() {
        return false;
    }
    let mut edited = Vec::new();
    for file in files {
        match look_at(linked, tree, file, options) {
            Edit::None => {}
            Edit::Words(index, page) => edited.push((index, page)),
            Edit::More => return false,
        }
    }
    let is_told_of = |(_, (page, _)): &(PageIndex, WithFile<Page>)| is_told_of(page, report);
    if edited.iter().any(is_told_of) {
        return false;
    }
    let indexes: Vec<PageIndex> = edited.iter().map(|(index, _)| *index).collect();
    linked.replace(edited);
    for index in indexes {
        check_again(linked, report, index, options);
    }
    true
}

/// What an edit of a file changed.
enum Edit {
    /// Nothing that counts.
    None,
    /// Words of a page.
    Words(PageIndex, WithFile<Page>),
    /// More than that.
    More,
}

fn look_at(linked: &Linked, tree: &dyn Tree, file: &FilePath, options: &Options) -> Edit {
    let text = match read_text(tree, file) {
        ReadText::Text(text) => text,
        // Editors write files beside the one that is edited and take them away again.
        ReadText::Gone if !linked.has(file) => return Edit::None,
        ReadText::Gone | ReadText::Unreadable(_) => return Edit::More,
    };
    if linked.text(file) == Some(&text) {
        return Edit::None;
    }
    match words(linked, file, &text, options) {
        Some((index, page)) => Edit::Words(index, page),
        None => Edit::More,
    }
}

/// The page that a file makes now, if only its words are others than before.
fn words(
    linked: &Linked,
    file: &FilePath,
    text: &Arc<str>,
    options: &Options,
) -> Option<(PageIndex, WithFile<Page>)> {
    let index = linked.index_of(file)?;
    let before = linked.page_of(file)?;
    let snapshot = linked.snapshot();
    if !snapshot.translations_of(&before.0.slug).is_empty() {
        return None;
    }
    let (mut page, read) = read_original(file, text, snapshot.config())?;
    linked.settle(&mut page, &read, options);
    let now = (page, read);
    says_the_same(&before, &now).then_some((index, now))
}

/// Whether other pages see two versions of a page as the same. What stands in front matter is the
/// same if that is, letter by letter; the rest is compared.
fn says_the_same((page, read): &WithFile<Page>, (other, other_read): &WithFile<Page>) -> bool {
    let head = |page: &Page, read: &ReadFile| {
        let is_read = !read.broken;
        is_read.then(|| (page.text[..page.body.start].to_owned(), read.head.clone()))
    };
    let outline = |page: &Page| {
        let outline = page.outline.iter();
        let seen =
            outline.map(|heading| (heading.depth, heading.text.clone(), heading.anchor.clone()));
        seen.collect::<Vec<_>>()
    };
    let links = |page: &Page| {
        let links = page.links.iter();
        let seen = links.map(|link| (link.target.clone(), link.heading.clone()));
        seen.collect::<Vec<_>>()
    };
    let events = |page: &Page| {
        let events = page.events().iter();
        let seen = events.map(|event| (event.id.clone(), event.date, event.title.clone()));
        seen.collect::<Vec<_>>()
    };
    let questions = |page: &Page| {
        let mut questions = page.questions.clone();
        questions
            .iter_mut()
            .for_each(|question| question.span = 0..0);
        questions
    };
    head(page, read).is_some()
        && head(page, read) == head(other, other_read)
        && page.slug == other.slug
        && page.cited == other.cited
        && outline(page) == outline(other)
        && links(page) == links(other)
        && events(page) == events(other)
        && questions(page) == questions(other)
}

/// Whether something was said about a place in the words of a page that does not follow from the
/// page alone: by a check of the whole, or about another file.
fn is_told_of(page: &Page, report: &Report) -> bool {
    let is_in_words =
        |file: &FilePath, span: &Range<usize>| *file == page.file && span.end > page.body.start;
    report.diagnostics.iter().any(|said| {
        let place = &said.place;
        let elsewhere = place.file != page.file;
        let labels = said.labels.iter().map(|label| &label.place);
        let edits = said.fix.iter().flat_map(|fix| &fix.edits);
        (checks::is_of_all(said.name) && is_in_words(&place.file, &place.span))
            || elsewhere
                && (labels
                    .clone()
                    .any(|place| is_in_words(&place.file, &place.span))
                    || edits
                        .clone()
                        .any(|edit| is_in_words(&edit.file, &edit.span)))
    })
}

/// Checks one page, and puts what is found in the place of what was found before.
fn check_again(linked: &Linked, report: &mut Report, index: PageIndex, options: &Options) {
    let context = linked.context(options.today, Focus::Page(index));
    let file = &context.snapshot.page(index).file;
    let read = context.read_page(index);
    let mut reporter = Reporter::new(context.config(), read.findings.clone());
    checks::run_in_each(&context, &mut reporter);
    let found = reporter.into_report(context.texts).diagnostics;
    let diagnostics = &mut report.diagnostics;
    let start = diagnostics.partition_point(|said| said.place.file < *file);
    let count = diagnostics[start..].partition_point(|said| said.place.file == *file);
    let of_file = start..start + count;
    let kept = diagnostics[of_file.clone()].iter();
    let kept = kept.filter(|said| checks::is_of_all(said.name)).cloned();
    let all: Vec<Diagnostic> = kept.chain(found).collect();
    diagnostics.splice(of_file, sorted(all).diagnostics);
}
