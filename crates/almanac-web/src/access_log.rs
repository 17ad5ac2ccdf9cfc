//! The access log: a line for each request, written by a thread of its own.
//!
//! A slow disk or a full pipe must not hold up readers. So the threads that answer requests only hand a line on. Where
//! the writer can't keep up, lines are lost, counted, and said to be.

use std::io::Write;
use std::net::IpAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, TryRecvError, sync_channel};
use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value, json};

/// How many lines may wait to be written.
const MOST_WAITING: usize = 8192;

/// How long a server that stops waits for the last lines.
const LAST_LINES: Duration = Duration::from_secs(2);

/// What a field holds whose value has no place in a log.
const LEFT_OUT: &str = "-";

/// The form of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LogFormat {
    /// The common log format of web servers.
    Common,
    /// A JSON object.
    Json,
}

/// What is written of requests, and where to.
#[derive(Clone)]
pub struct AccessLog {
    lines: SyncSender<LogCommand>,
    lost: Arc<AtomicU64>,
    with_searches: bool,
}

/// A request and its answer.
#[derive(Debug)]
pub(crate) struct AnsweredRequest {
    pub time: Timestamp,
    pub id: String,
    pub client: Option<IpAddr>,
    pub method: String,
    pub path: String,
    pub query: Option<String>,
    pub version: &'static str,
    pub status: u16,
    /// How many bytes the body has, if that is known before it is sent.
    pub bytes: Option<u64>,
    pub took: Duration,
    pub user_agent: Option<String>,
}

/// What the writer is handed.
enum LogCommand {
    Of(Box<AnsweredRequest>),
    /// All before it is written; whoever waits for that is told.
    End(SyncSender<()>),
}

impl AccessLog {
    /// A log in a form. The words of searches are left out unless `with_searches`, the token of the desk always.
    pub fn new(format: LogFormat, with_searches: bool, out: impl Write + Send + 'static) -> Self {
        let (lines, written) = sync_channel(MOST_WAITING);
        let lost = Arc::new(AtomicU64::new(0));
        let counted = lost.clone();
        std::thread::spawn(move || write_all(format, &written, &counted, out));
        Self {
            lines,
            lost,
            with_searches,
        }
    }

