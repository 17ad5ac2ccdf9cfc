//! The folder above one of pages, in which a generator has its configuration.

use std::fs;
use std::path::{Path, PathBuf};

/// The configurations that may lie above their pages, how far, and what the folder of pages is called where they don't
/// say so.
const CONFIGURATIONS: [(&str, usize, &str); 30] = [
    ("book.toml", 1, "src"),
    ("mkdocs.yml", 1, "docs"),
    ("mkdocs.yaml", 1, "docs"),
    ("zensical.toml", 1, "docs"),
    ("docusaurus.config.js", 1, "docs"),
    ("docusaurus.config.ts", 1, "docs"),
    ("docusaurus.config.mjs", 1, "docs"),
    ("website/docusaurus.config.js", 1, "docs"),
    ("website/docusaurus.config.ts", 1, "docs"),
    ("website/docusaurus.config.mjs", 1, "docs"),
    (".vitepress/config.js", 1, "src"),
    (".vitepress/config.mjs", 1, "src"),
    (".vitepress/config.ts", 1, "src"),
    (".vitepress/config.mts", 1, "src"),
    (".vitepress/config/index.ts", 1, "src"),
    (".vitepress/config/index.js", 1, "src"),
    (".vuepress/config.js", 1, "src"),
    ("hugo.toml", 1, "content"),
    ("hugo.yaml", 1, "content"),
    ("hugo.json", 1, "content"),
    ("config.toml", 1, "content"),
    ("config.yaml", 1, "content"),
    (".gitbook.yaml", 1, "docs"),
    ("_quarto.yml", 1, "docs"),
    ("astro.config.mjs", 3, "docs"),
    ("astro.config.ts", 3, "docs"),
    ("astro.config.js", 3, "docs"),
    ("astro.config.mts", 3, "docs"),
    (JEKYLL[0], 1, ""),
    (JEKYLL[1], 1, ""),
];

/// The configurations of Jekyll, which name many folders: that of the pages in a line of its own.
const JEKYLL: [&str; 2] = ["_config.yml", "_config.yaml"];

/// The most bytes of a configuration that are looked at.
const MAX_BYTES: u64 = 1_000_000;

/// The folder above some pages whose configuration is theirs.
pub fn site_above(pages: &Path) -> Option<PathBuf> {
    let pages = pages.canonicalize().ok()?;
    let name = pages.file_name()?.to_str()?.to_owned();
    CONFIGURATIONS.iter().find_map(|(file, steps, usual)| {
        let above = pages.ancestors().nth(*steps)?;
        let place = above.join(file);
        let found = fs::metadata(&place).ok()?;
        if !found.is_file() || found.len() > MAX_BYTES {
            return None;
        }
        let text = fs::read_to_string(place).ok()?;
        let is_source = |line: &str| {
            let source = line.strip_prefix("source:").unwrap_or_default();
            source.trim().trim_matches(['"', '\'', '.', '/']) == name
        };
        let is_named = match JEKYLL.contains(file) {
            true => text.lines().any(is_source),
            false => name == *usual || text.contains(&name),
        };
        is_named.then(|| above.to_owned())
    })
}
