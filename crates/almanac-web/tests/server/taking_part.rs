//! Forms, and what is sent by them, beside those who read.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use almanac_model::{
    Applied, ApplyError, Author, ChangeSet, CheckedDraft, ContentHash, FileChange, FilePath,
    Impact, NewPage, NewPageError, NewPageKind, StandingFile, Writing,
};
use almanac_web::{Contributing, Desk, Limits, ServerSettings};

use crate::fixture::{Answer, FILES, Server, TOKEN, TestWorkspace};

/// An almanac whose pages are all as long as a form takes, and that is never changed.
struct LongPages(String);

fn never<T>() -> Result<T, ApplyError> {
    Err(ApplyError::Failed("it is never changed".into()))
}

impl Writing for LongPages {
    fn read(&self, _: &FilePath) -> Result<Option<StandingFile>, ApplyError> {
        Ok(Some(StandingFile {
            bytes: self.0.as_bytes().into(),
            base: ContentHash::from("base"),
        }))
    }

    fn new_page(&self, _: NewPageKind<'_>, _: &str) -> Result<NewPage, NewPageError> {
        unreachable!("nothing is begun here")
    }

    fn draft(&self, _: &[FileChange]) -> Result<CheckedDraft, ApplyError> {
        never()
    }

    fn impact(&self, _: &[FileChange]) -> Result<Impact, ApplyError> {
        never()
    }

    fn apply(&self, _: &ChangeSet) -> Result<Applied, ApplyError> {
        never()
    }

    fn save(&self, _: &ChangeSet) -> Result<Applied, ApplyError> {
        never()
    }
}

/// A server at whose desk long pages are edited.
fn serve(text: &str) -> Server {
    let contributing = Contributing {
        writing: Some(Arc::new(LongPages(text.to_owned()))),
        proposing: None,
        undoing: None,
        store: None,
        owner: Author::new("Owner", "").unwrap(),
        now: || 0,
        random: || Some([7; 20]),
        report: |_| {},
    };
    Server::run(TestWorkspace::new(FILES), |address| ServerSettings {
        limits: Limits::default(),
        desk: Some(Desk::new(TOKEN, address)),
        contributing: Some(contributing),
        ..ServerSettings::default()
    })
}

/// Asks four times for what takes long, and meanwhile for pages: how long the longest page took, and the shortest other.
fn beside(server: &Server, slow: impl Fn() -> Answer + Sync) -> (Duration, Duration) {
    let left = AtomicUsize::new(4);
    let taken = |ask: &dyn Fn() -> Answer| {
        let begun = Instant::now();
        assert!(ask().status != 500);
        begun.elapsed()
    };
    std::thread::scope(|scope| {
        let slow: Vec<_> = (0..4)
            .map(|_| {
                scope.spawn(|| {
                    let passed = taken(&slow);
                    left.fetch_sub(1, Ordering::Relaxed);
                    passed
                })
            })
            .collect();
        let mut longest = Duration::ZERO;
        while left.load(Ordering::Relaxed) == 4 {
            longest = longest.max(taken(&|| server.get("/entries/hive")));
        }
        let shortest = slow.into_iter().map(|slow| slow.join().unwrap()).min();
        (longest, shortest.unwrap())
    })
}

#[test]
fn no_reader_waits_for_forms_that_are_shown_sent_or_checked() {
    // In an unoptimized build each of these takes long.
    let text = "- *one* [[hive]] `two`\n".repeat(60_000);
    let server = serve(&text);
    server.get("/entries/hive");
    let cookie = server.cookie();
    let sent: String = form_urlencoded::Serializer::new(String::new())
        .append_pair("text", &text.replacen("one", "three", 1))
        .finish();
    let length = sent.len().to_string();
    let post = |path: &str| {
        let headers = [
            ("cookie", &*cookie),
            ("content-type", "application/x-www-form-urlencoded"),
            ("content-length", &*length),
        ];
        server.send("POST", path, &headers, sent.as_bytes())
    };
    let show = || server.get_with("/entries/hive/edit", &[("cookie", &cookie)]);
    assert_eq!(show().status, 200);
    for (what, (page, form)) in [
        ("shown", beside(&server, show)),
        ("sent", beside(&server, || post("/entries/hive/edit"))),
        (
            "checked",
            beside(&server, || post("/entries/hive/edit/check")),
        ),
    ] {
        assert!(page * 2 < form, "{what}: {page:?} beside {form:?}");
    }
}
