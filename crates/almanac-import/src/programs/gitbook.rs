//! A space of GitBook, or a book of the old one.

mod blocks;

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{FilePath, decode};
use serde_json::Value;

use crate::front_matter::FrontMatter;
use crate::programs::mdbook::{Item, items_of};
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::dollars::plain_dollars;
use crate::sites::includes::{Includes, indented, rebased};
use crate::sites::lines::prose_changed;
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::settings::{text_at, yaml_settings};
use crate::sites::site::{Generator, Site, kept};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(NOT_NAMED: Topic::Changed, "page that `SUMMARY.md` does not name is a draft", "pages that `SUMMARY.md` does not name are drafts");
kind!(DEAD: Topic::Kept, "link that was broken, whose words stay", "links that were broken, whose words stay");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

/// The configuration of GitBook, or its hidden folder beside a list of pages.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let has_summary = folder.has("SUMMARY.md");
    if folder.has_hidden(".gitbook.yaml") {
        return Some("it has a file `.gitbook.yaml`".to_owned());
    }
    if has_summary && folder.has("book.json") && !folder.has("book.toml") {
        return Some("it has a file `book.json`".to_owned());
    }
    (has_summary && folder.has_hidden(".gitbook")).then(|| "it has a folder `.gitbook`".to_owned())
}

/// All pages go over with their names and folders; the list of them is a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let new = yaml_settings(&folder.settings(".gitbook.yaml").unwrap_or_default());
    let old = folder.json_settings("book.json").unwrap_or_default();
    let root = text_at(&new, "root")
        .or_else(|| text_at(&old, "root"))
        .unwrap_or_default();
    let root = FilePath::from("x").resolve(root).unwrap_or_default();
    let mut root = if root.is_empty() {
        root
    } else {
        format!("{root}/")
    };
    if !folder.notes().any(|note| note.path.starts_with(&root)) {
        root = String::new();
    }
    let summary = text_at(&new, "structure.summary")
        .or_else(|| text_at(&old, "structure.summary"))
        .unwrap_or("SUMMARY.md");
    let summary = format!("{root}{}", summary.trim_start_matches("./"));
    let mut config = Config::of_site(folder);
    if let Some(title) = text_at(&old, "title") {
        title.clone_into(&mut config.title);
    }
    config.take_language(text_at(&old, "language"));
    let mut pages = pages(folder, &root, &summary);
    let mut nav = Nav {
        title: config.title.clone(),
        ..Nav::default()
    };
    if let Some(text) = folder.readable_text(&summary) {
        read_summary(
            &summary,
            &items_of(&text, &[2, 3]),
            &mut pages,
            &mut nav,
            remarks,
        );
    }
    redirect(&mut pages, &new["redirects"], &root, remarks);
    let titles = titles(folder, &pages);
    let site = Site {
        // A hidden folder would be none of the almanac's.
        mounts: vec![
            (format!("{root}.gitbook/assets/"), "media/".to_owned()),
            (".gitbook/assets/".to_owned(), "media/".to_owned()),
            (root.clone(), ENTRIES.to_owned()),
        ],
        roots: vec![root.clone()],
        generator: Box::new(GitBook {
            folder: kept(folder),
            root,
            variables: old["variables"].clone(),
            titles,
            rule: AnchorRule::GitBook,
        }),
        address: None,
        pages,
        navs: vec![nav],
        config,
    };
    site.survey(folder, remarks)
}

fn pages(folder: &SourceFolder, root: &str, summary: &str) -> Vec<SitePage> {
    let notes = folder.notes().map(|note| note.path.as_str());
    let notes = notes
        .filter(|path| path.starts_with(root) && *path != summary && !path.starts_with("_book/"));
    let pages = notes.map(|path| {
        let below = &path[root.len()..];
        let stem = markdown_stem(below).unwrap_or(below);
        let address = match is_folder_page(stem) {
            true => split_path(stem).0.to_owned(),
            false => stem.to_owned(),
        };
        SitePage {
            source: path.to_owned(),
            target: format!("{ENTRIES}{below}"),
            address: if address.is_empty() || address.contains('/') {
                address
            } else {
                format!("{address}/")
            },
            ..SitePage::default()
        }
    });
    pages.collect()
}

fn read_summary(
    summary: &str,
    items: &[Item],
    pages: &mut [SitePage],
    nav: &mut Nav,
    remarks: &mut Remarks,
) {
    let by_path: BTreeMap<String, usize> = { pages.iter().enumerate() }
        .map(|(number, page)| (page.source.clone(), number))
        .collect();
    let mut listed = vec![false; pages.len()];
    let mut parts = Vec::new();
    for item in items {
        let (label, file) = match item {
            Item::Part(title) => {
                parts.push(title.clone());
                continue;
            }
            Item::Page { label, file } => (label, file.as_deref().unwrap_or_default()),
        };
        if file.contains("://") {
            nav.introduction.push_str(&format!("- [{label}]({file})\n"));
            continue;
        }
        let (path, anchor) = file.split_once('#').unwrap_or((file, ""));
        let path = FilePath::from(summary)
            .resolve(&decode(path))
            .unwrap_or_default();
        let Some(number) = by_path.get(&path).copied() else {
            continue;
        };
        let is_first = !std::mem::replace(&mut listed[number], true);
        // What leads into a page is no step of its own.
        if anchor.is_empty() {
            pages[number].label.get_or_insert_with(|| label.clone());
        }
        if is_first {
            nav.steps.push(NavStep {
                page: number,
                parts: std::mem::take(&mut parts),
            });
        }
    }
    for (page, is_listed) in pages.iter_mut().zip(listed) {
        let name = split_path(&page.source).1;
        if !is_listed && !matches!(name, "GLOSSARY.md" | "README.md") {
            remarks.add(NOT_NAMED, &page.source);
            page.is_draft = true;
        }
    }
}

