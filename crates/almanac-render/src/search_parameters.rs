//! What is asked of search in an address: `q=`, `page=` and what the results are narrowed to.

use almanac_model::LanguageTag;
use almanac_search::{Filters, SearchRequest};
use form_urlencoded::{Serializer, parse};

/// What results can be narrowed by, in the order in which it is shown.
pub(crate) const FILTERS: [FilterName; 5] = [
    FilterName::Kind,
    FilterName::Level,
    FilterName::Topic,
    FilterName::In,
    FilterName::Language,
];

/// What results can be narrowed by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FilterName {
    Kind,
    Level,
    Topic,
    In,
    Language,
}

impl FilterName {
    /// As addresses name it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Kind => "kind",
            Self::Level => "level",
            Self::Topic => "topic",
            Self::In => "in",
            Self::Language => "language",
        }
    }
}

/// What is asked of search, as the query of an address has it. Nothing that is asked is a fault: what no page has finds
/// nothing, and a page that is no number is the first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SearchParameters {
    /// What was typed.
    pub query: String,
    /// Which page of the results, from 1.
    pub page: usize,
    /// Values as they are asked for, by the places of [`FILTERS`].
    filters: [Option<String>; FILTERS.len()],
}

impl SearchParameters {
    /// Reads the query of an address. Of a name that stands twice the first counts, and an empty value is none.
    pub fn read(query: &str) -> Self {
        let mut read = Self {
            page: 1,
            ..Self::default()
        };
        let mut has_query = false;
        let mut has_page = false;
        for (name, value) in parse(query.as_bytes()) {
            match &*name {
                "q" if !has_query => {
                    has_query = true;
                    read.query = value.trim().to_owned();
                }
                "page" if !has_page => {
                    has_page = true;
                    read.page = page_number(&value);
                }
                name => {
                    let filter = FILTERS.iter().find(|filter| filter.name() == name);
                    if let Some(filter) = filter
                        && read.filter(*filter).is_none()
                    {
                        read.set(*filter, Some(value.trim().to_owned()));
                    }
                }
            }
        }
        read
    }

    /// The first page of what a query finds.
    pub fn of_query(query: &str) -> Self {
        Self {
            query: query.trim().to_owned(),
            page: 1,
            ..Self::default()
        }
    }

    /// Narrows by the value of a filter, as an address names it; `None` if there is no such filter.
    #[must_use]
    pub fn narrowed(mut self, name: &str, value: &str) -> Option<Self> {
        let filter = FILTERS.into_iter().find(|filter| filter.name() == name)?;
        self.set(filter, Some(value.trim().to_owned()));
        Some(self)
    }

    /// What to ask the index for somebody who reads in a language.
    pub fn request(&self, reader_language: &str) -> SearchRequest {
        let value = |name| self.filter(name).map(str::to_owned);
        let language = self.filter(FilterName::Language).map(|tag| {
            let known = LanguageTag::new(tag);
            known.map_or_else(|_| tag.to_owned(), |known| known.as_str().to_owned())
        });
        SearchRequest {
            query: self.query.clone(),
            filters: Filters {
                kind: value(FilterName::Kind),
                level: value(FilterName::Level),
                topic: value(FilterName::Topic),
                within: value(FilterName::In),
                language,
            },
            reader_language: Some(reader_language.to_owned()),
            page: self.page,
        }
    }

    /// Whether anything is asked for: without words and filters search only says what there is.
    pub fn asks(&self) -> bool {
        !self.query.is_empty() || self.filters.iter().any(Option::is_some)
    }

    /// What results are narrowed to by a filter.
    pub(crate) fn filter(&self, name: FilterName) -> Option<&str> {
        self.filters[name as usize].as_deref()
    }

    /// The filters that are chosen, with their values.
    pub(crate) fn chosen(&self) -> impl Iterator<Item = (FilterName, &str)> {
        FILTERS
            .into_iter()
            .filter_map(|name| Some((name, self.filter(name)?)))
    }

    /// The same narrowed by another value, or not by this filter: its first page, as it has other results.
    pub(crate) fn with(&self, name: FilterName, value: Option<&str>) -> Self {
        let mut changed = self.on_page(1);
        changed.set(name, value.map(str::to_owned));
        changed
    }

