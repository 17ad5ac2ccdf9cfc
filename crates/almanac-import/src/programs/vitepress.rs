//! A site of VitePress or VuePress.

mod body;
mod boxes;
mod files;
pub mod home;
mod posts;
mod sidebar;

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{FilePath, LanguageTag};
use serde_json::Value;

use self::body::VitePress;
pub use self::boxes::is_other as is_other_box;
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::anchors::AnchorRule;
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::script::{exported, values_with, with_imports, without_order};
use crate::sites::settings::{text_at, texts};
use crate::sites::site::{Site, kept};
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(EXCLUDED: Topic::Changed, "page that the configuration excludes is a draft", "pages that the configuration excludes are drafts");

/// The folder that holds the configuration: where it is, with a final slash, and whether it is VuePress's.
fn place(folder: &SourceFolder) -> Option<(String, bool)> {
    let places = ["", "docs/", "src/", "website/"].into_iter();
    let mut signs =
        places.flat_map(|place| [(place, ".vitepress", false), (place, ".vuepress", true)]);
    let found = signs.find(|(place, sign, _)| folder.has_hidden(&format!("{place}{sign}")));
    found.map(|(place, _, is_vuepress)| (place.to_owned(), is_vuepress))
}

/// The folder of the configuration of VitePress.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let (place, _) = place(folder).filter(|(_, is_vuepress)| !is_vuepress)?;
    Some(format!("it has a folder `{place}.vitepress`"))
}

/// That of VuePress.
pub fn sign_of_vuepress(folder: &SourceFolder) -> Option<String> {
    let (place, _) = place(folder).filter(|(_, is_vuepress)| *is_vuepress)?;
    Some(format!("it has a folder `{place}.vuepress`"))
}

/// All that the configuration says, whole files and parts of it.
struct Settings {
    whole: Value,
    /// The scripts by their paths without endings.
    texts: BTreeMap<String, String>,
    /// What each of them imports from the others.
    imports: BTreeMap<String, BTreeMap<String, Value>>,
}

/// A path without its ending.
fn stem_of(path: &str) -> String {
    path.rsplit_once('.')
        .map_or(path, |(stem, _)| stem)
        .to_owned()
}

impl Settings {
    fn read(folder: &SourceFolder, place: &str, is_vuepress: bool) -> Self {
        let name = if is_vuepress {
            ".vuepress"
        } else {
            ".vitepress"
        };
        let mut texts = BTreeMap::new();
        for below in folders_of_settings(folder, &format!("{place}{name}/")) {
            let start = format!("{place}{name}/{below}");
            for file in folder.names_in(&start) {
                let is_script = ["ts", "mts", "js", "mjs", "cjs"]
                    .iter()
                    .any(|ending| file.ends_with(&format!(".{ending}")));
                if is_script {
                    let path = format!("{start}{file}");
                    let text = folder.settings(&path);
                    texts.extend(text.map(|text| (stem_of(&path), text)));
                }
            }
        }
        // Each language may have a file of its own in its folder.
        let folders = folder.notes().filter_map(|note| {
            let below = note.path.strip_prefix(place)?;
            below.split_once('/').map(|(first, _)| format!("{first}/"))
        });
        let folders = folders.chain([String::new()]);
        for first in folders.collect::<BTreeSet<String>>() {
            for ending in ["ts", "mts", "js", "mjs"] {
                let path = format!("{place}{first}config.{ending}");
                let text = folder.settings(&path);
                texts.extend(text.map(|text| (stem_of(&path), text)));
            }
        }
        let config = ["ts", "mts", "js", "mjs", "cjs"].into_iter();
        let mut names = config.flat_map(|ending| {
            ["config", "config/index"].map(|file| format!("{place}{name}/{file}.{ending}"))
        });
        let whole = names.find_map(|file| Some((stem_of(&file), folder.settings(&file)?)));
        let mut known = with_imports(&texts);
        let whole = whole.map(|(stem, text)| match known.get(&stem) {
            Some(known) if !known.default.is_null() => without_order(known.default.clone()),
            _ => exported(&text),
        });
        Self {
            whole: whole.unwrap_or_default(),
            imports: { texts.keys() }
                .filter_map(|stem| Some((stem.clone(), known.remove(stem)?.imports)))
                .collect(),
            texts,
        }
    }

    /// Whether a key stands anywhere.
    fn has(&self, key: &str) -> bool {
        let is_end = |text: &str| !text.starts_with(|c: char| c.is_alphanumeric());
        let stands_in = |text: &String| {
            let mut places = text.match_indices(key);
            places.any(|(at, _)| is_end(&text[at + key.len()..]))
        };
        self.texts.values().any(stands_in)
    }

    /// All values of a key, wherever it stands.
    fn all(&self, key: &str) -> Vec<Value> {
        self.with_places(key, false)
            .into_iter()
            .map(|(_, value)| value)
            .collect()
    }

