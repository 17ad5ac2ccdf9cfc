//! A space of GitBook, or a book of the old one.

mod blocks;
mod editions;

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use almanac_model::{FilePath, decode};
use serde_json::Value;

use crate::front_matter::FrontMatter;
use crate::links::links_of;
use crate::programs::mdbook::{Item, items_of};
use crate::prose::Edits;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::components::code_of;
use crate::sites::containers::{container_behind, put_in};
use crate::sites::dollars::formulas;
use crate::sites::includes::{Includes, rebased};
use crate::sites::lines::{lines, prose_changed};
use crate::sites::marks::emoji;
use crate::sites::navigation::{Nav, NavStep, plain_markdown};
use crate::sites::pages::SitePage;
use crate::sites::places::places_of;
use crate::sites::settings::{text_at, yaml_settings};
use crate::sites::site::{Generator, Site, kept};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(NOT_NAMED: Topic::Changed, "page that `SUMMARY.md` does not name is a draft", "pages that `SUMMARY.md` does not name are drafts");
kind!(DEAD: Topic::Kept, "link that was broken, whose words stay", "links that were broken, whose words stay");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

/// What GitBook writes for the address of what is gone.
const DEAD_ADDRESSES: [&str; 5] = [
    "](broken-reference",
    "](/broken/pages/",
    "](/broken/files/",
    "](/broken/spaces/",
    "](broken/pages/",
];

