//! The almanac inside the binary.

use std::collections::HashMap;

use almanac_compile::EmbeddedTree;
use almanac_model::{Changed, Date, FilePath};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// Its files.
pub fn tree() -> EmbeddedTree {
    EmbeddedTree::new(FILES)
}

/// All its files, with those that are no content, like its licence.
pub fn files() -> &'static [(&'static str, &'static [u8])] {
    FILES
}

/// When its files were last changed, as it was known when the binary was built.
pub fn last_changed() -> HashMap<FilePath, Changed> {
    let dated = |(file, date): &(&str, &str)| {
        let date = Date::parse(date).ok()?;
        Some((
            FilePath::from(*file),
            Changed {
                date,
                revision: None,
            },
        ))
    };
    CHANGED.iter().filter_map(dated).collect()
}
