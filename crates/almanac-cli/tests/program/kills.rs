//! `build` and `rename` may be killed at any moment: nobody's files are lost, and the same command ends what was begun.

use std::collections::BTreeMap;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::fixture::Folder;

/// How often a command is killed.
fn kills() -> u32 {
    match std::env::var_os("ALMANAC_TEST_LONG") {
        Some(_) => 120,
        None => 8,
    }
}

/// Runs a command and kills it after a part of the time that it takes, if it has not ended by then.
fn run_and_kill(mut command: Command, after: Duration) {
    let mut child = command
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    sleep(after);
    let _ = child.kill();
    child.wait().unwrap();
}

/// The times after which a command is killed, from its first moment to its last.
fn moments(whole: Duration) -> impl Iterator<Item = Duration> {
    let count = kills();
    (0..count).map(move |number| whole * (number + 1) / count)
}

type Files = BTreeMap<String, Vec<u8>>;

/// A folder with a site of it, and what sites its two states make.
struct Built {
    folder: Folder,
    words: Vec<String>,
    sites: [Files; 2],
    whole: Duration,
}

impl Built {
    /// `out` is prepared before the first build.
    fn new(out: &str, prepare: impl FnOnce(&Folder)) -> Self {
        let folder = Folder::almanac();
        prepare(&folder);
        let words = ["build", "--out", out, "--today", "2026-11-24"];
        let words: Vec<String> = words.map(str::to_owned).into();
        let mut built = Self {
            folder,
            words,
            sites: [Files::new(), Files::new()],
            whole: Duration::ZERO,
        };
        for state in [1, 0] {
            built.set(state);
            let started = Instant::now();
            built.finish();
            built.whole = started.elapsed();
            built.sites[state] = without_kept(built.folder.tree(out));
        }
        built
    }

    fn set(&self, state: usize) {
        let (extra, words) = [("entries/one.md", "One"), ("entries/two.md", "Two")][state];
        let _ = std::fs::remove_file(self.folder.path().join("entries/one.md"));
        let _ = std::fs::remove_file(self.folder.path().join("entries/two.md"));
        self.folder.write(
            extra,
            &format!(
                "---\ntitle: {words}\nlevel: introductory\nsummary: A page.\n---\nSee [[hive]].\n"
            ),
        );
    }

    fn command(&self) -> Command {
        let words: Vec<&str> = self.words.iter().map(String::as_str).collect();
        self.folder.command(&words)
    }

