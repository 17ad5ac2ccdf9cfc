//! A language: how it writes numbers and dates, and the interface that is shown with it.

use std::fmt;
use std::ops::Deref;
use std::sync::{LazyLock, PoisonError, RwLock};

use almanac_model::{Collation, LanguageTag};
use icu_list::ListFormatter;
use icu_locale_core::Locale as Tag;
use rustc_hash::FxHashMap as HashMap;

use crate::dates::DateFormats;
use crate::interface::{INTERFACES, Interface, nearest_interface};
use crate::numbers::Numbers;
use crate::patterns::Patterns;

/// Those whose language the interface speaks.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let interfaces = INTERFACES.iter();
    interfaces
        .map(|interface| Locale::new(interface, interface.tag()))
        .collect()
});

/// Those of other languages that were asked for.
static OTHERS: LazyLock<RwLock<HashMap<String, &'static Locale>>> = LazyLock::new(RwLock::default);

/// How many other languages are kept. Each is kept for good, and an almanac has a few.
const MOST_OTHERS: usize = 100;

/// A language: how it writes numbers and dates, and the interface that is shown with it.
pub struct Locale {
    interface: &'static Interface,
    /// The language itself, which decides how capitals are written.
    pub(crate) id: icu_locale_core::LanguageIdentifier,
    /// Whether the interface speaks the language. If not, its words are English.
    pub(crate) speaks: bool,
    pub(crate) numbers: Numbers,
    pub(crate) dates: DateFormats,
    pub(crate) patterns: Patterns,
    pub(crate) either: ListFormatter,
    pub(crate) both: ListFormatter,
    /// What stands between the items of a list.
    separator: String,
    collation: Collation,
}

impl Locale {
    fn new(interface: &'static Interface, language: &str) -> Self {
        let speaks = primary(language) == primary(interface.tag());
        let written = match language == interface.tag() {
            true => interface.intl(),
            false => language,
        };
        let tag = Tag::try_from_str(written).unwrap_or(Tag::UNKNOWN);
        const COMPILED: &str = "the data of all languages is compiled in";
        let either = ListFormatter::try_new_or((&tag).into(), Default::default());
        let both = ListFormatter::try_new_and((&tag).into(), Default::default());
        let both = both.expect(COMPILED);
        let separator = match speaks {
            true => interface.text("list-separator").to_owned(),
            // As between the first two of three.
            false => between(&both, 3).swap_remove(0),
        };
        Self {
            interface,
            id: tag.id.clone(),
            speaks,
            numbers: Numbers::of(&tag),
            dates: DateFormats::of(&tag),
            patterns: Patterns::of(language),
            either: either.expect(COMPILED),
            both,
            separator,
            collation: Collation::of(language),
        }
    }

    /// The BCP 47 tag of the language itself, which may be another than that of the interface.
    pub fn language(&self) -> &str {
        self.collation.language()
    }

    /// Whether the interface speaks the language. If not, its words are English, and values say by signs what they can't
    /// say in words.
    pub fn speaks(&self) -> bool {
        self.speaks
    }

    /// What stands between the items of a list: `, `.
    pub fn list_separator(&self) -> &str {
        &self.separator
    }

    /// The items of a list with what stands between them.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(&self.separator)
    }

    /// What stands between things that are not alike, as a publisher and a date, where that differs from a list: `, `.
    pub fn clause_separator(&self) -> &str {
        match self.speaks {
            true => self.text("clause-separator"),
            false => &self.separator,
        }
    }

    /// Things that are not alike, with what stands between them.
    pub fn clauses<S: AsRef<str>>(&self, parts: &[S]) -> String {
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        parts.join(self.clause_separator())
    }

    /// How the language sorts.
    pub fn collation(&self) -> &Collation {
        &self.collation
    }

    /// All languages of the interface.
    pub fn all() -> &'static [Locale] {
        &LOCALES
    }

    /// A language by its BCP 47 tag, with the interface that is nearest to it: the English one if none is near.
    pub fn of(language: &str) -> &'static Locale {
        if let Some(own) = LOCALES.iter().find(|locale| locale.tag() == language) {
            return own;
        }
        let known = OTHERS.read().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = known.get(language) {
            return known;
        }
        let is_full = known.len() >= MOST_OTHERS;
        drop(known);
        let place = nearest_interface(language);
        if is_full || LanguageTag::new(language).is_err() {
            return &LOCALES[place];
        }
        let mut others = OTHERS.write().unwrap_or_else(PoisonError::into_inner);
        let other = others.entry(language.to_owned());
        other.or_insert_with(|| Box::leak(Box::new(Locale::new(&INTERFACES[place], language))))
    }
}

impl Deref for Locale {
    type Target = Interface;

    fn deref(&self) -> &Interface {
        self.interface
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.tag()).finish()
    }
}

/// What stands behind each of several items of a list but the last.
pub(crate) fn between(list: &ListFormatter, items: usize) -> Vec<String> {
    const ITEM: &str = "\u{1}";
    let list = list.format(std::iter::repeat_n(ITEM, items)).to_string();
    list.split(ITEM).skip(1).map(str::to_owned).collect()
}

pub(crate) fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}
