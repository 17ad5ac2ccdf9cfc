//! How MkDocs reads its pages.

use std::borrow::Cow;
use std::sync::Arc;

use almanac_model::FilePath;
use serde_json::Value;

use super::snippets::{expanded, include_markdown};
use crate::front_matter::{FrontMatter, yaml_text};
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::abbreviations::explained;
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::attribute_lists;
use crate::sites::code_blocks::{self, CodeBlock, value_in};
use crate::sites::dollars::plain_dollars;
use crate::sites::includes::Includes;
use crate::sites::lines::{FencedCode, lines, prose_changed};
use crate::sites::mathjax::between;
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_true, listed, text_at, texts};
use crate::sites::site::{Generator, kept};
use crate::sites::tab_ids::{self, TabIds};
use crate::sites::{indented, markdown_in_html, marks, tabs};
use crate::source::SourceFolder;

kind!(VARIABLE: Topic::Changed, "variable of the configuration stands in the page", "variables of the configuration stand in the pages");
kind!(MACRO: Topic::Kept, "expression in double braces", "expressions in double braces");

/// How MkDocs reads its pages.
pub struct MkDocs {
    folder: Arc<SourceFolder>,
    /// The folder of the pages, with its final slash.
    docs: String,
    /// The path of the site's address.
    base: String,
    /// The folders from which snippets are named.
    bases: Vec<String>,
    /// What stands at the end of each page.
    appended: String,
    extra: Value,
    has_math: bool,
    has_symbols: bool,
    has_macros: bool,
    /// How tabs get their ids, where they have any that can be known.
    tab_ids: Option<TabIds>,
    /// Whether a plugin reads `{% include %}`.
    has_includes: bool,
    rule: AnchorRule,
}

impl MkDocs {
    pub fn of(
        folder: &SourceFolder,
        settings: &Value,
        docs: String,
        address: Option<&str>,
    ) -> Self {
        let extensions = &settings["markdown_extensions"];
        let has = |name: &str| listed(extensions, name).is_some();
        let snippets = listed(extensions, "pymdownx.snippets").unwrap_or(&Value::Null);
        let mut bases = texts(&snippets["base_path"]);
        bases.extend([String::new(), docs.clone()]);
        let bases = bases.iter().map(|base| match base.trim_matches('/') {
            "" | "." => String::new(),
            base => format!("{}/", base.trim_start_matches("./")),
        });
        let bases: Vec<String> = bases.collect();
        let appended = texts(&snippets["auto_append"])
            .into_iter()
            .filter_map(|file| {
                let mut places = bases.iter().map(|base| format!("{base}{file}"));
                let place = places.find(|place| folder.has(place))?;
                folder.readable_text(&place)
            });
        let has_plugin = |name: &str| listed(&settings["plugins"], name).is_some();
        let base = address.and_then(|address| {
            let (_, rest) = address.split_once("://")?;
            rest.find('/').map(|slash| rest[slash..].to_owned())
        });
        Self {
            folder: kept(folder),
            base: base.unwrap_or_default(),
            appended: appended.collect::<Vec<String>>().join("\n"),
            bases,
            docs,
            extra: settings["extra"].clone(),
            // A configuration that lists none may be a part of one.
            has_math: extensions.is_null() || has("pymdownx.arithmatex") || has("mdx_math"),
            has_symbols: has("pymdownx.smartsymbols"),
            has_macros: has_plugin("macros"),
            has_includes: settings["plugins"].is_null()
                || has_plugin("include-markdown")
                || has_plugin("macros"),
            tab_ids: tab_ids(extensions),
            rule: rule(settings),
        }
    }

    fn variables(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        if !text.contains("{{") {
            return text.to_owned();
        }
        prose_changed(text, |prose| {
            let mut new = String::with_capacity(prose.len());
            let mut rest = prose;
            while let Some(start) = rest.find("{{") {
                let Some(length) = rest[start..].find("}}") else {
                    break;
                };
                let name = rest[start + 2..start + length].trim();
                let name = name
                    .strip_prefix("extra.")
                    .or_else(|| name.strip_prefix("config.extra."))
                    .unwrap_or(name);
                new.push_str(&rest[..start]);
                match text_at(&self.extra, name) {
                    Some(value) => {
                        remarks.add(VARIABLE, &page.source);
                        new.push_str(value);
                    }
                    None => {
                        if self.has_macros {
                            remarks.add(MACRO, &page.source);
                        }
                        new.push_str(&rest[start..start + length + 2]);
                    }
                }
                rest = &rest[start + length + 2..];
            }
            new.push_str(rest);
            new
        })
    }
}

/// How ids of headings are made: the extension `toc` says so.
fn rule(settings: &Value) -> AnchorRule {
    let toc = listed(&settings["markdown_extensions"], "toc").unwrap_or(&Value::Null);
    let separator = text_at(toc, "separator").unwrap_or("-").to_owned();
    let slugify = &toc["slugify"];
    let is_other = !slugify.is_null() || toc.get("slugify").is_some();
    match is_other {
        true => AnchorRule::Pymdown {
            separator,
            is_lower: text_at(slugify, "kwds.case").is_none_or(|case| case.starts_with("lower")),
        },
        false => AnchorRule::PythonMarkdown { separator },
    }
}

