//! The JSON Schemas by which editors complete and check, kept in `.almanac/schemas/`.

use std::fs;
use std::path::Path;

use almanac_workspace::{WriteError, write_file};

/// Writes the schemas into an almanac's folder, those that it has already aside.
pub fn write(folder: &Path) -> Result<(), WriteError> {
    for (name, schema) in almanac_compile::schemas() {
        let file = format!(".almanac/schemas/{name}");
        let was = fs::read(folder.join(&file)).ok();
        if was.as_deref() != Some(schema.as_bytes()) {
            write_file(folder, &file, was.as_deref(), schema.as_bytes())?;
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
