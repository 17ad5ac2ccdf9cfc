//! What stood in a form that is being answered.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

/// What stood in a form that is being answered, by the names of its fields.
#[derive(Clone, Debug, Default)]
pub(crate) struct SentFields(Arc<Mutex<Option<Arc<Fields>>>>);

/// Fields by their names.
pub(crate) type Fields = BTreeMap<String, String>;

impl SentFields {
    /// Remembers the fields until the form is answered.
    pub fn keep(&self, fields: &Arc<Fields>) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(fields.clone());
    }

    /// The fields, once.
    pub fn take(&self) -> Option<Arc<Fields>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
