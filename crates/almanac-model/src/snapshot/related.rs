//! Which pages are related to a page.
//!
//! Two pages are related by what both are tied to: pages that both link to or that link to both, works that both cite,
//! topics that both belong to, and paths that lead through both; and by a link from one to the other. A tie that few
//! share says more than one that many do, and one that more than [`MOST_SHARING`] share says nothing. What pages share
//! is measured against how much each is tied to, so that long pages are not related to everything.
//!
//! For pages a and b the measure is Σ 1/ln(1 + d) over their ties, where d is how many share the tie (at least two),
//! divided by the greater of nₐ and n_b, where n is how many links and notes a page has, how many pages link to it, and
//! [`SMALLEST`] more: so a page that is tied to all others is related to none of them before its likes. It is the measure of
//! Adamic and Adar (2003, <https://doi.org/10.1016/S0378-8733(03)00009-1>), weighed by size. It depends on the two pages and on
//! what both are tied to, and on nothing else: so an edit can change what is related to a page only near the edit. Of
//! equals, the one whose slug sorts first comes first.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap as HashMap;

use super::Snapshot;
use crate::reads::Query;
use crate::{LearningPath, LinkTarget, Page, PageIndex, PathIndex};

/// How many pages are shown as related.
const MOST_RELATED: usize = 5;

/// What every page counts for beside its links and notes: a page of few words is not related to everything that it names.
const SMALLEST: usize = 5;

/// How many may share a tie that still says something.
const MOST_SHARING: usize = 50;

/// What ties two pages to each other.
#[derive(Default)]
struct Ties {
    weight: f64,
    topics: usize,
    others: usize,
}

impl Snapshot {
    /// The pages that are related to a page, the nearest first: at most five. There is no stub, draft or unlisted page
    /// among them, and none that the page links to in its first paragraph.
    pub fn related(&self, index: PageIndex) -> Vec<PageIndex> {
        self.note_page(index, Query::Related);
        self.silent().find_related(index)
    }

    fn find_related(&self, index: PageIndex) -> Vec<PageIndex> {
        let page = self.page(index);
        let mut ties: HashMap<PageIndex, Ties> = HashMap::default();
        self.add_links(index, page, &mut ties);
        for work in page
            .cited
            .notes()
            .filter_map(|note| self.work_of(&note.source))
        {
            add(&mut ties, self.citing(work).iter().copied(), false);
        }
        for topic in &page.topics {
            let members = self.members(topic);
            let pages = members.map_or(&[][..], |members| &members.pages);
            add(&mut ties, pages.iter().copied(), true);
        }
        for (path, _) in self.memberships(index) {
            add(&mut ties, steps_of(self.path(*path)), false);
        }
        ties.remove(&index);
        let linked_at_once = self.linked_at_once(page);
        let size = self.size_of(index);
        let mut found: Vec<(PageIndex, f64)> = ties
            .into_iter()
            .filter(|(_, ties)| ties.others > 0 || ties.topics > 1)
            .filter(|(other, _)| !linked_at_once.contains(other))
            .map(|(other, ties)| (other, ties.weight / size.max(self.size_of(other))))
            .filter(|(other, _)| may_be_shown(self.page(*other)))
            .collect();
        // Places are in the order of slugs.
        found.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
        found.truncate(MOST_RELATED);
        found.into_iter().map(|(page, _)| page).collect()
    }

    /// Adds what links tie a page to: those that it links to and that link to it, with all that do the same.
    fn add_links(&self, index: PageIndex, page: &Page, ties: &mut HashMap<PageIndex, Ties>) {
        for target in self.targets(index, page) {
            let linking = self.backlinks(target);
            add(ties, linking.iter().copied(), false);
            add_tie(ties, target, linking.len().max(2), false);
        }
        let backlinks = self.backlinks(index);
        let few = backlinks.iter().filter(|_| backlinks.len() <= MOST_SHARING);
        for linking in few {
            let targets = self.targets(*linking, self.page(*linking));
            let count = targets.len().max(2);
            add(ties, targets.into_iter(), false);
            add_tie(ties, *linking, count, false);
        }
    }

