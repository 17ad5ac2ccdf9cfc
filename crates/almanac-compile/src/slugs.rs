//! Gives each file its slug, where several claim one.
//!
//! Names of files are free, so two files of an area may make one slug: `guide/overview.md` and `tour/overview.md`. Then
//! each gets its folder's name in front, and the bare slug leads to the file that the bare name finds from the root. A
//! slug that is written in a file stays what it is. What a file claims is kept beside what it gets, as both depend on
//! other files: a compile begins with the claims.

use std::collections::BTreeMap;
use std::ops::DerefMut;
use std::sync::Arc;

use almanac_model::{
    Area, ContentFile, ContentId, FilePath, Layout, LearningPath, Page, Slug, is_index,
    name_in_path, page_stem, slug_of_name,
};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::checks::{DUPLICATE_SLUG, SHARED_NAME};
use crate::context::{ReadFile, WithFile};
use crate::load::Loaded;
use crate::reporter::{Finding, Reporter};

/// Gives each entry, thread and path its slug, and their other versions those of their originals.
pub(crate) fn settle(loaded: &mut Loaded, reporter: &mut Reporter) {
    let config = &loaded.config;
    let one = Settling {
        layout: &config.content.layout,
        is_lenient: config.content.syntax.is_foreign(),
    };
    one.settle(&mut loaded.pages, &mut loaded.versions, reporter);
    one.settle(&mut loaded.paths, &mut loaded.path_translations, reporter);
    if one.layout.is_plain() {
        let root = one.layout.folder(Area::Entries).unwrap_or_default();
        find_home(&mut loaded.pages, root);
    }
}

/// Makes the `index.md` at the root of the pages of a plain folder the first page of the site, or else its `README.md`.
fn find_home(pages: &mut [WithFile<Page>], root: &str) {
    let rank = |page: &Page| {
        let name = page.file.as_str().strip_prefix(root)?;
        let stem = page_stem(name).filter(|_| !name.contains('/') && !page.is_draft)?;
        is_index(stem).then(|| (!stem.eq_ignore_ascii_case("index"), page.file.clone()))
    };
    let ranked = pages.iter().enumerate();
    let ranked = ranked.filter_map(|(place, (page, _))| Some((rank(page)?, place)));
    let home = ranked.min().map(|(_, place)| place);
    for (place, (page, _)) in pages.iter_mut().enumerate() {
        let is_home = home == Some(place);
        if page.is_home != is_home {
            Arc::make_mut(page).is_home = is_home;
        }
    }
}

/// Gives a page that was read anew the slug that it had before, if it claims what it did then.
pub(crate) fn take_over(page: &mut Arc<Page>, before: &Page) {
    if page.claim == before.claim {
        let has_own_id = page.claim.id.as_ref().is_none_or(|id| *id == before.id);
        give(
            page,
            before.slug.clone(),
            before.bare_slug.clone(),
            has_own_id,
        );
        if before.is_home {
            Arc::make_mut(page).is_home = true;
        }
    }
}

/// What has a slug of its own.
trait Named: Clone + DerefMut<Target = ContentFile> {
    /// Gives what has its name of the slug another one.
    fn follow(&mut self, before: &Slug);
}

impl Named for Page {
    fn follow(&mut self, before: &Slug) {
        let start = format!("{before}-q");
        let slug = self.slug.clone();
        for question in &mut self.questions {
            if let Some(number) = question.id.as_str().strip_prefix(&start) {
                question.id = ContentId::from(format!("{slug}-q{number}"));
            }
        }
    }
}

impl Named for LearningPath {
    fn follow(&mut self, _: &Slug) {}
}

/// How slugs are settled.
struct Settling<'l> {
    layout: &'l Layout,
    /// Whether a slug that is written twice is no error, as other programs know none.
    is_lenient: bool,
}

/// The places of the files that claim one slug in an area.
type Claims = BTreeMap<(Option<Area>, Slug), Vec<usize>>;

/// What each file gets.
struct Settled {
    slugs: Vec<Slug>,
    /// By the place of a file: the slug that several claim and that leads to it.
    bare: HashMap<usize, Slug>,
}

