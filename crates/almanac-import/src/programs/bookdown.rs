//! A book of bookdown: Pandoc's Markdown in chapters, whose order is that of their names or of the configuration.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::programs::quarto::{
    Pandoc, bibliographies_of_pages, is_left_out, part_of, target_of, text_of,
};
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::bibliography::Bibliography;
use crate::sites::labels::plain_words;
use crate::sites::lines::{Part, lines, parts};
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_true, text_at, texts, yaml_settings};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(NOT_NAMED: Topic::Changed, "page that is no chapter is a draft", "pages that are no chapters are drafts");

kind!(READ_ME: Topic::LeftOut, "read-me file beside the book", "read-me files beside the book");

const FILES: [&str; 2] = ["_bookdown.yml", "_bookdown.yaml"];

const INDEX: [&str; 3] = ["index.Rmd", "index.rmd", "index.md"];

/// The configuration of a book, or a first page that says it is one.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let file = FILES.into_iter().find(|file| folder.has(file));
    let of_index = || {
        INDEX.into_iter().find(|name| {
            folder
                .settings(name)
                .is_some_and(|text| text.contains("bookdown::"))
        })
    };
    match file {
        Some(file) => Some(format!("it has a file `{file}`")),
        None => of_index().map(|file| format!("its `{file}` names bookdown")),
    }
}

/// What is known of a chapter before it is read.
#[derive(Debug, Default)]
struct Chapter {
    /// Its title in front matter.
    title: Option<String>,
    /// The id of its first heading, which is its address.
    id: Option<String>,
    /// The parts that begin in it before its first heading, and behind it.
    parts: (Vec<String>, Vec<String>),
    /// Texts that captions name.
    texts: Vec<(String, String)>,
    language: Option<String>,
}

/// All pages go over; the order of chapters is a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let settings = FILES.iter().find_map(|file| folder.settings(file));
    let settings = settings
        .map(|text| yaml_settings(&text))
        .unwrap_or_default();
    let chapters: BTreeMap<String, Chapter> = look_at_notes(folder, |path, text| {
        Some((path.to_owned(), chapter_of(text)))
    })
    .into_iter()
    .collect();
    let order = order_of(folder, &settings);
    let mut config = Config::of_site(folder);
    let index = INDEX.iter().find_map(|name| chapters.get(*name));
    if let Some(title) = index.and_then(|index| index.title.as_deref()) {
        config.title = plain_words(title);
    }
    config.take_language(index.and_then(|index| index.language.as_deref()));
    let pages = pages(folder, &settings, &order, &chapters, remarks);
    let nav = nav_of(&order, &pages, &chapters, &config.title);
    let mut bibliography = Bibliography::read(folder, &bibliographies_of_pages(folder), remarks);
    let mut reading = Pandoc::of(folder, String::new(), Value::Null);
    reading.is_bookdown = true;
    bibliography.add_of_pages(folder, remarks);
    reading.keys.clone_from(&bibliography.keys);
    let named = chapters.into_values().flat_map(|chapter| chapter.texts);
    reading.texts = named.collect();
    let reading = reading.with_labels(&pages);
    let site = Site {
        mounts: vec![(String::new(), ENTRIES.to_owned())],
        roots: vec![String::new()],
        generator: Box::new(reading),
        pages,
        address: None,
        navs: Vec::from_iter((!nav.steps.is_empty()).then_some(nav)),
        config,
    };
    let mut survey = site.survey(folder, remarks);
    survey.files.extend(bibliography.file());
    survey
}

fn chapter_of(text: &str) -> Chapter {
    let head = FrontMatter::read(text);
    let mut chapter = Chapter {
        title: head.text("title").map(str::to_owned),
        language: head.text("lang").map(str::to_owned),
        ..Chapter::default()
    };
    let body = text[head.body()..].replace("\r\n", "\n");
    for part in parts(&body) {
        let Part::Prose(prose) = part else { continue };
        for line in lines(prose) {
            let line = line.trim_end();
            if let Some(title) = part_of(line) {
                let title = match title.as_str() {
                    "" => "Appendix".to_owned(),
                    _ => plain_words(&title),
                };
                match chapter.id.is_none() {
                    true => chapter.parts.0.push(title),
                    false => chapter.parts.1.push(title),
                }
            } else if let Some((name, words)) = text_of(line) {
                chapter.texts.push((name.to_owned(), words.to_owned()));
            } else if chapter.id.is_none() && line.starts_with("# ") {
                chapter.id = Some(id_of(line));
            }
        }
    }
    chapter
}

