//! How Docusaurus reads its pages: as MDX.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::FilePath;

use super::fields::{self, Names};
use super::{Root, without_numbers};
use crate::front_matter::FrontMatter;
use crate::programs::vitepress::is_other_box as is_other;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::attribute_lists;
use crate::sites::attributes::attributes_at;
use crate::sites::callouts::Callout;
use crate::sites::code_blocks::{CodeBlock, rewritten as rewritten_code, value_in};
use crate::sites::components::{Component, is_component, rewritten};
use crate::sites::includes::{Includes, rebased};
use crate::sites::lines::{FencedCode, Part, lines, parts, prose_changed};
use crate::sites::pages::SitePage;
use crate::sites::script::values_of;
use crate::sites::settings::text_at;
use crate::sites::site::{Generator, kept};
use crate::sites::tabs::tab;
use crate::sites::words::without_tags;
use crate::sites::{jsx, mdx};
use crate::source::SourceFolder;

kind!(SCRIPT: Topic::LeftOut, "import or export of a script in a page", "imports and exports of scripts in pages");
kind!(COMPONENT: Topic::Kept, "component that is shown as code", "components that are shown as code");
kind!(EXPRESSION: Topic::Kept, "expression in braces", "expressions in braces");

/// Where things are on the site.
pub struct Home {
    /// The folder of the configuration, with its final slash.
    pub site: String,
    /// The path of the site's address, without slashes around it.
    pub base: String,
    pub roots: Vec<Root>,
    /// Pages by the folder of their root and their id.
    pub ids: BTreeMap<(String, String), usize>,
    /// The files that are Markdown and not MDX.
    pub plain: BTreeSet<String>,
    /// What tags and authors are called.
    pub names: Names,
}

/// How Docusaurus reads its pages.
pub struct Docusaurus {
    folder: Arc<SourceFolder>,
    home: Home,
    rule: AnchorRule,
}

impl Docusaurus {
    pub fn of(folder: &SourceFolder, home: Home) -> Self {
        Self {
            folder: kept(folder),
            home,
            rule: AnchorRule::GitHub,
        }
    }

    /// The path of a file that a script names.
    fn imported(&self, file: &str, written: &str) -> Option<String> {
        match written.strip_prefix("@site/") {
            Some(rest) => Some(format!("{}{rest}", self.home.site)),
            None => FilePath::from(file).resolve(written),
        }
    }

    fn read(
        &self,
        includes: &mut Includes<'_>,
        text: &str,
        props: &[(&str, &str)],
        remarks: &mut Remarks,
    ) -> String {
        let file = includes.file().to_owned();
        let is_mdx = file.ends_with(".mdx");
        let page = includes.page().to_owned();
        let (text, imports, dropped) = mdx::without_scripts(text);
        (0..dropped).for_each(|_| remarks.add(SCRIPT, &page));
        let text = boxes(&mdx::without_comments(&unwrapped(&text)));
        let text = jsx::plain_tags(&text);
        let labels = labels_of(&text);
        const HTML: [&str; 7] = ["div", "section", "center", "img", "iframe", "details", "a"];
        let is_one = |name: &str| is_component(name) || HTML.contains(&name);
        let mut text = rewritten(&text, &is_one, &mut |component| {
            let partial = imports
                .get(component.name)
                .filter(|path| path.ends_with(".md") || path.ends_with(".mdx"));
            if let Some(partial) = partial {
                let path = self.imported(&file, partial);
                let mut given: Vec<(&str, &str)> = component.attributes.clone();
                given.extend(
                    component
                        .inner
                        .as_deref()
                        .map(|inner| ("children", inner.trim())),
                );
                return includes.put(path.clone(), remarks, |includes, text, remarks| {
                    let body = FrontMatter::read(text).body();
                    let read = self.read(includes, &text[body..], &given, remarks);
                    Some(rebased(&read, path.as_deref().unwrap_or_default(), &file))
                });
            }
            let shown = component.inner.as_deref().and_then(|inner| {
                let name = inner.trim().strip_prefix('{')?.strip_suffix('}')?.trim();
                imports
                    .get(name)?
                    .split_once("raw-loader!")
                    .map(|(_, path)| path)
            });
            if let Some(path) = shown.filter(|_| component.name == "CodeBlock") {
                let path = self.imported(&file, path);
                let text = includes.put(path, remarks, |_, text, _| Some(text.to_owned()));
                return text.map(|text| code_of_file(component, &text));
            }
            self.component(component, (&labels, &imports), &page, remarks)
        });
        if is_mdx {
            text = mdx::with_values(&text, props, &mut || remarks.add(EXPRESSION, &page));
        }
        text
    }

