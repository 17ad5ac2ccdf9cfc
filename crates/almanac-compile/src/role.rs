//! What a file of an almanac is, by its path.

use almanac_model::{Area, Layout, SharedFile};

/// The file that makes a folder an almanac.
pub const CONFIG_FILE: &str = SharedFile::Config.name();

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
    pub fn of(file: &str, layout: &Layout) -> Self {
        if let Some(shared) = layout.shared_file(file) {
            return match shared {
                SharedFile::Config => Role::Config,
                SharedFile::Topics => Role::Topics,
                SharedFile::Sources => Role::Sources,
                SharedFile::Bibliography => Role::Bibliography,
                SharedFile::Media => Role::Media,
            };
        }
        let extension = file.rsplit_once('.').map(|(_, extension)| extension);
        match (layout.area_of(file), extension) {
            (Some(Area::Data), Some("csv")) => Role::Data,
            (Some(Area::Templates), Some("html")) => Role::Template,
            (Some(Area::Entries), _) if layout.is_page_file(file) => Role::Entry,
            (Some(Area::Threads), _) if layout.is_page_file(file) => Role::Thread,
            (Some(Area::Paths), _) if layout.is_page_file(file) => Role::Path,
            _ => Role::Other,
        }
    }

    /// The most bytes that are read of a file, and what to do about one that has more.
    pub fn limit(&self) -> (u64, &'static str) {
        match self {
            Role::Topics | Role::Sources | Role::Bibliography | Role::Media | Role::Data => {
                (MAX_FILE_BYTES, "keep what no page uses out of the almanac")
            }
            _ => (MAX_PAGE_BYTES, "split it into several files"),
        }
    }
}
