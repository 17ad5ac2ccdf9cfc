//! What pages and their forms say to programs, as far as it has to do with how pages look or with pictures. The documents
//! themselves are made by almanac-documents.

mod card;
pub(crate) mod events;
pub(crate) mod forms;
pub(crate) mod head;
pub(crate) mod manifest;
mod preview;
pub(crate) mod site_files;
mod subject;
