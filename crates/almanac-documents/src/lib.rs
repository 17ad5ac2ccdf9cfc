//! What programs read of an almanac: one file per form.
//!
//! Each is a function of an [`Edition`](almanac_locale::Edition). None of them knows how a page looks: the
//! markup that a feed holds is given by whoever writes it.

mod atom;
mod citation;
mod facts_json;
mod feeds;
mod json;
mod llms;
mod output;
mod page_json;
mod path_json;
mod schema;
mod sitemap;
mod structured_data;
mod thing;
mod translation_json;
mod xml;

pub use citation::CitationView;
pub use feeds::{EventMarkup, site_feed, thread_feed, topic_feed};
pub use llms::llms;
pub use output::Output;
pub use page_json::page_json;
pub use path_json::path_json;
pub use sitemap::{robots, sitemap, sitemap_part, sitemap_parts};
pub use structured_data::structured_data;
