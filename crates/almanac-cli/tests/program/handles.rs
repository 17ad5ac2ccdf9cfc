//! What a server does that may have few files open.
#![cfg(target_os = "linux")]

use std::io::{Read, Write};
use std::net::TcpStream;
use std::process::Command;

use crate::fixture::Folder;
use crate::server::{Server, wait_until};

/// A server of an almanac with an image, under a limit that a shell sets before.
fn limited(folder: &Folder, limit: &str) -> Server {
    folder.write("media/bee.png", "not really an image");
    let mut command = Command::new("sh");
    let program = env!("CARGO_BIN_EXE_almanac");
    let script = format!("ulimit {limit} && exec {program} \"$@\"");
    command
        .current_dir(folder.path())
        .args(["-c", &script, "sh"]);
    command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
    Server::start_by(command, &["--public"])
}

/// The status of an answer on a connection that stays open.
fn status(stream: &mut TcpStream, path: &str) -> u16 {
    let request = format!("GET {path} HTTP/1.1\r\nhost: localhost\r\n\r\n");
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = Vec::new();
    let mut byte = [0];
    while !answer.ends_with(b"\r\n\r\n") {
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
    let head = String::from_utf8(answer).unwrap();
    let mut lines = head.lines();
    let length = lines
        .clone()
        .find_map(|line| line.strip_prefix("content-length: "));
    let mut body = vec![0; length.unwrap().parse().unwrap()];
    stream.read_exact(&mut body).unwrap();
    lines
        .next()
        .unwrap()
        .split(' ')
        .nth(1)
        .unwrap()
        .parse()
        .unwrap()
}

#[test]
fn an_image_is_no_404_while_no_file_can_be_opened() {
    let folder = Folder::almanac();
    let limit = 64;
    let server = limited(&folder, &format!("-n {limit}"));
    let mut first = server.connect();
    assert_eq!(status(&mut first, "/media/bee.png"), 200);
    assert_eq!(status(&mut first, "/entries/hive"), 200);
    let others: Vec<TcpStream> = (0..limit).map(|_| server.connect()).collect();
    wait_until("the limit is not reached", || server.open_files() >= limit);
    assert_eq!(status(&mut first, "/media/bee.png"), 503);
    assert_eq!(status(&mut first, "/media/none.png"), 404);
    // What is made already needs no file.
    assert_eq!(status(&mut first, "/entries/hive"), 200);
    drop(others);
    wait_until("files can't be opened again", || {
        status(&mut first, "/media/bee.png") == 200
    });
}

#[test]
fn the_limit_of_open_files_is_raised_to_what_is_allowed() {
    let folder = Folder::almanac();
    let server = limited(&folder, "-Sn 64");
    let (soft, hard) = server.limit_of_files();
    assert_eq!(soft, hard);
    assert!(soft > 64);
}
