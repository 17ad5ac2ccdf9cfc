//! The short way from an edit to a snapshot, for edits that change only the text of pages.
//!
//! Most edits leave front matter as it is. Then what other pages are made of stays the same, except for three things:
//! the links back of what the page links to, the pages that cite its sources, and the headings that others may link
//! to. So the page is read and linked alone, and checked together with the pages that these three concern. The tables
//! of the snapshot stay, apart from the rows of its links and citations.
//!
//! Everything here may answer "no", and then all is linked and checked. So each condition is only as exact as is
//! quick: one that is met by too few edits costs time, one that is met by too many would give a wrong result.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{
    Changed, Config, ContentFile, ContentSyntax, Diagnostic, FileDates, FilePath, Link, LinkForm,
    LinkTarget, NamedBlock, Page, PageIndex, Report, Snapshot, Source,
};

use almanac_syntax::{BlockKind, ForeignForm};

use crate::checks;
use crate::context::{Focus, ReadFile, WithFile};
use crate::link::Linked;
use crate::load::{ReadText, read_original, read_text};
use crate::options::Options;
use crate::page_context::PageContext;
use crate::reporter::{Reporter, sorted};
use crate::role::Role;
use crate::slugs;
use crate::tree::Tree;

/// How many touched files are read here, one after the other. The long way reads more than these in parallel, and is
/// faster then.
const MAX_TOUCHED: usize = 32;

/// How many of the pages that cite a work are looked at for one that cites it as a shared source.
const MAX_OTHERS: usize = 32;

/// How many pages are checked again here, one after the other. The long way checks in parallel.
const MAX_AFFECTED: usize = 500;

/// What there is to catch up with.
pub(crate) struct Edit<'e> {
    /// The files that may have changed.
    pub files: &'e BTreeSet<FilePath>,
    /// The files that were last changed at another time than before.
    pub redated: &'e Redated<'e>,
}

/// Files that were last changed at another time than before, with both times.
pub(crate) type Redated<'d> = BTreeMap<&'d FilePath, (Option<&'d Changed>, Option<&'d Changed>)>;

/// The files whose dates differ; `None` where that are many, or more than dates differs.
pub(crate) fn redated<'d>(old: &'d Arc<FileDates>, new: &'d Arc<FileDates>) -> Option<Redated<'d>> {
    let mut redated = Redated::new();
    if Arc::ptr_eq(old, new) {
        return Some(redated);
    }
    if old.gap != new.gap || old.unknown != new.unknown || old.parts != new.parts {
        return None;
    }
    for file in old.changed.may_differ(&new.changed) {
        let both = (old.get(file), new.get(file));
        if both.0 != both.1 {
            redated.insert(file, both);
        }
        if redated.len() > MAX_TOUCHED {
            return None;
        }
    }
    Some(redated)
}

/// Brings an almanac and its report up to date with some files, if nothing but the text of entries and threads has
/// changed in them, and when they were last changed. Otherwise it changes nothing and returns `false`.
pub(crate) fn catch_up(
    linked: &mut Linked,
    report: &mut Report,
    tree: &dyn Tree,
    edit: Edit<'_>,
    options: &Options,
) -> bool {
    let Edit { files, redated } = edit;
    // Where files are links to others, an edit of one changes files that nobody named.
    if files.len() > MAX_TOUCHED || linked.has_links() {
        return false;
    }
    let mut edited = Vec::new();
    let untouched = redated
        .keys()
        .copied()
        .filter(|file| !files.contains(*file));
    for file in files.iter().chain(untouched) {
        let is_redated = redated.contains_key(file);
        match edit_of(linked, tree, file, is_redated, options) {
            EditKind::None => {}
            EditKind::Text(index, page) => edited.push((index, page)),
            EditKind::More => return false,
        }
    }
    if edited
        .iter()
        .any(|(_, (page, _))| has_outside_findings(page, report))
    {
        return false;
    }
    let mut to_check = BTreeSet::new();
    for (index, (page, _)) in &edited {
        let snapshot = linked.snapshot();
        match affected(snapshot, *index, snapshot.page(*index), page) {
            Some(pages) => to_check.extend(pages),
            None => return false,
        }
    }
    if to_check.len() > MAX_AFFECTED {
        return false;
    }
    // From here on nothing can fail: `linked` and `report` are changed together or not at all.
    linked.redate(redated);
    linked.replace(edited);
    for index in to_check {
        check_again(linked, report, index, options);
    }
    true
}

