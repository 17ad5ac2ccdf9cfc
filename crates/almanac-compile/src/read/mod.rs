//! One file's syntax to what it means, each file alone.

mod base_url;
mod bibliography;
mod common;
mod config;
mod confirmation;
mod content_config;
mod data;
mod events;
#[cfg(test)]
mod examples;
mod facts;
mod faults;
mod fields;
mod figures;
mod file_text;
mod hayagriva;
mod links;
mod name;
mod page;
mod path;
mod questions;
mod separated;
mod sources;
mod telling;
mod theme;
mod topics;
pub(crate) mod units;
mod version;
mod work_details;

pub use base_url::read_base_url;
pub(crate) use bibliography::read_bibliography;
pub(crate) use config::{ReadConfig, read_config};
pub use content_config::content_config_of;
pub(crate) use data::{places_of_cells, read_data};
pub(crate) use facts::{IN_RANGE, evidence_of};
use faults::data_findings;
pub(crate) use faults::{control_finding, fault_findings};
pub(crate) use figures::figure_fields;
pub(crate) use file_text::FileText;
pub use file_text::content_hash;
pub(crate) use name::{ContentName, names_depth};
pub(crate) use page::{PageFile, read_page};
pub(crate) use path::{PathFile, read_path};
pub(crate) use sources::{read_shared_sources, taken_key};
pub(crate) use topics::{read_media, read_topics};
