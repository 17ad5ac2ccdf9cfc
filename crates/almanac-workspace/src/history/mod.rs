//! The history of an almanac's pages: which revisions changed them, and how they were.

mod as_of;
mod changes;
mod event_text;
mod following;
mod former;
mod named;
mod open_paths;
mod part_dates;
mod past;
mod served;
mod taken_back;

pub(crate) use following::FollowedHistory;
pub(crate) use part_dates::KnownParts;

use std::path::Path;
use std::sync::{Arc, OnceLock};

use almanac_compile::{ContentJudge, Options, content_hash};
use almanac_history::{
    CommitWords, HistoryIndex, IndexProgress, Moment, PageEdit, PageNumber, Repository,
    RevisionNumber,
};
use almanac_model::{
    ContentHash, Date, Day, Deed, FilePath, HistoryGap, LanguageTag, Level, NoHistory,
    PageRevisions, PastPages, Revision, Visibility, day_after, slug_and_version,
};

use crate::almanac::Almanac;

use former::FormerNames;
use named::is_of_version;
use open_paths::OpenPaths;
use past::{PastFile, PastReader};

/// How many revisions are told at once at most.
const MOST_REVISIONS: usize = 500;

/// The history of an almanac's pages up to one revision.
#[derive(Debug, Clone)]
pub struct PageHistory {
    almanac: Almanac,
    index: Arc<HistoryIndex>,
    /// The names by which pages were known, once they are asked for.
    former: Arc<OnceLock<FormerNames>>,
    open_paths: Arc<OpenPaths>,
    today: Day,
}

/// The lineages of a page's files: its own, then those of its depths and translations.
struct Lineages(Vec<PageNumber>);

impl PageHistory {
    /// Reads the history of the newest revision of an almanac. What is new is added to a file of ours, if one is
    /// named, so that it need not be read again.
    ///
    /// # Errors
    /// Fails where there is no history to show.
    pub fn read(
        almanac: &Almanac,
        file: Option<&Path>,
        today: Day,
        progress: &IndexProgress,
    ) -> Result<Self, NoHistory> {
        let repository = open(almanac)?;
        let index = HistoryIndex::of(&repository, &ContentJudge, file, progress);
        let index = index.map_err(|gap| match gap {
            HistoryGap::Shallow => NoHistory::NotHere,
            HistoryGap::Unreadable(reason) => NoHistory::Unreadable(reason),
        })?;
        match index.tip() {
            None => Err(NoHistory::NoCommit),
            Some(_) => Ok(Self {
                almanac: almanac.clone(),
                open_paths: Arc::new(OpenPaths::of(almanac, index.folder())),
                index: Arc::new(index),
                former: Arc::default(),
                today,
            }),
        }
    }

    /// The revision that it is the history of.
    pub fn tip(&self) -> String {
        self.index.tip().unwrap_or_default()
    }

    /// The same, as it reads on a day.
    pub(crate) fn on(&self, today: Day) -> Self {
        Self {
            today,
            ..self.clone()
        }
    }

