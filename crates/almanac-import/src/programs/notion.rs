//! An export of Notion as Markdown: pages whose names end in an id, and tables of theirs.

mod table;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use almanac_model::{FilePath, decode};

use self::table::{Rows, table_page};
use crate::front_matter::FrontMatter;
use crate::links::{encoded_path, links_of, relative};
use crate::prose::{Edits, Literals};
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown, split_path};
use crate::survey::{Config, Convert, ENTRIES, PlannedFile, Survey};

kind!(NAME: Topic::Changed, "name has lost its id, which is another name of its page", "names have lost their ids, which are other names of their pages");
kind!(WRAPPER: Topic::Changed, "file lies no more in the folder that wraps the export", "files lie no more in the folder that wraps the export");
kind!(CLASH: Topic::Changed, "name that another one has without its id has a number", "names that others have without their ids have numbers");
kind!(TABLE: Topic::Changed, "table is a page", "tables are pages");
kind!(LINK: Topic::Changed, "link leads to the new name", "links lead to the new names");
kind!(ASIDE: Topic::Changed, "callout is a box", "callouts are boxes");
kind!(HTML: Topic::LeftOut, "page in HTML, which is not read", "pages in HTML, which are not read");
kind!(LOST: Topic::Kept, "link that the export lost, of which the words are there", "links that the export lost, of which the words are there");

/// How many hexadecimal digits an id has.
const DIGITS: usize = 32;

/// Most of its pages have an id in their names.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let notes = folder.notes().count();
    let with_id = folder
        .notes()
        .filter(|note| {
            let (name, id) = split_id(stem_of(&note.path));
            // An id and nothing else is a name that Joplin gives.
            id.is_some() && !name.is_empty()
        })
        .count();
    (with_id > 0 && with_id * 2 >= notes).then(|| "its pages end in ids of 32 digits".to_owned())
}

/// The name of a file without its ending.
fn stem_of(path: &str) -> &str {
    let name = split_path(path).1;
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

/// A name without the id that it ends in, and the id.
pub fn split_id(name: &str) -> (&str, Option<String>) {
    let mut digits = String::new();
    let mut start = name.len();
    for (at, c) in name.char_indices().rev() {
        match c {
            '-' if !digits.is_empty() => {}
            c if c.is_ascii_hexdigit() && digits.len() < DIGITS => {
                digits.push(c.to_ascii_lowercase())
            }
            _ => break,
        }
        start = at;
        if digits.len() == DIGITS {
            break;
        }
    }
    let is_apart = start == 0 || name[..start].ends_with([' ', '-', '_']);
    match digits.len() == DIGITS && is_apart {
        true => {
            let id: String = digits.chars().rev().collect();
            (name[..start].trim_end_matches([' ', '-', '_']), Some(id))
        }
        false => (name, None),
    }
}

/// Where each file goes.
struct Places {
    /// The new paths, by those of the source.
    by_path: BTreeMap<String, String>,
    /// The new paths of pages, by their ids.
    by_id: BTreeMap<String, String>,
}

/// All files go over, under names without ids. Tables become pages.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let mut places = Places {
        by_path: BTreeMap::new(),
        by_id: BTreeMap::new(),
    };
    let mut taken = BTreeSet::new();
    let mut files = Vec::new();
    for file in folder.files() {
        let path = file.path.as_str();
        if split_path(path).1 == "index.html" {
            remarks.add(HTML, path);
            continue;
        }
        let target = free(new_path(path, remarks), &mut taken, path, remarks);
        if is_markdown(path) {
            if let Some(id) = split_id(stem_of(path)).1 {
                remarks.add(NAME, path);
                places.by_id.entry(id).or_insert_with(|| target.clone());
            }
            files.push(PlannedFile::converted(path, target.clone()));
        } else {
            files.push(PlannedFile::copied(path, target.clone()));
        }
        places.by_path.insert(path.to_owned(), target);
    }
    let tables: Vec<(String, String)> = folder
        .files()
        .iter()
        .filter_map(|file| table_of(&file.path))
        .collect();
    for (source, base) in &tables {
        let whole = format!("{base}_all.csv");
        let id = split_id(split_path(base).1).1;
        let has_page = id.as_ref().is_some_and(|id| places.by_id.contains_key(id));
        if has_page || source.ends_with("_all.csv") && folder.has(&format!("{base}.csv")) {
            continue;
        }
        let read = if folder.has(&whole) { &whole } else { source };
        let Some(csv) = folder.readable_text(read) else {
            continue;
        };
        let target = free(
            new_path(&format!("{base}.md"), &mut Remarks::default()),
            &mut taken,
            source,
            remarks,
        );
        remarks.add(TABLE, source);
        let rows = rows_of(&places, base, &target);
        files.push(PlannedFile::written(
            target.clone(),
            table_page(&csv, id.as_deref(), &rows, &|address| {
                places.address(source, address)
            }),
        ));
        if let Some(id) = id {
            places.by_id.insert(id, target.clone());
        }
        // A link to the table leads to its page.
        places.by_path.insert(format!("{base}.csv"), target.clone());
        places.by_path.insert(whole, target);
    }
    Survey {
        config: Config::of_notes(folder),
        files,
        converter: Box::new(places),
    }
}

