//! Files of the almanac on their way to clients: piece by piece, in part, or compressed once.

use std::io::{self, Read, SeekFrom};
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};

use almanac_model::{FilePath, OpenFile, ReadSeek};
use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use quick_cache::Weighter;
use quick_cache::sync::Cache;

use crate::coding::{Coding, is_worth_compressing};
use crate::flights::Flights;
use crate::ranges::RequestedPart;
use crate::response::{has_tag, later, set, status};
use crate::state::State;
use crate::stored::{Keep, Stored};
use crate::workers::{Refusal, Workers};

/// How many bytes are read at a time. Each takes a step to another thread and back, which this makes
/// small beside the reading; each client that is being sent something holds as many.
const PIECE: usize = 256 << 10;

/// How large a file may be to be compressed, in bytes. All of it is in memory meanwhile.
const LARGEST_COMPRESSED: u64 = 4 << 20;

/// How many bytes of compressed files are kept.
const KEPT_BYTES: u64 = 32 << 20;

/// A file as it was when it was opened.
type FileVersion = (FilePath, String);

/// The files that are kept compressed.
pub(crate) struct CompressedFiles {
    kept: Cache<FileVersion, Arc<Stored>, FileWeight>,
    flights: Arc<Flights<FileVersion, Result<Arc<Stored>, Refusal>>>,
}

#[derive(Clone)]
struct FileWeight;

impl Weighter<FileVersion, Arc<Stored>> for FileWeight {
    fn weight(&self, _: &FileVersion, stored: &Arc<Stored>) -> u64 {
        stored.size() as u64
    }
}

impl Default for CompressedFiles {
    fn default() -> Self {
        Self {
            kept: Cache::with_weighter(256, KEPT_BYTES, FileWeight),
            flights: Arc::default(),
        }
    }
}

/// Answers with a file that the almanac lists; `None` if it is gone.
pub(crate) async fn send(
    state: &Arc<State>,
    file: FilePath,
    content_type: &'static str,
    request: &HeaderMap,
) -> Option<Response> {
    let (shared, name) = (state.clone(), file.clone());
    let open = move || shared.reading().open(&name);
    let opened = match state.workers.read(open).await {
        Ok(Ok(Some(opened))) => opened,
        Ok(Ok(None)) => return None,
        // Most often there are too many files open.
        Ok(Err(_)) => return Some(later("This file can't be read at this moment.\n", "5")),
        Err(refusal) => return Some(refusal.into()),
    };
    let coding = Coding::taken_by(request);
    let is_compressed = coding != Coding::Identity
        && is_worth_compressing(content_type)
        && opened.length <= LARGEST_COMPRESSED
        && !request.contains_key(header::RANGE);
    if !is_compressed {
        return Some(as_it_is(state, opened, content_type, request));
    }
    if has_tag(request, &format!("\"{}{}\"", opened.version, coding.tag())) {
        return Some(unchanged(&opened, coding, content_type));
    }
    match compressed(state, file, opened, content_type).await {
        Ok(stored) => Some(stored.answer(request)),
        Err(refusal) => Some(refusal.into()),
    }
}

/// The file compressed: as it is kept, or made once for all who want it.
async fn compressed(
    state: &Arc<State>,
    file: FilePath,
    opened: OpenFile,
    content_type: &'static str,
) -> Result<Arc<Stored>, Refusal> {
    let version = (file, opened.version.clone());
    if let Some(stored) = state.files.kept.get(&version) {
        return Ok(stored);
    }
    let (shared, key) = (state.clone(), version.clone());
    let make = async move {
        let make = move || {
            let mut bytes = Vec::new();
            // It may have grown since it was opened.
            let mut content = opened.content.take(LARGEST_COMPRESSED);
            content
                .read_to_end(&mut bytes)
                .map_err(|_| Refusal::Failed)?;
            let stored = Stored::tagged(content_type, &bytes, Keep::Revalidate, opened.version);
            stored.prepare();
            Ok(Arc::new(stored))
        };
        let stored = shared.workers.work(make).await.flatten()?;
        shared.files.kept.insert(key, stored.clone());
        Ok(stored)
    };
    let made = state.files.flights.join(version, make).await;
    made.unwrap_or(Err(Refusal::Failed))
}

/// The answer that a file has not changed, of which nothing was read.
fn unchanged(opened: &OpenFile, coding: Coding, content_type: &str) -> Response {
    let mut response = status(StatusCode::NOT_MODIFIED, Body::empty());
    describe(&mut response, opened, coding, content_type);
    response
}

