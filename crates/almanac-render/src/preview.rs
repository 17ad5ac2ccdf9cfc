//! The main part of a page that was made whole.

use crate::html::Html;

/// What stands before it and behind it in every page.
const START: &str = "<main id=\"main:\" tabindex=\"-1\">";
const END: &str = "</main>";

/// The inside of the main part of a page of ours. An almanac's own template may have none of ours.
pub(crate) fn main_part(page: &str) -> Option<&str> {
    let (_, rest) = page.split_once(START)?;
    let (main, _) = rest.rsplit_once(END)?;
    Some(main.trim())
}

/// The same as markup, within a page that shows it beside its text.
pub(crate) fn main_markup(page: &str) -> Option<Html> {
    main_part(page).map(|main| Html::of_page(main.to_owned()))
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
}