/// The configuration of GitBook, or its hidden folder beside a list of pages.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let has_summary = folder.has("SUMMARY.md") || folder.has(editions::LIST);
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
        .unwrap_or("SUMMARY.md")
        .trim_start_matches("./");
    let mut config = Config::of_site(folder);
    if let Some(title) = text_at(&old, "title") {
        title.clone_into(&mut config.title);
    }
    config.take_language(text_at(&old, "language"));
    let editions = editions::of(folder, &root, &mut config);
    let mut pages = Vec::new();
    let mut navs = Vec::new();
    for edition in &editions {
        let summary = format!("{}{summary}", edition.folder);
        let first = pages.len();
        pages.extend(edition.pages(folder, &root, &summary));
        let mut nav = Nav {
            title: config.title.clone(),
            ..Nav::default()
        };
        if let Some(text) = folder.readable_text(&summary) {
            let items = items_of(&text, &[2, 3]);
            let own = first..pages.len();
            read_summary(&summary, &items, (&mut pages, own), &mut nav, remarks);
        }
        // A path is told once: its translations are those of its pages.
        if edition.language.is_none() {
            navs.push(nav);
        }
    }
    redirect(&mut pages, &new["redirects"], &root, remarks);
    let titles = titles(folder, &pages);
    let mut mounts = vec![
        // A hidden folder would be none of the almanac's.
        (format!("{root}.gitbook/assets/"), "media/".to_owned()),
        (".gitbook/assets/".to_owned(), "media/".to_owned()),
    ];
    let folders = editions.iter().filter(|edition| edition.language.is_none());
    mounts.extend(folders.map(|edition| (edition.folder.clone(), ENTRIES.to_owned())));
    mounts.push((root.clone(), ENTRIES.to_owned()));
    let site = Site {
        mounts,
        roots: vec![root.clone()],
        generator: Box::new(GitBook {
            folder: kept(folder),
            root,
            variables: variables_of(&old["variables"]),
            titles,
            rule: AnchorRule::GitBook,
        }),
        address: None,
        pages,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

/// The variables of a book, each with the names that lead to it: `a.b`.
fn variables_of(settings: &Value) -> Vec<(String, String)> {
    fn add(value: &Value, name: &str, found: &mut Vec<(String, String)>) {
        match value {
            Value::Object(pairs) => {
                for (key, value) in pairs {
                    add(value, &format!("{name}.{key}"), found);
                }
            }
            Value::String(text) => found.push((name.to_owned(), text.clone())),
            Value::Number(_) | Value::Bool(_) => found.push((name.to_owned(), value.to_string())),
            Value::Null | Value::Array(_) => {}
        }
    }
    let mut found = Vec::new();
    add(settings, "book", &mut found);
    found
}

/// Reads the list of some of all pages, which lie in one folder.
fn read_summary(
    summary: &str,
    items: &[Item],
    (pages, own): (&mut [SitePage], Range<usize>),
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
    let listed = listed.into_iter().skip(own.start);
    for (page, is_listed) in pages[own].iter_mut().zip(listed) {
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
        // A place on a page is none of an alias, and names of files may be without their ending.
        let to = to.split('#').next().unwrap_or_default();
        let path = format!("{root}{}", to.trim_matches('/'));
        let endings = ["", ".md", "/README.md"].map(|ending| format!("{path}{ending}"));
        match pages.iter_mut().find(|page| endings.contains(&page.source)) {
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
    variables: Vec<(String, String)>,
    titles: BTreeMap<String, String>,
    rule: AnchorRule,
}

impl GitBook {
    fn included(&self, includes: &mut Includes<'_>, text: &str, remarks: &mut Remarks) -> String {
        if !text.contains("{% include ") {
            return text.to_owned();
        }
        let code = code_of(text);
        let mut new = String::with_capacity(text.len());
        let mut at = 0;
        let mut looked = 0;
        while let Some(found) = text[looked..].find("{% include ") {
            let start = looked + found;
            let Some(length) = text[start..].find("%}") else {
                break;
            };
            looked = start + length + 2;
            if code.iter().any(|span| span.contains(&start)) {
                continue;
            }
            new.push_str(&text[at..start]);
            let written = &text[start..looked];
            at = looked;
            let named = written[11..length].trim().trim_matches(['"', '\'']);
            let path = includes.path(named);
            let from = path.clone().unwrap_or_default();
            let to = includes.file().to_owned();
            let made = includes.put(path, remarks, |includes, text, remarks| {
                let body = FrontMatter::read(text).body();
                let made = self.included(includes, text[body..].trim(), remarks);
                Some(rebased(&made, &from, &to))
            });
            let container = container_behind(&new).unwrap_or_default();
            match made {
                Some(made) => new.push_str(&put_in(&made, &container)),
                None => new.push_str(written),
            }
        }
        new.push_str(&text[at..]);
        new
    }

    fn with_variables(&self, text: &str) -> String {
        if self.variables.is_empty() || !text.contains("{{") {
            return text.to_owned();
        }
        let variables = self.variables.iter();
        variables.fold(text.to_owned(), |text, (name, value)| {
            text.replace(&format!("{{{{ {name} }}}}"), value)
                .replace(&format!("{{{{{name}}}}}"), value)
        })
    }

    /// The title of the page that an address in a page leads to.
    fn title_of(&self, page: &SitePage, target: &str) -> Option<&str> {
        let path = target.split('#').next().unwrap_or_default();
        let path = FilePath::from(page.source.as_str()).resolve(&decode(path))?;
        let names = [path.clone(), format!("{path}/README.md")];
        let mut names = names.iter().map(|name| name.trim_start_matches('/'));
        names.find_map(|name| self.titles.get(name).map(String::as_str))
    }

    /// Mentions, and links whose words are the name of a file, with the title of the page in the place of these.
    fn with_titles(&self, page: &SitePage, text: &str) -> String {
        let mut edits = Edits::default();
        for link in links_of(text, 0).iter().filter(|link| !link.is_image) {
            let behind = link.place.end..link.span.end - 1;
            let is_mention = text[behind.clone()].contains("\"mention\"");
            let is_name = is_file_name(&text[link.words.clone()], &link.address);
            let title = self.title_of(page, &link.address);
            if let Some(title) = title.filter(|_| is_mention || is_name) {
                edits.replace(link.words.clone(), plain_markdown(title));
                edits.replace(behind, "");
            }
        }
        for place in places_of(text) {
            // Cells of cards are HTML.
            let words = text[place.span.end..].strip_prefix("\">");
            let words = words.and_then(|rest| rest.split_once("</a>"));
            let words = words
                .map(|(words, _)| words)
                .filter(|words| is_file_name(words, &place.address));
            if let (Some(words), Some(title)) = (words, self.title_of(page, &place.address)) {
                let start = place.span.end + 2;
                let title = title.replace('&', "&amp;").replace('<', "&lt;");
                edits.replace(start..start + words.len(), title);
            }
        }
        edits
            .apply(text, 0..text.len())
            .unwrap_or_else(|| text.to_owned())
    }
}

/// Whether words are no more than the name of the file that an address leads to.
fn is_file_name(words: &str, address: &str) -> bool {
    let name = decode(address.split('#').next().unwrap_or_default());
    let is_file = markdown_stem(words).is_some();
    is_file && (words == address || words == name || name.rsplit('/').next() == Some(words))
}

/// A heading with its id alone, of `<a href="#x" id="x"></a>` at its end.
fn with_plain_id(line: &str) -> String {
    let words = line.trim_end();
    let found = words.starts_with('#').then(|| words.rfind("<a href=\"#"));
    let Some((at, id)) = found.flatten().and_then(|at| {
        let inner = words[at..].strip_suffix("\"></a>")?;
        Some((at, inner.rsplit_once("\" id=\"")?.1))
    }) else {
        return line.to_owned();
    };
    let end = &line[words.len()..];
    format!("{}<a id=\"{id}\"></a>{end}", words[..at].trim_end())
}

impl Generator for GitBook {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let mut includes = Includes::of(&self.folder, &page.source).with_hidden(".gitbook");
        let text = self.included(&mut includes, text, remarks);
        let text = self.with_variables(&text);
        let title_of = |target: &str| self.title_of(page, target).map(str::to_owned);
        let text = blocks::written(&text, &title_of, &page.source, remarks);
        let text = self.with_titles(page, &text);
        let text = prose_changed(&text, |prose| {
            let mut new: String = lines(prose).map(with_plain_id).collect();
            new = new.replace("&#x20;", " ");
            while let Some(at) = DEAD_ADDRESSES.iter().find_map(|dead| new.find(dead)) {
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
        formulas(&emoji(&text))
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
