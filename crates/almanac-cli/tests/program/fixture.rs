//! A folder of its own for each test, and the program run in it.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A folder with an almanac, which goes away with the test.
pub struct Folder(TempDir);

/// An almanac that is right in every way.
const FILES: [(&str, &str); 5] = [
    (
        "almanac.toml",
        "title = \"Bees\"\n\n[checks]\nuncited-paragraph = \"off\"\n",
    ),
    (
        "entries/honey-bee.md",
        "---\nid: bee\ntitle: Honey bee\nlevel: introductory\nsummary: A bee that makes honey.\n---\n\
         It lives in a [[hive]].\n",
    ),
    (
        "entries/hive.md",
        "---\nid: hive\ntitle: Hive\nlevel: introductory\nsummary: Where bees live.\n\
         requires: [{ entry: honey-bee, reason: who lives there }]\n---\nThe home of a [[honey-bee|bee]].\n",
    ),
    (
        "threads/swarms.md",
        "---\nid: swarms\ntitle: Swarms\nlevel: introductory\nsummary: When bees move.\n---\n\
         They leave the [[hive]].\n\n## 2020-05 · A swarm {#first-swarm}\n\nOne was seen.\n",
    ),
    (
        "paths/to-the-hive.md",
        "---\nid: path\ntitle: To the hive\nsummary: From bee to hive.\naudience: Everyone.\nsteps:\n  \
         - { read: honey-bee, why: First the bee. }\n  - { read: hive, why: \"Then its home, after [[honey-bee]].\" }\n---\n\
         Come in.\n",
    ),
];

impl Folder {
    /// An empty folder.
    pub fn empty() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    /// A small almanac that is right in every way.
    pub fn almanac() -> Self {
        let folder = Self::empty();
        for (file, text) in FILES {
            folder.write(file, text);
        }
        folder
    }

    /// The same in a git repository, all of it committed.
    pub fn repository() -> Self {
        let folder = Self::almanac();
        folder.make_repository();
        folder
    }

    /// Makes it a git repository, and commits all of it.
    pub fn make_repository(&self) {
        self.git(&["init", "--quiet"]);
        self.git(&["config", "user.name", "Test"]);
        self.git(&["config", "user.email", "test@example.org"]);
        self.git(&["add", "--all"]);
        self.git(&["commit", "--quiet", "--message", "Begin"]);
    }

    pub fn git(&self, arguments: &[&str]) {
        self.git_on("2021-02-03T12:00:00+0000", arguments);
    }

    /// Runs git at a time.
    pub fn git_on(&self, date: &str, arguments: &[&str]) {
        let status = Command::new("git")
            .current_dir(self.path())
            .env("GIT_AUTHOR_DATE", date)
            .env("GIT_COMMITTER_DATE", date)
            .args(arguments)
            .status()
            .unwrap();
        assert!(status.success(), "git {arguments:?}");
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, file: &str, text: &str) {
        let path = self.path().join(file);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub fn read(&self, file: &str) -> String {
        fs::read_to_string(self.path().join(file)).unwrap()
    }

    pub fn has(&self, file: &str) -> bool {
        self.path().join(file).exists()
    }

    pub fn remove(&self, file: &str) {
        fs::remove_file(self.path().join(file)).unwrap();
    }

    /// Replaces words in a file.
    pub fn edit(&self, file: &str, old: &str, new: &str) {
        let text = self.read(file);
        assert!(text.contains(old), "`{old}` is not in {file}");
        // Nobody may see the file half written, or a server keeps that as its last good state.
        let next = self.path().join(".next");
        fs::write(&next, text.replace(old, new)).unwrap();
        fs::rename(next, self.path().join(file)).unwrap();
    }

    /// All files below a folder, with their bytes.
    pub fn tree(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        let mut files = BTreeMap::new();
        gather(&self.path().join(folder), "", &mut files);
        files
    }

    /// The names of all files below a folder, a line each.
    pub fn listing(&self, folder: &str) -> String {
        let names: Vec<String> = self.tree(folder).into_keys().collect();
        names.join("\n")
    }

    /// The program, to be run in this folder.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_almanac"));
        command.current_dir(self.path()).args(arguments);
        // What is kept of the almanac inside the binary is not to be kept where a user of this machine keeps it.
        command.env("XDG_DATA_HOME", env!("CARGO_TARGET_TMPDIR"));
        for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE", "COLUMNS"] {
            command.env_remove(name);
        }
        command
    }

    /// Runs the program in this folder.
    pub fn run(&self, arguments: &[&str]) -> Run {
        let output = self.command(arguments).output().unwrap();
        Run::of(&output, self.path())
    }
}

fn gather(folder: &Path, prefix: &str, files: &mut BTreeMap<String, Vec<u8>>) {
    for item in fs::read_dir(folder).unwrap() {
        let item = item.unwrap();
        let name = format!("{prefix}{}", item.file_name().to_string_lossy());
        if item.file_type().unwrap().is_dir() {
            gather(&item.path(), &format!("{name}/"), files);
        } else {
            files.insert(name, fs::read(item.path()).unwrap());
        }
    }
}

/// What the program said and did, with what differs from run to run taken out.
#[derive(Debug)]
pub struct Run {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Run {
    fn of(output: &Output, folder: &Path) -> Self {
        Self {
            code: output.status.code().unwrap(),
            out: steady(&output.stdout, folder),
            err: steady(&output.stderr, folder),
        }
    }

    /// What was written as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.out).unwrap_or_else(|error| panic!("{error}: {self}"))
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit {}", self.code)?;
        for (name, text) in [("out", &self.out), ("err", &self.err)] {
            if !text.is_empty() {
                write!(f, "\n--- {name}\n{}", text.trim_end())?;
            }
        }
        Ok(())
    }
}

/// Takes out the name of the folder, and how long things took.
fn steady(bytes: &[u8], folder: &Path) -> String {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    let names: [PathBuf; 2] = [folder.canonicalize().unwrap(), folder.to_owned()];
    let text = names.iter().fold(text, |text, name| {
        text.replace(&name.display().to_string(), "FOLDER")
    });
    let mut words: Vec<&str> = text.split(' ').collect();
    for index in 1..words.len() {
        if words[index].starts_with("ms") && words[index - 1].parse::<u32>().is_ok() {
            words[index - 1] = "N";
        }
    }
    words.join(" ")
}
