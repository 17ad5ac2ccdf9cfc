//! How Jekyll reads its pages: Liquid, then kramdown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::FilePath;
use serde_json::Value;

use super::boxes;
use super::liquid::{Liquid, with_whole_day};
use super::{Said, add_defaults, attributes, collections_of, tables};
use crate::front_matter::{FrontMatter, yaml_text};
use crate::remarks::Remarks;
use crate::sites::abbreviations::explained;
use crate::sites::addresses::Meant;
use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::dollars::formulas;
use crate::sites::includes::Includes;
use crate::sites::lines::{lines, prose_changed, trimmed_end};
use crate::sites::pages::SitePage;
use crate::sites::references::{REFERENCE, links_of_references};
use crate::sites::settings::{is_false, text_at};
use crate::sites::site::{Generator, kept};
use crate::sites::{attribute_lists, markdown_in_html, marks};
use crate::source::{SourceFolder, markdown_stem, split_path};

/// How Jekyll reads its pages.
pub struct Jekyll {
    folder: Arc<SourceFolder>,
    root: String,
    /// The folder of collections below it.
    of_collections: String,
    base: String,
    settings: Value,
    said: BTreeMap<String, Said>,
    posts: BTreeMap<String, String>,
    boxes: boxes::Types,
    rule: AnchorRule,
}

impl Jekyll {
    pub fn of(
        folder: &SourceFolder,
        settings: &Value,
        said: &BTreeMap<String, Said>,
        pages: &[SitePage],
        root: String,
        base: String,
    ) -> Self {
        let mut posts = BTreeMap::new();
        for page in pages.iter().filter(|page| page.source.contains("_posts/")) {
            let stem = markdown_stem(&page.source).unwrap_or(&page.source);
            let name = split_path(stem).1.to_owned();
            posts.insert(stem.replace("_posts/", ""), page.source.clone());
            if let Some(name) = with_whole_day(&name) {
                posts.entry(name).or_insert_with(|| page.source.clone());
            }
            posts.entry(name).or_insert_with(|| page.source.clone());
        }
        Self {
            folder: kept(folder),
            boxes: boxes::types(settings),
            rule: match text_at(settings, "kramdown.input") {
                Some("kramdown" | "Kramdown") => AnchorRule::Kramdown,
                _ => AnchorRule::KramdownGfm,
            },
            of_collections: collections_of(settings),
            settings: settings.clone(),
            said: said.clone(),
            posts,
            root,
            base,
        }
    }
}

impl Generator for Jekyll {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn excerpt_mark(&self, page: &SitePage) -> Option<&str> {
        self.separator(page).or(Some("<!--more-->"))
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let nothing = Value::Null;
        let said = self.said.get(&page.source);
        let fields = said.map(|said| Value::Object(said.fields.clone()));
        let is_off = said
            .and_then(|said| said.fields.get("render_with_liquid"))
            .is_some_and(is_false);
        let text = match is_off {
            true => text.to_owned(),
            false => {
                let liquid = Liquid {
                    site: &self.settings,
                    page: fields.as_ref().unwrap_or(&nothing),
                    posts: &self.posts,
                    root: &self.root,
                    of_collections: &self.of_collections,
                };
                let mut includes = Includes::of(&self.folder, &page.source);
                let text = liquid.written(&mut includes, text, remarks);
                prose_changed(&text, links_of_references)
            }
        };
        let text = attributes::resolved(&without_extensions(&text));
        let text = markdown_in_html::read(&text);
        let text = prose_changed(&text, |prose| {
            let separator = self.separator(page);
            let is_kept = |line: &&str| {
                let words = line.trim();
                words != "^"
                    && words != "<!--more-->"
                    && words != "<!-- more -->"
                    && Some(words) != separator
            };
            let kept: String = lines(prose).filter(is_kept).collect();
            boxes::read(&tables::with_heads(&joined_to_words(&kept)), &self.boxes)
        });
        let text = attribute_lists::read(&text);
        let text = marks::emoji(&with_names_of_emoji(&explained(&text), &self.rule));
        formulas(&text)
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        if let Some(file) = path.strip_prefix(REFERENCE) {
            return vec![Meant::File(file.to_owned())];
        }
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix('/') {
            let below = rest
                .strip_prefix(&self.base)
                .filter(|_| !self.base.is_empty());
            for rest in below.into_iter().chain([rest]) {
                let rest = rest.trim_start_matches('/');
                meant.push(Meant::Address(rest.to_owned()));
                meant.push(Meant::File(format!("{}{rest}", self.root)));
            }
            return meant;
        }
        if let Some(file) = FilePath::from(page.source.as_str()).resolve(path) {
            meant.push(Meant::File(file.clone()));
            meant.push(Meant::File(format!("{file}.md")));
            let below = file.strip_prefix(&self.root).unwrap_or(&file);
            meant.push(Meant::Address(below.trim_end_matches(".md").to_owned()));
        }
        let folder = format!(
            "{}{}",
            page.address,
            if page.address.ends_with('/') { "x" } else { "" }
        );
        meant.extend(
            FilePath::from(folder.as_str())
                .resolve(path)
                .map(Meant::Address),
        );
        meant
    }

