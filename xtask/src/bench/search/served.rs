//! What a running `almanac serve` finds: its `/search.json`.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, bail};
use serde_json::Value;

use super::judged::JudgedQuery;
use super::measures::DEPTH;
use crate::bench::http::Server;
use crate::bench::setting::TODAY;

/// The pages that a program finds for each query, the best first.
pub(super) fn hits(
    almanac: &Path,
    folder: &Path,
    queries: &[JudgedQuery],
) -> Result<Vec<Vec<String>>> {
    let mut command = Command::new(almanac);
    command.arg("serve").arg(folder);
    command.args(["--addr", "127.0.0.1:0", "--public", "--today", TODAY]);
    let server = Server::announced(&mut command)?;
    let asked = queries.iter().map(|query| hits_of(&server, &query.ask));
    asked.collect()
}

fn hits_of(server: &Server, ask: &str) -> Result<Vec<String>> {
    let sent: String = ask.chars().take(LONGEST_QUESTION).collect();
    let answer = server.get(&format!("/search.json?q={}", encoded(&sent)))?;
    let (head, body) = answer
        .split_once("\r\n\r\n")
        .context("an answer has a head")?;
    if !head.starts_with("HTTP/1.1 200 ") {
        bail!(
            "`{ask}` was answered by {}",
            head.lines().next().unwrap_or(head)
        );
    }
    let answer: Value = serde_json::from_str(body).with_context(|| body.to_owned())?;
    let hits = answer["hits"].as_array().context("an answer has hits")?;
    let names = hits.iter().filter_map(|hit| page_at(hit["href"].as_str()?));
    Ok(once_each(names))
}

/// How many characters of a question are sent: a server refuses long addresses, and none looks at more than 400.
const LONGEST_QUESTION: usize = 600;

/// The first pages, each once.
pub(super) fn once_each(names: impl Iterator<Item = String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let names = names.filter(|name| seen.insert(name.clone()));
    names.take(DEPTH).collect()
}

/// The name by which a page is judged, of its address: `/de/entries/tides#low` is `tides`, `/paths/day-out` is
/// `path:day-out`, as an entry and a path may have one slug.
pub(super) fn page_at(href: &str) -> Option<String> {
    let address = href.split(['#', '?']).next()?;
    let parts: Vec<&str> = address.split('/').filter(|part| !part.is_empty()).collect();
    let kinds = ["entries", "threads", "paths", "topics", "sources"];
    let place = parts.iter().position(|part| kinds.contains(part))?;
    let slug = parts.get(place + 1)?;
    let sort = parts[place].strip_suffix('s')?;
    Some(match parts[place] {
        "entries" | "threads" => (*slug).to_owned(),
        _ => format!("{sort}:{slug}"),
    })
}

/// A text as a value in an address.
pub(super) fn encoded(text: &str) -> String {
    let mut encoded = String::new();
    for byte in text.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
                encoded.push(char::from(byte));
            }
            // Writing to a text can't fail.
            _ => _ = write!(encoded, "%{byte:02X}"),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_known_by_its_address_in_any_language() {
        for (href, name) in [
            ("/entries/tides", "tides"),
            ("/entries/tides/#low-water", "tides"),
            ("/de/entries/tides", "tides"),
            ("/base/threads/new-quay#opened", "new-quay"),
            ("/paths/day-out", "path:day-out"),
            ("/topics/sea/", "topic:sea"),
        ] {
            assert_eq!(page_at(href).as_deref(), Some(name), "{href}");
        }
        assert_eq!(page_at("/search?q=entries"), None);
    }

    #[test]
    fn what_addresses_give_a_meaning_is_encoded() {
        assert_eq!(encoded("a+b c&ü"), "a%2Bb%20c%26%C3%BC");
    }
}
