//! The filters that give templates their words: `"skip-to-text"|say`, `"minutes"|count(page.minutes)`.
//!
//! Each takes the id of a message; what it gives is safe markup.

use std::any::Any;
use std::borrow::Cow;

use almanac_locale::{Locale, Punctuation};
use askama::{Result, Values, filter_fn, get_value};

use crate::dates::DateView;
use crate::html::Html;
use crate::isolation::TemplateWords;
use crate::messages::{Messages, with_link};

/// The names by which filters find the language, and whether its punctuation is set.
const LOCALE: &str = "locale";
const SETS_PUNCTUATION: &str = "sets-punctuation";

/// Lets the filters of templates find the language that a page is written in.
pub(crate) struct Language {
    pub locale: &'static Locale,
    /// Whether names and sentences get the punctuation of the language.
    pub sets_punctuation: bool,
}

impl askama::Values for Language {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        match key {
            LOCALE => Some(&self.locale),
            SETS_PUNCTUATION => Some(&self.sets_punctuation),
            _ => None,
        }
    }
}

fn locale(values: &dyn Values) -> Result<&'static Locale> {
    get_value::<&'static Locale>(values, LOCALE).copied()
}

/// A message without variables.
#[filter_fn]
pub(crate) fn say(id: &str, values: &dyn Values) -> Result<&'static Html> {
    Ok(locale(values)?.markup(id))
}

/// A message that counts: `$number`.
#[filter_fn]
pub(crate) fn count<N: Number>(id: &str, values: &dyn Values, number: N) -> Result<Html> {
    let values = locale(values)?;
    Ok(Html::text(&values.count(id, number.value())))
}

/// A message that counts one number within another: `$number` and `$of`.
#[filter_fn]
pub(crate) fn count_of<N: Number, O: Number>(
    id: &str,
    values: &dyn Values,
    number: N,
    of: O,
) -> Result<Html> {
    Ok(Html::text(&locale(values)?.count_of(
        id,
        number.value(),
        of.value(),
    )))
}

/// A message that names something: `$name`, its punctuation set.
#[filter_fn]
pub(crate) fn named(id: &str, values: &dyn Values, name: &str) -> Result<Html> {
    let name = set(name, values)?;
    Ok(Html::text(&locale(values)?.named(id, &name)))
}

/// A message with a date in it: `$date`.
#[filter_fn]
pub(crate) fn dated(id: &str, values: &dyn Values, date: &DateView) -> Result<Html> {
    Ok(locale(values)?.around(id, "date", &date.element()))
}

/// A message whose words in brackets lead somewhere.
#[filter_fn]
pub(crate) fn linked(id: &str, values: &dyn Values, address: &str) -> Result<Html> {
    Ok(with_link(locale(values)?.text(id), address))
}

/// A name, a value or a sentence among words of the page: its punctuation set, and isolated if it runs another way.
#[filter_fn]
pub(crate) fn isolated<'a>(words: &'a str, values: &dyn Values) -> Result<TemplateWords<'a>> {
    let words = set(words, values)?;
    Ok(TemplateWords::among(words, locale(values)?.direction()))
}

/// Words with the punctuation of the language, unless the almanac wants it as it is typed.
fn set<'w>(words: &'w str, values: &dyn Values) -> Result<Cow<'w, str>> {
    let is_set = *get_value::<bool>(values, SETS_PUNCTUATION)?;
    Ok(Punctuation::line(locale(values)?, words, is_set))
}

/// A number by itself.
#[filter_fn]
pub(crate) fn number<N: Number>(number: N, values: &dyn Values) -> Result<Html> {
    Ok(Html::text(&locale(values)?.number(number.value())))
}

/// A whole number, of whatever type a template has it.
pub(crate) trait Number {
    fn value(&self) -> usize;
}

impl Number for usize {
    fn value(&self) -> usize {
        *self
    }
}

impl Number for u32 {
    fn value(&self) -> usize {
        *self as usize
    }
}

impl<N: Number> Number for &N {
    fn value(&self) -> usize {
        (*self).value()
    }
}