/// What an edit of a file changed.
enum EditKind {
    /// Nothing: the file is the same, or was never content.
    None,
    /// The text of a page.
    Text(PageIndex, WithFile<Page>),
    /// More than that.
    More,
}

/// What an edit of a file changed, as the tree has the file now.
fn edit_of(
    linked: &Linked,
    tree: &dyn Tree,
    file: &FilePath,
    is_redated: bool,
    options: &Options,
) -> EditKind {
    let layout = &linked.snapshot().config().content.layout;
    let text = match read_text(tree, file, &Role::of(file.as_str(), layout)) {
        ReadText::Text(text) => text,
        // Editors write files beside the one that is edited and take them away again.
        ReadText::Gone if !linked.has(file) => return EditKind::None,
        ReadText::Gone | ReadText::Unreadable(_) => return EditKind::More,
    };
    if linked.text(file) == Some(&text) {
        return match is_redated {
            true => redated_page(linked, file, options),
            false => EditKind::None,
        };
    }
    match edited_text(linked, file, &text, options) {
        Some((index, page)) => EditKind::Text(index, page),
        None => EditKind::More,
    }
}

/// A page of which only the time is another at which it was last changed.
fn redated_page(linked: &Linked, file: &FilePath, options: &Options) -> EditKind {
    let snapshot = linked.snapshot();
    let Some(index) = linked.index_of(file) else {
        // Whatever else is content goes the long way; of all other files nothing shows when they were changed.
        return match snapshot.of_file(file.as_str()) {
            Some(_) => EditKind::More,
            None => EditKind::None,
        };
    };
    let (mut page, read) = linked.page_at(index);
    if !snapshot.versions_of(&page.slug).is_empty() {
        return EditKind::More;
    }
    linked.tie_in(&mut page, &read, options);
    EditKind::Text(index, (page, read))
}

/// The page that a file makes now, if it differs from the one before only in its text.
fn edited_text(
    linked: &Linked,
    file: &FilePath,
    text: &Arc<str>,
    options: &Options,
) -> Option<(PageIndex, WithFile<Page>)> {
    let index = linked.index_of(file)?;
    let before = linked.page_at(index);
    let snapshot = linked.snapshot();
    // A translation is checked against the text of its original (`stale-translation`), and takes facts from it.
    if !snapshot.versions_of(&before.0.slug).is_empty() {
        return None;
    }
    // What the history says of its values is reported where all is linked.
    let parts = options.dates.parts.get(file);
    if parts.is_some_and(|parts| !parts.overtaken.is_empty()) {
        return None;
    }
    let (mut page, read) = read_original(file, text, snapshot.config())?;
    slugs::take_over(&mut page, &before.0);
    linked.tie_in(&mut page, &read, options);
    let now = (page, read);
    let config = snapshot.config();
    let is_short = differs_in_text_only(&before, &now)
        && braces(config, &before.1).eq(braces(config, &now.1))
        && leaves_sources_used(snapshot, index, &before.0, &now.0);
    is_short.then_some((index, now))
}

/// Whether two versions of a page differ only in their text. The front matter is compared letter by letter. The
/// questions must be the same, because a check of the whole compares their ids with those of other pages.
fn differs_in_text_only(
    (page, read): &WithFile<Page>,
    (other, other_read): &WithFile<Page>,
) -> bool {
    let questions = |page: &Page| {
        let mut questions = page.questions.clone();
        questions
            .iter_mut()
            .for_each(|question| question.span = 0..0);
        questions
    };
    // Where the front matter can't be read, nobody knows where the text begins.
    let is_read = !read.broken && !other_read.broken;
    is_read
        && read.head == other_read.head
        && page.text[..page.body.start] == other.text[..other.body.start]
        && page.slug == other.slug
        // Without a title in the front matter, the first heading is it.
        && page.title == other.title
        && named_topics(read).eq(named_topics(other_read))
        && page.numbers == other.numbers
        && forms_of_others(read).eq(forms_of_others(other_read))
        && embeds(page) == embeds(other)
        && ids_of_blocks(page).eq(ids_of_blocks(other))
        && questions(page) == questions(other)
        && figures_of_files(page, read) == figures_of_files(other, other_read)
}

