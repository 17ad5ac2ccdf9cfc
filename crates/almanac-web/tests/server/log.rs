//! What is written down of requests.

use std::io::Write;
use std::sync::{Arc, Mutex};

use almanac_web::{AccessLog, Desk, LogFormat, ServerSettings};

use crate::fixture::{FILES, Server, TOKEN, TestWorkspace};

/// What was written.
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

#[test]
fn each_request_has_a_line_with_its_id_and_without_what_is_secret() {
    let written = CapturedLog::default();
    let log = AccessLog::new(LogFormat::Json, false, written.clone());
    let server = Server::run(TestWorkspace::new(FILES), |address| ServerSettings {
        desk: Some(Desk::new(TOKEN, address)),
        log: Some(log),
        trusted_proxies: vec!["127.0.0.1".parse().unwrap()],
        ..ServerSettings::default()
    });
    let forwarded = ("x-forwarded-for", "198.51.100.7");
    let page = server.get_with("/entries/hive", &[forwarded]);
    server.get("/search?q=illness");
    server.get(&format!("/?token={TOKEN}"));
    let nothing = server.get("/entries/none");
    server.stop().unwrap();
    let written = String::from_utf8(written.0.lock().unwrap().clone()).unwrap();
    assert!(
        !written.contains("illness") && !written.contains(TOKEN),
        "{written}"
    );
    let lines: Vec<serde_json::Value> = written
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let statuses: Vec<u64> = lines
        .iter()
        .map(|line| line["status"].as_u64().unwrap())
        .collect();
    assert_eq!(statuses, [200, 200, 303, 404]);
    assert_eq!(lines[0]["client"], "198.51.100.7");
    assert_eq!(lines[0]["path"], "/entries/hive");
    assert_eq!(lines[0]["id"], page.header("x-request-id").unwrap());
    assert_eq!(lines[0]["bytes"], page.body.len());
    assert_eq!(lines[1]["client"], "127.0.0.1");
    assert_eq!(lines[3]["id"], nothing.header("x-request-id").unwrap());
}

#[test]
fn behind_a_proxy_that_speaks_https_the_cookie_of_the_desk_is_kept_to_it() {
    let server = Server::run(TestWorkspace::new(FILES), |address| ServerSettings {
        desk: Some(Desk::new(TOKEN, address)),
        trusted_proxies: vec!["127.0.0.0/8".parse().unwrap()],
        ..ServerSettings::default()
    });
    let path = format!("/?token={TOKEN}");
    let is_secure = |headers: &[(&str, &str)]| {
        let entered = server.get_with(&path, headers);
        entered.header("set-cookie").unwrap().contains("; Secure")
    };
    assert!(is_secure(&[("x-forwarded-proto", "https")]));
    assert!(!is_secure(&[]));
}
