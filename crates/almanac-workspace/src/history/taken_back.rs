//! What of the past can be taken back: the change of a revision, all that somebody changed, and a page's text as it was.
//!
//! Each file is followed for itself: a page by its lineage, whatever it is called now, any other file by its path. An edit is
//! taken back where what it made still stands, and merged three ways where something else was changed since. What can't be
//! decided so stays as it is, and is told.

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_compile::content_hash;
use almanac_history::{Repository, RevisionNumber, ThreeTexts};
use almanac_model::{
    ConflictingTexts, FileChange, FilePath, KeptEdit, Layout, NoHistory, Undo, UndoneRevision,
    WhyKept,
};

use super::{PageHistory, open};
use crate::permitted::may_be_changed;
use edit::{Edit, Standing, Step, Subject};

mod edit;

/// How many files of one revision are taken back together. One that changed more was an import or the like, of which somebody
/// means a page.
const MOST_FILES: usize = 200;

/// How many revisions of somebody are taken back at once.
const MOST_REVISIONS: usize = 1_000;

/// How many messages are read at a time.
const AT_A_TIME: usize = 500;

/// What becomes of a file.
struct Followed {
    /// As it is in the newest revision.
    was: Option<Standing>,
    /// As it is when all is taken back.
    now: Option<Standing>,
}

/// Takes edits back, one revision after the other, the newest first.
struct TakingBack<'h> {
    history: &'h PageHistory,
    repository: &'h Repository,
    layout: &'h Layout,
    tip: RevisionNumber,
    files: BTreeMap<Subject, Followed>,
    revisions: Vec<UndoneRevision>,
    kept: Vec<KeptEdit>,
}

impl PageHistory {
    /// What taking back a revision would make of what stands: see [`almanac_model::Undoing::undo`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn undo(
        &self,
        layout: &Layout,
        file: &FilePath,
        revision: &str,
        is_page_only: bool,
    ) -> Result<Option<Undo>, NoHistory> {
        let Some(number) = self.index.revision(revision) else {
            return Ok(None);
        };
        let repository = open(&self.almanac)?;
        let own = self.seen_edits(number, &self.lineages(&repository, file));
        if own.is_empty() {
            return Ok(None);
        }
        let mut taking = TakingBack::new(self, &repository, layout)?;
        let all = taking.all_edits(number)?;
        let own: Vec<Edit> = own.iter().map(Edit::of_page).collect();
        let is_own = |edit: &Edit| own.iter().any(|own| own.subject == edit.subject);
        let others = all.iter().filter(|edit| !is_own(edit)).count();
        let is_whole =
            !is_page_only && all.len() <= MOST_FILES && self.index.parent(number).is_some();
        let told = taking.told(number)?;
        taking.take_back(if is_whole { all } else { own }, told)?;
        let mut undo = taking.finish()?;
        undo.others = others;
        undo.has_more = !is_whole && others > 0;
        Ok(Some(undo))
    }

    /// What taking back all that somebody changed would make of what stands: see [`almanac_model::Undoing::undo_all`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn undo_all(
        &self,
        layout: &Layout,
        name_in: &dyn Fn(&Repository) -> String,
    ) -> Result<Undo, NoHistory> {
        let repository = open(&self.almanac)?;
        let mut taking = TakingBack::new(self, &repository, layout)?;
        let name = name_in(&repository);
        let mut theirs = Vec::new();
        let all: Vec<RevisionNumber> = self.index.all_revisions().collect();
        for part in all.chunks(AT_A_TIME) {
            let names: Vec<String> = part.iter().map(|one| self.index.name(*one)).collect();
            let words = repository.words_of(&names.iter().map(String::as_str).collect::<Vec<_>>());
            let words = words.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
            for (number, words) in part.iter().zip(words) {
                let author = words.as_ref().and_then(|words| words.authors.first());
                // What an almanac began with has nothing before it to go back to.
                let has_before = self.index.parent(*number).is_some();
                if has_before && author.is_some_and(|author| author.name == name) {
                    theirs.push(*number);
                }
            }
            if theirs.len() > MOST_REVISIONS {
                break;
            }
        }
        let has_more = theirs.len() > MOST_REVISIONS;
        for number in theirs.into_iter().take(MOST_REVISIONS) {
            let told = taking.told(number)?;
            let edits = taking.all_edits(number)?;
            taking.take_back(edits, told)?;
        }
        Ok(Undo {
            has_more,
            ..taking.finish()?
        })
    }

    /// What giving a page the text of a revision would make of what stands: see [`almanac_model::Undoing::restore`].
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn restore(
        &self,
        layout: &Layout,
        file: &FilePath,
        revision: &str,
    ) -> Result<Option<Undo>, NoHistory> {
        let repository = open(&self.almanac)?;
        let number = self.index.revision(revision);
        let Some((number, page)) = number.zip(self.index.page_of(&repository, file)) else {
            return Ok(None);
        };
        let mut taking = TakingBack::new(self, &repository, layout)?;
        let lives = std::iter::once(page).chain(self.index.earlier_lives(page));
        let mut then = None;
        for life in lives {
            let files = self.index.files_at(&repository, life, number);
            let files = files.map_err(|_| NoHistory::NotHere)?;
            let mut shown = files.into_iter();
            then = then.or(shown.find(|found| self.is_shown(&found.file, &found.blob)));
        }
        let Some(then) = then else { return Ok(None) };
        let path = format!("{}{file}", self.index.folder());
        let was = taking.at(&path)?;
        let now = Standing {
            path,
            blob: then.blob,
        };
        let subject = Subject::Page(page);
        let now = Some(now);
        taking.files.insert(subject, Followed { was, now });
        let told = taking.told(number)?;
        taking.revisions.push(told);
        taking.finish().map(Some)
    }
}

