//! Fonts, style sheet, modules and icon, named after their content so that they may be cached for good.

use std::borrow::Cow;
use std::sync::LazyLock;

use almanac_locale::Locale;

use crate::modules::joined;
use condense::condensed;
use files::{CODEMIRROR, FILES, File, TOGETHER};
use word_files::word_files;

mod condense;
mod files;
mod word_files;

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

/// How many digits of the hash of its bytes an asset's name has.
const HASH_LENGTH: usize = 12;

impl Asset {
    /// An asset of these bytes, named by their hash.
    pub(crate) fn hashed(
        stem: &str,
        extension: &str,
        content_type: &'static str,
        bytes: Vec<u8>,
    ) -> Self {
        let hash = blake3::hash(&bytes).to_hex();
        Self {
            name: format!("{stem}.{}.{extension}", &hash[..HASH_LENGTH]),
            content_type,
            bytes,
        }
    }
}

/// The style sheet that is built in.
pub(crate) fn built_in_stylesheet() -> &'static Asset {
    let name = asset_name("almanac", ".css");
    let found = ASSETS.iter().find(|asset| asset.name == name);
    found.expect("there is a style sheet")
}

/// All assets that are built in, in a fixed order.
pub fn assets() -> &'static [Asset] {
    &ASSETS
}

/// The name of the asset that was made of the file `stem.extension`.
pub(crate) fn asset_name(stem: &str, extension: &str) -> &'static str {
    let length = stem.len() + ".".len() + HASH_LENGTH + extension.len();
    let found = ASSETS.iter().find(|asset| {
        asset.name.len() == length
            && asset.name.ends_with(extension)
            && asset
                .name
                .strip_prefix(stem)
                .is_some_and(|rest| rest.starts_with('.'))
    });
    &found.expect("pages name assets that exist").name
}

/// The name of the module that holds a language's words.
pub(crate) fn words_asset(locale: &Locale) -> &'static str {
    asset_name(&format!("words.{}", locale.tag()), ".js")
}

/// The names of a module of those who edit, and of the one that holds its words in a language, which is loaded before it.
pub(crate) fn editing_assets(locale: &Locale, module: &str) -> [&'static str; 2] {
    let words = format!("editor-words.{}", locale.tag());
    [&*words, module].map(|stem| asset_name(stem, ".js"))
}

static ASSETS: LazyLock<Vec<Asset>> = LazyLock::new(|| {
    let files: Vec<File> = FILES.iter().cloned().chain(word_files()).collect();
    let files: Vec<File> = files.into_iter().map(condensed_file).collect();
    let mut assets: Vec<Asset> = Vec::new();
    let mut renamed: Vec<(String, String)> = Vec::new();
    for file in &files {
        let stem: &str = &file.stem;
        // A style sheet may bear the name of a module.
        let mut groups = TOGETHER.iter().filter(|_| file.extension == "js");
        let group = groups.find(|group| group.contains(&stem));
        let (names, bytes) = match group {
            Some(group) if group.last() != Some(&stem) => continue,
            Some(group) => (*group, Cow::Owned(together(group, &files))),
            None => (&[stem][..], file.bytes.clone()),
        };
        let bytes = with_hashed_names(&bytes, &renamed);
        let asset = Asset::hashed(stem, file.extension, file.content_type, bytes);
        renamed.extend(names.iter().map(|name| {
            let plain = format!("\"./{name}.{}\"", file.extension);
            (plain, format!("\"./{}\"", asset.name))
        }));
        assets.push(asset);
    }
    assets
});

/// The modules of a group as one.
fn together(group: &[&str], files: &[File]) -> Vec<u8> {
    let scripts = files.iter().filter(|file| file.extension == "js");
    let texts =
        scripts.filter_map(|file| Some((&*file.stem, std::str::from_utf8(&file.bytes).ok()?)));
    let (modules, others): (Vec<_>, Vec<_>) = texts.partition(|(stem, _)| group.contains(stem));
    let others: Vec<&str> = others.into_iter().map(|(_, text)| text).collect();
    joined(&modules, &others).into_bytes()
}

/// A file with its text condensed.
fn condensed_file(file: File) -> File {
    if is_vendored(&file) {
        return file;
    }
    let bytes = Cow::Owned(condensed(file.extension, &file.bytes));
    File { bytes, ..file }
}

