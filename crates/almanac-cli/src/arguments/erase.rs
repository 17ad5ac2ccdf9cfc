//! What may be typed after `almanac erase`.

use clap::Args;

use super::DirOption;

#[derive(Debug, Args)]
#[command(
    after_help = "Takes the words out of what people said about proposals and pages, out of reports and out of the log, all of which \
    `.almanac/almanac.db` keeps, and removes what is kept of the history and for searching, which is made again. It changes no page and no \
    commit: that is done before, with git, as the manual says under \"Changing pages\". Stop the server first.\n\
    Example: almanac erase \"Rue de la Paix 7\" --dir /srv/almanac"
)]
pub struct EraseArguments {
    /// The words, however they are spaced and capitalised
    #[arg(value_name = "WORDS")]
    pub words: String,
    /// A proposal that is let go with all that it has; may be given several times
    #[arg(long, value_name = "N")]
    pub proposal: Vec<u32>,
    #[command(flatten)]
    pub folder: DirOption,
}