    fn component(
        &self,
        component: &Component<'_>,
        (labels, imports): (&BTreeMap<String, String>, &BTreeMap<String, String>),
        page: &str,
        remarks: &mut Remarks,
    ) -> Option<String> {
        let inner = component.inner.as_deref();
        let words = inner.unwrap_or_default();
        match component.name {
            "TabItem" => {
                let value = component.text("value").unwrap_or_default();
                let label = component
                    .text("label")
                    .or_else(|| labels.get(value).map(String::as_str));
                Some(tab(label.unwrap_or(value), words))
            }
            "Admonition" => {
                let callout = Callout {
                    name: component.text("type").unwrap_or("note").to_owned(),
                    title: component.text("title").map(str::to_owned),
                    fold: None,
                };
                Some(callout.written(words))
            }
            "Head" | "TOCInline" | "DocCardList" => Some(String::new()),
            "CodeBlock" => {
                let code = words
                    .trim()
                    .trim_start_matches("{`")
                    .trim_end_matches("`}")
                    .trim_matches('\n');
                let language = component.text("language").unwrap_or_default();
                let title = component
                    .text("title")
                    .map(|title| format!("`{title}`\n\n"));
                Some(format!(
                    "{}```{language}\n{code}\n```\n",
                    title.unwrap_or_default()
                ))
            }
            "a" if component.text("href").is_none() && component.expression("href").is_none() => {
                component.whole()
            }
            "Link" | "a" => {
                let target = component
                    .text("to")
                    .or_else(|| component.text("href"))
                    .or_else(|| {
                        let to = component.expression("to");
                        address_of(to.or(component.expression("href"))?, imports)
                    });
                match target {
                    Some(target) if !words.trim().is_empty() => {
                        Some(format!("[{}]({target})", words.trim()))
                    }
                    _ => inner.map(str::to_owned),
                }
            }
            "img" | "Image" | "ThemedImage" | "IdealImage" => {
                Some(image(component, imports).unwrap_or_else(|| component.tag.to_owned()))
            }
            "div" | "section" | "center" if component.is_block => {
                let id = component
                    .text("id")
                    .map(|id| format!("<a id=\"{id}\"></a>\n\n"));
                Some(format!(
                    "\n{}{}\n\n",
                    id.unwrap_or_default(),
                    words.trim_matches('\n')
                ))
            }
            "div" | "section" | "center" => component.whole(),
            // A page in the page is a link to it: its attributes may be written as MDX has them.
            "iframe" => {
                let source = component.text("src")?;
                let title = component.text("title").unwrap_or(source);
                Some(format!("[{}]({source})", title.trim()))
            }
            "details" => {
                let open = if component.has("open") { " open" } else { "" };
                let words = words.trim_matches('\n');
                Some(format!("<details{open}>\n\n{words}\n\n</details>\n"))
            }
            _ if inner.is_none() => {
                remarks.add(COMPONENT, page);
                None
            }
            _ => without_tags(component, &mut || remarks.add(EXPRESSION, page)),
        }
    }
}

/// A block of code that shows a file.
fn code_of_file(component: &Component<'_>, text: &str) -> String {
    let title = component
        .text("title")
        .map(|title| format!("`{title}`\n\n"));
    let language = component.text("language").unwrap_or_default();
    let fence = if text.contains("```") { "````" } else { "```" };
    let title = title.unwrap_or_default();
    format!("{title}{fence}{language}\n{}\n{fence}\n", text.trim_end())
}