    /// The same not narrowed by a filter, be it chosen or typed as an operator of the query: `kind:model`.
    pub(crate) fn without(&self, name: FilterName) -> Self {
        let mut changed = self.with(name, None);
        if self.filter(name).is_none() {
            let is_other = |word: &&str| {
                let operator = word.split_once(':').map(|(operator, _)| operator);
                operator.is_none_or(|operator| !operator.eq_ignore_ascii_case(name.name()))
            };
            let others: Vec<&str> = self.query.split_whitespace().filter(is_other).collect();
            changed.query = others.join(" ");
        }
        changed
    }

    /// The same with other words.
    pub(crate) fn with_query(&self, query: &str) -> Self {
        Self {
            query: query.trim().to_owned(),
            ..self.on_page(1)
        }
    }

    /// Another page of the same results.
    pub(crate) fn on_page(&self, page: usize) -> Self {
        Self {
            page,
            ..self.clone()
        }
    }

    /// The query of an address that asks for this, with its `?`; nothing if nothing is asked for.
    pub(crate) fn to_query(&self) -> String {
        let mut fields = Serializer::new(String::new());
        if !self.query.is_empty() {
            fields.append_pair("q", &self.query);
        }
        for (name, value) in self.chosen() {
            fields.append_pair(name.name(), value);
        }
        if self.page > 1 {
            fields.append_pair("page", &self.page.to_string());
        }
        match fields.finish() {
            fields if fields.is_empty() => fields,
            fields => format!("?{fields}"),
        }
    }

    fn set(&mut self, name: FilterName, value: Option<String>) {
        self.filters[name as usize] = value.filter(|value| !value.is_empty());
    }
}

/// The number of a page, from 1. One that is larger than any list is long stays so, and finds the list ended, though no
/// number of a hit is too large to be counted.
fn page_number(text: &str) -> usize {
    const LARGEST: usize = 1_000_000_000;
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(number) => usize::clamp(number, 1, LARGEST),
        Err(_) if is_number => LARGEST,
        Err(_) => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whatever_an_address_asks_is_read() {
        let read = SearchParameters::read("q=+two+words+&kind=model&kind=person&topic=&page=3&x=1");
        assert_eq!(read.query, "two words");
        assert_eq!(read.page, 3);
        assert_eq!(read.chosen().count(), 1);
        assert_eq!(read.filter(FilterName::Kind), Some("model"));
        assert_eq!(read.to_query(), "?q=two+words&kind=model&page=3");
        for (page, number) in [("abc", 1), ("0", 1), ("-1", 1), ("", 1), ("2", 2)] {
            let read = SearchParameters::read(&format!("page={page}"));
            assert_eq!(read.page, number, "{page}");
        }
        let far = SearchParameters::read("page=99999999999999999999999");
        assert_eq!(far.page, 1_000_000_000);
        assert!(!SearchParameters::read("").asks());
        assert_eq!(SearchParameters::read("").to_query(), "");
    }

    #[test]
    fn filters_are_asked_for_as_they_are_named_and_languages_as_tags_are_written() {
        let request = |query| SearchParameters::read(query).request("en");
        assert_eq!(
            request("q=x&level=expert").filters.level.as_deref(),
            Some("expert")
        );
        let known = request("q=x&level=advanced&language=DE");
        assert_eq!(known.filters.level.as_deref(), Some("advanced"));
        assert_eq!(known.filters.language.as_deref(), Some("de"));
    }

    #[test]
    fn another_filter_begins_at_the_first_page() {
        let asked = SearchParameters::read("q=a%26b&page=4&level=advanced");
        let narrowed = asked.with(FilterName::In, Some("path:open"));
        assert_eq!(
            narrowed.to_query(),
            "?q=a%26b&level=advanced&in=path%3Aopen"
        );
        let loosened = asked.without(FilterName::Level);
        assert_eq!(loosened.to_query(), "?q=a%26b");
        let typed = SearchParameters::of_query("open kind:model 16:9 Level:advanced");
        let loosened = typed.without(FilterName::Kind);
        assert_eq!(loosened.query, "open 16:9 Level:advanced");
        assert_eq!(
            typed.without(FilterName::Level).query,
            "open kind:model 16:9"
        );
    }
}