    fn finish(&self) {
        let output = self.command().output().unwrap();
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
}

/// The files in which a site differs from the one that is nearest to it.
fn differing<'s>(site: &'s Files, sites: &'s [Files]) -> Vec<&'s String> {
    let differ = |other: &'s Files| -> Vec<&'s String> {
        let all = site.keys().chain(other.keys());
        all.filter(|name| site.get(*name) != other.get(*name))
            .collect()
    };
    sites
        .iter()
        .map(differ)
        .min_by_key(Vec::len)
        .unwrap_or_default()
}

/// A site without the files that it keeps of the build before, for those who still read that.
fn without_kept(mut site: Files) -> Files {
    const KEPT: &str = "# Of the build before, until the next one: ";
    let list = site.get(".almanac-site").cloned().unwrap_or_default();
    let list = String::from_utf8(list).unwrap();
    let kept: Vec<&str> = list
        .lines()
        .filter_map(|line| line.strip_prefix(KEPT))
        .collect();
    for file in &kept {
        assert!(site.remove(*file).is_some(), "{file}");
    }
    if !kept.is_empty() {
        let own = list
            .lines()
            .filter(|line| !line.starts_with(KEPT) && !kept.contains(line));
        let own: String = own.flat_map(|line| [line, "\n"]).collect();
        site.insert(".almanac-site".to_owned(), own.into_bytes());
    }
    site
}

#[test]
fn a_build_that_is_killed_leaves_the_old_site_or_the_new_one() {
    let built = Built::new("site", |_| {});
    for (number, after) in moments(built.whole).enumerate() {
        built.set(number % 2);
        run_and_kill(built.command(), after);
        if cfg!(target_os = "linux") {
            let site = without_kept(built.folder.tree("site"));
            assert!(
                built.sites.contains(&site),
                "half of a site after {after:?}: {:?}",
                differing(&site, &built.sites)
            );
        }
    }
    built.set(1);
    built.finish();
    assert!(without_kept(built.folder.tree("site")) == built.sites[1]);
    let left: Vec<_> = std::fs::read_dir(built.folder.path())
        .unwrap()
        .map(|item| item.unwrap().file_name())
        .collect();
    assert!(
        !left
            .iter()
            .any(|name| name.to_string_lossy().contains("unfinished")),
        "{left:?}"
    );
}

#[test]
fn a_build_into_a_checkout_that_is_killed_loses_nothing_and_is_finished_by_the_next() {
    let theirs = [
        ("site/CNAME", "bees.example"),
        ("site/.git/config", "[core]"),
    ];
    let built = Built::new("site", |folder| folder.write("site/.git/config", "[core]"));
    built.folder.write("site/CNAME", "bees.example");
    for (number, after) in moments(built.whole).enumerate() {
        built.set(number % 2);
        run_and_kill(built.command(), after);
        for (name, text) in theirs {
            assert_eq!(built.folder.read(name), text, "after {after:?}");
        }
        // Each page that is there is whole.
        let site = built.folder.tree("site");
        let is_whole = |(name, bytes): (&String, &Vec<u8>)| {
            name.starts_with(".almanac-site")
                || name == "CNAME"
                || built.sites.iter().any(|site| site.get(name) == Some(bytes))
        };
        assert!(site.iter().all(is_whole), "after {after:?}");
    }
    built.finish();
    built.set(1);
    built.finish();
    let mut site = without_kept(built.folder.tree("site"));
    assert!(site.remove("CNAME").is_some());
    assert!(site == built.sites[1]);
}

#[cfg(unix)]
#[test]
fn a_link_stays_a_link_and_what_it_leads_to_is_written_into() {
    use std::os::unix::fs::{MetadataExt, symlink};
    let built = Built::new("site", |folder| {
        std::fs::create_dir_all(folder.path().join("disk/www")).unwrap();
        symlink("disk/www", folder.path().join("site")).unwrap();
    });
    let place = |name: &str| built.folder.path().join(name);
    let folder_of = || place("disk/www").metadata().unwrap().ino();
    let before = folder_of();
    for (number, after) in moments(built.whole).enumerate() {
        built.set(number % 2);
        run_and_kill(built.command(), after);
    }
    built.set(1);
    built.finish();
    assert!(place("site").is_symlink());
    assert_eq!(
        folder_of(),
        before,
        "whoever has the folder open sees the new site"
    );
    assert!(without_kept(built.folder.tree("disk/www")) == built.sites[1]);
    assert_eq!(std::fs::read_dir(place("disk")).unwrap().count(), 1);
    // One that leads to a folder that is not there yet.
    symlink("disk/new", place("other")).unwrap();
    assert_eq!(built.folder.run(&["build", "--out", "other"]).code, 0);
    assert!(built.folder.has("disk/new/index.html"));
}

/// Where the folder around it can't be written to, as in a container that is given one folder.
#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_written_into() {
    let folder = Folder::almanac();
    std::fs::create_dir(folder.path().join("site")).unwrap();
    let almanac = env!("CARGO_BIN_EXE_almanac");
    let script = format!(
        "mount -t tmpfs none site || exit 77\n\
         for day in 2026-11-24 2026-11-25 2026-11-25; do {almanac} build --out site --today $day || exit 1; done\n\
         ls -A site | grep -i unfinished && exit 2\n\
         test -f site/entries/hive/index.html && mountpoint -q site"
    );
    let ran = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", &script])
        .current_dir(folder.path())
        .output();
    // Not every machine lets a test mount.
    let Ok(ran) = ran else { return };
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    let may_not = ran.status.code() == Some(77) || said.contains("unshare");
    assert!(may_not || ran.status.success(), "{:?} {said}", ran.status);
}

#[test]
fn a_rename_that_is_killed_is_repeated_and_ends_right() {
    let almanac = || {
        let folder = Folder::almanac();
        folder.edit(
            "almanac.toml",
            "title = \"Bees\"",
            "title = \"Bees\"\nlanguages = [\"de\", \"pt\"]",
        );
        for language in ["de", "pt"] {
            folder.write(
                &format!("entries/hive.{language}.md"),
                "---\ntitle: H\n---\nDe [[honey-bee]] e [[hive]].\n",
            );
            folder.write(
                &format!("entries/honey-bee.{language}.md"),
                "---\ntitle: B\n---\nDe [[hive]].\n",
            );
        }
        for number in 0..20 {
            folder.write(
                &format!("entries/page-{number}.md"),
                "---\ntitle: P\nlevel: introductory\nsummary: A page.\n---\nSee [[hive]].\n",
            );
        }
        folder
    };
    let content = |folder: &Folder| {
        let mut files = folder.tree("");
        // What was being written when it was killed is hidden, and no content.
        files.retain(|name, _| !name.split('/').any(|part| part.starts_with('.')));
        files
    };
    let whole = almanac();
    let started = Instant::now();
    assert_eq!(whole.run(&["rename", "hive", "home"]).code, 0);
    let took = started.elapsed();
    let expected = content(&whole);
    assert!(
        expected.contains_key("entries/home.pt.md") && !expected.contains_key("entries/hive.md")
    );
    for after in moments(took) {
        let folder = almanac();
        run_and_kill(folder.command(&["rename", "hive", "home"]), after);
        let now = content(&folder);
        if now != expected {
            let again = folder.run(&["rename", "hive", "home"]);
            assert_eq!(again.code, 0, "after {after:?}: {again}");
            assert!(content(&folder) == expected, "after {after:?}");
        }
    }
}

#[test]
fn a_rename_does_not_take_somebody_elses_file_for_its_own() {
    let folder = Folder::almanac();
    folder.write("entries/home.md", "---\ntitle: Another\n---\nAnother.\n");
    let before = folder.tree("");
    let run = folder.run(&["rename", "hive", "home"]);
    assert_eq!(run.code, 2, "{run}");
    assert!(
        run.to_string()
            .contains("`home` is taken already, by `entries/home.md`"),
        "{run}"
    );
    assert!(folder.tree("") == before);
}
