//! Wiki links with a closing bracket in their names: `[[a] b]]`. To the parser one bracket would end them.

use memchr::memmem;

use super::plan::{Guise, Plan};

/// The longest name that is looked at.
const MAX_BYTES: usize = 300;

/// Plans for the brackets within names.
pub(super) fn plan(text: &str, plan: &mut Plan) {
    for open in memmem::find_iter(text.as_bytes(), b"[[") {
        let start = open + "[[".len();
        let longest = text.floor_char_boundary((start + MAX_BYTES).min(text.len()));
        let line = text[start..longest].split(['\n', '\r']).next();
        let Some(inner) = line.and_then(|line| Some(&line[..line.find("]]")?])) else {
            continue;
        };
        let is_link = |place: usize| inner[place + 1..].starts_with(['(', '[', ':']);
        let brackets = || inner.match_indices(']').map(|(place, _)| place);
        if inner.contains('[') || brackets().any(is_link) {
            continue;
        }
        plan.extend(brackets().map(|place| (start + place, Guise::Punctuation)));
    }
}
