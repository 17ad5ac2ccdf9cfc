//! A server is killed at any moment while many write: what it said is recorded is recorded.
//!
//! The test starts itself again as the server that is killed. With `ALMANAC_TEST_LONG` there are 200 rounds.
#![expect(
    clippy::print_stdout,
    reason = "whoever kills it reads what was recorded"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use almanac_model::{Reading, RemoteStatus, Writing};

use crate::almanac::{begin, change, git, open, page, recorded};

/// Names the folder in which the one that is killed writes, and the round.
const FOLDER: &str = "ALMANAC_TEST_KILLED_IN";
const ROUND: &str = "ALMANAC_TEST_KILLED_ROUND";

const WRITERS: usize = 8;

/// The server that is killed. Without a folder, it has nothing to do.
#[test]
fn writers_until_they_are_killed() {
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let folder = Path::new(&folder);
    let round = std::env::var(ROUND).unwrap();
    let workspace = open(folder);
    println!("ready");
    std::thread::scope(|scope| {
        if workspace
            .served()
            .snapshot
            .config()
            .content
            .remote
            .is_some()
        {
            scope.spawn(|| workspace.follow_remote(|_| ()));
        }
        for writer in 0..WRITERS {
            let (workspace, round) = (&workspace, &round);
            scope.spawn(move || {
                for number in 0.. {
                    let name = format!("w{writer}-{}", number % 6);
                    let file = format!("entries/{}/{name}.md", number % 2);
                    let id = format!("write-{round}-{writer}-{number}");
                    let text = format!("{}\nRound {round}.\n", page(&name, number));
                    // Only this writer touches it, and it is in the work tree when a write is acknowledged.
                    let base = fs::read_to_string(folder.join(&file)).ok();
                    let set = change(&id, &file, base.as_deref(), &text);
                    workspace.apply(&set).unwrap();
                    println!("recorded {id}");
                }
            });
        }
    });
}

#[test]
fn what_was_acknowledged_is_in_git_whenever_the_server_is_killed() {
    let rounds = match std::env::var_os("ALMANAC_TEST_LONG") {
        Some(_) => 200,
        None => 20,
    };
    let folder = tempfile::tempdir().unwrap();
    begin(folder.path());
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        let more = acknowledged_until_killed(folder.path(), round);
        acknowledged.extend(more);
        no_file_is_torn(folder.path());
        // Starting again is all that has to be done.
        drop(open(folder.path()));
        assert_eq!(
            git(folder.path(), &["status", "--porcelain"]),
            "",
            "round {round}"
        );
        git(
            folder.path(),
            &["fsck", "--strict", "--no-progress", "--no-dangling"],
        );
        let recorded = recorded(folder.path());
        let once: BTreeSet<String> = recorded.iter().cloned().collect();
        assert_eq!(
            once.len(),
            recorded.len(),
            "round {round}: one is recorded twice"
        );
        let lost: Vec<_> = acknowledged.difference(&once).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
    }
    assert!(acknowledged.len() > rounds, "too little was written");
}

