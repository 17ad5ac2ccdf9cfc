//! A server with writers in the same program: `cargo bench -p almanac-web --bench under_writes -- FOLDER DISK`.
//!
//! `cargo xtask bench under-writes` reads its address, and asks it for pages while it writes and while it rests: it writes from a
//! line `write` of its input to a line `rest`. The first folder is an almanac of `cargo xtask synthetic`, which is copied to the
//! second, on a disk, and made a repository there.

#![expect(clippy::unwrap_used, reason = "a benchmark that can't go on fails")]
#![expect(clippy::print_stdout, reason = "whoever runs it reads what it prints")]

use std::fs;
use std::io::stdin;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{Duration, Instant};

use almanac_model::{Author, ChangeSet, Day, FileChange, Page, Reading, WriteId, Writing};
use almanac_web::{Listeners, ServerSettings, serve};
use almanac_workspace::{Almanac, AlmanacWorkspace};

/// The day for which the synthetic almanacs are made.
const TODAY: Day = Day::constant(2026, 11, 25);

/// How many write, and how long each of them waits between two changes: together they make ten a second.
const WRITERS: usize = 50;
const PAUSE: Duration = Duration::from_secs(5);

fn main() {
    // Cargo adds `--bench`.
    let mut folders = std::env::args()
        .skip(1)
        .filter(|argument| !argument.starts_with('-'));
    let mut named = || PathBuf::from(folders.next().expect("two folders are named"));
    let (source, folder) = (named(), named());
    copy(&source, &folder);
    begin(&folder);
    let almanac = Almanac::Folder(folder.clone());
    let opened = AlmanacWorkspace::open(almanac, Arc::new(|| TODAY), |_, _| Vec::new(), None);
    let workspace = Arc::new(opened.unwrap());
    let is_writing = Arc::new(AtomicBool::new(false));
    let pages = workspace.served().snapshot.pages().to_vec();
    let every = (pages.len() / WRITERS).max(1);
    for (number, page) in pages.into_iter().step_by(every).take(WRITERS).enumerate() {
        let (workspace, is_writing) = (workspace.clone(), is_writing.clone());
        std::thread::spawn(move || write(&workspace, &page, number, &is_writing));
    }
    let runtime = tokio::runtime::Runtime::new().unwrap();
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("http://{}/", listener.local_addr().unwrap());
        let (end, ended) = tokio::sync::oneshot::channel::<()>();
        std::thread::spawn(move || {
            for line in stdin().lines().map_while(Result::ok) {
                is_writing.store(line == "write", Ordering::Relaxed);
            }
            drop(end);
        });
        let listeners = Listeners {
            site: vec![listener],
            metrics: None,
        };
        let end = async { drop(ended.await) };
        let served = serve(workspace, listeners, ServerSettings::default(), end);
        served.await.unwrap();
    });
    let _ = fs::remove_dir_all(folder);
}

/// Says more on a page again and again, each time when it is its turn.
fn write(workspace: &AlmanacWorkspace, page: &Page, writer: usize, is_writing: &AtomicBool) {
    // After a rest all would write at the same moment, and so again and again: each has its place in the pause.
    let place = PAUSE * u32::try_from(writer).unwrap() / u32::try_from(WRITERS).unwrap();
    let mut text = page.text.to_string();
    let mut turn = Instant::now();
    for number in 0.. {
        turn += PAUSE;
        std::thread::sleep(turn.saturating_duration_since(Instant::now()));
        if !is_writing.load(Ordering::Relaxed) {
            while !is_writing.load(Ordering::Relaxed) {
                std::thread::sleep(Duration::from_millis(10));
            }
            turn = Instant::now() + place;
            std::thread::sleep(place);
        }
        let base = almanac_compile::content_hash(text.as_bytes());
        text.push_str("\n\nA sentence more.\n");
        let set = ChangeSet {
            changes: vec![FileChange::text(page.file.clone(), Some(base), &text)],
            id: WriteId::new(&format!("{}-{number}", page.content_hash)).unwrap(),
            author: Author::new("Ada", "ada@example.org").unwrap(),
            message: "Say more".to_owned(),
            by_program: false,
            proposal: None,
        };
        workspace.apply(&set).unwrap();
    }
}

fn begin(folder: &Path) {
    for arguments in [
        &["init", "--quiet"][..],
        &["config", "gc.auto", "0"],
        &["config", "user.name", "Server"],
        &["config", "user.email", "server@example.org"],
        &["add", "--all"],
        &["commit", "--quiet", "--message=Begin"],
    ] {
        let mut git = Command::new("git");
        let status = git.current_dir(folder).args(arguments).status();
        assert!(status.unwrap().success(), "git {arguments:?}");
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for item in fs::read_dir(from).unwrap() {
        let (item, name) = { item.map(|item| (item.path(), item.file_name())) }.unwrap();
        match item.is_dir() {
            true => copy(&item, &to.join(name)),
            false => drop(fs::copy(item, to.join(name)).unwrap()),
        }
    }
}