    /// Hands a line on. It never waits.
    pub(crate) fn add(&self, mut request: AnsweredRequest) {
        if let Some(query) = &mut request.query {
            *query = without_secrets(query, self.with_searches);
        }
        if self
            .lines
            .try_send(LogCommand::Of(Box::new(request)))
            .is_err()
        {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Waits until all lines are written, but not for ever.
    pub(crate) fn finish(&self) {
        let (done, is_done) = sync_channel(1);
        if self.lines.try_send(LogCommand::End(done)).is_ok() {
            let _: Result<(), RecvTimeoutError> = is_done.recv_timeout(LAST_LINES);
        }
    }
}

/// A query without the token of the desk and, unless they are wanted, without the words of searches.
fn without_secrets(query: &str, with_searches: bool) -> String {
    let field = |field: &str| {
        let name = form_urlencoded::parse(field.as_bytes()).next();
        let is_secret = match name.as_ref().map(|(name, _)| name.as_ref()) {
            Some("token") => true,
            Some("q") => !with_searches,
            _ => false,
        };
        match (is_secret, field.split_once('=')) {
            (true, Some((name, _))) => format!("{name}={LEFT_OUT}"),
            _ => field.to_owned(),
        }
    };
    let fields: Vec<String> = query.split('&').map(field).collect();
    fields.join("&")
}

/// Writes lines as they come, in pieces: they are passed on when no more wait.
fn write_all(
    format: LogFormat,
    lines: &Receiver<LogCommand>,
    lost: &AtomicU64,
    mut out: impl Write,
) {
    let mut piece = String::new();
    while let Ok(first) = lines.recv() {
        let mut next = Ok(first);
        let mut done = None;
        loop {
            match next {
                Ok(LogCommand::Of(request)) => piece.push_str(&line(format, &request)),
                Ok(LogCommand::End(waiting)) => done = Some(waiting),
                Err(TryRecvError::Empty | TryRecvError::Disconnected) => break,
            }
            next = lines.try_recv();
        }
        let missing = lost.swap(0, Ordering::Relaxed);
        if missing > 0 {
            piece.push_str(&line_of_lost(format, missing));
        }
        // Where nobody reads, nothing more is written, and readers notice nothing.
        if out
            .write_all(piece.as_bytes())
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
        piece.clear();
        if let Some(waiting) = done {
            let _ = waiting.try_send(());
        }
    }
}

fn line(format: LogFormat, request: &AnsweredRequest) -> String {
    match format {
        LogFormat::Common => common(request),
        LogFormat::Json => as_json(request),
    }
}

fn common(request: &AnsweredRequest) -> String {
    let client = request
        .client
        .map_or(LEFT_OUT.to_owned(), |ip| ip.to_string());
    let time = request.time.strftime("%d/%b/%Y:%H:%M:%S +0000");
    let query = request
        .query
        .as_ref()
        .map_or_else(String::new, |query| format!("?{query}"));
    let bytes = request.bytes.filter(|bytes| *bytes > 0);
    let bytes = bytes.map_or(LEFT_OUT.to_owned(), |bytes| bytes.to_string());
    let asked = escaped(&format!(
        "{} {}{query} {}",
        request.method, request.path, request.version
    ));
    format!(
        "{client} - - [{time}] \"{asked}\" {} {bytes}\n",
        request.status
    )
}

/// Words between quotation marks that can end neither them nor the line.
fn escaped(words: &str) -> String {
    let escape = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        letter if letter.is_control() => letter.escape_default().to_string(),
        letter => letter.to_string(),
    };
    words.chars().map(escape).collect()
}

fn as_json(request: &AnsweredRequest) -> String {
    let mut line = Map::new();
    let mut put = |name: &str, value: Value| {
        if !value.is_null() {
            line.insert(name.to_owned(), value);
        }
    };
    put(
        "time",
        json!(request.time.strftime("%Y-%m-%dT%H:%M:%S%.3fZ").to_string()),
    );
    put("id", json!(request.id));
    put("client", json!(request.client));
    put("method", json!(request.method));
    put("path", json!(request.path));
    put("query", json!(request.query));
    put("status", json!(request.status));
    put("bytes", json!(request.bytes));
    put("seconds", json!(request.took.as_micros() as f64 / 1e6));
    put("user_agent", json!(request.user_agent));
    format!("{}\n", Value::Object(line))
}

fn line_of_lost(format: LogFormat, lost: u64) -> String {
    match format {
        LogFormat::Common => {
            format!("# {lost} lines were lost: they came faster than they could be written\n")
        }
        LogFormat::Json => format!("{}\n", json!({ "lost": lost })),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, mpsc};

    use super::*;

    /// What was written, by lines.
    #[derive(Clone, Default)]
    struct CapturedLog(Arc<Mutex<Vec<u8>>>);

    impl Write for CapturedLog {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    impl CapturedLog {
        fn text(&self) -> String {
            String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
        }
    }

    fn request(path: &str, query: Option<&str>) -> AnsweredRequest {
        AnsweredRequest {
            time: "2026-11-29T12:34:56.789Z".parse().unwrap(),
            id: "a-1".to_owned(),
            client: Some(IpAddr::from([127, 0, 0, 1])),
            method: "GET".to_owned(),
            path: path.to_owned(),
            query: query.map(str::to_owned),
            version: "HTTP/1.1",
            status: 200,
            bytes: Some(12),
            took: Duration::from_millis(3),
            user_agent: Some("a \"browser\"".to_owned()),
        }
    }

    #[test]
    fn a_line_is_of_the_common_format_and_can_not_be_broken() {
        let written = CapturedLog::default();
        let log = AccessLog::new(LogFormat::Common, false, written.clone());
        log.add(request("/entries/hive\"\n", None));
        log.finish();
        assert_eq!(
            written.text(),
            "127.0.0.1 - - [29/Nov/2026:12:34:56 +0000] \"GET /entries/hive\\\"\\n HTTP/1.1\" 200 12\n"
        );
    }

    #[test]
    fn a_line_of_json_has_the_id_and_no_word_of_a_search() {
        let written = CapturedLog::default();
        let log = AccessLog::new(LogFormat::Json, false, written.clone());
        log.add(request(
            "/search",
            Some("q=my+illness&page=2&%71=again&token=secret"),
        ));
        log.finish();
        let line: Value = serde_json::from_str(&written.text()).unwrap();
        assert_eq!(line["id"], "a-1");
        assert_eq!(line["query"], "q=-&page=2&%71=-&token=-");
        assert_eq!(line["seconds"], 0.003);
        let written = CapturedLog::default();
        let log = AccessLog::new(LogFormat::Json, true, written.clone());
        log.add(request("/search", Some("q=bees&token=secret")));
        log.finish();
        assert!(written.text().contains("q=bees&token=-"));
    }

    /// Waits before it writes.
    struct Blocked(mpsc::Receiver<()>, CapturedLog);

    impl Write for Blocked {
        fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
            let _ = self.0.recv();
            self.1.write(bytes)
        }

        fn flush(&mut self) -> std::io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn lines_that_can_not_be_written_in_time_are_counted_and_said_to_be_lost() {
        let (go, gone) = mpsc::channel();
        let written = CapturedLog::default();
        let log = AccessLog::new(LogFormat::Json, false, Blocked(gone, written.clone()));
        // However many the writer has taken before it waits, these are too many by five.
        for _ in 0..2 * MOST_WAITING + 5 {
            log.add(request("/", None));
        }
        let lost = log.lost.load(Ordering::Relaxed);
        assert!(lost >= 5, "{lost}");
        drop(go);
        while !written.text().contains("lost") {
            log.finish();
        }
        let text = written.text();
        let of_lost = text.lines().filter(|line| line.contains("lost"));
        let said: u64 = of_lost
            .map(|line| {
                serde_json::from_str::<Value>(line).unwrap()["lost"]
                    .as_u64()
                    .unwrap()
            })
            .sum();
        assert!(said >= lost, "{said} of {lost}");
    }
}
