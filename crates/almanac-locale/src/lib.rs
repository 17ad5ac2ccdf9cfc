//! Languages: the words of the interface, and how each writes numbers and dates.
//!
//! The words stand in `locales/*.ftl`, one file a language, in Mozilla's
//! Fluent format. [`Locale::of`] finds the interface that is nearest to the language
//! an almanac is written in. Numbers, dates and lists are written as that language has
//! them, by ICU4X, be there an interface or not. All that this crate gives is plain text: whoever
//! writes it into a page escapes it. Tests hold all files to the same messages;
//! almanac-render has a test that holds templates, Rust and modules to messages that exist.

mod bidi;
mod date_forms;
mod dates;
mod edition;
mod facts;
mod for_programs;
mod months;
mod names;
mod numbers;
mod patterns;
mod publication_dates;
mod script;
mod sorting;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::ops::Deref;
use std::sync::{LazyLock, PoisonError, RwLock};

use almanac_model::{Collation, LanguageTag};

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use icu_list::ListFormatter;
use icu_locale_core::Locale as Tag;
use intl_memoizer::concurrent::IntlLangMemoizer;
use rustc_hash::FxHashMap as HashMap;
use unic_langid::LanguageIdentifier;

pub use bidi::{Direction, LetterCount, has_right_to_left};
pub use date_forms::date_forms;
use dates::DateFormats;
pub use dates::machine_date;
pub use edition::Edition;
pub use facts::{NewestFacts, fact_unit, fact_words, is_current_fact};
pub use for_programs::{
    EventMarkup, ForPrograms, HeadLink, HeadOf, HeadProperty, PageCitation, PageHead,
};
pub use names::own_name;
use numbers::Numbers;
use patterns::Patterns;
pub use script::{module_messages, words_module};
pub use sorting::KindWithEntries;
pub use words::words_of;

/// What a language of the interface is made of.
struct LocaleSource {
    tag: &'static str,
    /// The locale by which modules write days and numbers as we do, and by which we do.
    intl: &'static str,
    /// Writes the numbers in messages.
    formatter: fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>,
    messages: &'static str,
}

/// The languages; the first is the one for all others.
const SOURCES: [LocaleSource; 4] = [
    LocaleSource {
        tag: "en",
        intl: "en-GB",
        formatter: |value, _| NUMBERS[0].value(value),
        messages: include_str!("../locales/en.ftl"),
    },
    LocaleSource {
        tag: "ar",
        intl: "ar-u-nu-arab",
        formatter: |value, _| NUMBERS[1].value(value),
        messages: include_str!("../locales/ar.ftl"),
    },
    LocaleSource {
        tag: "de",
        intl: "de",
        formatter: |value, _| NUMBERS[2].value(value),
        messages: include_str!("../locales/de.ftl"),
    },
    LocaleSource {
        tag: "zh",
        intl: "zh",
        formatter: |value, _| NUMBERS[3].value(value),
        messages: include_str!("../locales/zh.ftl"),
    },
];

/// How each of these writes numbers. Apart from the interfaces, which write messages while they are made.
static NUMBERS: LazyLock<Vec<Numbers>> = LazyLock::new(|| {
    let tags = SOURCES.iter().map(|source| source.intl.parse());
    tags.map(|tag| Numbers::of(&tag.unwrap_or(Tag::UNKNOWN)))
        .collect()
});

static INTERFACES: LazyLock<Vec<Interface>> = LazyLock::new(|| {
    let sources = SOURCES.into_iter().zip(NUMBERS.iter());
    sources
        .map(|(source, numbers)| Interface::new(source, numbers))
        .collect()
});

/// Those whose language the interface speaks.
static LOCALES: LazyLock<Vec<Locale>> = LazyLock::new(|| {
    let interfaces = INTERFACES.iter();
    interfaces
        .map(|interface| Locale::new(interface, interface.tag))
        .collect()
});

/// Those of other languages that were asked for.
static OTHERS: LazyLock<RwLock<HashMap<String, &'static Locale>>> = LazyLock::new(RwLock::default);

/// How many other languages are kept. Each is kept for good, and an almanac has a few.
const MOST_OTHERS: usize = 100;

/// A language: how it writes numbers and dates, and the interface that is shown with it.
pub struct Locale {
    interface: &'static Interface,
    /// The language itself, by which it writes capitals.
    id: icu_locale_core::LanguageIdentifier,
    /// Whether the interface speaks the language. If not, its words are English.
    speaks: bool,
    numbers: Numbers,
    dates: DateFormats,
    patterns: Patterns,
    either: ListFormatter,
    both: ListFormatter,
    /// What stands between the items of a list.
    separator: String,
    collation: Collation,
}

