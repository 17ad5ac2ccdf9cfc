//! Who runs an almanac, as its history names them.

use std::path::Path;
use std::process::Command;

use almanac_model::Author;
use almanac_workspace::Almanac;

/// What they are called where git knows no name.
const NAME: &str = "Owner";

/// Who writes at the desk: whom git knows as the author of commits.
pub fn of(almanac: &Almanac) -> Author {
    let folder = almanac.place().unwrap_or(Path::new("."));
    let name = setting(folder, "user.name").unwrap_or_else(|| NAME.to_owned());
    let address = setting(folder, "user.email").unwrap_or_default();
    let author = Author::new(&name, &address).or_else(|_| Author::new(NAME, ""));
    author.expect("a word is a name")
}

/// What git is set to in a folder.
pub fn setting(folder: &Path, name: &str) -> Option<String> {
    let mut git = Command::new("git");
    let asked = git.arg("-C").arg(folder).args(["config", name]);
    let output = asked.output().ok();
    let output = output.filter(|output| output.status.success())?;
    let value = String::from_utf8(output.stdout).ok()?;
    let value = value.trim();
    (!value.is_empty()).then(|| value.to_owned())
}
