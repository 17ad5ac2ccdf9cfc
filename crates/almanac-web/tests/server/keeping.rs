//! Pages that are kept, and work that takes its time.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Instant;

use almanac_documents::Documents;
use almanac_model::{Address, Reading};
use almanac_render::Site;
use almanac_web::Limits;

use crate::fixture::{Answer, FILES, Server, TestWorkspace};

/// Each page is what would be made of what is served now.
fn compare_all(server: &Server) {
    let served = server.workspace.served();
    let public = Site::new(&served.snapshot, served.today, &Documents);
    compare_to(&public, |address| server.get(address));
    let cookie = server.cookie();
    let at_desk = public.live(&served.report);
    compare_to(&at_desk, |address| {
        server.get_with(address, &[("cookie", &cookie)])
    });
}

fn compare_to(site: &Site<'_>, get: impl Fn(&str) -> Answer) {
    // A card shows but titles, and takes longer to draw than all other pages together.
    let is_text = |address: &Address| !address.to_string().ends_with(".png");
    // Search is answered from an index and made anew each time: what it finds after an edit is tested in searching.rs.
    let is_made =
        |address: &Address| !matches!(address.original(), Address::Search | Address::SearchData);
    let addresses = site.addresses().into_iter().chain(site.files());
    for address in addresses.filter(|address| is_text(address) && is_made(address)) {
        let fresh = site.render(&address).unwrap();
        let answer = get(&format!("/{address}"));
        assert_eq!(answer.status, 200, "{address}");
        assert!(
            answer.body == fresh.bytes,
            "{address} is not as it would be made now"
        );
    }
}

#[test]
fn after_each_edit_each_page_is_as_it_would_be_made_now() {
    let server = Server::start();
    compare_all(&server);
    for (file, text) in [
        (
            "entries/hive.md",
            "---\nid: hive\ntitle: Hive\n---\nA home of [[honey-bee]].\n",
        ),
        (
            "entries/hive.md",
            "---\nid: hive\ntitle: Beehive\n---\nA home of [[apis]].\n",
        ),
        (
            "entries/wax.md",
            "---\ntitle: Wax\nsummary: Soft.\n---\nSee [[beehive]] and [[pollen]].\n",
        ),
        ("entries/pollen.md", "---\ntitle: Pollen\n---\nDust.\n"),
        (
            "threads/swarms.md",
            "---\nid: swarms\ntitle: Swarms\n---\n## 2021 · Two\n\nSee [[wax]].\n",
        ),
        ("almanac.toml", "title = \"Wasps\"\n"),
        ("entries/wax.md", "not what it should be"),
        (
            "paths/to-the-hive.md",
            "---\nid: path\ntitle: Home\nsteps:\n  - { read: wax, why: First. }\n---\n",
        ),
    ] {
        server.workspace.edit(file, text);
        compare_all(&server);
    }
}

#[test]
fn a_cache_that_holds_few_pages_answers_as_one_that_holds_all() {
    let names: Vec<String> = (0..40)
        .map(|number| format!("entries/e{number}.md"))
        .collect();
    let text = |number: usize| {
        let words: String = (0..300)
            .map(|word| format!("w{} ", word * number * 7919))
            .collect();
        format!(
            "---\ntitle: E{number}\n---\nSee [[e{}]]. {words}\n",
            (number + 1) % 40
        )
    };
    let texts: Vec<String> = (0..40).map(text).collect();
    let files = names.iter().zip(&texts);
    let files = files.map(|(name, text)| (name.as_str(), text.as_str()));
    let workspace = TestWorkspace::new(FILES.into_iter().chain(files));
    let limits = Limits {
        kept_bytes: 64 << 10,
        ..Limits::default()
    };
    let server = Server::limited(workspace, limits);
    for _ in 0..2 {
        compare_all(&server);
    }
    server
        .workspace
        .edit("entries/e7.md", "---\ntitle: Seven\n---\nAnew.\n");
    compare_all(&server);
    let started = Instant::now();
    for number in 0..40 {
        assert_eq!(server.get(&format!("/entries/e{number}")).status, 200);
    }
    // Each of them is made anew, which takes some milliseconds in an unoptimized build.
    let passed = started.elapsed();
    assert!(passed.as_secs() < 8, "{passed:?}");
}

#[test]
fn those_who_read_while_others_write_see_the_last_edit_at_the_end() {
    let server = Server::start();
    let over = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !over.load(Ordering::Relaxed) {
                    for path in ["/", "/entries/hive", "/entries/honey-bee", "/entries/"] {
                        assert_eq!(server.get(path).status, 200);
                    }
                }
            });
        }
        for number in 0..30 {
            let text = format!("---\nid: hive\ntitle: Hive {number}\n---\nA home.\n");
            server.workspace.edit("entries/hive.md", &text);
        }
        over.store(true, Ordering::Relaxed);
    });
    compare_all(&server);
}

#[test]
fn slow_pages_hold_up_no_other() {
    // In an unoptimized build each of these takes long.
    let large = format!(
        "---\ntitle: Large\n---\n{}",
        "- *one* [[hive]] `two`\n".repeat(20_000)
    );
    let slow: Vec<String> = (0..4)
        .map(|number| format!("entries/slow-{number}.md"))
        .collect();
    let files = slow.iter().map(|file| (file.as_str(), large.as_str()));
    let server = Server::of(TestWorkspace::new(FILES.into_iter().chain(files)));
    server.get("/entries/hive");
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        for number in 0..4 {
            let (server, done) = (&server, &done);
            scope.spawn(move || {
                assert_eq!(server.get(&format!("/entries/slow-{number}")).status, 200);
                done.store(true, Ordering::Relaxed);
            });
        }
        let started = Instant::now();
        // Those that are kept, and those that are not.
        for path in [
            "/entries/hive",
            "/entries/honey-bee",
            "/threads/swarms",
            "/healthz",
        ] {
            assert_eq!(server.get(path).status, 200);
        }
        assert!(!done.load(Ordering::Relaxed), "{:?}", started.elapsed());
    });
}

#[test]
fn a_disk_that_hangs_holds_up_nothing_but_its_files() {
    let server = Server::start();
    let hanging = server.workspace.hanging.clone();
    let guard = hanging.lock().unwrap();
    std::thread::scope(|scope| {
        let images: Vec<_> = (0..16)
            .map(|_| scope.spawn(|| server.get("/media/hanging.png").status))
            .collect();
        while server.workspace.opened.load(Ordering::Relaxed) == 0 {
            std::thread::yield_now();
        }
        for path in ["/entries/hive", "/", "/search?q=hive", "/none"] {
            assert!(server.get(path).status != 503, "{path}");
        }
        assert!(images.iter().all(|image| !image.is_finished()));
        drop(guard);
        for image in images {
            assert_eq!(image.join().unwrap(), 200);
        }
    });
}
