//! Facts as markup: the value, its date, where it is from, and how it stands.

pub(crate) use almanac_locale::{
    NewestFacts as Newest, fact_anchor as anchor, fact_unit as unit, fact_words as words,
    fact_words_with_unit as words_with_unit, is_current_fact as is_current,
    stated_facts as stated_with,
};
use std::borrow::Cow;

use almanac_model::{Day, Fact, LinkTarget, Page, Quantity, Value};

use crate::dates;
use crate::html::{Href, Html, html, is_external};
use crate::messages::Messages;
use crate::view::View;
use almanac_locale::{Argument, Locale};

/// Whether values that lead somewhere are links.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ValueLinks {
    /// They are.
    With,
    /// They are words, as they stand in a link already.
    Without,
}

/// The value as markup that programs can read too, without its unit.
pub(crate) fn value(site: &View<'_>, fact: &Fact, links: ValueLinks) -> Html {
    value_in_words(site, fact, links, &words(site, fact))
}

/// The value as markup, in words that are given.
pub(crate) fn value_in_words(site: &View<'_>, fact: &Fact, links: ValueLinks, words: &str) -> Html {
    match &fact.value {
        Value::Date(date) => dates::time_element(&dates::machine(date), words),
        Value::Quantity(quantity) => number(quantity, words),
        Value::Money(money) => number(&money.amount, words),
        Value::Boolean(truth) => html!("<data value=\"{}\">{}</data>", *truth, words),
        Value::Unknown | Value::None => html!("<em>{}</em>", words),
        Value::Entry(slug) if links == ValueLinks::With => {
            match site.snapshot().resolve(slug.as_str()) {
                LinkTarget::Page(index) => {
                    let address = site.page_url(site.page(index));
                    html!(
                        "<a href=\"{}\">{}</a>",
                        Href(&address),
                        &*site.set_line(words)
                    )
                }
                _ => html!(
                    "<a class=\"missing\" href=\"{}\" title=\"{1}\">{2}<span class=\"vh\"{3}> ({1})</span></a>",
                    Href(&site.requested_url(slug.as_str())),
                    site.locale().markup("not-written-yet-note"),
                    &*site.set_line(words),
                    site.interface_among(site.shown_language())
                ),
            }
        }
        Value::Link(address) if links == ValueLinks::With && is_external(address) => {
            html!(
                "<a class=\"external\" href=\"{}\">{}</a>",
                Href(address),
                short_address(address)
            )
        }
        Value::Link(_) => Html::text(words),
        Value::Text(_) | Value::Entry(_) => Html::text(&site.set_line(words)),
    }
}

fn number(quantity: &Quantity, words: &str) -> Html {
    html!("<data value=\"{}\">{}</data>", quantity.number, words)
}

/// An address as it is shown: its host and path.
pub(crate) fn short_address(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    rest.strip_prefix("www.")
        .unwrap_or(rest)
        .trim_end_matches('/')
}

/// When the value is or was true, in words: `as of August 2026`, `until 2019`.
pub(crate) fn validity(locale: &Locale, fact: &Fact) -> Option<String> {
    locale.validity(fact.as_of.as_ref(), fact.until.as_ref())
}

/// Where the value of a page's fact is from, in words: its property, what it applies to, its date, its sources.
pub(crate) fn provenance(site: &View<'_>, owner: &Page, fact: &Fact) -> String {
    let property = site.snapshot().config().property(fact.property.as_str());
    let label = property.map_or(fact.property.as_str(), |property| property.label.as_str());
    let locale = site.locale();
    let mut parts = vec![site.set_line(label).into_owned()];
    parts.extend(unit(property, fact).map(str::to_owned));
    parts.extend(
        fact.applies_to
            .as_deref()
            .map(|part| site.set_line(part).into_owned()),
    );
    parts.extend(validity(locale, fact));
    let mut words = locale.clauses(&parts);
    let snapshot = site.snapshot();
    let titles: Vec<Cow<'_, str>> = fact
        .sources
        .iter()
        .filter_map(|key| snapshot.source(Some(owner), key.as_str()))
        .map(|source| site.set_line(&source.title))
        .collect();
    if !titles.is_empty() {
        let titles = titles.join("; ");
        match locale.speaks() {
            true => {
                let titles = [("sources", Argument::Name(&titles))];
                words.push_str(&locale.say("fact-sources", &titles));
            }
            false => words.extend([". ", &titles]),
        }
    }
    words
}

/// Since when a value is past its review; `None` for a fresh one, and for one that a later
/// one has followed. Whether it is current is asked only if it is old.
pub(crate) fn stale_since(
    site: &View<'_>,
    fact: &Fact,
    is_current: impl FnOnce() -> bool,
) -> Option<Day> {
    let is_stale = fact.is_stale(site.today()) && is_current();
    fact.fresh_until(site.today()).filter(|_| is_stale)
}

/// The hollow mark of a value that is past its review.
pub(crate) fn stale_mark(site: &View<'_>, fact: &Fact, is_current: impl FnOnce() -> bool) -> Html {
    let Some(last) = stale_since(site, fact, is_current) else {
        return Html::default();
    };
    let since = site.locale().day(last);
    let said = site
        .locale()
        .say("stale-since", &[("date", Argument::Words(&since))]);
    html!(
        "<span class=\"stale\" title=\"{0}\"{1}><span class=\"vh\"> ({0})</span></span>",
        said,
        site.interface_among(site.shown_language())
    )
}