    /// Whether the new text of a page ties it to others than its text before, so that other pages may be related.
    pub(super) fn is_tied_anew(&self, index: PageIndex, before: &Page) -> bool {
        let now = &self.pages[index.0 as usize];
        let ties = |page: &Page| {
            let targets = self.silent().targets(index, page);
            let works = page.cited.notes();
            let works: Vec<_> = works.map(|note| note.source.identity.clone()).collect();
            let at_once = self.silent().linked_at_once(page);
            (page.links.len(), page.cited.len(), targets, works, at_once)
        };
        ties(before) != ties(now)
    }

    /// How much a page is tied to.
    fn size_of(&self, index: PageIndex) -> f64 {
        let page = self.page(index);
        let out = page.links.len() + page.cited.len();
        (out + self.backlinks(index).len() + SMALLEST) as f64
    }

    /// The pages that a page links to in its first paragraph, or says that its reader should know.
    fn linked_at_once(&self, page: &Page) -> BTreeSet<PageIndex> {
        let body = page.text.get(page.body.clone()).unwrap_or_default();
        let gap = body.len() - body.trim_start().len();
        let length = body[gap..].find("\n\n").map_or(body.len(), |end| gap + end);
        let end = page.body.start + length;
        let first = page.links.iter().filter(|link| link.span.start < end);
        let targets = first.map(|link| self.link_target(&page.file, page.language(), link));
        let required = page.requires.iter();
        let required = required.filter_map(|required| self.page_by_slug(required.page.as_str()));
        let targets = targets.filter_map(|target| match target {
            LinkTarget::Page(page) => Some(page),
            _ => None,
        });
        targets.chain(required).collect()
    }

    /// The paths that are related to a path, the nearest first: at most five that share steps with it, or topics.
    pub fn related_paths(&self, index: PathIndex) -> Vec<PathIndex> {
        let path = self.path(index);
        let mut weights: HashMap<PathIndex, (f64, usize)> = HashMap::default();
        let mut add = |paths: &mut dyn Iterator<Item = PathIndex>, shared: usize| {
            let others: BTreeSet<PathIndex> = paths.collect();
            let weight = weight_of(others.len());
            for other in others {
                let found = weights.entry(other).or_default();
                *found = (found.0 + weight, found.1 + shared);
            }
        };
        for page in steps_of(path).collect::<BTreeSet<_>>() {
            add(&mut self.memberships(page).iter().map(|(path, _)| *path), 2);
        }
        for topic in &path.topics {
            let members = self.members(topic);
            let paths = members.map_or(&[][..], |members| &members.paths);
            add(&mut paths.iter().copied(), 1);
        }
        weights.remove(&index);
        let mut found: Vec<(PathIndex, f64)> = weights
            .into_iter()
            .filter(|(_, (_, shared))| *shared > 1)
            .map(|(path, (weight, _))| (path, weight))
            .filter(|(path, _)| !self.path(*path).is_unlisted && !self.path(*path).is_draft)
            .collect();
        found.sort_by(|(one, a), (other, b)| b.total_cmp(a).then(one.cmp(other)));
        found.truncate(MOST_RELATED);
        found.into_iter().map(|(path, _)| path).collect()
    }
}

fn may_be_shown(page: &Page) -> bool {
    !(page.is_unlisted || page.is_draft || page.stub)
}

fn steps_of(path: &LearningPath) -> impl Iterator<Item = PageIndex> + '_ {
    path.steps.iter().filter_map(|step| step.page)
}

/// Ties pages that share something to the one that is looked at, which is one of them.
fn add(
    ties: &mut HashMap<PageIndex, Ties>,
    sharing: impl Iterator<Item = PageIndex>,
    is_topic: bool,
) {
    let sharing: Vec<PageIndex> = sharing.take(MOST_SHARING + 1).collect();
    for page in &sharing {
        add_tie(ties, *page, sharing.len(), is_topic);
    }
}

fn add_tie(ties: &mut HashMap<PageIndex, Ties>, page: PageIndex, sharing: usize, is_topic: bool) {
    if sharing > MOST_SHARING {
        return;
    }
    let of_page = ties.entry(page).or_default();
    of_page.weight += weight_of(sharing);
    match is_topic {
        true => of_page.topics += 1,
        false => of_page.others += 1,
    }
}

/// What a tie weighs that so many share.
fn weight_of(sharing: usize) -> f64 {
    1.0 / (1.0 + sharing.max(2) as f64).ln()
}