impl Settling<'_> {
    fn settle<T: Named>(
        &self,
        items: &mut [WithFile<T>],
        versions: &mut [WithFile<T>],
        reporter: &mut Reporter,
    ) {
        let mut claimed: Vec<(Slug, bool)> = { items.iter() }
            .map(|(item, _)| (item.claim.slug.clone(), item.claim.is_written))
            .collect();
        name_beside_index(items, &mut claimed, reporter);
        if self.is_lenient {
            take_back_second(items, &mut claimed, reporter);
        }
        let copies = match self.is_lenient {
            true => copied_ids(items),
            false => HashSet::default(),
        };
        let mut settled = self.decide(items, &claimed, reporter);
        // Of the files whose slug is not that of their names, what the other versions beside them follow.
        let mut moved: HashMap<(String, Slug), Slug> = HashMap::default();
        for (place, (item, _)) in items.iter_mut().enumerate() {
            let slug = settled.slugs[place].clone();
            let bare = settled.bare.remove(&place).filter(|bare| *bare != slug);
            if !versions.is_empty()
                && let Some(of_name) = slug_of_file(&item.file).filter(|of_name| *of_name != slug)
            {
                moved.insert((folder(&item.file).to_owned(), of_name), slug.clone());
            }
            give(item, slug, bare, !copies.contains(&place));
        }
        for (version, _) in versions {
            let claim = version.claim.slug.clone();
            let original = moved.get(&(folder(&version.file).to_owned(), claim.clone()));
            give(version, original.cloned().unwrap_or(claim), None, true);
        }
    }

    /// Decides which slug each file gets. What is written in a file stays, and what lies at the root keeps the bare slug.
    fn decide<T: Named>(
        &self,
        items: &[WithFile<T>],
        claimed: &[(Slug, bool)],
        reporter: &mut Reporter,
    ) -> Settled {
        let mut settled = Settled {
            slugs: claimed.iter().map(|(slug, _)| slug.clone()).collect(),
            bare: HashMap::default(),
        };
        let claims = self.claims(items, claimed);
        if claims.len() == items.len() {
            return settled;
        }
        let is_free = |place: &usize| !claimed[*place].1;
        let mut taken: HashSet<Slug> = HashSet::default();
        let mut to_do: Vec<usize> = Vec::new();
        for ((_, slug), places) in &claims {
            let free = places.iter().copied().filter(is_free);
            let free: Vec<usize> = free.filter(|_| places.len() > 1).collect();
            if free.len() < places.len() {
                taken.insert(slug.clone());
            }
            if free.is_empty() {
                continue;
            }
            report_shared(items, slug, places, reporter);
            let first = nearest_to_root(items, places);
            settled
                .bare
                .extend(first.map(|first| (first, slug.clone())));
            to_do.extend(free);
        }
        let order = |place: &usize| {
            let file = &items[*place].0.file;
            (self.folder_of(file).is_some(), file.clone())
        };
        to_do.sort_by_cached_key(order);
        for place in to_do {
            let wanted = self.in_folder(&items[place].0.file, &claimed[place].0);
            settled.slugs[place] = free_slug(wanted, &mut taken);
        }
        settled
    }

    /// The files of each area by the slugs that they claim.
    fn claims<T: Named>(&self, items: &[WithFile<T>], claimed: &[(Slug, bool)]) -> Claims {
        let mut claims = Claims::new();
        for (place, ((item, _), (slug, _))) in items.iter().zip(claimed).enumerate() {
            let area = self.layout.area_of(item.file.as_str());
            claims.entry((area, slug.clone())).or_default().push(place);
        }
        claims
    }

    /// The name of the folder that tells a file from others of its name; `None` at the root of its area.
    fn folder_of<'f>(&self, file: &'f FilePath) -> Option<&'f str> {
        let path = file.as_str();
        let area = self.layout.area_of(path)?;
        let below = path.strip_prefix(self.layout.folder(area)?)?;
        let (folders, name) = below.rsplit_once('/')?;
        let folders = match is_index(page_stem(name).unwrap_or(name)) {
            true => folders.rsplit_once('/')?.0,
            false => folders,
        };
        folders.rsplit('/').next()
    }

    /// A slug with the folder's name of its file in front.
    fn in_folder(&self, file: &FilePath, slug: &Slug) -> Slug {
        let Some(folder) = self.folder_of(file) else {
            return slug.clone();
        };
        let long = format!("{}-{slug}", slug_of_name(folder));
        Slug::new(&long).unwrap_or_else(|_| slug.clone())
    }
}

/// Gives a `README.md` beside an `index.md` a name of its own, as only one page stands for a folder.
fn name_beside_index<T: Named>(
    items: &[WithFile<T>],
    claimed: &mut [(Slug, bool)],
    reporter: &mut Reporter,
) {
    let stem_is = |file: &FilePath, wanted: &str| {
        let name = file.as_str().rsplit('/').next().unwrap_or_default();
        page_stem(name).is_some_and(|stem| stem.eq_ignore_ascii_case(wanted))
    };
    let indices = items.iter().map(|(item, _)| &item.file);
    let indices = indices.filter(|file| stem_is(file, "index"));
    let indices: BTreeMap<&str, &FilePath> = indices.map(|file| (folder(file), file)).collect();
    for ((item, _), (slug, is_written)) in items.iter().zip(claimed) {
        let index = indices.get(folder(&item.file));
        let Some(index) = index.filter(|_| stem_is(&item.file, "readme") && !*is_written) else {
            continue;
        };
        let of_folder = folder(&item.file).rsplit('/').next().unwrap_or_default();
        let own = match of_folder {
            "" => "readme".to_owned(),
            name => format!("{}-readme", slug_of_name(name)),
        };
        *slug = Slug::new(&own).unwrap_or_else(|_| slug.clone());
        let message = format!("`{}` and `{index}` both stand for their folder", item.file);
        let finding = Finding::new(&SHARED_NAME, &item.file, 0..0, message);
        let help = format!("`{index}` has the address of the folder, and this page has `{slug}`");
        reporter.report(finding.help(help));
    }
}

