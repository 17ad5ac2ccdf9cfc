//! temp
use crate::context::{Context, Reporter};
use almanac_model::Severity;
#[derive(Debug)]
pub struct CheckInfo {
    pub code: &'static str,
    pub name: &'static str,
    pub default: Severity,
    pub explanation: &'static str,
}
macro_rules! c { ($($n:ident $s:literal),*) => { $(pub(crate) static $n: CheckInfo = CheckInfo{code:$s,name:$s,default:Severity::Error,explanation:""};)*
 static ALL: &[&CheckInfo] = &[$(&$n),*]; } }
c!(INVALID_FRONT_MATTER "invalid-front-matter", UNCLOSED_BLOCK "unclosed-block", INVALID_DATE "invalid-date", UNKNOWN_KIND "unknown-kind", INCOMPLETE_SOURCE "incomplete-source", UNKNOWN_PROPERTY "unknown-property", WRONG_PROPERTY_TYPE "wrong-property-type", DUPLICATE_SLUG "duplicate-slug", DUPLICATE_SOURCE "duplicate-source", UNREADABLE_FILE "unreadable-file");
pub fn checks() -> &'static [&'static CheckInfo] {
    ALL
}
pub fn explain(n: &str) -> Option<&'static CheckInfo> {
    ALL.iter().copied().find(|c| c.name == n || c.code == n)
}
pub(crate) fn run(_: &Context<'_>, _: &mut Reporter) {}