/// An image of which a script says where it is.
fn image(component: &Component<'_>, imports: &BTreeMap<String, String>) -> Option<String> {
    let expression = component
        .expression("src")
        .or_else(|| component.expression("img"))
        .or_else(|| component.expression("sources"));
    let source = match expression.map(str::trim) {
        None => component.text("src")?,
        Some(expression) => {
            // Of the pictures for each scheme of colours, that of the light one.
            let light = expression.split_once("light:").map(|(_, light)| light);
            let light = light
                .unwrap_or(expression)
                .trim_start_matches(['{', ' ', '\n']);
            address_of(light, imports).or_else(|| quoted(light))?
        }
    };
    // Among HTML an image is none of Markdown.
    let is_plain = ["title", "width", "height"]
        .iter()
        .all(|key| !component.has(key));
    let before = component.before;
    if is_plain && !before.contains('<') && before.trim_start() == before {
        let alt = component.text("alt").unwrap_or_default();
        return Some(format!("![{}]({source})", alt.replace(['[', ']'], "")));
    }
    let mut tag = format!("<img src=\"{source}\"");
    for key in ["alt", "title", "width", "height"] {
        let value = component.text(key).or_else(|| {
            let number = component.expression(key)?.trim();
            number
                .bytes()
                .all(|byte| byte.is_ascii_digit())
                .then_some(number)
        });
        if let Some(value) = value {
            tag.push_str(&format!(" {key}=\"{}\"", value.replace('"', "&quot;")));
        }
    }
    Some(format!("{tag}>"))
}

/// The words in the quotation marks at the beginning.
fn quoted(expression: &str) -> Option<&str> {
    let quote = expression
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\'' | '`'))?;
    let inner = expression[1..].split(quote).next()?;
    (!inner.contains("${")).then_some(inner)
}

/// The path in an expression that only looks it up: `require('./a.png').default`, `useBaseUrl('/x')`, `useBaseUrl(name)`,
/// or the name of one.
fn address_of<'t>(expression: &'t str, imports: &'t BTreeMap<String, String>) -> Option<&'t str> {
    let expression = expression.trim();
    let inner = ["require(", "useBaseUrl("]
        .iter()
        .find_map(|call| expression.strip_prefix(call));
    if let Some(path) = inner.and_then(quoted) {
        return Some(path);
    }
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '$');
    let name = inner.unwrap_or(expression).trim_start();
    let name = &name[..name.find(|c| !is_name(c)).unwrap_or(name.len())];
    imports.get(name).map(String::as_str)
}

/// What tabs are called by a list of their set: `values={[{label: 'A', value: 'a'}]}`.
fn labels_of(text: &str) -> BTreeMap<String, String> {
    let mut labels = BTreeMap::new();
    for list in values_of(&text.replace("values={", "values="), "values") {
        for item in list.as_array().into_iter().flatten() {
            if let (Some(value), Some(label)) = (text_at(item, "value"), text_at(item, "label")) {
                labels.insert(value.to_owned(), label.to_owned());
            }
        }
    }
    labels
}

/// Blocks called `mdx-code-block` hold MDX and no code.
fn unwrapped(text: &str) -> String {
    let mut new = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Code(code) if code.info.starts_with("mdx-code-block") => {
                new.push_str(code.inner);
            }
            Part::Code(code) => new.push_str(code.whole),
            Part::Prose(prose) => new.push_str(prose),
        }
    }
    new
}

/// A block of code: its title stays, the comments that mark lines go.
fn code_block(code: &FencedCode<'_>) -> Option<(CodeBlock, Option<String>)> {
    let language = code.info.split([' ', '\t', '{']).next().unwrap_or_default();
    let is_mark = |line: &&str| {
        let words = line.trim();
        let ends = ["highlight-next-line", "highlight-start", "highlight-end"];
        ends.iter().any(|mark| words.contains(mark))
            && words.chars().next().is_some_and(|c| !c.is_alphanumeric())
    };
    let inner: String = lines(code.inner).filter(|line| !is_mark(line)).collect();
    let block = CodeBlock {
        language: language.to_owned(),
        title: value_in(code.info, "title").map(str::to_owned),
    };
    let is_same = block.title.is_none() && language == code.info && inner == code.inner;
    (!is_same).then_some((block, Some(inner)))
}

/// A text whose boxes begin as ours do.
fn boxes(text: &str) -> String {
    match text.contains(":::") {
        true => prose_changed(text, |prose| lines(prose).map(box_line).collect()),
        false => text.to_owned(),
    }
}