/// Has only the first of the files that a slug is written in keep it, in the order of paths.
fn take_back_second<T: Named>(
    items: &[WithFile<T>],
    claimed: &mut [(Slug, bool)],
    reporter: &mut Reporter,
) {
    let mut written: Vec<usize> = (0..items.len()).filter(|place| claimed[*place].1).collect();
    written.sort_by(|one, other| items[*one].0.file.cmp(&items[*other].0.file));
    let mut firsts: HashMap<Slug, usize> = HashMap::default();
    for place in written {
        let first = *firsts.entry(claimed[place].0.clone()).or_insert(place);
        let (item, read) = &items[place];
        if first == place {
            continue;
        }
        let Some(slug) = slug_of_file(&item.file) else {
            continue;
        };
        let (kept, kept_read) = &items[first];
        let message = format!("the slug `{}` is taken already", claimed[place].0);
        let finding = Finding::new(&DUPLICATE_SLUG, &item.file, read.head.clone(), message)
            .label(&kept.file, kept_read.head.clone(), "by this file")
            .help(format!(
                "this page has the slug `{slug}` of its name; give it a `slug:` of its own"
            ));
        reporter.report(finding);
        claimed[place] = (slug, false);
    }
}

/// The places of files that give an id which a file before them gives, in the order of paths: somebody copied a note.
fn copied_ids<T: Named>(items: &[WithFile<T>]) -> HashSet<usize> {
    let with_id = |place: &usize| items[*place].0.claim.id.is_some();
    let mut places: Vec<usize> = (0..items.len()).filter(with_id).collect();
    places.sort_by_key(|place| &items[*place].0.file);
    let mut ids: HashSet<&ContentId> = HashSet::default();
    let is_copy = |place: &usize| {
        let id = items[*place].0.claim.id.as_ref();
        id.is_some_and(|id| !ids.insert(id))
    };
    places.into_iter().filter(is_copy).collect()
}

/// The file that a bare name finds from the root, of those that claim a slug: the one with the shortest path.
fn nearest_to_root<T: Named>(items: &[WithFile<T>], places: &[usize]) -> Option<usize> {
    let length = |place: &usize| {
        let file = &items[*place].0.file;
        (file.as_str().chars().count(), file.clone())
    };
    places.iter().copied().min_by_key(|place| length(place))
}

fn report_shared<T: Named>(
    items: &[WithFile<T>],
    slug: &Slug,
    places: &[usize],
    reporter: &mut Reporter,
) {
    let mut files: Vec<&(Arc<T>, Arc<ReadFile>)> =
        places.iter().map(|place| &items[*place]).collect();
    files.sort_by(|(one, _), (other, _)| one.file.cmp(&other.file));
    let Some((first, _)) = files.first() else {
        return;
    };
    let message = format!(
        "{} files make the slug `{slug}` of their names",
        files.len()
    );
    let mut finding = Finding::new(&SHARED_NAME, &first.file, 0..0, message)
        .help("each has the name of its folder in front; a `slug:` gives one a name of its own");
    for (other, _) in files.iter().skip(1).take(MOST_LABELS) {
        finding = finding.label(&other.file, 0..0, "so does this one");
    }
    reporter.report(finding);
}

/// How many of the other files are shown that make the same slug.
const MOST_LABELS: usize = 3;

/// A slug that nothing has: the wanted one, or that with a number behind.
fn free_slug(wanted: Slug, taken: &mut HashSet<Slug>) -> Slug {
    if taken.insert(wanted.clone()) {
        return wanted;
    }
    let mut numbered =
        (2_usize..).filter_map(|number| Slug::new(&format!("{wanted}-{number}")).ok());
    let free = numbered.find(|slug| taken.insert(slug.clone()));
    free.unwrap_or(wanted)
}

/// The slug that the name of a file makes.
fn slug_of_file(file: &FilePath) -> Option<Slug> {
    Slug::new(&slug_of_name(name_in_path(file.as_str()))).ok()
}

/// The folder that a file lies in.
fn folder(file: &FilePath) -> &str {
    file.as_str()
        .rsplit_once('/')
        .map_or("", |(folder, _)| folder)
}

/// Gives something a slug, and what follows from it. It is copied only where that differs, because the snapshot before
/// may share it.
fn give<T: Named>(item: &mut Arc<T>, slug: Slug, bare: Option<Slug>, is_first_of_id: bool) {
    let own_id = item.claim.id.clone().filter(|_| is_first_of_id);
    let id = own_id.unwrap_or_else(|| ContentId::from(slug.as_str()));
    if item.slug == slug && item.bare_slug == bare && item.id == id {
        return;
    }
    let item = Arc::make_mut(item);
    let before = std::mem::replace(&mut item.slug, slug);
    (item.bare_slug, item.id) = (bare, id);
    item.follow(&before);
}
