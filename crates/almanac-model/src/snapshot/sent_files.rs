//! The files that a site sends as they are, and at which addresses.
//!
//! A file of `static/` is sent at its own name, one of `media/` below `/media/`, and one that lies among pages there too, by
//! its whole path: `Birds/heron.png` is sent at `/media/Birds/heron.png`. Of the last sort only those are sent that a page
//! uses, as nobody published what merely lies in a folder of notes.

use std::collections::{BTreeMap, HashSet};

use rustc_hash::FxHashMap as HashMap;

use super::Snapshot;
use crate::reads::Query;
use crate::{
    Appearance, Area, ContentFile, Destination, FilePath, ImageSize, Layout, media_type, nfc,
    sent_type,
};

/// The files that a site may send as they are.
#[derive(Debug, Default)]
pub(crate) struct SentFiles {
    /// By their addresses, from the site's root.
    files: BTreeMap<String, FilePath>,
    /// By their files.
    addresses: HashMap<FilePath, String>,
    /// Addresses that are not in NFC, as macOS once wrote all names, by what they are in it.
    decomposed: BTreeMap<String, String>,
}

impl SentFiles {
    /// Gives each file its address: of `media`, of those that lie `beside` pages, and of `static/`.
    pub fn new(
        layout: &Layout,
        media: &[FilePath],
        beside: &[FilePath],
        appearance: &Appearance,
    ) -> Self {
        let mut sent = Self::default();
        let folder = Area::Media.folder();
        for file in media {
            let name = layout.within(Area::Media, file.as_str());
            sent.add(format!("{folder}{}", name.unwrap_or(file.as_str())), file);
        }
        for file in beside {
            let mut address = format!("{folder}{file}");
            while sent.files.contains_key(&address) {
                address.insert_str(folder.len(), "_/");
            }
            sent.add(address, file);
        }
        for (address, file) in &appearance.static_files {
            sent.add(address.clone(), file);
        }
        sent
    }

    fn add(&mut self, address: String, file: &FilePath) {
        let composed = nfc(&address);
        if composed != address {
            self.decomposed
                .insert(composed.into_owned(), address.clone());
        }
        self.addresses.insert(file.clone(), address.clone());
        self.files.insert(address, file.clone());
    }

    /// The address that is meant by one: names are compared in NFC, as two that look the same are one to whoever writes
    /// them.
    fn at(&self, address: &str) -> Option<(&str, &FilePath)> {
        let composed = nfc(address);
        let found = self.files.get_key_value(address).or_else(|| {
            let decomposed = self.decomposed.get(&*composed).map(String::as_str);
            self.files.get_key_value(decomposed.unwrap_or(&composed))
        });
        found.map(|(address, file)| (&**address, file))
    }

    /// The address at which a file is sent, if it may be.
    pub fn address_of(&self, file: &str) -> Option<&str> {
        self.addresses.get(file).map(String::as_str)
    }
}

impl Snapshot {
    /// The address from the site's root at which a file is sent as it is, if `address` means one. Names are compared in
    /// NFC.
    pub fn served(&self, address: &str) -> Option<&str> {
        self.note(|| Query::Serves(address.into()));
        self.common.sent.at(address).map(|(address, _)| address)
    }

    /// The file that is sent at an address from the site's root. One that lies among pages may be used by none, and is
    /// not sent then: see [`Snapshot::is_sent`].
    pub fn file_at(&self, address: &str) -> Option<&FilePath> {
        self.note(|| Query::Everything);
        self.common.sent.at(address).map(|(_, file)| file)
    }

    /// The address from the site's root at which a file is sent as it is, if it may be.
    pub fn address_of_file(&self, file: &str) -> Option<&str> {
        self.note(|| Query::SendsFile(file.into()));
        self.common.sent.address_of(file)
    }

    /// Whether a file is sent to readers: one of `static/` always; of the others those that run nothing,
    /// and of documents and of what lies among pages only what a page uses.
    pub fn is_sent(&self, file: &FilePath) -> bool {
        self.note(|| Query::Everything);
        let layout = &self.common.config.content.layout;
        match layout.area_of(file.as_str()) {
            Some(Area::Static) => true,
            Some(Area::Media) if media_type(file.as_str()).is_some() => true,
            _ => sent_type(file.as_str()).is_some() && self.used_files().contains(file),
        }
    }

    /// The files of `media/` and those among pages that are sent, with their addresses.
    pub fn sent_media(&self) -> impl Iterator<Item = (&str, &FilePath)> {
        self.note(|| Query::Everything);
        let files = self.common.sent.files.iter();
        let layout = &self.common.config.content.layout;
        let media = files.filter(|(_, file)| layout.area_of(file.as_str()) != Some(Area::Static));
        let sent = media.filter(|(_, file)| self.is_sent(file));
        sent.map(|(address, file)| (&**address, file))
    }

    /// The files that some page uses.
    fn used_files(&self) -> &HashSet<FilePath> {
        self.used.get_or_init(|| {
            let used = self
                .content_files()
                .flat_map(|content| self.files_used_by(content));
            used.cloned().collect()
        })
    }

    /// The files that a text shows or links to, of those that a site sends.
    pub fn files_used_by<'s>(
        &'s self,
        content: &'s ContentFile,
    ) -> impl Iterator<Item = &'s FilePath> {
        let links = content.shown.iter().chain(&content.links);
        links.filter_map(|link| {
            let address = match self.destination(&content.file, content.language(), link) {
                Destination::File(address) => address,
                _ => return None,
            };
            self.common.sent.at(&address).map(|(_, file)| file)
        })
    }

    /// How large the image is that is served at an address from the site's root, if that is known.
    pub fn image_size(&self, address: &str) -> Option<ImageSize> {
        self.note(|| Query::ImageSize(address.into()));
        let (_, file) = self.common.sent.at(address)?;
        let sizes = &self.common.image_sizes;
        let found = sizes.binary_search_by(|(image, _)| image.cmp(file));
        found.ok().map(|index| sizes[index].1)
    }
}
