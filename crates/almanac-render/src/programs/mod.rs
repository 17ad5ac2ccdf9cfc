//! What programs read: one file per form.

mod atom;
mod card;
pub(crate) mod citation;
mod facts_json;
pub(crate) mod feeds;
pub(crate) mod forms;
pub(crate) mod head;
mod json;
pub(crate) mod llms;
pub(crate) mod manifest;
mod page_json;
mod path_json;
mod preview;
mod schema;
pub(crate) mod site_files;
pub(crate) mod sitemap;
mod structured_data;
mod subject;
mod thing;
mod translation_json;
mod xml;
