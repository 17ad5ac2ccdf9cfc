//! How Hugo reads its pages.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::FilePath;
use serde_json::Value;

use super::boxes::box_of;
use super::shortcodes::{Shortcode, rewritten};
use super::{head, is_on, terms};
use crate::front_matter::{FrontMatter, yaml_list};
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::attribute_lists;
use crate::sites::code_blocks::{CodeBlock, rewritten as rewritten_code, value_in};
use crate::sites::dollars::plain_dollars;
use crate::sites::includes::{Includes, dedented, rebased};
use crate::sites::lines::{lines, prose_changed};
use crate::sites::marks;
use crate::sites::mathjax::between;
use crate::sites::pages::SitePage;
use crate::sites::references::{REFERENCE, links_of_references};
use crate::sites::settings::{at, text_at};
use crate::sites::site::{Generator, kept};
use crate::sites::tabs::tab;
use crate::source::{SourceFolder, markdown_stem, split_path};

kind!(SHORTCODE: Topic::Kept, "shortcode that is shown as code", "shortcodes that are shown as code");
kind!(SEVERAL: Topic::Kept, "reference that several pages answer", "references that several pages answer");

/// How Hugo reads its pages.
pub struct Hugo {
    folder: Arc<SourceFolder>,
    content: String,
    /// The path of the site's address.
    base: String,
    settings: Value,
    /// Pages by the names that a reference may use.
    names: BTreeMap<String, Vec<String>>,
    has_emoji: bool,
    /// Whether terms of definition lists have ids.
    has_ids_of_terms: bool,
    has_math: bool,
    rule: AnchorRule,
}

impl Hugo {
    pub fn of(
        folder: &SourceFolder,
        settings: &Value,
        content: String,
        address: Option<&str>,
        pages: &[SitePage],
    ) -> Self {
        let mut names: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for page in pages {
            let stem = markdown_stem(&page.source).unwrap_or(&page.source);
            let stem = stem
                .strip_suffix("/_index")
                .or_else(|| stem.strip_suffix("/index"))
                .unwrap_or(stem);
            let name = split_path(stem).1.to_lowercase();
            names.entry(name).or_default().push(page.source.clone());
        }
        let base = address.and_then(|address| {
            let (_, rest) = address.split_once("://")?;
            rest.find('/').map(|slash| rest[slash..].to_owned())
        });
        let params = &settings["params"];
        let goldmark = at(settings, "markup.goldmark");
        let rule = match text_at(goldmark, "parser.autoheadingidtype") {
            Some("github-ascii") => AnchorRule::HugoAscii,
            Some("blackfriday") => AnchorRule::Blackfriday,
            _ => AnchorRule::Hugo,
        };
        Self {
            folder: kept(folder),
            content,
            base: base.unwrap_or_default(),
            names,
            has_emoji: is_on(settings, "enableemoji"),
            has_ids_of_terms: is_on(goldmark, "parser.autodefinitiontermid"),
            has_math: is_on(goldmark, "extensions.passthrough.enable")
                || ["math", "katex", "mathjax"]
                    .iter()
                    .any(|name| !params[*name].is_null()),
            settings: settings.clone(),
            rule,
        }
    }

    fn with_shortcodes(
        &self,
        page: &SitePage,
        text: &str,
        includes: &mut Includes<'_>,
        remarks: &mut Remarks,
    ) -> String {
        rewritten(text, &mut |shortcode| match shortcode.name {
            "include" | "readfile" | "readFile" => {
                self.included(page, shortcode, includes, remarks)
            }
            _ => self.written(shortcode, page, remarks),
        })
    }

    /// A page or a file that a shortcode of a theme puts in. Where there is none, the tag stays.
    fn included(
        &self,
        page: &SitePage,
        shortcode: &Shortcode<'_>,
        includes: &mut Includes<'_>,
        remarks: &mut Remarks,
    ) -> Option<String> {
        let named = shortcode.get("file").or_else(|| shortcode.at(0))?;
        let from_root = format!("{}{}", self.content, named.trim_start_matches('/'));
        let beside = includes.path(named).filter(|_| !named.starts_with('/'));
        let places = [beside, Some(from_root), Some(named.to_owned())];
        let path = places.into_iter().flatten().find_map(|place| {
            let place = place.trim_matches('/').to_owned();
            self.file_of(&place)
                .or_else(|| self.folder.has(&place).then_some(place))
        });
        let from = path.clone().unwrap_or_default();
        let to = includes.file().to_owned();
        let is_code = shortcode.get("code") == Some("true");
        let language = shortcode.get("lang").unwrap_or_default();
        includes.put(path, remarks, |includes, text, remarks| {
            if is_code {
                return Some(format!("```{language}\n{}\n```\n", text.trim_end()));
            }
            let text = match markdown_stem(&from) {
                Some(_) => self.prepared(page, text).into_owned(),
                None => text.to_owned(),
            };
            let body = FrontMatter::read(&text).body();
            let made = self.with_shortcodes(page, &text[body..], includes, remarks);
            Some(rebased(&made, &from, &to))
        })
    }

