//! Any request line and any headers are answered: no fault of ours, a body as long as it is said to
//! be, and the same answer but for its body to HEAD.

#![no_main]

use std::io::{self, Cursor};
use std::sync::{Arc, LazyLock};

use almanac_compile::{MemoryTree, Options, Tree, compile};
use almanac_model::{Day, FilePath, Follower, Following, OpenFile, Reading, Served};
use almanac_web::{Desk, Routes, ServerSettings, routes};
use axum::body::{Body, HttpBody, to_bytes};
use axum::http::{HeaderName, HeaderValue, Method, Request, StatusCode, Uri, header};
use axum::response::Response;
use libfuzzer_sys::fuzz_target;
use tokio::runtime::{Builder, Runtime};
use tower::ServiceExt;

const FILES: [(&str, &str); 12] = [
    (
        "almanac.toml",
        "title = \"Bees\"\nlanguages = [\"de\"]\nbase_url = \"https://example.org/\"\n[theme]\naccent = \"#0b3d91\"\n",
    ),
    (
        "entries/bee.md",
        "---\ntitle: Bee\naliases: [apis]\ntopics: [sky]\n---\nIn a [[hive]].[@book]\n",
    ),
    (
        "entries/bee.de.md",
        "---\ntitle: Biene\n---\nEine [[hive]].\n",
    ),
    (
        "entries/hive.md",
        "---\ntitle: Hive\nsources: [{ key: book, title: Book }]\n---\nA home.[@book] See [[wax]].\n",
    ),
    (
        "threads/swarms.md",
        "---\ntitle: Swarms\n---\n## 2020 · A swarm\n\nOne of [[bee]].\n",
    ),
    (
        "paths/way.md",
        "---\ntitle: Way\naliases: [old]\nsteps: [{ read: bee, why: First. }, { read: hive, why: Then. }]\n---\n",
    ),
    ("paths/way.de.md", "---\ntitle: Weg\n---\n"),
    ("topics.yaml", "sky: { title: Sky }\n"),
    ("media/bee.png", "not really an image"),
    (
        "media/a b.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"></svg>",
    ),
    ("static/robots.txt", "User-agent: *\n"),
    ("static/about/index.html", "<p>About</p>"),
];

const TODAY: Day = Day::constant(2026, 11, 24);

struct Almanac {
    tree: MemoryTree,
    served: Arc<Served>,
}

impl Reading for Almanac {
    fn served(&self) -> Arc<Served> {
        self.served.clone()
    }

    fn follow(&self, _: Follower) -> Following {
        Following::until_dropped(|| {})
    }

    fn open(&self, file: &FilePath) -> io::Result<Option<OpenFile>> {
        let bytes = self
            .tree
            .read(file, u64::MAX)
            .expect("what is in memory can be read");
        // What is not listed is never asked for.
        let bytes = bytes.expect("the file is listed");
        Ok(Some(OpenFile {
            length: bytes.len() as u64,
            version: format!("{:x}", bytes.len()),
            content: Box::new(Cursor::new(bytes)),
        }))
    }
}

static SERVER: LazyLock<(Runtime, Routes)> = LazyLock::new(|| {
    let runtime = Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()
        .expect("a runtime can be made");
    let tree: MemoryTree = FILES.into_iter().collect();
    let compiled = compile(&tree, &Options::for_day(TODAY)).expect("the almanac can be read");
    let served = Served {
        snapshot: compiled.snapshot,
        report: Arc::new(compiled.report),
        revision: None,
        number: 0,
        today: TODAY,
        files: compiled.listed,
        with_drafts: None,
    };
    let almanac = Almanac {
        tree,
        served: Arc::new(served),
    };
    let settings = ServerSettings {
        desk: Some(Desk::new("token", ([127, 0, 0, 1], 4747).into())),
        ..ServerSettings::default()
    };
    let routes = runtime.block_on(async { routes(Arc::new(almanac), settings) });
    (runtime, routes)
});

fuzz_target!(|bytes: &[u8]| {
    let Some((method, address, headers)) = read(bytes) else {
        return;
    };
    let (runtime, _) = &*SERVER;
    runtime.block_on(async {
        let first = check(ask(&method, &address, &headers).await).await;
        if method == Method::GET {
            let head = check(ask(&Method::HEAD, &address, &headers).await).await;
            assert_eq!(first.0, head.0, "HEAD differs");
            // A refusal that no route has made still has its body: the connection sends its length alone.
            let is_left = head.1.is_empty() || head.1 == first.1;
            assert!(is_left, "HEAD has a body of its own");
        }
    });
});

type Headers = Vec<(HeaderName, HeaderValue)>;

/// Reads a request as a connection would: `GET /path`, then a header a line.
fn read(bytes: &[u8]) -> Option<(Method, Uri, Headers)> {
    let mut lines = bytes.split(|byte| *byte == b'\n');
    let first = lines.next()?;
    let space = first.iter().position(|byte| *byte == b' ')?;
    let method = Method::from_bytes(&first[..space]).ok()?;
    let address = Uri::try_from(&first[space + 1..]).ok()?;
    let header = |line: &[u8]| {
        let colon = line.iter().position(|byte| *byte == b':')?;
        let name = HeaderName::from_bytes(&line[..colon]).ok()?;
        Some((
            name,
            HeaderValue::from_bytes(line[colon + 1..].trim_ascii()).ok()?,
        ))
    };
    Some((
        method,
        address,
        lines.filter_map(header).take(100).collect(),
    ))
}

async fn ask(method: &Method, address: &Uri, headers: &Headers) -> Response {
    let mut request = Request::new(Body::empty());
    *request.method_mut() = method.clone();
    *request.uri_mut() = address.clone();
    request.headers_mut().extend(
        headers
            .iter()
            .cloned()
            .map(|(name, value)| (Some(name), value)),
    );
    // Without one every request would be refused at once.
    let host = request.headers_mut().entry(header::HOST);
    host.or_insert(HeaderValue::from_static("localhost"));
    let (_, routes) = &*SERVER;
    match routes.clone().oneshot(request).await {
        Ok(response) => response,
    }
}

/// The status of an answer and its body, after holding it to what it says.
async fn check(response: Response) -> (StatusCode, Vec<u8>) {
    let (parts, body) = response.into_parts();
    assert_ne!(parts.status, StatusCode::INTERNAL_SERVER_ERROR);
    assert!(parts.headers.contains_key("x-request-id"));
    assert!(parts.headers.contains_key(header::X_CONTENT_TYPE_OPTIONS));
    let kind = parts.headers.get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind == "text/event-stream") {
        // It never ends.
        return (parts.status, Vec::new());
    }
    // Where no length is said, the connection says that of a body which knows it.
    let known = body
        .size_hint()
        .exact()
        .and_then(|length| usize::try_from(length).ok());
    let body = to_bytes(body, usize::MAX)
        .await
        .expect("the body comes to its end");
    let length = parts.headers.get(header::CONTENT_LENGTH);
    let length = length
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok())
        .or(known);
    if !body.is_empty() {
        assert_eq!(length, Some(body.len()), "another length than is said");
    }
    if matches!(parts.status.as_u16(), 204 | 304) {
        assert!(body.is_empty());
    }
    (parts.status, body.to_vec())
}
