//! Passages of sources as readers see them: the words letter by letter, in the marks of the page, with the way to their place.

use almanac_locale::{Direction, passage_address};
use almanac_model::{Evidence, Source};
use serde::Serialize;

use crate::html::{Html, html};
use crate::messages::Messages;
use crate::view::View;

/// A passage of a source, as templates show it.
#[derive(Debug, Serialize)]
pub(crate) struct PassageView {
    /// The words in quotation marks, in the language of the source.
    pub quotation: Html,
    /// Where in the work they stand, in words.
    pub locator: Option<String>,
    /// Their place on the web.
    pub href: Option<String>,
    /// Their place in the archived copy.
    pub archived: Option<String>,
    /// The words of the link that leads there.
    #[serde(skip)]
    link: Html,
}

impl PassageView {
    /// The passages of a source among words of a language.
    pub(crate) fn all<'a>(
        site: &'a View<'_>,
        around: &'a str,
        source: &'a Source,
        evidence: &'a [Evidence],
    ) -> impl Iterator<Item = Self> + use<'a> {
        evidence
            .iter()
            .map(move |evidence| Self::new(site, around, source, evidence))
    }

    fn new(site: &View<'_>, around: &str, source: &Source, evidence: &Evidence) -> Self {
        let at = |address: &Option<String>| passage_address(source, address.as_deref()?, evidence);
        let link = site.locale().markup("see-passage");
        Self {
            quotation: quotation(site, around, source, &evidence.passage),
            locator: evidence.locator.clone(),
            href: at(&source.url),
            archived: at(&source.archived_url),
            link: match site.interface_among(around) {
                around if around.is_empty() => link.clone(),
                around => html!("<span{}>{}</span>", around, link),
            },
        }
    }

    /// The passage as it stands in the margin, where a keyboard finds no links: the same stands at the foot.
    pub(crate) fn in_margin(&self) -> Html {
        let mut markup = Html::with_capacity(self.quotation.as_str().len() + 160);
        markup.push_literal("<span class=\"passage\">");
        markup.push(&self.quotation);
        if let Some(locator) = &self.locator {
            markup.push_literal(" <span class=\"about\">");
            markup.push_text(locator);
            markup.push_literal("</span>");
        }
        if let Some(address) = self.href.as_ref().or(self.archived.as_ref()) {
            markup.push_literal(" <a tabindex=\"-1\" href=\"");
            markup.push_href(address);
            markup.push_literal("\">");
            markup.push(&self.link);
            markup.push_literal("</a>");
        }
        markup.push_literal("</span>");
        markup
    }
}

/// The words in the quotation marks of the page, as they are typed: nothing sets their punctuation.
fn quotation(site: &View<'_>, around: &str, source: &Source, passage: &str) -> Html {
    let (open, close) = site.locale().quotation_marks();
    let attributes = match &source.language {
        Some(language) if language.as_str() == around => Html::default(),
        Some(language) => html!(
            " lang=\"{}\" dir=\"{}\"",
            language.as_str(),
            Direction::of(language.as_str()).name()
        ),
        None => html!(" dir=\"auto\""),
    };
    html!("{}<i{}>{}</i>{}", open, attributes, passage, close)
}
