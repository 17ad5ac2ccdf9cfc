//! Forms of browsers that nothing was done with: whatever refuses one, the words that stood in it come back in a page.
//!
//! Endpoints refuse with a status and a sentence, and need not know who reads it. Where a browser sent the form, that becomes a page
//! with the fields in it, from which they can be sent again. So does a page of an endpoint that lacks any of the words.

use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use almanac_render::{SentBack, SentBackPage, has_words};
use axum::body::{Body, BodyDataStream, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::response;
use axum::http::{HeaderMap, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;
use tokio::time::timeout;
use tokio_stream::{Stream, StreamExt};

use crate::askers::{Asker, is_from_here};
use crate::endpoints::sign_in::private;
use crate::forms::Form;
use crate::forms_in_memory::{LARGEST_FORM, Room};
use crate::generation::Generation;
use crate::layers::failures;
use crate::response::words;
use crate::sent_fields::{Fields, SentFields};
use crate::state::State as Shared;

/// How much of a refusal is read, in bytes: they are sentences.
const LONGEST_REFUSAL: usize = 4 << 10;

/// How long we go on taking what is too long, so that the browser comes to read the answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A body of which the rest can be read by others when whoever began it has given up.
#[derive(Clone)]
struct SharedBody(Arc<Mutex<BodyBegun>>);

struct BodyBegun {
    pieces: BodyDataStream,
    is_begun: bool,
    is_over: bool,
}

impl SharedBody {
    fn new(body: Body) -> Self {
        Self(Arc::new(Mutex::new(BodyBegun {
            pieces: body.into_data_stream(),
            is_begun: false,
            is_over: false,
        })))
    }

    fn is_begun(&self) -> bool {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .is_begun
    }
}

impl Stream for SharedBody {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.is_begun = true;
        if body.is_over {
            return Poll::Ready(None);
        }
        let polled = Pin::new(&mut body.pieces).poll_next(context);
        if matches!(polled, Poll::Ready(None | Some(Err(_)))) {
            body.is_over = true;
        }
        polled
    }
}

/// Answers a browser whose form was refused with a page that has its words.
pub(crate) async fn keep(
    State(state): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let current = request.extensions().get::<Arc<Generation>>().cloned();
    let Some(current) = current.filter(|_| is_form_of_browser(&request)) else {
        return next.run(request).await;
    };
    let (mut parts, body) = request.into_parts();
    let (fields, body) = (SentFields::default(), SharedBody::new(body));
    parts.extensions.insert(fields.clone());
    let asked = parts.clone();
    let request = Request::from_parts(parts, Body::from_stream(body.clone()));
    // What fails here fails with the words in it.
    let answer = failures::answer_for(request, next).await;
    if !is_error(&answer) {
        return answer;
    }
    let sent = Sent::of(&state, &current, &asked, fields, body).await;
    match kept_in(answer, &sent).await {
        Ok(answer) => answer,
        Err((head, said)) => sent_back(&current, &asked, (&head, &said), &sent),
    }
}

/// Whether a browser sends a form that somebody filled in, and not a script that reads the answer itself.
fn is_form_of_browser(request: &Request) -> bool {
    let has = |name, wanted: &str| {
        let values = request.headers().get_all(name).iter();
        let mut values = values.filter_map(|value| value.to_str().ok());
        values.any(|value| value.contains(wanted))
    };
    request.method() == Method::POST
        && has(header::ACCEPT, "text/html")
        && (has(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            || is_parts(request.headers()))
}

/// Whether an answer says that nothing was done.
fn is_error(answer: &Response) -> bool {
    answer.status().is_client_error() || answer.status().is_server_error()
}

/// The answer, if it is a page in which all is that somebody wrote; else its head and what it says.
async fn kept_in(answer: Response, sent: &Sent) -> Result<Response, (response::Parts, String)> {
    let (head, body) = answer.into_parts();
    let is_page = is_html(&head.headers);
    let most = if is_page { usize::MAX } else { LONGEST_REFUSAL };
    let bytes = to_bytes(body, most).await.unwrap_or_default();
    let said = String::from_utf8_lossy(&bytes);
    if is_page && sent.is_from_here && has_words(&said, sent.fields()) {
        return Ok(Response::from_parts(head, Body::from(bytes)));
    }
    let said = match is_plain(&head.headers) {
        true => said.trim().to_owned(),
        false => String::new(),
    };
    Err((head, said))
}

/// What there is to be shown of a form.
struct Sent {
    fields: Option<Arc<Fields>>,
    is_from_here: bool,
}

impl Sent {
    /// What was read of a form. What nobody has begun to read is read now.
    async fn of(
        state: &Shared,
        current: &Generation,
        asked: &Parts,
        fields: SentFields,
        body: SharedBody,
    ) -> Self {
        // What a page of another site has filled in stands in none of ours, from where it would be sent as ours.
        let is_from_here = is_from_here(current, asked);
        if is_from_here && !body.is_begun() {
            let rest = Body::from_stream(body.clone());
            let _refused = Form::read(state, asked, rest, Room::for_text(&Asker::Nobody)).await;
        }
        pass_over(body).await;
        Self {
            fields: fields.take().filter(|_| is_from_here),
            is_from_here,
        }
    }
}

impl Sent {
    fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let fields = self.fields.as_deref().into_iter().flatten();
        fields.map(|(name, value)| (name.as_str(), value.as_str()))
    }
}

/// Takes what is left of a body: a browser that finds its connection closed while it sends shows that, and no answer.
async fn pass_over(mut body: SharedBody) {
    let mut left = LARGEST_FORM;
    let take = async {
        while let Some(Ok(piece)) = body.next().await {
            left = left.saturating_sub(piece.len());
            if left == 0 {
                return;
            }
        }
    };
    // Whoever is slower than that is not waited for.
    let _slow = timeout(PATIENCE, take).await;
}

/// The page, with the status and the headers of the answer that it stands for.
fn sent_back(
    current: &Generation,
    asked: &Parts,
    (head, said): (&response::Parts, &str),
    sent: &Sent,
) -> Response {
    let path = asked.uri.path_and_query().map_or("/", |path| path.as_str());
    let action = format!("{}{}", current.base(), path.trim_start_matches('/'));
    let page = current.site().sent_back(&SentBackPage {
        why: why(head.status, sent.is_from_here),
        said,
        action: &action,
        has_parts: is_parts(&asked.headers),
        fields: sent.fields().collect(),
    });
    let mut response = private(words(head.status, page.content_type, page.bytes));
    for name in [
        header::WWW_AUTHENTICATE,
        header::RETRY_AFTER,
        header::ALLOW,
        header::SET_COOKIE,
    ] {
        for value in head.headers.get_all(&name) {
            response.headers_mut().append(name.clone(), value.clone());
        }
    }
    response
}

fn is_plain(headers: &HeaderMap) -> bool {
    is_of_type(headers, "text/plain")
}

fn is_html(headers: &HeaderMap) -> bool {
    is_of_type(headers, "text/html")
}

fn is_parts(headers: &HeaderMap) -> bool {
    is_of_type(headers, "multipart/form-data")
}

fn is_of_type(headers: &HeaderMap, start: &str) -> bool {
    let kind = headers.get(header::CONTENT_TYPE);
    kind.is_some_and(|kind| kind.as_bytes().starts_with(start.as_bytes()))
}

fn why(code: StatusCode, is_from_here: bool) -> SentBack {
    match code {
        StatusCode::FORBIDDEN if !is_from_here => SentBack::OtherSite,
        StatusCode::UNAUTHORIZED => SentBack::SignedOut,
        StatusCode::FORBIDDEN => SentBack::NotPermitted,
        StatusCode::NOT_FOUND | StatusCode::GONE | StatusCode::METHOD_NOT_ALLOWED => {
            SentBack::NotThere
        }
        StatusCode::CONFLICT | StatusCode::PRECONDITION_FAILED => SentBack::Stale,
        StatusCode::PAYLOAD_TOO_LARGE => SentBack::TooLong,
        StatusCode::TOO_MANY_REQUESTS => SentBack::TooMany,
        code if code.is_server_error() || code == StatusCode::REQUEST_TIMEOUT => SentBack::Later,
        _ => SentBack::Refused,
    }
}
