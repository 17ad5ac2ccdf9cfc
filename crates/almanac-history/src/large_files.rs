//! What git LFS keeps elsewhere: a file of the repository is then a pointer to it.

use crate::Repository;

/// What a pointer begins with.
const SIGN: &[u8] = b"version https://git-lfs.github.com/spec/";

/// A pointer is no larger than this, in bytes.
const MOST_BYTES: usize = 1024;

/// How many digits the name of an object has.
const DIGITS: usize = 64;

impl Repository {
    /// The bytes of a blob as who checks it out has them: of what LFS keeps elsewhere those that it points to. `None` where they
    /// are not at hand. Nothing is fetched.
    pub fn whole_blob(&self, name: &str) -> Option<Vec<u8>> {
        let bytes = self.blob(name)?;
        match pointed_to(&bytes) {
            None => Some(bytes),
            Some(object) => {
                let folder = self.inner.common_dir().join("lfs/objects");
                let folder = folder.join(&object[..2]).join(&object[2..4]);
                std::fs::read(folder.join(object)).ok()
            }
        }
    }
}

/// The name of the object that a pointer names, if the bytes are one.
fn pointed_to(bytes: &[u8]) -> Option<&str> {
    let is_pointer = bytes.len() <= MOST_BYTES && bytes.starts_with(SIGN);
    let text = is_pointer
        .then(|| std::str::from_utf8(bytes).ok())
        .flatten()?;
    let name = text
        .lines()
        .find_map(|line| line.strip_prefix("oid sha256:"))?;
    let is_name = name.len() == DIGITS && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_name.then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pointer_is_told_from_what_it_points_to() {
        let name = "0123456789abcdef".repeat(4);
        let pointer =
            format!("version https://git-lfs.github.com/spec/v1\noid sha256:{name}\nsize 7\n");
        assert_eq!(pointed_to(pointer.as_bytes()), Some(&*name));
        let hostile = pointer.replace(&name, &format!("../../{}", &name[6..]));
        assert_eq!(pointed_to(hostile.as_bytes()), None);
        assert_eq!(pointed_to(b"<svg/>"), None);
    }
}
