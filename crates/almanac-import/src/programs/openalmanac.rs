//! Articles of OpenAlmanac, which Almanac reads as they are.

use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown};
use crate::survey::{Config, Convert, ENTRIES, PlannedFile, Survey};

kind!(INFOBOX: Topic::Kept, "infobox, which is kept for OpenAlmanac and not shown", "infoboxes, which are kept for OpenAlmanac and not shown");
kind!(BROKEN: Topic::Kept, "front matter that can't be read", "front matters that can't be read");
kind!(OTHER: Topic::Notice, "page without `article_id`", "pages without `article_id`");

/// Most of its pages are articles.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let articles = look_at_notes(folder, |_, text| {
        FrontMatter::read(text).text("article_id").map(drop)
    })
    .len();
    (articles > 0 && articles * 2 >= folder.notes().count())
        .then(|| "its pages have an `article_id`".to_owned())
}

/// All files go over as they are.
pub fn survey(folder: &SourceFolder, _: &mut Remarks) -> Survey {
    let files = folder.files().iter().map(|file| {
        let target = format!("{ENTRIES}{}", file.path);
        match is_markdown(&file.path) {
            true => PlannedFile::converted(&file.path, target),
            false => PlannedFile::copied(&file.path, target),
        }
    });
    Survey {
        config: Config {
            syntax: "almanac",
            ..Config::of_notes(folder)
        },
        files: files.collect(),
        converter: Box::new(Articles),
    }
}

struct Articles;

impl Convert for Articles {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let head = FrontMatter::read(text);
        if head.is_broken() {
            remarks.add(BROKEN, path);
        } else if head.text("article_id").is_none() {
            remarks.add(OTHER, path);
        }
        if head.get("infobox").is_some() {
            remarks.add(INFOBOX, path);
        }
        None
    }
}