/// Whether a file is one of others, which is sent as it is.
fn is_vendored(file: &File) -> bool {
    file.stem == CODEMIRROR && file.extension == "js"
}

/// A file that names another names it by its hashed name; one that is not text names none.
fn with_hashed_names(bytes: &[u8], renamed: &[(String, String)]) -> Vec<u8> {
    let Ok(text) = std::str::from_utf8(bytes) else {
        return bytes.to_vec();
    };
    let named = renamed
        .iter()
        .fold(text.to_owned(), |text, (plain, hashed)| {
            text.replace(plain, hashed)
        });
    named.into_bytes()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use almanac_model::{Address, own};

    use super::*;
    use crate::modules::import;

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

    /// Only what stands on one line can lose its indentation unharmed, and only a comment that
    /// fills its lines can go.
    #[test]
    fn sources_can_be_condensed() {
        for file in FILES
            .iter()
            .filter(|file| ["css", "js"].contains(&file.extension) && !is_vendored(file))
        {
            let text = std::str::from_utf8(&file.bytes).unwrap();
            for line in text.lines() {
                assert!(line.matches('`').count() % 2 == 0, "{}: {line}", file.stem);
                let is_comment = line.trim_start().starts_with("/*");
                let ends_within = line
                    .split_once("*/")
                    .is_some_and(|(_, rest)| !rest.is_empty());
                assert!(!(is_comment && ends_within), "{}: {line}", file.stem);
                let is_import = line.starts_with("import ") && line.ends_with(';');
                assert!(
                    !is_import || import(line).is_some(),
                    "{}: {line}",
                    file.stem
                );
            }
        }
    }

    #[test]
    fn every_asset_is_what_its_name_says() {
        for asset in assets() {
            let has_imports = asset.bytes.starts_with(b"import ");
            assert!(
                !has_imports || asset.name.ends_with(".js"),
                "{}",
                asset.name
            );
        }
    }

    /// Modules that are joined share one scope.
    #[test]
    fn modules_of_one_file_give_no_name_twice() {
        for group in TOGETHER {
            let mut declared = BTreeSet::new();
            for line in FILES
                .iter()
                .filter(|file| group.contains(&&*file.stem))
                .flat_map(|file| std::str::from_utf8(&file.bytes).unwrap().lines())
            {
                let line = line.strip_prefix("export ").unwrap_or(line);
                let line = line.strip_prefix("async ").unwrap_or(line);
                let kinds = ["const ", "let ", "function ", "class "];
                let Some(rest) = kinds.iter().find_map(|kind| line.strip_prefix(kind)) else {
                    assert!(
                        !line.contains(" as ") || !line.starts_with("import "),
                        "{line}"
                    );
                    continue;
                };
                let name = rest.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
                let name = name.into_iter().next().unwrap();
                assert!(
                    declared.insert(name),
                    "{name} is declared twice in {group:?}"
                );
            }
        }
    }

    /// Scripts know the addresses that the table gives. They are a file of their own and not made when
    /// the program starts, so that the checks of scripts see it too.
    #[test]
    fn scripts_know_the_addresses_of_the_table() {
        let areas = [Address::Entries, Address::Threads, Address::Paths];
        let areas = areas.map(|area| area.to_string().trim_end_matches('/').to_owned());
        let expected = format!(
            "export const SEARCH = \"{}\";\nexport const LIVE = \"{}\";\n\
             export const AREAS = [\"{}\"];\n",
            Address::Search,
            own::LIVE,
            areas.join("\", \""),
        );
        let module = include_bytes!("../assets/scripts/addresses.js");
        let module = String::from_utf8(condensed("js", module)).unwrap();
        assert_eq!(
            module, expected,
            "write this to assets/scripts/addresses.js"
        );
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        let text_of = |asset: &Asset| String::from_utf8(asset.bytes.clone());
        for (asset, text) in assets()
            .iter()
            .filter_map(|asset| Some((asset, text_of(asset).ok()?)))
        {
            let addresses =
                text.matches("://").count() - text.matches("http://www.w3.org/").count();
            assert_eq!(addresses, 0, "{}", asset.name);
        }
    }
}
