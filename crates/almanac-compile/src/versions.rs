//! Gives each other version, depth or translation, what it has of its original.

use std::ops::DerefMut;
use std::sync::Arc;

use almanac_model::{
    Area, ContentFile, ContentId, Event, FilePath, Form, LanguageTag, Layout, LearningPath, Level,
    Page, Step, Version, name_in_path, slug_of_name,
};

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::check::Check;
use crate::checks::{EVENT_MISMATCH, STEP_WITHOUT_REASON, UNMATCHED_TRANSLATION};
use crate::context::{ReadFile, WithFile};
use crate::link::without_duplicates;
use crate::reporter::{Finding, Reporter};

/// What has other versions: entries and threads, or paths.
pub(crate) trait Versioned: Clone + Send + Sync + DerefMut<Target = ContentFile> {
    /// Takes from the original what only content of its sort has and is said once. Returns what has no counterpart there.
    fn adopt(&mut self, read: &ReadFile, original: &Self) -> Vec<Finding>;
}

/// What a version has and its original does not. It is a fault only where the original has not changed since the version was
/// written, which is known once all is linked.
pub(crate) struct Unmatched {
    /// The place of the version among all.
    place: usize,
    findings: Vec<Finding>,
}

impl Unmatched {
    /// Reports it, unless the version lags: that is said, and what follows from it is not.
    pub fn report<T: Versioned>(self, versions: &[Arc<T>], reporter: &mut Reporter) {
        let version = versions[self.place].version.as_ref();
        if !version.is_some_and(Version::lags) {
            let findings = self.findings.into_iter();
            findings.for_each(|finding| reporter.report(finding));
        }
    }
}

/// Other versions with what was read of them, and what is held against them.
pub(crate) type Adopted<T> = (Vec<Arc<T>>, Vec<Arc<ReadFile>>, Vec<Unmatched>);

/// Finds the originals of other versions, which are sorted by slug. What has none is reported and left out,
/// unless the original is there and could not be read, which has been reported.
pub(crate) fn adopt_all<T: Versioned>(
    versions: Vec<WithFile<T>>,
    originals: &[Arc<T>],
    (files, layout): (&[FilePath], &Layout),
    reporter: &mut Reporter,
) -> Adopted<T> {
    let area_of = |file: &FilePath| layout.area_of(file.as_str());
    let (versions, read) = without_duplicates(versions, reporter);
    let mut adopted: Vec<WithFile<T>> = Vec::with_capacity(versions.len());
    let (mut unread, mut unmatched) = (None, Vec::new());
    for (mut version, read) in versions.into_iter().zip(read) {
        let slug = &version.slug;
        let found = originals.binary_search_by(|original| original.slug.cmp(slug));
        let original = found.ok().map(|index| &originals[index]);
        // A translation of a depth follows that depth, which comes before it.
        let followed = match version.depth().filter(|_| version.language().is_some()) {
            Some(depth) => { adopted.iter().rev() }
                .take_while(|(other, _)| other.slug == *slug)
                .find(|(other, _)| other.depth() == Some(depth) && other.language().is_none())
                .map(|(other, _)| other),
            None => original,
        };
        match followed.cloned() {
            Some(original) if area_of(&original.file) == area_of(&version.file) => {
                let made = Arc::make_mut(&mut version);
                adopt_content(made, &original);
                let findings = made.adopt(&read, &original);
                let misplaced = read.misplaced.iter().cloned();
                misplaced.for_each(|finding| reporter.report(finding));
                if !read.broken && !findings.is_empty() {
                    let place = adopted.len();
                    unmatched.push(Unmatched { place, findings });
                }
                adopted.push((version, read));
            }
            None if unread
                .get_or_insert_with(|| names_of(files, layout))
                .contains(&(area_of(&version.file), slug.to_string()))
                && original.is_none() => {}
            _ => {
                let help = renamed(
                    layout,
                    &version,
                    originals.iter().map(|original| &***original),
                );
                let original = original.map(|original| &***original);
                let found = without_original(layout, &version, original);
                reporter.report(match help.filter(|_| original.is_none()) {
                    Some(help) => found.help(help),
                    None => found,
                });
            }
        }
    }
    let (adopted, read) = adopted.into_iter().unzip();
    (adopted, read, unmatched)
}

/// The area and the slug of each file of a page.
pub(crate) fn names_of(files: &[FilePath], layout: &Layout) -> HashSet<(Option<Area>, String)> {
    let pages = files.iter().filter_map(|file| {
        let name = file.as_str();
        let slug = || slug_of_name(name_in_path(name));
        layout
            .is_page_file(name)
            .then(|| (layout.area_of(name), slug()))
    });
    pages.collect()
}

