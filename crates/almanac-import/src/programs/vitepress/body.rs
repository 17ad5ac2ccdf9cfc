//! How VitePress and VuePress read their pages.

use std::borrow::Cow;
use std::sync::Arc;

use almanac_model::FilePath;

use super::boxes::Labels;
use super::files::expanded;
use super::{home, posts};
use crate::front_matter::FrontMatter;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::attribute_lists;
use crate::sites::code_blocks::{CodeBlock, rewritten as rewritten_code};
use crate::sites::components::{Component, is_component, rewritten, with_attributes};
use crate::sites::dollars::plain_dollars;
use crate::sites::headings::unnamed;
use crate::sites::includes::Includes;
use crate::sites::lines::{FencedCode, lines, prose_changed};
use crate::sites::marks;
use crate::sites::pages::SitePage;
use crate::sites::site::Generator;
use crate::sites::tabs::tab;
use crate::sites::words::without_tags;
use crate::source::SourceFolder;

kind!(SCRIPT: Topic::LeftOut, "script or style in a page", "scripts and styles in pages");
kind!(COMPONENT: Topic::Kept, "component that is shown as code", "components that are shown as code");
kind!(DIRECTIVE: Topic::LeftOut, "element whose attributes are computed has the others alone", "elements whose attributes are computed have the others alone");
kind!(EXPRESSION: Topic::Kept, "expression in double braces", "expressions in double braces");

/// How VitePress and VuePress read their pages.
pub struct VitePress {
    pub folder: Arc<SourceFolder>,
    /// What boxes are called.
    pub boxes: Labels,
    /// The folder of the pages, with its final slash.
    pub source: String,
    /// The path of the site's address, without slashes around it.
    pub base: String,
    pub rule: AnchorRule,
    pub has_math: bool,
}

impl Generator for VitePress {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn prepared<'t>(&self, _page: &SitePage, text: &'t str) -> Cow<'t, str> {
        match home::written(text) {
            Some(text) => Cow::Owned(text),
            None => Cow::Borrowed(text),
        }
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let mut includes = Includes::of(&self.folder, &page.source);
        let text = expanded(&mut includes, &self.source, text, remarks);
        let text = self.boxes.written(&page.source, &tabs(&text));
        let text = without_directives(&text, page, remarks);
        let is_one = |name: &str| {
            let is_known = matches!(name, "script" | "style" | "details" | "template");
            is_known || is_component(name)
        };
        let text = rewritten(&text, &is_one, &mut |component| {
            component_of(component, page, remarks)
        });
        let text = rewritten_code(&text, code_block);
        let text = expressions(&text, page, remarks);
        let text = prose_changed(&text, |prose| {
            let is_kept = |line: &&str| {
                !matches!(
                    line.trim().to_lowercase().as_str(),
                    "[[toc]]" | "<!-- more -->"
                )
            };
            lines(prose).filter(is_kept).collect()
        });
        let text = attribute_lists::read(&marks::emoji_beside_ids(&text));
        match self.has_math {
            true => text,
            false => plain_dollars(&text),
        }
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix('/') {
            let below = rest
                .strip_prefix(&self.base)
                .filter(|_| !self.base.is_empty());
            let below = below.map(|below| below.trim_start_matches('/'));
            for rest in below.into_iter().chain([rest]) {
                meant.push(Meant::File(format!("{}{rest}", self.source)));
                meant.push(Meant::File(format!("{}{rest}.md", self.source)));
                meant.push(Meant::Address(rest.to_owned()));
            }
            return meant;
        }
        let path = match path.strip_prefix("@/") {
            Some(rest) => return vec![Meant::File(format!("{}{rest}", self.source))],
            None => path,
        };
        if let Some(file) = FilePath::from(page.source.as_str()).resolve(path) {
            meant.push(Meant::File(file.clone()));
            meant.push(Meant::File(format!("{file}.md")));
            for index in ["index.md", "README.md"] {
                meant.push(Meant::File(format!("{file}/{index}")));
            }
        }
        let address = format!(
            "{}{}",
            page.address,
            if page.address.ends_with('/') { "x" } else { "" }
        );
        meant.extend(
            FilePath::from(address.as_str())
                .resolve(path)
                .map(Meant::Address),
        );
        meant
    }

    fn fields(&self, page: &SitePage, head: &mut FrontMatter<'_>, _remarks: &mut Remarks) {
        let below = page.source.strip_prefix(&self.source);
        posts::fields(below.unwrap_or(&page.source), head);
    }
}

/// A text whose elements of HTML have no attributes that are computed: `v-for`, `:class`, `@click`.
fn without_directives(text: &str, page: &SitePage, remarks: &mut Remarks) -> String {
    let is_computed = |key: &str| key.starts_with("v-") || key.starts_with([':', '@', '#']);
    with_attributes(text, &mut |tag| {
        let is_html = tag.name.starts_with(|c: char| c.is_ascii_lowercase());
        if !is_html || !tag.attributes.iter().any(|(key, _)| is_computed(key)) {
            return None;
        }
        remarks.add(DIRECTIVE, &page.source);
        let kept = tag.attributes.iter().filter(|(key, _)| !is_computed(key));
        let kept = kept.map(|(key, value)| match value.is_empty() {
            true => format!(" {key}"),
            false => format!(" {key}=\"{value}\""),
        });
        Some(kept.collect())
    })
}