/// The ids by which blocks are found from any page.
fn ids_of_blocks(page: &Page) -> impl Iterator<Item = &str> {
    const LENGTH: usize = "^65f0c2a0-0000-4000-8000-000000000001".len();
    let ids = page.blocks.iter().map(|block| block.id.as_str());
    ids.filter(|id| id.len() == LENGTH)
}

/// What stands in a page of other pages, and in which of its parts, if anything does. A check of the whole follows it.
fn embeds(page: &Page) -> Option<Embeds<'_>> {
    let embeds = page.links.iter().filter(|link| link.is_embed);
    let embeds: Vec<_> = embeds
        .map(|link| {
            let place = link.span.start;
            let headings = &page.outline;
            let above = headings.partition_point(|heading| heading.span.start < place);
            let holds = |block: &&NamedBlock| block.span.contains(&place);
            let blocks = page.blocks.iter().filter(holds);
            let blocks = blocks.map(|block| block.id.as_str()).collect();
            (link.target.as_str(), link.heading.as_deref(), above, blocks)
        })
        .collect();
    let headings = page.outline.iter();
    let headings = headings.map(|heading| (heading.depth, &*heading.text, &*heading.anchor));
    (!embeds.is_empty()).then(|| (embeds, headings.collect()))
}

/// Each embed with what it names, how many headings stand before it, and the blocks that it stands in; and the headings.
type Embeds<'p> = (
    Vec<(&'p str, Option<&'p str>, usize, Vec<&'p str>)>,
    Vec<(u8, &'p str, &'p str)>,
);

/// What other programs compute or draw in a page, which a check of the whole counts.
fn forms_of_others(read: &ReadFile) -> impl Iterator<Item = ForeignForm> {
    read.document.foreign.iter().map(|(form, _)| *form)
}

/// What may be another program's in braces, where that is counted too.
fn braces<'r>(config: &Config, read: &'r ReadFile) -> impl Iterator<Item = &'r str> {
    let is_counted = config.content.syntax != ContentSyntax::Almanac;
    let inserts = read.document.facts.iter().filter(move |_| is_counted);
    inserts.map(|(insert, _)| insert.reference.as_str())
}

/// The topics that the words of a page name.
fn named_topics(read: &ReadFile) -> impl Iterator<Item = &str> {
    read.document.topics.iter().map(|(name, _)| name.as_str())
}

/// The blocks of figures that may draw a file of data. A check of the whole looks at all columns that are drawn.
fn figures_of_files<'p>(page: &'p Page, read: &'p ReadFile) -> Vec<&'p str> {
    let blocks = read.document.blocks.iter();
    let figures = blocks.filter(|(block, _)| block.kind == BlockKind::Figure);
    let texts = figures.map(|(block, _)| &page.text[block.content.clone()]);
    texts.filter(|text| text.contains("data")).collect()
}

/// Whether each shared source that only one of two versions of a page cites is cited by another page, too. Then the
/// edit can't change which shared sources are unused, which a check of the whole reports.
fn leaves_sources_used(snapshot: &Snapshot, index: PageIndex, before: &Page, now: &Page) -> bool {
    let cites = |page: &Page, source: &Arc<Source>| {
        let cited = page.cited(source.key.as_str());
        cited.is_some_and(|cited| cited.source.is_shared())
    };
    let is_used_by_others = |source: &Arc<Source>| {
        let work = snapshot.sources().work_of(source);
        let citing = work.map_or(&[][..], |work| snapshot.citing(work));
        let others = citing.iter().filter(|other| **other != index);
        // Another page may cite the same work under a key of its own, which is no use of the shared source.
        { others.take(MAX_OTHERS) }.any(|other| cites(snapshot.page(*other), source))
    };
    let sources = before.cited.iter().chain(now.cited.iter());
    let shared = sources
        .map(|cited| &cited.source)
        .filter(|source| source.is_shared());
    let mut changed = shared.filter(|source| cites(before, source) != cites(now, source));
    changed.all(is_used_by_others)
}

