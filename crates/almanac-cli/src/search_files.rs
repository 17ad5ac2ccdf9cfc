//! The files by which a site without a server is searched.

use almanac_model::Snapshot;
use almanac_render::Site;
use almanac_search::{FactQuestions, SearchDocument, SitePages, documents_of, write_search_files};
use anyhow::Result;
use serde_json::Value;

use crate::site_folder::SiteFolder;

/// Writes the search files of a site.
pub fn write(folder: &SiteFolder, snapshot: &Snapshot, site: &Site<'_>) -> Result<()> {
    let questions = FactQuestions::of(snapshot);
    let labels = site.search_labels(&questions);
    let pages = Pages { site, questions };
    let write = |name: &str, bytes: &[u8]| folder.write(name, bytes);
    write_search_files(documents_of(snapshot), &labels, &pages, write)
}

/// The pages of a site, as its search files name them.
struct Pages<'s> {
    site: &'s Site<'s>,
    questions: FactQuestions<'s>,
}

impl SitePages for Pages<'_> {
    fn href(&self, document: &SearchDocument) -> String {
        let file = document.address().file();
        match file.strip_suffix("index.html") {
            Some(folder) => folder.to_owned(),
            None => file,
        }
    }

    fn facts(&self, document: &SearchDocument) -> Option<Value> {
        self.site.search_facts(&self.questions, document)
    }

    fn sets_punctuation(&self) -> bool {
        self.site.sets_punctuation()
    }
}
