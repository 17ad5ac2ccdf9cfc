//! What may be written at a place of a page's text: names of pages, headings, facts, sources, languages of code.

use almanac_locale::Edition;
use almanac_model::{EditAddress, Page, Property, Snapshot, slugify};
use serde::Serialize;

use crate::site::Site;

/// The languages of code that are marked most, as a block names them.
const LANGUAGES: [&str; 40] = [
    "bash",
    "c",
    "clojure",
    "cpp",
    "cs",
    "css",
    "d",
    "diff",
    "erlang",
    "figure",
    "go",
    "graphviz",
    "groovy",
    "haskell",
    "html",
    "java",
    "javascript",
    "json",
    "latex",
    "lisp",
    "lua",
    "make",
    "markdown",
    "matlab",
    "ocaml",
    "pascal",
    "perl",
    "php",
    "python",
    "question",
    "r",
    "regexp",
    "rst",
    "ruby",
    "rust",
    "scala",
    "sh",
    "sql",
    "xml",
    "yaml",
];

/// What is to be written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CompletionSort {
    /// What a link names: between `[[` and `]]`.
    Link,
    /// A heading of a page: behind `#`.
    Heading,
    /// A value: between `{{` and `}}`.
    Fact,
    /// What a citation names: behind `@`.
    Source,
    /// The language of a block of code.
    Language,
}

impl CompletionSort {
    /// The sort of a name.
    pub fn from_name(name: &str) -> Option<Self> {
        match name {
            "link" => Some(CompletionSort::Link),
            "heading" => Some(CompletionSort::Heading),
            "fact" => Some(CompletionSort::Fact),
            "source" => Some(CompletionSort::Source),
            "language" => Some(CompletionSort::Language),
            _ => None,
        }
    }
}

/// Something that may be written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Completion {
    /// What is written.
    pub insert: String,
    /// What it is called.
    pub label: String,
    /// What it is.
    pub detail: String,
}

impl Site<'_> {
    /// What may be written in a page's text where `begun` is written already, the likeliest first. Headings and facts are those
    /// of the page of a slug, else of the page itself.
    pub fn completions(
        &self,
        address: &EditAddress,
        sort: CompletionSort,
        (begun, of): (&str, &str),
        most: usize,
    ) -> Vec<Completion> {
        let snapshot = self.view().snapshot();
        let file = self.edited_file(address);
        let own = file.and_then(|file| {
            let mut pages = snapshot.pages().iter().chain(snapshot.versions());
            pages.find(|page| page.file == file)
        });
        let own = own.map(AsRef::as_ref);
        let named = snapshot.page_by_slug(of).map(|index| snapshot.page(index));
        let page = if of.is_empty() { own } else { named };
        let mut found = Ranked::new(begun);
        match sort {
            CompletionSort::Link => links(self.view(), &mut found),
            CompletionSort::Heading => {
                for heading in page.iter().flat_map(|page| &page.outline) {
                    found.add(&heading.text, || {
                        completion(&heading.anchor, &heading.text, "")
                    });
                }
            }
            CompletionSort::Fact => facts(snapshot, page, !of.is_empty(), &mut found),
            CompletionSort::Source => sources(snapshot, own, &mut found),
            CompletionSort::Language => {
                for name in LANGUAGES {
                    found.add(name, || completion(name, name, ""));
                }
            }
        }
        found.best(most)
    }
}

fn completion(insert: &str, label: &str, detail: &str) -> Completion {
    Completion {
        insert: insert.to_owned(),
        label: label.to_owned(),
        detail: detail.to_owned(),
    }
}

fn links(edition: &Edition<'_>, found: &mut Ranked) {
    let snapshot = edition.snapshot();
    for page in snapshot.pages() {
        let kind = || edition.kind(page).into_owned();
        found.add_either(&page.title, page.slug.as_str(), || {
            completion(page.slug.as_str(), &page.title, &kind())
        });
    }
    let of_path = edition.locale().text("learning-path");
    for path in snapshot.paths() {
        found.add_either(&path.title, path.slug.as_str(), || {
            completion(&format!("path:{}", path.slug), &path.title, of_path)
        });
    }
}

fn facts(snapshot: &Snapshot, page: Option<&Page>, is_other: bool, found: &mut Ranked) {
    let Some(page) = page else { return };
    let mut last = None;
    for fact in &page.facts {
        // Values of one property stand together, and the newest is inserted by its name alone.
        if last.replace(&fact.property) == Some(&fact.property) {
            continue;
        }
        let property = fact.property.as_str();
        let declared: Option<&Property> = snapshot.config().property(property);
        let label = declared.map_or(property, |property| &property.label);
        let insert = match is_other {
            true => format!("{}/{property}", page.slug),
            false => property.to_owned(),
        };
        found.add_either(label, property, || completion(&insert, label, property));
    }
}

fn sources(snapshot: &Snapshot, page: Option<&Page>, found: &mut Ranked) {
    for source in page.iter().flat_map(|page| &page.sources) {
        found.add_either(&source.title, source.key.as_str(), || {
            completion(source.key.as_str(), &source.title, "")
        });
    }
    for (key, works) in snapshot.sources().shared_names() {
        let title = works
            .first()
            .map(|work| snapshot.work(*work).source().title.as_str());
        let title = title.unwrap_or_default();
        found.add_either(title, key.as_str(), || completion(key.as_str(), title, ""));
    }
}

/// What fits what was begun: what begins so before what has it elsewhere, short before long.
struct Ranked {
    begun: String,
    found: Vec<((bool, usize), Completion)>,
}

impl Ranked {
    fn new(begun: &str) -> Self {
        Self {
            begun: slugify(begun),
            found: Vec::new(),
        }
    }

    fn add(&mut self, name: &str, make: impl FnOnce() -> Completion) {
        let slug = slugify(name);
        self.add_folded(&slug, make);
    }

    /// Adds what is called by a title and by a name that is folded already.
    fn add_either(&mut self, title: &str, name: &str, make: impl Fn() -> Completion) {
        if !self.add_folded(name, &make) {
            self.add(title, make);
        }
    }

    fn add_folded(&mut self, name: &str, make: impl FnOnce() -> Completion) -> bool {
        let Some(at) = name.find(&*self.begun) else {
            return false;
        };
        self.found.push(((at > 0, name.len()), make()));
        true
    }

    fn best(mut self, most: usize) -> Vec<Completion> {
        self.found
            .sort_by(|(one, a), (other, b)| one.cmp(other).then_with(|| a.insert.cmp(&b.insert)));
        let mut seen = std::collections::HashSet::new();
        let found = self.found.into_iter().map(|(_, completion)| completion);
        let new = found.filter(|completion| seen.insert(completion.insert.clone()));
        new.take(most).collect()
    }
}
