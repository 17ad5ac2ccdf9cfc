//! How values of arguments are read.

use std::net::SocketAddr;

use almanac_import::Program;
use almanac_model::{Day, LanguageTag};
use almanac_store::{Role, Scope};
use clap::builder::{PossibleValuesParser, TypedValueParser};

/// Reads the tag of a language.
pub(super) fn language(text: &str) -> Result<LanguageTag, String> {
    LanguageTag::new(text).map_err(|error| error.to_string())
}

/// Reads a day.
pub(super) fn day(text: &str) -> Result<Day, String> {
    text.parse()
        .map_err(|_| "write a day as YYYY-MM-DD".to_owned())
}

/// Reads a role.
pub(super) fn role(text: &str) -> Result<Role, String> {
    text.parse()
}

/// Reads the scope of a key.
pub(super) fn scope(text: &str) -> Result<Scope, String> {
    text.parse()
}

/// Reads an address of a site.
pub(super) fn base_url(text: &str) -> Result<String, String> {
    almanac_compile::read_base_url(text).map_err(|reason| format!("it {reason}"))
}

/// Reads `HOST:PORT`, where the host may be `localhost`, or only `:PORT` or `PORT`.
pub(super) fn socket_address(text: &str) -> Result<SocketAddr, String> {
    let port = text
        .strip_prefix("localhost:")
        .or_else(|| text.strip_prefix(':'))
        .unwrap_or(text);
    let text = match port.parse::<u16>() {
        Ok(port) => format!("127.0.0.1:{port}"),
        Err(_) => text.to_owned(),
    };
    text.parse()
        .map_err(|_| "write an address as HOST:PORT, like 127.0.0.1:4747 or 0.0.0.0:80".to_owned())
}

/// Reads the name of a program, and lists them in the help.
pub(super) fn program() -> impl TypedValueParser<Value = Program> {
    PossibleValuesParser::new(Program::names())
        .try_map(|name| Program::from_name(&name).ok_or("there is no such program"))
}
