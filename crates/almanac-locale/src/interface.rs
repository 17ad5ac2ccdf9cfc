//! The interface: its words in each of its languages, one file of messages a language, in Mozilla's Fluent format.

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use icu_locale_core::Locale as Tag;
use intl_memoizer::concurrent::IntlLangMemoizer;
use rustc_hash::FxHashMap as HashMap;
use unic_langid::LanguageIdentifier;

use crate::bidi::{Direction, has_right_to_left};
use crate::numbers::Numbers;

/// What a language of the interface is made of.
struct LocaleSource {
    tag: &'static str,
    /// The locale for days and numbers, for us and for the modules.
    intl: &'static str,
    /// Writes the numbers in messages.
    formatter: fn(&FluentValue<'_>, &IntlLangMemoizer) -> Option<String>,
    messages: &'static str,
}

/// The languages; the first is the one for all others.
const SOURCES: [LocaleSource; 5] = [
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
    // Where Arabic is written with the digits of Europe, messages are too.
    LocaleSource {
        tag: "ar-MA",
        intl: "ar-MA",
        formatter: |value, _| NUMBERS[4].value(value),
        messages: include_str!("../locales/ar.ftl"),
    },
];

/// How each of these writes numbers. Apart from the interfaces, which write messages while they are made.
static NUMBERS: LazyLock<Vec<Numbers>> = LazyLock::new(|| {
    let tags = SOURCES.iter().map(|source| source.intl.parse());
    tags.map(|tag| Numbers::of(&tag.unwrap_or(Tag::UNKNOWN)))
        .collect()
});

pub(crate) static INTERFACES: LazyLock<Vec<Interface>> = LazyLock::new(|| {
    let sources = SOURCES.into_iter().zip(NUMBERS.iter());
    sources
        .map(|(source, numbers)| Interface::new(source, numbers))
        .collect()
});

/// The interface in one of its languages: its words.
pub struct Interface {
    identifier: LanguageIdentifier,
    tag: &'static str,
    intl: &'static str,
    direction: Direction,
    /// How numbers in messages are written.
    numbers: &'static Numbers,
    pub(crate) messages: &'static str,
    pub(crate) bundle: FluentBundle<FluentResource>,
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

    /// The locale with which modules write numbers and days as we do.
    pub(crate) fn intl(&self) -> &'static str {
        self.intl
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
    pub(crate) fn formatted(
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
    pub(crate) fn filled(
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
    pub(crate) fn written<'v>(&self, value: &Argument<'v>) -> Cow<'v, str> {
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

impl fmt::Debug for Interface {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Interface").field(&self.tag).finish()
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Argument::Number(number as f64)
    }
}

/// The place of the language of the interface that is nearest to another, written with the digits of that where there is
/// one.
pub(crate) fn nearest_interface(language: &str) -> usize {
    let place = nearest_words(language).unwrap_or(0);
    let (interface, tag) = (&INTERFACES[place], Tag::try_from_str(language));
    let mut alike = INTERFACES.iter().zip(NUMBERS.iter()).enumerate();
    let Some(numbers) = tag.ok().map(|tag| Numbers::of(&tag)) else {
        return place;
    };
    let found = alike.find(|(_, (other, digits))| {
        other.identifier.language == interface.identifier.language
            && digits.has_plain_digits() == numbers.has_plain_digits()
    });
    found.map_or(place, |(place, _)| place)
}

/// The place of the first language of the interface that is near to another; `None` if none is.
fn nearest_words(language: &str) -> Option<usize> {
    let wanted: LanguageIdentifier = language.parse().ok()?;
    let available: Vec<&LanguageIdentifier> = INTERFACES
        .iter()
        .map(|interface| &interface.identifier)
        .collect();
    let found = negotiate_languages(&[wanted], &available, None, NegotiationStrategy::Lookup);
    let nearest = (**found.first()?).clone();
    available.iter().position(|known| **known == nearest)
}

/// A number in ASCII. Most are whole, and the digits of a whole number are found faster.
fn plain(number: f64) -> String {
    /// Below it every whole number has a value of its own.
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