/// What to do with a version whose original has another name by now, if that has the name of before among its aliases.
pub(crate) fn renamed<'p>(
    layout: &Layout,
    version: &ContentFile,
    mut originals: impl Iterator<Item = &'p ContentFile>,
) -> Option<String> {
    let is_alias = |alias: &String| alias == version.slug.as_str();
    let original = originals.find(|original| {
        let area_of = |file: &FilePath| layout.area_of(file.as_str());
        let is_beside = area_of(&original.file) == area_of(&version.file);
        is_beside && original.aliases.iter().any(is_alias)
    })?;
    let mut name = name_in_path(original.file.as_str()).to_owned();
    let depth = version.depth().map(Level::name);
    for part in { depth.into_iter() }.chain(version.language().map(LanguageTag::as_str)) {
        name.push('.');
        name.push_str(part);
    }
    let (before, now) = (&version.slug, &original.slug);
    Some(format!(
        "`{before}` is called `{now}` now: rename this file to `{name}.md`"
    ))
}

fn without_original(
    layout: &Layout,
    translation: &ContentFile,
    original: Option<&ContentFile>,
) -> Finding {
    let area_of = |file: &FilePath| layout.area_of(file.as_str());
    let (slug, file) = (&translation.slug, &translation.file);
    let depth = translation.depth();
    let at = depth.map_or_else(String::new, |depth| {
        format!(" at the level `{}`", depth.name())
    });
    let message = format!("there is no `{slug}`{at} that this could be a translation of");
    let help = match (original, depth) {
        (Some(original), Some(depth)) if area_of(&original.file) == area_of(file) => format!(
            "write the depth first, `{slug}.{}.md` beside `{}`; what `{slug}` itself tells is translated in `{slug}.LANG.md`",
            depth.name(),
            original.file
        ),
        (Some(original), _) => format!("its original is `{}`: move it beside that", original.file),
        (None, _) => {
            "name it after the file of its original: `SLUG.LANG.md` beside `SLUG.md`".to_owned()
        }
    };
    Finding::new(&UNMATCHED_TRANSLATION, file, 0..0, message).help(help)
}

/// Takes from the original what all content has and is said once. Who wrote it and when it was published is taken
/// where the translation doesn't say it of itself.
fn adopt_content(translation: &mut ContentFile, original: &ContentFile) {
    translation.id = original.id.clone();
    translation.is_unlisted = original.is_unlisted;
    translation.topics = original.topics.clone();
    if translation.authors.is_empty() {
        translation.authors.clone_from(&original.authors);
    }
    translation.published = translation.published.or(original.published);
}

impl Versioned for Page {
    fn adopt(&mut self, _: &ReadFile, original: &Self) -> Vec<Finding> {
        let depth = self.depth().filter(|_| self.language().is_none());
        self.level = depth.or(original.level);
        self.requires = original.requires.clone();
        self.facts = original.facts.clone();
        self.sources = original.sources.clone();
        self.stub = original.stub;
        let mut findings = match depth {
            // It may ask what only its own text answers.
            Some(_) => {
                adopt_repeated_questions(self, original);
                Vec::new()
            }
            None => adopt_questions(self, original),
        };
        findings.extend(adopt_form(self, original));
        findings
    }
}

/// Keeps the questions that the original asks too, by their ids, with the facts that they test there.
fn adopt_questions(page: &mut Page, original: &Page) -> Vec<Finding> {
    let mut by_id = HashMap::default();
    for question in original.questions.iter().rev() {
        by_id.insert(&question.id, question);
    }
    let ids = original.questions.iter().map(|question| &question.id);
    let ids = list_ids(ids.take(MAX_NAMED));
    let (mut kept, mut findings) = (Vec::new(), Vec::new());
    for mut question in std::mem::take(&mut page.questions) {
        if let Some(same) = by_id.get(&question.id) {
            question.facts = same.facts.clone();
            kept.push(question);
            continue;
        }
        let message = format!("the original has no question `{}`", question.id);
        let help = match &ids {
            Some(ids) => format!("give it the `id` that it has in the original: {ids}"),
            None => "ask it in the original first".to_owned(),
        };
        let span = question.span.clone();
        findings.push(Finding::new(&UNMATCHED_TRANSLATION, &page.file, span, message).help(help));
    }
    page.questions = kept;
    findings
}

/// Gives the questions that a depth repeats, by their ids, the facts that they test there, unless they name some.
fn adopt_repeated_questions(page: &mut Page, original: &Page) {
    for question in page.questions.iter_mut().filter(|one| one.facts.is_empty()) {
        let repeated = original
            .questions
            .iter()
            .find(|other| other.id == question.id);
        if let Some(same) = repeated {
            question.facts = same.facts.clone();
        }
    }
}