#[test]
fn what_was_acknowledged_reaches_the_remote_once_whenever_the_server_is_killed() {
    let rounds = match std::env::var_os("ALMANAC_TEST_LONG") {
        Some(_) => 50,
        None => 5,
    };
    let (folder, origin) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let other = tempfile::tempdir().unwrap();
    let remote = origin.path().to_str().unwrap();
    git(
        origin.path(),
        &["init", "--quiet", "--bare", "--initial-branch=main"],
    );
    begin(folder.path());
    let settings = format!("title = \"T\"\n[content]\nremote = \"{remote}\"\n");
    fs::write(folder.path().join("almanac.toml"), settings).unwrap();
    git(
        folder.path(),
        &["commit", "--quiet", "--all", "--message", "Remote"],
    );
    git(folder.path(), &["push", "--quiet", remote, "main"]);
    git(other.path(), &["clone", "--quiet", remote, "."]);
    let mut acknowledged = BTreeSet::new();
    for round in 0..rounds {
        // Somebody else pushes too, so that there is something to join.
        let name = format!("other-{round}");
        let file = format!("entries/{name}.md");
        fs::write(other.path().join(&file), page(&name, 0)).unwrap();
        git(other.path(), &["add", "--all"]);
        git(other.path(), &["commit", "--quiet", "--message", &name]);
        push_among_others(other.path());
        acknowledged.extend(acknowledged_until_killed(folder.path(), round));
        drop(open(folder.path()));
        let recorded: BTreeSet<String> = recorded(folder.path()).into_iter().collect();
        let lost: Vec<_> = acknowledged.difference(&recorded).collect();
        assert!(lost.is_empty(), "round {round}: {lost:?}");
    }
    let workspace = open(folder.path());
    let in_step = (0..20).any(|_| {
        let state = workspace.sync_with_remote().unwrap();
        state.status == RemoteStatus::InStep
    });
    assert!(in_step, "{:?}", workspace.remote());
    assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    let recorded = recorded(origin.path());
    let once: BTreeSet<String> = recorded.iter().cloned().collect();
    assert_eq!(once.len(), recorded.len(), "one is recorded twice");
    assert!(acknowledged.is_subset(&once));
    let listed = git(origin.path(), &["ls-tree", "-r", "--name-only", "main"]);
    let others = listed.lines().filter(|file| file.contains("other-"));
    assert_eq!(others.count(), rounds);
    let proposals = git(folder.path(), &["for-each-ref", "refs/almanac/proposals"]);
    assert_eq!(proposals, "");
    git(
        origin.path(),
        &["fsck", "--strict", "--no-progress", "--no-dangling"],
    );
}

/// Pushes, also where a git that a killed server had begun pushes too.
fn push_among_others(folder: &Path) {
    let pushed = (0..20).any(|_| {
        git(folder, &["pull", "--quiet", "--no-rebase", "--no-edit"]);
        let mut push = Command::new("git");
        let status = push.current_dir(folder).args(["push", "--quiet"]).status();
        status.unwrap().success()
    });
    assert!(pushed);
}

/// Starts a server, and kills it after a time that differs each round. Returns what it said is recorded.
fn acknowledged_until_killed(folder: &Path, round: usize) -> Vec<String> {
    let mut server = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "killed::writers_until_they_are_killed",
            "--nocapture",
        ])
        .env(FOLDER, folder)
        .env(ROUND, round.to_string())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let lines = BufReader::new(server.stdout.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    let mut ready: Option<Instant> = None;
    // From one commit to a dozen, and any moment of the last of them.
    let after = Duration::from_micros((round as u64 * 79_193 + 13_007) % 1_500_000);
    let kill = |server: &mut std::process::Child| {
        server.kill().unwrap();
        server.wait().unwrap()
    };
    let (sender, receiver) = std::sync::mpsc::channel();
    std::thread::spawn(move || {
        lines
            .map_while(Result::ok)
            .for_each(|line| drop(sender.send(line)))
    });
    loop {
        let left = ready.map_or(Duration::from_secs(60), |at| {
            after.saturating_sub(at.elapsed())
        });
        match receiver.recv_timeout(left) {
            Ok(line) if line.ends_with("ready") => ready = Some(Instant::now()),
            Ok(line) => {
                acknowledged.extend(line.split_once("recorded ").map(|(_, id)| id.to_owned()))
            }
            Err(_) => break,
        }
    }
    kill(&mut server);
    let rest = receiver.iter();
    acknowledged.extend(rest.filter_map(|line| Some(line.split_once("recorded ")?.1.to_owned())));
    acknowledged
}

/// Every file has bytes that some commit gave it.
fn no_file_is_torn(folder: &Path) {
    let printed = git(
        folder,
        &[
            "log",
            "--all",
            "--reflog",
            "--raw",
            "--no-abbrev",
            "--format=",
        ],
    );
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for line in printed.lines() {
        let (states, file) = line.split_once('\t').unwrap();
        let states: Vec<&str> = states.split(' ').collect();
        versions.entry(file).or_default().insert(states[3]);
    }
    let files = git(
        folder,
        &["ls-files", "--others", "--cached", "--exclude-standard"],
    );
    let pages = files.lines().filter(|file| file.ends_with(".md"));
    for file in pages.filter(|file| folder.join(file).exists()) {
        let now = git(folder, &["hash-object", file]);
        let known = versions.get(file);
        assert!(
            known.is_some_and(|known| known.contains(now.as_str())),
            "{file}"
        );
    }
}