/// The line that begins a box without its attributes; its id stands before it. `secondary` is a note.
fn box_line(line: &str) -> String {
    let words = line.trim_start();
    let indent = &line[..line.len() - words.len()];
    let colons = words.len() - words.trim_start_matches(':').len();
    if colons < 3 || !line.ends_with('\n') {
        return line.to_owned();
    }
    let (fence, rest) = words.split_at(colons);
    let rest = match rest.trim_start().strip_prefix("secondary") {
        Some(behind) => format!("note{behind}"),
        None => rest.to_owned(),
    };
    let name = rest.trim_start();
    let end = name.find(|c: char| !(c.is_alphanumeric() || matches!(c, '-' | '_')));
    let (name, title) = name.split_at(end.unwrap_or(name.len()));
    // A box that nobody knows would lose its title.
    let rest = match is_other(name, title.trim()) {
        true => format!("note {}", title.trim_start()),
        false => rest,
    };
    let own = rest.rfind('{').and_then(|at| {
        let (length, attributes) = attributes_at(&rest[at..])?;
        (rest[at + length..].trim().is_empty() && !rest[..at].trim().is_empty())
            .then_some((at, attributes.id))
    });
    match own {
        Some((at, id)) => {
            let id = id.map(|id| format!("{indent}<a id=\"{id}\"></a>\n\n"));
            format!(
                "{}{indent}{fence}{}\n",
                id.unwrap_or_default(),
                rest[..at].trim_end()
            )
        }
        None => format!("{indent}{fence}{rest}"),
    }
}

impl Generator for Docusaurus {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn excerpt_mark(&self, _page: &SitePage) -> Option<&str> {
        Some(mdx::EXCERPT_MARK)
    }

    fn prepared<'t>(&self, _page: &SitePage, text: &'t str) -> Cow<'t, str> {
        mdx::with_marks_of_excerpts(text)
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let mut includes = Includes::of(&self.folder, &page.source);
        let text = match self.home.plain.contains(&page.source) {
            true => boxes(text),
            false => self.read(&mut includes, text, &[], remarks),
        };
        let text = rewritten_code(&text, code_block);
        let text = prose_changed(&text, |prose| {
            let kept = lines(prose).filter(|line| line.trim() != mdx::EXCERPT_MARK);
            let kept: String = kept.collect();
            kept.replace("](pathname://", "](")
        });
        attribute_lists::read(&text)
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix("@site/") {
            return vec![Meant::File(format!("{}{rest}", self.home.site))];
        }
        if let Some(rest) = path.strip_prefix('/') {
            let below = rest
                .strip_prefix(&self.home.base)
                .filter(|_| !self.home.base.is_empty());
            let below = below.map(|below| below.trim_start_matches('/'));
            for rest in below.into_iter().chain([rest]) {
                meant.push(Meant::File(format!("{}static/{rest}", self.home.site)));
                meant.push(Meant::Address(rest.to_owned()));
                meant.push(Meant::Address(without_numbers(rest)));
                for root in &self.home.roots {
                    meant.push(Meant::File(format!("{}{rest}", root.folder)));
                }
                meant.push(Meant::File(format!("{}{rest}", self.home.site)));
            }
            return meant;
        }
        if let Some(file) = FilePath::from(page.source.as_str()).resolve(path) {
            meant.push(Meant::File(file.clone()));
            meant.extend([".md", ".mdx"].map(|ending| Meant::File(format!("{file}{ending}"))));
        }
        let address = FilePath::from(page.address.as_str());
        let folder = FilePath::from(format!("{}/x", page.address).as_str());
        for from in [address, folder] {
            if let Some(address) = from.resolve(path) {
                let address = address
                    .trim_end_matches(".md")
                    .trim_end_matches(".mdx")
                    .to_owned();
                meant.push(Meant::Address(without_numbers(&address)));
                meant.push(Meant::Address(address));
            }
        }
        for root in &self.home.roots {
            meant.push(Meant::File(format!("{}{path}", root.folder)));
            let id = path
                .trim_end_matches(".md")
                .trim_end_matches(".mdx")
                .to_owned();
            if self
                .home
                .ids
                .contains_key(&(root.folder.clone(), id.clone()))
            {
                meant.push(Meant::Address(format!("{}/{id}", root.route)));
            }
        }
        meant
    }

    fn fields(&self, page: &SitePage, head: &mut FrontMatter<'_>, _remarks: &mut Remarks) {
        let roots = self.home.roots.iter();
        let roots = roots.filter(|root| page.source.starts_with(&root.folder));
        let root = roots.max_by_key(|root| root.folder.len());
        fields::written(page, root, &self.home.names, head);
    }
}
