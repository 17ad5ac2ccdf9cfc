//! What somebody sends: forms of browsers, which may hold files, and JSON of programs, bounded in size and time.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use multer::Multipart;
use tokio::time::timeout;

use crate::response::words;
use crate::state::State;

/// How long a form is at most, in bytes: a page of some millions of signs, each of which may take nine.
pub(crate) const LONGEST_FORM: usize = 16 << 20;

/// How long one is at most that holds files, whatever an almanac says of them.
pub(crate) const LARGEST_FORM: usize = 512 << 20;

/// How many parts a form has at most.
const MOST_PARTS: usize = 100;

/// How long it may take to arrive.
const PATIENCE: Duration = Duration::from_secs(30);

/// The fields of a form by name; of those that have one name, the first.
#[derive(Debug, Default)]
pub(crate) struct Form {
    fields: BTreeMap<String, String>,
    files: BTreeMap<String, SentFile>,
}

/// A file that was sent with a form.
#[derive(Debug)]
pub(crate) struct SentFile {
    /// What whoever sends it calls it.
    pub name: String,
    pub bytes: Bytes,
}

impl Form {
    /// A field; empty where there is none.
    pub fn field(&self, name: &str) -> &str {
        self.fields.get(name).map_or("", String::as_str)
    }

    /// A file, if one was chosen.
    pub fn file(&self, name: &str) -> Option<&SentFile> {
        let file = self.files.get(name)?;
        (!file.bytes.is_empty()).then_some(file)
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
        Self {
            fields: of_form(query.as_bytes()),
            files: BTreeMap::new(),
        }
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
        Self::read_up_to(LONGEST_FORM, state, headers, body).await
    }

    /// Reads a form of so many bytes at most.
    ///
    /// # Errors
    /// As [`Form::read`].
    pub async fn read_up_to(
        most: usize,
        state: &State,
        headers: &HeaderMap,
        body: Body,
    ) -> Result<Self, Box<Response>> {
        // Only so many are held in memory at a time.
        let _turn = state.forms.acquire().await;
        let read = timeout(PATIENCE, to_bytes(body, most)).await;
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
        let of_fields = |fields| Self {
            fields,
            files: BTreeMap::new(),
        };
        let form = match kind.split(';').next().map(str::trim) {
            Some("application/x-www-form-urlencoded") => Some(of_fields(of_form(&bytes))),
            Some("application/json") => of_json(&bytes).map(of_fields),
            Some("multipart/form-data") => of_parts(kind, bytes).await,
            _ => {
                let said = "Send a form, or JSON.\n";
                return Err(Box::new(refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, said)));
            }
        };
        form.ok_or_else(|| {
            let said =
                "This can't be read: send a form, or a JSON object with texts as its values.\n";
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

/// The parts of a form that may hold files.
async fn of_parts(kind: &str, bytes: Bytes) -> Option<Form> {
    let boundary = multer::parse_boundary(kind).ok()?;
    let whole = tokio_stream::once(Ok::<_, Infallible>(bytes));
    let mut parts = Multipart::new(whole, boundary);
    let mut form = Form::default();
    for _ in 0..MOST_PARTS {
        let Some(part) = parts.next_field().await.ok()? else {
            return Some(form);
        };
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.ok()?;
        match file {
            Some(file) => {
                let sent = SentFile { name: file, bytes };
                form.files.entry(name).or_insert(sent);
            }
            None => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                form.fields.entry(name).or_insert(text);
            }
        }
    }
    None
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
        let form = Form::of_query("summary=Fix%0D%0ASet-Cookie%3A+x%00&summary=other");
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

    #[tokio::test]
    async fn a_form_with_a_file_is_read_and_a_broken_one_is_none() {
        let kind = "multipart/form-data; boundary=XX";
        let whole = "--XX\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\na\r\nb\r\n\
             --XX\r\nContent-Disposition: form-data; name=\"image\"; filename=\"../x.png\"\r\n\
             Content-Type: image/png\r\n\r\n\x01\0\r\n--XX--\r\n";
        let form = of_parts(kind, Bytes::from_static(whole.as_bytes())).await;
        let form = form.unwrap();
        assert_eq!(form.field("text"), "a\r\nb");
        let file = form.file("image").unwrap();
        assert_eq!((&*file.name, &*file.bytes), ("../x.png", &b"\x01\0"[..]));
        assert!(form.file("text").is_none());
        let cut = Bytes::from_static(&whole.as_bytes()[..whole.len() - 30]);
        assert!(of_parts(kind, cut).await.is_none());
        let many = "--XX\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n".repeat(1_000);
        let many = Bytes::from(format!("{many}--XX--\r\n"));
        assert!(of_parts(kind, many).await.is_none());
        assert!(
            of_parts("multipart/form-data", Bytes::new())
                .await
                .is_none()
        );
    }
}