/// Takes the kind of an entry, or the dates of the events of a thread, from the original.
fn adopt_form(page: &mut Page, original: &Page) -> Vec<Finding> {
    let mut findings = Vec::new();
    let file = page.file.clone();
    let check = match page.language() {
        Some(_) => &UNMATCHED_TRANSLATION,
        None => &EVENT_MISMATCH,
    };
    match (&mut page.form, &original.form) {
        (
            Form::Thread { events, moved },
            Form::Thread {
                events: dated,
                moved: of_original,
            },
        ) => {
            moved.clone_from(of_original);
            let mut by_id = HashMap::default();
            for original in dated.iter().rev() {
                by_id.insert(&original.id, original);
            }
            for event in events {
                let original = by_id.get(&event.id).copied();
                findings.extend(adopt_event(event, original, dated, (&file, check)));
            }
        }
        (form, original) => *form = original.clone(),
    }
    findings
}

/// Takes the date and the weight of an event from its original, which is the one of `dated` that has its id.
fn adopt_event(
    event: &mut Event,
    found: Option<&Event>,
    dated: &[Event],
    (file, check): (&FilePath, &'static Check),
) -> Option<Finding> {
    if let Some(original) = found {
        event.weight = original.weight;
        event.has_own_id = original.has_own_id;
        event.further_ids.clone_from(&original.further_ids);
    }
    let (message, help) = match found {
        Some(original) if original.date == event.date => return None,
        Some(original) => (
            format!("the original dates this event {}", original.date),
            format!("begin its heading with `{} · `", original.date),
        ),
        None => {
            let same_day = dated.iter().filter(|original| original.date == event.date);
            let same_day = same_day.take(MAX_NAMED);
            let help = match list_ids(same_day.map(|original| &original.id)) {
                Some(ids) => {
                    format!("write its id of the original behind the heading, as `{{#…}}`: {ids}")
                }
                None => "write of it in the original first".to_owned(),
            };
            (format!("the original has no event `{}`", event.id), help)
        }
    };
    if let Some(original) = found {
        event.date = original.date;
    }
    let finding = Finding::new(check, file, event.heading.clone(), message);
    Some(finding.help(help))
}

/// How many ids are named for a reader.
const MAX_NAMED: usize = 10;

/// Names ids for a reader; `None` if there are none.
fn list_ids<'i>(ids: impl Iterator<Item = &'i ContentId>) -> Option<String> {
    let ids: Vec<String> = ids.map(|id| format!("`{id}`")).collect();
    (!ids.is_empty()).then(|| ids.join(", "))
}

impl Versioned for LearningPath {
    fn adopt(&mut self, read: &ReadFile, original: &Self) -> Vec<Finding> {
        adopt_steps(self, read, original)
    }
}

/// Takes the steps from the original, each with the reason that the translation gives.
fn adopt_steps(path: &mut LearningPath, read: &ReadFile, original: &LearningPath) -> Vec<Finding> {
    let own = std::mem::take(&mut path.steps);
    let (translated, left) = matched_steps(&original.steps, &own);
    let mut findings = Vec::new();
    for step in left {
        let is_known = original.steps.iter().any(|known| known.read == step.read);
        let message = match is_known {
            true => format!("the original has no further step `{}`", step.read),
            false => format!("the original has no step `{}`", step.read),
        };
        let finding = Finding::new(
            &UNMATCHED_TRANSLATION,
            &path.file,
            step.span.clone(),
            message,
        );
        findings.push(finding.help("name the step in `read:` as the original does"));
    }
    for (step, translated) in original.steps.iter().zip(translated) {
        let why = translated.map_or("", |step| &step.why).to_owned();
        let span = translated.map_or(read.head.clone(), |step| step.span.clone());
        if why.is_empty() && !step.why.is_empty() {
            let message = format!("the reason of the step `{}` is not translated", step.read);
            let help = format!("add `- {{ read: {}, why: \"…\" }}` to `steps:`", step.read);
            let finding = Finding::new(&STEP_WITHOUT_REASON, &path.file, span.clone(), message);
            findings.push(finding.help(help));
        }
        path.steps.push(Step {
            why,
            span,
            ..step.clone()
        });
    }
    findings
}

/// The step of a translation that is each of the original's, and those that are none: the step that reads the same at the same
/// depth, else the next one that reads the same. A path may read a subject twice.
fn matched_steps<'s>(original: &[Step], own: &'s [Step]) -> (Vec<Option<&'s Step>>, Vec<&'s Step>) {
    let mut left: Vec<&Step> = own.iter().collect();
    let mut found: Vec<Option<&Step>> = vec![None; original.len()];
    for at_same_depth in [true, false] {
        for (step, found) in original.iter().zip(&mut found) {
            let is_same = |other: &&Step| {
                other.read == step.read && (!at_same_depth || other.depth == step.depth)
            };
            if let (None, Some(place)) = (&found, left.iter().position(is_same)) {
                *found = Some(left.remove(place));
            }
        }
    }
    (found, left)
}