    fn fields(&self, page: &SitePage, head: &mut FrontMatter<'_>, _remarks: &mut Remarks) {
        let Some(said) = self.said.get(&page.source) else {
            return;
        };
        add_defaults(said, head);
        for name in ["permalink", "slug", "redirect_from", "excerpt_separator"] {
            head.remove(name);
        }
        let mut topics: Vec<String> = match head.text("tags") {
            // Words with blanks between them are several tags.
            Some(tags) => tags.split_whitespace().map(str::to_owned).collect(),
            None => head.texts("tags"),
        };
        topics.extend(head.text("tag").map(str::to_owned));
        let categories = match head.text("categories") {
            Some(names) => names.split_whitespace().map(str::to_owned).collect(),
            None => head.texts("categories"),
        };
        topics.extend(categories);
        topics.extend(head.text("category").map(str::to_owned));
        let below = &page.source[self.root.len()..];
        let below = below.strip_prefix(&self.of_collections).unwrap_or(below);
        if let Some((before, _)) = below.split_once("_posts/") {
            topics.extend(
                before
                    .split('/')
                    .filter(|part| !part.is_empty() && !part.starts_with('_'))
                    .map(str::to_owned),
            );
        }
        let mut known = BTreeSet::new();
        topics.retain(|topic| !topic.is_empty() && known.insert(topic.clone()));
        if !topics.is_empty() {
            head.set("tags", crate::front_matter::yaml_list(&topics));
        }
        let day = page.aliases.iter().find_map(|alias| {
            let day = alias.get(..10)?;
            let is_day = day.bytes().filter(|byte| *byte == b'-').count() == 2;
            (is_day && !alias.starts_with('/')).then(|| day.to_owned())
        });
        let of_name = split_path(&page.target).1;
        let day = day.or_else(|| {
            of_name
                .get(..10)
                .filter(|day| day.bytes().filter(|byte| *byte == b'-').count() == 2)
                .map(str::to_owned)
        });
        if let Some(day) =
            day.filter(|_| head.get("date").is_none() && page.source.contains("_posts/"))
        {
            head.set("date", day);
        }
        if let Some(updated) = head.text("last_modified_at").map(str::to_owned) {
            head.set("updated", updated);
        }
        if let Some(excerpt) = head
            .text("excerpt")
            .map(str::to_owned)
            .filter(|_| head.get("summary").is_none() && head.get("description").is_none())
        {
            head.set("summary", yaml_text(&excerpt));
        }
    }
}

impl Jekyll {
    /// What ends the excerpt of a page, by its own word or the configuration's.
    fn separator(&self, page: &SitePage) -> Option<&str> {
        let own = self.said.get(&page.source);
        own.and_then(|said| said.text("excerpt_separator"))
            .or_else(|| text_at(&self.settings, "excerpt_separator"))
    }
}

/// The elements of HTML that stand among words: to kramdown they begin no block, wherever they stand.
const INLINE: [&str; 20] = [
    "a", "abbr", "b", "big", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q",
    "s", "small", "span", "strong", "sub", "sup",
];

/// Prose in which a tag of such an element that is alone in a line stands before the words below it: else what it wraps
/// would be HTML, and no Markdown.
fn joined_to_words(prose: &str) -> String {
    let mut new = String::with_capacity(prose.len());
    let mut all = lines(prose).peekable();
    let mut is_start = true;
    while let Some(line) = all.next() {
        let words = line.trim();
        let name = words
            .strip_prefix('<')
            .and_then(|words| words.strip_suffix('>'));
        let name = name.and_then(|tag| tag.split([' ', '\t']).next());
        let is_alone =
            name.is_some_and(|name| INLINE.contains(&name)) && words.matches('<').count() == 1;
        let has_words = all.peek().is_some_and(|next| !next.trim().is_empty());
        if is_start && is_alone && has_words {
            new.push_str(trimmed_end(line).trim_end());
            new.push_str(all.next().unwrap_or_default().trim_start());
        } else {
            new.push_str(line);
        }
        is_start = words.is_empty();
    }
    new
}

/// Ids of headings are made of the names of their emoji.
fn with_names_of_emoji(text: &str, rule: &AnchorRule) -> String {
    prose_changed(text, |prose| {
        let with_id = |line: &str| {
            let words = trimmed_end(line);
            let title = words.trim_start_matches('#');
            let is_heading = title.len() < words.len() && title.starts_with(' ');
            let has_id = words.trim_end().ends_with('}');
            if !is_heading || has_id || marks::emoji(words) == words {
                return line.to_owned();
            }
            let id = Anchors::new(rule).of(title.trim().trim_end_matches('#').trim_end());
            format!("{words} {{#{id}}}{}", &line[words.len()..])
        };
        lines(prose).map(with_id).collect()
    })
}

/// kramdown's own extensions: `{::comment}`, `{::options … /}`, `{::nomarkdown}`.
fn without_extensions(text: &str) -> String {
    if !text.contains("{::") {
        return text.to_owned();
    }
    prose_changed(text, |prose| {
        let mut new = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some(start) = rest.find("{::") {
            let Some(length) = rest[start..].find('}') else {
                break;
            };
            let words = &rest[start + 3..start + length];
            let name = words.split([' ', '/']).next().unwrap_or_default();
            new.push_str(&rest[..start]);
            rest = &rest[start + length + 1..];
            if words.ends_with('/') || name.is_empty() {
                continue;
            }
            let closes = [format!("{{:/{name}}}"), "{:/}".to_owned()];
            let close = closes
                .iter()
                .filter_map(|close| rest.find(close.as_str()).map(|at| (at, close.len())))
                .min();
            if let Some((at, length)) = close {
                if name != "comment" {
                    new.push_str(&rest[..at]);
                }
                rest = &rest[at + length..];
            }
        }
        new.push_str(rest);
        new
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_among_words_begin_no_block() {
        assert_eq!(
            joined_to_words("a\n\n<em>\n  b *c*\n</em>\n\n<div>\nd\n"),
            "a\n\n<em>b *c*\n</em>\n\n<div>\nd\n"
        );
    }

    #[test]
    fn extensions_go_and_remarks_with_their_words() {
        assert_eq!(
            without_extensions(
                "a{::comment}b{:/comment}c {::options x=\"y\" /}{::nomarkdown}d{:/}"
            ),
            "ac d"
        );
    }
}
