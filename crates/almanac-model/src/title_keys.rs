//! What the titles of a snapshot are sorted by in each of its languages.

use std::sync::OnceLock;

use crate::{Collation, Config, LanguageTag, PageIndex, PathIndex, Slug, Snapshot, SortKey};

/// The sort keys of titles. Each is made when a list first shows its title, so that those who only
/// check an almanac make none, and then stays for as long as no front matter changes.
#[derive(Debug, Default)]
pub(crate) struct TitleKeys {
    /// Those in the almanac's own language, then those in the languages of its translations.
    languages: Vec<InLanguage>,
    pages: usize,
    paths: usize,
    topics: usize,
}

/// The sort keys in one language, each in the place of what bears the title.
#[derive(Debug)]
struct InLanguage {
    tag: Box<str>,
    collation: OnceLock<Collation>,
    pages: Keys,
    paths: Keys,
    topics: Keys,
}

type Keys = OnceLock<Box<[OnceLock<SortKey>]>>;

/// What bears a title, by its place in the snapshot.
#[derive(Debug, Clone, Copy)]
enum Titled {
    Page(usize),
    Path(usize),
    Topic(usize),
}

impl Snapshot {
    /// What the title of an entry or a thread is sorted by in a list in a language: the title of its translation, if it
    /// has one, else its own. Without a language it is the almanac's own.
    pub fn title_key(&self, page: PageIndex, language: Option<&LanguageTag>) -> &SortKey {
        // What is read here is noted: the language of the almanac, and the title.
        let (_, title) = (self.config(), self.head_in(page, language).title());
        let place = Titled::Page(page.0 as usize);
        self.title_keys().get(language, place, title)
    }

    /// What the title of a path is sorted by: as [`Snapshot::title_key`].
    pub fn path_title_key(&self, path: PathIndex, language: Option<&LanguageTag>) -> &SortKey {
        let (_, title) = (self.config(), &self.path_in(path, language).title);
        let place = Titled::Path(path.0 as usize);
        self.title_keys().get(language, place, title)
    }

    /// What the title of a topic is sorted by; `None` if no such topic is declared.
    pub fn topic_title_key(
        &self,
        topic: &Slug,
        language: Option<&LanguageTag>,
    ) -> Option<&SortKey> {
        let (_, title) = (self.config(), &self.topic(topic.as_str())?.title);
        let place = Titled::Topic(self.place_of_topic(topic.as_str())?);
        Some(self.title_keys().get(language, place, title))
    }
}

impl TitleKeys {
    /// Room for the keys of as many titles in all languages of an almanac.
    pub fn new(config: &Config, pages: usize, paths: usize, topics: usize) -> Self {
        let translated = config.languages.iter().map(LanguageTag::as_str);
        let tags = std::iter::once(config.language.as_str()).chain(translated);
        Self {
            languages: tags.map(InLanguage::new).collect(),
            pages,
            paths,
            topics,
        }
    }

    /// The key of a title in a language, or in the almanac's own where it has no such language.
    fn get(&self, language: Option<&LanguageTag>, place: Titled, title: &str) -> &SortKey {
        let tag = language.map(LanguageTag::as_str);
        let of_tag = self.languages.iter().find(|one| Some(&*one.tag) == tag);
        let keys = of_tag.unwrap_or(&self.languages[0]);
        let (list, number, place) = match place {
            Titled::Page(place) => (&keys.pages, self.pages, place),
            Titled::Path(place) => (&keys.paths, self.paths, place),
            Titled::Topic(place) => (&keys.topics, self.topics, place),
        };
        let list = list.get_or_init(|| (0..number).map(|_| OnceLock::new()).collect());
        list[place].get_or_init(|| keys.collation().sort_key(title))
    }
}

impl InLanguage {
    fn new(tag: &str) -> Self {
        Self {
            tag: tag.into(),
            collation: OnceLock::new(),
            pages: OnceLock::new(),
            paths: OnceLock::new(),
            topics: OnceLock::new(),
        }
    }

    fn collation(&self) -> &Collation {
        self.collation.get_or_init(|| Collation::of(&self.tag))
    }
}
