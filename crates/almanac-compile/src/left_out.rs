//! What of a tree is left out, by its name: what `.gitignore` and `ignore` in `almanac.toml` say, and the templates and
//! leftovers of programs for notes.

use std::collections::{BTreeMap, HashMap};

use almanac_model::{ContentConfig, ContentSyntax, own};
use ignore::Match;
use ignore::gitignore::{Gitignore, GitignoreBuilder};

use crate::listed::is_shown;

/// The file in which git is told what it leaves alone.
pub(crate) const GITIGNORE: &str = ".gitignore";

/// The files in which programs for notes say where their templates are, each with the key of that.
pub(crate) const TEMPLATE_SETTINGS: [(&str, &str); 2] = [
    (".obsidian/templates.json", "folder"),
    (
        ".obsidian/plugins/templater-obsidian/data.json",
        "templates_folder",
    ),
];

/// The file in which Obsidian says how it shows notes.
pub(crate) const OBSIDIAN_SETTINGS: &str = ".obsidian/app.json";

/// The file of the settings that every graph of Logseq has.
pub(crate) const GRAPH_SETTINGS: &str = "logseq/config.edn";

/// Whether a file of settings says something about others: what is left out, or how texts are shown. All is read again after an
/// edit of one.
pub fn is_about_others(path: &str) -> bool {
    path.rsplit('/').next() == Some(GITIGNORE)
        || path == OBSIDIAN_SETTINGS
        || path == GRAPH_SETTINGS
        || TEMPLATE_SETTINGS.iter().any(|(file, _)| *file == path)
}

/// The hidden folders in which files are that say something about others.
pub fn folders_of_settings() -> impl Iterator<Item = &'static str> {
    let files = TEMPLATE_SETTINGS.map(|(file, _)| file).into_iter();
    let files = files.chain([OBSIDIAN_SETTINGS]);
    files.filter_map(|file| Some(file.rsplit_once('/')?.0))
}

/// The most bytes of a file of settings that are read.
pub(crate) const MAX_SETTINGS_BYTES: u64 = 1_000_000;

/// The folders in which notes are kept that are no content, in lower case.
const FOLDERS_OF_NOTES: [&str; 4] = [DRAFTS, "_templates", "template", "templates"];

/// The folder of what is not to be shown yet.
const DRAFTS: &str = "_drafts";

/// The endings of what is a drawing, though it is Markdown by its last ending.
const DRAWINGS: &str = ".excalidraw.md";

/// What of a tree is left out.
pub struct LeftOut {
    /// What `almanac.toml` says.
    own: Gitignore,
    /// The rules of each folder that has a `.gitignore`, by its path.
    of_folders: BTreeMap<String, Gitignore>,
    /// Whether the habits of programs for notes hold.
    are_notes: bool,
    /// The folders of templates that settings name.
    templates: Vec<String>,
}

impl LeftOut {
    /// What is left out of a tree, apart from what its `.gitignore` and its settings add.
    pub fn new(content: &ContentConfig) -> Self {
        Self {
            own: rules(content.ignore.iter().map(String::as_str)),
            of_folders: BTreeMap::new(),
            are_notes: content.syntax == ContentSyntax::Notes,
            templates: Vec::new(),
        }
    }

