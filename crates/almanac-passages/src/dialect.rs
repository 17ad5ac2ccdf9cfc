//! How the texts of an almanac are read.

use almanac_model::{Config, ContentSyntax};
use almanac_syntax::{Dialect, Habits};

/// How `almanac.toml` has texts read. What is a file's own is told by [`Dialect::of_file`].
pub(crate) fn dialect(config: &Config) -> Dialect {
    Dialect {
        habits: match config.content.syntax {
            ContentSyntax::Almanac => Habits::Almanac,
            ContentSyntax::Notes => Habits::Notes,
            ContentSyntax::Sites => Habits::Sites,
        },
        hard_breaks: config.content.hard_breaks,
        is_outline: config.content.outline.is_some(),
        words_first: config.content.words_first,
        has_components: false,
    }
}
