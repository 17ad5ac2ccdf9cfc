//! A running `almanac serve`, and a client for it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::{sleep, spawn};
use std::time::{Duration, Instant};

use crate::fixture::Folder;

/// The longest that a test waits for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// A running server. Is stopped when it is dropped.
pub struct Server {
    child: Child,
    /// The lines that it prints. They are read as they come: a server whose output nobody takes waits for a reader.
    said: Receiver<String>,
    /// The address of the site.
    pub site: String,
    /// What opens the desk, if there is one.
    pub token: Option<String>,
}

impl Server {
    /// Serves a folder on a free port, with more arguments.
    pub fn start(folder: &Folder, arguments: &[&str]) -> Self {
        Self::start_by(folder.command(&[]), arguments)
    }

    /// Serves by a command that runs the program, with more arguments.
    pub fn start_by(command: Command, arguments: &[&str]) -> Self {
        Self::start_at(command, "127.0.0.1:0", arguments)
    }

    /// Serves at an address by a command that runs the program, with more arguments.
    pub fn start_at(mut command: Command, address: &str, arguments: &[&str]) -> Self {
        let mut child = command
            .args(["serve", "--addr", address])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let mut site = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut site).unwrap();
        let errors = BufReader::new(child.stderr.take().unwrap());
        let (sender, said) = channel();
        spawn(move || {
            let lines = errors.lines().map_while(Result::ok);
            lines.for_each(|line| drop(sender.send(line)));
        });
        let (site, token) = match site.trim().split_once("?token=") {
            Some((site, token)) => (site, Some(token.to_owned())),
            None => (site.trim(), None),
        };
        Self {
            child,
            said,
            site: site.to_owned(),
            token,
        }
    }

    /// The next line that the server prints, empty at the end.
    pub fn says(&mut self) -> String {
        match self.said.recv_timeout(PATIENCE) {
            Ok(line) => line.trim().to_owned(),
            Err(RecvTimeoutError::Disconnected) => String::new(),
            Err(RecvTimeoutError::Timeout) => panic!("the server prints nothing more"),
        }
    }

    /// All that the server has printed and nobody has looked at.
    pub fn says_meanwhile(&self) -> String {
        let lines: Vec<String> = self.said.try_iter().collect();
        lines.join("\n")
    }

    pub fn connect(&self) -> TcpStream {
        Self::connect_to(&self.site)
    }

    fn connect_to(address: &str) -> TcpStream {
        let host = address.split('/').nth(2).unwrap();
        let port = host.rsplit(':').next().unwrap().parse().unwrap();
        let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    /// The most memory that the server has had, in bytes.
    pub fn peak_memory(&self) -> u64 {
        self.of_status("VmHWM:")
    }

    /// How many files and connections the server has open.
    #[cfg(target_os = "linux")]
    pub fn open_files(&self) -> usize {
        let open = std::fs::read_dir(format!("/proc/{}/fd", self.child.id()));
        open.unwrap().count()
    }

    /// How many files the server may have open, and how many it could ask for.
    #[cfg(target_os = "linux")]
    pub fn limit_of_files(&self) -> (u64, u64) {
        let limits = format!("/proc/{}/limits", self.child.id());
        let limits = std::fs::read_to_string(limits).unwrap();
        let mut lines = limits.lines();
        let line = lines.find_map(|line| line.strip_prefix("Max open files"));
        let mut words = line.unwrap().split_whitespace();
        let mut number = || words.next().unwrap().parse().unwrap();
        (number(), number())
    }

    fn of_status(&self, name: &str) -> u64 {
        let status = format!("/proc/{}/status", self.child.id());
        let status = std::fs::read_to_string(status).unwrap();
        let mut lines = status.lines();
        let size = lines.find_map(|line| line.strip_prefix(name)).unwrap();
        let kilobytes: u64 = size.trim().strip_suffix(" kB").unwrap().parse().unwrap();
        kilobytes * 1024
    }

    /// The status and the text of a page, as everybody sees it.
    pub fn get(&self, path: &str) -> (u16, String) {
        let (status, _, body) = self.ask(path, "");
        (status, body)
    }

    /// The headers of an answer, a line each.
    pub fn headers(&self, path: &str) -> String {
        let (_, head, _) = self.ask(path, "");
        head
    }

    /// The status and the text of what another listener answers, by its whole address.
    pub fn get_from(&self, address: &str) -> (u16, String) {
        let path = address.splitn(4, '/').nth(3).unwrap();
        let (status, _, body) = Self::ask_over(Self::connect_to(address), &format!("/{path}"), "");
        (status, body)
    }

    /// The status, the head and the body of an answer to a request with more headers.
    fn ask(&self, path: &str, headers: &str) -> (u16, String, String) {
        Self::ask_over(self.connect(), path, headers)
    }

    fn ask_over(stream: TcpStream, path: &str, headers: &str) -> (u16, String, String) {
        answer(stream, "localhost", path, headers)
    }

    /// The header by which a browser is at the desk.
    fn cookie(&self) -> String {
        let token = self.token.as_ref().expect("there is a desk");
        let base = self.site.splitn(4, '/').nth(3).unwrap();
        let (status, head, _) = self.ask(&format!("/{base}?token={token}"), "");
        assert_eq!(status, 303);
        let mut lines = head.lines();
        let cookie = lines.find_map(|line| line.strip_prefix("set-cookie: "));
        let cookie = cookie.unwrap().split(';').next().unwrap();
        format!("cookie: {cookie}\r\n")
    }

    /// The text of a page as its editor sees it.
    pub fn page_at_desk(&self, path: &str) -> String {
        let (status, _, text) = self.ask(path, &self.cookie());
        assert_eq!(status, 200, "{path}");
        text
    }

    /// The text of a page that is there.
    pub fn page(&self, path: &str) -> String {
        let (status, text) = self.get(path);
        assert_eq!(status, 200, "{path}");
        text
    }

    /// Listens as an open page does; the present version is taken already.
    pub fn listen(&self) -> Events {
        let mut stream = self.connect();
        stream
            .write_all(
                format!(
                    "GET /{}_live HTTP/1.1\r\nhost: localhost\r\n{}\r\n",
                    self.site.splitn(4, '/').nth(3).unwrap(),
                    self.cookie()
                )
                .as_bytes(),
            )
            .unwrap();
        let mut events = Events(BufReader::new(stream));
        events.wait();
        events
    }

    /// Asks the server to stop as an operator's machine does, and waits until it has.
    #[cfg(unix)]
    pub fn terminate(&mut self) -> ExitStatus {
        self.signal("-TERM");
        self.child.wait().unwrap()
    }

    /// Sends the server a signal.
    #[cfg(unix)]
    pub fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args([signal, &id]).status();
        assert!(sent.unwrap().success());
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// What an open page is told.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// Waits for the next event. Returns whether there was one before the stream ended.
    pub fn wait(&mut self) -> bool {
        let started = Instant::now();
        loop {
            // The server writes now and then where nothing happens, so that a read alone never takes too long.
            assert!(started.elapsed() < PATIENCE, "no event came");
            let mut line = String::new();
            if self.0.read_line(&mut line).unwrap() == 0 {
                return false;
            }
            if line.starts_with("data: ") {
                return true;
            }
        }
    }

    /// Waits until something holds, looking again at each event.
    pub fn wait_until(&mut self, mut holds: impl FnMut() -> bool) {
        while !holds() {
            assert!(self.wait(), "the server went away");
        }
    }
}

/// Looks again and again until something holds that nobody tells of.
pub fn wait_until(what: &str, mut holds: impl FnMut() -> bool) {
    let started = Instant::now();
    while !holds() {
        assert!(started.elapsed() < PATIENCE, "{what}");
        sleep(Duration::from_millis(20));
    }
}

/// The status, the head and the body of the answer to a request for a host, with more headers.
pub fn answer(
    mut stream: TcpStream,
    host: &str,
    path: &str,
    headers: &str,
) -> (u16, String, String) {
    let request =
        format!("GET {path} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n{headers}\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let (head, body) = answer.split_once("\r\n\r\n").unwrap();
    let status = head.split(' ').nth(1).unwrap().parse().unwrap();
    (status, head.to_owned(), body.to_owned())
}
