//! The list of a site's files, which stands in the site.

use std::collections::BTreeSet;
use std::path::Path;

use almanac_model::own;

/// The file in a built site that lists all of its files.
pub(super) const LIST: &str = own::SITE_MARK;

const LIST_HEAD: &str = "# Written by `almanac build`, which replaces or removes these files and leaves all others alone.\n";

/// What stands before each file that is kept for those who still read the site as it was before.
const KEPT: &str = "# Of the build before, until the next one: ";

/// The list of a site's files: one a line, sorted. A line break within a name is written `\n`. Of those in `kept` it says
/// that they are.
pub(super) fn write_list(files: &BTreeSet<String>, kept: &BTreeSet<String>) -> String {
    let mut list = LIST_HEAD.to_owned();
    for file in files.iter().filter(|file| *file != LIST) {
        list.push_str(&escaped(file));
        list.push('\n');
    }
    for file in kept {
        list.extend([KEPT, &escaped(file), "\n"]);
    }
    list
}

/// Reads which files of a list are kept from the build before it.
pub(super) fn read_kept(list: &str) -> BTreeSet<String> {
    let kept = list.lines().filter_map(|line| line.strip_prefix(KEPT));
    kept.filter_map(unescaped).collect()
}

fn escaped(file: &str) -> String {
    let escaped = file.replace('\\', "\\\\").replace('\n', "\\n");
    escaped.replace('\r', "\\r")
}

/// Reads the list. It may have come with a checkout from anybody, and files are removed by it: what
/// a build can't have written is passed over.
pub(super) fn read_list(list: &str) -> BTreeSet<String> {
    let lines = list.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(unescaped)
        .filter(|name| may_be_ours(name))
        .collect()
}

fn unescaped(line: &str) -> Option<String> {
    let mut name = String::with_capacity(line.len());
    let mut letters = line.chars();
    while let Some(letter) = letters.next() {
        name.push(match letter {
            '\\' => match letters.next()? {
                'n' => '\n',
                'r' => '\r',
                '\\' => '\\',
                _ => return None,
            },
            letter => letter,
        });
    }
    Some(name)
}

/// Whether a path is one below the folder that a site may have: relative, without `..`, and hidden
/// only where sites have hidden files.
fn may_be_ours(name: &str) -> bool {
    const HIDDEN: [&str; 2] = [".nojekyll", ".well-known"];
    let is_plain =
        |part: &str| !part.is_empty() && (!part.starts_with('.') || HIDDEN.contains(&part));
    let is_relative = !Path::new(name).is_absolute() && !name.contains(['\0', ':']);
    is_relative && name.split('/').all(is_plain) && (cfg!(not(windows)) || !name.contains('\\'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set<const N: usize>(names: [&str; N]) -> BTreeSet<String> {
        names.map(ToOwned::to_owned).into()
    }

    #[test]
    fn a_list_is_read_as_it_was_written() {
        let files = set([
            "index.html",
            "entries/a/index.html",
            "odd\nname\\x.txt",
            ".nojekyll",
            ".well-known/security.txt",
        ]);
        let list = write_list(&files, &set(["index.html"]));
        assert_eq!(read_list(&list), files);
        assert_eq!(read_kept(&list), set(["index.html"]));
        assert_eq!(read_list(&format!("{LIST_HEAD}{LIST}\n")), set([]));
    }

    #[test]
    fn a_hostile_list_names_nothing_outside_the_site() {
        for name in [
            "../x",
            "a/../../x",
            "/etc/passwd",
            "a//b",
            "./a",
            "",
            ".git/config",
            "a/.git/x",
            "C:/x",
            "a\\",
        ] {
            assert_eq!(read_list(name), set([]), "{name}");
        }
    }
}