    /// What is left out of a tree of these paths, whose files `read` gives.
    pub fn of_paths<'p>(
        content: &ContentConfig,
        paths: impl Iterator<Item = &'p str>,
        read: &dyn Fn(&str) -> Option<Vec<u8>>,
    ) -> Self {
        let mut left_out = Self::new(content);
        let text =
            |path: &str| read(path).map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
        for path in paths {
            let folder = match path.strip_suffix(GITIGNORE) {
                Some("") => "",
                Some(folder) if folder.ends_with('/') => folder.trim_end_matches('/'),
                _ => continue,
            };
            if let Some(text) = text(path) {
                left_out.add_gitignore(folder, &text);
            }
        }
        left_out.add_settings(&text);
        left_out
    }

    /// Adds the rules of a folder's `.gitignore`.
    pub fn add_gitignore(&mut self, folder: &str, text: &str) {
        let rules = rules(text.lines());
        if !rules.is_empty() {
            self.of_folders.insert(folder.to_owned(), rules);
        }
    }

    /// Adds the folders of templates that settings name, where the habits of programs for notes hold.
    pub fn add_settings(&mut self, read: &dyn Fn(&str) -> Option<String>) {
        if !self.are_notes {
            return;
        }
        for (file, key) in TEMPLATE_SETTINGS {
            let settings = read(file).and_then(|text| serde_json::from_str(&text).ok());
            let folder = settings
                .as_ref()
                .and_then(|settings: &serde_json::Value| settings[key].as_str());
            let folder = folder.map(|folder| folder.trim_matches('/'));
            let is_below = |folder: &&str| !folder.is_empty() && *folder != ".";
            self.templates
                .extend(folder.filter(is_below).map(str::to_owned));
        }
    }

    /// Whether something is left out by its own name and path, in a folder that is not.
    pub fn leaves_out(&self, path: &str, is_folder: bool) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        if is_folder && name == "node_modules"
            || self.are_notes && self.is_no_note(path, name, is_folder)
        {
            return true;
        }
        match self.own.matched(path, is_folder) {
            Match::Ignore(_) => return true,
            Match::Whitelist(_) => return false,
            Match::None => {}
        }
        let ends = path.match_indices('/').map(|(end, _)| end);
        let folders: Vec<usize> = std::iter::once(0).chain(ends).collect();
        let said = folders.into_iter().rev().find_map(|end| {
            let rules = self.of_folders.get(&path[..end])?;
            let below = path[end..].trim_start_matches('/');
            match rules.matched(below, is_folder) {
                Match::None => None,
                said => Some(said.is_ignore()),
            }
        });
        said.unwrap_or_default()
    }

    /// Whether a folder holds templates of notes.
    pub(crate) fn are_templates(&self, path: &str) -> bool {
        let name = path.rsplit('/').next().unwrap_or(path);
        self.are_notes && name != DRAFTS && self.is_no_note(path, name, true)
    }

    /// Whether something is kept with notes and is none.
    fn is_no_note(&self, path: &str, name: &str, is_folder: bool) -> bool {
        let lower = name.to_lowercase();
        match is_folder {
            true => {
                FOLDERS_OF_NOTES.contains(&&*lower)
                    || self.templates.iter().any(|folder| folder == path)
            }
            false => lower.ends_with(DRAWINGS),
        }
    }

    /// Those of some paths that are not left out, nor in a folder that is.
    pub fn kept<'p>(&self, paths: impl Iterator<Item = &'p str>) -> Vec<&'p str> {
        let mut folders: HashMap<&str, bool> = HashMap::new();
        let paths: Vec<&str> = paths.collect();
        let built: Vec<&str> = { paths.iter() }
            .filter_map(|path| path.strip_suffix(own::SITE_MARK)?.strip_suffix('/'))
            .collect();
        let mut is_kept = |path: &'p str| {
            let ends = path.match_indices('/').map(|(end, _)| end);
            let is_in = ends.into_iter().any(|end| {
                let folder = &path[..end];
                let found = folders.get(folder).copied();
                found.unwrap_or_else(|| {
                    let is_out = self.leaves_out(folder, true) || built.contains(&folder);
                    folders.insert(folder, is_out);
                    is_out
                })
            });
            !is_in && !self.leaves_out(path, false)
        };
        paths
            .iter()
            .copied()
            .filter(|path| is_shown(path))
            .filter(|path| is_kept(path))
            .collect()
    }
}

/// The rules of lines in the form of `.gitignore`. A line that is none counts for nothing, as it does for git.
pub(crate) fn rules<'l>(lines: impl Iterator<Item = &'l str>) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in lines {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(content: &ContentConfig, files: &[(&'static str, &str)]) -> Vec<&'static str> {
        let read = |path: &str| {
            let found = files.iter().find(|(name, _)| *name == path);
            found.map(|(_, text)| text.as_bytes().to_vec())
        };
        let paths = || files.iter().map(|(name, _)| *name);
        LeftOut::of_paths(content, paths(), &read).kept(paths())
    }

    #[test]
    fn what_git_leaves_alone_is_left_out_folder_by_folder() {
        let content = ContentConfig {
            ignore: vec!["/private/".to_owned(), "*.tmp".to_owned()],
            ..ContentConfig::default()
        };
        let files = [
            (".gitignore", "*.log\n/out/\n"),
            ("a/.gitignore", "!kept.log\n/x.md\n"),
            ("a/gone.log", ""),
            ("a/kept.log", ""),
            ("a/x.md", ""),
            ("a/b/x.md", ""),
            ("out/a.md", ""),
            ("a/out/a.md", ""),
            ("private/a.md", ""),
            ("a/b.tmp", ""),
            ("templates/a.html", ""),
            ("node_modules/x/a.md", ""),
            ("site/.almanac-site", ""),
            ("site/x/a.md", ""),
        ];
        assert_eq!(
            kept(&content, &files),
            ["a/kept.log", "a/b/x.md", "a/out/a.md", "templates/a.html"]
        );
    }

    #[test]
    fn templates_drawings_and_drafts_are_no_notes() {
        let files = [
            (".obsidian/templates.json", r#"{"folder": "Meta/Forms"}"#),
            ("Meta/Forms/a.md", ""),
            ("Meta/a.md", ""),
            ("Templates/a.md", ""),
            ("_drafts/a.md", ""),
            (".trash/a.md", ""),
            ("Plan.excalidraw.md", ""),
            ("Plan.md", ""),
        ];
        assert_eq!(
            kept(&ContentConfig::plain(), &files),
            ["Meta/a.md", "Plan.md"]
        );
    }
}
