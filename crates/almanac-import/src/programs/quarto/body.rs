//! How Quarto and bookdown read their pages: Pandoc's Markdown, with code to be run, shortcodes and cross-references.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::FilePath;
use rayon::prelude::*;
use serde_json::Value;

use super::shortcodes::with_includes;
use crate::front_matter::{FrontMatter, yaml_text};
use crate::remarks::Remarks;
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::figures::written_id;
use crate::sites::headings::{ids_of_headings, with_ids};
use crate::sites::includes::Includes;
use crate::sites::labels::{Label, Labels, plain_words};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_false, laid_over, value_of, yaml_settings};
use crate::sites::site::{Generator, kept};
use crate::source::{SourceFolder, markdown_stem};

/// By which name something is known, which id it bears, and its words.
type Named = (String, String, String);

/// How the pages of a project are read.
pub struct Pandoc {
    pub folder: Arc<SourceFolder>,
    /// The folder of the project, with its final slash; empty for the whole.
    pub root: String,
    /// Whether it is a book of bookdown.
    pub is_bookdown: bool,
    /// The metadata of the whole project.
    pub settings: Value,
    /// The values of `_variables.yml`.
    pub variables: Value,
    /// The keys of the works that may be cited.
    pub keys: BTreeSet<String>,
    /// All that bears an id.
    pub labels: Labels,
    /// Texts that captions name: `(ref:name) text`.
    pub texts: BTreeMap<String, String>,
    rule: AnchorRule,
}

/// A page while it is written.
pub struct Writer<'g> {
    pub site: &'g Pandoc,
    /// The file of the page.
    pub page: &'g str,
    pub remarks: &'g mut Remarks,
    /// What bears an id on it, with its words in Markdown.
    pub found: Vec<(String, String)>,
    /// The metadata of the page.
    pub meta: Value,
    /// Items of lists that are counted through the page, by their names.
    pub examples: Vec<String>,
    /// How many of them are written.
    pub seen_examples: usize,
    /// How deep the block is that is read.
    pub depth: usize,
}

impl Pandoc {
    pub fn of(folder: &SourceFolder, root: String, settings: Value) -> Self {
        Self {
            folder: kept(folder),
            root,
            is_bookdown: false,
            settings,
            variables: Value::Null,
            keys: BTreeSet::new(),
            labels: Labels::default(),
            texts: BTreeMap::new(),
            rule: AnchorRule::Pandoc,
        }
    }

    /// Reads all pages once, to know what bears which id.
    pub fn with_labels(mut self, pages: &[SitePage]) -> Self {
        let found: Vec<_> = { pages.par_iter() }
            .filter(|page| !page.source.is_empty())
            .filter_map(|page| Some((page, self.labels_of(page)?)))
            .collect();
        let mut labels = Labels::default();
        for (page, (title, found)) in found {
            if let Some(title) = title.or_else(|| page.label.clone()) {
                labels.add_title(&page.source, &plain_words(&title));
            }
            for (name, id, words) in found {
                let source = page.source.clone();
                labels.add(&name, Label { source, id, words });
            }
        }
        self.labels = labels;
        self
    }

    /// The title of a page, and all that bears an id on it: by which name, which id, and its words.
    fn labels_of(&self, page: &SitePage) -> Option<(Option<String>, Vec<Named>)> {
        let text = self.folder.readable_text(&page.source)?;
        let head = FrontMatter::read(&text);
        let mut unheard = Remarks::default();
        let (body, named) = self.written(page, &text[head.body()..], &mut unheard);
        let (_, headings) = with_ids(&body, &self.rule, &[]);
        let title = head.text("title").map(str::to_owned).or(headings.title);
        let mut found = Vec::new();
        for (ids, words) in ids_of_headings(&body, &self.rule) {
            let name = format!("heading {}", words.to_lowercase());
            let first = ids.first().cloned().unwrap_or_default();
            found.push((name, first.clone(), words.clone()));
            for id in ids {
                found.push((id, first.clone(), words.clone()));
            }
        }
        for (id, words) in named {
            let written = written_id(&id);
            found.push((id, written, plain_words(&words)));
        }
        Some((title, found))
    }

