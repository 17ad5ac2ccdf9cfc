//! Joplin's own form of export, “RAW”, which is also what an unpacked `.jex` holds: a file for each note, notebook, tag and
//! resource, named by its id, with what is known of it in lines at the end.

use std::collections::{BTreeMap, BTreeSet};

use super::NOT_EXPORTED;
use crate::front_matter::{FrontMatter, yaml_text};
use crate::links::{encoded_path, links_of, relative};
use crate::notes::remark_foreign_forms;
use crate::programs::plain;
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::SourceFolder;
use crate::survey::{Config, Convert, ENTRIES, PlannedFile, Survey};

kind!(NAMED: Topic::Changed, "note has its title as its name, and lies in the folder of its notebook", "notes have their titles as their names, and lie in the folders of their notebooks");
kind!(LINK: Topic::Changed, "link leads to the file of what it names", "links lead to the files of what they name");
kind!(OTHER: Topic::LeftOut, "item that is no note: a notebook, a tag or a revision", "items that are no notes: notebooks, tags and revisions");
kind!(SECRET: Topic::Kept, "encrypted item, which can't be read", "encrypted items, which can't be read");
kind!(CONFLICT: Topic::LeftOut, "copy of a note that two devices changed", "copies of notes that two devices changed");

/// How many hexadecimal digits an id has.
const DIGITS: usize = 32;

/// What the numbers say that items have as their types.
const NOTE: &str = "1";
const NOTEBOOK: &str = "2";
const RESOURCE: &str = "4";
const TAG: &str = "5";
const TAG_OF_NOTE: &str = "6";

/// An item, as its file has it.
struct Item<'t> {
    title: &'t str,
    body: &'t str,
    fields: BTreeMap<&'t str, &'t str>,
}

impl<'t> Item<'t> {
    /// Reads a file: the title, a blank line, the text, a blank line, and lines `name: value`.
    fn read(text: &'t str) -> Option<Self> {
        let text = text.trim_end();
        let (before, lines) = text.rsplit_once("\n\n").unwrap_or(("", text));
        let fields = lines.lines().map(|line| {
            let (name, value) = line.split_once(':')?;
            Some((name, value.trim()))
        });
        let fields: BTreeMap<&str, &str> = fields.collect::<Option<_>>()?;
        fields.get("type_").filter(|_| fields.contains_key("id"))?;
        let (title, body) = before.split_once('\n').unwrap_or((before, ""));
        Some(Self {
            title: title.trim(),
            body: body.trim_start_matches('\n'),
            fields,
        })
    }

    fn field(&self, name: &str) -> &'t str {
        self.fields.get(name).copied().unwrap_or_default()
    }
}

/// The id that a file is named by.
fn id_of(path: &str) -> Option<&str> {
    let stem = path.strip_suffix(".md")?;
    let is_id = stem.len() == DIGITS && stem.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then_some(stem)
}

/// Its files are items.
pub(super) fn sign(folder: &SourceFolder) -> Option<String> {
    let mut items = { folder.notes() }.filter(|note| id_of(&note.path).is_some());
    let text = folder.readable_text(&items.next()?.path)?;
    Item::read(&text.replace('\r', ""))?;
    Some("its files are items of Joplin, named by their ids".to_owned())
}

/// What is known of all items.
#[derive(Default)]
struct Items {
    /// The titles of notebooks, and the notebook that each is in.
    notebooks: BTreeMap<String, (String, String)>,
    /// The titles of tags.
    tags: BTreeMap<String, String>,
    /// The tags of notes.
    tags_of: BTreeMap<String, Vec<String>>,
    /// The titles of resources.
    resources: BTreeMap<String, String>,
    /// The notes, each with its title and its notebook.
    notes: Vec<(String, String, String)>,
}

impl Items {
    fn read(folder: &SourceFolder, remarks: &mut Remarks) -> Self {
        let mut items = Self::default();
        for file in folder.notes() {
            let text = folder.readable_text(&file.path).unwrap_or_default();
            let text = text.replace('\r', "");
            let (Some(id), Some(item)) = (id_of(&file.path), Item::read(&text)) else {
                continue;
            };
            items.add(id, &item, &file.path, remarks);
        }
        items
    }

    fn add(&mut self, id: &str, item: &Item<'_>, path: &str, remarks: &mut Remarks) {
        let title = item.title.to_owned();
        let parent = item.field("parent_id").to_owned();
        match item.field("type_") {
            _ if item.field("encryption_applied") == "1" => remarks.add(SECRET, path),
            NOTE if item.field("is_conflict") == "1" => remarks.add(CONFLICT, path),
            NOTE => self.notes.push((id.to_owned(), title, parent)),
            NOTEBOOK => {
                self.notebooks.insert(id.to_owned(), (title, parent));
                remarks.add(OTHER, path);
            }
            RESOURCE => {
                self.resources.insert(id.to_owned(), title);
            }
            TAG => {
                self.tags.insert(id.to_owned(), title);
                remarks.add(OTHER, path);
            }
            TAG_OF_NOTE => {
                let tags = self.tags_of.entry(item.field("note_id").to_owned());
                tags.or_default().push(item.field("tag_id").to_owned());
            }
            _ => remarks.add(OTHER, path),
        }
    }

    /// The folder of a notebook: its name, behind those of the notebooks that it is in.
    fn folder_of(&self, notebook: &str) -> String {
        const MAX_DEPTH: usize = 20;
        let mut names: Vec<String> = Vec::new();
        let mut at = notebook;
        while let Some((title, parent)) = self.notebooks.get(at).filter(|_| names.len() < MAX_DEPTH)
        {
            names.push(file_name(title));
            at = parent;
        }
        names.iter().rev().map(|name| format!("{name}/")).collect()
    }
}

