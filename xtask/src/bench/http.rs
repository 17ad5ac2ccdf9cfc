//! A server that is measured, and the little of HTTP that asking it needs.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;

/// How long an answer may take before we give up.
const PATIENCE: Duration = Duration::from_secs(120);

/// A server that stops when we are done with it.
pub(crate) struct Server {
    child: Child,
    /// `127.0.0.1:4747`.
    pub address: String,
}

impl Server {
    /// Starts a server and reads its address from the first line that names one.
    pub fn announced(command: &mut Command) -> Result<Self> {
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .context("the server can't be started")?;
        let out = child.stdout.take().context("a piped output is there")?;
        for line in BufReader::new(out).lines() {
            let line = line?;
            if let Some((_, rest)) = line.split_once("http://") {
                let end = rest.find(['/', ' ']).unwrap_or(rest.len());
                let address = rest[..end].replace("localhost", "127.0.0.1");
                return Ok(Self { child, address });
            }
        }
        bail!("the server stopped before it named its address")
    }

    /// Starts a server that listens at an address that we gave it.
    pub fn at(address: &str, command: &mut Command) -> Result<Self> {
        let child = command
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .context("the server can't be started")?;
        Ok(Self {
            child,
            address: address.to_owned(),
        })
    }

    /// The answer to a request for a page, head and body.
    pub fn get(&self, path: &str) -> Result<String> {
        get(&self.address, path)
    }

    /// The memory that the server has now, in bytes.
    pub fn memory(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let size = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
        let size = size.and_then(|size| size.trim().strip_suffix(" kB"));
        let kilobytes: u64 = size.context("the system does not say it")?.parse()?;
        Ok(kilobytes * 1024)
    }

    /// Asks for a page until it holds `wanted`; when that was.
    pub fn wait_for(&self, path: &str, wanted: &str) -> Result<Instant> {
        let begun = Instant::now();
        while begun.elapsed() < PATIENCE {
            if self.get(path).is_ok_and(|page| page.contains(wanted)) {
                return Ok(Instant::now());
            }
            std::thread::sleep(Duration::from_millis(1));
        }
        bail!("`{path}` never held `{wanted}`")
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill().and_then(|()| self.child.wait());
    }
}

/// The answer to a request, head and body.
fn get(address: &str, path: &str) -> Result<String> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(PATIENCE))?;
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer)?;
    Ok(String::from_utf8_lossy(&answer).into_owned())
}

/// A connection that is kept open for one request after the other.
pub(super) struct Connection {
    stream: BufReader<TcpStream>,
    address: String,
}

impl Connection {
    pub fn open(address: &str) -> Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        stream.set_read_timeout(Some(PATIENCE))?;
        Ok(Self {
            stream: BufReader::new(stream),
            address: address.to_owned(),
        })
    }

    /// Asks for a page that is there, and reads it to its end.
    pub fn get(&mut self, path: &str) -> Result<()> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAccept-Encoding: gzip\r\n\r\n",
            self.address
        );
        self.answered(path, &request, &mut std::io::sink())
    }

    /// What a contributor is answered, which is JSON.
    pub fn get_json(&mut self, path: &str, key: &str) -> Result<Value> {
        let request = format!(
            "GET {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {key}\r\nAccept: application/json\r\n\r\n",
            self.address
        );
        self.json(path, &request)
    }

    /// Sends JSON with the key of a contributor; the answer, which is JSON too.
    pub fn post(&mut self, path: &str, key: &str, json: &Value) -> Result<Value> {
        let json = json.to_string();
        let request = format!(
            "POST {path} HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {key}\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{json}",
            self.address,
            json.len()
        );
        self.json(path, &request)
    }

    fn json(&mut self, path: &str, request: &str) -> Result<Value> {
        let mut answer = Vec::new();
        self.answered(path, request, &mut answer)?;
        Ok(serde_json::from_slice(&answer)?)
    }

    fn answered(&mut self, path: &str, request: &str, body: &mut impl Write) -> Result<()> {
        self.stream.get_mut().write_all(request.as_bytes())?;
        let mut line = String::new();
        self.stream.read_line(&mut line)?;
        ensure!(line.contains(" 200 "), "`{path}` was answered by {line}");
        let mut length = None;
        loop {
            line.clear();
            self.stream.read_line(&mut line)?;
            let (name, value) = line.split_once(':').unwrap_or((&line, ""));
            if name.eq_ignore_ascii_case("content-length") {
                length = Some(value.trim().parse()?);
            }
            if line.trim().is_empty() {
                break;
            }
        }
        let length: u64 = length.context("a page says how long it is")?;
        let read = std::io::copy(&mut self.stream.by_ref().take(length), body)?;
        ensure!(read == length, "`{path}` was cut off");
        Ok(())
    }
}

/// A port of this machine that nobody listens at.
pub(super) fn free_port() -> Result<u16> {
    let listener = std::net::TcpListener::bind("127.0.0.1:0")?;
    Ok(listener.local_addr()?.port())
}
