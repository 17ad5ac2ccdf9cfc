//! Where content lies in an almanac's tree: the one list of its areas and of its shared files.
//!
//! What a walk lists, what a file is read as, what may be written, what is served and what is
//! watched all follow from these lists.

/// A folder at the root of an almanac's tree, whose files are all of one sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Area {
    /// Tables for figures: `data/*.csv`.
    Data,
    /// Entries, one file each.
    Entries,
    /// Images and files that pages show or link to.
    Media,
    /// Learning paths, one file each.
    Paths,
    /// Files that are served as they are, at the site's root.
    Static,
    /// Templates of the almanac's own.
    Templates,
    /// Threads, one file each.
    Threads,
}

impl Area {
    /// All areas, by the names of their folders.
    pub const ALL: [Area; 7] = [
        Area::Data,
        Area::Entries,
        Area::Media,
        Area::Paths,
        Area::Static,
        Area::Templates,
        Area::Threads,
    ];

    /// The area's folder, with its final slash: `entries/`.
    pub const fn folder(self) -> &'static str {
        match self {
            Area::Data => "data/",
            Area::Entries => "entries/",
            Area::Media => "media/",
            Area::Paths => "paths/",
            Area::Static => "static/",
            Area::Templates => "templates/",
            Area::Threads => "threads/",
        }
    }

    /// The area that a file lies in, by its path from the root.
    pub fn of(file: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|area| area.within(file).is_some())
    }

    /// The path of a file below the area's folder, if it lies there.
    pub fn within(self, file: &str) -> Option<&str> {
        file.strip_prefix(self.folder())
    }

    /// Whether its Markdown files are pages: entries, threads or paths.
    pub fn has_pages(self) -> bool {
        matches!(self, Area::Entries | Area::Paths | Area::Threads)
    }

    /// Whether its files are sent to readers as they are.
    pub fn is_served(self) -> bool {
        matches!(self, Area::Media | Area::Static)
    }
}

/// Whether a file is the Markdown of a page: of an entry, a thread or a path.
pub fn is_page_file(file: &str) -> bool {
    file.ends_with(".md") && Area::of(file).is_some_and(Area::has_pages)
}

/// A file at the root of an almanac's tree that holds for all of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SharedFile {
    /// `almanac.toml`, which makes a folder an almanac.
    Config,
    /// `media.yaml`: licence, attribution and origin of each file in `media/`.
    Media,
    /// `sources.bib`: shared sources in BibTeX.
    Bibliography,
    /// `sources.yaml`: shared sources.
    Sources,
    /// `topics.yaml`.
    Topics,
}

impl SharedFile {
    /// All shared files, by their names.
    pub const ALL: [SharedFile; 5] = [
        SharedFile::Config,
        SharedFile::Media,
        SharedFile::Bibliography,
        SharedFile::Sources,
        SharedFile::Topics,
    ];

    /// The file's name, which is its path too.
    pub const fn name(self) -> &'static str {
        match self {
            SharedFile::Config => "almanac.toml",
            SharedFile::Media => "media.yaml",
            SharedFile::Bibliography => "sources.bib",
            SharedFile::Sources => "sources.yaml",
            SharedFile::Topics => "topics.yaml",
        }
    }

    /// The shared file at a path.
    pub fn of(file: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|shared| shared.name() == file)
    }

    /// The shared file that somebody may have meant by a name which is not read: in other case, or with the
    /// other ending of YAML. An `almanac.toml` is missed by whoever looks for an almanac.
    pub fn almost(file: &str) -> Option<Self> {
        let mut name = file.to_lowercase();
        if name.ends_with(".yml") {
            name.replace_range(name.len() - "yml".len().., "yaml");
        }
        let meant = Self::of(&name).filter(|meant| *meant != SharedFile::Config);
        meant.filter(|meant| meant.name() != file)
    }

    /// Whether it lists sources.
    pub fn has_sources(self) -> bool {
        matches!(self, SharedFile::Bibliography | SharedFile::Sources)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_are_almost_those_of_shared_files_are_known() {
        let almost = |name| SharedFile::almost(name).map(SharedFile::name);
        assert_eq!(almost("topics.yml"), Some("topics.yaml"));
        assert_eq!(almost("Media.YML"), Some("media.yaml"));
        assert_eq!(almost("SOURCES.bib"), Some("sources.bib"));
        for name in [
            "topics.yaml",
            "data/topics.yml",
            "mkdocs.yml",
            "topics.json",
            "Almanac.toml",
        ] {
            assert_eq!(almost(name), None, "{name}");
        }
    }

    #[test]
    fn a_file_is_in_the_area_whose_folder_it_begins_with() {
        for area in Area::ALL {
            let file = format!("{}deep/x.md", area.folder());
            assert_eq!(Area::of(&file), Some(area));
            assert_eq!(area.within(&file), Some("deep/x.md"));
        }
        for elsewhere in [
            "entries",
            "entries.md",
            "Entries/x.md",
            "notes/x.md",
            "/entries/x.md",
        ] {
            assert_eq!(Area::of(elsewhere), None, "{elsewhere}");
        }
    }

    #[test]
    fn pages_are_the_markdown_of_three_areas() {
        for page in ["entries/x.md", "threads/a/x.md", "paths/x.md"] {
            assert!(is_page_file(page), "{page}");
        }
        for other in ["entries/x.png", "media/x.md", "x.md", "data/x.csv"] {
            assert!(!is_page_file(other), "{other}");
        }
    }

    #[test]
    fn shared_files_stand_at_the_root() {
        for shared in SharedFile::ALL {
            assert_eq!(SharedFile::of(shared.name()), Some(shared));
        }
        assert_eq!(SharedFile::of("entries/topics.yaml"), None);
    }
}