/// The pages that must be checked again when a page gets another text: itself, those to which it has begun or ceased
/// to link (one may be an orphan now), and if its headings or ids have changed, those that link to it. `None` where
/// paths or translations link to its headings: only entries and threads are checked here.
fn affected(
    snapshot: &Snapshot,
    index: PageIndex,
    before: &Page,
    now: &Page,
) -> Option<BTreeSet<PageIndex>> {
    let (old, new) = (
        snapshot.targets(index, before),
        snapshot.targets(index, now),
    );
    let mut pages: BTreeSet<PageIndex> = old.symmetric_difference(&new).copied().collect();
    pages.insert(index);
    fn outline(page: &Page) -> impl Iterator<Item = (&str, &str)> {
        let outline = page.outline.iter();
        outline.map(|heading| (&*heading.text, &*heading.anchor))
    }
    if !outline(before).eq(outline(now)) || before.ids != now.ids {
        pages.extend(snapshot.backlinks(index));
        let translations = snapshot.versions().iter().map(|page| &page.content);
        let paths = snapshot.paths().iter().chain(snapshot.path_translations());
        let names_a_heading = |content: &ContentFile| {
            // The address of a page below a thread names an event, which is a heading too.
            let names_one = |link: &&Link| {
                link.heading.is_some()
                    || link.form == LinkForm::Address && link.target.contains('/')
            };
            let mut links = content.links.iter().filter(names_one);
            links.any(|link| {
                snapshot.link_target(&content.file, content.language(), link)
                    == LinkTarget::Page(index)
            })
        };
        if translations
            .chain(paths.map(|path| &path.content))
            .any(names_a_heading)
        {
            return None;
        }
    }
    Some(pages)
}

/// Whether the report points into the text of a page by a finding that is not made again here: one of a check of the
/// whole, or one about another file with a label or an edit in this one. The edit may have moved that place.
fn has_outside_findings(page: &Page, report: &Report) -> bool {
    let is_in_text =
        |file: &FilePath, span: &Range<usize>| *file == page.file && span.end > page.body.start;
    report.diagnostics.iter().any(|diagnostic| {
        let place = &diagnostic.place;
        let elsewhere = place.file != page.file;
        let mut labels = diagnostic.labels.iter().map(|label| &label.place);
        let mut edits = diagnostic.fix.iter().flat_map(|fix| &fix.edits);
        (checks::is_of_whole(diagnostic.name) && is_in_text(&place.file, &place.span))
            || elsewhere
                && (labels.any(|place| is_in_text(&place.file, &place.span))
                    || edits.any(|edit| is_in_text(&edit.file, &edit.span)))
    })
}

/// Checks one page, and replaces what was found in it before. What checks of the whole have found there stays: it is
/// in the front matter, which is as it was.
fn check_again(linked: &Linked, report: &mut Report, index: PageIndex, options: &Options) {
    let context = linked.context(options.today, Focus::EVERYTHING);
    let file = &context.snapshot.page(index).file;
    let read = context.read_page(index);
    let mut reporter = Reporter::new(context.config(), read.findings.clone());
    checks::run_in_pages(&PageContext::of_page(&context, index), &mut reporter);
    let found = reporter.into_report(context.texts).diagnostics;
    let diagnostics = &mut report.diagnostics;
    let start = diagnostics.partition_point(|other| other.place.file < *file);
    let count = diagnostics[start..].partition_point(|other| other.place.file == *file);
    let of_file = start..start + count;
    let kept = diagnostics[of_file.clone()].iter();
    let kept = kept
        .filter(|diagnostic| checks::is_of_whole(diagnostic.name))
        .cloned();
    let all: Vec<Diagnostic> = kept.chain(found).collect();
    diagnostics.splice(of_file, sorted(all).diagnostics);
}
