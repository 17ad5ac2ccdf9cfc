//! An edit whose page somebody else has saved meanwhile, by whoever has no scripts: what only one of them has changed is joined,
//! and of each other place the form asks what is to stand.
//!
//! The form then has in `began` the hash of the text that both began from, which is looked up in the history, and beside the
//! whole text that was sent `choice-0-P` and `own-0-P` for each place P, as those of proposals are.

use std::sync::Arc;

use almanac_model::ContentHash;
use almanac_render::{ConflictingPlace, ReplacedLines};
use axum::response::Response;

use super::refusals::{Joined, Refused, answer};
use super::{Editing, Sent, StandingText};
use crate::endpoints::proposals::{disputed_places, text_chosen};
use crate::forms::Form;
use crate::generation::Generation;
use crate::line_pairs::line_pairs;
use crate::state::State as Shared;
use crate::three_texts::{MergedPart, chosen, joined};
use crate::typed_text::typed;

/// How many differences are shown.
const MOST_SHOWN: usize = 200;

/// Two texts that are to be made one.
pub(super) struct Joining {
    /// The hash of what both began from.
    pub began: String,
    parts: Vec<MergedPart>,
    /// What the others have changed.
    pub changed: Vec<ReplacedLines>,
}

impl Joining {
    /// What is to be joined; `None` where nobody knows any more what they began from.
    pub async fn of(
        state: &Arc<Shared>,
        editing: &Editing,
        standing: &StandingText,
        (began, text): (&str, &str),
    ) -> Result<Option<Self>, Box<Response>> {
        let found = former_text(state, editing, began).await?;
        Ok(found.map(|base| Self {
            began: began.to_owned(),
            parts: joined(&base, &standing.text, &typed(&base, text)),
            changed: replaced_lines(&base, &standing.text),
        }))
    }

    /// The one text, where both have changed different places.
    pub fn certain(&self) -> Option<String> {
        chosen(&self.parts, &[])
    }

    /// The text that a form has chosen; `None` where nothing was chosen at a place.
    pub fn chosen(&self, form: &Form) -> Option<String> {
        text_chosen(&self.parts, 0, form)
    }

    /// The places of which somebody has to decide.
    pub fn places(&self, form: &Form) -> Vec<ConflictingPlace> {
        disputed_places(self.parts.clone(), 0, Some(form))
    }
}

/// How a text is joined with the one that stands now, where that is not the one which it was made of.
pub(super) async fn joining(
    state: &Arc<Shared>,
    editing: &Editing,
    sent: &Sent,
    standing: &StandingText,
) -> Result<Option<Joining>, Box<Response>> {
    let began = match sent.began.is_empty() {
        true => &sent.base,
        false => &sent.began,
    };
    // An editor joins texts itself.
    match sent.wants_json {
        true => Ok(None),
        false => Joining::of(state, editing, standing, (began, &sent.text)).await,
    }
}

/// The answer where another text stands than that which they began from: with both as one, where nobody need choose.
pub(super) fn stale(
    current: &Generation,
    editing: &Editing,
    form: &Form,
    mut sent: Sent,
    (standing, joining): (StandingText, Option<Joining>),
) -> Response {
    let how = joining.map(|joining| match joining.certain() {
        Some(text) => {
            sent.text = text;
            Joined::Whole(joining.changed)
        }
        None => Joined::Asked {
            places: joining.places(form),
            began: joining.began,
            changed: joining.changed,
        },
    });
    answer(current, editing, &sent, Refused::Stale(standing, how))
}

/// The text of the page with a hash, as one of its revisions had it.
pub(in crate::endpoints) async fn former_text(
    state: &Arc<Shared>,
    editing: &Editing,
    hash: &str,
) -> Result<Option<String>, Box<Response>> {
    let Some(history) = state.history.clone().filter(|_| !hash.is_empty()) else {
        return Ok(None);
    };
    let (file, hash) = (editing.file.clone(), ContentHash::from(hash));
    let look = move || history.text_with(&file, &hash).ok().flatten();
    let found = state.workers.read(look).await;
    let found = found.map_err(|refusal| Box::new(refusal.into()))?;
    Ok(found.and_then(|bytes| String::from_utf8(bytes.to_vec()).ok()))
}

/// The lines of one text that are not in the other, and what stands in their place.
fn replaced_lines(old: &str, new: &str) -> Vec<ReplacedLines> {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, new) = (lines(old), lines(new));
    let mut shown = Vec::new();
    let (mut from, mut to) = (0, 0);
    let end = std::iter::once((old.len(), new.len()));
    for (same, same_now) in line_pairs(&old, &new).chain(end) {
        if same > from || same_now > to {
            shown.push(ReplacedLines {
                line: to + 1,
                removed: old[from..same].concat(),
                added: new[to..same_now].concat(),
            });
        }
        (from, to) = (same + 1, same_now + 1);
    }
    shown.truncate(MOST_SHOWN);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_changed_is_told_line_by_line() {
        let told = |old, new| -> Vec<(usize, String, String)> {
            let shown = replaced_lines(old, new).into_iter();
            shown
                .map(|one| (one.line, one.removed, one.added))
                .collect()
        };
        let text = |text: &str| text.to_owned();
        assert_eq!(told("a\nb\n", "a\nb\n"), []);
        assert_eq!(told("a\nb\n", "a\nc\n"), [(2, text("b\n"), text("c\n"))]);
        assert_eq!(told("a\n", "new\na\n"), [(1, text(""), text("new\n"))]);
        assert_eq!(
            told("a\nb\nc", "b\nd"),
            [(1, text("a\n"), text("")), (2, text("c"), text("d"))]
        );
    }
}
