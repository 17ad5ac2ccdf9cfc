//! How a server is run.

use crate::desk::Desk;
use crate::limits::Limits;

/// How a server is run.
#[derive(Clone, Default)]
pub struct ServerSettings {
    /// How much it takes on at a time.
    pub limits: Limits,
    /// Who sees the desk. Without one everybody sees the public site.
    pub desk: Option<Desk>,
}