    fn written(
        &self,
        shortcode: &Shortcode<'_>,
        page: &SitePage,
        remarks: &mut Remarks,
    ) -> Option<String> {
        let inner = shortcode.inner.as_deref();
        let first = || shortcode.at(0);
        let named = |name: &str| shortcode.get(name);
        match shortcode.name {
            "ref" | "relref" => {
                let path = named("path").or_else(first)?;
                Some(self.reference(page, path, remarks))
            }
            "figure" | "img" | "image" => {
                let source = named("src").or_else(first)?;
                let alt = named("alt")
                    .or(named("caption"))
                    .or(named("title"))
                    .unwrap_or_default();
                let image = format!(
                    "![{}]({})",
                    alt.replace(['[', ']', '*', '`'], ""),
                    source.replace(' ', "%20")
                );
                let image = match named("link") {
                    Some(link) => format!("[{image}]({link})"),
                    None => image,
                };
                let words: Vec<&str> = [named("title"), named("caption").or(inner)]
                    .into_iter()
                    .flatten()
                    .collect();
                let by = named("attr").map(|by| match named("attrlink") {
                    Some(address) => format!("[{by}]({address})"),
                    None => by.to_owned(),
                });
                let words = [words.join(": ").trim().to_owned(), by.unwrap_or_default()];
                let words = words.join(" ");
                Some(match words.trim() {
                    "" => image,
                    words => format!("{image}\n\n{words}\n"),
                })
            }
            "highlight" => {
                let code = dedented(inner?.trim_matches('\n'));
                Some(format!("```{}\n{code}\n```\n", first().unwrap_or_default()))
            }
            "details" | "expand" | "collapse" | "accordion" => {
                let title = named("summary")
                    .or(named("title"))
                    .or_else(first)
                    .unwrap_or("Details");
                Some(format!(
                    "<details>\n{}\n\n{}\n\n</details>\n",
                    summary_of(title),
                    body_of(inner?)
                ))
            }
            "youtube" | "vimeo" => {
                let id = named("id").or_else(first)?;
                let start = match shortcode.name {
                    "youtube" => "https://www.youtube.com/watch?v=",
                    _ => "https://vimeo.com/",
                };
                Some(match named("title") {
                    Some(title) => format!("[{title}]({start}{id})"),
                    None => link(start, id),
                })
            }
            "gist" => Some(link(
                "https://gist.github.com/",
                &format!("{}/{}", first()?, shortcode.at(1)?),
            )),
            "x" | "tweet" | "twitter" => {
                let user = named("user").or_else(first)?;
                let id = named("id").or(shortcode.at(1))?;
                Some(link("https://x.com/", &format!("{user}/status/{id}")))
            }
            "instagram" => Some(link(
                "https://www.instagram.com/p/",
                named("id").or_else(first)?,
            )),
            "qr" => Some(named("text").or(inner)?.to_owned()),
            "param" => {
                let name = first()?.to_lowercase();
                text_at(&self.settings["params"], &name).map(str::to_owned)
            }
            "button" | "link" => {
                let target = named("href")
                    .or(named("relref"))
                    .or(named("url"))
                    .or(named("link"))?;
                let inner = inner.map(str::trim).filter(|words| !words.is_empty());
                let names = ["label", "text", "title", "name", "content"];
                let words = inner.or_else(|| names.iter().find_map(|name| named(name)))?;
                Some(format!("[{words}]({target})"))
            }
            "tab" => {
                let title = named("header")
                    .or(named("name"))
                    .or(named("title"))
                    .or_else(first);
                let words = body_of(inner?);
                Some(match title {
                    Some(title) => tab(title, &words),
                    None => format!("{NAMELESS}{words}\n\n"),
                })
            }
            "tabs" => {
                let names = named("items").unwrap_or_default().split(',');
                Some(format!("\n{}\n\n", with_names(&body_of(inner?), names)))
            }
            "tabpane" | "steps" | "cards" | "columns" | "column" | "blocks/section"
            | "cardpane" | "div" => Some(format!("\n{}\n\n", body_of(inner?))),
            "card" => {
                let title = named("title").or(named("header")).map(|title| {
                    match named("link").or(named("href")) {
                        Some(target) => format!("[{title}]({target})\n\n"),
                        None => format!("**{title}**\n\n"),
                    }
                });
                let names = ["subtitle", "description", "text", "tag", "footer"];
                let words = names.iter().filter_map(|name| named(name));
                let words: Vec<&str> = words.collect();
                let body = body_of(inner.unwrap_or_default());
                let parts = [words.join("\n\n"), body];
                let parts: Vec<&str> = parts
                    .iter()
                    .map(String::as_str)
                    .filter(|part| !part.is_empty())
                    .collect();
                Some(format!("{}{}\n\n", title?, parts.join("\n\n")))
            }
            name => match box_of(name, shortcode) {
                Some(callout) => Some(callout.written(&body_of(inner?))),
                None => {
                    remarks.add(SHORTCODE, &page.source);
                    None
                }
            },
        }
    }

