//! What differs between a page of two revisions.

use almanac_locale::{Argument, Edition};
use almanac_model::{Day, LearningPath, PastPages};

use super::{PageDifference, PageVersion, difference_words, path_text_change};

/// What a change of a page was.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PastSummary {
    /// In a few words.
    pub words: Vec<String>,
    /// Whether it changed facts.
    pub has_facts: bool,
    /// Whether it changed events.
    pub has_events: bool,
    /// Whether it changed sections of the text.
    pub has_sections: bool,
    /// Whether it changed sources.
    pub has_sources: bool,
}

/// What a change of a page was, in a few words: see [`past_summary`].
pub fn past_words(pages: &PastPages, today: Day) -> Vec<String> {
    past_summary(pages, today).words
}

/// What a change of a page was. Nothing of a page that came or went, which is said as such, or that can't be read as one.
pub fn past_summary(pages: &PastPages, today: Day) -> PastSummary {
    let (Some(before), Some(after)) = (&pages.before, &pages.after) else {
        return PastSummary::default();
    };
    let old_edition = Edition::new(&before.snapshot, today);
    let new_edition = Edition::new(&after.snapshot, today);
    if let (Some(old), Some(new)) = (before.page(), after.page()) {
        let old = PageVersion {
            edition: &old_edition,
            page: old,
        };
        let new = PageVersion {
            edition: &new_edition,
            page: new,
        };
        let difference = PageDifference::of(Some(old), Some(new));
        return PastSummary {
            words: difference_words(&difference, Some(&old_edition), Some(&new_edition)),
            has_facts: !difference.facts.is_empty(),
            has_events: !difference.events.is_empty(),
            has_sections: !difference.sections.is_empty(),
            has_sources: !difference.sources.is_empty(),
        };
    }
    let (Some(old), Some(new)) = (before.path(), after.path()) else {
        return PastSummary::default();
    };
    path_summary((&old_edition, old), (&new_edition, new))
}

/// What a change of a path was: its steps, and its text.
fn path_summary<'s>(
    old: (&Edition<'s>, &'s LearningPath),
    new: (&Edition<'s>, &'s LearningPath),
) -> PastSummary {
    let locale = new.0.locale();
    let steps = |path: &LearningPath| -> Vec<String> {
        path.steps.iter().map(|step| step.read.clone()).collect()
    };
    let mut words = Vec::new();
    if old.1.title != new.1.title {
        let both = [
            ("before", Argument::Name(&old.1.title)),
            ("after", Argument::Name(&new.1.title)),
        ];
        words.push(locale.say("change-title", &both));
    }
    if steps(old.1) != steps(new.1) {
        words.push(locale.text("change-steps").to_owned());
    }
    let has_text = !path_text_change(Some(old), Some(new)).is_empty();
    if has_text && words.is_empty() {
        words.push(locale.text("change-of-text").to_owned());
    }
    if words.is_empty() {
        words.push(locale.text("change-nothing-read").to_owned());
    }
    PastSummary {
        words,
        has_sections: has_text,
        ..PastSummary::default()
    }
}
