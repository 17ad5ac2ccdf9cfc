//! Dates as readers and browsers read them.

use almanac_model::Date;

use crate::html::{Html, html};
use crate::tongues::tongue;
use almanac_locale::Locale;

pub(crate) use almanac_locale::machine_date as machine;

/// A date with its two forms, as templates show it.
#[derive(Debug, Clone, serde::Serialize)]
pub(crate) struct DateView {
    /// As the `datetime` attribute has it.
    pub machine: String,
    /// As a reader reads it.
    pub text: String,
    /// The attributes of its language among words of the interface, where that is another.
    pub tongue: Html,
}

impl DateView {
    pub(crate) fn new(locale: &Locale, date: &Date) -> Self {
        Self::of_words(locale, machine(date), locale.date(date))
    }

    /// A date in its two forms, both written in a language already.
    pub(crate) fn of_words(locale: &Locale, machine: String, text: String) -> Self {
        Self {
            machine,
            text,
            tongue: date_tongue(locale),
        }
    }

    /// The `time` element.
    pub(crate) fn element(&self) -> Html {
        match self.tongue.is_empty() {
            true => time_element(&self.machine, &self.text),
            false => html!(
                "<time datetime=\"{}\"{}>{}</time>",
                self.machine,
                self.tongue,
                self.text
            ),
        }
    }
}

/// The attributes of a date among words of the interface, where it is in another language than these.
pub(crate) fn date_tongue(locale: &Locale) -> Html {
    match locale.speaks() {
        true => Html::default(),
        false => tongue(locale.language(), locale.tag()),
    }
}

/// The `time` element of a date in its two forms.
pub(crate) fn time_element(machine: &str, text: &str) -> Html {
    let mut element = Html::with_capacity(machine.len() + text.len() + 32);
    element.push_literal("<time datetime=\"");
    element.push_text(machine);
    element.push_literal("\">");
    element.push_text(text);
    element.push_literal("</time>");
    element
}

/// Words in which dates don't go over the end of a line.
pub(crate) fn unbroken(mut words: String, dates: impl IntoIterator<Item = String>) -> String {
    for date in dates {
        words = words.replace(&date, &date.replace(' ', "\u{a0}"));
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn browsers_read_dates_without_their_qualifiers() {
        let date = |text| Date::parse(text).unwrap();
        assert_eq!(machine(&date("2015-06%")), "2015-06");
        let view = DateView::new(Locale::of("en"), &date("2015-06~"));
        let element = "<time datetime=\"2015-06\">about June 2015</time>";
        assert_eq!(view.element().as_str(), element);
    }
}
