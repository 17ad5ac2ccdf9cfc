//! What a draft costs, and which pages an edit leaves as they are: `cargo bench -p almanac-workspace -- FOLDER`.
//!
//! Prints one line of JSON, which `cargo xtask bench drafts` reads. The folder is an almanac of `cargo xtask synthetic`;
//! nothing in it is changed.

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on fails")]
#![expect(clippy::print_stdout, reason = "whoever runs it reads what it prints")]

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use almanac_compile::{Compiler, FolderTree, Options, OverlayTree, Touched, Tree};
use almanac_documents::Documents;
use almanac_model::{Address, Day, FileChange, Page, Reading, Snapshot, Writing};
use almanac_render::{Basis, Site};
use almanac_workspace::{Almanac, AlmanacWorkspace};

/// That of the program, as its memory is what is measured with the rest.
#[global_allocator]
static ALLOCATOR: almanac_allocator::Mimalloc = almanac_allocator::Mimalloc;

/// The day for which the synthetic almanacs are made.
const TODAY: Day = Day::constant(2026, 11, 25);

/// How many drafts are checked; each is of another page.
const DRAFTS: usize = 25;

/// Of how many pages are those that an edit leaves as they are counted.
const PAGES: usize = 2_000;

fn main() {
    // Cargo adds `--bench`.
    let folder = std::env::args()
        .skip(1)
        .find(|argument| !argument.starts_with('-'));
    let folder = PathBuf::from(folder.expect("the folder of an almanac is named"));
    let almanac = Almanac::Folder(folder.clone());
    let workspace =
        AlmanacWorkspace::open(almanac, Arc::new(|| TODAY), |_, _| Vec::new(), None).unwrap();
    let snapshot = workspace.served().snapshot.clone();
    let seconds: Vec<f64> = drafts(&workspace, &snapshot)
        .iter()
        .map(Duration::as_secs_f64)
        .collect();
    drop(workspace);
    let (pages, again) = pages_made_again(Arc::new(FolderTree::new(&folder)));
    println!(r#"{{"draft_seconds":{seconds:?},"pages":{pages},"made_again":{again}}}"#);
}

/// How long it takes to check each of some drafts of pages, one sentence longer than the pages are.
fn drafts(workspace: &AlmanacWorkspace, snapshot: &Snapshot) -> Vec<Duration> {
    let pages = snapshot.pages().iter();
    let every = (snapshot.pages().len() / DRAFTS).max(1);
    let check = |page: &Arc<Page>| {
        let change = FileChange::text(
            page.file.clone(),
            Some(page.content_hash.clone()),
            &with_a_sentence(page),
        );
        let begun = Instant::now();
        workspace.check(&[change]).unwrap();
        begun.elapsed()
    };
    // The first draft finds nothing prepared; that is once a start, and not what a writer waits for.
    pages.step_by(every).map(check).skip(1).collect()
}

fn with_a_sentence(page: &Page) -> String {
    format!("{}\n\nA sentence more.\n", page.text)
}

/// How many pages about one thing there are among the first of a site, and how many of them are made again after an edit
/// of an entry that nothing names. What shows the entry counts as neither: its own page, lists, and the pages that it
/// links to, which list it among those that link to them.
fn pages_made_again(tree: Arc<dyn Tree>) -> (usize, usize) {
    let options = Options::for_day(TODAY);
    let mut compiler = Compiler::default();
    let before = compiler
        .compile(&*tree, &options, &Touched::Anything)
        .unwrap()
        .snapshot;
    let is_named = |page: &&Arc<Page>| {
        let index = before.page_by_slug(page.slug.as_str()).unwrap();
        !before.backlinks(index).is_empty()
    };
    let entries = before.pages().iter().filter(|page| !page.is_thread());
    let lone = entries
        .clone()
        .find(|page| !is_named(page))
        .or_else(|| entries.clone().next());
    let lone = lone.expect("the almanac has an entry");
    let site = Site::new(&before, TODAY, &Documents);
    let number = before.page_by_slug(lone.slug.as_str()).unwrap();
    let lists_it = |page: &&Arc<Page>| {
        let index = before.page_by_slug(page.slug.as_str()).unwrap();
        before.backlinks(index).contains(&number)
    };
    let that_list_it = before.pages().iter().filter(lists_it);
    let mut shows_it: Vec<Address> = that_list_it.map(Address::of_page).collect();
    shows_it.push(Address::of_page(lone));
    let is_counted = |address: &Address| {
        !shows_it.contains(address)
            && matches!(
                address,
                Address::Entry(_) | Address::Thread(_) | Address::Step(..)
            )
    };
    let addresses = site.addresses();
    let counted = addresses
        .iter()
        .filter(|address| is_counted(address))
        .take(PAGES);
    let kept: Vec<Basis> = counted
        .filter_map(|address| Some(site.render_to_keep(address, None)?.1))
        .collect();
    let file = lone.file.clone();
    let edited = with_a_sentence(lone).into_bytes();
    let overlay = OverlayTree::new(tree).with(file.clone(), edited);
    let touched = Touched::Files([file].into());
    let after = compiler
        .compile(&overlay, &options, &touched)
        .unwrap()
        .snapshot;
    let after = Site::new(&after, TODAY, &Documents);
    let again = kept
        .iter()
        .filter(|basis| !basis.holds_for(&after, None))
        .count();
    (kept.len(), again)
}
