//! What is written in outlines of Logseq: how far in their blocks stand, properties, and code in the manner of Org.

mod code;
mod depths;
mod numbered;
mod properties;
mod shown;

pub(super) use self::code::OrgCode;
pub(super) use self::depths::surplus_tabs;
pub(super) use self::properties::Properties;
