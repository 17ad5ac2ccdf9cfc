//! The pages of a site of Docusaurus: where they are, and what they are called.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{FilePath, LanguageTag};
use serde_json::Value;

use super::Root;
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::script::values_of;
use crate::sites::settings::{text_at, texts};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES};

kind!(PARTIAL: Topic::LeftOut, "file that is only put into others, or begins with `_`", "files that are only put into others, or begin with `_`");
kind!(VERSION: Topic::LeftOut, "page of another version", "pages of other versions", "`--all-versions` brings them over too");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

/// What front matter says of where a page is.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub id: Option<String>,
    pub slug: Option<String>,
    pub position: Option<f64>,
    pub label: Option<String>,
    pub date: Option<String>,
    /// How it is read: `md`, `mdx` or `detect`.
    pub format: Option<String>,
}

/// The pages of a site, and what they are called.
#[derive(Default)]
pub struct Pages {
    pub pages: Vec<SitePage>,
    /// What each says of where it is.
    pub said: Vec<Said>,
    /// Pages by the folder of their root and their id.
    pub ids: BTreeMap<(String, String), usize>,
}

impl Pages {
    pub fn find(folder: &SourceFolder, roots: &[Root], remarks: &mut Remarks) -> Self {
        let said: BTreeMap<String, Said> = look_at_notes(folder, |path, text| {
            let head = FrontMatter::read(text);
            let text = |name: &str| head.text(name).map(str::to_owned);
            let said = Said {
                id: text("id"),
                slug: text("slug"),
                position: text("sidebar_position").and_then(|number| number.parse().ok()),
                label: text("sidebar_label"),
                date: text("date"),
                format: text("format"),
            };
            Some((path.to_owned(), said))
        })
        .into_iter()
        .collect();
        let mut found = Self::default();
        for note in folder.notes() {
            let path = note.path.as_str();
            let root = roots.iter().filter(|root| path.starts_with(&root.folder));
            let root = root.max_by_key(|root| root.folder.len());
            let is_version = !folder.has_all_versions() && is_of_version(path);
            match root {
                _ if is_version => remarks.add(VERSION, path),
                Some(root) => {
                    let below = &path[root.folder.len()..];
                    if below.split('/').any(|part| part.starts_with('_')) {
                        remarks.add(PARTIAL, path);
                        continue;
                    }
                    let said = said.get(path).cloned().unwrap_or_default();
                    found.add(root, path, below, said);
                }
                None if path.contains("i18n/") && path.contains("/version-") => {
                    remarks.add(VERSION, path);
                }
                None => {}
            }
        }
        found
    }

    fn add(&mut self, root: &Root, path: &str, below: &str, said: Said) {
        let stem = markdown_stem(below).unwrap_or(below);
        let post = root.is_blog.then(|| post_of(stem));
        let plain = match &post {
            Some(post) => post.address.clone(),
            None => without_numbers(stem),
        };
        let (date, name) = post.and_then(|post| post.day).unzip();
        let name = name.filter(|name| !name.is_empty());
        let (folders, last) = split_path(&plain);
        let is_folder = !root.is_blog
            && (is_folder_page(&plain) || split_path(folders).1 == last && !folders.is_empty());
        let in_folder = |name: &str| match folders {
            "" => name.to_owned(),
            folders => format!("{folders}/{name}"),
        };
        let id = in_folder(said.id.as_deref().unwrap_or(last));
        let usual = match (&said.id, is_folder) {
            (_, true) => folders.to_owned(),
            (Some(id), _) if !root.is_blog => in_folder(id),
            _ => plain.clone(),
        };
        let own = match said.slug.as_deref() {
            Some(slug) if slug.starts_with('/') => slug.trim_matches('/').to_owned(),
            Some(slug) if root.is_blog => slug.trim_matches('/').to_owned(),
            Some(slug) => FilePath::from(in_folder("x").as_str())
                .resolve(slug)
                .unwrap_or_default(),
            None => usual.clone(),
        };
        let route = |path: &str| match (root.route.as_str(), path) {
            ("", path) => path.to_owned(),
            (route, "") => route.to_owned(),
            (route, path) => format!("{route}/{path}"),
        };
        let mut aliases = Vec::new();
        for other in [stem, usual.as_str()] {
            let other = route(other);
            if other != route(&own) && !other.is_empty() {
                aliases.push(format!("/{other}"));
            }
        }
        aliases.dedup();
        let number = self.pages.len();
        self.ids.insert((root.folder.clone(), id), number);
        self.ids
            .entry((root.folder.clone(), plain))
            .or_insert(number);
        self.pages.push(SitePage {
            source: path.to_owned(),
            target: format!(
                "{ENTRIES}{}{}",
                root.target,
                target_name(below, root.is_blog)
            ),
            address: route(&own),
            aliases,
            label: said.label.clone(),
            name: name.map(|name| name.replace(['-', '_'], " ")),
            ..SitePage::default()
        });
        self.said.push(Said {
            date: said.date.clone().or(date),
            ..said
        });
    }

