//! When parts of pages were written down: events of threads, and values that somebody confirmed.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use almanac_history::{PageEdit, Repository, RevisionNumber};
use almanac_model::{
    ContentHash, Date, EventDates, FilePath, NoHistory, Page, PartDates, Snapshot, fact_key,
};
use almanac_syntax::yaml::Node;
use almanac_syntax::{Dialect, parse};

use super::event_text::event_text;
use super::{PageHistory, open};

/// How many revisions of a page are looked through.
const MOST_REVISIONS: usize = 2_000;

/// A value, and who confirmed it when, as they are written.
#[derive(Debug, Clone, PartialEq)]
struct WrittenValue {
    value: String,
    checked: Option<String>,
}

/// What the history knows of parts of files, as of a revision.
#[derive(Debug, Default)]
pub(crate) struct KnownParts {
    /// The newest revision of which it is.
    pub revision: Option<String>,
    pub parts: Arc<HashMap<FilePath, PartDates>>,
    /// The pages that were looked at, by their files, with the hash of what they were.
    seen: HashMap<FilePath, ContentHash>,
}

impl KnownParts {
    /// Of a revision of which nothing can be read.
    pub fn of_nothing(revision: String) -> Self {
        Self {
            revision: Some(revision),
            ..Self::default()
        }
    }
}

impl PageHistory {
    /// What the history knows of the parts of an almanac's pages.
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn part_dates(
        &self,
        snapshot: &Snapshot,
    ) -> Result<HashMap<FilePath, PartDates>, NoHistory> {
        let known = self.known_parts(snapshot, &KnownParts::default())?;
        Ok(Arc::unwrap_or_clone(known.parts))
    }

    /// The same, when it is known of an older revision: only pages are looked at that are others now, or that a commit has touched
    /// since. A walk over all of them takes a second where there are thousands of threads.
    pub(crate) fn known_parts(
        &self,
        snapshot: &Snapshot,
        before: &KnownParts,
    ) -> Result<KnownParts, NoHistory> {
        let repository = open(&self.almanac)?;
        let tip = self.tip();
        let older = before.revision.as_deref();
        let touched = older.and_then(|older| repository.touched_since(older, &tip));
        let is_known = |page: &Page| {
            let is_same = before.seen.get(&page.file) == Some(&page.content_hash);
            is_same
                && touched
                    .as_ref()
                    .is_some_and(|files| !files.contains(&page.file))
        };
        let pages = snapshot.pages().iter().chain(snapshot.versions());
        let (mut all, mut seen) = (HashMap::new(), HashMap::new());
        for page in pages.filter(|page| has_dated_parts(page)) {
            let parts = match is_known(page) {
                true => before.parts.get(&page.file).cloned().unwrap_or_default(),
                false => self.parts_of(&repository, page),
            };
            seen.insert(page.file.clone(), page.content_hash.clone());
            if parts != PartDates::default() {
                all.insert(page.file.clone(), parts);
            }
        }
        Ok(KnownParts {
            revision: Some(tip),
            parts: Arc::new(all),
            seen,
        })
    }

    fn parts_of(&self, repository: &Repository, page: &Page) -> PartDates {
        let edits = self.edits_of_file(repository, &page.file);
        let text = |blob: &Option<String>| {
            let bytes = repository.blob(blob.as_ref()?)?;
            Some(String::from_utf8_lossy(&bytes).replace('\r', ""))
        };
        let mut events: BTreeMap<String, EventDates> = BTreeMap::new();
        let mut values = Confirmed::of(page);
        for (number, edit) in edits {
            let (before, after) = (text(&edit.before), text(&edit.after));
            let Some(after) = after else { continue };
            let day = || {
                self.index
                    .recorded(number)
                    .and_then(|moment| self.utc_day(moment))
            };
            for event in page.events() {
                let Some(name) = event.name() else { continue };
                let old = before.as_deref().and_then(|text| event_text(text, &name));
                let new = event_text(&after, &name);
                if old.map(str::trim) == new.map(str::trim) {
                    continue;
                }
                let dates = events.entry(event.id.to_string()).or_default();
                dates.changed = dates.changed.or_else(day);
                if old.is_none() {
                    dates.recorded = day();
                }
            }
            values.look(before.as_deref(), &after, &day);
            if page.events().is_empty() && values.is_done() {
                break;
            }
        }
        PartDates {
            events,
            overtaken: values.overtaken,
        }
    }

