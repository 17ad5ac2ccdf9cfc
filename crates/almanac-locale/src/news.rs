//! What is new in a page, in words.

use almanac_model::{News, Page};

use super::{Argument, Edition, fact_words_with_unit};

/// What is new in a page that changed, in words.
#[derive(Debug)]
pub struct NewsWords<'p> {
    /// What it is.
    pub news: News<'p>,
    /// What happened; or the label of the fact's property, with what the value applies to.
    pub title: String,
    /// The value of a fact, with its unit.
    pub value: Option<String>,
}

impl<'p> NewsWords<'p> {
    /// The words for what is new in a page, as far as that is known.
    pub fn of(edition: &Edition<'_>, page: &'p Page) -> Option<Self> {
        let news = News::of(page)?;
        let (title, value) = match news {
            News::Event(event) => (event.title.clone(), None),
            News::Fact { fact, .. } => {
                let name = fact.property.as_str();
                let property = edition.snapshot().config().property(name);
                let label = property.map_or(name, |property| property.label.as_str());
                let parts: Vec<&str> = [Some(label), fact.applies_to.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect();
                let value = fact_words_with_unit(edition, fact);
                (edition.locale().clauses(&parts), Some(value))
            }
        };
        Some(Self { news, title, value })
    }

    /// All of it as a line of plain text.
    pub fn line(&self, edition: &Edition<'_>) -> Option<String> {
        let (locale, date) = (edition.locale(), self.news.date()?);
        let isolated = |name: &str| locale.written(&Argument::Name(name)).into_owned();
        let title = isolated(&self.title);
        Some(match &self.value {
            Some(value) => {
                let dated = locale.dated("newest-fact", &date);
                format!("{title}{dated} {}", isolated(value))
            }
            None => format!("{} {title}", locale.dated("latest", &date)),
        })
    }
}