impl<'h> TakingBack<'h> {
    fn new(
        history: &'h PageHistory,
        repository: &'h Repository,
        layout: &'h Layout,
    ) -> Result<Self, NoHistory> {
        let tip = history.index.revision(&history.tip());
        Ok(Self {
            history,
            repository,
            layout,
            tip: tip.ok_or(NoHistory::NoCommit)?,
            files: BTreeMap::new(),
            revisions: Vec::new(),
            kept: Vec::new(),
        })
    }

    fn told(&self, number: RevisionNumber) -> Result<UndoneRevision, NoHistory> {
        let revision = self.history.index.name(number);
        let words = self.repository.commit_words(&revision);
        let words = words.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        Ok(UndoneRevision {
            revision,
            summary: words.map(|words| words.summary).unwrap_or_default(),
        })
    }

    /// All that a revision did to files of the almanac. Of a merge, that is what it did itself to pages.
    fn all_edits(&self, number: RevisionNumber) -> Result<Vec<Edit>, NoHistory> {
        let index = &self.history.index;
        let mut edits: Vec<Edit> = index.edits(number).iter().map(Edit::of_page).collect();
        let Some(parent) = index.only_parent(number) else {
            return Ok(edits);
        };
        let (parent, own) = (index.name(parent), index.name(number));
        let files = self.repository.files_between(&parent, &own);
        let files = files.map_err(|_| NoHistory::NotHere)?.unwrap_or_default();
        let is_page = |path: &str| {
            let sides = |edit: &Edit| {
                let sides = [&edit.before, &edit.after].into_iter().flatten();
                sides.into_iter().any(|side| side.path == path)
            };
            edits.iter().any(sides)
        };
        let paths = files
            .iter()
            .map(|file| format!("{}{file}", index.folder()))
            .filter(|path| !is_page(path));
        let others = paths.map(|path| {
            Ok(Edit {
                before: self.at_revision(&parent, &path)?,
                after: self.at_revision(&own, &path)?,
                subject: Subject::File(path),
            })
        });
        let others = others.collect::<Result<Vec<_>, NoHistory>>()?;
        edits.extend(others);
        Ok(edits)
    }