    /// What revisions did to the page in a file, the newest first.
    fn edits_of_file(
        &self,
        repository: &Repository,
        file: &FilePath,
    ) -> Vec<(RevisionNumber, PageEdit)> {
        let Some(page) = self.index.page_of(repository, file) else {
            return Vec::new();
        };
        let revisions = self.index.revisions(&[page]).into_iter();
        let edits = revisions.take(MOST_REVISIONS).flat_map(|number| {
            let edits = self.index.edits_of(number, &[page]).into_iter();
            edits.map(move |edit| (number, edit))
        });
        edits.collect()
    }
}

fn has_dated_parts(page: &Page) -> bool {
    !page.events().is_empty() || page.facts.iter().any(|fact| fact.checked.is_some())
}

/// The values of a page that somebody confirmed, while it is found out which were changed after that.
struct Confirmed {
    /// Those of which it is not known yet.
    open: Vec<String>,
    overtaken: BTreeMap<String, Option<Date>>,
}

impl Confirmed {
    fn of(page: &Page) -> Self {
        let facts = page.facts.iter().filter(|fact| fact.checked.is_some());
        Self {
            open: facts.map(almanac_model::Fact::key).collect(),
            overtaken: BTreeMap::new(),
        }
    }

    fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// Looks at an edit of the page, the newest first. A value is overtaken if the edit that made it what it is left its
    /// confirmation as it was.
    fn look(&mut self, before: Option<&str>, after: &str, day: &dyn Fn() -> Option<Date>) {
        if self.open.is_empty() {
            return;
        }
        let old = before.map(written_values).unwrap_or_default();
        let new = written_values(after);
        self.open.retain(|key| {
            let (Some(old), Some(new)) = (old.get(key), new.get(key)) else {
                // It came with its confirmation, or before it.
                return false;
            };
            let is_confirmed_since = old.checked != new.checked;
            if is_confirmed_since {
                return false;
            }
            let is_changed = old.value != new.value;
            if is_changed {
                self.overtaken.insert(key.clone(), day());
            }
            !is_changed
        });
    }
}

/// The values that a text gives its facts, by the keys of these.
fn written_values(text: &str) -> BTreeMap<String, WrittenValue> {
    let front_matter = parse(text, Dialect::default()).front_matter;
    let facts = front_matter.get("facts").and_then(Node::as_mapping);
    let mut values = BTreeMap::new();
    for (property, node) in facts.unwrap_or_default() {
        let one = std::slice::from_ref(node);
        for fact in node.as_sequence().unwrap_or(one) {
            let field = |name: &str| fact.get(name).and_then(Node::as_str).unwrap_or_default();
            let written = |name: &str| {
                fact.get(name)
                    .map(|node| text[node.span.clone()].trim().to_owned())
            };
            let property = property.as_str().unwrap_or_default();
            let key = fact_key(property, field("applies_to"), field("as_of"));
            let value = WrittenValue {
                value: written("value").unwrap_or_default(),
                checked: written("checked"),
            };
            values.insert(key, value);
        }
    }
    values
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(value: &str, checked: &str) -> String {
        format!(
            "---\ntitle: X\nfacts:\n  bees:\n    - {{ value: {value}, as_of: 2026-01{checked} }}\n---\nText.\n"
        )
    }

    fn overtaken(versions: &[String]) -> bool {
        let mut values = Confirmed {
            open: vec![fact_key("bees", "", "2026-01")],
            overtaken: BTreeMap::new(),
        };
        for place in (0..versions.len()).rev() {
            let before = place.checked_sub(1).map(|before| &*versions[before]);
            values.look(before, &versions[place], &|| None);
        }
        !values.overtaken.is_empty()
    }

    #[test]
    fn a_value_is_overtaken_by_an_edit_that_leaves_its_confirmation() {
        let ada = ", checked: { on: 2026-02-01, by: Ada }";
        let bo = ", checked: { on: 2026-03-01, by: Bo }";
        assert!(overtaken(&[page("1", ada), page("2", ada)]));
        assert!(overtaken(&[
            page("1", ada),
            page("2", ada),
            page("2", ada) + "More.\n"
        ]));
        assert!(!overtaken(&[page("1", ada), page("2", bo)]));
        assert!(!overtaken(&[page("1", ada), page("2", ada), page("2", bo)]));
        assert!(!overtaken(&[page("1", ""), page("1", ada)]));
        assert!(!overtaken(&[page("2", ada)]));
    }
}