    /// The same, each with the path of its script without the ending. The same value counts once.
    fn with_places(&self, key: &str, keeps_order: bool) -> Vec<(&str, Value)> {
        let nothing = BTreeMap::new();
        let mut found: Vec<(&str, Value)> = Vec::new();
        for (stem, text) in &self.texts {
            let imports = self.imports.get(stem).unwrap_or(&nothing);
            for value in values_with(text, key, imports) {
                let value = if keeps_order {
                    value
                } else {
                    without_order(value)
                };
                if !found.iter().any(|(_, known)| *known == value) {
                    found.push((stem, value));
                }
            }
        }
        found
    }

    /// The sidebars, with the order of what is in them; where there are none, the groups of the bar at the top.
    fn lists(&self) -> Vec<Value> {
        let of = |key| {
            self.with_places(key, true)
                .into_iter()
                .map(|(_, value)| value)
        };
        if self.has("sidebar") {
            return of("sidebar").collect();
        }
        let groups = of("nav").map(|nav| match nav {
            Value::Array(items) => {
                let groups = items.into_iter().filter(|item| item.get("items").is_some());
                Value::Array(groups.collect())
            }
            nav => nav,
        });
        groups.collect()
    }

    fn text(&self, key: &str) -> Option<String> {
        let own = text_at(&self.whole, key).map(str::to_owned);
        own.or_else(|| {
            self.all(key)
                .iter()
                .find_map(|value| value.as_str().map(str::to_owned))
        })
    }
}

/// The folders below that of the configuration in which parts of it may lie: all but those that are made.
fn folders_of_settings(folder: &SourceFolder, start: &str) -> Vec<String> {
    let mut found = vec![String::new()];
    let mut at = 0;
    while at < found.len() && found.len() < MAX_FOLDERS {
        let here = found[at].clone();
        at += 1;
        if here.matches('/').count() >= 3 {
            continue;
        }
        let inner = folder.folders_in(&format!("{start}{here}"));
        let is_made =
            |name: &String| ["dist", "cache", "temp", "public", "theme"].contains(&name.as_str());
        let inner = inner.into_iter().filter(|name| !is_made(name));
        found.extend(inner.map(|name| format!("{here}{name}/")));
    }
    found
}

/// How many folders of a configuration are looked into.
const MAX_FOLDERS: usize = 100;

