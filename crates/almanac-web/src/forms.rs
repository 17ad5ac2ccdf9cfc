//! What somebody sends: forms of browsers, which may hold files, and JSON of programs, bounded in size and time.

use std::collections::BTreeMap;
use std::convert::Infallible;
use std::fmt;
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use multer::Multipart;
use serde::Deserialize;
use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use crate::forms_in_memory::{NotArrived, Room};
use crate::response::{later, words};
use crate::sent_fields::SentFields;
use crate::state::State;

/// How many parts a form has at most that may hold files.
const MOST_PARTS: usize = 100;

/// How many fields another one has: a proposal may ask for a choice at each of many places. Each takes more room than its bytes.
const MOST_FIELDS: usize = 10_000;

/// The fields of a form by name; of those that have one name, the first.
#[derive(Debug, Default)]
pub(crate) struct Form {
    fields: Arc<BTreeMap<String, String>>,
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
            fields: of_form(query.as_bytes()).unwrap_or_default().into(),
            files: BTreeMap::new(),
        }
    }

    /// Says which field has more signs than are taken of it, if one has: nothing that somebody wrote is cut without a word.
    pub fn too_long(&self, most: &[(&str, usize)]) -> Option<String> {
        most.iter().find_map(|(name, most)| {
            // What a browser counts of the end of a line is one sign.
            let count = self.field(name).replace("\r\n", "\n").chars().count();
            (count > *most)
                .then(|| format!("`{name}` has {count} signs, and at most {most} are taken"))
        })
    }

    /// Refuses fields of more signs than are taken of them.
    ///
    /// # Errors
    /// Gives the answer to the first that is too long.
    pub fn within(&self, most: &[(&str, usize)]) -> Result<(), Box<Response>> {
        match self.too_long(most) {
            Some(said) => {
                let code = StatusCode::PAYLOAD_TOO_LARGE;
                Err(Box::new(refusal(code, &format!("{said}.\n"))))
            }
            None => Ok(()),
        }
    }

    /// Reads a form, as far as there is room for it.
    ///
    /// # Errors
    /// Gives the answer to one that is too long, too slow, or none.
    pub async fn read(
        state: &State,
        request: &Parts,
        body: Body,
        room: Room,
    ) -> Result<Self, Box<Response>> {
        // A browser is to get back what somebody wrote, even where it is refused.
        let keeping = request.extensions.get::<SentFields>();
        let read_room = keeping.map_or(room, |_| room.to_give_back());
        let read = state.forms.read(body, read_room).await;
        // Only so many are held in memory at a time.
        let (bytes, _turn) = read.map_err(|why| Box::new(not_arrived(why)))?;
        let is_too_long = !room.holds(bytes.len());
        let kind = request.headers.get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let of_fields = |fields: BTreeMap<_, _>| Self {
            fields: fields.into(),
            files: BTreeMap::new(),
        };
        let form = match kind.split(';').next().map(str::trim) {
            Some("application/x-www-form-urlencoded") => of_form(&bytes).map(of_fields),
            Some("application/json") => of_json(&bytes).map(of_fields),
            Some("multipart/form-data") => of_parts(kind, bytes).await,
            _ => {
                let said = "Send a form, or JSON.\n";
                return Err(Box::new(refusal(StatusCode::UNSUPPORTED_MEDIA_TYPE, said)));
            }
        };
        if let (Some(keeping), Some(form)) = (keeping, &form) {
            keeping.keep(&form.fields);
        }
        if is_too_long {
            return Err(Box::new(not_arrived(NotArrived::TooLong)));
        }
        form.ok_or_else(|| {
            let said =
                "This can't be read: send a form, or a JSON object with texts as its values.\n";
            Box::new(refusal(StatusCode::BAD_REQUEST, said))
        })
    }
}

fn not_arrived(why: NotArrived) -> Response {
    let (code, said) = match why {
        NotArrived::TooLong => (
            StatusCode::PAYLOAD_TOO_LARGE,
            "This is more than can be taken here.\n",
        ),
        NotArrived::TooSlow => (StatusCode::REQUEST_TIMEOUT, "This came too slowly.\n"),
        NotArrived::Broken => (StatusCode::BAD_REQUEST, "This did not arrive whole.\n"),
        NotArrived::Busy => return later("Too much is sent at this moment. Try again.\n", "10"),
    };
    refusal(code, said)
}

fn of_form(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let mut fields = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(bytes) {
        if fields.len() == MOST_FIELDS {
            return None;
        }
        fields
            .entry(name.into_owned())
            .or_insert_with(|| value.into_owned());
    }
    Some(fields)
}

