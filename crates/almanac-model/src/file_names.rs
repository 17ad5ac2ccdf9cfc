//! Names that every file system can hold.
//!
//! Whatever an author calls a page, a source or a figure, its address is the path of a file where the site is built. So
//! the names in addresses are bounded here, and here it is said which names some systems refuse.

use std::borrow::Cow;

use crate::layout::page_stem;
use crate::spelling::{nfc, slugify};
use crate::{LanguageTag, Level};

/// The most bytes of a name in an address. Most file systems hold names of 255 bytes, and some that encrypt them hold
/// 143: that leaves room for a number and for the longest ending (`.json`).
pub const MAX_NAME_BYTES: usize = 120;

/// How many digits of the hash of all of a name stand in the place of its end.
const HASH_DIGITS: usize = 10;

/// A name as it can stand in an address: one that is too long has a hash of all of it in the place of its end, so that
/// two long names are still two.
pub fn bounded_name(name: &str) -> Cow<'_, str> {
    if name.len() <= MAX_NAME_BYTES {
        return Cow::Borrowed(name);
    }
    let room = MAX_NAME_BYTES - HASH_DIGITS - 1;
    let cut = &name[..name.floor_char_boundary(room)];
    // Between words where there is a hyphen near the end, else within one: not all scripts divide words.
    let end = cut.rfind('-').filter(|end| *end >= room / 2);
    let start = &cut[..end.unwrap_or(cut.len())];
    let hash = blake3::hash(name.as_bytes()).to_hex();
    Cow::Owned(format!("{start}-{}", &hash[..HASH_DIGITS]))
}

/// The part of the path of a content file that names what it holds, without its ending: the file's own name, or that of
/// its folder if the file is called `index.md` or `README.md`.
pub fn name_in_path(path: &str) -> &str {
    let stem = page_stem(path).unwrap_or(path);
    let (folders, name) = stem.rsplit_once('/').unwrap_or(("", stem));
    let folder = folders.rsplit('/').next().unwrap_or_default();
    match is_index(name) && !folder.is_empty() {
        true => folder,
        false => name,
    }
}

/// What the name of a content file says: the slug of what it holds, and the depth and the language of a version of that.
pub fn slug_and_version(path: &str) -> (String, Option<Level>, Option<LanguageTag>) {
    let mut name = name_in_path(path);
    let (mut depth, mut language) = (None, None);
    while let Some((stem, end)) = name.rsplit_once('.') {
        match (Level::from_name(end), LanguageTag::new(end)) {
            (Some(level), _) => depth = depth.or(Some(level)),
            (None, Ok(tag)) => language = language.or(Some(tag)),
            (None, Err(_)) => break,
        }
        name = stem;
    }
    (slug_of_name(name), depth, language)
}

/// The slug-shaped text that a name makes. One without a letter or a digit has it from its hash.
pub fn slug_of_name(name: &str) -> String {
    let slug = slugify(name);
    if !slug.is_empty() {
        return slug;
    }
    blake3::hash(nfc(name).as_bytes()).to_hex()[..HASH_DIGITS].to_owned()
}

/// Whether a file of this name, without its ending, stands for its folder.
pub fn is_index(name: &str) -> bool {
    ["index", "readme"]
        .iter()
        .any(|index| name.eq_ignore_ascii_case(index))
}

/// Why some systems can't hold a file of a name: `None` if all can.
pub fn unportable_name(name: &str) -> Option<UnportableName> {
    if is_device_name(name) {
        return Some(UnportableName::Device);
    }
    if name.ends_with(['.', ' ']) {
        return Some(UnportableName::Ending);
    }
    let is_refused = |c: &char| c.is_ascii_control() || "<>:\"\\|?*".contains(*c);
    let refused = name.chars().find(is_refused);
    refused.map(UnportableName::Sign)
}

/// Why Windows can't hold a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UnportableName {
    /// It is the name of a device, whatever its ending.
    Device,
    /// It ends in a dot or a space, which Windows takes away.
    Ending,
    /// It has a sign that means something else there.
    Sign(char),
}

/// Whether Windows takes a name for that of a device: `nul`, `COM1.txt`. See
/// <https://learn.microsoft.com/windows/win32/fileio/naming-a-file>.
pub fn is_device_name(name: &str) -> bool {
    const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];
    let stem = name.split('.').next().unwrap_or(name).trim_end_matches(' ');
    let is_numbered = || {
        let number = stem.get(3..).unwrap_or_default();
        let is_port = |port| {
            stem.get(..3)
                .is_some_and(|start| start.eq_ignore_ascii_case(port))
        };
        let mut numbers = number.chars();
        let is_number = matches!(numbers.next(), Some('0'..='9' | '¹' | '²' | '³'));
        is_number && numbers.next().is_none() && ["com", "lpt"].into_iter().any(is_port)
    };
    DEVICES
        .iter()
        .any(|device| stem.eq_ignore_ascii_case(device))
        || is_numbered()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_names_are_bounded_and_stay_different() {
        let long = "word-".repeat(60);
        let (one, other) = (format!("{long}a"), format!("{long}b"));
        let (one, other) = (bounded_name(&one), bounded_name(&other));
        assert!(one.len() <= MAX_NAME_BYTES && one != other);
        assert!(one.starts_with("word-word-") && !one.contains("--"));
        let chinese = "港".repeat(300);
        assert!(bounded_name(&chinese).len() <= MAX_NAME_BYTES);
        assert_eq!(bounded_name(&one), one);
        assert_eq!(bounded_name("short"), "short");
    }

    #[test]
    fn a_file_called_index_is_named_by_its_folder() {
        for (path, name) in [
            ("entries/x/index.md", "x"),
            ("entries/a/B c/README.md", "B c"),
            ("entries/index.md", "entries"),
            ("x/index", "x"),
            ("entries/x/indexes.md", "indexes"),
            ("entries/x.md", "x"),
            ("index.md", "index"),
        ] {
            assert_eq!(name_in_path(path), name, "{path}");
        }
    }

    #[test]
    fn names_that_windows_refuses_are_known() {
        use UnportableName::{Device, Ending, Sign};
        for (name, why) in [
            ("nul.md", Some(Device)),
            ("AUX", Some(Device)),
            ("com1.de.md", Some(Device)),
            ("lpt³.txt", Some(Device)),
            ("con .md", Some(Device)),
            ("trailing.", Some(Ending)),
            ("trailing ", Some(Ending)),
            ("a:b.png", Some(Sign(':'))),
            ("what?.png", Some(Sign('?'))),
            ("tab\t.png", Some(Sign('\t'))),
            ("null.md", None),
            ("com10.md", None),
            ("comx.md", None),
            ("co.md", None),
            ("公司.md", None),
            ("a b.md", None),
        ] {
            assert_eq!(unportable_name(name), why, "{name}");
        }
    }
}
