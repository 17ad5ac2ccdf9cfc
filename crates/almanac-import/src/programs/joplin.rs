//! An export of Joplin: as Markdown with front matter, or in its own form.

mod raw;

use crate::front_matter::FrontMatter;
use crate::links::links_of;
use crate::notes::{Notes, place_all, remark_foreign_forms};
use crate::programs::plain;
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::SourceFolder;
use crate::survey::{Config, Convert, Survey};

kind!(NOT_EXPORTED: Topic::Kept, "link to what was not exported, of which the words are there", "links to what was not exported, of which the words are there");
kind!(OWN_ADDRESS: Topic::Kept, "address that opens Joplin, of which the words are there", "addresses that open Joplin, of which the words are there");
kind!(HTML: Topic::Kept, "note in HTML, which is not read", "notes in HTML, which are not read");
kind!(NOTEBOOK: Topic::LeftOut, "file about a notebook", "files about notebooks");

/// The folder of its resources.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let is_resource = |path: &str| path.starts_with("_resources/") || path.contains("/_resources/");
    let has_resources = folder.files().iter().any(|file| is_resource(&file.path));
    has_resources
        .then(|| "it has a folder `_resources`".to_owned())
        .or_else(|| raw::sign(folder))
}

/// All files go over with their names and folders.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    if raw::sign(folder).is_some() {
        return raw::survey(folder, remarks);
    }
    let mut files = place_all(folder, &[], remarks);
    files.retain(|file| {
        let is_notebook = file.path.ends_with("_notebook.yml");
        if is_notebook {
            remarks.add(NOTEBOOK, file.source.as_deref().unwrap_or_default());
        } else if file.path.ends_with(".html") && !file.path.contains("/_resources/") {
            remarks.add(HTML, file.source.as_deref().unwrap_or_default());
        }
        !is_notebook
    });
    Survey {
        config: Config {
            language: plain::language(folder),
            ..Config::of_notes(folder)
        },
        files,
        converter: Box::new(Joplin(Notes::default())),
    }
}

struct Joplin(Notes);

impl Convert for Joplin {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let start = head.body();
        let literals = Literals::of(text, start);
        remark_foreign_forms(path, text, &literals, start, remarks);
        self.0.read_fields(path, &mut head, remarks);
        let mut edits = Edits::default();
        for link in links_of(text, start) {
            let kind = match link.address.as_str() {
                address if address.starts_with("joplin://") => OWN_ADDRESS,
                address
                    if address.starts_with(":/")
                        || address == "undefined"
                        || address.ends_with("/undefined") =>
                {
                    NOT_EXPORTED
                }
                _ => continue,
            };
            remarks.add_at(kind, path, text, link.span.start);
            edits.replace(link.span.clone(), &text[link.words.clone()]);
        }
        head.finish(edits.apply(text, start..text.len()))
    }
}
