//! The filters that give templates their words: `"skip-to-text"|say`, `"minutes"|count(page.minutes)`.
//!
//! Each takes the id of a message; what it gives is safe markup.

use std::any::Any;

use almanac_locale::Locale;
use askama::{Result, Values, filter_fn, get_value};

use crate::dates::DateView;
use crate::html::Html;
use crate::isolation::TemplateWords;
use crate::messages::{Messages, with_link};

/// The name by which filters find the language.
const LOCALE: &str = "locale";

/// Lets the filters of templates find the language that a page is written in.
pub(crate) struct Language(pub(crate) &'static Locale);

impl askama::Values for Language {
    fn get_value<'a>(&'a self, key: &str) -> Option<&'a dyn Any> {
        (key == LOCALE).then_some(&self.0 as &dyn Any)
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

/// A message that names something: `$name`.
#[filter_fn]
pub(crate) fn named(id: &str, values: &dyn Values, name: &str) -> Result<Html> {
    Ok(Html::text(&locale(values)?.named(id, name)))
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

/// A name or a value among words of the page: isolated if it runs another way.
#[filter_fn]
pub(crate) fn isolated<'a>(words: &'a str, values: &dyn Values) -> Result<TemplateWords<'a>> {
    Ok(TemplateWords::among(words, locale(values)?.direction()))
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
