//! What differs between a page of two revisions.

use almanac_locale::Edition;
use almanac_model::{Day, PastPages};

use super::{PageDifference, PageVersion, difference_words};

/// What a change of a page was, in a few words. None of a page that came or went, which is said as such, or that can't be read
/// as one.
pub fn past_words(pages: &PastPages, today: Day) -> Vec<String> {
    let (Some(before), Some(after)) = (&pages.before, &pages.after) else {
        return Vec::new();
    };
    let (Some(old), Some(new)) = (before.page(), after.page()) else {
        return Vec::new();
    };
    let old_edition = Edition::new(&before.snapshot, today);
    let new_edition = Edition::new(&after.snapshot, today);
    let old = PageVersion {
        edition: &old_edition,
        page: old,
    };
    let new = PageVersion {
        edition: &new_edition,
        page: new,
    };
    let difference = PageDifference::of(Some(old), Some(new));
    difference_words(&difference, Some(&old_edition), Some(&new_edition))
}