fn redirect(pages: &mut [SitePage], redirects: &Value, root: &str, remarks: &mut Remarks) {
    for (from, to) in redirects.as_object().into_iter().flatten() {
        let to = to.as_str().unwrap_or_default().trim_start_matches("./");
        let path = format!("{root}{to}");
        match pages.iter_mut().find(|page| page.source == path) {
            Some(page) => page
                .aliases
                .push(format!("/{}", from.trim_start_matches('/'))),
            None => remarks.add(REDIRECT_OUT, from),
        }
    }
}

/// The titles of pages, by their files: links whose words are names of files show them.
fn titles(folder: &SourceFolder, pages: &[SitePage]) -> BTreeMap<String, String> {
    let titles = pages.iter().filter_map(|page| {
        let text = folder.readable_text(&page.source)?;
        let head = FrontMatter::read(&text);
        let heading = text[head.body()..]
            .lines()
            .find_map(|line| line.strip_prefix("# "));
        let title = heading.map(|title| title.split('<').next().unwrap_or(title).trim());
        let title = title.or(page.label.as_deref())?.to_owned();
        Some((page.source.clone(), title))
    });
    titles.collect()
}

/// How GitBook reads its pages.
struct GitBook {
    folder: Arc<SourceFolder>,
    root: String,
    variables: Value,
    titles: BTreeMap<String, String>,
    rule: AnchorRule,
}

impl GitBook {
    fn included(&self, includes: &mut Includes<'_>, text: &str, remarks: &mut Remarks) -> String {
        let mut new = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(start) = rest.find("{% include ") {
            let Some(length) = rest[start..].find("%}") else {
                break;
            };
            let end = start + length + 2;
            let named = rest[start + 11..end - 2].trim().trim_matches(['"', '\'']);
            let path = includes.path(named);
            let page = includes.file().to_owned();
            new.push_str(&rest[..start]);
            // What is included lies in a hidden folder, which is in no list of files.
            let made = match path.as_deref().filter(|path| !includes.has(path)) {
                Some(hidden) => self.folder.settings(hidden).map(|text| {
                    let body = FrontMatter::read(&text).body();
                    rebased(text[body..].trim(), hidden, &page)
                }),
                None => {
                    let from = path.clone().unwrap_or_default();
                    includes.put(path, remarks, |_, text, _| {
                        Some(rebased(text.trim(), &from, &page))
                    })
                }
            };
            match made {
                Some(made) => new.push_str(&indented(&made, "")),
                None => new.push_str(&rest[start..end]),
            }
            rest = &rest[end..];
        }
        new.push_str(rest);
        new
    }

    fn variables(&self, text: &str) -> String {
        if self.variables.is_null() || !text.contains("{{") {
            return text.to_owned();
        }
        let pairs = self.variables.as_object().into_iter().flatten();
        pairs.fold(text.to_owned(), |text, (name, value)| {
            let value = value
                .as_str()
                .map_or_else(|| value.to_string(), str::to_owned);
            text.replace(&format!("{{{{ book.{name} }}}}"), &value)
                .replace(&format!("{{{{book.{name}}}}}"), &value)
        })
    }
}

impl Generator for GitBook {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let text = self.included(&mut Includes::of(&self.folder, &page.source), text, remarks);
        let text = self.variables(&text);
        let title_of = |target: &str| {
            let path = target.split('#').next().unwrap_or_default();
            let path = FilePath::from(page.source.as_str()).resolve(&decode(path))?;
            let names = [path.clone(), format!("{path}/README.md")];
            names
                .iter()
                .find_map(|name| self.titles.get(name.trim_start_matches('/')).cloned())
        };
        let text = blocks::written(&text, &title_of, &page.source, remarks);
        let text = prose_changed(&text, |prose| {
            let mut new = prose.replace("&#x20;", " ");
            while let Some(at) = new.find("](broken-reference") {
                let Some(end) = new[at..].find(')') else {
                    break;
                };
                let open = new[..at].rfind('[').unwrap_or(at);
                remarks.add(DEAD, &page.source);
                let words = new[open..at].trim_start_matches('[').to_owned();
                new.replace_range(open..at + end + 1, &words);
            }
            new
        });
        plain_dollars(&text.replace("$$", "\u{f8f0}")).replace('\u{f8f0}', "$$")
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        if let Some(rest) = path.strip_prefix('/') {
            return vec![
                Meant::File(format!("{}{rest}", self.root)),
                Meant::Address(rest.to_owned()),
            ];
        }
        let mut meant = Vec::new();
        if let Some(file) = FilePath::from(page.source.as_str()).resolve(path) {
            meant.push(Meant::File(file.clone()));
            meant.push(Meant::File(format!("{file}/README.md")));
            meant.push(Meant::File(format!("{file}.md")));
            let below = file.strip_prefix(&self.root).unwrap_or(&file);
            meant.push(Meant::Address(below.trim_end_matches(".html").to_owned()));
        }
        meant
    }

    fn fields(&self, _page: &SitePage, head: &mut FrontMatter<'_>, _remarks: &mut Remarks) {
        if head.text("hidden") == Some("true") {
            head.set("unlisted", "true");
        }
    }
}
