//! Facts that prose inserts.

use almanac_model::{Address, Fact, FactReference, Page, Rank};

use super::render_line;
use super::writer::Writer;
use crate::facts;
use crate::html::{Href, Html, html};
use crate::isolation::runs_otherwise;

/// How many values that disagree are written where prose inserts them. The infobox, to which each leads, has more.
const MOST_STATED: usize = 12;

impl Writer<'_, '_> {
    /// Writes the fact that `reference` names; if there is none, what the author wrote.
    pub(super) fn write_fact(&mut self, reference: &str, written: &str) {
        let site = self.scope.site;
        let found = self.scope.page.and_then(|page| {
            let reference = FactReference::parse(reference).ok()?;
            let (owner, fact) = site.snapshot().fact(page, &reference)?;
            Some((owner, fact, reference))
        });
        let Some((owner, fact, reference)) = found else {
            return self.write_macro(reference, written);
        };
        let stated = match reference.as_of {
            None => facts::stated_with(owner, fact),
            Some(_) => vec![fact],
        };
        let words = |fact: &Fact| match reference.with_unit {
            true => facts::words_with_unit(site, fact),
            false => facts::words(site, fact),
        };
        if self.image.is_some() || self.skips_words {
            let words: Vec<String> = stated.iter().map(|fact| words(fact)).collect();
            self.passes_over(&self.locale().either(&words));
            return;
        }
        let first = stated.iter().take(MOST_STATED);
        let shown: Vec<Html> = first
            .map(|fact| self.shown(owner, fact, &words(fact)))
            .collect();
        let mut markup = Html::default();
        for (value, behind) in shown.iter().zip(self.locale().between_either(shown.len())) {
            markup.push(value);
            markup.push_text(&behind);
        }
        if stated.len() > MOST_STATED {
            markup.push_literal(" …");
        }
        let markup = match stated.len() > 1 || fact.rank == Rank::Contested {
            true => html!(
                "<span class=\"contested\">{}<span class=\"mark\"> ({})</span></span>",
                markup,
                self.scope.message("sources-disagree")
            ),
            false => markup,
        };
        self.out.insert(markup);
        self.write_date_aside(fact);
    }

    /// Writes what a macro of a graph stands for; what stands between other braces is written as it is.
    fn write_macro(&mut self, inner: &str, written: &str) {
        let config = self.scope.site.snapshot().config();
        let expanded = { config.content.outline.as_ref() }.and_then(|graph| graph.expanded(inner));
        // One that names others could go on for ever.
        let expanded = expanded.filter(|expanded| !expanded.contains("{{"));
        match expanded {
            Some(expanded) if self.image.is_none() && !self.skips_words && !self.is_in_link() => {
                self.out.insert(render_line(self.scope, &expanded));
            }
            expanded => {
                let words = expanded.as_deref().unwrap_or(written);
                if !self.passes_over(words) {
                    self.out.text(words);
                }
            }
        }
    }

    /// One value in words, linked to where its date and source are shown.
    fn shown(&self, owner: &Page, fact: &Fact, words: &str) -> Html {
        let site = self.scope.site;
        let value = facts::value_in_words(site, fact, facts::ValueLinks::Without, words);
        let value = match runs_otherwise(words, self.scope.direction()) {
            true => html!("<bdi>{}</bdi>", value),
            false => value,
        };
        let title = facts::provenance(site, owner, fact);
        let stale = facts::stale_mark(site, fact, || facts::is_current(owner, fact));
        if self.is_in_link() {
            return html!(
                "<span class=\"fact\" title=\"{}\">{}</span>{}",
                title,
                value,
                stale
            );
        }
        let is_here =
            self.scope.is_at_home && self.scope.page.is_some_and(|page| page.id == owner.id);
        let page = if is_here {
            String::new()
        } else {
            site.url(&site.nearest(&Address::of_page(owner)))
        };
        let anchor = facts::anchor(fact.property.as_str());
        html!(
            "<a class=\"fact\" href=\"{}#{}\" title=\"{}\">{}</a>{}",
            Href(&page),
            Href(&anchor),
            title,
            value,
            stale
        )
    }
}