impl Locale {
    fn new(interface: &'static Interface, language: &str) -> Self {
        let speaks = primary(language) == primary(interface.tag);
        let written = match language == interface.tag {
            true => interface.intl,
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
        if let Some(own) = LOCALES.iter().find(|locale| locale.tag == language) {
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

/// The place of the language of the interface that is nearest to another.
fn nearest_interface(language: &str) -> usize {
    let wanted: Option<LanguageIdentifier> = language.parse().ok();
    let available: Vec<&LanguageIdentifier> = INTERFACES
        .iter()
        .map(|interface| &interface.identifier)
        .collect();
    let nearest = wanted.and_then(|wanted| {
        let found = negotiate_languages(&[wanted], &available, None, NegotiationStrategy::Lookup);
        found.first().map(|identifier| (**identifier).clone())
    });
    let place = nearest.and_then(|nearest| available.iter().position(|known| **known == nearest));
    place.unwrap_or(0)
}

/// What stands behind each of several items of a list but the last.
fn between(list: &ListFormatter, items: usize) -> Vec<String> {
    const ITEM: &str = "\u{1}";
    let list = list.format(std::iter::repeat_n(ITEM, items)).to_string();
    list.split(ITEM).skip(1).map(str::to_owned).collect()
}

fn primary(language: &str) -> &str {
    language.split('-').next().unwrap_or_default()
}

/// The interface in one of its languages: its words.
pub struct Interface {
    identifier: LanguageIdentifier,
    tag: &'static str,
    intl: &'static str,
    direction: Direction,
    /// How numbers in messages are written.
    numbers: &'static Numbers,
    messages: &'static str,
    bundle: FluentBundle<FluentResource>,
    /// The ids of all messages.
    ids: Vec<String>,
    /// The messages without variables.
    fixed: HashMap<String, String>,
}

/// What a message's variable stands for.
#[derive(Debug, Clone)]
pub enum Argument<'a> {
    /// A number, written and counted as the language does.
    Number(f64),
    /// A number with the digits that its author gave.
    Decimal(FluentNumber),
    /// A name that someone else gave, in whatever language.
    Name(&'a str),
    /// Words of this language.
    Words(&'a str),
}

impl Interface {
    fn new(source: LocaleSource, numbers: &'static Numbers) -> Self {
        let resource = FluentResource::try_new(source.messages.to_owned())
            .expect("a test reads every file of messages");
        let identifier: LanguageIdentifier = source.tag.parse().expect("a test reads every tag");
        let ids = message_ids(&resource);
        let mut bundle = FluentBundle::new_concurrent(vec![identifier.clone()]);
        // Names are isolated below; numbers and words of the language itself need not be.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(source.formatter));
        bundle
            .add_resource(resource)
            .expect("a test holds every id to stand once");
        let fixed = fixed_messages(&bundle, &ids);
        Self {
            tag: source.tag,
            direction: Direction::of(source.tag),
            identifier,
            intl: source.intl,
            numbers,
            messages: source.messages,
            bundle,
            ids,
            fixed,
        }
    }

    /// The BCP 47 tag of its words.
    pub fn tag(&self) -> &'static str {
        self.tag
    }

    /// Which way its script runs.
    pub fn direction(&self) -> Direction {
        self.direction
    }

    /// A message without variables.
    ///
    /// # Panics
    ///
    /// If there is none of this id; a test holds all code to ids that exist.
    pub fn text(&self, id: &str) -> &str {
        let message = self.fixed.get(id);
        message.unwrap_or_else(|| panic!("`{id}` is no message without variables"))
    }

    /// The messages without variables by id, in no order.
    pub fn fixed_messages(&self) -> impl Iterator<Item = (&str, &str)> {
        let messages = self.fixed.iter();
        messages.map(|(id, text)| (id.as_str(), text.as_str()))
    }

    /// The ids of all messages, in the order of the file.
    pub fn message_ids(&self) -> impl Iterator<Item = &str> {
        self.ids.iter().map(String::as_str)
    }

    /// Whether there is a message without variables of this id.
    pub fn has_words(&self, id: &str) -> bool {
        self.fixed.contains_key(id)
    }

    /// Whether there is a message of this id.
    pub fn has_message(&self, id: &str) -> bool {
        self.bundle
            .get_message(id)
            .is_some_and(|message| message.value().is_some())
    }

    /// Fills a message's variables.
    ///
    /// # Panics
    ///
    /// If there is no message of this id; a test holds all code to ids that exist.
    pub fn say(&self, id: &str, values: &[(&'static str, Argument<'_>)]) -> String {
        let message = self
            .bundle
            .get_message(id)
            .and_then(|message| message.value());
        let pattern = message.unwrap_or_else(|| panic!("`{id}` is no message"));
        if let Some(text) = self.filled(pattern, values) {
            return text;
        }
        self.formatted(pattern, values)
    }

    /// Fills any message.
    fn formatted(
        &self,
        pattern: &Pattern<&str>,
        values: &[(&'static str, Argument<'_>)],
    ) -> String {
        let mut arguments = FluentArgs::with_capacity(values.len());
        for (name, value) in values {
            arguments.set(*name, self.fluent_value(value));
        }
        let mut errors: Vec<FluentError> = Vec::new();
        self.bundle
            .format_pattern(pattern, Some(&arguments), &mut errors)
            .into_owned()
    }

    /// Fills a message that only has words and variables, as most are, which is several times as fast as Fluent's own way.
    fn filled(
        &self,
        pattern: &Pattern<&str>,
        values: &[(&'static str, Argument<'_>)],
    ) -> Option<String> {
        let mut text = String::with_capacity(USUAL_MESSAGE);
        for element in &pattern.elements {
            let name = match element {
                PatternElement::TextElement { value } => {
                    text.push_str(value);
                    continue;
                }
                PatternElement::Placeable {
                    expression: Expression::Inline(InlineExpression::VariableReference { id }),
                } => id.name,
                PatternElement::Placeable { .. } => return None,
            };
            let (_, value) = values.iter().find(|(variable, _)| *variable == name)?;
            text.push_str(&self.written(value));
        }
        Some(text)
    }

    /// What a variable stands for, as text.
    fn written<'v>(&self, value: &Argument<'v>) -> Cow<'v, str> {
        match value {
            Argument::Number(number) => self.numbers.decimal(&plain(*number)).into(),
            Argument::Decimal(number) => self.numbers.decimal(&number.as_string()).into(),
            // A name that runs the other way must not turn what stands around it.
            Argument::Name(name)
                if self.direction == Direction::RightToLeft || has_right_to_left(name) =>
            {
                format!("\u{2068}{name}\u{2069}").into()
            }
            Argument::Name(words) | Argument::Words(words) => Cow::Borrowed(words),
        }
    }

    fn fluent_value<'v>(&self, value: &Argument<'v>) -> FluentValue<'v> {
        match value {
            Argument::Number(number) => {
                FluentValue::Number(FluentNumber::new(*number, Default::default()))
            }
            Argument::Decimal(number) => FluentValue::Number(number.clone()),
            Argument::Name(_) | Argument::Words(_) => FluentValue::from(self.written(value)),
        }
    }

