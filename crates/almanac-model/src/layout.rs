//! In which folder of a tree each area lies.
//!
//! What a walk lists, what a file is read as, what may be written, what is served and what is watched all follow from
//! this, and it follows from `almanac.toml`, or from there being none.

use std::sync::Arc;

use crate::{Area, SharedFile};

/// In which folder of a tree each area lies, and which files are pages there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Layout {
    /// The folder of each area in the order of [`Area::ALL`], with its final slash: empty for the whole tree, `None` for
    /// an area that the tree does not have.
    folders: [Option<Arc<str>>; Area::ALL.len()],
    /// Whether it is that of a folder without `almanac.toml`.
    is_plain: bool,
    /// Whether Markdown by any of its usual endings is read.
    has_all_endings: bool,
}

/// The endings of Markdown that are read where it is not ours alone, in lower case. What MDX, Quarto and R add to
/// Markdown is shown as code.
pub const PAGE_ENDINGS: [&str; 6] = ["md", "markdown", "mdown", "mdx", "qmd", "rmd"];

impl Default for Layout {
    /// That of an almanac that says nothing about it.
    fn default() -> Self {
        Self {
            folders: Area::ALL.map(|area| Some(Arc::from(area.folder()))),
            is_plain: false,
            has_all_endings: false,
        }
    }
}

impl Layout {
    /// That of a folder without `almanac.toml`: all Markdown is entries.
    pub fn plain() -> Self {
        let folder = |area| (area == Area::Entries).then(|| Arc::from(""));
        Self {
            folders: Area::ALL.map(folder),
            is_plain: true,
            has_all_endings: true,
        }
    }

    /// The same with an area in another folder, as [`read_folder`] gives it: in none, if that is `None`.
    #[must_use]
    pub fn with(mut self, area: Area, folder: Option<&str>) -> Self {
        self.folders[area as usize] = folder.map(Arc::from);
        self
    }

    /// The same, with Markdown by any of its usual endings read as pages.
    #[must_use]
    pub fn with_all_endings(self) -> Self {
        Self {
            has_all_endings: true,
            ..self
        }
    }

    /// Whether it is that of a folder without `almanac.toml`.
    pub fn is_plain(&self) -> bool {
        self.is_plain
    }

    /// The folder of an area, with its final slash: empty for the whole tree, `None` if the tree has no such area.
    pub fn folder(&self, area: Area) -> Option<&str> {
        self.folders[area as usize].as_deref()
    }

    /// The area that a file lies in, by its path from the root: where one area lies in another, the inner one.
    pub fn area_of(&self, file: &str) -> Option<Area> {
        let areas = Area::ALL.into_iter();
        let around = areas.filter_map(|area| {
            let folder = self.folder(area)?;
            file.starts_with(folder).then_some((folder.len(), area))
        });
        around
            .max_by_key(|(length, _)| *length)
            .map(|(_, area)| area)
    }

    /// The path of a file below the folder of an area, if it lies in that area.
    pub fn within<'f>(&self, area: Area, file: &'f str) -> Option<&'f str> {
        if self.area_of(file) != Some(area) {
            return None;
        }
        file.strip_prefix(self.folder(area)?)
    }

    /// Whether a folder at a path is in an area, or has an area in it.
    pub fn may_hold_content(&self, folder: &str) -> bool {
        let is_above = |of: &str| {
            of.strip_prefix(folder)
                .is_some_and(|rest| rest.starts_with('/'))
        };
        let is_within = |of: &str| {
            of.is_empty() || of.strip_suffix('/') == Some(folder) || folder.starts_with(of)
        };
        let mut folders = self.folders.iter().flatten();
        folders.any(|of| is_above(of) || is_within(of))
    }

    /// The folders of areas that lie in no other area, without their final slash; an empty one is the whole tree.
    pub fn outer_folders(&self) -> Vec<&str> {
        let folders = || self.folders.iter().flatten().map(|folder| &**folder);
        let is_outer = |folder: &&str| {
            !folders().any(|other| other.len() < folder.len() && folder.starts_with(other))
        };
        let mut outer: Vec<&str> = folders().filter(is_outer).collect();
        outer.sort_unstable();
        outer.dedup();
        outer
            .into_iter()
            .map(|folder| folder.trim_end_matches('/'))
            .collect()
    }

    /// Whether a file is the Markdown of a page: of an entry, a thread or a path.
    pub fn is_page_file(&self, file: &str) -> bool {
        self.shared_file(file).is_none()
            && self.has_page_ending(file)
            && self.area_of(file).is_some_and(Area::has_pages)
    }

    /// Whether a file may be sent to readers as it is: one of `media/` or `static/`, and one that lies among pages and is
    /// none. Such a one is sent only if a page uses it.
    pub fn may_be_sent(&self, file: &str) -> bool {
        let area = self.area_of(file);
        area.is_some_and(Area::is_served) || self.is_beside_pages(file)
    }

    /// Whether a file lies among pages and is none: an image beside its page.
    pub fn is_beside_pages(&self, file: &str) -> bool {
        self.area_of(file).is_some_and(Area::has_pages)
            && self.shared_file(file).is_none()
            && !self.has_page_ending(file)
    }

    /// Whether a file has an ending of pages.
    fn has_page_ending(&self, file: &str) -> bool {
        match self.has_all_endings {
            true => page_stem(file).is_some(),
            false => file.ends_with(".md"),
        }
    }

    /// The shared file at a path. A folder without `almanac.toml` has but lists of sources, which may be called anything
    /// (`papers/refs.bib`), as other files by these names are hardly ours.
    pub fn shared_file(&self, file: &str) -> Option<SharedFile> {
        if self.is_plain && is_bibliography(file) {
            return Some(SharedFile::Bibliography);
        }
        let shared = SharedFile::of(file)?;
        let is_read = matches!(shared, SharedFile::Config | SharedFile::Bibliography);
        (!self.is_plain || is_read).then_some(shared)
    }
}

