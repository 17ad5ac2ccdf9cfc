//! What lies in an almanac's tree: the one list of its areas and of its shared files. In which folder each area lies is
//! said by a [`Layout`](crate::Layout).

/// A folder of an almanac's tree, whose files are all of one sort.
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

    /// The folder that the area has unless `almanac.toml` gives it another one, with its final slash: `entries/`. That of
    /// `static/` and of `templates/` is always this.
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

    /// The path of a file below the folder that the area has unless `almanac.toml` gives it another one.
    pub fn within(self, file: &str) -> Option<&str> {
        file.strip_prefix(self.folder())
    }

    /// Whether its Markdown files are pages: entries, threads or paths.
    pub fn has_pages(self) -> bool {
        matches!(self, Area::Entries | Area::Paths | Area::Threads)
    }

    /// Whether its files are sent to readers as they are, used by a page or not.
    pub fn is_served(self) -> bool {
        matches!(self, Area::Media | Area::Static)
    }
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
    fn shared_files_stand_at_the_root() {
        for shared in SharedFile::ALL {
            assert_eq!(SharedFile::of(shared.name()), Some(shared));
        }
        assert_eq!(SharedFile::of("entries/topics.yaml"), None);
    }
}
