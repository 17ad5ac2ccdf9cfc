//! The recipes of the manual, as they stand there but for ports and paths: nginx and Caddy in front, the unit of systemd.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fixture::Folder;
use crate::server::{Server, answer};

/// The longest that a test waits for anything.
const PATIENCE: Duration = Duration::from_secs(30);

/// Whether a program is there. `cargo xtask test` sees to it, and says that what is missing may not be passed over.
fn is_there(program: &str) -> bool {
    let found = Command::new("sh")
        .args(["-c", &format!("command -v {program}")])
        .output();
    let is_there = found.is_ok_and(|found| found.status.success());
    let must_be = std::env::var_os("ALMANAC_TEST_RECIPES").is_some();
    assert!(is_there || !must_be, "`{program}` is missing");
    is_there
}

/// The blocks of a language on a page of the manual.
fn blocks(page: &str, language: &str) -> Vec<String> {
    let page = format!(
        "{}/../../docs/entries/{page}.md",
        env!("CARGO_MANIFEST_DIR")
    );
    let text = fs::read_to_string(page).unwrap();
    let start = format!("```{language}\n");
    let blocks = text.split(&start).skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap().to_owned())
        .collect()
}

/// A program that is stopped when it is dropped.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// An almanac that is served as the first block of a page says.
struct Almanac {
    _running: Running,
    log: BufReader<ChildStdout>,
    /// The host and port at which it listens.
    at: String,
}

