//! The engine that reads an almanac's own templates: the same filters and the same escaping as the
//! one that the built-in templates are compiled by.

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};

use super::built_in;
use crate::dates::{DateView, date_tongue};
use crate::html::{Html, html};
use crate::isolation::isolated;
use crate::messages::{Messages, with_code, with_link};
use almanac_locale::{Argument, Locale, Punctuation};

/// How many instructions a page may take: ten times what a list of 10,000 entries needs, and few
/// enough that a loop without an end does not stop the server.
const FUEL: u64 = 5_000_000;

/// The engine with the built-in templates, each under its own name and as `built-in/NAME`.
pub(super) fn environment(locale: &'static Locale, sets_punctuation: bool) -> Environment<'static> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_formatter(write_value);
    add_filters(&mut environment, locale, sets_punctuation);
    for template in built_in::all() {
        for name in [template.name, &template.full_name] {
            let added = environment.add_template(name, &template.text);
            added.expect("a test makes every page by the built-in templates");
        }
    }
    environment
}

/// Writes a value as askama does, so that both engines give the same bytes. What is absent is nothing.
fn write_value(
    out: &mut Output<'_>,
    state: &mut State<'_, '_>,
    value: &Value,
) -> Result<(), Error> {
    if value.is_none() {
        return Ok(());
    }
    if value.is_safe() || matches!(state.auto_escape(), minijinja::AutoEscape::None) {
        return Ok(write!(out, "{value}")?);
    }
    let text = value.to_string();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'']) {
        out.write_str(&rest[..at])?;
        write!(out, "&#{};", rest.as_bytes()[at])?;
        rest = &rest[at + 1..];
    }
    Ok(out.write_str(rest)?)
}

/// Adds the filters that give templates their words. They do what those in `filters` do.
fn add_filters(environment: &mut Environment<'_>, locale: &'static Locale, sets_punctuation: bool) {
    let words = move |id: &str| {
        let known = locale.has_words(id);
        known.then(|| locale.text(id)).ok_or_else(|| no_message(id))
    };
    let message = move |id: &str, values: &[(&'static str, Argument<'_>)]| {
        let known = locale.has_message(id);
        known
            .then(|| locale.say(id, values))
            .ok_or_else(|| no_message(id))
    };
    environment.add_filter("say", move |id: &str| {
        words(id).map(|text| Value::from(with_code(text)))
    });
    environment.add_filter("count", move |id: &str, number: usize| {
        message(id, &[("number", Argument::from(number))]).map(text)
    });
    environment.add_filter("count_of", move |id: &str, number: usize, of: usize| {
        let values = [
            ("number", Argument::from(number)),
            ("of", Argument::from(of)),
        ];
        message(id, &values).map(text)
    });
    environment.add_filter("named", move |id: &str, name: &str| {
        let name = Punctuation::line(locale, name, sets_punctuation);
        message(id, &[("name", Argument::Name(&name))]).map(text)
    });
    environment.add_filter("dated", move |id: &str, date: Value| {
        let element = element_of(&date, locale)?;
        let known = locale.has_message(id);
        known
            .then(|| Value::from(locale.around(id, "date", &element)))
            .ok_or_else(|| no_message(id))
    });
    environment.add_filter("linked", move |id: &str, address: &str| {
        words(id).map(|text| Value::from(with_link(text, address)))
    });
    environment.add_filter("isolated", move |words: &str| {
        let words = Punctuation::line(locale, words, sets_punctuation);
        Value::from(isolated(&words, locale.direction()))
    });
    environment.add_filter("number", move |number: usize| text(locale.number(number)));
    environment.add_filter("time", move |date: Value| {
        element_of(&date, locale).map(Value::from)
    });
}

fn text(text: String) -> Value {
    Html::text(&text).into()
}

/// The `time` element of a date as templates get it.
fn element_of(date: &Value, locale: &Locale) -> Result<Html, Error> {
    let part = |name: &str| {
        let part = date.get_attr(name)?;
        let text = part.as_str().map(str::to_owned);
        text.ok_or_else(|| Error::new(ErrorKind::InvalidOperation, "this is not a date"))
    };
    let text = part("text")?;
    // A span of years, and the date of a work at the foot of a step, are for people alone.
    if date.get_attr("machine")?.is_none() {
        let tongue = date_tongue(locale);
        return Ok(match tongue.is_empty() {
            true => Html::text(&text),
            false => html!("<span{}>{}</span>", tongue, text),
        });
    }
    Ok(DateView::of_words(locale, part("machine")?, text).element())
}

fn no_message(id: &str) -> Error {
    let detail = format!("there is no message `{id}`");
    Error::new(ErrorKind::InvalidOperation, detail)
}
