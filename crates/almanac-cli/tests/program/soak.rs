//! A server that is edited and read for a long time needs no more memory at its end than early on.

use std::time::{Duration, Instant};

use crate::fixture::Folder;
use crate::server::Server;

/// How many entries the almanac has.
const ENTRIES: usize = 300;

/// How often memory is looked at.
const INTERVAL: Duration = Duration::from_secs(10);

/// The text of an entry as it is after so many edits: longer and shorter, with other links, headings
/// and facts, now and then broken, now and then gone.
fn entry(index: usize, edits: usize) -> Option<String> {
    if edits % 50 == 49 {
        return None;
    }
    let kind = if edits % 17 == 16 {
        "no-kind"
    } else {
        "concept"
    };
    let title = if edits % 11 == 10 { "Renamed" } else { "Entry" };
    let other = (index * 7 + edits) % ENTRIES;
    let words = "It has something to say about what is said elsewhere. ".repeat(20 + edits % 30);
    Some(format!(
        "---\nid: e{index}\ntitle: {title} {index}\nkind: {kind}\nlevel: introductory\n\
         summary: One of many.\n---\n## Part {}\n\n{words}\n\nSee [[entry-{other}]].\n",
        edits % 5
    ))
}

fn edit(folder: &Folder, index: usize, edits: usize) {
    let file = format!("entries/entry-{index}.md");
    match entry(index, edits) {
        Some(text) => folder.write(&file, &text),
        None if folder.has(&file) => folder.remove(&file),
        None => {}
    }
}

/// The middle one of some numbers.
fn median(numbers: &[u64]) -> u64 {
    let mut sorted = numbers.to_vec();
    sorted.sort_unstable();
    sorted[sorted.len() / 2]
}

#[test]
#[ignore = "takes ten minutes: run by `cargo xtask test --long`"]
#[expect(clippy::print_stdout, reason = "the curve is what it is run for")]
fn memory_stays_flat_over_ten_minutes_of_edits_and_requests() {
    let folder = Folder::almanac();
    (0..ENTRIES).for_each(|index| edit(&folder, index, 0));
    let server = Server::start(&folder, &[]);
    let started = Instant::now();
    let (mut curve, mut edits, mut requests) = (Vec::new(), 0, 0);
    while started.elapsed() < Duration::from_secs(600) {
        let index = edits * 13 % ENTRIES;
        edits += 1;
        edit(&folder, index, edits);
        for page in 0..10 {
            let other = (index + page * 29) % ENTRIES;
            server.get(&format!("/entries/entry-{other}"));
            requests += 1;
        }
        server.get(["/", "/search?q=something", "/changes", "/feed.xml"][edits % 4]);
        if started.elapsed() >= INTERVAL * curve.len() as u32 {
            let megabytes = server.memory() >> 20;
            println!(
                "{:>4} s  {megabytes:>4} MB  {edits} edits",
                started.elapsed().as_secs()
            );
            curve.push(megabytes);
        }
    }
    println!("{edits} edits, {requests} requests");
    assert!(edits > 600 && curve.len() >= 50, "too little was done");
    let (early, late) = (
        &curve[curve.len() / 4..curve.len() / 2],
        &curve[curve.len() * 3 / 4..],
    );
    let (early, late) = (median(early), median(late));
    assert!(
        late <= early + early / 10 + 4,
        "from {early} MB to {late} MB"
    );
}