    /// The days of posts, by their files.
    pub fn days(&self) -> BTreeMap<String, String> {
        let pages = self.pages.iter().zip(&self.said);
        let days = pages.filter_map(|(page, said)| Some((page.source.clone(), said.date.clone()?)));
        days.collect()
    }

    /// The files that are Markdown and not MDX: as they say themselves, else as the configuration says.
    pub fn plain(&self, of_config: Option<&str>) -> BTreeSet<String> {
        let pages = self.pages.iter().zip(&self.said);
        let plain = pages.filter(|(page, said)| match said.format.as_deref().or(of_config) {
            Some("md") => true,
            Some("detect") => !page.source.ends_with(".mdx"),
            _ => false,
        });
        plain.map(|(page, _)| page.source.clone()).collect()
    }

    /// Translations lie in a tree of their own.
    pub fn translations(
        &mut self,
        folder: &SourceFolder,
        settings: &Value,
        site: &str,
        roots: &[Root],
        config: &mut Config,
    ) {
        let default = config.language.clone();
        for locale in texts(&settings["i18n"]["locales"]) {
            let Ok(tag) = LanguageTag::new(&locale) else {
                continue;
            };
            if tag.as_str() == default {
                continue;
            }
            let mut has_any = false;
            for root in roots {
                let start = format!("{site}i18n/{locale}/{}/", root.translations);
                for note in folder.notes().filter(|note| note.path.starts_with(&start)) {
                    let below = &note.path[start.len()..];
                    let name = target_name(below, root.is_blog);
                    let Some((stem, ending)) = name.rsplit_once('.') else {
                        continue;
                    };
                    if below.split('/').any(|part| part.starts_with('_')) {
                        continue;
                    }
                    has_any = true;
                    self.said.push(Said::default());
                    self.pages.push(SitePage {
                        source: note.path.clone(),
                        target: format!("{ENTRIES}{}{stem}.{}.{ending}", root.target, tag.as_str()),
                        ..SitePage::default()
                    });
                }
            }
            if has_any {
                config.languages.push(tag.as_str().to_owned());
            }
        }
    }

    /// What the plugin for redirects has in its list.
    pub fn redirect(&mut self, text: &str, remarks: &mut Remarks) {
        let lists = values_of(text, "redirects").into_iter();
        let redirects: Vec<Value> = lists
            .flat_map(|list| list.as_array().cloned().unwrap_or_default())
            .collect();
        for redirect in redirects {
            let to = text_at(&redirect, "to").unwrap_or_default();
            let to = to.split('#').next().unwrap_or_default().trim_matches('/');
            let page = self
                .pages
                .iter_mut()
                .find(|page| page.address.trim_matches('/') == to && !page.source.is_empty());
            match page {
                Some(page) => {
                    let from = texts(&redirect["from"]);
                    page.aliases.extend(
                        from.iter()
                            .map(|from| format!("/{}", from.trim_start_matches('/'))),
                    );
                }
                None => remarks.add(REDIRECT_OUT, to),
            }
        }
    }
}

/// Whether a file is of another version than the current one: each plugin for documentation has a folder of these.
fn is_of_version(path: &str) -> bool {
    path.split('/').any(|part| {
        let plugin = part.strip_suffix("versioned_docs");
        plugin.is_some_and(|plugin| plugin.is_empty() || plugin.ends_with('_'))
    })
}