/// The texts of an object. What else it has is passed over.
fn of_json(bytes: &[u8]) -> Option<BTreeMap<String, String>> {
    let Texts(texts) = serde_json::from_slice(bytes).ok()?;
    Some(texts)
}

/// The texts of an object, by name. What is none is not kept for a moment: a list of a million numbers takes 16 times the room of its
/// bytes.
struct Texts(BTreeMap<String, String>);

/// A value, if it is a text.
struct IfText(Option<String>);

impl<'de> Deserialize<'de> for Texts {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Fields;
        impl<'de> Visitor<'de> for Fields {
            type Value = Texts;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<Texts, A::Error> {
                let mut texts = BTreeMap::new();
                while let Some((name, IfText(text))) = from.next_entry::<String, IfText>()? {
                    if texts.len() == MOST_FIELDS {
                        return Err(A::Error::custom("too many fields"));
                    }
                    if let Some(text) = text {
                        texts.entry(name).or_insert(text);
                    }
                }
                Ok(Texts(texts))
            }
        }
        from.deserialize_map(Fields)
    }
}

impl<'de> Deserialize<'de> for IfText {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct Value;
        impl<'de> Visitor<'de> for Value {
            type Value = IfText;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a value")
            }

            fn visit_str<E>(self, text: &str) -> Result<IfText, E> {
                Ok(IfText(Some(text.to_owned())))
            }

            fn visit_bool<E>(self, _: bool) -> Result<IfText, E> {
                Ok(IfText(None))
            }

            fn visit_i64<E>(self, _: i64) -> Result<IfText, E> {
                Ok(IfText(None))
            }

            fn visit_u64<E>(self, _: u64) -> Result<IfText, E> {
                Ok(IfText(None))
            }

            fn visit_f64<E>(self, _: f64) -> Result<IfText, E> {
                Ok(IfText(None))
            }

            fn visit_unit<E>(self) -> Result<IfText, E> {
                Ok(IfText(None))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut from: A) -> Result<IfText, A::Error> {
                while from.next_element::<IgnoredAny>()?.is_some() {}
                Ok(IfText(None))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut from: A) -> Result<IfText, A::Error> {
                while from.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
                Ok(IfText(None))
            }
        }
        from.deserialize_any(Value)
    }
}

/// The parts of a form that may hold files.
async fn of_parts(kind: &str, bytes: Bytes) -> Option<Form> {
    let boundary = multer::parse_boundary(kind).ok()?;
    let whole = tokio_stream::once(Ok::<_, Infallible>(bytes));
    let mut parts = Multipart::new(whole, boundary);
    let (mut fields, mut files) = (BTreeMap::new(), BTreeMap::new());
    for _ in 0..MOST_PARTS {
        let Some(part) = parts.next_field().await.ok()? else {
            let fields = fields.into();
            return Some(Form { fields, files });
        };
        let name = part.name().unwrap_or_default().to_owned();
        let file = part.file_name().map(str::to_owned);
        let bytes = part.bytes().await.ok()?;
        match file {
            Some(file) => {
                let sent = SentFile { name: file, bytes };
                files.entry(name).or_insert(sent);
            }
            None => {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                fields.entry(name).or_insert(text);
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
        let fields = of_json(
            br#"{"text": "a", "number": 1, "less": -1, "half": 0.5, "is": true, "none": null,
                 "list": [[{"text": "b"}], "c"], "object": {"text": "d"}, "text": "e"}"#,
        );
        let fields = fields.unwrap();
        assert_eq!(
            fields.into_iter().collect::<Vec<_>>(),
            [("text".into(), "a".into())]
        );
        for wrong in [&b"[]"[..], b"{", b"\"x\"", b""] {
            assert!(of_json(wrong).is_none());
        }
    }

    #[test]
    fn fields_are_counted_and_nothing_is_kept_of_what_is_no_text() {
        let names = |count: usize| (0..count).map(|number| number.to_string());
        let form = |count| names(count).collect::<Vec<_>>().join("&");
        let json = |count| {
            let fields = names(count).map(|name| format!("\"{name}\": \"\""));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        };
        for (count, is_taken) in [(MOST_FIELDS, true), (MOST_FIELDS + 1, false)] {
            assert_eq!(of_form(form(count).as_bytes()).is_some(), is_taken);
            assert_eq!(of_json(json(count).as_bytes()).is_some(), is_taken);
        }
        let deep = format!("{{\"a\": {}", "[".repeat(1_000_000));
        assert!(of_json(deep.as_bytes()).is_none());
        let many = format!("{{\"a\": [{}0]}}", "0,".repeat(1_000_000));
        assert_eq!(of_json(many.as_bytes()), Some(BTreeMap::new()));
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
