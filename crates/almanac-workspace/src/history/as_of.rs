//! A page as of a revision or a day.

use std::sync::Arc;

use almanac_compile::Options;
use almanac_history::{FileAt, PageNumber, Repository, RevisionNumber};
use almanac_model::{
    Changed, Day, FileDates, FilePath, LinkTarget, NoHistory, PageAsOf, PastTime, Removal, Snapshot,
};

use super::past::{PastFile, PastReader};
use super::{PageHistory, open};

/// How many seconds a day has.
const DAY_SECONDS: i64 = 86_400;

/// What a time leads to.
enum Found {
    Revision(RevisionNumber),
    /// Nothing, and why.
    Nothing(PageAsOf),
}

impl PageHistory {
    /// A page as of a revision or a day: see [`almanac_model::History::at`]. What no file of then bears the name of is looked
    /// for by what bears it now.
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn at(
        &self,
        file: &FilePath,
        time: &PastTime,
        present: &Snapshot,
    ) -> Result<PageAsOf, NoHistory> {
        let number = match self.revision_at(time)? {
            Found::Revision(number) => number,
            Found::Nothing(why) => return Ok(why),
        };
        let repository = open(&self.almanac)?;
        let Some(found) = self.file_in(&repository, file, number)? else {
            return self.why_absent(&repository, file, number);
        };
        let day = |moment: i64| self.utc_day(moment);
        let options = Options {
            base_url: present.config().base_url.clone(),
            dates: self.dates_of(&repository, file, number, &found),
            ..self.options()
        };
        let reader = PastReader::new(&repository, &self.index, options, &day);
        let elsewhere = |name: &str| self.paths_by_present(&repository, present, name);
        let page = reader.shown_page(&past_file(&found, number), &elsewhere)?;
        Ok(page.map_or(PageAsOf::NotYet, |page| PageAsOf::There(Box::new(page))))
    }

