//! What is let go when its time is over: proposals that ended, what was said of them, and reports.

use std::process::Command;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use almanac_model::{Author, ChangeSet, FileChange, Proposing, WriteId};
use almanac_store::{Comment, ContributorName, Decision, Proposal, ProposalState, Report, Store};
use almanac_web::{Contributing, tidy};
use almanac_workspace::{Almanac, AlmanacWorkspace};
use tempfile::TempDir;

use crate::fixture::TODAY;

const DAY: i64 = 24 * 60 * 60;

/// The moment of this file's test.
static NOW: AtomicI64 = AtomicI64::new(0);

fn git(folder: &TempDir, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .current_dir(folder.path())
        .args(["-c", "user.name=Test", "-c", "user.email=test@example.org"])
        .args(arguments)
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments:?}");
    String::from_utf8(output.stdout).unwrap()
}

fn repository() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("entries")).unwrap();
    for (file, text) in [
        ("almanac.toml", "title = \"T\"\n"),
        ("entries/one.md", "---\nid: one\ntitle: One\n---\nOne.\n"),
    ] {
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    git(&folder, &["init", "--quiet"]);
    git(&folder, &["add", "--all"]);
    git(&folder, &["commit", "--quiet", "--message", "Begin"]);
    folder
}

fn change_set(number: u32) -> ChangeSet {
    let text = format!("---\nid: new-{number}\ntitle: New {number}\n---\nText.\n");
    let file = format!("entries/new-{number}.md");
    ChangeSet {
        changes: vec![FileChange::text(file.as_str(), None, &text)],
        id: WriteId::of_random(u128::from(number).to_be_bytes()),
        author: Author::new("Wim", "").unwrap(),
        message: "Begin a page".to_owned(),
        by_program: false,
        proposal: None,
    }
}

struct Fixture {
    folder: TempDir,
    workspace: Arc<AlmanacWorkspace>,
    store: Store,
}

impl Fixture {
    async fn new() -> Self {
        let folder = repository();
        let almanac = Almanac::Folder(folder.path().to_owned());
        let opened = AlmanacWorkspace::open(almanac, Arc::new(|| TODAY), |_, _| Vec::new(), None);
        let store = Store::open(&folder.path().join("store.db"), [0; 20]).await;
        Self {
            folder,
            workspace: Arc::new(opened.unwrap()),
            store: store.unwrap(),
        }
    }

    fn contributing(&self) -> Contributing {
        Contributing {
            writing: Some(self.workspace.clone()),
            proposing: Some(self.workspace.clone()),
            undoing: None,
            store: Some(self.store.clone()),
            owner: Author::new("Owner", "").unwrap(),
            now: || NOW.load(Ordering::Relaxed),
            random: || None,
            report: |said| panic!("{said}"),
        }
    }

    /// Makes a proposal, of which somebody says something.
    async fn propose(&self, number: u32) {
        let proposed = self.workspace.propose(&change_set(number)).unwrap();
        assert_eq!(proposed.number, number);
        let wim = ContributorName::new("Wim").unwrap();
        let wim = self.store.contributor_named(&wim, None, 0).await.unwrap();
        let proposal = Proposal {
            number,
            contributor: wim.id,
            who: "Wim".to_owned(),
            page: String::new(),
            title: "New".to_owned(),
            summary: "Begin a page".to_owned(),
            revision: proposed.revision,
            state: ProposalState::Open,
            created: 0,
            decided: None,
            decided_by: None,
            reason: None,
        };
        self.store.add_proposal(&proposal).await.unwrap();
        let comment = Comment {
            who: "Ada".to_owned(),
            words: "Why?".to_owned(),
            created: 0,
        };
        self.store.add_comment(number, &comment).await.unwrap();
    }

    async fn decide(&self, number: u32, state: ProposalState, day: i64) {
        let decision = Decision {
            state,
            by: "Ada",
            reason: "So.",
            now: day * DAY,
        };
        assert!(self.store.decide(number, &decision).await.unwrap());
    }

    async fn report(&self, words: &str, day: i64) {
        let report = Report {
            page: "entries/one".to_owned(),
            words: words.to_owned(),
            ..Report::default()
        };
        self.store.add_report(&report, day * DAY).await.unwrap();
    }

    /// Lets go what is over at a moment. Returns the proposals whose commits are kept, how much is said of each of the first four, how
    /// many reports there are, and how many proposals the log says were let go.
    async fn after(&self, moment: i64) -> (String, [usize; 4], usize, usize) {
        NOW.store(moment, Ordering::Relaxed);
        tidy(&self.contributing()).await;
        let format = "--format=%(refname:lstrip=3)";
        let kept = git(
            &self.folder,
            &["for-each-ref", format, "refs/almanac/proposals"],
        );
        let mut said = [0; 4];
        for (count, number) in said.iter_mut().zip(1..) {
            *count = self.store.comments(number).await.unwrap().len();
        }
        let reports = self.store.open_reports(100).await.unwrap().len();
        let deeds = self.store.newest_deeds(100).await.unwrap();
        let let_go = deeds.iter().filter(|deed| deed.did == "proposal let go");
        (kept.replace('\n', " "), said, reports, let_go.count())
    }
}

#[test]
fn what_ended_90_days_ago_is_let_go_and_what_waits_stays() {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build();
    runtime.unwrap().block_on(async {
        let fixture = Fixture::new().await;
        for number in 1..=4 {
            fixture.propose(number).await;
        }
        fixture.decide(1, ProposalState::Declined, 100).await;
        fixture.decide(2, ProposalState::Withdrawn, 150).await;
        fixture.decide(4, ProposalState::Accepted, 150).await;
        fixture.report("It is wrong.", 100).await;
        fixture.report("It is still wrong.", 150).await;
        let all = ("1 2 3 4 ".to_owned(), [1; 4], 2, 0);
        assert_eq!(fixture.after(190 * DAY - 1).await, all);
        let first = ("2 3 4 ".to_owned(), [0, 1, 1, 1], 1, 1);
        assert_eq!(fixture.after(190 * DAY).await, first);
        // Once: it is not let go again, nor said again.
        assert_eq!(fixture.after(191 * DAY).await, first);
        let last = ("3 ".to_owned(), [0, 0, 1, 0], 0, 3);
        assert_eq!(fixture.after(2_000 * DAY).await, last);
        // What was decided stays in the list; of what waits, everything.
        let decided = fixture.store.decided_proposals(10).await.unwrap();
        assert_eq!(decided.len(), 3);
        assert!(fixture.workspace.proposed(1).unwrap().is_none());
        assert!(fixture.workspace.proposed(3).unwrap().is_some());
        // No number is given twice.
        fixture.propose(5).await;
        git(&fixture.folder, &["fsck", "--strict", "--no-dangling"]);
    });
}
