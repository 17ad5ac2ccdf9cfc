//! How Sphinx with MyST, Jupyter Book and MyST read their pages.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::FilePath;
use rayon::prelude::*;

use super::settings::{Settings, pairs};
use crate::front_matter::{FrontMatter, yaml_text};
use crate::remarks::Remarks;
use crate::sites::abbreviations::explained;
use crate::sites::addresses::Meant;
use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::figures::written_id;
use crate::sites::headings::{ids_of_headings, with_ids};
use crate::sites::includes::Includes;
use crate::sites::labels::{Label, Labels, plain_words};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_true, value_of};
use crate::sites::site::{Generator, kept};
use crate::source::{SourceFolder, markdown_stem};

/// By which name something is known, which id it bears, its words, and whether somebody named it.
type Named = (String, String, String, bool);

/// How the pages of a project are read.
pub struct MyST {
    pub folder: Arc<SourceFolder>,
    /// The folder of the project, with its final slash; empty for the whole.
    pub root: String,
    pub settings: Settings,
    /// The keys of the works that may be cited.
    pub keys: BTreeSet<String>,
    /// All that bears an id.
    pub labels: Labels,
    rule: AnchorRule,
}

/// A page while it is written.
pub struct Writer<'g> {
    pub site: &'g MyST,
    /// The file of the page.
    pub page: &'g str,
    pub remarks: &'g mut Remarks,
    pub includes: Includes<'g>,
    /// What bears an id: its name, and its words in Markdown.
    pub found: Vec<(String, String)>,
    /// Names of what comes next.
    pub waiting: Vec<String>,
    pub substitutions: BTreeMap<String, String>,
    /// The substitutions that are being put in.
    pub open: Vec<String>,
    /// How deep the block is that is read.
    pub depth: usize,
}

impl MyST {
    pub fn of(folder: &SourceFolder, root: String, settings: Settings) -> Self {
        Self {
            folder: kept(folder),
            root,
            settings,
            keys: BTreeSet::new(),
            labels: Labels::default(),
            rule: AnchorRule::Docutils,
        }
    }

    /// Reads all pages once, to know what bears which id.
    pub fn with_labels(mut self, pages: &[SitePage]) -> Self {
        let found: Vec<_> = { pages.par_iter() }
            .filter(|page| !page.source.is_empty())
            .filter_map(|page| Some((page, self.labels_of(page)?)))
            .collect();
        let mut labels = Labels::default();
        for (page, (title, _)) in &found {
            if let Some(title) = title.clone().or_else(|| page.label.clone()) {
                labels.add_title(&page.source, &plain_words(&title));
            }
        }
        // What was named goes before what headings are called.
        for is_named in [true, false] {
            for (page, (_, all)) in &found {
                for (name, id, words, _) in all.iter().filter(|(.., named)| *named == is_named) {
                    let label = Label {
                        source: page.source.clone(),
                        id: id.clone(),
                        words: words.clone(),
                    };
                    labels.add(name, label.clone());
                    // Names of targets know no case.
                    labels.add(&name.to_lowercase(), label);
                }
            }
        }
        self.labels = labels;
        self
    }

    /// The title of a page, and all that bears an id on it: by which name, which id, its words, and whether it was named.
    fn labels_of(&self, page: &SitePage) -> Option<(Option<String>, Vec<Named>)> {
        let text = self.folder.readable_text(&page.source)?;
        let head = FrontMatter::read(&text);
        let mut unheard = Remarks::default();
        let (body, named) = self.written(page, &text[head.body()..], &mut unheard);
        let (_, headings) = with_ids(&body, &self.rule, &[]);
        let title = head.text("title").map(str::to_owned).or(headings.title);
        let mut found = Vec::new();
        let slugs = ids_of_headings(&body, &AnchorRule::GitHub);
        for ((ids, words), (slugs, _)) in ids_of_headings(&body, &self.rule).into_iter().zip(slugs)
        {
            let first = ids.first().cloned().unwrap_or_default();
            for (number, id) in ids.into_iter().enumerate() {
                found.push((id, first.clone(), words.clone(), number > 0));
            }
            found.extend(
                slugs
                    .first()
                    .map(|slug| (slug.clone(), first.clone(), words.clone(), false)),
            );
        }
        for (name, words) in named {
            let id = id_of(&name, &words);
            let heading = found.iter().find(|(known, ..)| *known == id).cloned();
            let name = name.strip_prefix("object ").unwrap_or(&name).to_owned();
            found.push(match heading {
                // A heading that bears the name has said its words.
                Some((_, first, said, _)) if words.is_empty() => (name, first, said, true),
                _ => (name, id, plain_words(&words), true),
            });
        }
        if let Some(label) = head.text("label")
            && let Some(first) = found.first().map(|(_, id, ..)| id.clone())
        {
            found.push((
                label.to_owned(),
                first,
                title.clone().unwrap_or_default(),
                true,
            ));
        }
        Some((title, found))
    }

