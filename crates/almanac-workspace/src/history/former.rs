//! What became of pages that are not at their address any more.

use std::collections::HashMap;
use std::sync::Arc;

use almanac_compile::{LeftOut, may_be_listed};
use almanac_history::{PageEdit, PageNumber, Repository, RevisionNumber};
use almanac_model::{
    Address, Area, ContentConfig, Deed, EventName, FilePath, FormerPage, LanguageTag, Layout,
    Level, NoHistory, PageRevisions, Removal, Revision, Slug, Visibility, slugify,
};

use super::event_text::{event_text, title_of_event};
use super::named::{slug_of_file, version_of_file};
use super::{PageHistory, open};

/// How many revisions of a thread are looked through for an event.
const MOST_REVISIONS: usize = 500;

/// What a revision did to an event, and to its thread.
struct EventEdit {
    deed: Deed,
    /// What it was called before.
    title: Option<String>,
    edit: PageEdit,
}

/// The names by which files of pages were known: the slugs of their names, and those that were written in the last texts of
/// removed ones.
#[derive(Debug, Default)]
pub(super) struct FormerNames(HashMap<String, Vec<Arc<str>>>);

impl FormerNames {
    fn of(history: &PageHistory, repository: &Repository) -> Self {
        let mut names: HashMap<String, Vec<Arc<str>>> = HashMap::new();
        let index = &history.index;
        for (path, page) in index.paths() {
            let mut add = |slug: String| {
                let paths = names.entry(slug).or_default();
                if !paths.contains(path) {
                    paths.push(path.clone());
                }
            };
            add(slug_of_file(path));
            let last = index.last_of(page).filter(|(_, edit)| edit.file == *path);
            let removed = last.and_then(|(_, edit)| edit.before.filter(|_| edit.after.is_none()));
            if let Some(slug) = removed.and_then(|blob| written_slug(&repository.blob(&blob)?)) {
                add(slug);
            }
        }
        Self(names)
    }
}

/// The slug that the front matter of a text gives.
fn written_slug(text: &[u8]) -> Option<String> {
    let slug = slugify(&written_field(text, "slug:")?);
    (!slug.is_empty()).then_some(slug)
}

/// What the front matter of a text says in a line of its own.
fn written_field(text: &[u8], field: &str) -> Option<String> {
    let text = std::str::from_utf8(text).ok()?;
    let front_matter = text.trim_start_matches('\u{feff}').strip_prefix("---")?;
    let lines = front_matter.lines().skip(1);
    let mut lines = lines.take_while(|line| line.trim_end() != "---");
    let written = lines.find_map(|line| line.strip_prefix(field))?;
    let written = written.trim().trim_matches(['"', '\'']);
    (!written.is_empty()).then(|| written.to_owned())
}

/// Whether a file that is gone would be one of content now.
pub(super) fn is_of_content(file: &FilePath, content: &ContentConfig) -> bool {
    let path = file.as_str();
    let layout = &content.layout;
    let is_page = layout.area_of(path).is_some_and(Area::has_pages) && layout.is_page_file(path);
    let is_left_out = || LeftOut::new(content).kept(std::iter::once(path)).is_empty();
    is_page && may_be_listed(path, layout) && !is_left_out()
}

/// What an address asks for.
struct Wanted<'a> {
    slug: &'a Slug,
    is_path: bool,
    depth: Option<Level>,
    language: Option<&'a LanguageTag>,
}

impl<'a> Wanted<'a> {
    fn of(address: &'a Address) -> Option<Self> {
        let (slug, is_path) = match address.of_original() {
            Address::Entry(slug) | Address::Thread(slug) => (slug, false),
            Address::Path(slug) => (slug, true),
            _ => return None,
        };
        Some(Self {
            slug,
            is_path,
            depth: address.depth(),
            language: address.language(),
        })
    }

    /// Whether a file of the almanac may be what is asked for, as it lies now or lay before.
    fn may_be(&self, path: &str, folder: &str, layout: &Layout) -> bool {
        let (depth, language) = version_of_file(path);
        if depth != self.depth || language.as_ref() != self.language {
            return false;
        }
        let area = path
            .strip_prefix(folder)
            .and_then(|below| layout.area_of(below));
        let is_path = match area {
            Some(area) => area == Area::Paths,
            None => format!("/{path}").contains("/paths/"),
        };
        is_path == self.is_path
    }
}