    /// The address of a page as references name it: beside the page, else anywhere.
    fn reference(&self, page: &SitePage, path: &str, remarks: &mut Remarks) -> String {
        let (path, fragment) = match path.find('#') {
            Some(at) => path.split_at(at),
            None => (path, ""),
        };
        if path.is_empty() {
            return fragment.to_owned();
        }
        let stem = markdown_stem(path).unwrap_or(path).trim_end_matches('/');
        let stem = stem
            .strip_suffix("/_index")
            .or_else(|| stem.strip_suffix("/index"))
            .unwrap_or(stem);
        let found = match stem.strip_prefix('/') {
            Some(rest) => self.file_of(&format!("{}{rest}", self.content)),
            None => {
                let beside = FilePath::from(page.source.as_str()).resolve(stem);
                beside
                    .and_then(|path| self.file_of(&path))
                    .or_else(|| self.file_of(&format!("{}{stem}", self.content)))
                    .or_else(|| {
                        let known = self.names.get(&split_path(stem).1.to_lowercase())?;
                        let ends = |file: &&String| {
                            let file = markdown_stem(file).unwrap_or(file).to_lowercase();
                            let file = file
                                .strip_suffix("/_index")
                                .or_else(|| file.strip_suffix("/index"))
                                .unwrap_or(&file)
                                .to_owned();
                            file.ends_with(&format!("/{}", stem.to_lowercase()))
                        };
                        let known: Vec<&String> = known.iter().filter(ends).collect();
                        if known.len() > 1 {
                            remarks.add(SEVERAL, &page.source);
                        }
                        (known.len() == 1).then(|| known[0].clone())
                    })
            }
        };
        match found {
            Some(file) => format!("{REFERENCE}{}{fragment}", file.replace(' ', "%20")),
            None => format!("{path}{fragment}"),
        }
    }

    fn file_of(&self, stem: &str) -> Option<String> {
        let names = ["", ".md", "/_index.md", "/index.md", ".markdown"];
        names
            .iter()
            .map(|ending| format!("{stem}{ending}"))
            .find(|file| markdown_stem(file).is_some() && self.folder.has(file))
    }
}

/// Stands for the name of a tab that has none of its own, in texts that have no such sign.
const NAMELESS: char = '\u{f8f2}';

/// Tabs that are named by what holds them.
fn with_names<'n>(words: &str, mut names: impl Iterator<Item = &'n str>) -> String {
    let mut tabs = words.split(NAMELESS);
    let mut new = tabs.next().unwrap_or_default().to_owned();
    for inner in tabs {
        new.push_str(&tab(names.next().unwrap_or_default(), inner));
    }
    new
}

/// A title between the tags of a summary: Markdown is read there only in lines of its own.
fn summary_of(title: &str) -> String {
    match title.contains(['*', '_', '`', '[']) {
        true => format!("<summary>\n\n{title}\n\n</summary>"),
        false => format!("<summary>{title}</summary>"),
    }
}

fn link(start: &str, rest: &str) -> String {
    format!("<{start}{rest}>")
}