    fn at_revision(&self, revision: &str, path: &str) -> Result<Option<Standing>, NoHistory> {
        let found = self.repository.file_at(revision, path);
        let found = found.map_err(|_| NoHistory::NotHere)?;
        Ok(found.map(|blob| Standing {
            path: path.to_owned(),
            blob,
        }))
    }

    /// What is at a path now.
    fn at(&self, path: &str) -> Result<Option<Standing>, NoHistory> {
        self.at_revision(&self.history.tip(), path)
    }

    /// A file as it is now, whatever it is called.
    fn standing(&self, edit: &Edit) -> Result<Option<Standing>, NoHistory> {
        match &edit.subject {
            Subject::File(path) => self.at(path),
            Subject::Page(page) => {
                let index = &self.history.index;
                let files = index.files_at(self.repository, *page, self.tip);
                let files = files.map_err(|_| NoHistory::NotHere)?;
                Ok(files.into_iter().next().map(|found| Standing {
                    path: found.file.to_string(),
                    blob: found.blob,
                }))
            }
        }
    }

    /// Takes back what a revision did to some files.
    fn take_back(&mut self, edits: Vec<Edit>, told: UndoneRevision) -> Result<(), NoHistory> {
        let (mut merges, mut merged_edits) = (Vec::new(), Vec::new());
        for edit in edits {
            if !self.files.contains_key(&edit.subject) {
                let was = self.standing(&edit)?;
                let now = was.clone();
                let followed = Followed { was, now };
                self.files.insert(edit.subject.clone(), followed);
            }
            let stands = self.files[&edit.subject].now.clone();
            match edit.step_back(stands.as_ref()) {
                _ if !self.is_content(&edit) => {
                    self.keep(&edit, stands.as_ref(), &told, WhyKept::NoContent);
                }
                Step::Become(now) => self.set(&edit.subject, now),
                Step::Nothing => {}
                Step::Keep(why) => self.keep(&edit, stands.as_ref(), &told, why),
                Step::Merge(path, texts) => {
                    merges.push(texts);
                    merged_edits.push((edit, path));
                }
            }
        }
        let merged = self.repository.merge_texts(&merges);
        let merged = merged.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        for (((edit, path), texts), merged) in merged_edits.into_iter().zip(merges).zip(merged) {
            match merged {
                Some(blob) => self.set(&edit.subject, Some(Standing { path, blob })),
                None => {
                    let stands = self.files[&edit.subject].now.clone();
                    self.keep(&edit, stands.as_ref(), &told, WhyKept::Rewritten);
                    let texts = self.texts(&texts);
                    let is_shown = self.is_shown(&edit);
                    if let Some(kept) = self.kept.last_mut().filter(|_| is_shown) {
                        kept.texts = Some(ConflictingTexts {
                            file: kept.file.clone(),
                            ..texts
                        });
                    }
                }
            }
        }
        self.revisions.push(told);
        Ok(())
    }

    fn set(&mut self, subject: &Subject, now: Option<Standing>) {
        if let Some(followed) = self.files.get_mut(subject) {
            followed.now = now;
        }
    }

    fn keep(
        &mut self,
        edit: &Edit,
        stands: Option<&Standing>,
        told: &UndoneRevision,
        why: WhyKept,
    ) {
        let named = stands.or(edit.after.as_ref()).or(edit.before.as_ref());
        let path = named.map_or("", |named| &*named.path);
        let path = path.strip_prefix(self.history.index.folder());
        // What lies beside the almanac is no business of those who see it.
        if let Some(path) = path {
            self.kept.push(KeptEdit {
                file: path.into(),
                revision: told.clone(),
                why,
                texts: None,
            });
        }
    }

    /// Whether anybody might see both texts of an edit. The words of a draft are told to nobody, though the edit is taken back.
    fn is_shown(&self, edit: &Edit) -> bool {
        let mut sides = [&edit.before, &edit.after].into_iter().flatten();
        let is_page = matches!(edit.subject, Subject::Page(_));
        !is_page || sides.all(|side| self.history.is_shown(&side.path, &side.blob))
    }