/// Sets what is said of a file whether or not it is sent.
fn describe(response: &mut Response, opened: &OpenFile, coding: Coding, content_type: &str) {
    let tag = format!("\"{}{}\"", opened.version, coding.tag());
    if let Ok(tag) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    if is_worth_compressing(content_type) {
        set(response, header::VARY, "accept-encoding");
    }
    set(response, header::ACCEPT_RANGES, "bytes");
    set(response, header::CACHE_CONTROL, "no-cache");
}

/// Answers with a file's bytes as they are, all of them or a part, read as the client takes them.
fn as_it_is(
    state: &Arc<State>,
    opened: OpenFile,
    content_type: &'static str,
    request: &HeaderMap,
) -> Response {
    let tag = format!("\"{}\"", opened.version);
    if has_tag(request, &tag) {
        return unchanged(&opened, Coding::Identity, content_type);
    }
    let whole = opened.length;
    let part = RequestedPart::asked_for(request, whole, &tag);
    let (code, start, length) = match part {
        RequestedPart::Whole => (StatusCode::OK, 0, whole),
        RequestedPart::Range { start, length } => (StatusCode::PARTIAL_CONTENT, start, length),
        RequestedPart::Unsatisfiable => (StatusCode::RANGE_NOT_SATISFIABLE, 0, 0),
    };
    let mut response = status(code, Body::empty());
    describe(&mut response, &opened, Coding::Identity, content_type);
    let range = match part {
        RequestedPart::Whole => None,
        RequestedPart::Range { .. } => {
            Some(format!("bytes {start}-{}/{whole}", start + length - 1))
        }
        RequestedPart::Unsatisfiable => Some(format!("bytes */{whole}")),
    };
    if let Some(Ok(range)) = range.map(|range| HeaderValue::from_str(&range)) {
        response.headers_mut().insert(header::CONTENT_RANGE, range);
    }
    if part != RequestedPart::Unsatisfiable {
        set(&mut response, header::CONTENT_TYPE, content_type);
        *response.body_mut() = Body::new(Pieces {
            workers: state.workers.clone(),
            left: length,
            content: FileBody::Waiting(opened.content, Some(start).filter(|start| *start > 0)),
        });
    }
    response
}

/// The bytes of a file, read piece by piece as they are sent. Nothing is read before the first is wanted.
struct Pieces {
    workers: Arc<Workers>,
    left: u64,
    content: FileBody,
}

enum FileBody {
    /// With the place to go to first.
    Waiting(Box<dyn ReadSeek>, Option<u64>),
    Reading(PieceRead),
    Over,
}

/// A piece that is being read, and then the rest.
type PieceRead =
    Pin<Box<dyn Future<Output = Result<(Box<dyn ReadSeek>, io::Result<Bytes>), Refusal>> + Send>>;

impl hyper::body::Body for Pieces {
    type Data = Bytes;
    type Error = io::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<io::Result<Frame<Bytes>>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        if let FileBody::Waiting(..) = &self.content
            && let FileBody::Waiting(mut content, start) =
                std::mem::replace(&mut self.content, FileBody::Over)
        {
            let size = self.left.min(PIECE as u64) as usize;
            let read = move || {
                let piece = read_piece(&mut *content, start, size);
                (content, piece)
            };
            self.content = FileBody::Reading(Box::pin(self.workers.read(read)));
        }
        let FileBody::Reading(reading) = &mut self.content else {
            return Poll::Ready(None);
        };
        let read = ready!(reading.as_mut().poll(context));
        self.content = FileBody::Over;
        let piece = match read {
            Ok((content, piece)) => {
                self.content = FileBody::Waiting(content, None);
                piece
            }
            Err(_) => Err(io::ErrorKind::Other.into()),
        };
        if let Ok(piece) = &piece {
            self.left -= piece.len() as u64;
        }
        Poll::Ready(Some(piece.map(Frame::data)))
    }

    fn is_end_stream(&self) -> bool {
        self.left == 0
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left)
    }
}

/// Reads as many bytes. If there are fewer, the file was cut short, and the client must not take what it
/// got for all: the connection ends in the middle.
fn read_piece(content: &mut dyn ReadSeek, start: Option<u64>, size: usize) -> io::Result<Bytes> {
    if let Some(start) = start {
        content.seek(SeekFrom::Start(start))?;
    }
    let mut bytes = Vec::with_capacity(size);
    Read::take(content, size as u64).read_to_end(&mut bytes)?;
    if bytes.len() < size {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    Ok(bytes.into())
}
