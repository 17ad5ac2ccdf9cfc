//! The languages of an old book: `LANGS.md` lists folders, each of which is the book in one language.

use almanac_model::{FilePath, LanguageTag, decode};

use crate::programs::mdbook::{Item, items_of};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES};

/// The file that lists them.
pub const LIST: &str = "LANGS.md";

/// A book in one language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Edition {
    /// Its folder, with the final slash; empty for the whole.
    pub folder: String,
    /// Its language, if it is not that of the site.
    pub language: Option<String>,
}

/// The editions of a book; the first that is listed is the site's. A book without a list is one.
pub fn of(folder: &SourceFolder, root: &str, config: &mut Config) -> Vec<Edition> {
    let list = format!("{root}{LIST}");
    let text = folder.readable_text(&list).unwrap_or_default();
    let items = items_of(&text, &[]);
    let named = items.iter().filter_map(|item| match item {
        Item::Page { file, .. } => file.as_deref(),
        Item::Part(_) => None,
    });
    let found = named.filter_map(|named| {
        let path = FilePath::from(list.as_str()).resolve(&decode(named))?;
        let path = match markdown_stem(&path) {
            Some(stem) if is_folder_page(stem) => split_path(&path).0.to_owned(),
            _ => path.trim_end_matches('/').to_owned(),
        };
        let name = path.strip_prefix(root)?.to_owned();
        let has_pages = folder
            .notes()
            .any(|note| note.path.starts_with(&format!("{path}/")));
        let tag = LanguageTag::new(&name.replace('_', "-")).ok()?;
        (has_pages && !name.is_empty()).then(|| (format!("{path}/"), tag.as_str().to_owned()))
    });
    let found: Vec<(String, String)> = found.collect();
    let Some((_, first)) = found.first() else {
        return vec![Edition {
            folder: root.to_owned(),
            language: None,
        }];
    };
    config.take_language(Some(first));
    let editions = found.iter().map(|(folder, tag)| Edition {
        folder: folder.clone(),
        language: (tag != first).then(|| tag.clone()),
    });
    let editions: Vec<Edition> = editions.collect();
    config.languages = { editions.iter() }
        .filter_map(|edition| edition.language.clone())
        .collect();
    editions
}

impl Edition {
    /// Its pages, without the list of them.
    pub fn pages(&self, folder: &SourceFolder, root: &str, summary: &str) -> Vec<SitePage> {
        let notes = folder.notes().map(|note| note.path.as_str());
        let notes = notes.filter(|path| {
            path.starts_with(&self.folder) && *path != summary && !path.starts_with("_book/")
        });
        notes.map(|path| self.page(path, root)).collect()
    }

    fn page(&self, path: &str, root: &str) -> SitePage {
        let below = &path[self.folder.len()..];
        let target = match (&self.language, below.rsplit_once('.')) {
            (Some(tag), Some((stem, ending))) => format!("{stem}.{tag}.{ending}"),
            _ => below.to_owned(),
        };
        let stem = path.strip_prefix(root).unwrap_or(path);
        let stem = markdown_stem(stem).unwrap_or(stem);
        let address = match is_folder_page(stem) {
            true => split_path(stem).0.to_owned(),
            false => stem.to_owned(),
        };
        SitePage {
            source: path.to_owned(),
            target: format!("{ENTRIES}{target}"),
            address: if address.is_empty() || address.contains('/') {
                address
            } else {
                format!("{address}/")
            },
            ..SitePage::default()
        }
    }
}
