//! A server on a free port of this machine, and a client that sees every byte.

use std::io::{BufRead, BufReader, Cursor, Read, Seek, SeekFrom, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use almanac_compile::{MemoryTree, Options, Tree, compile};
use almanac_model::{Day, FilePath, Follower, Following, OpenFile, Reading, Served};
use almanac_web::{Desk, Limits, Listeners, ServerSettings, serve};
use tokio::sync::oneshot;

/// The longest that a test waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

/// What opens the desk of a server.
pub const TOKEN: &str = "a-token-of-tests";

pub const TODAY: Day = Day::constant(2026, 11, 24);

/// An almanac of one path with two steps.
pub const FILES: [(&str, &str); 5] = [
    (
        "almanac.toml",
        "title = \"Bees\"\nlanguages = [\"pt-BR\"]\n",
    ),
    (
        "entries/honey-bee.md",
        "---\nid: bee\ntitle: Honey bee\naliases: [apis]\n---\nIt lives in a [[hive]].\n",
    ),
    (
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\n---\nA home.\n",
    ),
    (
        "threads/swarms.md",
        "---\nid: swarms\ntitle: Swarms\n---\nThey swarm.\n\n## 2020 · A swarm\n\nOne.\n",
    ),
    (
        "paths/to-the-hive.md",
        "---\nid: path\ntitle: To the hive\naliases: [old-path]\nsteps:\n  - { read: honey-bee, why: First. }\n  \
         - { read: hive, why: Then. }\n---\nCome in.\n",
    ),
];

/// How long `media/huge.png` is.
pub const HUGE: u64 = 3 << 30;

/// An almanac in memory.
pub struct TestWorkspace {
    tree: Mutex<MemoryTree>,
    served: RwLock<Arc<Served>>,
    followers: Mutex<Vec<Follower>>,
    today: Mutex<Day>,
    /// While this is locked, `media/hanging.png` can't be opened.
    pub hanging: Arc<Mutex<()>>,
    /// How many files have been opened.
    pub opened: AtomicUsize,
    /// How many bytes of files have been read.
    pub read: Arc<AtomicU64>,
}

impl TestWorkspace {
    pub fn new<'t>(files: impl IntoIterator<Item = (&'t str, &'t str)>) -> Arc<Self> {
        let images = [
            ("media/bee.png", "not really an image"),
            ("media/fault.png", ""),
            ("media/hanging.png", ""),
            ("media/huge.png", ""),
        ];
        let tree: MemoryTree = files.into_iter().chain(images).collect();
        Arc::new(Self {
            served: RwLock::new(Arc::new(compiled(&tree, TODAY, 0))),
            tree: Mutex::new(tree),
            followers: Mutex::default(),
            today: Mutex::new(TODAY),
            hanging: Arc::default(),
            opened: AtomicUsize::new(0),
            read: Arc::default(),
        })
    }

    /// Changes a file, compiles again and tells those who follow.
    pub fn edit(&self, file: &str, text: &str) {
        self.tree.lock().unwrap().insert(file.into(), text.into());
        self.compile_again();
    }

    /// Has another day begin.
    pub fn set_today(&self, today: Day) {
        *self.today.lock().unwrap() = today;
        self.compile_again();
    }

    fn compile_again(&self) {
        let next = {
            let mut served = self.served.write().unwrap();
            let today = *self.today.lock().unwrap();
            let tree = self.tree.lock().unwrap();
            *served = Arc::new(compiled(&tree, today, served.number + 1));
            served.clone()
        };
        for follower in self.followers.lock().unwrap().iter() {
            follower(&next);
        }
    }
}

/// Counts the bytes that are read; what is huge is made of zeros.
struct Counted {
    bytes: Option<Cursor<Vec<u8>>>,
    at: u64,
    read: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        let read = match &mut self.bytes {
            Some(bytes) => bytes.read(buffer)?,
            None => buffer.len().min((HUGE - self.at) as usize),
        };
        self.at += read as u64;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counted {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        if let SeekFrom::Start(at) = to {
            self.at = at;
        }
        self.bytes
            .as_mut()
            .map_or(Ok(self.at), |bytes| bytes.seek(to))
    }
}

fn compiled(tree: &MemoryTree, today: Day, number: u64) -> Served {
    let compiled = compile(tree, &Options::for_day(today)).unwrap();
    Served {
        snapshot: compiled.snapshot,
        report: Arc::new(compiled.report),
        revision: None,
        number,
        today,
        files: compiled.listed,
        with_drafts: None,
    }
}

impl Reading for TestWorkspace {
    fn served(&self) -> Arc<Served> {
        self.served.read().unwrap().clone()
    }

    fn follow(&self, follower: Follower) -> Following {
        self.followers.lock().unwrap().push(follower);
        Following::until_dropped(|| {})
    }

    fn open(&self, file: &FilePath) -> std::io::Result<Option<OpenFile>> {
        assert!(file.as_str() != "media/fault.png", "a fault of ours");
        self.opened.fetch_add(1, Ordering::Relaxed);
        if file.as_str() == "media/hanging.png" {
            drop(self.hanging.lock().unwrap());
        }
        let is_huge = file.as_str() == "media/huge.png";
        let bytes = self.tree.lock().unwrap().read(file, u64::MAX).unwrap();
        let bytes = bytes.unwrap_or_default();
        Ok(Some(OpenFile {
            length: if is_huge { HUGE } else { bytes.len() as u64 },
            version: format!("{:x}", bytes.len()),
            content: Box::new(Counted {
                bytes: (!is_huge).then(|| Cursor::new(bytes)),
                at: 0,
                read: self.read.clone(),
            }),
        }))
    }
}

