//! What a file of an almanac is, by its path.

use almanac_model::TEMPLATES_FOLDER;

use crate::tree::CONFIG_FILE;

/// The most bytes of a page, a path or a template that are read: more than *War and Peace* has.
const MAX_PAGE_BYTES: u64 = 4_000_000;

/// The most bytes that are read of any text: of one that the whole almanac shares, like its sources.
pub const MAX_FILE_BYTES: u64 = 32_000_000;

/// What a file is, by its path.
pub(crate) enum Role {
    Entry,
    Thread,
    Path,
    Config,
    Topics,
    Sources,
    Bibliography,
    Media,
    Data,
    Template,
    /// Not read here: an image, anything else.
    Other,
}

impl Role {
    /// The role of a file.
    pub fn of(file: &str) -> Self {
        match file {
            CONFIG_FILE => Role::Config,
            "topics.yaml" => Role::Topics,
            "sources.yaml" => Role::Sources,
            "sources.bib" => Role::Bibliography,
            "media.yaml" => Role::Media,
            _ if file.starts_with("data/") && file.ends_with(".csv") => Role::Data,
            _ if file.starts_with(TEMPLATES_FOLDER) && file.ends_with(".html") => Role::Template,
            _ if !file.ends_with(".md") => Role::Other,
            _ if file.starts_with("entries/") => Role::Entry,
            _ if file.starts_with("threads/") => Role::Thread,
            _ if file.starts_with("paths/") => Role::Path,
            _ => Role::Other,
        }
    }

    /// The most bytes that are read of a file, and what to do about one that has more.
    pub fn limit(file: &str) -> (u64, &'static str) {
        match Self::of(file) {
            Role::Topics | Role::Sources | Role::Bibliography | Role::Media | Role::Data => {
                (MAX_FILE_BYTES, "keep what no page uses out of the almanac")
            }
            _ => (MAX_PAGE_BYTES, "split it into several files"),
        }
    }
}
