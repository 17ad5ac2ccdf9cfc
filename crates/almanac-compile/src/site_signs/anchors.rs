//! By which rule a generator makes the ids of headings, where its configuration can say so.

use almanac_model::AnchorRule;

use super::Look;
use super::config_text::quoted_value;

/// The rule of a generator, by its name and its folder.
pub(super) fn anchor_rule(generator: &str, folder: &dyn Look) -> Option<AnchorRule> {
    let text = |files: &[&str]| files.iter().find_map(|file| folder.text(file));
    Some(match generator {
        "mdBook" => AnchorRule::MdBook,
        "MkDocs" => mk_docs(&text(&["mkdocs.yml", "mkdocs.yaml"]).unwrap_or_default()),
        "Docusaurus" | "Starlight" | "Jupyter Book" => AnchorRule::GitHub,
        "VitePress" => match is_first_vue_press(&text(&["package.json"]).unwrap_or_default()) {
            true => AnchorRule::VuePress1,
            false => AnchorRule::MditVue,
        },
        "Hugo" => hugo(&text(&HUGO_SETTINGS).unwrap_or_default()),
        "Quarto" => AnchorRule::Pandoc,
        "Jekyll" => jekyll(&text(&["_config.yml", "_config.yaml"]).unwrap_or_default()),
        "Sphinx" => match text(&SPHINX_SETTINGS) {
            Some(settings) if settings.contains("myst_heading_anchors") => AnchorRule::GitHub,
            _ => AnchorRule::Docutils,
        },
        "GitBook" => AnchorRule::GitBook,
        _ => return None,
    })
}

const SPHINX_SETTINGS: [&str; 5] = [
    "conf.py",
    "docs/conf.py",
    "doc/conf.py",
    "docs/source/conf.py",
    "source/conf.py",
];

const HUGO_SETTINGS: [&str; 10] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config/_default/hugo.toml",
    "config/_default/hugo.yaml",
    "config/_default/config.toml",
    "config/_default/markup.toml",
];

/// Python-Markdown's, unless `slugify` names one that keeps all letters.
fn mk_docs(settings: &str) -> AnchorRule {
    let line = |word: &str| {
        let mut lines = settings.lines();
        lines.find(|line| line.trim_start().starts_with(word))
    };
    let separator = line("separator:").and_then(|line| line.split_once(':'));
    let separator = separator.map(|(_, value)| value.trim().trim_matches(['"', '\'']));
    let separator = separator.filter(|value| (1..=3).contains(&value.len()));
    let separator = separator.unwrap_or("-").to_owned();
    match line("slugify:").is_some_and(|line| line.contains("pymdownx.slugs")) {
        true => AnchorRule::Pymdown {
            separator,
            is_lower: settings.contains("case: lower") || settings.contains("slugs.uslugify"),
        },
        false => AnchorRule::PythonMarkdown { separator },
    }
}

/// Whether a package requires the first version of VuePress.
fn is_first_vue_press(package: &str) -> bool {
    let version = quoted_value(package, "vuepress").unwrap_or_default();
    version
        .trim_start_matches(['^', '~', '=', 'v'])
        .starts_with("1.")
        || version.trim_start_matches(['^', '~', '=']) == "1"
}

fn hugo(settings: &str) -> AnchorRule {
    match settings {
        _ if settings.contains("github-ascii") => AnchorRule::HugoAscii,
        _ if settings.contains("blackfriday") => AnchorRule::Blackfriday,
        _ => AnchorRule::Hugo,
    }
}

/// That of GitHub's Markdown, unless kramdown reads its own.
fn jekyll(settings: &str) -> AnchorRule {
    match settings
        .lines()
        .any(|line| line.trim() == "input: kramdown")
    {
        true => AnchorRule::Kramdown,
        false => AnchorRule::KramdownGfm,
    }
}
