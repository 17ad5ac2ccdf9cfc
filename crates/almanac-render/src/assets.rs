//! Style sheet, modules and icon, named after their content so that they may be cached for good.

use std::sync::LazyLock;

/// A file that pages load, served under `assets/`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its name, with the hash of its content in it: `almanac.1f3a0b2c4d5e.css`.
    pub name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// All assets, in a fixed order.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

/// The name of the asset that was made of the file `stem.extension`.
pub(crate) fn asset_name(stem: &str, extension: &str) -> &'static str {
    let found = ASSETS.iter().find(|asset| {
        asset
            .name
            .strip_prefix(stem)
            .is_some_and(|rest| rest.starts_with('.') && rest.ends_with(extension))
    });
    &found.expect("pages name assets that exist").name
}

/// The style sheet, in the order in which its parts are laid over each other.
const STYLES: &str = concat!(
    include_str!("../assets/styles/base.css"),
    include_str!("../assets/styles/frame.css"),
    include_str!("../assets/styles/lists.css"),
    include_str!("../assets/styles/path.css"),
    include_str!("../assets/styles/reader.css"),
    include_str!("../assets/styles/page.css"),
    include_str!("../assets/styles/thread.css"),
    include_str!("../assets/styles/notes.css"),
    include_str!("../assets/styles/code.css"),
    include_str!("../assets/styles/wide.css"),
    include_str!("../assets/styles/narrow.css"),
    include_str!("../assets/styles/print.css"),
);

const JAVASCRIPT: &str = "text/javascript; charset=utf-8";

/// The files, each after those that it names.
const FILES: [(&str, &str, &str, &str); 9] = [
    ("almanac", "css", "text/css; charset=utf-8", STYLES),
    (
        "icon",
        "svg",
        "image/svg+xml",
        include_str!("../assets/icon.svg"),
    ),
    (
        "record",
        "js",
        JAVASCRIPT,
        include_str!("../assets/record.js"),
    ),
    (
        "words",
        "js",
        JAVASCRIPT,
        include_str!("../assets/words.js"),
    ),
    ("keys", "js", JAVASCRIPT, include_str!("../assets/keys.js")),
    (
        "progress",
        "js",
        JAVASCRIPT,
        include_str!("../assets/progress.js"),
    ),
    (
        "ledger",
        "js",
        JAVASCRIPT,
        include_str!("../assets/ledger.js"),
    ),
    (
        "almanac",
        "js",
        JAVASCRIPT,
        include_str!("../assets/almanac.js"),
    ),
    ("live", "js", JAVASCRIPT, include_str!("../assets/live.js")),
];

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let mut assets: Vec<Asset> = Vec::with_capacity(FILES.len());
    let mut renamed: Vec<(String, String)> = Vec::new();
    for (stem, extension, content_type, text) in FILES {
        // A file that names another names it by its hashed name.
        let text = renamed
            .iter()
            .fold(text.to_owned(), |text, (plain, hashed)| {
                text.replace(plain, hashed)
            });
        let hash = blake3::hash(text.as_bytes()).to_hex();
        let name = format!("{stem}.{}.{extension}", &hash[..12]);
        renamed.push((format!("\"./{stem}.{extension}\""), format!("\"./{name}\"")));
        assets.push(Asset {
            name,
            content_type,
            bytes: text.into_bytes(),
        });
    }
    assets
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn modules_import_each_other_by_hashed_names() {
        for asset in assets().iter().filter(|asset| asset.name.ends_with(".js")) {
            let text = std::str::from_utf8(&asset.bytes).unwrap();
            for import in text.lines().filter(|line| line.starts_with("import ")) {
                let name = import
                    .split("\"./")
                    .nth(1)
                    .and_then(|rest| rest.split('"').next())
                    .unwrap();
                assert!(
                    assets().iter().any(|other| other.name == name),
                    "{import} in {}",
                    asset.name
                );
            }
        }
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        for asset in assets() {
            let text = std::str::from_utf8(&asset.bytes).unwrap();
            let addresses =
                text.matches("://").count() - text.matches("http://www.w3.org/").count();
            assert_eq!(addresses, 0, "{}", asset.name);
        }
    }
}