    fn written(
        &self,
        page: &SitePage,
        text: &str,
        remarks: &mut Remarks,
    ) -> (String, Vec<(String, String)>) {
        let mut includes = Includes::of(&self.folder, &page.source);
        let text = with_includes(
            &mut includes,
            &self.root,
            &text.replace("\r\n", "\n"),
            remarks,
        );
        let mut writer = Writer {
            site: self,
            page: &page.source,
            remarks,
            found: Vec::new(),
            meta: self.meta_of(&page.source, &text),
            examples: Vec::new(),
            seen_examples: 0,
            depth: 0,
        };
        let text = writer.with_values(&text);
        writer.count_examples(&text);
        let body = writer.blocks(&text);
        (body, writer.found)
    }

    /// The metadata of a page, where its text asks for any.
    fn meta_of(&self, source: &str, text: &str) -> Value {
        if !text.contains("{{<") && !text.contains("-meta") {
            return Value::Null;
        }
        let Some(text) = self.folder.readable_text(source) else {
            return Value::Null;
        };
        let head = FrontMatter::read(&text);
        let fields = head.fields();
        let pairs = fields.map(|(name, node)| (name.to_owned(), value_of(node)));
        let mut meta = Value::Object(pairs.collect());
        // What a folder says holds for all pages below it, and the nearest goes before.
        let ends = source.rmatch_indices('/').map(|(end, _)| end + 1);
        for end in ends.chain([0]).filter(|end| *end >= self.root.len()) {
            let file = format!("{}_metadata.yml", &source[..end]);
            if let Some(text) = self.folder.settings(&file) {
                meta = laid_over(meta, yaml_settings(&text));
            }
        }
        meta
    }

    /// Whether code is hidden where nothing else is said.
    pub fn hides_code(&self) -> bool {
        is_false(&self.settings["execute"]["echo"])
    }
}

impl Generator for Pandoc {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        self.written(page, text, remarks).0
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        let mut files = Vec::new();
        match path.strip_prefix('/') {
            Some(rest) => files.push(format!("{}{rest}", self.root)),
            None => files.extend(FilePath::from(page.source.as_str()).resolve(path)),
        }
        // Paths of included files may count from the root.
        if !path.starts_with('/') {
            files.push(format!("{}{path}", self.root));
        }
        let mut meant: Vec<Meant> = files.iter().cloned().map(Meant::File).collect();
        for file in files {
            let below = file.strip_prefix(&self.root).unwrap_or(&file).to_owned();
            let stem = below
                .strip_suffix(".html")
                .or_else(|| markdown_stem(&below));
            meant.push(Meant::Address(stem.unwrap_or(&below).to_owned()));
        }
        meant
    }

    fn fields(&self, _page: &SitePage, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
        let _ = remarks;
        if let Some(words) = head.text("description").map(str::to_owned) {
            head.become_field("description", "summary", yaml_text(&words));
        }
        let categories = head.texts("categories");
        if !categories.is_empty() && head.get("tags").is_none() {
            head.rename("categories", "tags");
        }
        for name in ["date", "date-modified"] {
            // `today`, `last-modified` and the like are computed.
            let is_day = head
                .text(name)
                .is_some_and(|day| day.starts_with(|c: char| c.is_ascii_digit()));
            if head.get(name).is_some() && !is_day {
                head.remove(name);
            }
        }
        if head.get("date-modified").is_some() {
            head.rename("date-modified", "updated");
        }
        if let Some(title) = head
            .text("title")
            .filter(|title| title.contains(['`', '*']))
        {
            let words = plain_words(title);
            head.set("title", yaml_text(&words));
        }
        for name in ["bibliography", "csl", "nocite", "references"] {
            head.remove(name);
        }
    }
}