/// How tabs get their ids: they have some made of their titles only where `slugify` is set.
fn tab_ids(extensions: &Value) -> Option<TabIds> {
    let tabbed = listed(extensions, "pymdownx.tabbed")?;
    tabbed.get("slugify")?;
    let separator = text_at(tabbed, "separator").unwrap_or("-").to_owned();
    let case = text_at(&tabbed["slugify"], "kwds.case");
    let rule = AnchorRule::Pymdown {
        separator: separator.clone(),
        is_lower: case.is_none_or(|case| case.starts_with("lower")),
    };
    Some(TabIds {
        rule,
        behind_heading: is_true(&tabbed["combine_header_slug"]).then_some(separator),
    })
}

impl Generator for MkDocs {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn prepared<'t>(&self, _page: &SitePage, text: &'t str) -> Cow<'t, str> {
        match with_fences(text) {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(text),
        }
    }

    fn excerpt_mark(&self, _page: &SitePage) -> Option<&str> {
        Some("<!-- more -->")
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let mut includes = Includes::of(&self.folder, &page.source);
        let text = expanded(&mut includes, &self.bases, text, remarks);
        let mut text = match self.has_includes {
            true => include_markdown(&mut includes, &text, remarks),
            false => text,
        };
        if !self.appended.is_empty() {
            text = format!("{}\n\n{}", text.trim_end(), self.appended);
        }
        text = self.variables(page, &text, remarks);
        text = markdown_in_html::read(&text);
        let tab = match self.tab_ids {
            Some(_) => tab_ids::marked,
            None => tabs::tab,
        };
        text = indented::written(&text, tab);
        text = code_blocks::rewritten(&text, |code| Some((code_of(code)?, None)));
        text = marks::critic(&text);
        text = marks::keys(&text);
        text = without_marked_languages(&without_dark(&text));
        text = marks::emoji_and_icons(&text);
        text = marks::carets(&text);
        if self.has_symbols {
            text = marks::smart_symbols(&text);
        }
        text = attribute_lists::read(&text);
        text = without_contents(&text);
        text = explained(&text);
        if let Some(ids) = &self.tab_ids {
            text = ids.written(&text, &self.rule);
        }
        match self.has_math {
            true => prose_changed(&text, |prose| {
                let inline = between(prose, ("\\(", "\\)"), "$");
                between(&inline, ("\\[", "\\]"), "$$")
            }),
            false => plain_dollars(&text),
        }
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix('/') {
            let below = path
                .strip_prefix(&self.base)
                .filter(|_| self.base.len() > 1);
            for path in below.into_iter().chain([rest]) {
                meant.push(Meant::File(format!("{}{path}", self.docs)));
                meant.push(Meant::Address(path.to_owned()));
            }
            return meant;
        }
        let beside = FilePath::from(page.source.as_str()).resolve(path);
        if let Some(local) = localised(page, beside.as_deref()) {
            meant.push(Meant::File(local));
        }
        meant.extend(beside.clone().map(Meant::File));
        let address = format!("{}x", page.address);
        let at_address = FilePath::from(address.as_str()).resolve(path);
        meant.extend(at_address.iter().cloned().map(Meant::Address));
        // Counted from the address a path begins one folder deeper.
        meant.extend(at_address.map(|path| Meant::File(format!("{}{path}", self.docs))));
        if let Some(below) =
            beside.and_then(|path| path.strip_prefix(&self.docs).map(str::to_owned))
        {
            meant.push(Meant::Address(below.trim_end_matches(".md").to_owned()));
        }
        let from_root = path.trim_start_matches("./").trim_start_matches("../");
        meant.push(Meant::File(format!("{}{from_root}", self.docs)));
        meant
    }

    fn fields(&self, page: &SitePage, head: &mut FrontMatter<'_>, _remarks: &mut Remarks) {
        let excluded = head
            .get("search")
            .and_then(|search| search.get("exclude")?.as_str());
        if excluded == Some("true") {
            head.set("unlisted", "true");
        }
        let created = head.get("date").and_then(|date| {
            let created = date.get("created")?.as_str()?.to_owned();
            let updated = date
                .get("updated")
                .and_then(|date| date.as_str().map(str::to_owned));
            Some((created, updated))
        });
        if let Some((created, updated)) = created {
            head.set("date", created);
            if let Some(updated) = updated {
                head.set("updated", updated);
            }
        }
        if page.source.contains("/posts/") {
            let categories = head.texts("categories");
            head.add_texts("tags", &categories);
        }
    }
}

/// A file's name with the language of a page in it.
fn localised(page: &SitePage, path: Option<&str>) -> Option<String> {
    let stem = page.source.rsplit_once('.')?.0;
    let (_, language) = stem.rsplit_once('.')?;
    let (stem, ending) = path?.rsplit_once('.')?;
    (language.len() <= 5 && !language.contains('/')).then(|| format!("{stem}.{language}.{ending}"))
}