    /// Whether a change set may touch the file of an edit.
    fn is_content(&self, edit: &Edit) -> bool {
        let folder = self.history.index.folder();
        let mut sides = [&edit.before, &edit.after].into_iter().flatten();
        sides.any(|side| {
            let below = side.path.strip_prefix(folder).map(FilePath::from);
            below.is_some_and(|file| may_be_changed(&file, self.layout))
        })
    }

    fn texts(&self, texts: &ThreeTexts) -> ConflictingTexts {
        let bytes = |blob: &str| self.repository.blob(blob).map(Arc::<[u8]>::from);
        let standing = bytes(&texts.ours);
        ConflictingTexts {
            file: "".into(),
            base: bytes(&texts.base),
            standing_hash: standing.as_ref().map(|bytes| content_hash(bytes)),
            standing,
            proposed: bytes(&texts.theirs),
        }
    }

    /// What all of it makes of the files that stand.
    fn finish(mut self) -> Result<Undo, NoHistory> {
        self.keep_those_whose_names_are_taken()?;
        let folder = self.history.index.folder();
        // By path: a page that gets the name of another that gets another makes one change of both.
        let mut paths: BTreeMap<&str, Option<&str>> = BTreeMap::new();
        for followed in self.files.values().filter(|file| file.was != file.now) {
            if let Some(was) = &followed.was {
                paths.entry(&was.path).or_insert(None);
            }
            if let Some(now) = &followed.now {
                paths.insert(&now.path, Some(&now.blob));
            }
        }
        let mut changes = Vec::new();
        for (path, blob) in paths {
            let Some(file) = path.strip_prefix(folder).map(FilePath::from) else {
                continue;
            };
            let stands = self.at(path)?;
            let base = match &stands {
                Some(stands) => Some(content_hash(&self.bytes(&stands.blob)?)),
                None => None,
            };
            match (blob, base) {
                (Some(blob), base) if stands.is_none_or(|stands| stands.blob != blob) => {
                    changes.push(FileChange::Write {
                        file,
                        base,
                        bytes: self.bytes(blob)?.into(),
                    });
                }
                (None, Some(base)) => changes.push(FileChange::Remove { file, base }),
                _ => {}
            }
        }
        Ok(Undo {
            tip: self.history.tip(),
            revisions: self.revisions,
            changes,
            kept: self.kept,
            others: 0,
            has_more: false,
        })
    }

    /// Leaves files as they are that would get a name which another has.
    fn keep_those_whose_names_are_taken(&mut self) -> Result<(), NoHistory> {
        let left: Vec<String> = { self.files.values() }
            .filter(|file| file.was != file.now)
            .filter_map(|file| Some(file.was.as_ref()?.path.clone()))
            .collect();
        let mut taken = Vec::new();
        for (subject, file) in &self.files {
            let was = file.was.as_ref().map(|was| &was.path);
            let Some(now) = file.now.as_ref().filter(|now| Some(&now.path) != was) else {
                continue;
            };
            if !left.contains(&now.path) && self.at(&now.path)?.is_some() {
                taken.push((subject.clone(), now.path.clone()));
            }
        }
        for (subject, path) in taken {
            let told = self.revisions.first().cloned();
            if let (Some(file), Some(told)) = (self.files.get_mut(&subject), told) {
                file.now.clone_from(&file.was);
                let edit = Edit {
                    subject,
                    before: Some(Standing {
                        path,
                        blob: String::new(),
                    }),
                    after: None,
                };
                self.keep(&edit, None, &told, WhyKept::NameTaken);
            }
        }
        Ok(())
    }

    fn bytes(&self, blob: &str) -> Result<Vec<u8>, NoHistory> {
        self.repository.blob(blob).ok_or(NoHistory::NotHere)
    }
}
