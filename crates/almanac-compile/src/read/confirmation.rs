//! Reads who last found that something still holds: `checked: { on: 2026-11-28, by: Ada }`.

use almanac_model::Confirmation;

use super::fields::Fields;
use crate::checks::INVALID_FRONT_MATTER;
use crate::reporter::Finding;

/// Reads the field `checked` of a page, a value or a source. Without a day or a name it is none.
pub(super) fn read_confirmation(fields: &mut Fields<'_>) -> Option<Box<Confirmation>> {
    let node = fields.node("checked")?;
    let mut inner = Fields::new(fields.file, node, "`checked`");
    let (on, by) = (inner.date("on"), inner.text("by"));
    let by = by.filter(|name| !name.is_empty());
    let is_whole = on.is_some() && by.is_some();
    if !is_whole && inner.findings.is_empty() {
        let message = "`checked` needs a day and a name";
        let finding = Finding::new(
            &INVALID_FRONT_MATTER,
            fields.file,
            node.span.clone(),
            message,
        );
        let help = "write `checked: { on: YYYY-MM-DD, by: NAME }`, as `almanac confirm` does";
        inner.findings.push(finding.help(help));
    }
    let findings = inner.finish();
    fields.findings.extend(findings);
    Some(Box::new(Confirmation { on: on?, by: by? }))
}
