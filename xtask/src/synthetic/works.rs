//! The works that a synthetic almanac cites: what is said of each, and how many pages cite it.

use std::collections::BTreeMap;

use super::plain::Plain;
use super::plan::AlmanacPlan;
use super::{pages, prose};

/// Every work that some page cites, by its key.
pub(super) struct Works(BTreeMap<String, MadeUpWork>);

/// A work that is cited.
pub(super) struct MadeUpWork {
    /// What readers see of it, as Markdown.
    pub words: String,
    pub cited_by: usize,
}

impl Works {
    /// The works that the pages of a plan cite.
    pub fn of(plan: &AlmanacPlan) -> Self {
        let entries = (0..plan.entries.len()).map(|number| pages::entry(plan, number));
        let threads = (0..plan.threads.len()).map(|number| pages::thread(plan, number));
        let shared = pages::shared_sources(plan);
        let mut works = Self(BTreeMap::new());
        works.describe(&shared);
        for file in entries.chain(threads) {
            works.describe(&file);
            for key in Plain::of(&file, str::to_owned).keys {
                if let Some(work) = works.0.get_mut(&key) {
                    work.cited_by += 1;
                }
            }
        }
        works.0.retain(|_, work| work.cited_by > 0);
        works
    }

    /// Reads the sources of a file, each in a line of its own.
    fn describe(&mut self, file: &str) {
        for line in file.lines() {
            if let Some(key) = prose::value(line, "key") {
                let words = words(line);
                let work = MadeUpWork { words, cited_by: 0 };
                self.0.insert(key.to_owned(), work);
            }
        }
    }

    /// What readers see of a work.
    pub fn words<'w>(&'w self, key: &'w str) -> &'w str {
        self.0.get(key).map_or(key, |work| &work.words)
    }

    /// Whether a work has a page of its own: two pages cite it.
    pub fn has_page(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|work| work.cited_by > 1)
    }

    /// All works by the first letter of their titles.
    pub fn by_letter(&self) -> BTreeMap<char, Vec<&MadeUpWork>> {
        let mut letters: BTreeMap<char, Vec<&MadeUpWork>> = BTreeMap::new();
        for work in self.0.values() {
            let letter = work.words.chars().next().unwrap_or('-');
            letters.entry(letter).or_default().push(work);
        }
        letters
    }
}

fn words(line: &str) -> String {
    let value = |name| prose::value(line, name).unwrap_or_default();
    format!(
        "{}. {}, {}. <{}>, seen {}",
        value("title"),
        value("publisher"),
        value("published"),
        value("url"),
        value("accessed_date")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::synthetic::Shape;

    #[test]
    fn as_ai_a_page_has_twelve_sources_a_tenth_of_them_shared() {
        let plan = AlmanacPlan::new(Shape::AsAi, 200, 1);
        let keys: Vec<String> = (0..200)
            .flat_map(|number| Plain::of(&pages::entry(&plan, number), str::to_owned).keys)
            .collect();
        assert_eq!(keys.len(), 200 * 12);
        let shared = keys.iter().filter(|key| key.starts_with("shared-"));
        assert!((160..320).contains(&shared.count()));
    }

    #[test]
    fn only_a_work_that_two_pages_cite_has_a_page() {
        let works = Works::of(&AlmanacPlan::new(Shape::AsAi, 100, 1));
        assert!(works.has_page("shared-0"));
        let own = works.0.keys().filter(|key| !key.starts_with("shared-"));
        assert!(own.clone().count() > 1000);
        assert!(own.clone().all(|key| !works.has_page(key)));
    }
}