/// The path of a table without its ending, if the file is one.
fn table_of(path: &str) -> Option<(String, String)> {
    let stem = path.strip_suffix(".csv")?;
    let base = stem.strip_suffix("_all").unwrap_or(stem);
    Some((path.to_owned(), base.to_owned()))
}

/// The pages of the rows of a table.
fn rows_of(places: &Places, base: &str, page: &str) -> Rows {
    let (parent, name) = split_path(base);
    let (plain, _) = split_id(name);
    let below = |folder: &str| match parent {
        "" => format!("{folder}/"),
        parent => format!("{parent}/{folder}/"),
    };
    let folders = [below(name), below(plain)];
    let mut rows = Rows::new();
    for (source, target) in &places.by_path {
        let is_row = folders.iter().any(|folder| {
            source
                .strip_prefix(folder.as_str())
                .is_some_and(|rest| !rest.contains('/'))
        });
        if is_row && is_markdown(source) {
            let (title, _) = split_id(stem_of(source));
            let row = rows.entry(title.to_lowercase()).or_default();
            row.push(encoded_path(&relative(page, target)));
        }
    }
    rows
}

/// The path that a file will have: no ids, and no folder that only wraps the export.
fn new_path(path: &str, remarks: &mut Remarks) -> String {
    let mut parts: Vec<&str> = path.split('/').collect();
    if parts.len() > 1 && is_wrapper(parts[0]) {
        remarks.add(WRAPPER, path);
        parts.remove(0);
    }
    let last = parts.len() - 1;
    let named = parts.iter().enumerate().map(|(number, part)| {
        let (stem, ending) = match number == last {
            true => part
                .rsplit_once('.')
                .map_or((*part, ""), |(stem, _)| (stem, &part[stem.len()..])),
            false => (*part, ""),
        };
        let (stem, all) = match stem.strip_suffix("_all") {
            Some(rest) if ending == ".csv" => (rest, "_all"),
            _ => (stem, ""),
        };
        let (name, id) = split_id(stem);
        let name = match (name.is_empty(), id) {
            (true, Some(_)) => stem,
            _ => name,
        };
        format!("{name}{all}{ending}")
    });
    format!("{ENTRIES}{}", named.collect::<Vec<_>>().join("/"))
}

/// `Export-` and the id of the export.
fn is_wrapper(name: &str) -> bool {
    let rest = name.strip_prefix("Export-").unwrap_or_default();
    !rest.is_empty() && rest.chars().all(|c| c.is_ascii_hexdigit() || c == '-')
}

/// A path that no other file has, with a number if it must be.
fn free(path: String, taken: &mut BTreeSet<String>, source: &str, remarks: &mut Remarks) -> String {
    if taken.insert(path.to_lowercase()) {
        return path;
    }
    remarks.add(CLASH, source);
    let (stem, ending) = match path.rsplit_once('.') {
        Some((stem, ending)) if !ending.contains('/') => (stem.to_owned(), format!(".{ending}")),
        _ => (path, String::new()),
    };
    let mut numbers = 2..;
    let free = numbers.find_map(|number| {
        let path = format!("{stem}-{number}{ending}");
        taken.insert(path.to_lowercase()).then_some(path)
    });
    free.unwrap_or(stem)
}

impl Convert for Places {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let mut head = FrontMatter::read(text);
        let start = head.body();
        if let Some(id) = split_id(stem_of(path)).1 {
            head.add_texts("aliases", &[id]);
        }
        let asides = asides(text, start);
        let mut edits = Edits::default();
        let is_outside = |place: usize| !asides.iter().any(|aside| aside.whole.contains(&place));
        self.lead_links(
            (path, text),
            start..text.len(),
            &is_outside,
            &mut edits,
            remarks,
        );
        for aside in &asides {
            let inner = aside.inner.clone();
            let mut within = Edits::default();
            self.lead_links((path, text), inner.clone(), &|_| true, &mut within, remarks);
            let words = within.apply(text, inner.clone());
            remarks.add_at(ASIDE, path, text, aside.whole.start);
            edits.replace(
                aside.whole.clone(),
                boxed(words.as_deref().unwrap_or(&text[inner])),
            );
        }
        head.finish(edits.apply(text, start..text.len()))
    }
}

