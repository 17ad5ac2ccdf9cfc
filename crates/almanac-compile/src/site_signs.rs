//! Which generator of sites a folder without `almanac.toml` is of, and where its content lies.
//!
//! Such a folder has more Markdown than its pages: read-me files of the project, templates, copies that the generator
//! made. Its configuration is looked at for literals only: nothing of it is run.

mod anchors;
mod config_text;
mod generators;

use std::path::Path;

use almanac_model::{AnchorRule, Area, ContentConfig, ContentSyntax, Layout};

use self::anchors::anchor_rule;
use self::generators::GENERATORS;

/// What is asked of a folder to find out whose it is.
pub(crate) trait Look {
    /// The text of a file, by its path from the root.
    fn text(&self, path: &str) -> Option<String>;

    /// Whether there is a folder.
    fn has_folder(&self, path: &str) -> bool;

    /// Whether there is a file.
    fn has_file(&self, path: &str) -> bool;
}

/// A site as its generator knows it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct KnownSite {
    /// What the generator is called.
    pub generator: &'static str,
    pub title: Option<String>,
    pub language: Option<String>,
    /// The folder of its pages, with its final slash; empty for the whole.
    pub pages: String,
    /// The folder of the files that it copies as they are, from whose root pages name them.
    pub files: Option<String>,
    /// What is no page, in the patterns of `.gitignore`.
    pub ignore: Vec<String>,
    /// How it makes the ids of headings.
    pub anchors: Option<AnchorRule>,
}

/// The site that a folder is the source of, if it has the signs of a generator and pages where that looks for them.
pub(crate) fn known_site(folder: &dyn Look) -> Option<KnownSite> {
    // A vault that is published by a generator is a vault first.
    if folder.has_folder(".obsidian") || folder.has_folder("logseq") {
        return None;
    }
    let mut sites = GENERATORS.iter().filter_map(|generator| {
        let site = (generator.sign)(folder)?;
        Some(KnownSite {
            generator: generator.name,
            anchors: anchor_rule(generator.name, folder),
            ..site
        })
    });
    sites.find(|site| site.pages.is_empty() || folder.has_folder(site.pages.trim_end_matches('/')))
}

impl KnownSite {
    /// Where its content lies, and how its texts are read.
    pub fn content(&self) -> ContentConfig {
        let mut layout = Layout::plain().with(Area::Entries, Some(&self.pages));
        if let Some(files) = self.files.as_deref().filter(|files| **files != self.pages) {
            layout = layout.with(Area::Media, Some(files));
        }
        let drafts = ["_drafts/".to_owned()];
        ContentConfig {
            layout,
            syntax: ContentSyntax::Sites,
            ignore: self.ignore.iter().cloned().chain(drafts).collect(),
            anchors: self.anchors.clone(),
            ..ContentConfig::default()
        }
    }
}

/// A folder on the disk.
pub(crate) struct OnDisk<'p>(pub &'p Path);

/// The most bytes of a configuration that are read.
const MAX_CONFIG_BYTES: u64 = 1_000_000;

impl Look for OnDisk<'_> {
    fn text(&self, path: &str) -> Option<String> {
        let file = self.0.join(path);
        let found = file.metadata().ok().filter(|found| found.is_file())?;
        let bytes = (found.len() <= MAX_CONFIG_BYTES).then(|| std::fs::read(file).ok())??;
        Some(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn has_folder(&self, path: &str) -> bool {
        self.0.join(path).is_dir()
    }

    fn has_file(&self, path: &str) -> bool {
        self.0.join(path).is_file()
    }
}

#[cfg(test)]
mod tests;
