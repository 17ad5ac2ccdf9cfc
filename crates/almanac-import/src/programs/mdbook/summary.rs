//! The list of chapters in `SUMMARY.md`. Read by mdBook and GitBook, and by MkDocs where the plugin literate-nav reads it.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

/// What stands in the list, from its beginning to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Item {
    /// The title of a part, or of an item that leads nowhere itself.
    Part(String),
    /// A chapter.
    Page {
        /// What the list calls it.
        label: String,
        /// Its file as it is written; `None` where it is only planned.
        file: Option<String>,
    },
}

/// The items of a list, depth first. Headings of some levels are the titles of parts; the first heading is that of the list.
pub fn items_of(text: &str, part_levels: &[usize]) -> Vec<Item> {
    let mut reading = Reading::default();
    for event in Parser::new_ext(text, Options::empty()) {
        reading.accept(event, part_levels);
    }
    reading.end_item();
    reading.items
}

#[derive(Default)]
struct Reading {
    items: Vec<Item>,
    /// The words of the heading that is open.
    heading: Option<String>,
    has_heading: bool,
    /// The words of the link that is open, and its address.
    link: Option<(String, String)>,
    /// The words of the item that is open, and whether it has a link.
    item: Option<(String, bool)>,
}

impl Reading {
    fn accept(&mut self, event: Event<'_>, part_levels: &[usize]) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                self.end_item();
                self.heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(level)) => self.end_heading(level, part_levels),
            Event::Start(Tag::Link { dest_url, .. }) => {
                self.link = Some((String::new(), dest_url.to_string()));
            }
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::Item) => {
                self.end_item();
                self.item = Some((String::new(), false));
            }
            Event::Start(Tag::List(_)) | Event::End(TagEnd::Item) => self.end_item(),
            Event::Text(text) | Event::Code(text) => self.push(&text),
            Event::SoftBreak | Event::HardBreak => self.push(" "),
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        if let Some((words, _)) = &mut self.link {
            words.push_str(text);
        } else if let Some(words) = &mut self.heading {
            words.push_str(text);
        } else if let Some((words, _)) = &mut self.item {
            words.push_str(text);
        }
    }

    fn end_heading(&mut self, level: HeadingLevel, part_levels: &[usize]) {
        let Some(words) = self.heading.take() else {
            return;
        };
        let is_first = !self.has_heading && self.items.is_empty();
        self.has_heading = true;
        if !is_first && part_levels.contains(&(level as usize)) && !words.trim().is_empty() {
            self.items.push(Item::Part(words.trim().to_owned()));
        }
    }

    fn end_link(&mut self) {
        let Some((label, file)) = self.link.take() else {
            return;
        };
        if self.heading.is_some() {
            return self.push(&label);
        }
        match &mut self.item {
            // Only the first link of an item is a chapter.
            Some((_, has_link @ false)) => *has_link = true,
            Some(_) => return,
            None => {}
        }
        let file = (!file.is_empty()).then_some(file);
        let label = label.trim().to_owned();
        self.items.push(Item::Page { label, file });
    }

    /// What an item says that has no link is the title of what is below it.
    fn end_item(&mut self) {
        if let Some((words, false)) = self.item.take()
            && !words.trim().is_empty()
        {
            self.items.push(Item::Part(words.trim().to_owned()));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_read_from_its_beginning_to_its_end() {
        let text = "# Summary\n\n[Preface](p.md)\n\n# One `x`\n\n- [A](a%20b.md)\n    * [B](<b c.md>)\n- [Later]()\n  - [C](c/README.md)\n- Group\n  - [D](d.md)\n\n---\n\n## No part\n\n[End](e.md)\n";
        let items = items_of(text, &[1]);
        let shown: Vec<String> = items
            .iter()
            .map(|item| match item {
                Item::Part(title) => format!("# {title}"),
                Item::Page { label, file } => {
                    format!("{label}: {}", file.as_deref().unwrap_or("-"))
                }
            })
            .collect();
        assert_eq!(
            shown,
            [
                "Preface: p.md",
                "# One x",
                "A: a%20b.md",
                "B: b c.md",
                "Later: -",
                "C: c/README.md",
                "# Group",
                "D: d.md",
                "End: e.md"
            ]
        );
    }
}