    fn written(
        &self,
        page: &SitePage,
        text: &str,
        remarks: &mut Remarks,
    ) -> (String, Vec<(String, String)>) {
        let mut writer = Writer {
            site: self,
            page: &page.source,
            remarks,
            includes: Includes::of(&self.folder, &page.source),
            found: Vec::new(),
            waiting: Vec::new(),
            substitutions: self.substitutions_of(&page.source, text),
            open: Vec::new(),
            depth: 0,
        };
        let mut body = writer.blocks(&text.replace("\r\n", "\n"));
        if !writer.waiting.is_empty() {
            let last = writer.waiting_anchors();
            body.push_str(&format!("\n{last}\n"));
        }
        let found = writer.found;
        let mut short = String::new();
        for (name, words) in &self.settings.abbreviations {
            short.push_str(&format!("\n*[{name}]: {words}\n"));
        }
        match short.is_empty() {
            true => (body, found),
            false => (explained(&format!("{body}\n{short}")), found),
        }
    }

    fn substitutions_of(&self, source: &str, text: &str) -> BTreeMap<String, String> {
        let mut found = self.settings.substitutions.clone();
        if !text.contains("{{") && !text.contains("{sub-ref}") {
            return found;
        }
        let Some(text) = self.folder.readable_text(source) else {
            return found;
        };
        let head = FrontMatter::read(&text);
        let own = head.get("substitutions").map(value_of);
        let below = head
            .get("myst")
            .map(|myst| value_of(myst)["substitutions"].clone());
        for value in own.into_iter().chain(below) {
            found.extend(pairs(&value));
        }
        found
    }

    /// The page of a document's name, counted from a page or from the root.
    pub fn document(&self, page: &str, name: &str) -> Option<String> {
        let path = match name.strip_prefix('/') {
            Some(rest) => format!("{}{rest}", self.root),
            None => FilePath::from(page).resolve(name)?,
        };
        let stem = path.strip_suffix(".html").unwrap_or(&path);
        let endings = ["", ".md", ".ipynb", ".markdown", ".mdx", ".qmd"].iter();
        let mut places = endings.map(|ending| format!("{stem}{ending}"));
        places.find(|place| self.folder.has(place))
    }
}

/// The id of what bears a name and some words: as docutils makes it of the name, or as Sphinx has it for terms and formulas.
pub fn id_of(name: &str, words: &str) -> String {
    if let Some(term) = name.strip_prefix("term ") {
        return term_id(term);
    }
    if let Some(object) = name.strip_prefix("object ") {
        return written_id(object);
    }
    let number = words
        .strip_prefix('(')
        .and_then(|words| words.strip_suffix(')'));
    let is_formula = number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()));
    let id = Anchors::new(&AnchorRule::Docutils).of(name);
    let id = match id.as_str() {
        // Nothing of the name is left.
        "id1" if !name.eq_ignore_ascii_case("id1") => written_id(name),
        _ => id,
    };
    match is_formula {
        true => format!("equation-{id}"),
        false => id,
    }
}

/// The id of a term in a glossary, as Sphinx makes it.
pub fn term_id(term: &str) -> String {
    let mut id = String::from("term-");
    for c in term.trim().chars() {
        match c {
            c if c.is_ascii_alphanumeric() || matches!(c, '.' | '_') => id.push(c),
            c if c.is_alphabetic() => id.push(c),
            _ if id.ends_with('-') => {}
            _ => id.push('-'),
        }
    }
    id.trim_end_matches('-').to_owned()
}

impl Generator for MyST {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        self.written(page, text, remarks).0
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        let mut meant = Vec::new();
        let file = match path.strip_prefix('/') {
            Some(rest) => Some(format!("{}{rest}", self.root)),
            None => FilePath::from(page.source.as_str()).resolve(path),
        };
        if let Some(file) = file {
            meant.push(Meant::File(file.clone()));
            meant.extend(self.document(&page.source, path).map(Meant::File));
            let below = file.strip_prefix(&self.root).unwrap_or(&file);
            let stem = below.strip_suffix(".html").or_else(|| markdown_stem(below));
            meant.push(Meant::Address(stem.unwrap_or(below).to_owned()));
        }
        meant
    }

    fn fields(&self, _page: &SitePage, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
        let _ = remarks;
        let meta = head
            .get("myst")
            .or_else(|| head.get("html_meta"))
            .map(value_of);
        let meta = meta.unwrap_or_default();
        let described = [
            &meta["html_meta"]["description"],
            &meta["description"],
            &meta["description lang=en"],
        ];
        let words = described
            .into_iter()
            .find_map(|value| value.as_str().map(str::to_owned));
        let own = head.text("description").map(str::to_owned);
        if let Some(words) = own.or(words).filter(|_| head.get("summary").is_none()) {
            head.set("summary", yaml_text(&words));
            head.remove("description");
        }
        if head.get("keywords").is_some() && head.get("tags").is_none() {
            head.rename("keywords", "tags");
        }
        if head.get("label").is_some() {
            head.remove("label");
        }
        // What only Sphinx and Jupyter read says nothing here.
        for name in [
            "substitutions",
            "myst",
            "html_meta",
            "kernelspec",
            "jupytext",
            "orphan",
            "tocdepth",
            "file_format",
            "mystnb",
        ] {
            head.remove(name);
        }
        let hidden = head.get("hidden").map(value_of);
        if hidden.as_ref().is_some_and(is_true) {
            head.set("unlisted", "true");
        }
        if let Some(title) = head
            .text("title")
            .filter(|title| title.contains(['`', '*']))
        {
            let words = plain_words(title);
            head.set("title", yaml_text(&words));
        }
    }
}