/// All pages go over with their names and folders; the sidebars are paths.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let (place, is_vuepress) = place(folder).unwrap_or_default();
    let settings = Settings::read(folder, &place, is_vuepress);
    let source = settings.text("srcDir").unwrap_or_default();
    let source = FilePath::from(format!("{place}x").as_str())
        .resolve(&source)
        .unwrap_or_default();
    let mut source = match source.is_empty() {
        true => source,
        false => format!("{source}/"),
    };
    if !folder.notes().any(|note| note.path.starts_with(&source)) {
        source = String::new();
    }
    let mut config = Config::of_site(folder);
    config.title = settings.text("title").unwrap_or(config.title);
    config.take_language(settings.text("lang").as_deref());
    let locales = locales(folder, &settings, &source, &mut config);
    let base = settings
        .text("base")
        .unwrap_or_default()
        .trim_matches('/')
        .to_owned();
    let mut pages = pages(folder, &settings, &source, &locales, remarks);
    let title = config.title.clone();
    let navs = sidebar::navs(
        &settings.lists(),
        &format!(
            "{place}{}",
            if is_vuepress {
                ".vuepress"
            } else {
                ".vitepress"
            }
        ),
        &base,
        (&mut pages, &locales),
        &title,
        (settings.has("sidebar"), remarks),
    );
    let is_first = is_vuepress && is_first_version(folder);
    let rule = match is_first {
        true => AnchorRule::VuePress1,
        false => AnchorRule::MditVue,
    };
    let has_math = settings.all("math").contains(&Value::Bool(true))
        || settings
            .texts
            .values()
            .any(|text| text.contains("katex") || text.contains("mathjax"));
    let public = match is_vuepress {
        true => format!("{place}.vuepress/public/"),
        false => format!("{source}public/"),
    };
    let site = Site {
        mounts: vec![
            (public.clone(), "media/".to_owned()),
            (source.clone(), ENTRIES.to_owned()),
        ],
        roots: vec![public, source.clone()],
        generator: Box::new(VitePress {
            folder: kept(folder),
            boxes: boxes::Labels::read(&settings, &source, &locales),
            source,
            base,
            rule,
            has_math,
        }),
        pages,
        address: None,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

fn is_first_version(folder: &SourceFolder) -> bool {
    let package = folder.json_settings("package.json").unwrap_or_default();
    let version = ["dependencies", "devDependencies"]
        .iter()
        .find_map(|list| package[list]["vuepress"].as_str());
    version.is_some_and(|version| version.trim_start_matches(['^', '~', '=']).starts_with('1'))
}

/// The folders of other languages, each with its language.
fn locales(
    folder: &SourceFolder,
    settings: &Settings,
    source: &str,
    config: &mut Config,
) -> Vec<(String, String)> {
    let mut found: Vec<(String, String)> = Vec::new();
    for locales in settings.all("locales") {
        for (key, locale) in locales.as_object().into_iter().flatten() {
            let name = key.trim_matches('/');
            let tag = text_at(locale, "lang").unwrap_or(name);
            let Ok(tag) = LanguageTag::new(tag) else {
                continue;
            };
            if name.is_empty() || name == "root" {
                config.take_language(Some(tag.as_str()));
                continue;
            }
            let start = format!("{source}{name}/");
            let is_known = found.iter().any(|(known, _)| known == name);
            if !is_known && folder.notes().any(|note| note.path.starts_with(&start)) {
                found.push((name.to_owned(), tag.as_str().to_owned()));
            }
        }
    }
    found.retain(|(_, tag)| *tag != config.language);
    config.languages = found.iter().map(|(_, tag)| tag.clone()).collect();
    found
}

fn pages(
    folder: &SourceFolder,
    settings: &Settings,
    source: &str,
    locales: &[(String, String)],
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let links = look_at_notes(folder, |path, text| {
        let head = FrontMatter::read(text);
        head.text("permalink")
            .map(|link| (path.to_owned(), link.to_owned()))
    });
    let excluded: Vec<String> = settings.all("srcExclude").iter().flat_map(texts).collect();
    let rewrites = settings.all("rewrites");
    let mut pages = Vec::new();
    for note in folder.notes().filter(|note| note.path.starts_with(source)) {
        let below = &note.path[source.len()..];
        if below.starts_with("public/") {
            continue;
        }
        let renamed = rewrites.iter().find_map(|map| rewritten(map, below));
        let place = renamed.as_deref().unwrap_or(below);
        let is_draft = excluded
            .iter()
            .any(|pattern| crate::programs::mkdocs::is_of_pattern(pattern, below));
        if is_draft {
            remarks.add(EXCLUDED, &note.path);
        }
        let (first, rest) = place.split_once('/').unwrap_or(("", place));
        let language = locales.iter().find(|(name, _)| name == first);
        let target = match (language, rest.rsplit_once('.')) {
            (Some((_, tag)), Some((stem, ending))) => format!("{stem}.{tag}.{ending}"),
            _ => place.to_owned(),
        };
        let mut aliases = Vec::new();
        if renamed.is_some() {
            aliases.push(format!("/{}", address_of(below)));
        }
        let link = links.iter().find(|(path, _)| *path == note.path);
        aliases.extend(link.map(|(_, link)| format!("/{}", link.trim_start_matches('/'))));
        aliases.extend(posts::address_of(place));
        pages.push(SitePage {
            source: note.path.clone(),
            target: format!("{ENTRIES}{target}"),
            address: address_of(place),
            aliases,
            name: posts::title_of(place),
            is_draft,
            ..SitePage::default()
        });
    }
    pages
}

/// Where a file is by the rules of `rewrites`: `'en/:rest*': ':rest*'`, `'packages/:pkg/src/(.*)': ':pkg/(.*)'`.
fn rewritten(map: &Value, below: &str) -> Option<String> {
    let rules = map.as_object()?;
    rules.iter().find_map(|(from, to)| {
        let to = to.as_str()?;
        let values = values_in(from, below)?;
        let parts = to.split('/').map(|part| match name_of(part) {
            Some((name, _)) => values.get(name).copied(),
            None => Some(part),
        });
        let parts: Vec<&str> = parts.collect::<Option<_>>()?;
        Some(parts.join("/"))
    })
}

/// The name of a part of a rule that stands for something, and whether it stands for several parts.
fn name_of(part: &str) -> Option<(&str, bool)> {
    if part == "(.*)" || part == "*" {
        return Some((part, true));
    }
    let name = part.strip_prefix(':')?;
    let plain = name.trim_end_matches(['*', '+']);
    let plain = plain.split('(').next().unwrap_or(plain);
    let is_long = plain.len() < name.len();
    Some((plain, is_long))
}

/// What the parts of a rule stand for in a path; `None` where it is no path of the rule.
fn values_in<'p>(rule: &'p str, path: &'p str) -> Option<BTreeMap<&'p str, &'p str>> {
    let mut values = BTreeMap::new();
    let mut rest = path;
    let mut parts = rule.split('/').peekable();
    while let Some(part) = parts.next() {
        let named = name_of(part);
        if let Some((name, _)) = named.filter(|(_, is_long)| *is_long && parts.peek().is_none()) {
            values.insert(name, rest);
            return Some(values);
        }
        let (first, behind) = match parts.peek() {
            Some(_) => rest.split_once('/')?,
            None => (rest, ""),
        };
        match named {
            Some((name, _)) => drop(values.insert(name, first)),
            None if part == first => {}
            None => return None,
        }
        rest = behind;
    }
    (!rest.contains('/') && rest.is_empty()).then_some(values)
}

/// The address of a page, by its path below the source.
fn address_of(below: &str) -> String {
    let stem = markdown_stem(below).unwrap_or(below);
    match (is_folder_page(stem), split_path(stem).0) {
        (true, "") => String::new(),
        (true, folder) => format!("{folder}/"),
        (false, _) => format!("{stem}.html"),
    }
}
