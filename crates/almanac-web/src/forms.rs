//! What somebody sends: forms of browsers, and JSON of programs, bounded in size and time.

use std::collections::BTreeMap;
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use tokio::time::timeout;

use crate::response::words;
use crate::state::State;

/// How long a form is at most, in bytes: a page of some millions of signs, each of which may take nine.
pub(crate) const LONGEST_FORM: usize = 16 << 20;

/// How long it may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// The fields of a form by name; of those that have one name, the first.
#[derive(Debug, Default)]
pub(crate) struct Form(BTreeMap<String, String>);

impl Form {
    /// A field; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.0.get(name).map_or("", String::as_str)
    }

    /// A field that is one line: what ends lines, and what nobody sees, is taken out of it.
    pub fn line(&self, name: &str) -> String {
        let line: String = { self.field(name).chars() }
            .map(|sign| if sign.is_control() { ' ' } else { sign })
            .collect();
        line.trim().to_owned()
    }

    /// The fields of an address.
    pub fn of_query(query: &str) -> Self {
        Self(of_form(query.as_bytes()))
    }

    /// Reads a form.
    ///
    /// # Errors
    /// Gives the answer to one that is too long, too slow, or none.
    pub async fn read(
        state: &State,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Self, Box<Response>> {
        // Only so many are held in memory at a time.
        let _turn = state.forms.acquire().await;
        let read = timeout(PATIENCE, to_bytes(body, LONGEST_FORM)).await;
        let bytes = match read {
            Ok(Ok(bytes)) => bytes,
            Ok(Err(_)) => {
                let said = "This is more than can be taken here.\n";
                return Err(Box::new(refusal(StatusCode::PAYLOAD_TOO_LARGE, said)));
            }
            Err(_) => {
                let said = "This came too slowly.\n";
                return Err(Box::new(refusal(StatusCode::REQUEST_TIMEOUT, said)));
            }
        };
        let kind = headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let fields = match kind.split(';').next().map(str::trim) {
            Some("application/x-www-form-urlencoded") => Some(of_form(&bytes)),
            Some("application/json") => of_json(&bytes),
            _ => {
                let said = "Send a form, or JSON.\n";
                return Err(Box::new(refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, said)));
            }
        };
        fields.map(Self).ok_or_else(|| {
            let said = "This is no JSON object with texts as its values.\n";
            Box::new(refusal(StatusCode::BAD_REQUEST, said))
        })
    }
}

fn of_form(bytes: &[u8]) -> BTreeMap<String, String> {
    let mut fields = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(bytes) {
        fields
            .entry(name.into_owned())
            .or_insert_with(|| value.into_owned());
    }
    fields
}

/// The texts of an object. What else it has is passed over.
fn of_json(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let read: serde_json::Map<String, serde_json::Value> = serde_json::from_slice(bytes).ok()?;
    let fields = read.into_iter().filter_map(|(name, value)| match value {
        serde_json::Value::String(text) => Some((name, text)),
        _ => None,
    });
    Some(fields.collect())
}

/// An answer that says why something is refused.
pub(crate) fn refusal(code: StatusCode, said: &str) -> Response {
    let plain = "text/plain; charset=utf-8";
    words(code, plain, said.as_bytes().to_vec())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_has_nothing_that_ends_it() {
        let form = Form(of_form(
            b"summary=Fix%0D%0ASet-Cookie%3A+x%00&summary=other",
        ));
        assert_eq!(form.line("summary"), "Fix  Set-Cookie: x");
        assert_eq!(form.line("none"), "");
    }

    #[test]
    fn json_is_an_object_of_texts() {
        let fields = of_json(br#"{"text": "a", "number": 1, "text2": null}"#).unwrap();
        assert_eq!(
            fields.into_iter().collect::<Vec<_>>(),
            [("text".into(), "a".into())]
        );
        for wrong in [&b"[]"[..], b"{", b"\"x\"", b""] {
            assert!(of_json(wrong).is_none());
        }
    }
}
