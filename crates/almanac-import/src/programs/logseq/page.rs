//! A page of Logseq as a note: its properties as front matter, its outline as headings, paragraphs and lists.

use almanac_syntax::is_hidden_property;

use super::Graph;
use super::blocks::{Block, outline, property};
use super::inline;
use super::names::names;
use crate::front_matter::{yaml_list, yaml_text};
use crate::remarks::{Remarks, Topic, kind};

kind!(DRAFT: Topic::Changed, "page that is not public is a draft", "pages that are not public are drafts");
kind!(PROPERTIES: Topic::Changed, "page has its properties in front matter and above its text", "pages have their properties in front matter and above their texts");
kind!(HEADING: Topic::Changed, "block is a heading", "blocks are headings");
kind!(PARAGRAPH: Topic::Changed, "block with nothing below it is a paragraph", "blocks with nothing below them are paragraphs");
kind!(TASK: Topic::Changed, "task has a box", "tasks have boxes");
kind!(BLOCK_PROPERTY: Topic::Changed, "property of a block is a line of a list", "properties of blocks are lines of lists");

/// What Logseq keeps in properties for itself, of blocks and of pages.
fn is_own(name: &str) -> bool {
    name == "icon" || is_hidden_property(name)
}

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    properties: Vec<(String, String)>,
    /// Lines before the first bullet that are no properties.
    before: Vec<String>,
    blocks: Vec<Block>,
}

impl Page {
    /// Reads a page. Its properties are those of its first block, or stand before all bullets.
    pub fn read(text: &str) -> Self {
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        let (lines, mut blocks) = outline(text);
        let mut properties: Vec<(String, String)> =
            lines.iter().filter_map(|line| property(line)).collect();
        let before = lines.into_iter().filter(|line| property(line).is_none());
        let before: Vec<String> = before.skip_while(|line| line.trim().is_empty()).collect();
        let is_of_page = blocks.first().is_some_and(|block| {
            block.lines.is_empty() && block.children.is_empty() && !block.properties.is_empty()
        });
        if is_of_page && properties.is_empty() && before.is_empty() {
            properties = blocks.remove(0).properties;
        }
        Self {
            properties,
            before,
            blocks,
        }
    }

    /// A property of the page.
    pub fn property(&self, name: &str) -> Option<&str> {
        let found = self.properties.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// The parts of a property between commas, without the brackets of links.
    pub fn list(&self, name: &str) -> Vec<String> {
        let value = self.property(name).unwrap_or_default();
        let parts = value.split([',', '，']);
        parts
            .map(|part| {
                part.trim()
                    .trim_start_matches('#')
                    .trim_start_matches("[[")
                    .trim_end_matches("]]")
                    .to_owned()
            })
            .filter(|part| !part.is_empty())
            .collect()
    }

    /// The blocks with an id: it, the words of the first line, and whether that is a heading.
    pub fn known_blocks(&self) -> Vec<(String, String, Option<String>)> {
        let mut known = Vec::new();
        for block in &self.blocks {
            gather(block, true, &mut known);
        }
        known
    }

    /// The page as a note.
    pub fn written(&self, graph: &Graph, path: &str, remarks: &mut Remarks) -> String {
        let mut writer = Writer {
            graph,
            path,
            remarks,
            text: String::new(),
            is_list: false,
        };
        writer.front_matter(self);
        if !self.before.is_empty() {
            let lines = writer.lines(&self.before);
            writer.paragraph(&lines);
        }
        for block in &self.blocks {
            writer.top(block);
        }
        if !writer.text.is_empty() && !writer.text.ends_with('\n') {
            writer.text.push('\n');
        }
        writer.text
    }
}

fn gather(block: &Block, is_top: bool, known: &mut Vec<(String, String, Option<String>)>) {
    if let Some(id) = block.property("id") {
        let first = block.lines.first().map_or("", String::as_str);
        let heading = heading_of(first)
            .filter(|_| is_top)
            .map(|(_, words)| inline::plain_words(words));
        let first = heading_of(first).map_or(first, |(_, words)| words);
        known.push((id.to_owned(), inline::plain_words(first), heading));
    }
    for child in &block.children {
        gather(child, false, known);
    }
}

/// The signs of a heading, and its words.
fn heading_of(line: &str) -> Option<(&str, &str)> {
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let words = line[level..].strip_prefix(' ')?;
    ((1..=6).contains(&level) && !words.trim().is_empty()).then(|| (&line[..level], words.trim()))
}

/// The state of a task, and the rest of its line.
fn task_of(line: &str) -> Option<(&'static str, &str)> {
    const STATES: [(&str, &str); 9] = [
        ("TODO", "[ ]"),
        ("DOING", "[ ] DOING"),
        ("NOW", "[ ] NOW"),
        ("LATER", "[ ] LATER"),
        ("WAITING", "[ ] WAITING"),
        ("WAIT", "[ ] WAIT"),
        ("DONE", "[x]"),
        ("CANCELED", "[x] CANCELED"),
        ("CANCELLED", "[x] CANCELLED"),
    ];
    STATES.iter().find_map(|(state, shown)| {
        let rest = line.strip_prefix(state)?.strip_prefix(' ')?;
        Some((*shown, rest))
    })
}

struct Writer<'w> {
    graph: &'w Graph,
    path: &'w str,
    remarks: &'w mut Remarks,
    text: String,
    /// Whether what was written last is an item of a list.
    is_list: bool,
}

