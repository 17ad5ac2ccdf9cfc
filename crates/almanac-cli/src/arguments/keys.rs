//! What may be typed after `almanac key`.

use almanac_store::{Role, Scope};
use clap::{Args, Subcommand};

use super::DirOption;
use super::values::{role, scope};

/// What may be done with keys.
#[derive(Debug, Subcommand)]
pub enum KeyCommand {
    /// Give a person or a program a key, by which they sign in and write
    #[command(
        after_help = "Prints the key alone on the last line of standard output, once: only its hash is kept. Whoever has it signs in with it at \
        `/sign-in`, and programs send `Authorization: Bearer KEY`. A name that is there already gets one more key.\n\
        Roles: reader reads; writer proposes changes, and writes where `[contributions] review` is `\"open\"`; editor writes and decides; \
        admin also blocks and protects. A key is worth the lesser of its scope and its contributor's role: \
        to decide about proposals and reports, an editor needs `--scope review`.\n\
        Example: almanac key create \"Ada Lovelace\" --role editor --scope review"
    )]
    Create(KeyCreate),
    /// List the keys, with their scope and when they were last used
    List(KeyList),
    /// Make keys of a contributor worthless, and end the sessions that were begun with them
    Revoke(KeyChoice),
    /// Give a key for another one, which is revoked
    Rotate(KeyChoice),
}

/// What `key create` is given.
#[derive(Debug, Args)]
pub struct KeyCreate {
    /// Whose key it is, as histories will name them
    #[arg(value_name = "NAME")]
    pub name: String,
    /// What the key may be used for: read, write, or review (also to comment and to decide)
    #[arg(long, value_name = "SCOPE", default_value = "write", value_parser = scope)]
    pub scope: Scope,
    /// What they may do: reader, writer, editor or admin [default: the role that they have, else writer]
    #[arg(long, value_name = "ROLE", value_parser = role)]
    pub role: Option<Role>,
    #[command(flatten)]
    pub folder: DirOption,
}

/// What `key list` is given.
#[derive(Debug, Args)]
pub struct KeyList {
    #[command(flatten)]
    pub folder: DirOption,
    /// Write JSON
    #[arg(long)]
    pub json: bool,
}

/// Which keys are meant.
#[derive(Debug, Args)]
pub struct KeyChoice {
    /// Whose keys
    #[arg(value_name = "NAME")]
    pub name: String,
    /// The number of one key, as `almanac key list` shows it
    #[arg(long, value_name = "NUMBER")]
    pub key: Option<i64>,
    #[command(flatten)]
    pub folder: DirOption,
}
