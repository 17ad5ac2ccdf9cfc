//! How Jekyll reads its pages: Liquid, then kramdown.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::FilePath;
use serde_json::Value;

use super::liquid::Liquid;
use super::{Said, add_defaults};
use crate::front_matter::{FrontMatter, yaml_text};
use crate::remarks::Remarks;
use crate::sites::abbreviations::explained;
use crate::sites::addresses::Meant;
use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::callouts::Callout;
use crate::sites::dollars::plain_dollars;
use crate::sites::includes::Includes;
use crate::sites::lines::{lines, prose_changed, trimmed_end};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_false, text_at};
use crate::sites::site::{Generator, kept};
use crate::sites::{attribute_lists, markdown_in_html, marks};
use crate::source::{SourceFolder, markdown_stem, split_path};

/// How Jekyll reads its pages.
pub struct Jekyll {
    folder: Arc<SourceFolder>,
    root: String,
    base: String,
    settings: Value,
    said: BTreeMap<String, Said>,
    posts: BTreeMap<String, String>,
    callouts: Vec<String>,
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
            posts.entry(name).or_insert_with(|| page.source.clone());
        }
        let own = settings["callouts"]
            .as_object()
            .into_iter()
            .flatten()
            .map(|(name, _)| name.clone());
        let usual = [
            "note",
            "tip",
            "important",
            "warning",
            "highlight",
            "new",
            "caution",
            "danger",
            "info",
        ];
        Self {
            folder: kept(folder),
            callouts: usual
                .iter()
                .map(|name| (*name).to_owned())
                .chain(own)
                .collect(),
            rule: match text_at(settings, "kramdown.input") {
                Some("kramdown" | "Kramdown") => AnchorRule::Kramdown,
                _ => AnchorRule::KramdownGfm,
            },
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

    fn excerpt_mark(&self) -> Option<&str> {
        text_at(&self.settings, "excerpt_separator").or(Some("<!--more-->"))
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
                };
                liquid.written(&mut Includes::of(&self.folder, &page.source), text, remarks)
            }
        };
        let text = without_extensions(&text);
        let text = markdown_in_html::read(&text);
        let text = prose_changed(&text, |prose| {
            let separator = text_at(&self.settings, "excerpt_separator");
            let is_kept = |line: &&str| {
                let words = line.trim();
                words != "^"
                    && words != "<!--more-->"
                    && words != "<!-- more -->"
                    && Some(words) != separator
            };
            self.lists_and_boxes(&lines(prose).filter(is_kept).collect::<String>())
        });
        let text = attribute_lists::read(&text);
        let text = marks::emoji(&with_names_of_emoji(&explained(&text), &self.rule));
        formulas(&text)
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        if let Some(file) = path.strip_prefix("/@file/") {
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
        for name in ["permalink", "slug", "redirect_from"] {
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
        if let Some((before, _)) = page.source[self.root.len()..].split_once("_posts/") {
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
    /// Lists that stand for contents go; paragraphs behind `{: .note }` are boxes.
    fn lists_and_boxes(&self, prose: &str) -> String {
        if !prose.contains("{:") {
            return prose.to_owned();
        }
        let all: Vec<&str> = lines(prose).collect();
        let mut new: Vec<String> = Vec::new();
        let mut at = 0;
        while at < all.len() {
            let words = all[at].trim();
            let inner = words
                .strip_prefix("{:")
                .and_then(|words| words.strip_suffix('}'))
                .map(str::trim);
            let Some(inner) = inner else {
                new.push(all[at].to_owned());
                at += 1;
                continue;
            };
            at += 1;
            if inner == "toc"
                || inner.starts_with("toc ")
                || inner.split_whitespace().any(|word| word == "toc")
            {
                // The list above stands for the contents.
                while new.last().is_some_and(|line| !line.trim().is_empty()) {
                    new.pop();
                }
                continue;
            }
            if inner.starts_with(|c: char| c.is_alphanumeric()) && inner.contains(':') {
                // What defines a name for attributes.
                continue;
            }
            let class = inner
                .split_whitespace()
                .find_map(|word| word.strip_prefix('.'));
            let name = class.map(|class| class.trim_end_matches("-title"));
            let is_box = name.is_some_and(|name| self.callouts.iter().any(|known| known == name));
            let Some(name) =
                name.filter(|_| is_box && at < all.len() && !all[at].trim().is_empty())
            else {
                new.push(format!("{{: {inner} }}\n"));
                continue;
            };
            let start = at;
            while at < all.len() && !all[at].trim().is_empty() {
                at += 1;
            }
            let block: Vec<&str> = all[start..at]
                .iter()
                .map(|line| line.trim_start_matches("> ").trim_start_matches('>'))
                .collect();
            let is_titled = class.is_some_and(|class| class.ends_with("-title"));
            let (title, inner) = match block.split_first() {
                Some((first, rest)) if is_titled => (Some(first.trim().to_owned()), rest.concat()),
                _ => (None, block.concat()),
            };
            let callout = Callout {
                name: name.to_owned(),
                title,
                fold: None,
            };
            new.push(callout.written(inner.trim_start_matches('\n')));
        }
        new.concat()
    }
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

/// kramdown's formulas stand between two dollars each, in lines too; one dollar is a dollar.
fn formulas(text: &str) -> String {
    // Signs that no text has stand in for the dollars of formulas.
    const INLINE: char = '\u{f8f0}';
    const BLOCK: char = '\u{f8f1}';
    if !text.contains('$') {
        return text.to_owned();
    }
    let marked = prose_changed(text, |prose| {
        let mut new = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some(start) = rest.find("$$") {
            let behind = &rest[start + 2..];
            let Some(length) = behind
                .find("$$")
                .filter(|end| !behind[..*end].contains("\n\n"))
            else {
                break;
            };
            let before = rest[..start].rsplit('\n').next().unwrap_or_default();
            let after = behind[length + 2..].split('\n').next().unwrap_or_default();
            let is_alone = before.trim_matches([' ', '>']).is_empty() && after.trim().is_empty();
            let formula = &behind[..length];
            new.push_str(&rest[..start]);
            match is_alone {
                true => new.push_str(&format!("{BLOCK}{formula}{BLOCK}")),
                false => new.push_str(&format!("{INLINE}{}{INLINE}", formula.trim())),
            }
            rest = &behind[length + 2..];
        }
        new.push_str(rest);
        new
    });
    plain_dollars(&marked)
        .replace(INLINE, "$")
        .replace(BLOCK, "$$")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn two_dollars_are_formulas_and_one_is_a_price() {
        assert_eq!(
            formulas("a $$x$$ costs $5 or $6\n\n$$\ny\n$$\n"),
            "a $x$ costs \\$5 or \\$6\n\n$$\ny\n$$\n"
        );
        assert_eq!(
            without_extensions(
                "a{::comment}b{:/comment}c {::options x=\"y\" /}{::nomarkdown}d{:/}"
            ),
            "ac d"
        );
    }
}