fn component_of(
    component: &Component<'_>,
    page: &SitePage,
    remarks: &mut Remarks,
) -> Option<String> {
    let inner = component.inner.as_deref();
    match component.name {
        "script" | "style" => {
            remarks.add(SCRIPT, &page.source);
            Some(String::new())
        }
        "Badge" => Some(unnamed(
            inner.or(component.text("text")).unwrap_or_default(),
        )),
        "code-block" | "CodeGroupItem" | "CodeBlock" => {
            Some(tab(component.text("title").unwrap_or_default(), inner?))
        }
        "details" => Some(format!(
            "<details>\n\n{}\n\n</details>\n",
            inner?.trim_matches('\n')
        )),
        "Content" => Some(String::new()),
        _ if inner.is_none() => {
            remarks.add(COMPONENT, &page.source);
            None
        }
        _ => without_tags(component, &mut || remarks.add(EXPRESSION, &page.source)),
    }
}

/// Tabs of plugins: `@tab Title` in a container.
fn tabs(text: &str) -> String {
    if !text.contains("@tab") {
        return text.to_owned();
    }
    prose_changed(text, |prose| {
        let new = lines(prose).map(|line| {
            let words = line.trim_start();
            let title = words
                .strip_prefix("@tab")
                .map(|rest| rest.strip_prefix(":active").unwrap_or(rest));
            match title.filter(|title| title.starts_with([' ', '\t'])) {
                Some(title) => {
                    let title = title.split('#').next().unwrap_or(title).trim();
                    format!("\n{}**{title}**\n\n", &line[..line.len() - words.len()])
                }
                None => line.to_owned(),
            }
        });
        new.collect()
    })
}

/// Expressions in double braces are code.
fn expressions(text: &str, page: &SitePage, remarks: &mut Remarks) -> String {
    if !text.contains("{{") {
        return text.to_owned();
    }
    prose_changed(text, |prose| {
        let mut new = String::with_capacity(prose.len());
        let mut rest = prose;
        while let Some(start) = rest.find("{{") {
            let Some(length) = rest[start..]
                .find("}}")
                .filter(|end| !rest[start..start + end].contains('\n'))
            else {
                break;
            };
            remarks.add(EXPRESSION, &page.source);
            new.push_str(&rest[..start]);
            new.push_str(&format!("`{}`", &rest[start..start + length + 2]));
            rest = &rest[start + length + 2..];
        }
        new.push_str(rest);
        new
    })
}

/// A block of code: ` ```js{1,3}:line-numbers [label] `, with its marks taken out.
fn code_block(code: &FencedCode<'_>) -> Option<(CodeBlock, Option<String>)> {
    let (info, label) = match code.info.rfind('[').filter(|_| code.info.ends_with(']')) {
        Some(at) => (
            &code.info[..at],
            Some(&code.info[at + 1..code.info.len() - 1]),
        ),
        None => (code.info, None),
    };
    let language = info.split([' ', '\t', '{', ':']).next().unwrap_or_default();
    let inner: String = lines(code.inner).map(unmarked).collect();
    let is_same = label.is_none() && language == code.info && inner == code.inner;
    let block = CodeBlock {
        language: language.to_owned(),
        title: label.map(|label| label.split('~').next().unwrap_or(label).trim().to_owned()),
    };
    (!is_same).then_some((block, Some(inner)))
}

/// A line of code without its mark. One that is taken away says so.
fn unmarked(line: &str) -> String {
    let Some(at) = line.find("[!code") else {
        return line.to_owned();
    };
    let Some(length) = line[at..].find(']') else {
        return line.to_owned();
    };
    let mark = line[at + "[!code".len()..at + length].trim();
    let before = line[..at].trim_end();
    let behind = &line[at + length + 1..];
    let is_removed = mark == "--" || mark.starts_with("--:");
    if is_removed {
        return format!("{before} removed{behind}");
    }
    let opening = ["//", "#", "<!--", "/*", "--", "%", ";"];
    let sign = opening.iter().find(|sign| before.ends_with(**sign));
    let code = sign.map_or(before, |sign| before.strip_suffix(*sign).unwrap_or(before));
    let end = &line[line.trim_end_matches(['\n', '\r']).len()..];
    format!("{}{end}", code.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_in_code_are_not_shown() {
        for (line, kept) in [
            ("a() // [!code ++]\n", "a()\n"),
            ("a() // [!code --]\n", "a() // removed\n"),
            ("<a/> <!-- [!code focus] -->\n", "<a/>\n"),
            ("x = 1 # [!code hl:2]\n", "x = 1\n"),
            ("plain\n", "plain\n"),
        ] {
            assert_eq!(unmarked(line), kept);
        }
    }
}