    /// The bytes of a file that a page names in a revision: see [`almanac_model::History::shown_file`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn shown_file(
        &self,
        page: &FilePath,
        revision: &str,
        path: &str,
    ) -> Result<Option<Vec<u8>>, NoHistory> {
        let Some(number) = self.index.revision(revision) else {
            return Ok(None);
        };
        let repository = open(&self.almanac)?;
        let Some(found) = self.file_in(&repository, page, number)? else {
            return Ok(None);
        };
        let day = |moment: i64| self.utc_day(moment);
        let reader = PastReader::new(&repository, &self.index, self.options(), &day);
        reader.shown_file(&past_file(&found, number), path)
    }

    /// When a page had last been changed by a revision. The revision by which it is cited is the one of which it is shown.
    fn dates_of(
        &self,
        repository: &Repository,
        file: &FilePath,
        number: RevisionNumber,
        found: &FileAt,
    ) -> Arc<FileDates> {
        let revisions = self.index.revisions(&self.lives(repository, file));
        let mut before = revisions.into_iter().filter(|one| *one <= number);
        let is_it = |one: &RevisionNumber| {
            let name = self.index.name(*one);
            let blob = repository.file_at(&name, &found.file).ok().flatten();
            blob.as_deref() == Some(&*found.blob)
        };
        let moment = before
            .find(is_it)
            .and_then(|last| self.index.recorded(last));
        let date = moment.and_then(|moment| self.utc_day(moment));
        // The almanac's folder may have lain elsewhere then.
        let day = |moment: i64| self.utc_day(moment);
        let reader = PastReader::new(repository, &self.index, self.options(), &day);
        let folder = reader.folder(number, &found.file);
        let own = found.file.strip_prefix(&*folder);
        let changed = own.zip(date).map(|(own, date)| {
            let changed = Changed {
                date,
                moment,
                revision: Some(self.index.name(number)),
            };
            (FilePath::from(own), changed)
        });
        Arc::new(FileDates {
            changed: changed.into_iter().collect(),
            ..FileDates::default()
        })
    }

    /// The revision that a time means.
    fn revision_at(&self, time: &PastTime) -> Result<Found, NoHistory> {
        let date = match time {
            PastTime::Revision(name) => {
                let found = self.index.revision(name.as_str());
                let nothing = Found::Nothing(PageAsOf::NoRevision);
                return Ok(found.map_or(nothing, Found::Revision));
            }
            PastTime::Date(date) => date,
        };
        // An imprecise date means its end. A day that is not over has no end yet: what is shown of it could change.
        let day = date.latest();
        if day >= self.today {
            return Ok(Found::Nothing(PageAsOf::ToCome));
        }
        let found = self.index.as_of(end_of(day), end_of(self.today));
        match found {
            Some(found) => Ok(Found::Revision(found)),
            // What was before the end of a shallow clone is not known here.
            None if self.index.gap().is_some() => Err(NoHistory::NotHere),
            None => Ok(Found::Nothing(PageAsOf::NotYet)),
        }
    }

    /// The file of a page in a revision, if it is there and not hidden: that of the page itself, or of what was at its place
    /// before.
    fn file_in(
        &self,
        repository: &Repository,
        file: &FilePath,
        number: RevisionNumber,
    ) -> Result<Option<FileAt>, NoHistory> {
        for page in self.lives(repository, file) {
            let files = self.index.files_at(repository, page, number);
            let files = files.map_err(|_| NoHistory::NotHere)?;
            let mut seen = files
                .into_iter()
                .filter(|file| self.is_shown(&file.file, &file.blob));
            if let Some(found) = seen.next() {
                return Ok(Some(found));
            }
        }
        Ok(None)
    }

    /// The page in a file, then those that were removed from its place before.
    pub(super) fn lives(&self, repository: &Repository, file: &FilePath) -> Vec<PageNumber> {
        let own = self.index.page_of(repository, file);
        let lives = own.map_or_else(Vec::new, |own| self.index.earlier_lives(own));
        let lives = lives.into_iter().filter(|life| !self.index.is_draft(*life));
        own.into_iter().chain(lives).collect()
    }

    /// Why a page is not in a revision. In a copy without the beginning of the history it may well have been there.
    fn why_absent(
        &self,
        repository: &Repository,
        file: &FilePath,
        number: RevisionNumber,
    ) -> Result<PageAsOf, NoHistory> {
        let lives = self.lives(repository, file);
        let revisions = self.index.revisions(&lives);
        let newest = revisions.iter().find(|revision| **revision <= number);
        let removed = newest.filter(|newest| {
            let edits = self.index.edits_of(**newest, &lives);
            !edits.is_empty() && edits.iter().all(|edit| edit.after.is_none())
        });
        let has_begun = revisions.last().is_some_and(|oldest| {
            let edits = self.index.edits_of(*oldest, &lives);
            edits.iter().all(|edit| edit.before.is_none())
        });
        match removed {
            Some(removed) => Ok(PageAsOf::Removed(self.removal(*removed))),
            None if !has_begun && self.index.gap().is_some() => Err(NoHistory::NotHere),
            None => Ok(PageAsOf::NotYet),
        }
    }

    /// When and by which revision a page was removed.
    pub(super) fn removal(&self, by: RevisionNumber) -> Removal {
        let recorded = self.index.recorded(by);
        let last = self.index.parent(by);
        Removal {
            revision: self.index.name(by),
            recorded: recorded.and_then(|moment| self.utc_day(moment)),
            last: last.map(|last| self.index.name(last)),
            title: None,
        }
    }

    /// The paths at which the page ever was that has a name now.
    fn paths_by_present(
        &self,
        repository: &Repository,
        present: &Snapshot,
        name: &str,
    ) -> Vec<Arc<str>> {
        let file = match present.resolve(name) {
            LinkTarget::Page(page) => present.page(page).file.clone(),
            LinkTarget::Path(path) => present.path(path).file.clone(),
            LinkTarget::File(_) | LinkTarget::Missing | LinkTarget::Ambiguous(_) => {
                return Vec::new();
            }
        };
        let page = self.index.page_of(repository, &file);
        page.map_or_else(Vec::new, |page| self.index.paths_of(page))
    }
}

fn past_file(found: &FileAt, revision: RevisionNumber) -> PastFile<'_> {
    PastFile {
        revision,
        path: &found.file,
        blob: &found.blob,
    }
}

/// The last second of a day in UTC, in seconds since 1970.
fn end_of(day: Day) -> i64 {
    let epoch = Day::constant(1970, 1, 1);
    let days = (day - epoch).get_days();
    (i64::from(days) + 1) * DAY_SECONDS - 1
}
