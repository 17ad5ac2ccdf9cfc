//! The events of a thread as its feed has them.

use almanac_model::{Event, Page};

use crate::body::{BodyScope, NoteReferences, render_part};
use crate::dates::{machine, time_element};
use crate::html::html;
use crate::view::View;

/// An event as HTML that may stand by itself: its date, as precise as it is known, and its text.
pub(crate) fn event_markup(view: &View<'_>, page: &Page, event: &Event) -> String {
    let scope = BodyScope::of_page(view, page).away();
    let mut no_notes = NoteReferences::default();
    let body = render_part(
        scope,
        &page.text,
        page.body.clone(),
        event.text.clone(),
        &mut no_notes,
    );
    let when = time_element(&machine(&event.date), &event.date.for_reader());
    html!("<p>{}</p>\n{}", when, body).into_string()
}