/// A running server. Stops when it is dropped.
pub struct Server {
    pub address: SocketAddr,
    pub workspace: Arc<TestWorkspace>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<std::io::Result<()>>>,
}

impl Server {
    /// Serves the almanac of these tests.
    pub fn start() -> Self {
        Self::of(TestWorkspace::new(FILES))
    }

    /// Serves it with a different `almanac.toml`.
    pub fn configured(config: &str) -> Self {
        let files = FILES.into_iter().skip(1).chain([("almanac.toml", config)]);
        Self::of(TestWorkspace::new(files))
    }

    pub fn of(workspace: Arc<TestWorkspace>) -> Self {
        Self::limited(workspace, Limits::default())
    }

    /// Serves an almanac with limits of its own.
    pub fn limited(workspace: Arc<TestWorkspace>, limits: Limits) -> Self {
        Self::run(workspace, |address| ServerSettings {
            limits,
            desk: Some(Desk::new(TOKEN, address)),
            ..ServerSettings::default()
        })
    }

    /// Serves an almanac that has no desk.
    pub fn public(workspace: Arc<TestWorkspace>) -> Self {
        Self::run(workspace, |_| ServerSettings::default())
    }

    /// Serves an almanac by settings that may depend on the address.
    pub fn run(
        workspace: Arc<TestWorkspace>,
        settings: impl FnOnce(SocketAddr) -> ServerSettings,
    ) -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let served = workspace.clone();
        let settings = settings(address);
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let listeners = Listeners {
                    site: vec![tokio::net::TcpListener::from_std(listener)?],
                    metrics: None,
                };
                let stopped = async { drop(stopped.await) };
                serve(served, listeners, settings, stopped).await
            })
        });
        Self {
            address,
            workspace,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Asks for a page as simply as can be.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// Asks for a page as the browser at the desk does.
    pub fn get_at_desk(&self, path: &str) -> Answer {
        self.get_with(path, &[("cookie", &self.cookie())])
    }

    /// The cookie of a browser that opened the desk.
    pub fn cookie(&self) -> String {
        let entered = self.get(&format!("/?token={TOKEN}"));
        let cookie = entered.header("set-cookie").unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Asks for a page with these headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", path, headers)
    }

    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(method, path, headers, &[])
    }

    /// Sends something. Its length is among the headers.
    pub fn send(&self, method: &str, path: &str, headers: &[(&str, &str)], body: &[u8]) -> Answer {
        let mut stream = self.connect();
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream
            .write_all(format!("{request}\r\n").as_bytes())
            .unwrap();
        stream.write_all(body).unwrap();
        Answer::read(&mut stream)
    }

    /// Opens a connection.
    pub fn connect(&self) -> TcpStream {
        let stream = TcpStream::connect(self.address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// Listens to the events of the live page.
    pub fn listen(&self) -> Events {
        let mut stream = self.connect();
        stream.write_all(self.live_request().as_bytes()).unwrap();
        Events(BufReader::new(stream))
    }

    /// The request for the events of the live page.
    pub fn live_request(&self) -> String {
        let cookie = self.cookie();
        format!("GET /_live HTTP/1.1\r\nhost: localhost\r\ncookie: {cookie}\r\n\r\n")
    }

    /// Tells the server to stop, and waits until it has.
    pub fn stop(mut self) -> std::io::Result<()> {
        self.tell_to_stop();
        self.thread.take().unwrap().join().unwrap()
    }

    pub fn tell_to_stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.tell_to_stop();
    }
}

/// What a server answered.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    headers: Vec<(String, String)>,
    pub body: Vec<u8>,
}

impl Answer {
    /// Reads all that comes until the connection is closed.
    pub fn read(stream: &mut TcpStream) -> Self {
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let end = bytes.windows(4).position(|four| four == b"\r\n\r\n");
        let end = end.unwrap_or_else(|| panic!("no answer: {}", String::from_utf8_lossy(&bytes)));
        let head = String::from_utf8(bytes[..end].to_vec()).unwrap();
        let mut lines = head.lines();
        let status = lines.next().unwrap().split(' ').nth(1).unwrap();
        let header = |line: &str| {
            let (name, value) = line.split_once(':').unwrap();
            (name.to_lowercase(), value.trim().to_owned())
        };
        Self {
            status: status.parse().unwrap(),
            headers: lines.map(header).collect(),
            body: bytes[end + 4..].to_vec(),
        }
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// All headers but those that differ from answer to answer, sorted.
    pub fn lasting_headers(&self) -> Vec<(&str, &str)> {
        let headers = self.headers.iter().map(|(name, value)| (&**name, &**value));
        let lasting = headers.filter(|(name, _)| !["date", "x-request-id"].contains(name));
        let mut lasting: Vec<_> = lasting.collect();
        lasting.sort_unstable();
        lasting
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.body).unwrap()
    }
}

/// The stream of events of the live page.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The version that the next event names; `None` once the stream has ended.
    pub fn next_version(&mut self) -> Option<String> {
        loop {
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return None;
            }
            if let Some(version) = line.strip_prefix("data: ") {
                return Some(version.trim().to_owned());
            }
        }
    }
}
