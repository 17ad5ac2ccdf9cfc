//! The checks, one file each, and what is common to them.
//!
//! To add one: a file with its [`Check`], a line in the list below, and a file of cases in `tests/suite/`.

mod active_media;
mod alias_clash;
mod ambiguous_link;
mod break_even;
mod broken_template;
mod contradicting_facts;
mod control_character;
mod dated_things;
mod deep_nesting;
mod duplicate_id;
mod duplicate_slug;
mod duplicate_source;
mod embed_cycle;
mod empty_entry;
mod empty_link;
mod event_mismatch;
mod event_without_id;
mod events_out_of_order;
mod extra_cells;
mod figure_problem;
mod figure_values;
mod figure_without_data;
mod finished_stub;
mod foreign_form;
mod future_date;
mod held_back;
mod hidden_address;
mod imported_reason;
mod incomplete_source;
mod invalid_date;
mod invalid_front_matter;
mod invalid_id;
mod long_passage;
mod long_summary;
mod long_takeaway;
mod low_contrast;
mod media;
mod misplaced_field;
mod missing_alt_text;
mod missing_evidence;
mod missing_media;
mod missing_summary;
mod missing_unit;
mod near_addresses;
mod near_duplicate_source;
mod near_heading;
mod near_link;
mod orphan_entry;
mod overlooked_folder;
mod oversized_content;
mod overtaken_confirmation;
mod passages;
mod prerequisite_cycle;
mod removed_markup;
mod shared_name;
mod short_passage;
mod skipped_heading_level;
mod stale_depth;
mod stale_fact;
mod stale_translation;
mod stated;
mod step_before_prerequisite;
mod step_without_reason;
mod table_cells;
mod takeaway_count;
mod uncited_paragraph;
mod unclosed_block;
mod unclosed_element;
mod unclosed_passage;
mod uncounted_confirmation;
mod undated_event;
mod unknown_class;
mod unknown_fact;
mod unknown_field;
mod unknown_footnote;
mod unknown_heading;
mod unknown_history;
mod unknown_kind;
mod unknown_link;
mod unknown_property;
mod unknown_source;
mod unknown_step;
mod unlicensed_media;
mod unmatched_depth;
mod unmatched_translation;
mod unportable_name;
mod unread_citation;
mod unread_formula;
mod unread_markup;
mod unreadable_file;
mod unreadable_passage;
mod unsourced_fact;
mod unused_footnote;
mod unused_reference;
mod unused_source;
mod wrong_property_type;
mod wrong_unit;

use rayon::prelude::*;

use crate::check::{Check, Scope};
use crate::context::Context;
use crate::page_context::PageContext;
use crate::reporter::Reporter;

pub(crate) use broken_template::BROKEN_TEMPLATE;
pub(crate) use control_character::CONTROL_CHARACTER;
pub(crate) use deep_nesting::DEEP_NESTING;
pub(crate) use duplicate_id::DUPLICATE_ID;
pub(crate) use duplicate_slug::DUPLICATE_SLUG;
pub(crate) use duplicate_source::DUPLICATE_SOURCE;
pub(crate) use empty_link::EMPTY_LINK;
pub(crate) use event_mismatch::EVENT_MISMATCH;
pub(crate) use extra_cells::EXTRA_CELLS;
pub(crate) use figure_without_data::FIGURE_WITHOUT_DATA;
pub(crate) use foreign_form::FOREIGN_FORM;
pub(crate) use incomplete_source::INCOMPLETE_SOURCE;
pub(crate) use invalid_date::INVALID_DATE;
pub(crate) use invalid_front_matter::INVALID_FRONT_MATTER;
pub(crate) use low_contrast::LOW_CONTRAST;
pub(crate) use misplaced_field::MISPLACED_FIELD;
pub(crate) use missing_evidence::MISSING_EVIDENCE;
pub(crate) use missing_media::MISSING_MEDIA;
pub(crate) use near_heading::NEAR_HEADING;
pub(crate) use near_link::NEAR_LINK;
pub(crate) use overlooked_folder::OVERLOOKED_FOLDER;
pub(crate) use oversized_content::OVERSIZED_CONTENT;
pub(crate) use overtaken_confirmation::OVERTAKEN_CONFIRMATION;
pub(crate) use removed_markup::REMOVED_MARKUP;
pub(crate) use shared_name::SHARED_NAME;
pub(crate) use step_without_reason::STEP_WITHOUT_REASON;
pub(crate) use unclosed_block::UNCLOSED_BLOCK;
pub(crate) use unclosed_element::UNCLOSED_ELEMENT;
pub(crate) use unclosed_passage::UNCLOSED_PASSAGE;
pub(crate) use undated_event::UNDATED_EVENT;
pub(crate) use unknown_class::UNKNOWN_CLASS;
pub(crate) use unknown_field::UNKNOWN_FIELD;
pub(crate) use unknown_footnote::UNKNOWN_FOOTNOTE;
pub(crate) use unknown_history::UNKNOWN_HISTORY;
pub(crate) use unknown_kind::UNKNOWN_KIND;
pub(crate) use unknown_link::UNKNOWN_LINK;
pub(crate) use unknown_property::UNKNOWN_PROPERTY;
pub(crate) use unmatched_depth::UNMATCHED_DEPTH;
pub(crate) use unmatched_translation::UNMATCHED_TRANSLATION;
pub(crate) use unportable_name::UNPORTABLE_NAME;
pub(crate) use unread_citation::UNREAD_CITATION;
pub(crate) use unread_formula::UNREAD_FORMULA;
pub(crate) use unread_markup::{UNREAD_MARKUP, markup_in};
pub(crate) use unreadable_file::UNREADABLE_FILE;
pub(crate) use unused_footnote::UNUSED_FOOTNOTE;
pub(crate) use unused_reference::UNUSED_REFERENCE;
pub(crate) use wrong_property_type::WRONG_PROPERTY_TYPE;
pub(crate) use wrong_unit::WRONG_UNIT;

