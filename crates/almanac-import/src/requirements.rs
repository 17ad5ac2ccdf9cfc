//! Which generator a folder says that it is made with: the packages that it requires.

use crate::program::Program;
use crate::source::SourceFolder;

/// The folders in which a site lies beside its pages.
const PLACES: [&str; 3] = ["", "website/", "docs/"];

/// Whether a folder requires the package of a generator.
pub fn is_required(folder: &SourceFolder, program: Program) -> bool {
    let (files, names): (&[&str], &[&str]) = match program {
        Program::Docusaurus => (
            &["package.json"],
            &["\"@docusaurus/core\"", "\"docusaurus\""],
        ),
        Program::VitePress => (&["package.json"], &["\"vitepress\""]),
        Program::VuePress => (&["package.json"], &["\"vuepress\""]),
        Program::Starlight => (&["package.json"], &["\"@astrojs/starlight\""]),
        Program::GitBook => (&["package.json"], &["\"gitbook-cli\"", "\"honkit\""]),
        Program::MkDocs => (
            &["requirements.txt", "pyproject.toml"],
            &["mkdocs", "zensical"],
        ),
        Program::Jekyll => (&["Gemfile"], &["jekyll", "github-pages"]),
        _ => return false,
    };
    let mut places =
        { PLACES.iter() }.flat_map(|place| files.iter().map(move |file| format!("{place}{file}")));
    places.any(|path| {
        let text = folder.settings(&path).unwrap_or_default();
        names.iter().any(|name| text.contains(name))
    })
}
