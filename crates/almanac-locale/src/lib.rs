//! The languages of the interface: words, numbers and dates.
//!
//! The words stand in `locales/*.ftl`, one file a language, in Mozilla's
//! Fluent format. [`Locale::of`] finds the language that is nearest to the one
//! an almanac is written in. All that this crate gives is plain text: whoever
//! writes it into a page escapes it. Tests hold all files to the same messages;
//! almanac-render has a test that holds templates, Rust and modules to messages that exist.

mod bidi;
mod dates;
mod edition;
mod facts;
mod for_programs;
mod names;
mod numbers;
mod script;
#[cfg(test)]
mod tests;
mod values;
mod words;

use std::borrow::Cow;
use std::fmt;
use std::sync::LazyLock;

use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::types::FluentNumber;
use fluent_bundle::{FluentArgs, FluentError, FluentResource, FluentValue};
use fluent_langneg::{NegotiationStrategy, negotiate_languages};
use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use rustc_hash::FxHashMap as HashMap;
use unic_langid::LanguageIdentifier;

pub use bidi::{LetterCount, has_right_to_left};
pub use dates::machine_date;
pub use edition::Edition;
pub use facts::{NewestFacts, fact_unit, fact_words, is_current_fact};
pub use for_programs::{
    EventMarkup, ForPrograms, HeadLink, HeadOf, HeadProperty, PageCitation, PageHead,
};
pub use names::own_name;
use numbers::{ARABIC, LATIN, Numbers};
pub use script::{module_messages, words_module};
pub use words::{capitalized, words_of};

/// Which way a script runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// As Latin does.
    LeftToRight,
    /// As Arabic does.
    RightToLeft,
}

impl Direction {
    /// The value of the `dir` attribute.
    pub fn name(self) -> &'static str {
        match self {
            Direction::LeftToRight => "ltr",
            Direction::RightToLeft => "rtl",
        }
    }

    /// The direction of a text in a language: that of its script.
    pub fn of(language: &str) -> Self {
        let identifier: LanguageIdentifier = language.parse().unwrap_or_default();
        match identifier.character_direction() {
            unic_langid::CharacterDirection::RTL => Direction::RightToLeft,
            _ => Direction::LeftToRight,
        }
    }
}

/// What a language of the interface is made of.
struct Source {
    tag: &'static str,
    /// The locale by which modules write days and numbers as we do.
    intl: &'static str,
    numbers: &'static Numbers,
    messages: &'static str,
}

/// The languages; the first is the one for all others.
const SOURCES: [Source; 2] = [
    Source {
        tag: "en",
        intl: "en-GB",
        numbers: &LATIN,
        messages: include_str!("../locales/en.ftl"),
    },
    Source {
        tag: "ar",
        intl: "ar-u-nu-arab",
        numbers: &ARABIC,
        messages: include_str!("../locales/ar.ftl"),
    },
];

static LOCALES: LazyLock<Vec<Locale>> =
    LazyLock::new(|| SOURCES.into_iter().map(Locale::new).collect());

/// A language of the interface.
pub struct Locale {
    identifier: LanguageIdentifier,
    tag: &'static str,
    intl: &'static str,
    direction: Direction,
    numbers: &'static Numbers,
    messages: &'static str,
    bundle: FluentBundle<FluentResource>,
    /// The ids of all messages.
    ids: Vec<String>,
    /// The messages without variables.
    fixed: HashMap<String, String>,
    months: [String; 12],
    short_months: [String; 12],
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

impl Locale {
    fn new(source: Source) -> Self {
        let resource = FluentResource::try_new(source.messages.to_owned())
            .expect("a test reads every file of messages");
        let identifier: LanguageIdentifier = source.tag.parse().expect("a test reads every tag");
        let ids = message_ids(&resource);
        let mut bundle = FluentBundle::new_concurrent(vec![identifier.clone()]);
        // Names are isolated below; numbers and words of the language itself need not be.
        bundle.set_use_isolating(false);
        bundle.set_formatter(Some(source.numbers.formatter));
        bundle
            .add_resource(resource)
            .expect("a test holds every id to stand once");
        let fixed = fixed_messages(&bundle, &ids);
        let month = |prefix: &str, number: usize| fixed[&format!("{prefix}-{number}")].clone();
        Self {
            tag: source.tag,
            direction: Direction::of(source.tag),
            identifier,
            intl: source.intl,
            numbers: source.numbers,
            messages: source.messages,
            months: std::array::from_fn(|index| month("month", index + 1)),
            short_months: std::array::from_fn(|index| month("short-month", index + 1)),
            bundle,
            ids,
            fixed,
        }
    }

    /// All languages of the interface.
    pub fn all() -> &'static [Locale] {
        &LOCALES
    }

    /// The language of the interface that is nearest to a BCP 47 tag; English if none is near.
    pub fn of(language: &str) -> &'static Locale {
        let locales = Self::all();
        let wanted: Option<LanguageIdentifier> = language.parse().ok();
        let available: Vec<&LanguageIdentifier> =
            locales.iter().map(|locale| &locale.identifier).collect();
        let nearest = wanted.and_then(|wanted| {
            let found =
                negotiate_languages(&[wanted], &available, None, NegotiationStrategy::Lookup);
            found.first().map(|identifier| (**identifier).clone())
        });
        let found =
            nearest.and_then(|nearest| locales.iter().find(|locale| locale.identifier == nearest));
        found.unwrap_or(&locales[0])
    }

    /// The BCP 47 tag.
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

    /// The items of a list with what stands between them.
    pub fn list<S: AsRef<str>>(&self, items: &[S]) -> String {
        let items: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
        items.join(self.text("list-separator"))
    }
}

impl From<usize> for Argument<'_> {
    fn from(number: usize) -> Self {
        Argument::Number(number as f64)
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
