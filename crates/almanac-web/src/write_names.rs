//! The names by which change sets that are sent again are known.

use almanac_model::{Author, FileChange, WriteId};

use crate::stored::hash_of;

/// The name of a change set of somebody, to which its sender gave a name; `None` if that can be none.
///
/// Sent again as it is, it has the same name, and is recorded once. What the sender says is not enough for that: the form of a page
/// that was gone back to says it again with another text, and histories tell everybody the names of all others.
pub(crate) fn named_by(sent: &str, author: &Author, changes: &[FileChange]) -> Option<WriteId> {
    let sent = WriteId::new(sent)?;
    let (who, what) = (author.name(), base_of(changes));
    WriteId::new(&hash_of(
        format!("{}\0{who}\0{what}", sent.as_str()).as_bytes(),
    ))
}

/// A name for changes with what they are based on: it differs when either does.
pub(crate) fn base_of(changes: &[FileChange]) -> String {
    let mut all = Vec::new();
    for change in changes {
        let (file, base, bytes): (_, _, &[u8]) = match change {
            FileChange::Write { file, base, bytes } => (file, base.as_ref(), bytes),
            FileChange::Remove { file, base } => (file, Some(base), b""),
            FileChange::Move {
                from, base, bytes, ..
            } => (from, Some(base), bytes.as_deref().unwrap_or_default()),
        };
        let base = base.map(ToString::to_string).unwrap_or_default();
        all.extend(format!("{file}\0{base}\0{}\0", hash_of(bytes)).bytes());
    }
    hash_of(&all)
}

#[cfg(test)]
mod tests {
    use super::*;
    use almanac_model::ContentHash;

    #[test]
    fn another_change_has_another_name_and_so_has_that_of_another() {
        let ada = Author::new("Ada", "").unwrap();
        let of = |file: &str, base: &str, text: &str| {
            [FileChange::text(file, Some(ContentHash::from(base)), text)]
        };
        let name = |author: &Author, changes: &[FileChange]| named_by("sent-0001", author, changes);
        let first = name(&ada, &of("entries/a.md", "x", "One."));
        assert!(first.is_some());
        assert_eq!(name(&ada, &of("entries/a.md", "x", "One.")), first);
        for other in [
            name(&ada, &of("entries/a.md", "x", "Two.")),
            name(&ada, &of("entries/a.md", "y", "One.")),
            name(&ada, &of("entries/b.md", "x", "One.")),
            name(
                &Author::new("Ben", "").unwrap(),
                &of("entries/a.md", "x", "One."),
            ),
        ] {
            assert!(other.is_some());
            assert_ne!(other, first);
        }
        assert_eq!(named_by("short", &ada, &[]), None);
    }
}