/// What a shortcode wraps, without the indentation that all of it has.
fn body_of(inner: &str) -> String {
    dedented(inner.trim_matches(['\n', '\r']))
        .trim_end()
        .to_owned()
}

impl Generator for Hugo {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn prepared<'t>(&self, _page: &SitePage, text: &'t str) -> Cow<'t, str> {
        head::prepared(text)
    }

    fn excerpt_mark(&self, _page: &SitePage) -> Option<&str> {
        Some("<!--more-->")
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let mut includes = Includes::of(&self.folder, &page.source);
        let text = self.with_shortcodes(page, text, &mut includes, remarks);
        let text = prose_changed(&text.replace(NAMELESS, ""), links_of_references);
        let text = rewritten_code(&text, |code| {
            let language = code.info.split([' ', '\t', '{']).next().unwrap_or_default();
            let title = value_in(code.info, "title").or_else(|| value_in(code.info, "file"));
            let is_same = language == code.info;
            (!is_same).then(|| {
                let block = CodeBlock {
                    language: language.to_owned(),
                    title: title.map(str::to_owned),
                };
                (block, None)
            })
        });
        let text = prose_changed(&text, |prose| {
            let kept =
                lines(prose).filter(|line| !matches!(line.trim(), "<!--more-->" | "<!-- more -->"));
            kept.collect()
        });
        let text = attribute_lists::read(&text);
        let text = match self.has_ids_of_terms {
            true => terms::with_ids(&text, &self.rule),
            false => text,
        };
        let text = match self.has_emoji {
            true => marks::emoji(&text),
            false => text,
        };
        match self.has_math {
            true => prose_changed(&text, |prose| {
                let inline = between(prose, ("\\(", "\\)"), "$");
                between(&inline, ("\\[", "\\]"), "$$")
            }),
            false => plain_dollars(&text),
        }
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        if let Some(file) = path.strip_prefix(REFERENCE) {
            return vec![Meant::File(file.to_owned())];
        }
        let endings = ["", ".md", "/_index.md", "/index.md"];
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix('/') {
            let below = path
                .strip_prefix(&self.base)
                .filter(|_| self.base.len() > 1);
            for rest in below.into_iter().chain([rest]) {
                meant.push(Meant::Address(rest.to_owned()));
                let rest = rest.trim_end_matches('/');
                meant.extend(
                    endings.map(|ending| Meant::File(format!("{}{rest}{ending}", self.content))),
                );
                meant.push(Meant::Address(rest.to_lowercase()));
            }
            return meant;
        }
        if let Some(file) = FilePath::from(page.source.as_str()).resolve(path) {
            meant.extend(endings.map(|ending| Meant::File(format!("{file}{ending}"))));
        }
        let folder = format!("{}x", page.address);
        if let Some(address) = FilePath::from(folder.as_str()).resolve(path) {
            meant.push(Meant::Address(address.to_lowercase()));
            meant.push(Meant::Address(address));
        }
        meant
    }

    fn fields(&self, _page: &SitePage, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
        let _ = remarks;
        // What Hugo calls a slug is the end of an address, and that is an alias.
        for name in ["slug", "url"] {
            head.remove(name);
        }
        // The day of a page is the first of these that it has.
        let days = [
            "publishDate",
            "publishdate",
            "pubdate",
            "pubDate",
            "published",
        ];
        let day = days
            .iter()
            .find_map(|name| head.text(name))
            .map(str::to_owned);
        if let Some(day) = day.filter(|_| head.get("date").is_none()) {
            head.set("date", day);
        }
        let taxonomies = self.settings["taxonomies"]
            .as_object()
            .into_iter()
            .flatten();
        let keys: Vec<String> = taxonomies
            .filter_map(|(_, key)| key.as_str().map(str::to_owned))
            .collect();
        let keys = match keys.is_empty() {
            true => vec!["categories".to_owned()],
            false => keys,
        };
        let topics: Vec<String> = keys
            .iter()
            .filter(|key| *key != "tags")
            .flat_map(|key| head.texts(key))
            .collect();
        head.add_texts("tags", &topics);
        let aliases = head.texts("aliases");
        if aliases.iter().any(|alias| !alias.contains('/')) {
            let aliases: Vec<String> = aliases
                .iter()
                .map(|alias| format!("/{}", alias.trim_start_matches('/')))
                .collect();
            head.set("aliases", yaml_list(&aliases));
        }
    }
}