/// The id of a heading.
fn id_of(line: &str) -> String {
    let words = line.trim_start_matches('#').trim();
    let (words, attributes) = match words.rfind('{').filter(|_| words.ends_with('}')) {
        Some(at) => words.split_at(at),
        None => (words, ""),
    };
    let own = attributes.split('#').nth(1);
    let own = own.map(|own| own.split([' ', '}']).next().unwrap_or_default());
    match own.filter(|own| !own.is_empty()) {
        Some(own) => own.to_owned(),
        None => Anchors::new(&AnchorRule::Pandoc).of(&plain_words(words)),
    }
}

/// The files of the chapters, in their order.
fn order_of(folder: &SourceFolder, settings: &Value) -> Vec<String> {
    let named = match &settings["rmd_files"] {
        Value::Object(formats) => formats.get("html").cloned().unwrap_or_default(),
        files => files.clone(),
    };
    let named = texts(&named);
    let is_index = |path: &str| INDEX.contains(&path);
    let is_deep = is_true(&settings["rmd_subdir"]);
    let folders = texts(&settings["rmd_subdir"]);
    let is_in = |below: &str| {
        let of_folder =
            |folder: &String| below.starts_with(&format!("{}/", folder.trim_end_matches('/')));
        is_deep || !below.contains('/') || folders.iter().any(of_folder)
    };
    let all = folder.notes().map(|note| note.path.clone());
    let all: Vec<String> = all.filter(|path| !is_left_out(path, &[])).collect();
    let is_rmd = |path: &String| path.to_lowercase().ends_with(".rmd");
    let has_rmd = all.iter().any(is_rmd);
    let mut order: Vec<String> = match named.is_empty() {
        false => named.into_iter().filter(|path| folder.has(path)).collect(),
        true => all
            .into_iter()
            .filter(|path| is_in(path) && (is_rmd(path) || !has_rmd))
            .collect(),
    };
    if !order.iter().any(|path| is_index(path))
        && let Some(index) = INDEX.into_iter().find(|name| folder.has(name))
    {
        order.push(index.to_owned());
    }
    if settings["rmd_files"].is_null() || order.last().is_some_and(|last| is_index(last)) {
        order.sort_by_key(|path| !is_index(path));
    }
    order
}

fn pages(
    folder: &SourceFolder,
    settings: &Value,
    order: &[String],
    chapters: &BTreeMap<String, Chapter>,
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let built = text_at(settings, "output_dir").unwrap_or("_book");
    let mut pages = Vec::new();
    for note in folder.notes() {
        let path = note.path.as_str();
        let is_chapter = order.iter().any(|one| one == path);
        if is_left_out(path, &[built]) && !is_chapter {
            continue;
        }
        if path.eq_ignore_ascii_case("readme.md") && !is_chapter {
            remarks.add(READ_ME, path);
            continue;
        }
        if !is_chapter {
            remarks.add(NOT_NAMED, path);
        }
        let stem = markdown_stem(path).unwrap_or(path);
        let name = format!("{}.html", split_path(stem).1);
        let id = chapters.get(path).and_then(|chapter| chapter.id.as_deref());
        let (address, aliases) = match (INDEX.contains(&path), id) {
            (true, _) => (String::new(), Vec::new()),
            (false, Some(id)) => (format!("{id}.html"), vec![format!("/{name}")]),
            (false, None) => (name, Vec::new()),
        };
        let aliases = aliases
            .into_iter()
            .filter(|alias| alias.trim_start_matches('/') != address);
        pages.push(SitePage {
            source: path.to_owned(),
            target: target_of(folder, path, path),
            aliases: aliases.collect(),
            address,
            is_draft: !is_chapter,
            ..SitePage::default()
        });
    }
    pages
}

fn nav_of(
    order: &[String],
    pages: &[SitePage],
    chapters: &BTreeMap<String, Chapter>,
    title: &str,
) -> Nav {
    let mut nav = Nav {
        title: title.to_owned(),
        ..Nav::default()
    };
    let mut waiting = Vec::new();
    for path in order {
        let Some(page) = pages.iter().position(|page| page.source == *path) else {
            continue;
        };
        let (before, behind) = match chapters.get(path) {
            Some(chapter) => chapter.parts.clone(),
            None => Default::default(),
        };
        waiting.extend(before);
        nav.steps.push(NavStep {
            page,
            parts: std::mem::replace(&mut waiting, behind),
        });
    }
    nav
}
