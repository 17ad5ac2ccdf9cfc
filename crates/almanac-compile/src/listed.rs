//! Which paths a tree lists, whatever it is made of.

use almanac_model::Layout;

/// The hidden files and folders that are published: hosts and browsers ask for them by name.
const PUBLISHED_HIDDEN: [&str; 2] = ["static/.nojekyll", "static/.well-known"];

/// How deep folders may nest.
pub(crate) const MAX_FOLDER_DEPTH: usize = 32;

/// Whether a tree may list a file at a path: a shared file, or one of an area with no hidden part
/// and not nested too deep. A path may come from anybody, and be of any length.
pub fn may_be_listed(path: &str, layout: &Layout) -> bool {
    let is_deep = path.split('/').nth(MAX_FOLDER_DEPTH + 2).is_some();
    let is_in_area = !is_deep && layout.area_of(path).is_some();
    is_shown(path) && (layout.shared_file(path).is_some() || is_in_area)
}

/// Whether no part of a path is hidden, but for what is published all the same, and none is a folder into which other
/// programs put what they need.
pub fn is_shown(path: &str) -> bool {
    let shown = PUBLISHED_HIDDEN.iter().find_map(|hidden| {
        let rest = path.strip_prefix(hidden)?;
        match rest.is_empty() {
            true => Some(""),
            false => rest.strip_prefix('/'),
        }
    });
    let is_shown =
        |part: &str| !part.is_empty() && !part.starts_with('.') && part != "node_modules";
    match shown {
        Some("") => true,
        Some(below) => below.split('/').all(is_shown),
        None => without_assets(path).all(is_shown),
    }
}

/// The hidden folders in which generators of sites keep pictures, each with the folder in it that holds them.
const HIDDEN_FILES: [(&str, &str); 2] = [(".gitbook", "assets"), (".vuepress", "public")];

/// The parts of a path without the hidden folder in which a generator keeps pictures, if that leads to them.
fn without_assets(path: &str) -> impl Iterator<Item = &str> {
    let mut parts = path.split('/').peekable();
    std::iter::from_fn(move || {
        let mut part = parts.next()?;
        let files = HIDDEN_FILES.iter().find(|(hidden, _)| *hidden == part);
        if let Some((_, files)) = files
            && parts.peek().is_none_or(|next| next == files)
        {
            part = parts.next().unwrap_or(files);
        }
        Some(part)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pictures_of_generators_are_shown_though_their_folder_is_hidden() {
        for (path, is_listed) in [
            (".gitbook", true),
            ("docs/.gitbook/assets/a b.png", true),
            (".gitbook/includes/a.md", false),
            (".gitbook.yaml", false),
            ("docs/.vuepress/public/a.png", true),
            (".vuepress/config.js", false),
            (".git/assets/a.png", false),
            ("static/.nojekyll", true),
        ] {
            assert_eq!(is_shown(path), is_listed, "{path}");
        }
    }
}
