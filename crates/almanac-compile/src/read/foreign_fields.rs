//! Fields of another program that are called as ours and mean something else.

use std::ops::Range;

use almanac_syntax::yaml::Node;

use crate::checks::INVALID_FRONT_MATTER;
use crate::reporter::Finding;

/// What says whether a page is shown: what can't be read there is never passed over.
const OF_SHOWING: [&str; 4] = ["draft", "unlisted", "publish", "published"];

/// A field of another program that is called as one of ours: its name, and where that stands.
pub(crate) type ForeignField = (Box<str>, Range<usize>);

/// Takes out of `findings` what is wrong with fields of `front_matter`, if they are read as ours, and gives these fields.
/// Another program may mean something else by their names, so that nothing is wrong.
pub(super) fn take_foreign_fields(
    findings: &mut Vec<Finding>,
    front_matter: &Node,
) -> Vec<ForeignField> {
    let mut foreign: Vec<ForeignField> = Vec::new();
    findings.retain(|finding| {
        let field = finding
            .is_of(&INVALID_FRONT_MATTER)
            .then(|| field_at(front_matter, finding.span()))
            .flatten();
        let Some((name, span)) = field.filter(|(name, _)| !OF_SHOWING.contains(&&**name)) else {
            return true;
        };
        if !foreign.iter().any(|(known, _)| *known == name) {
            foreign.push((name, span));
        }
        false
    });
    foreign
}

/// The field that something lies in.
fn field_at(front_matter: &Node, place: &Range<usize>) -> Option<ForeignField> {
    let mut fields = front_matter.as_mapping()?.iter();
    let (key, _) = fields.find(|(key, value)| {
        key.span.start <= place.start && place.end <= value.span.end.max(key.span.end)
    })?;
    Some((key.as_str()?.into(), key.span.clone()))
}
