//! How the texts of an almanac are read.

use almanac_model::{Config, ContentSyntax};
use almanac_syntax::{Dialect, Habits};

/// How `almanac.toml` has texts read.
pub(crate) fn dialect(config: &Config) -> Dialect {
    Dialect {
        habits: match config.content.syntax {
            ContentSyntax::Almanac => Habits::Almanac,
            ContentSyntax::Notes => Habits::Notes,
            ContentSyntax::Sites => Habits::Sites,
        },
        hard_breaks: config.content.hard_breaks,
        is_outline: config.content.is_outline,
    }
}
