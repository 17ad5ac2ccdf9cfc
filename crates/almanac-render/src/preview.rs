//! The main part of a page that was made whole, to be shown beside its text.

use almanac_locale::Locale;

use crate::html::{Html, html};
use crate::pages::edit::size_words;

/// What stands before it and behind it in every page.
const START: &str = "<main id=\"main:\" tabindex=\"-1\">";
const END: &str = "</main>";

/// The inside of the main part of a page of ours. An almanac's own template may have none of ours.
pub(crate) fn main_part(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(START)?;
    let (main, _) = rest.rsplit_once(END)?;
    Some(main.trim())
}

/// How long a preview is at most, in bytes. A text of a million signs makes a page of some millions; four signs that make a
/// hundred and fifty, such as those of a note that is cited again and again, may be repeated in it without an end.
const LONGEST_PREVIEW: usize = 8_000_000;

/// What is shown of a page beside its text: its main part. Of one that is too long, how long it would be.
pub(crate) fn preview(locale: &Locale, page: &str) -> Option<Html> {
    let main = main_part(page)?;
    if main.len() <= LONGEST_PREVIEW {
        return Some(Html::of_page(main.to_owned()));
    }
    let words = locale.named("preview-too-long", &size_words(main.len() as u64));
    Some(html!("<p class=\"notice\">{}</p>", words))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_main_part_is_what_stands_between() {
        let page = format!("<body>{START}\n<p>Text.</p>\n{END}<footer></footer>");
        assert_eq!(main_part(&page), Some("<p>Text.</p>"));
        assert_eq!(main_part("<main>other</main>"), None);
    }

    #[test]
    fn what_is_too_long_says_how_long_it_would_be() {
        let page = |length: usize| format!("{START}{}{END}", "x".repeat(length));
        let shown = |length| {
            preview(Locale::of("en"), &page(length))
                .unwrap()
                .into_string()
        };
        assert_eq!(shown(LONGEST_PREVIEW).len(), LONGEST_PREVIEW);
        assert!(
            shown(34_100_000).contains("34.1\u{a0}MB"),
            "{}",
            shown(34_100_000)
        );
    }
}