/// All checks, by code: the one list in which they stand.
static ALL: [&Check; 88] = [
    &ambiguous_link::AMBIGUOUS_LINK,
    &unknown_link::UNKNOWN_LINK,
    &unknown_heading::UNKNOWN_HEADING,
    &empty_link::EMPTY_LINK,
    &near_link::NEAR_LINK,
    &unused_reference::UNUSED_REFERENCE,
    &embed_cycle::EMBED_CYCLE,
    &unknown_source::UNKNOWN_SOURCE,
    &incomplete_source::INCOMPLETE_SOURCE,
    &duplicate_source::DUPLICATE_SOURCE,
    &unused_source::UNUSED_SOURCE,
    &uncited_paragraph::UNCITED_PARAGRAPH,
    &near_duplicate_source::NEAR_DUPLICATE_SOURCE,
    &unread_citation::UNREAD_CITATION,
    &unclosed_passage::UNCLOSED_PASSAGE,
    &unreadable_passage::UNREADABLE_PASSAGE,
    &long_passage::LONG_PASSAGE,
    &short_passage::SHORT_PASSAGE,
    &missing_evidence::MISSING_EVIDENCE,
    &unknown_fact::UNKNOWN_FACT,
    &unsourced_fact::UNSOURCED_FACT,
    &contradicting_facts::CONTRADICTING_FACTS,
    &wrong_property_type::WRONG_PROPERTY_TYPE,
    &unknown_property::UNKNOWN_PROPERTY,
    &stale_fact::STALE_FACT,
    &figure_without_data::FIGURE_WITHOUT_DATA,
    &wrong_unit::WRONG_UNIT,
    &missing_unit::MISSING_UNIT,
    &uncounted_confirmation::UNCOUNTED_CONFIRMATION,
    &overtaken_confirmation::OVERTAKEN_CONFIRMATION,
    &unknown_kind::UNKNOWN_KIND,
    &invalid_date::INVALID_DATE,
    &events_out_of_order::EVENTS_OUT_OF_ORDER,
    &duplicate_slug::DUPLICATE_SLUG,
    &duplicate_id::DUPLICATE_ID,
    &alias_clash::ALIAS_CLASH,
    &prerequisite_cycle::PREREQUISITE_CYCLE,
    &skipped_heading_level::SKIPPED_HEADING_LEVEL,
    &empty_entry::EMPTY_ENTRY,
    &orphan_entry::ORPHAN_ENTRY,
    &missing_summary::MISSING_SUMMARY,
    &long_summary::LONG_SUMMARY,
    &finished_stub::FINISHED_STUB,
    &future_date::FUTURE_DATE,
    &unread_markup::UNREAD_MARKUP,
    &undated_event::UNDATED_EVENT,
    &near_heading::NEAR_HEADING,
    &invalid_id::INVALID_ID,
    &event_without_id::EVENT_WITHOUT_ID,
    &unknown_class::UNKNOWN_CLASS,
    &shared_name::SHARED_NAME,
    &held_back::HELD_BACK,
    &unknown_step::UNKNOWN_STEP,
    &step_without_reason::STEP_WITHOUT_REASON,
    &step_before_prerequisite::STEP_BEFORE_PREREQUISITE,
    &imported_reason::IMPORTED_REASON,
    &missing_media::MISSING_MEDIA,
    &unreadable_file::UNREADABLE_FILE,
    &invalid_front_matter::INVALID_FRONT_MATTER,
    &unclosed_block::UNCLOSED_BLOCK,
    &missing_alt_text::MISSING_ALT_TEXT,
    &unlicensed_media::UNLICENSED_MEDIA,
    &low_contrast::LOW_CONTRAST,
    &hidden_address::HIDDEN_ADDRESS,
    &broken_template::BROKEN_TEMPLATE,
    &deep_nesting::DEEP_NESTING,
    &removed_markup::REMOVED_MARKUP,
    &oversized_content::OVERSIZED_CONTENT,
    &unknown_footnote::UNKNOWN_FOOTNOTE,
    &unused_footnote::UNUSED_FOOTNOTE,
    &unknown_field::UNKNOWN_FIELD,
    &overlooked_folder::OVERLOOKED_FOLDER,
    &unportable_name::UNPORTABLE_NAME,
    &extra_cells::EXTRA_CELLS,
    &unread_formula::UNREAD_FORMULA,
    &unclosed_element::UNCLOSED_ELEMENT,
    &control_character::CONTROL_CHARACTER,
    &foreign_form::FOREIGN_FORM,
    &active_media::ACTIVE_MEDIA,
    &unmatched_translation::UNMATCHED_TRANSLATION,
    &stale_translation::STALE_TRANSLATION,
    &unmatched_depth::UNMATCHED_DEPTH,
    &stale_depth::STALE_DEPTH,
    &misplaced_field::MISPLACED_FIELD,
    &event_mismatch::EVENT_MISMATCH,
    &takeaway_count::TAKEAWAY_COUNT,
    &long_takeaway::LONG_TAKEAWAY,
    &unknown_history::UNKNOWN_HISTORY,
];

