//! The almanac inside the binary.

use almanac_compile::EmbeddedTree;
use almanac_model::{Changed, Date, FileDates, FilePath, UnknownDates};

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
pub fn last_changed() -> FileDates {
    let dated = |(file, date, moment): &(&str, &str, i64)| {
        let date = Date::parse(date).ok()?;
        Some((
            FilePath::from(*file),
            Changed {
                date,
                moment: Some(*moment),
                revision: None,
            },
        ))
    };
    let unknown = CHANGED_ON_UNKNOWN_DAYS.iter();
    FileDates {
        changed: CHANGED.iter().filter_map(dated).collect(),
        unknown: UnknownDates::Of(unknown.map(|file| FilePath::from(*file)).collect()),
        // Whoever has the binary can't fetch what was missing where it was built.
        gap: None,
        ..FileDates::default()
    }
}
