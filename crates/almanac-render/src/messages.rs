//! Messages of the interface as markup.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use almanac_locale::{Argument, Locale};
use rustc_hash::FxHashMap as HashMap;

use crate::html::{Href, Html, html};

/// The messages without variables of each language, escaped once: every page has many of them.
static MESSAGES: LazyLock<Vec<(&'static str, HashMap<&'static str, Html>)>> = LazyLock::new(|| {
    let messages = |locale: &'static Locale| {
        let messages = locale.fixed_messages();
        let messages = messages.map(|(id, text)| (id, with_code(text)));
        (locale.tag(), messages.collect())
    };
    Locale::all().iter().map(messages).collect()
});

/// A language's messages as markup.
pub(crate) trait Messages {
    /// A message whose one variable stands for markup.
    fn around(&self, id: &str, variable: &'static str, markup: &Html) -> Html;

    /// A message whose variables stand for markup, of which there are at most a few.
    fn with_markup(&self, id: &str, values: &[(&'static str, Html)]) -> Html;

    /// A message without variables; what stands between backticks in it is code.
    fn markup(&self, id: &str) -> &'static Html;
}

/// Stands for markup while a message is filled. A private-use character, which no message has.
const PLACE: &str = "\u{e000}";

impl Messages for Locale {
    fn around(&self, id: &str, variable: &'static str, markup: &Html) -> Html {
        let text = self.say(id, &[(variable, Argument::Words(PLACE))]);
        match text.split_once(PLACE) {
            Some((before, after)) => html!("{}{}{}", before, markup, after),
            None => Html::text(&text),
        }
    }

    fn with_markup(&self, id: &str, values: &[(&'static str, Html)]) -> Html {
        let places: Vec<String> = ('\u{e000}'..'\u{e010}')
            .map(String::from)
            .take(values.len())
            .collect();
        let named = values.iter().zip(&places);
        let named: Vec<(&'static str, Argument<'_>)> = named
            .map(|((name, _), place)| (*name, Argument::Words(place)))
            .collect();
        let mut markup = Html::default();
        let text = self.say(id, &named);
        let mut rest = &*text;
        while let Some((at, found)) = places
            .iter()
            .enumerate()
            .filter_map(|(index, place)| Some((rest.find(place)?, index)))
            .min()
        {
            markup.push_text(&rest[..at]);
            markup.push(&values[found].1);
            rest = &rest[at + places[found].len()..];
        }
        markup.push_text(rest);
        markup
    }

    fn markup(&self, id: &str) -> &'static Html {
        let mut languages = MESSAGES.iter();
        let of_language = languages.find(|(tag, _)| *tag == self.tag());
        let message = of_language.and_then(|(_, messages)| messages.get(id));
        message.unwrap_or_else(|| panic!("`{id}` is no message without variables"))
    }
}

/// Marks what stands between backticks as code.
pub(crate) fn with_code(text: &str) -> Html {
    let mut markup = Html::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            markup.push_literal(if index % 2 == 1 { "<code>" } else { "</code>" });
        }
        markup.push_text(part);
    }
    markup
}

/// Makes what stands between brackets in a text a link, and what stands between backticks code.
pub(crate) fn with_link(text: &str, address: &str) -> Html {
    let bracketed = text
        .split_once('[')
        .and_then(|(before, rest)| Some((before, rest.rsplit_once(']')?)));
    match bracketed {
        Some((before, (words, after))) => html!(
            "{}<a href=\"{}\">{}</a>{}",
            with_code(before),
            Href(address),
            with_code(words),
            with_code(after)
        ),
        None => with_code(text),
    }
}
