//! What a sentence calls the pages and the works that it names.

use std::borrow::Cow;

use almanac_model::{Heading, PageHead, Source, name_in_path};

use crate::{Argument, Locale};

/// The words of a wiki link to a page to which its author gave none: `target` is what the link names, `heading` the heading
/// that it leads to, and `names_heading` whether it names one at all. `None` where what the author wrote is shown: a title
/// or another name.
pub fn page_link_words<'p>(
    page: impl Into<PageHead<'p>>,
    target: &str,
    names_heading: bool,
    heading: Option<&'p Heading>,
) -> Option<Cow<'p, str>> {
    let page = page.into();
    match heading {
        Some(heading) if target.is_empty() => Some(Cow::Borrowed(&heading.text)),
        Some(heading) => Some(format!("{}: {}", page.title(), heading.text).into()),
        None if names_heading || name_in_path(target) == page.slug().as_str() => {
            Some(Cow::Borrowed(page.title()))
        }
        None => None,
    }
}

impl Locale {
    /// What a sentence calls a work: its authors, else those who edited or translated it, else its title, with the year.
    pub fn work_in_sentence(&self, source: &Source) -> String {
        let makers = source.makers();
        let names: Vec<&str> = makers
            .named
            .iter()
            .map(|maker| maker.short_name())
            .collect();
        let name = match (names.as_slice(), makers.has_more) {
            ([], _) => Cow::Borrowed(source.title.as_str()),
            ([only], false) => Cow::Borrowed(*only),
            ([first, second], false) => Cow::Owned(self.both(first, second)),
            ([first, ..], _) => Cow::Owned(self.and_others(first)),
        };
        let published = source.published.as_ref();
        match published.map(|published| self.publication_year(published)) {
            Some(year) => {
                let parts = [
                    ("name", Argument::Name(&name)),
                    ("year", Argument::Words(&year)),
                ];
                self.say("work-of-year", &parts)
            }
            None => name.into_owned(),
        }
    }
}