impl Places {
    /// Has the links of a part of a text lead where their pages are now, if they begin where they are `wanted`.
    fn lead_links(
        &self,
        (path, text): (&str, &str),
        part: Range<usize>,
        wanted: &dyn Fn(usize) -> bool,
        edits: &mut Edits,
        remarks: &mut Remarks,
    ) {
        let links = links_of(&text[..part.end], part.start).into_iter();
        for link in links.filter(|link| wanted(link.span.start)) {
            if link.address.ends_with("notion.soundefined") || link.address == "undefined" {
                remarks.add_at(LOST, path, text, link.span.start);
                edits.replace(link.span.clone(), &text[link.words.clone()]);
            } else if let Some(new) = self.address(path, &link.address) {
                remarks.add_at(LINK, path, text, link.span.start);
                edits.replace(link.place.clone(), new);
            }
        }
    }

    /// The new address of a link, where it leads to something of the export.
    fn address(&self, path: &str, address: &str) -> Option<String> {
        let (written, fragment) = match address.find('#') {
            Some(at) => address.split_at(at),
            None => (address, ""),
        };
        let decoded = decode(written);
        let is_of_notion = written.contains("notion.so/") || written.contains("notion.site/");
        if written.is_empty() || written.contains("://") && !is_of_notion {
            return None;
        }
        let name = split_path(decoded.split('?').next().unwrap_or(&decoded)).1;
        let is_page = is_of_notion || is_markdown(name) || name.ends_with(".csv");
        let stem = if is_of_notion { name } else { stem_of(name) };
        let by_id = split_id(stem)
            .1
            .and_then(|id| self.by_id.get(&id))
            .filter(|_| is_page);
        let by_path = || {
            let target = FilePath::from(path).resolve(&decoded)?;
            self.by_path.get(&target)
        };
        let target = by_id.or_else(by_path)?;
        let own = self.by_path.get(path)?;
        let new = encoded_path(&relative(own, target));
        let fragment = if is_of_notion { "" } else { fragment };
        (new != written).then(|| format!("{new}{fragment}"))
    }
}

/// A callout, `<aside>`.
struct Aside {
    whole: Range<usize>,
    /// What it holds, without blanks around it.
    inner: Range<usize>,
}

/// The callouts of a text, behind its front matter.
fn asides(text: &str, start: usize) -> Vec<Aside> {
    let literals = Literals::of(text, start);
    let mut asides = Vec::new();
    let mut at = start;
    while let Some(found) = text[at..].find("<aside>") {
        let open = at + found;
        at = open + "<aside>".len();
        let is_line = text[..open].ends_with('\n') || open == start;
        let in_code = literals.fences.iter().any(|(_, span)| span.contains(&open));
        let Some(length) = text[at..].find("</aside>").filter(|_| is_line && !in_code) else {
            continue;
        };
        let words = &text[at..at + length];
        let first = at + length - words.trim_start().len();
        let end = at + length + "</aside>".len();
        asides.push(Aside {
            whole: open..end,
            inner: first.min(at + length)..first.min(at + length) + words.trim().len(),
        });
        at = end;
    }
    asides
}

/// The words of a callout as a box, without the picture that Notion draws before them.
fn boxed(words: &str) -> String {
    let icon = words.strip_prefix("<img src=\"https://www.notion.so/icons/");
    let behind = icon.and_then(|rest| rest.split_once('>'));
    let words = behind.map_or(words, |(_, behind)| behind.trim_start());
    let lines = words.lines();
    let lines = lines.map(|line| format!("> {line}").trim_end().to_owned());
    format!("> [!note]\n{}", lines.collect::<Vec<_>>().join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_taken_off_names() {
        let id = "0123456789abcdef0123456789abcdef";
        let split = |name: &str| split_id(name).0.to_owned();
        assert_eq!(split(&format!("My page {id}")), "My page");
        assert_eq!(
            split("My page 01234567-89ab-cdef-0123-456789abcdef"),
            "My page"
        );
        assert_eq!(split("deadbeef"), "deadbeef");
        assert_eq!(split(&format!("x{id}")), format!("x{id}"));
        assert_eq!(split_id(id), ("", Some(id.to_owned())));
    }
}