    /// Some revisions of the page that is in a file now: see [`almanac_model::History::revisions`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn revisions(
        &self,
        file: &FilePath,
        skip: usize,
        most: usize,
    ) -> Result<PageRevisions, NoHistory> {
        let repository = open(&self.almanac)?;
        let pages = self.lineages(&repository, file);
        let all = self.index.revisions(&pages.0);
        let all = all
            .into_iter()
            .map(|revision| (revision, self.seen_edits(revision, &pages)));
        let seen: Vec<(RevisionNumber, Vec<PageEdit>)> =
            all.filter(|(_, edits)| !edits.is_empty()).collect();
        let shown = seen.iter().skip(skip).take(most.min(MOST_REVISIONS));
        let shown: Vec<&(RevisionNumber, Vec<PageEdit>)> = shown.collect();
        let names: Vec<String> = { shown.iter() }
            .map(|(number, _)| self.index.name(*number))
            .collect();
        let words = repository.words_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
        let words = words.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        let revisions = shown.into_iter().zip(names).zip(words);
        let revisions = revisions.filter_map(|(((number, edits), name), words)| {
            Some(self.revision(*number, name, words?, edits))
        });
        Ok(PageRevisions {
            tip: self.tip(),
            revisions: revisions.collect(),
            total: seen.len(),
            gap: self.index.gap().cloned(),
        })
    }

    /// What a revision did to the page that is in a file now: see [`almanac_model::History::change`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn change(
        &self,
        file: &FilePath,
        revision: &str,
    ) -> Result<Option<(Revision, PastPages)>, NoHistory> {
        let Some(number) = self.index.revision(revision) else {
            return Ok(None);
        };
        let repository = open(&self.almanac)?;
        let edits = self.seen_edits(number, &self.lineages(&repository, file));
        let Some(edit) = edits.first() else {
            return Ok(None);
        };
        let name = self.index.name(number);
        let words = repository.commit_words(&name);
        let words = words.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        let Some(words) = words else {
            return Ok(None);
        };
        let pages = self.past_pages(&repository, number, edit)?;
        let told = self.revision(number, name, words, &edits);
        Ok(Some((told, pages)))
    }

    /// A file of a page before and since a revision, as far as everybody may see it.
    fn past_pages(
        &self,
        repository: &Repository,
        number: RevisionNumber,
        edit: &PageEdit,
    ) -> Result<PastPages, NoHistory> {
        let day = |moment: i64| self.utc_day(moment);
        let reader = PastReader::new(repository, &self.index, self.options(), &day);
        let page = |revision, path, blob| {
            reader.page(&PastFile {
                revision,
                path,
                blob,
            })
        };
        let old_path = edit.moved_from.as_ref().unwrap_or(&edit.file);
        let before = match (&edit.before, self.index.parent(number)) {
            (Some(blob), Some(parent)) if self.is_shown(old_path, blob) => {
                page(parent, old_path, blob)?
            }
            _ => None,
        };
        let after = match &edit.after {
            Some(blob) if self.is_shown(&edit.file, blob) => page(number, &edit.file, blob)?,
            _ => None,
        };
        Ok(PastPages { before, after })
    }

    /// The page that is in a file now as two revisions have it: see [`almanac_model::History::between`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn between(
        &self,
        file: &FilePath,
        from: &str,
        to: &str,
    ) -> Result<Option<PastPages>, NoHistory> {
        let numbers = self.index.revision(from).zip(self.index.revision(to));
        let Some((from, to)) = numbers else {
            return Ok(None);
        };
        let repository = open(&self.almanac)?;
        let Some(page) = self.index.page_of(&repository, file) else {
            return Ok(None);
        };
        let day = |moment: i64| self.utc_day(moment);
        let reader = PastReader::new(&repository, &self.index, self.options(), &day);
        let at = |revision: RevisionNumber| -> Result<_, NoHistory> {
            let files = self.index.files_at(&repository, page, revision);
            let files = files.map_err(|_| NoHistory::NotHere)?;
            match files
                .iter()
                .find(|file| self.is_shown(&file.file, &file.blob))
            {
                Some(found) => reader.page(&PastFile {
                    revision,
                    path: &found.file,
                    blob: &found.blob,
                }),
                None => Ok(None),
            }
        };
        Ok(Some(PastPages {
            before: at(from)?,
            after: at(to)?,
        }))
    }

    /// The bytes of a page with a hash: see [`almanac_model::History::text_with`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn text_with(
        &self,
        file: &FilePath,
        base: &ContentHash,
    ) -> Result<Option<Arc<[u8]>>, NoHistory> {
        let repository = open(&self.almanac)?;
        let Some(page) = self.index.page_of(&repository, file) else {
            return Ok(None);
        };
        let revisions = self.index.revisions(&[page]).into_iter();
        let edits = revisions
            .take(MOST_REVISIONS)
            .flat_map(|revision| self.index.edits_of(revision, &[page]));
        let mut texts = edits
            .filter_map(|edit| edit.after)
            .filter_map(|blob| repository.blob(&blob));
        let found = texts.find(|bytes| content_hash(bytes) == *base);
        Ok(found.map(Arc::from))
    }

    /// What a revision did to a page of which the public might see something, either before or since.
    fn seen_edits(&self, revision: RevisionNumber, pages: &Lineages) -> Vec<PageEdit> {
        let mut edits = self.index.edits_of(revision, &pages.0);
        edits.retain(|edit| self.was_shown(edit) || self.is_shown_since(edit));
        edits
    }

    fn options(&self) -> Options {
        Options {
            plain: self.almanac.plain().cloned(),
            ..Options::for_day(self.today)
        }
    }

    /// Whether anybody might see a page before an edit of it.
    fn was_shown(&self, edit: &PageEdit) -> bool {
        let path = edit.moved_from.as_ref().unwrap_or(&edit.file);
        { edit.before.as_ref() }.is_some_and(|blob| self.is_shown(path, blob))
    }

    /// The same since.
    fn is_shown_since(&self, edit: &PageEdit) -> bool {
        { edit.after.as_ref() }.is_some_and(|blob| self.is_shown(&edit.file, blob))
    }

    /// Whether anybody might see a text at a path.
    fn is_shown(&self, path: &str, blob: &str) -> bool {
        self.is_seen(blob) && self.open_paths.has(path)
    }

    fn is_seen(&self, blob: &str) -> bool {
        self.index.visibility(blob) != Visibility::Draft
    }

    /// What edits did to a page, the first of them deciding. What nobody might see was not there.
    fn deed(&self, edits: &[PageEdit]) -> Deed {
        match edits.first() {
            Some(edit) if !self.is_shown_since(edit) => Deed::Removed,
            Some(edit) if !self.was_shown(edit) => Deed::Began,
            Some(PageEdit {
                moved_from: Some(from),
                ..
            }) => Deed::Moved {
                from: from.to_string(),
            },
            _ => Deed::Changed,
        }
    }

    fn revision(
        &self,
        number: RevisionNumber,
        name: String,
        words: CommitWords,
        edits: &[PageEdit],
    ) -> Revision {
        let version = edits.first().map(|edit| slug_and_version(&edit.file));
        let version = version.map(|(_, depth, language)| {
            let depth = depth.map(Level::name);
            let language = language.as_ref().map(LanguageTag::as_str);
            let parts: Vec<&str> = depth.into_iter().chain(language).collect();
            parts.join(" ")
        });
        let deed = self.deed(edits);
        let all = self.index.edits(number);
        let others = all.iter().filter(|edit| {
            edit.visibility == Visibility::Public
                && (self.was_shown(edit) || self.is_shown_since(edit))
                && !edits.iter().any(|own| own.file == edit.file)
        });
        let recorded = words.recorded.and_then(|moment| self.day(moment, 0));
        // Far from UTC the author's day is another one than that of the same moment there.
        let written = words.written.and_then(|moment| {
            let day = self.day(moment, 0);
            match day == recorded {
                true => day,
                false => self.day(moment, moment.offset),
            }
        });
        Revision {
            revision: name,
            authors: words.authors,
            program: words.program,
            written,
            recorded,
            moment: words.recorded.map(|moment| moment.seconds),
            summary: words.summary,
            message: words.rest,
            deed,
            version: version.filter(|version| !version.is_empty()),
            others: others.count(),
        }
    }

    /// The day in UTC of a moment, in seconds since 1970.
    fn utc_day(&self, seconds: i64) -> Option<Date> {
        self.day(Moment { seconds, offset: 0 }, 0)
    }

    /// The day of a moment where a clock is so far ahead of UTC. One that is still to come can't be.
    fn day(&self, moment: Moment, offset: i32) -> Option<Date> {
        let day = day_of(moment.seconds + i64::from(offset))?;
        // Where the sun rises first it is tomorrow already.
        (day <= day_after(self.today, 1)).then(|| Date::from_day(day))
    }

    fn lineages(&self, repository: &Repository, file: &FilePath) -> Lineages {
        let Some(own) = self.index.page_of(repository, file) else {
            return Lineages(Vec::new());
        };
        let own_paths = self.index.paths_of(own);
        let stems: Vec<&str> = own_paths
            .iter()
            .filter_map(|path| path.strip_suffix(".md"))
            .collect();
        let mut pages = vec![own];
        for (path, page) in self.index.paths() {
            let ending = stems
                .iter()
                .find_map(|stem| path.strip_prefix(stem)?.strip_prefix('.'));
            let is_version = ending
                .and_then(|ending| ending.strip_suffix(".md"))
                .is_some_and(|ending| ending.split('.').all(is_of_version));
            if is_version && !pages.contains(&page) {
                pages.push(page);
            }
        }
        for page in pages.clone() {
            let lives = self.index.earlier_lives(page).into_iter();
            pages.extend(lives.filter(|life| !self.index.is_draft(*life)));
        }
        pages.sort_unstable();
        pages.dedup();
        // Its own comes first, so that what a revision did to the page itself is told before what it did to other versions.
        if let Some(place) = pages.iter().position(|page| *page == own) {
            pages[..=place].rotate_right(1);
        }
        Lineages(pages)
    }
}

fn open(almanac: &Almanac) -> Result<Repository, NoHistory> {
    let found = almanac.repository();
    let found = found.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
    found.ok_or(NoHistory::OutsideGit)
}

/// The day of some seconds since 1970.
fn day_of(seconds: i64) -> Option<Day> {
    let days = i32::try_from(seconds.div_euclid(86_400)).ok()?;
    Some(day_after(Day::constant(1970, 1, 1), days))
}