/// The name of a file without numbers in front, which are its order.
fn target_name(below: &str, is_blog: bool) -> String {
    match is_blog {
        true => below.to_owned(),
        false => match below.rsplit_once('.') {
            Some((stem, ending)) => format!("{}.{ending}", without_numbers(stem)),
            None => below.to_owned(),
        },
    }
}

/// A path without the numbers that order its parts.
pub fn without_numbers(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').map(|part| number_of(part).1).collect();
    parts.join("/")
}

/// The number that a name begins with, and the rest: not of a date or a version.
pub fn number_of(name: &str) -> (Option<u64>, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &name[digits..];
    let rest = behind.trim_start_matches(' ');
    let Some(rest) = rest.strip_prefix(['-', '_', '.']).filter(|_| digits > 0) else {
        return (None, name);
    };
    let rest = rest.trim_start_matches([' ', '-', '_', '.']);
    let is_date = behind.starts_with(['-', '_', '.'])
        && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    match rest.is_empty() || is_date {
        true => (None, name),
        false => (name[..digits].parse().ok(), rest),
    }
}

/// A post of a blog by the name of its file.
#[derive(Debug, PartialEq, Eq)]
struct Post {
    /// Its address in the blog.
    address: String,
    /// Its day, if the name has one, and what is left of the name.
    day: Option<(String, String)>,
}

/// A post: `2024-03-02-x`, `2024/03/02/x`, `2024-03-02-x/index`, `tips/2024-3-2-x`. The last day in the path counts.
fn post_of(stem: &str) -> Post {
    let stem = match is_folder_page(stem) {
        true => split_path(stem).0,
        false => stem,
    };
    let mut starts = (0..stem.len())
        .rev()
        .filter(|at| stem.is_char_boundary(*at));
    let found = starts.find_map(|at| Some((at, day_at(&stem[at..])?)));
    let Some((at, (parts, rest))) = found else {
        return Post {
            address: stem.to_owned(),
            day: None,
        };
    };
    let [year, month, date] = parts;
    let rest = rest.strip_prefix(['-', '/']).unwrap_or(rest);
    let address = format!("{year}/{month}/{date}/{}{rest}", &stem[..at]);
    Post {
        address: address.trim_end_matches('/').to_owned(),
        day: Some((format!("{year}-{month:0>2}-{date:0>2}"), rest.to_owned())),
    }
}

/// The year, month and day that a text begins with, and what is behind them.
fn day_at(text: &str) -> Option<([&str; 3], &str)> {
    let digits = |text: &str, most: usize| {
        text.bytes()
            .take(most)
            .take_while(u8::is_ascii_digit)
            .count()
    };
    let mut parts = [""; 3];
    let mut rest = text;
    for (number, (least, most)) in [(4, 4), (1, 2), (1, 2)].into_iter().enumerate() {
        if number > 0 {
            rest = rest.strip_prefix(['-', '/'])?;
        }
        let length = digits(rest, most);
        if length < least {
            return None;
        }
        (parts[number], rest) = rest.split_at(length);
    }
    Some((parts, rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_order_and_dates_are_not() {
        for (name, number, rest) in [
            ("03-x", Some(3), "x"),
            ("03 - x", Some(3), "x"),
            ("3_x", Some(3), "x"),
            ("3.x", Some(3), "x"),
            ("2021-11-foo", None, "2021-11-foo"),
            ("1.2.3-x", None, "1.2.3-x"),
            ("7", None, "7"),
            ("x-3", None, "x-3"),
        ] {
            assert_eq!(number_of(name), (number, rest), "{name}");
        }
        assert_eq!(without_numbers("01-a/2-b/c"), "a/b/c");
        for (stem, address, day) in [
            ("2024-03-02-x/index", "2024/03/02/x", Some("2024-03-02")),
            ("2024/03/02/x", "2024/03/02/x", Some("2024-03-02")),
            ("2024-3-2-x", "2024/3/2/x", Some("2024-03-02")),
            ("tips/2024-07/08-x", "2024/07/08/tips/x", Some("2024-07-08")),
            ("2024-03-02", "2024/03/02", Some("2024-03-02")),
            ("x-y", "x-y", None),
        ] {
            let post = post_of(stem);
            let found = post.day.as_ref().map(|(day, _)| day.as_str());
            assert_eq!((post.address.as_str(), found), (address, day), "{stem}");
        }
    }
}