    /// A message that counts.
    pub fn count(&self, id: &str, number: usize) -> String {
        self.say(id, &[("number", Argument::from(number))])
    }

    /// A message that names something.
    pub fn named(&self, id: &str, name: &str) -> String {
        self.say(id, &[("name", Argument::Name(name))])
    }

    /// A message that counts one number within another.
    pub fn count_of(&self, id: &str, number: usize, of: usize) -> String {
        self.say(
            id,
            &[
                ("number", Argument::from(number)),
                ("of", Argument::from(of)),
            ],
        )
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Argument::Number(number as f64)
    }
}

impl fmt::Debug for Interface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Interface").field(&self.tag).finish()
    }
}

impl fmt::Debug for Locale {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Locale").field(&self.tag).finish()
    }
}

/// A number in ASCII. Most are whole, which is told faster than the digits of a fraction.
fn plain(number: f64) -> String {
    /// Below it every whole number is told from the next.
    const EXACT: f64 = 1e15;
    if number.fract() == 0.0 && number.abs() < EXACT {
        (number as i64).to_string()
    } else {
        number.to_string()
    }
}

/// A usual length of a message, in bytes.
const USUAL_MESSAGE: usize = 48;

/// The ids of the messages in a file, in its order.
fn message_ids(resource: &FluentResource) -> Vec<String> {
    let entries = resource.entries().filter_map(|entry| match entry {
        fluent_syntax::ast::Entry::Message(message) => Some(message.id.name.to_owned()),
        _ => None,
    });
    entries.collect()
}

/// The messages that need no variable.
fn fixed_messages(
    bundle: &FluentBundle<FluentResource>,
    ids: &[String],
) -> HashMap<String, String> {
    let mut fixed = HashMap::default();
    for id in ids {
        let Some(pattern) = bundle.get_message(id).and_then(|message| message.value()) else {
            continue;
        };
        let mut errors = Vec::new();
        let text = bundle
            .format_pattern(pattern, None, &mut errors)
            .into_owned();
        if errors.is_empty() {
            fixed.insert(id.clone(), text);
        }
    }
    fixed
}