impl PageHistory {
    /// What became of the page that was at an address: see [`almanac_model::History::former`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn former(
        &self,
        address: &Address,
        content: &ContentConfig,
    ) -> Result<Option<FormerPage>, NoHistory> {
        let Some(wanted) = Wanted::of(address) else {
            return Ok(None);
        };
        // Most addresses that lead nowhere never led anywhere.
        let known = self.former.get();
        if known.is_some_and(|names| !names.0.contains_key(wanted.slug.as_str())) {
            return Ok(None);
        }
        let repository = open(&self.almanac)?;
        let names = self
            .former
            .get_or_init(|| FormerNames::of(self, &repository));
        let paths = names.0.get(wanted.slug.as_str()).into_iter().flatten();
        let folder = self.index.folder();
        let pages = paths.filter(|path| wanted.may_be(path, folder, &content.layout));
        let mut removed: Option<(RevisionNumber, FilePath)> = None;
        for path in pages {
            let Some(page) = self.index.page_at(path) else {
                continue;
            };
            if self.index.is_draft(page) {
                continue;
            }
            if let Some(file) = self.file_now(&repository, page)? {
                return Ok(Some(FormerPage::Moved(file)));
            }
            let file = path.strip_prefix(folder).map(FilePath::from);
            let file = file.filter(|file| is_of_content(file, content));
            let last = self.removed_by(page).zip(file);
            if let Some(last) = last
                && removed.as_ref().is_none_or(|(before, _)| *before < last.0)
            {
                removed = Some(last);
            }
        }
        let former = |(by, file): (RevisionNumber, FilePath)| {
            let removal = Removal {
                title: self.last_title(&repository, &file),
                ..self.removal(by)
            };
            FormerPage::Removed(file, removal)
        };
        Ok(removed.map(former))
    }

    /// The file of the almanac that a page is in now.
    pub(super) fn file_now(
        &self,
        repository: &Repository,
        page: PageNumber,
    ) -> Result<Option<FilePath>, NoHistory> {
        let Some(tip) = self.index.all_revisions().next() else {
            return Ok(None);
        };
        let files = self.index.files_at(repository, page, tip);
        let files = files.map_err(|_| NoHistory::NotHere)?.into_iter();
        let mut files = files.filter(|file| self.is_seen(&file.blob));
        let below = |path: &str| path.strip_prefix(self.index.folder()).map(FilePath::from);
        Ok(files.find_map(|file| below(&file.file)))
    }

    /// What a removed page was called in its last text.
    pub(super) fn last_title(&self, repository: &Repository, file: &FilePath) -> Option<String> {
        let path = format!("{}{file}", self.index.folder());
        let (_, edit) = self.index.last_of(self.index.page_at(&path)?)?;
        let bytes = repository.blob(&edit.before?)?;
        written_field(&bytes, "title:")
    }

    fn removed_by(&self, page: PageNumber) -> Option<RevisionNumber> {
        let (by, edit) = self.index.last_of(page)?;
        edit.after.is_none().then_some(by)
    }

    /// When an event of a thread was removed: see [`almanac_model::History::removed_event`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn removed_event(
        &self,
        thread: &FilePath,
        event: &EventName,
    ) -> Result<Option<Removal>, NoHistory> {
        let repository = open(&self.almanac)?;
        let changed = self.event_edits(&repository, thread, event)?;
        let newest = changed
            .first()
            .filter(|(_, edit)| edit.deed == Deed::Removed);
        Ok(newest.map(|(number, edit)| Removal {
            title: edit.title.clone(),
            ..self.removal(*number)
        }))
    }

    /// Some revisions of an event: see [`almanac_model::History::event_revisions`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn event_revisions(
        &self,
        thread: &FilePath,
        event: &EventName,
        skip: usize,
        most: usize,
    ) -> Result<PageRevisions, NoHistory> {
        let repository = open(&self.almanac)?;
        let changed = self.event_edits(&repository, thread, event)?;
        let mut revisions = Vec::new();
        for (number, edit) in changed.iter().skip(skip).take(most) {
            let name = self.index.name(*number);
            let words = repository.commit_words(&name);
            let words = words.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
            revisions.extend(words.map(|words| Revision {
                deed: edit.deed.clone(),
                ..self.revision(*number, name, words, std::slice::from_ref(&edit.edit))
            }));
        }
        Ok(PageRevisions {
            tip: self.tip(),
            revisions,
            total: changed.len(),
            gap: self.index.gap().cloned(),
        })
    }

    /// The newest revisions that have an event otherwise than those before, the newest first.
    fn event_edits(
        &self,
        repository: &Repository,
        thread: &FilePath,
        event: &EventName,
    ) -> Result<Vec<(RevisionNumber, EventEdit)>, NoHistory> {
        let lives = self.lives(repository, thread);
        let mut found = Vec::new();
        for number in self
            .index
            .revisions(&lives)
            .into_iter()
            .take(MOST_REVISIONS)
        {
            for edit in self.index.edits_of(number, &lives) {
                let side = |path: &str,
                            blob: &Option<String>|
                 -> Result<Option<String>, NoHistory> {
                    let Some(blob) = blob.as_ref().filter(|blob| self.is_shown(path, blob)) else {
                        return Ok(None);
                    };
                    let bytes = repository.blob(blob).ok_or(NoHistory::NotHere)?;
                    let text = String::from_utf8_lossy(&bytes).replace('\r', "");
                    Ok(event_text(&text, event).map(|text| text.trim().to_owned()))
                };
                let old_path = edit.moved_from.as_ref().unwrap_or(&edit.file);
                let (before, after) = (
                    side(old_path, &edit.before)?,
                    side(&edit.file, &edit.after)?,
                );
                let title = before.as_deref().and_then(title_of_event);
                let deed = match (before, after) {
                    (None, Some(_)) => Deed::Began,
                    (Some(_), None) => Deed::Removed,
                    (before, after) if before != after => Deed::Changed,
                    _ => continue,
                };
                found.push((number, EventEdit { deed, title, edit }));
                break;
            }
        }
        Ok(found)
    }

    /// Whether everybody may see a file of an edit in lists.
    pub(super) fn is_listed(&self, blob: &str) -> bool {
        self.index.visibility(blob) == Visibility::Public
    }
}
