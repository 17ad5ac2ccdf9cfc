//! The file of what gets another slug: its old one stays as an alias, and as its id if it has none.

use std::borrow::Cow;
use std::ops::Range;

use almanac_model::{Edit, FilePath, Page, PageIndex, Snapshot};
use almanac_syntax::yaml::{Content, Node};
use almanac_syntax::{Document, FrontMatterForm};

use crate::dialect::dialect;
use crate::permanent_ids::{empty_value, newline, question_ids_in_place};

/// The page or path that gets another slug.
pub(super) struct Renamed<'s> {
    file: &'s FilePath,
    text: &'s str,
    document: Document,
    page: Option<&'s Page>,
}

impl<'s> Renamed<'s> {
    /// The page, or the path of that slug.
    pub fn find(
        snapshot: &'s Snapshot,
        page: Option<PageIndex>,
        path: Option<&str>,
    ) -> Option<Self> {
        let page = page.map(|page| snapshot.page(page));
        let (file, text) = match (page, path) {
            (Some(page), _) => (&page.file, &page.text),
            (None, Some(slug)) => {
                let path = snapshot.path(snapshot.path_by_slug(slug)?);
                (&path.file, &path.text)
            }
            (None, None) => return None,
        };
        Some(Self {
            file,
            text,
            document: almanac_syntax::parse(text, dialect(snapshot.config())),
            page,
        })
    }

    /// Leaves the old slug as an alias, so that old addresses and links still lead to the page, and
    /// writes down the ids that were made of it, so that learners' records stay those of the page.
    pub fn edits(&self, old: &str) -> Vec<Edit> {
        let name = old.strip_prefix("path:").unwrap_or(old);
        let name = &*self.written_name(name);
        let mut edits = self.question_ids();
        let front_matter = &self.document.front_matter;
        let is_given = |name| front_matter.get(name).is_some_and(|node| !node.is_null());
        let mut id = None;
        if !is_given("id") && !is_given("article_id") {
            match self.empty("id") {
                Some(place) => edits.push(self.edit(place, format!(" {name}"))),
                None => id = Some(self.field("id", name)),
            }
        }
        let mut aliases = None;
        match front_matter.get("aliases").filter(|node| !node.is_null()) {
            Some(node) => edits.push(self.one_more(node, name)),
            None => match self.empty("aliases") {
                Some(place) => edits.push(self.edit(place, format!(" [{name}]"))),
                None => aliases = Some(self.field("aliases", &format!("[{name}]"))),
            },
        }
        edits.extend(self.new_fields(id, aliases));
        edits
    }

    /// Whether its front matter can be read. What can't may have an id further on.
    pub fn is_read(&self) -> bool {
        !self.document.has_cut_front_matter()
    }

    /// A name as a value is written: in TOML and JSON between quotes.
    fn written_name<'n>(&self, name: &'n str) -> Cow<'n, str> {
        match self.document.form {
            FrontMatterForm::Yaml => Cow::Borrowed(name),
            FrontMatterForm::Toml | FrontMatterForm::Json => format!("\"{name}\"").into(),
        }
    }

    /// A field with its value.
    fn field(&self, name: &str, value: &str) -> String {
        match self.document.form {
            FrontMatterForm::Yaml => format!("{name}: {value}"),
            FrontMatterForm::Toml => format!("{name} = {value}"),
            FrontMatterForm::Json => format!("\"{name}\": {value}"),
        }
    }

    fn question_ids(&self) -> Vec<Edit> {
        self.page
            .map(|page| question_ids_in_place(page, &self.document))
            .unwrap_or_default()
    }

    /// Adds fields that are not there: the id first, the aliases behind the title.
    fn new_fields(&self, id: Option<String>, aliases: Option<String>) -> Vec<Edit> {
        let fields: Vec<&str> = [&id, &aliases]
            .into_iter()
            .flatten()
            .map(String::as_str)
            .collect();
        if fields.is_empty() {
            return Vec::new();
        }
        let place = self.head();
        let newline = newline(self.text, self.behind_title());
        if self.document.front_matter_span.is_none() {
            let lines = [&["---"], fields.as_slice(), &["---", ""]].concat();
            return vec![self.edit(place..place, lines.join(newline))];
        }
        let fields_start = self.document.front_matter.span.start;
        let brace = self.text[fields_start..].find('{').unwrap_or(0);
        let is_json = self.document.form == FrontMatterForm::Json;
        if is_json || brace == 0 && self.text[fields_start..].starts_with('{') {
            let start = fields_start + brace + 1;
            return vec![self.edit(start..start, format!("{}, ", fields.join(", ")))];
        }
        let line = |place, field: Option<String>| {
            field.map(|field| self.edit(place..place, format!("{field}{newline}")))
        };
        // What stands behind the title may be in a table of TOML.
        let behind = match self.document.form {
            FrontMatterForm::Toml => place,
            _ => self.behind_title(),
        };
        let lines = [line(place, id), line(behind, aliases)];
        lines.into_iter().flatten().collect()
    }

    /// Where the value of a field goes that is there and has none.
    fn empty(&self, name: &str) -> Option<Range<usize>> {
        empty_value(self.text, &self.document.front_matter, name)
    }

    /// Adds a name to the aliases.
    fn one_more(&self, aliases: &Node, name: &str) -> Edit {
        let span = aliases.span.clone();
        let written = &self.text[span.clone()];
        match &aliases.content {
            Content::Sequence(items) if written.starts_with('[') => {
                let gap = if items.is_empty() { "" } else { ", " };
                self.edit(span.start + 1..span.start + 1, format!("{name}{gap}"))
            }
            Content::Sequence(items) => {
                let last = items.last().map_or(&span, |last| &last.span);
                let line = self.line_of(last.start);
                let indent: String = self.text[line..]
                    .chars()
                    .take_while(|c| *c == ' ')
                    .collect();
                let newline = newline(self.text, line);
                self.edit(last.end..last.end, format!("{newline}{indent}- {name}"))
            }
            _ => self.edit(span, format!("[{name}, {written}]")),
        }
    }

    /// Where the front matter starts.
    fn head(&self) -> usize {
        let span = self.document.front_matter_span.as_ref();
        span.map_or(self.document.body.start, |span| span.start)
    }

    /// Where the field after the title starts, or where the front matter ends.
    fn behind_title(&self) -> usize {
        let fields = self.document.front_matter.as_mapping().unwrap_or_default();
        let title = fields
            .iter()
            .position(|(key, _)| key.as_str() == Some("title"));
        let end = self
            .document
            .front_matter_span
            .as_ref()
            .map(|span| span.end);
        match (title, end) {
            (Some(title), Some(end)) => fields
                .get(title + 1)
                .map_or(end, |(next, _)| self.line_of(next.span.start)),
            _ => self.head(),
        }
    }

    fn line_of(&self, place: usize) -> usize {
        self.text[..place]
            .rfind('\n')
            .map_or(0, |newline| newline + 1)
    }

    fn edit(&self, span: Range<usize>, text: String) -> Edit {
        Edit {
            file: self.file.clone(),
            span,
            text,
        }
    }
}