impl Writer<'_> {
    fn front_matter(&mut self, page: &Page) {
        let mut names = names(&self.graph.settings, self.path, page).into_iter();
        let title = names.next().unwrap_or_default();
        let aliases: Vec<String> = names.collect();
        let stem = crate::source::markdown_stem(self.path).unwrap_or(self.path);
        let mut fields = Vec::new();
        if crate::source::split_path(stem).1 != title {
            fields.push(format!("title: {}", yaml_text(&title)));
        }
        // A name with a slash leads there by its whole, too.
        let mut aliases = aliases;
        if title.contains('/') {
            aliases.insert(0, title);
        }
        if !aliases.is_empty() {
            fields.push(format!("aliases: {}", yaml_list(&aliases)));
        }
        let tags = page.list("tags");
        if !tags.is_empty() {
            fields.push(format!("tags: {}", yaml_list(&tags)));
        }
        if page
            .property("public")
            .is_some_and(|value| value.eq_ignore_ascii_case("false"))
        {
            self.remarks.add(DRAFT, self.path);
            fields.push("draft: true".to_owned());
        }
        if let Some(description) = page.property("description") {
            let words = inline::plain_words(description);
            fields.push(format!("description: {}", yaml_text(&words)));
        }
        if !page.properties.is_empty() {
            self.remarks.add(PROPERTIES, self.path);
        }
        if !fields.is_empty() {
            self.text = format!("---\n{}\n---\n", fields.join("\n"));
        }
        self.shown_properties(page);
    }

    /// What Logseq shows of a page's properties, as a small list above its text.
    fn shown_properties(&mut self, page: &Page) {
        const IN_FRONT_MATTER: [&str; 5] = ["title", "alias", "tags", "filters", "public"];
        let properties = page.properties.iter().filter(|(name, value)| {
            !IN_FRONT_MATTER.contains(&name.as_str()) && !is_own(name) && !value.is_empty()
        });
        for (name, value) in properties {
            if !self.is_list {
                self.part();
                self.is_list = true;
            }
            let value = self.lines(std::slice::from_ref(value)).join(" ");
            self.text.push_str(&format!("- {name}: {value}\n"));
        }
    }

    /// The lines of a block with their forms in ours.
    fn lines(&mut self, lines: &[String]) -> Vec<String> {
        inline::converted(self.graph, self.path, lines, self.remarks)
    }

    /// A block at the top of the outline.
    fn top(&mut self, block: &Block) {
        let first = block.lines.first().map_or("", String::as_str);
        if let Some((signs, words)) = heading_of(first) {
            self.remarks.add(HEADING, self.path);
            let heading = self.lines(&[words.to_owned()]).join(" ");
            self.paragraph(&[format!("{signs} {heading}")]);
            let rest = self.lines(&block.lines[1..]);
            if !rest.is_empty() {
                self.paragraph(&rest);
            }
            self.properties(block, 0);
            for child in &block.children {
                self.item(child, 0);
            }
            return;
        }
        let is_item =
            task_of(first).is_some() || block.property("logseq.order-list-type").is_some();
        let has_properties = block.properties.iter().any(|(name, _)| !is_own(name));
        if !block.children.is_empty() || is_item || has_properties {
            return self.item(block, 0);
        }
        if block.lines.is_empty() {
            return;
        }
        self.remarks.add(PARAGRAPH, self.path);
        let mut lines = self.lines(&block.lines);
        self.name_block(block, &mut lines);
        self.paragraph(&lines);
    }

    /// Lines by themselves, apart from what stands before.
    fn paragraph(&mut self, lines: &[String]) {
        self.part();
        self.text.push_str(&lines.join("\n"));
        self.text.push('\n');
        self.is_list = false;
    }

    /// A blank line, unless nothing stands before.
    fn part(&mut self) {
        let is_begun =
            !self.text.is_empty() && !self.text.ends_with("---\n") && !self.text.ends_with("\n\n");
        if is_begun {
            self.text.push('\n');
        }
    }

    /// A block as an item of a list, with all below it.
    fn item(&mut self, block: &Block, indent: usize) {
        if !self.is_list {
            self.part();
            self.is_list = true;
        }
        let mut lines = self.lines(&block.lines);
        let marker = match block.property("logseq.order-list-type") {
            Some("number") => "1. ",
            _ => "- ",
        };
        if let Some((boxed, rest)) = lines.first().and_then(|line| task_of(line)) {
            self.remarks.add(TASK, self.path);
            lines[0] = format!("{boxed} {rest}");
        }
        self.name_block(block, &mut lines);
        let blanks = " ".repeat(indent);
        let within = " ".repeat(indent + marker.len());
        let mut lines = lines.into_iter();
        let first = lines.next().unwrap_or_default();
        self.text
            .push_str(format!("{blanks}{marker}{first}").trim_end());
        self.text.push('\n');
        for line in lines {
            self.text.push_str(format!("{within}{line}").trim_end());
            self.text.push('\n');
        }
        self.properties(block, indent + marker.len());
        for child in &block.children {
            self.item(child, indent + marker.len());
        }
    }

    /// The properties of a block as a small list.
    fn properties(&mut self, block: &Block, indent: usize) {
        let blanks = " ".repeat(indent);
        for (name, value) in block.properties.iter().filter(|(name, _)| !is_own(name)) {
            if !self.is_list {
                self.part();
                self.is_list = true;
            }
            self.remarks.add(BLOCK_PROPERTY, self.path);
            let value = self.lines(std::slice::from_ref(value)).join(" ");
            self.text.push_str(&format!("{blanks}- {name}: {value}\n"));
        }
    }

    /// Gives a block that others refer to the id that they know it by.
    fn name_block(&mut self, block: &Block, lines: &mut Vec<String>) {
        let Some(id) = block
            .property("id")
            .filter(|id| self.graph.wanted.contains(*id))
        else {
            return;
        };
        let is_plain = lines.iter().all(|line| {
            let line = line.trim_start();
            !line.is_empty() && !line.starts_with(['`', '~', '|', '>', '$'])
        });
        match lines.last_mut() {
            Some(last) if is_plain => last.push_str(&format!(" ^{id}")),
            Some(_) => lines.extend([String::new(), format!("^{id}")]),
            None => lines.push(format!("^{id}")),
        }
    }
}
