//! A server on a free port of this machine, and a client that sees every byte.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex, RwLock};
use std::thread::JoinHandle;
use std::time::Duration;

use almanac_compile::{MemoryTree, Options, Tree, compile};
use almanac_model::{
    Applied, ApplyError, Change, Day, Draft, FilePath, Report, Snapshot, SnapshotListener,
    Workspace,
};
use almanac_web::{ServeOptions, serve};
use tokio::sync::oneshot;

/// The longest that a test waits for an answer.
const PATIENCE: Duration = Duration::from_secs(20);

pub const TODAY: Day = Day::constant(2026, 11, 24);

/// An almanac of one path with two steps.
pub const FILES: [(&str, &str); 5] = [
    ("almanac.toml", "title = \"Bees\"\n"),
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

/// An almanac in memory.
pub struct TestWorkspace {
    tree: Mutex<MemoryTree>,
    compiled: RwLock<(Arc<Snapshot>, Arc<Report>)>,
    listeners: Mutex<Vec<SnapshotListener>>,
    is_live: bool,
}

impl TestWorkspace {
    pub fn new<'t>(
        files: impl IntoIterator<Item = (&'t str, &'t str)>,
        is_live: bool,
    ) -> Arc<Self> {
        let tree: MemoryTree = files.into_iter().collect();
        Arc::new(Self {
            compiled: RwLock::new(compiled(&tree)),
            tree: Mutex::new(tree),
            listeners: Mutex::default(),
            is_live,
        })
    }

    /// Changes a file, compiles again and tells who listens.
    pub fn edit(&self, file: &str, text: &str) {
        let mut tree = self.tree.lock().unwrap();
        tree.insert(file.into(), text.into());
        let new = compiled(&tree);
        *self.compiled.write().unwrap() = new.clone();
        for listener in self.listeners.lock().unwrap().iter() {
            listener(&new.0);
        }
    }
}

fn compiled(tree: &MemoryTree) -> (Arc<Snapshot>, Arc<Report>) {
    let compiled = compile(tree, &Options::for_day(TODAY)).unwrap();
    (compiled.snapshot, Arc::new(compiled.report))
}

impl Workspace for TestWorkspace {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.compiled.read().unwrap().0.clone()
    }

    fn report(&self) -> Arc<Report> {
        self.compiled.read().unwrap().1.clone()
    }

    fn media(&self, file: &FilePath) -> Option<Vec<u8>> {
        assert!(file.as_str() != "media/fault.png", "a fault of ours");
        if file.as_str().starts_with("static/") {
            return self.tree.lock().unwrap().read(file).ok();
        }
        (file.as_str() == "media/bee.png").then(|| b"not really an image".to_vec())
    }

    fn is_live(&self) -> bool {
        self.is_live
    }

    fn check(&self, _: &Draft) -> Report {
        Report::default()
    }

    fn apply(&self, _: &Change) -> Result<Applied, ApplyError> {
        Err(ApplyError::ReadOnly)
    }

    fn subscribe(&self, listener: SnapshotListener) {
        self.listeners.lock().unwrap().push(listener);
    }
}

/// A running server. Stops when it is dropped.
pub struct Server {
    pub address: SocketAddr,
    pub workspace: Arc<TestWorkspace>,
    pub today: Arc<Mutex<Day>>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<std::io::Result<()>>>,
}

impl Server {
    /// Serves the almanac of these tests, as its editor sees it.
    pub fn start() -> Self {
        Self::of(TestWorkspace::new(FILES, true))
    }

    /// Serves it with a different `almanac.toml`.
    pub fn configured(config: &str) -> Self {
        let files = FILES.into_iter().skip(1).chain([("almanac.toml", config)]);
        Self::of(TestWorkspace::new(files, true))
    }

    pub fn of(workspace: Arc<TestWorkspace>) -> Self {
        let today = Arc::new(Mutex::new(TODAY));
        let clock = today.clone();
        let options = ServeOptions {
            today: Arc::new(move || *clock.lock().unwrap()),
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        listener.set_nonblocking(true).unwrap();
        let address = listener.local_addr().unwrap();
        let (stop, stopped) = oneshot::channel();
        let served = workspace.clone();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread()
                .worker_threads(2)
                .enable_all()
                .build()?;
            runtime.block_on(async {
                let listener = tokio::net::TcpListener::from_std(listener)?;
                let stopped = async { drop(stopped.await) };
                serve(served, listener, options, stopped).await
            })
        });
        Self {
            address,
            workspace,
            today,
            stop: Some(stop),
            thread: Some(thread),
        }
    }

    /// Asks for a page as simply as can be.
    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &[])
    }

    /// Asks for a page with these headers.
    pub fn get_with(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.request("GET", path, headers)
    }

    pub fn request(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut stream = self.connect();
        let mut request =
            format!("{method} {path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n");
        for (name, value) in headers {
            request.push_str(&format!("{name}: {value}\r\n"));
        }
        stream
            .write_all(format!("{request}\r\n").as_bytes())
            .unwrap();
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
        stream
            .write_all(b"GET /_live HTTP/1.1\r\nhost: localhost\r\n\r\n")
            .unwrap();
        Events(BufReader::new(stream))
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
