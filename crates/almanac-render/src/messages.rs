//! Messages of the interface as markup.

#[cfg(test)]
mod tests;

use std::sync::LazyLock;

use almanac_locale::Locale;
use rustc_hash::FxHashMap as HashMap;

use crate::html::{escaped, href};

/// The messages without variables of each language, escaped once: every page has many of them.
static MESSAGES: LazyLock<Vec<(&'static str, HashMap<&'static str, String>)>> =
    LazyLock::new(|| {
        let messages = |locale: &'static Locale| {
            let messages = locale.fixed_messages();
            let messages = messages.map(|(id, text)| (id, with_code(&escaped(text))));
            (locale.tag(), messages.collect())
        };
        Locale::all().iter().map(messages).collect()
    });

/// A language's messages as markup.
pub(crate) trait Messages {
    /// A message without variables; what stands between backticks in it is code.
    fn markup(&self, id: &str) -> &'static str;
}

impl Messages for Locale {
    fn markup(&self, id: &str) -> &'static str {
        let mut languages = MESSAGES.iter();
        let of_language = languages.find(|(tag, _)| *tag == self.tag());
        let message = of_language.and_then(|(_, messages)| messages.get(id));
        message.unwrap_or_else(|| panic!("`{id}` is no message without variables"))
    }
}

/// Marks what stands between backticks as code.
pub(crate) fn with_code(text: &str) -> String {
    let mut markup = String::with_capacity(text.len());
    for (index, part) in text.split('`').enumerate() {
        if index > 0 {
            markup.push_str(if index % 2 == 1 { "<code>" } else { "</code>" });
        }
        markup.push_str(part);
    }
    markup
}

/// Makes what stands between brackets in an escaped text a link.
pub(crate) fn with_link(text: &str, address: &str) -> String {
    let bracketed = text
        .split_once('[')
        .and_then(|(before, rest)| Some((before, rest.rsplit_once(']')?)));
    match bracketed {
        Some((before, (words, after))) => {
            format!("{before}<a href=\"{}\">{words}</a>{after}", href(address))
        }
        None => text.to_owned(),
    }
}
