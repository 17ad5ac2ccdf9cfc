//! Four times as much of anything takes about four times as long, and not sixteen times.
//!
//! Times of one program on one machine are compared with each other, so that it makes no difference how fast that is.

use std::process::Stdio;
use std::time::Duration;

use wait4::Wait4;

use crate::fixture::Folder;

/// How much longer four times as much may take: what is linear takes 4 times as long, what is quadratic 16 times.
const MOST: f64 = 9.0;

/// What is shorter is lost among what else the machine does. A quadratic part shows from half of this on: four times as
/// much of it takes eight times this.
const LEAST: Duration = Duration::from_millis(40);

const HEAD: &str = "---\ntitle: A\nlevel: introductory\nsummary: One.\n";

/// The processor's time for a check and a build: the least of two, as others use the machine too.
fn time(folder: &Folder) -> Duration {
    let once = || {
        let commands: [&[&str]; 2] = [&["check"], &["build", "--out", "site", "--allow-errors"]];
        let times = commands.map(|arguments| {
            let mut command = folder.command(arguments);
            let command = command.stdout(Stdio::null()).stderr(Stdio::null());
            let ended = command.spawn().unwrap().wait4().unwrap();
            assert!(ended.status.code().is_some(), "{arguments:?} was killed");
            ended.rusage.utime
        });
        times.into_iter().sum::<Duration>()
    };
    once().min(once())
}

/// Compares an almanac with one of four times as much.
fn grows_with_its_size(what: &str, number: usize, fill: fn(&Folder, usize)) {
    let of = |number: usize| {
        let folder = Folder::empty();
        folder.write(
            "almanac.toml",
            "title = \"T\"\n[properties.height]\nlabel = \"Height\"\ntype = \"quantity\"\n",
        );
        fill(&folder, number);
        time(&folder)
    };
    // What any almanac takes, which is more than all work on a small one, would hide how that grows.
    let start = of(1);
    let work = |number| of(number).saturating_sub(start);
    let (one, four) = (work(number).max(LEAST), work(number * 4));
    let ratio = four.as_secs_f64() / one.as_secs_f64();
    assert!(
        ratio < MOST,
        "{what}: {one:?}, and {four:?} for four times as much, besides {start:?}"
    );
}

fn lines(number: usize, line: impl Fn(usize) -> String) -> String {
    (0..number).map(line).collect()
}

#[test]
fn a_chain_of_topics() {
    grows_with_its_size("topics", 700, |folder, number| {
        let topic = |at: usize| format!("t{}: {{ title: T, parents: [t{at}] }}\n", at + 1);
        folder.write(
            "topics.yaml",
            &format!("t0: {{ title: T }}\n{}", lines(number, topic)),
        );
        folder.write(
            "entries/a.md",
            &format!("{HEAD}topics: [t{number}]\n---\nA.\n"),
        );
    });
}

#[test]
fn works_and_what_cites_them() {
    grows_with_its_size("works", 500, |folder, number| {
        let work = |at: usize| format!("k{at}: {{ title: Same, url: \"https://e.org/{at}\" }}\n");
        folder.write("sources.yaml", &lines(number, work));
        // Half of them are misspelt.
        let cited = |at: usize| format!("[@k{at}{}] ", if at.is_multiple_of(2) { "" } else { "x" });
        for page in ["a", "b"] {
            folder.write(
                &format!("entries/{page}.md"),
                &format!("{HEAD}---\n{}\n", lines(number, cited)),
            );
        }
    });
}

#[test]
fn aliases_and_names_that_nothing_bears() {
    grows_with_its_size("aliases", 3_000, |folder, number| {
        let alias = |at: usize| format!("  - another name {at}\n");
        folder.write(
            "entries/a.md",
            &format!("{HEAD}aliases:\n{}---\nA.\n", lines(number, alias)),
        );
        let link = |at: usize| format!("[[nother name {at}]]\n");
        folder.write(
            "entries/b.md",
            &format!("{HEAD}---\n{}\n", lines(number / 10, link)),
        );
    });
}

#[test]
fn headings_events_and_links_to_them() {
    grows_with_its_size("headings", 400, |folder, number| {
        let heading = |at: usize| format!("## H {at}\n\nSee [x](#h-{at}).\n\n");
        folder.write(
            "entries/a.md",
            &format!("{HEAD}---\n{}", lines(number, heading)),
        );
        let event = |at: usize| format!("## {} · E\n\nSee [[a#H {at}]].\n\n", 1_000 + at % 900);
        folder.write(
            "threads/t.md",
            &format!("{HEAD}---\n{}", lines(number, event)),
        );
    });
}

#[test]
fn values_that_are_inserted() {
    grows_with_its_size("values", 150, |folder, number| {
        let value = |at: usize| format!("    - {{ value: {at}, as_of: {} }}\n", 1_000 + at);
        let facts = format!("facts:\n  height:\n{}", lines(number, value));
        let insert = |at: usize| format!("It is {{{{height@{}}}}}.\n", 1_000 + at);
        folder.write(
            "entries/a.md",
            &format!("{HEAD}{facts}---\n{}\n", lines(number, insert)),
        );
    });
}