impl Almanac {
    fn start(folder: &Folder, page: &str, base_url: &str) -> Self {
        let command = blocks(page, "sh").remove(0);
        let words = command
            .trim()
            .replace("https://almanac.example.org/", base_url);
        let mut words: Vec<&str> = words.split(' ').skip(1).collect();
        assert_eq!((words[0], words[1]), ("serve", "/srv/almanac"));
        words[1] = ".";
        let mut command = folder.command(&words);
        command
            .args(["--addr", "127.0.0.1:0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let mut log = BufReader::new(child.stdout.take().unwrap());
        let mut said = String::new();
        log.read_line(&mut said).unwrap();
        let port: String = said
            .rsplit("//")
            .next()
            .unwrap()
            .split('/')
            .next()
            .unwrap()
            .rsplit(':')
            .next()
            .unwrap()
            .to_owned();
        Self {
            _running: Running(child),
            log,
            at: format!("127.0.0.1:{port}"),
        }
    }

    /// The next line of its log.
    fn line(&mut self) -> String {
        let mut line = String::new();
        self.log.read_line(&mut line).unwrap();
        line
    }
}

/// Where a proxy listens: at IPv6, so that its clients come from another address than it does itself. `None` on a machine
/// without.
fn free_place() -> Option<SocketAddr> {
    TcpListener::bind("[::1]:0").ok()?.local_addr().ok()
}

/// Starts a web server and waits until it listens.
fn start(mut command: Command, place: SocketAddr) -> Running {
    let mut running = Running(command.stdout(Stdio::null()).spawn().unwrap());
    let started = Instant::now();
    while TcpStream::connect(place).is_err() {
        assert!(running.0.try_wait().unwrap().is_none(), "it ended at once");
        assert!(started.elapsed() < PATIENCE, "it does not listen");
        sleep(Duration::from_millis(20));
    }
    running
}

fn nginx(folder: &Folder, server: &str, place: SocketAddr) -> Running {
    let server = server.replace("listen 80;", &format!("listen {place};"));
    let here = folder.path().display();
    let kinds = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"];
    let temporary: String = kinds
        .map(|kind| format!("{kind}_temp_path {here}/nginx-{kind};\n"))
        .concat();
    let types = "types { text/html html; text/css css; text/javascript js; application/json json; image/svg+xml svg; }";
    folder.write(
        "nginx.conf",
        &format!("daemon off;\nmaster_process off;\npid {here}/nginx.pid;\nevents {{}}\nhttp {{\naccess_log off;\n{temporary}{types}\n{server}\n}}\n"),
    );
    let mut command = Command::new("nginx");
    command
        .args(["-e", "stderr", "-c"])
        .arg(folder.path().join("nginx.conf"));
    start(command, place)
}

fn caddy(folder: &Folder, site: &str, place: SocketAddr) -> Running {
    let (name, rest) = site.split_once(" {").unwrap();
    let port = place.port();
    folder.write(
        "Caddyfile",
        &format!(
            "{{\n\tadmin off\n\tauto_https off\n}}\nhttp://{name}:{port} {{\n\tbind ::1{rest}"
        ),
    );
    let mut command = Command::new("caddy");
    command
        .args(["run", "--adapter", "caddyfile", "--config"])
        .arg(folder.path().join("Caddyfile"));
    command.env("HOME", folder.path()).stderr(Stdio::null());
    start(command, place)
}

/// The status, the head in lower case and the body of an answer.
fn ask(place: SocketAddr, host: &str, path: &str, headers: &str) -> (u16, String, String) {
    let stream = TcpStream::connect(place).unwrap();
    stream.set_read_timeout(Some(PATIENCE)).unwrap();
    let host = format!("{host}:{}", place.port());
    let (status, head, body) = answer(stream, &host, path, headers);
    (status, head.to_ascii_lowercase(), body)
}

/// What a web server in front has to do, at the root and below a path.
fn check_proxy(page: &str, language: &str, serve: fn(&Folder, &str, SocketAddr) -> Running) {
    let Some(place) = free_place() else { return };
    let folder = Folder::almanac();
    let below = [("almanac.example.org", "/"), ("example.org", "/harbour/")];
    for (site, (host, base)) in blocks(page, language).iter().zip(below) {
        let mut almanac = Almanac::start(&folder, page, &format!("https://{host}{base}"));
        let site = site.replace("127.0.0.1:4747", &almanac.at);
        let _proxy = serve(&folder, &site, place);
        let get = |path: &str, headers: &str| ask(place, host, &format!("{base}{path}"), headers);
        let (status, head, text) = get("entries/hive", "");
        assert_eq!(status, 200, "{head}");
        assert!(
            text.contains(&format!("href=\"{base}entries/honey-bee\"")),
            "{text}"
        );
        assert!(
            head.contains("content-security-policy: ") && head.contains("etag: "),
            "{head}"
        );
        let line = almanac.line();
        assert!(
            line.starts_with("::1 ") && line.contains("entries/hive"),
            "{line}"
        );
        let (status, _, text) = get("entries/none", "");
        assert_eq!(status, 404);
        assert!(text.contains("<h1>"), "{text}");
        let (_, head, _) = get("entries/hive", "accept-encoding: gzip\r\n");
        assert!(head.contains("content-encoding: gzip"), "{head}");
        let style = text
            .split("rel=\"stylesheet\" href=\"")
            .nth(1)
            .unwrap()
            .split('"')
            .next()
            .unwrap();
        let (status, head, _) = ask(place, host, style, "");
        assert!(
            status == 200 && head.contains("immutable"),
            "{style}: {head}"
        );
        // A name that was given before leads on, to where readers are.
        let (status, head, _) = get("entries", "");
        assert!(
            status == 308 && head.contains(&format!("location: {base}entries/\r\n")),
            "{head}"
        );
    }
}

/// What a web server has to do that sends a built site.
fn check_files(page: &str, language: &str, serve: fn(&Folder, &str, SocketAddr) -> Running) {
    let Some(place) = free_place() else { return };
    let folder = Folder::almanac();
    folder.run(&["build", "--out", "site"]);
    let host = "almanac.example.org";
    let root = folder.path().join("site").display().to_string();
    let site = blocks(page, language)
        .remove(2)
        .replace("/srv/almanac/site", &root);
    let _server = serve(&folder, &site, place);
    let (status, head, text) = ask(place, host, "/entries/hive/", "accept-encoding: gzip\r\n");
    assert_eq!(status, 200, "{text}");
    assert!(head.contains("content-encoding: gzip"), "{head}");
    assert!(head.contains("x-content-type-options: nosniff"), "{head}");
    let (status, head, _) = ask(place, host, "/entries/hive", "");
    let is_sent_on = [301, 302, 308].contains(&status)
        && head.contains("location: ")
        && head.contains("/entries/hive/\r\n");
    assert!(is_sent_on, "{head}");
    let (status, head, text) = ask(place, host, "/entries/none/at/all", "");
    assert_eq!(status, 404, "{head}");
    assert!(text.contains("data-known=\"assets/"), "{text}");
    let style = text
        .split("rel=\"stylesheet\" href=\".")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let (status, head, _) = ask(place, host, style, "");
    assert!(
        status == 200 && head.contains("immutable"),
        "{style}: {head}"
    );
    // The list of our files is hidden, and no secret.
    assert_eq!(ask(place, host, "/", "").0, 200);
}

#[test]
fn nginx_in_front_of_a_running_almanac_does_as_the_manual_says() {
    if is_there("nginx") {
        check_proxy("nginx", "nginx", nginx);
    }
}

#[test]
fn nginx_sends_a_built_site_as_the_manual_says() {
    if is_there("nginx") {
        check_files("nginx", "nginx", nginx);
    }
}

#[test]
fn caddy_in_front_of_a_running_almanac_does_as_the_manual_says() {
    if is_there("caddy") {
        check_proxy("caddy", "caddy", caddy);
    }
}

#[test]
fn caddy_sends_a_built_site_as_the_manual_says() {
    if is_there("caddy") {
        check_files("caddy", "caddy", caddy);
    }
}

#[test]
fn systemd_takes_the_unit_of_the_manual() {
    if !is_there("systemd-analyze") {
        return;
    }
    let folder = Folder::empty();
    let unit = blocks("systemd", "ini").remove(0);
    let program = Path::new(env!("CARGO_BIN_EXE_almanac"));
    folder.write(
        "almanac.service",
        &unit.replace("/usr/bin/almanac", &program.display().to_string()),
    );
    let file: PathBuf = folder.path().join("almanac.service");
    let said = Command::new("systemd-analyze")
        .arg("verify")
        .arg(file)
        .output()
        .unwrap();
    let words = String::from_utf8_lossy(&said.stderr);
    assert!(
        said.status.success() && !words.contains("almanac.service"),
        "{words}"
    );
}

/// Who looks for it by one of these words finds a page that says how.
#[test]
fn the_manual_finds_what_an_operator_looks_for() {
    let folder = Folder::almanac();
    let docs = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs");
    let server = Server::start(&folder, &[docs, "--public"]);
    for (word, page) in [
        ("docker", "container"),
        ("container", "container"),
        ("deploy", "systemd"),
        ("backup", "backups"),
        ("nginx", "nginx"),
        ("caddy", "caddy"),
        ("systemd", "systemd"),
        ("GitHub", "pages-workflows"),
        ("GitLab", "pages-workflows"),
    ] {
        let (status, text) = server.get(&format!("/search.json?q={word}"));
        assert_eq!(status, 200);
        let address = format!("/entries/{page}");
        assert!(text.contains(&address), "{word}: {text}");
    }
}