/// All checks, by code.
pub fn checks() -> &'static [&'static Check] {
    &ALL
}

/// Finds a check by its name or its code.
pub fn explain(name_or_code: &str) -> Option<&'static Check> {
    let is_meant = |check: &&&Check| {
        check.name == name_or_code || check.code.eq_ignore_ascii_case(name_or_code)
    };
    ALL.iter().find(is_meant).copied()
}

/// Looks for everything that is wrong with what was linked.
pub(crate) fn run(context: &Context<'_>, reporter: &mut Reporter) {
    let own = || Reporter::new(context.config(), Vec::new());
    let in_whole = ALL.par_iter().with_max_len(1).filter_map(|check| {
        let mut own = own();
        check.in_whole()?(context, &mut own);
        Some(own)
    });
    let pieces = PageContext::pieces(context);
    let in_pages = pieces.par_iter().with_max_len(1).map(|piece| {
        let mut own = own();
        run_in_pages(piece, &mut own);
        own
    });
    let found: Vec<Reporter> = in_whole.chain(in_pages).collect();
    found.into_iter().for_each(|own| reporter.absorb(own));
}

/// Looks for what is wrong with some pages, as [`run`] does, but for the findings of which [`is_of_whole`] holds.
pub(crate) fn run_in_pages(context: &PageContext<'_>, reporter: &mut Reporter) {
    let find = ALL.iter().filter_map(|check| check.in_pages());
    find.for_each(|find| find(context, reporter));
}

/// Whether what a check of this name finds about a page may follow from others that it doesn't name.
pub(crate) fn is_of_whole(name: &str) -> bool {
    ALL.iter()
        .any(|check| check.name == name && check.scope == Scope::Whole)
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn codes_and_names_are_unique_and_every_page_has_its_examples() {
        let mut seen = HashSet::new();
        for check in checks() {
            assert!(
                seen.insert(check.code) && seen.insert(check.name),
                "{}",
                check.name
            );
            let page = check.explanation;
            assert!(
                page.contains("For example:") && page.contains("Better:"),
                "{}",
                check.name
            );
        }
    }

    #[test]
    fn every_page_names_all_severities() {
        let severities = r#""error"`, `"warning"`, `"remark"` or `"off"`."#;
        for check in checks() {
            let is_named = check.explanation.contains(severities);
            assert!(is_named, "{}", check.name);
        }
    }
}