/// A title as the name of a file.
fn file_name(title: &str) -> String {
    let name = title.replace(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\0'], " ");
    let name = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let name = name.trim_start_matches('.');
    match name.is_empty() {
        true => "Untitled".to_owned(),
        false => name[..name.floor_char_boundary(120)].trim().to_owned(),
    }
}

/// The first path of some that is free.
fn free(folder: &str, stem: &str, ending: &str, taken: &mut BTreeSet<String>) -> String {
    let mut names = std::iter::once(format!("{folder}{stem}{ending}"))
        .chain((2..).map(|number| format!("{folder}{stem}-{number}{ending}")));
    let free = names.find(|path| taken.insert(path.to_lowercase()));
    free.expect("there are more numbers than files")
}

/// Notes go over under their titles, resources under their names.
pub(super) fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let items = Items::read(folder, remarks);
    let mut taken = BTreeSet::new();
    let mut raw = Raw::default();
    let mut files = Vec::new();
    for (id, title, notebook) in &items.notes {
        let place = format!("{ENTRIES}{}", items.folder_of(notebook));
        let path = free(&place, &file_name(title), ".md", &mut taken);
        files.push(PlannedFile::converted(&format!("{id}.md"), path.clone()));
        raw.places.insert(id.clone(), path);
    }
    for file in folder.files() {
        let Some(name) = file.path.strip_prefix("resources/") else {
            continue;
        };
        let (id, ending) = name.split_at(name.rfind('.').unwrap_or(name.len()));
        let title = items.resources.get(id).map_or(name, String::as_str);
        let stem = title.strip_suffix(ending).unwrap_or(title);
        let place = format!("{ENTRIES}_resources/");
        let path = free(&place, &file_name(stem), ending, &mut taken);
        files.push(PlannedFile::copied(&file.path, path.clone()));
        raw.places.insert(id.to_owned(), path);
    }
    for (note, tags) in &items.tags_of {
        let names = tags.iter().filter_map(|tag| items.tags.get(tag).cloned());
        raw.tags.insert(note.clone(), names.collect());
    }
    Survey {
        config: Config {
            language: plain::language(folder),
            ..Config::of_notes(folder)
        },
        files,
        converter: Box::new(raw),
    }
}

#[derive(Default)]
struct Raw {
    /// Where notes and resources go, by their ids.
    places: BTreeMap<String, String>,
    /// The names of the tags of notes.
    tags: BTreeMap<String, Vec<String>>,
}

impl Convert for Raw {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let text = text.replace('\r', "");
        let item = Item::read(&text)?;
        remarks.add(NAMED, path);
        let literals = Literals::of(item.body, 0);
        remark_foreign_forms(path, item.body, &literals, 0, remarks);
        let body = self.with_links(path, item.body, remarks);
        let mut head = FrontMatter::read("");
        head.set("title", yaml_text(item.title));
        for (field, of_joplin) in [("created", "created_time"), ("updated", "updated_time")] {
            let day = item.field(of_joplin).split('T').next().unwrap_or_default();
            if !day.is_empty() {
                head.set(field, day);
            }
        }
        for (field, of_joplin) in [("author", "author"), ("source", "source_url")] {
            if !item.field(of_joplin).is_empty() {
                head.set(field, yaml_text(item.field(of_joplin)));
            }
        }
        if let Some(tags) = id_of(path).and_then(|id| self.tags.get(id)) {
            head.add_texts("tags", tags);
        }
        head.finish(Some(body))
    }
}

impl Raw {
    /// The text of a note, its links by id leading to the files of what they name: `[words](:/id)`, `<img src=":/id">`.
    fn with_links(&self, path: &str, body: &str, remarks: &mut Remarks) -> String {
        let own = id_of(path).and_then(|id| self.places.get(id));
        let own = own.map_or("", String::as_str);
        let literals = Literals::of(body, 0);
        let mut edits = Edits::default();
        for link in links_of(body, 0) {
            let Some(named) = link.address.strip_prefix(":/") else {
                continue;
            };
            let id = named.split('#').next().unwrap_or(named);
            if self.places.contains_key(id) {
                continue;
            }
            remarks.add_at(NOT_EXPORTED, path, body, link.span.start);
            edits.replace(link.span.clone(), &body[link.words.clone()]);
        }
        for (at, _) in body.match_indices(":/") {
            let Some(id) = body.get(at + 2..at + 2 + DIGITS) else {
                continue;
            };
            let is_tag = body[..at].ends_with(['"', '\'']);
            let Some(target) = { self.places.get(id) }.filter(|_| is_tag || !literals.holds(at))
            else {
                continue;
            };
            remarks.add_at(LINK, path, body, at);
            let new = encoded_path(&relative(own, target));
            edits.replace(at..at + 2 + DIGITS, new);
        }
        let new = edits.apply(body, 0..body.len());
        new.unwrap_or_else(|| body.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_item_has_a_title_a_text_and_fields() {
        let item = Item::read("Heron\n\nOne: two.\n\nThree\n\nid: a\ntype_: 1").unwrap();
        assert_eq!((item.title, item.body), ("Heron", "One: two.\n\nThree"));
        assert_eq!(item.field("type_"), "1");
        let tag = Item::read("id: a\nnote_id: b\ntype_: 6").unwrap();
        assert_eq!((tag.title, tag.field("note_id")), ("", "b"));
        assert!(Item::read("Heron\n\nid: a\ntype: 1").is_none());
    }
}