/// A text whose first lines are `Key: value` and then a blank one, with fences around them.
fn with_fences(text: &str) -> Option<String> {
    const KEYS: [&str; 12] = [
        "title",
        "description",
        "date",
        "author",
        "authors",
        "tags",
        "summary",
        "template",
        "draft",
        "status",
        "hide",
        "keywords",
    ];
    let mut fields: Vec<(String, Vec<String>)> = Vec::new();
    let mut length = 0;
    for line in lines(text) {
        let words = line.trim_end();
        if words.is_empty() {
            break;
        }
        length += line.len();
        if words.starts_with("    ") && !fields.is_empty() {
            fields.last_mut()?.1.push(words.trim().to_owned());
            continue;
        }
        let (key, value) = words.split_once(':')?;
        let is_key = key
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
        if !is_key || !value.starts_with(' ') && !value.is_empty() {
            return None;
        }
        fields.push((key.to_lowercase(), vec![value.trim().to_owned()]));
    }
    let (first, _) = fields.first()?;
    if !KEYS.contains(&first.as_str()) {
        return None;
    }
    let fields = fields.iter().map(|(key, values)| match &values[..] {
        [one] => format!("{key}: {}\n", yaml_text(one)),
        several => {
            let several = several.iter().filter(|value| !value.is_empty());
            let items: Vec<String> = several.map(|value| yaml_text(value)).collect();
            format!("{key}: [{}]\n", items.join(", "))
        }
    });
    Some(format!(
        "---\n{}---\n{}",
        fields.collect::<String>(),
        &text[length..]
    ))
}

/// What stands behind a fence: `py title="f" linenums="1"`, `{ .py .annotate }`.
fn code_of(code: &FencedCode<'_>) -> Option<CodeBlock> {
    if code.info.is_empty() {
        return None;
    }
    let inner = code
        .info
        .strip_prefix('{')
        .map(|info| info.trim_end_matches('}'));
    let words = inner.unwrap_or(code.info);
    let mut words = words.split_whitespace();
    let language = match inner {
        Some(_) => words
            .find_map(|word| word.strip_prefix('.'))
            .unwrap_or_default(),
        None => words
            .next()
            .filter(|word| !word.contains('='))
            .unwrap_or_default(),
    };
    let language = language.split('{').next().unwrap_or_default();
    Some(CodeBlock {
        language: language.to_owned(),
        title: value_in(code.info, "title").map(str::to_owned),
    })
}

/// Images for one scheme of colours: that of the dark one goes.
fn without_dark(text: &str) -> String {
    if !text.contains("#only-") && !text.contains("-mode-only") {
        return text.to_owned();
    }
    prose_changed(text, |prose| {
        let mut new = prose.to_owned();
        for mark in ["#only-dark", "#gh-dark-mode-only"] {
            while let Some(found) = new.find(&format!("{mark})")) {
                let Some(start) = new[..found].rfind("![") else {
                    break;
                };
                let mut end = found + mark.len() + 1;
                if let Some((length, _)) = crate::sites::attributes::attributes_at(&new[end..]) {
                    end += length;
                }
                new.replace_range(start..end, "");
            }
        }
        new.replace("#only-light)", ")")
            .replace("#gh-light-mode-only)", ")")
    })
}

/// Code in lines without the language that its first word names: `#!py x`.
fn without_marked_languages(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("`#!") {
        let behind = &rest[start + 3..];
        let length =
            behind.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '+')));
        let is_language =
            length.is_some_and(|length| length > 0 && behind[length..].starts_with(' '));
        new.push_str(&rest[..=start]);
        rest = match length.filter(|_| is_language) {
            Some(length) => behind[length..].trim_start(),
            None => &rest[start + 1..],
        };
    }
    new.push_str(rest);
    new
}

/// A text without the line that stands for its contents, and without that which ends its excerpt.
fn without_contents(text: &str) -> String {
    prose_changed(text, |prose| {
        let is_kept = |line: &&str| !matches!(line.trim(), "[TOC]" | "[[TOC]]" | "<!-- more -->");
        lines(prose).filter(is_kept).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_without_fences_are_read_where_they_are_fields() {
        assert_eq!(
            with_fences("Title: A: b\nTags: x\n    y\n\nText: no\n").unwrap(),
            "---\ntitle: \"A: b\"\ntags: [x, \"y\"]\n---\n\nText: no\n"
        );
        for text in [
            "Note: this is a sentence.\n\nx\n",
            "Title: a\nwords\n\n",
            "# Title: a\n",
        ] {
            assert_eq!(with_fences(text), None, "{text}");
        }
    }

    #[test]
    fn one_image_of_two_stays() {
        assert_eq!(
            without_dark("![a](x.png#only-light)\n![b](y.png#only-dark){ .c } z"),
            "![a](x.png)\n z"
        );
        assert_eq!(
            without_marked_languages("`#!py x` `#!x` `#! y`"),
            "`x` `#!x` `#! y`"
        );
    }
}