/// Whether a file is a bibliography of BibTeX by its name.
pub(crate) fn is_bibliography(file: &str) -> bool {
    let ending = file.rsplit_once('.').map_or("", |(_, ending)| ending);
    ending.eq_ignore_ascii_case("bib")
}

/// A path without its ending, if that is one of Markdown.
pub fn page_stem(path: &str) -> Option<&str> {
    let (stem, ending) = path.rsplit_once('.')?;
    let is_known = PAGE_ENDINGS
        .iter()
        .any(|known| known.eq_ignore_ascii_case(ending));
    (is_known && !stem.is_empty() && !stem.ends_with('/')).then_some(stem)
}

/// Reads the name of a folder as `[content]` gives it: `.` for the whole tree, nothing for none. What is returned has its
/// final slash, and is empty for the whole tree.
///
/// # Errors
/// Says what is wrong with a name that can't be one.
pub fn read_folder(written: &str) -> Result<Option<String>, &'static str> {
    let name = written.trim().trim_end_matches('/');
    let name = name.strip_prefix("./").unwrap_or(name);
    match name {
        "" if written.trim().starts_with('/') => {
            Err("must name a folder below that of the almanac")
        }
        "" => Ok(None),
        "." => Ok(Some(String::new())),
        _ if name.starts_with('/') || name.contains(['\\', '\0']) => Err(
            "must be the path of a folder below that of the almanac, with `/` between its parts",
        ),
        _ if name
            .split('/')
            .any(|part| part.is_empty() || part.starts_with('.')) =>
        {
            Err("must have no empty and no hidden part")
        }
        _ => Ok(Some(format!("{name}/"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_in_the_area_whose_folder_it_begins_with() {
        let layout = Layout::default();
        for area in Area::ALL {
            let file = format!("{}deep/x.md", area.folder());
            assert_eq!(layout.area_of(&file), Some(area));
            assert_eq!(layout.within(area, &file), Some("deep/x.md"));
        }
        for elsewhere in [
            "entries",
            "entries.md",
            "Entries/x.md",
            "notes/x.md",
            "/entries/x.md",
        ] {
            assert_eq!(layout.area_of(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn pages_are_the_markdown_of_three_areas() {
        let layout = Layout::default();
        for page in ["entries/x.md", "threads/a/x.md", "paths/x.md"] {
            assert!(layout.is_page_file(page), "{page}");
        }
        for other in [
            "entries/x.png",
            "media/x.md",
            "x.md",
            "data/x.csv",
            "entries/x.mdx",
        ] {
            assert!(!layout.is_page_file(other), "{other}");
        }
    }

    #[test]
    fn all_markdown_of_a_plain_folder_is_pages() {
        let layout = Layout::plain();
        for page in [
            "x.md",
            "A b/c.MD",
            "data/x.markdown",
            "threads/x.mdown",
            "topics.mdx",
            "a.qmd",
        ] {
            assert!(layout.is_page_file(page), "{page}");
        }
        for file in [
            "x.png",
            "topics.yaml",
            "A b/c",
            "static/x.html",
            "a.md/x.svg",
        ] {
            assert!(layout.is_beside_pages(file), "{file}");
        }
        assert!(!layout.is_beside_pages("sources.bib"));
        assert_eq!(layout.outer_folders(), [""]);
    }

    #[test]
    fn an_area_lies_where_the_almanac_says() {
        let layout = Layout::default()
            .with(Area::Entries, Some(""))
            .with(Area::Threads, Some("log/news/"))
            .with(Area::Paths, None);
        assert_eq!(layout.area_of("log/x.md"), Some(Area::Entries));
        assert_eq!(layout.area_of("log/news/x.md"), Some(Area::Threads));
        assert_eq!(layout.area_of("paths/x.md"), Some(Area::Entries));
        assert_eq!(layout.area_of("media/x.png"), Some(Area::Media));
        assert!(layout.may_hold_content("log"));
        let deep = Layout::default().with(Area::Entries, Some("docs/en/"));
        assert!(deep.may_hold_content("docs") && deep.may_hold_content("docs/en/a"));
        assert!(!deep.may_hold_content("docs/de") && !deep.may_hold_content("entries"));
    }

    #[test]
    fn folders_are_read_as_they_are_written() {
        assert_eq!(read_folder("."), Ok(Some(String::new())));
        assert_eq!(read_folder("./a b/c/"), Ok(Some("a b/c/".to_owned())));
        assert_eq!(read_folder(""), Ok(None));
        for bad in ["/", "/etc", "../x", "a//b", ".git", "a\\b"] {
            assert!(read_folder(bad).is_err(), "{bad}");
        }
    }
}
