//! The JSON Schemas by which editors complete and check, kept in `.almanac/schemas/`.

use std::fs;
use std::io;
use std::path::Path;

/// Writes the schemas into an almanac's folder, those that it has already aside.
pub fn write(folder: &Path) -> io::Result<()> {
    for (name, schema) in almanac_compile::schemas() {
        let path = folder.join(".almanac/schemas").join(name);
        if fs::read_to_string(&path).ok().as_deref() != Some(*schema) {
            almanac_workspace::write(&path, Some(schema))?;
        }
    }
    Ok(())
}

/// Writes the schemas that a fresh copy of an almanac lacks, or that are of another version of the
/// program. Only where git leaves `.almanac/` alone; a folder that can't be written to does without.
pub fn renew(folder: &Path) {
    let ignored = fs::read_to_string(folder.join(".gitignore")).unwrap_or_default();
    if leaves_caches_alone(&ignored) {
        let _ = write(folder);
    }
}

/// Whether a `.gitignore` says that git leaves `.almanac/` alone.
pub fn leaves_caches_alone(gitignore: &str) -> bool {
    let names = [".almanac/", ".almanac", "/.almanac/", "/.almanac"];
    gitignore.lines().any(|line| names.contains(&line.trim()))
}
