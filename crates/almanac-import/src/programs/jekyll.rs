//! A site of Jekyll.

mod attributes;
mod body;
mod boxes;
mod liquid;
mod nav;
mod permalinks;
mod tables;

use std::collections::{BTreeMap, BTreeSet};

use almanac_compile::read_base_url;
use serde_json::{Map, Value};

use self::body::Jekyll;
use self::permalinks::post_address;
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::calendar::is_ahead;
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::settings::{is_false, is_true, text_at, texts, value_of, yaml_settings};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(HELD_BACK: Topic::Changed, "page that was not published is a draft", "pages that were not published are drafts");
kind!(AHEAD: Topic::Changed, "post whose day has not come is a draft", "posts whose days have not come are drafts");
kind!(LEADS_ON: Topic::Changed, "page that only led on is an alias", "pages that only led on are aliases");
kind!(OWN: Topic::LeftOut, "text in a folder that is no content", "texts in folders that are no content");

const FILES: [&str; 2] = ["_config.yml", "_config.yaml"];

/// The configuration of Jekyll, beside its folders or a list of packages that names it.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let file = FILES.into_iter().find(|file| folder.has(file))?;
    if folder.has("_toc.yml") {
        return None;
    }
    let names_it = folder
        .settings("Gemfile")
        .is_some_and(|text| text.contains("jekyll") || text.contains("github-pages"));
    let has_folders = folder.files().iter().any(|file| {
        file.path
            .split('/')
            .any(|part| matches!(part, "_posts" | "_layouts" | "_includes" | "_drafts"))
    });
    let text = folder.settings(file).unwrap_or_default();
    let has_theme = ["theme:", "remote_theme:", "collections:", "permalink:"]
        .iter()
        .any(|key| text.lines().any(|line| line.starts_with(key)));
    (names_it || has_folders || has_theme).then(|| format!("it has a file `{file}`"))
}

/// What the front matter of a page says, with what the configuration says of many.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub fields: Map<String, Value>,
}

impl Said {
    pub fn text(&self, name: &str) -> Option<&str> {
        self.fields
            .get(name)?
            .as_str()
            .map(str::trim)
            .filter(|text| !text.is_empty())
    }
}

/// All pages and posts go over; the tree of just-the-docs is a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let text = FILES
        .into_iter()
        .find_map(|file| folder.settings(file))
        .unwrap_or_default();
    let settings = yaml_settings(&text);
    let mut config = Config::of_site(folder);
    if let Some(title) = text_at(&settings, "title") {
        title.clone_into(&mut config.title);
    }
    config.take_language(text_at(&settings, "lang").or_else(|| text_at(&settings, "locale")));
    let base = text_at(&settings, "baseurl")
        .unwrap_or_default()
        .trim_matches('/')
        .to_owned();
    let address = text_at(&settings, "url")
        .filter(|url| url.starts_with("http"))
        .map(|url| match base.as_str() {
            "" => format!("{}/", url.trim_end_matches('/')),
            base => format!("{}/{base}/", url.trim_end_matches('/')),
        });
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let root = text_at(&settings, "source")
        .unwrap_or_default()
        .trim_matches(['.', '/'])
        .to_owned();
    let root = if root.is_empty() {
        root
    } else {
        format!("{root}/")
    };
    let place = Place::of(&settings, root.clone());
    let said = look(folder, &settings, &root);
    let mut pages = pages(folder, &settings, &place, &said, remarks);
    redirect(&mut pages, &said, address.as_deref());
    let navs = nav::navs(&pages, &said, &config.title);
    let site = Site {
        mounts: vec![(root.clone(), ENTRIES.to_owned())],
        roots: vec![root.clone()],
        generator: Box::new(Jekyll::of(folder, &settings, &said, &pages, root, base)),
        pages,
        address,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

/// The folder of collections, if they have one of their own, with its final slash.
pub fn collections_of(settings: &Value) -> String {
    match text_at(settings, "collections_dir").map(|folder| folder.trim_matches(['.', '/'])) {
        None | Some("") => String::new(),
        Some(folder) => format!("{folder}/"),
    }
}

/// What of a site is content.
struct Place {
    root: String,
    /// The folder of collections below it.
    of_collections: String,
    excluded: Vec<String>,
    included: Vec<String>,
    /// The collections that have pages.
    collections: BTreeSet<String>,
}

impl Place {
    fn of(settings: &Value, root: String) -> Self {
        let of_collections = match &settings["collections"] {
            Value::Object(pairs) => { pairs.iter() }
                .filter(|(_, options)| is_true(&options["output"]))
                .map(|(name, _)| format!("_{name}"))
                .collect(),
            _ => BTreeSet::new(),
        };
        let built = text_at(settings, "destination")
            .unwrap_or("_site")
            .trim_matches(['.', '/']);
        let mut excluded = texts(&settings["exclude"]);
        excluded.extend([
            built.to_owned(),
            "vendor".to_owned(),
            "node_modules".to_owned(),
        ]);
        Self {
            root,
            of_collections: collections_of(settings),
            excluded,
            included: texts(&settings["include"]),
            collections: of_collections,
        }
    }

    fn is_content(&self, below: &str) -> bool {
        let is_excluded = self.excluded.iter().any(|name| {
            let name = name.trim_matches('/');
            below == name
                || below
                    .strip_prefix(name)
                    .is_some_and(|rest| rest.starts_with('/'))
                || crate::programs::mkdocs::is_of_pattern(name, below)
        });
        let is_known = |part: &str| {
            matches!(part, "_posts" | "_drafts")
                || self.collections.contains(part)
                || self
                    .included
                    .iter()
                    .any(|name| name.trim_matches('/') == part)
        };
        let mut parts = below.split('/');
        !is_excluded && parts.all(|part| !part.starts_with('_') || is_known(part))
    }
}

/// The fields of all pages, with the defaults of the configuration below them.
fn look(folder: &SourceFolder, settings: &Value, root: &str) -> BTreeMap<String, Said> {
    let defaults = settings["defaults"].as_array().cloned().unwrap_or_default();
    let found = look_at_notes(folder, |path, text| {
        let fields = almanac_syntax::front_matter(text);
        let mut own = match value_of(&fields) {
            Value::Object(own) => own,
            _ => Map::new(),
        };
        let below = path.strip_prefix(root)?;
        for one in defaults.iter().rev() {
            let scope = text_at(one, "scope.path")
                .unwrap_or_default()
                .trim_matches('/');
            let kind = text_at(one, "scope.type");
            let is_in = scope.is_empty()
                || below
                    .strip_prefix(scope)
                    .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
                || crate::programs::mkdocs::is_of_pattern(scope, below);
            let is_kind = match kind {
                None | Some("") => true,
                Some("posts") => below.split('/').any(|part| part == "_posts"),
                Some("drafts") => below.split('/').any(|part| part == "_drafts"),
                Some("pages") => !below.split('/').any(|part| part.starts_with('_')),
                Some(name) => below
                    .split('/')
                    .any(|part| part.strip_prefix('_') == Some(name)),
            };
            if is_in && is_kind {
                for (key, value) in one["values"].as_object().into_iter().flatten() {
                    own.entry(key.clone()).or_insert_with(|| value.clone());
                }
            }
        }
        Some((path.to_owned(), Said { fields: own }))
    });
    found.into_iter().collect()
}

/// The day and the name in the name of a post.
fn post_name(stem: &str) -> Option<(String, &str)> {
    let mut parts = stem.splitn(4, '-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let rest = parts.next()?;
    let is_number = |text: &str, least: usize, most: usize| {
        (least..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let is_day = is_number(year, 4, 4) && is_number(month, 1, 2) && is_number(day, 1, 2);
    is_day.then(|| (format!("{year}-{month:0>2}-{day:0>2}"), rest))
}

fn pages(
    folder: &SourceFolder,
    settings: &Value,
    place: &Place,
    said: &BTreeMap<String, Said>,
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let mut pages = Vec::new();
    let mut names: BTreeMap<String, usize> = BTreeMap::new();
    let nothing = Said::default();
    let shows_future = is_true(&settings["future"]);
    let mut found = Vec::new();
    for note in folder
        .notes()
        .filter(|note| note.path.starts_with(&place.root))
    {
        let below = &note.path[place.root.len()..];
        let below = below.strip_prefix(&place.of_collections).unwrap_or(below);
        if !place.is_content(below) {
            remarks.add(OWN, &note.path);
            continue;
        }
        let (folders, name) = split_path(below);
        let stem = markdown_stem(name).unwrap_or(name);
        let is_post = folders.split('/').any(|part| part == "_posts");
        let post =
            post_name(stem).filter(|_| is_post || folders.split('/').any(|part| part == "_drafts"));
        if let Some((_, rest)) = &post {
            *names.entry((*rest).to_lowercase()).or_insert(0) += 1;
        }
        found.push((note.path.as_str(), below, post));
    }
    for (path, below, post) in found {
        let said = said.get(path).unwrap_or(&nothing);
        if said.text("redirect_to").is_some()
            || matches!(said.fields.get("redirect_to"), Some(Value::Array(_)))
        {
            remarks.add(LEADS_ON, path);
            continue;
        }
        let (folders, name) = split_path(below);
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
        let is_draft_folder = folders.split('/').any(|part| part == "_drafts");
        let plain: Vec<&str> = folders
            .split('/')
            .filter(|part| !matches!(*part, "_posts" | "_drafts" | ""))
            .collect();
        let plain: Vec<&str> = plain
            .iter()
            .map(|part| part.trim_start_matches('_'))
            .collect();
        let start = plain
            .iter()
            .map(|part| format!("{part}/"))
            .collect::<String>();
        // What has no day in its name is no post, and is not built.
        let is_nameless = post.is_none() && folders.split('/').any(|part| part == "_posts");
        let is_unpublished =
            said.fields.get("published").is_some_and(is_false) || is_draft_folder || is_nameless;
        let day = said
            .text("date")
            .map(str::to_owned)
            .or_else(|| post.as_ref().map(|(day, _)| day.clone()));
        let is_future = !shows_future
            && day
                .as_deref()
                .is_some_and(|day| is_ahead(day, folder.today()));
        match (is_unpublished, is_future) {
            (true, _) => remarks.add(HELD_BACK, path),
            (_, true) => remarks.add(AHEAD, path),
            _ => {}
        }
        let mut page = SitePage {
            source: path.to_owned(),
            is_draft: is_unpublished || is_future,
            ..SitePage::default()
        };
        match &post {
            Some((day, rest)) => {
                let clashes = names
                    .get(&rest.to_lowercase())
                    .is_some_and(|count| *count > 1);
                let file = if clashes {
                    format!("{day}-{rest}")
                } else {
                    (*rest).to_owned()
                };
                page.target = format!("{ENTRIES}{start}{file}.{ending}");
                if !clashes {
                    page.aliases.push(format!("{day}-{rest}"));
                }
                page.label = Some(titled(rest));
                page.address = post_address(settings, said, &plain, day, rest);
            }
            None => {
                page.target = format!("{ENTRIES}{start}{stem}.{ending}");
                page.address = page_address(settings, said, (folders, &start), stem);
            }
        }
        pages.push(page);
    }
    pages
}

/// A title that is made of a name: `on-bees` is `On bees`.
fn titled(name: &str) -> String {
    let words = name.replace(['-', '_'], " ");
    let mut chars = words.chars();
    let first = chars.next().map(|c| c.to_uppercase().collect::<String>());
    format!("{}{}", first.unwrap_or_default(), chars.as_str())
}

/// The address of a page that is no post, by the folders that hold it, as they are and as they are called.
fn page_address(
    settings: &Value,
    said: &Said,
    (folders, start): (&str, &str),
    stem: &str,
) -> String {
    let collection = folders.split('/').next().unwrap_or_default();
    let collection = collection.strip_prefix('_');
    let of_collection =
        collection.and_then(|name| text_at(&settings["collections"][name], "permalink"));
    if let Some(own) = said.text("permalink").or(of_collection) {
        let inside = collection.and_then(|name| start.strip_prefix(&format!("{name}/")));
        return own
            .trim_start_matches('/')
            .replace(":output_ext", ".html")
            .replace(":basename", stem)
            .replace(":collection", collection.unwrap_or_default())
            .replace(":path", &format!("{}{stem}", inside.unwrap_or(start)))
            .replace(":name", stem)
            .replace(":title", said.text("slug").unwrap_or(stem));
    }
    let is_pretty =
        text_at(settings, "permalink").is_some_and(|own| own == "pretty" || own.ends_with('/'));
    match (is_folder_page(stem), is_pretty) {
        (true, _) if start.is_empty() => "index.html".to_owned(),
        (true, true) => start.to_owned(),
        (true, false) => format!("{start}index.html"),
        (false, true) => format!("{start}{stem}/"),
        (false, false) => format!("{start}{stem}.html"),
    }
}

/// Addresses that led to pages: of `redirect_from`, and of pages that were nothing else.
fn redirect(pages: &mut [SitePage], said: &BTreeMap<String, Said>, address: Option<&str>) {
    for page in pages.iter_mut() {
        let from = said
            .get(&page.source)
            .and_then(|said| said.fields.get("redirect_from"));
        let from = from.map(texts).unwrap_or_default();
        page.aliases.extend(
            from.iter()
                .map(|from| format!("/{}", from.trim_start_matches('/'))),
        );
    }
    for (path, said) in said {
        let Some(to) = said
            .fields
            .get("redirect_to")
            .and_then(|to| texts(to).first().cloned())
        else {
            continue;
        };
        let inside = address.and_then(|address| to.strip_prefix(address));
        let key = crate::sites::pages::address_key(inside.unwrap_or(&to));
        let stem = markdown_stem(path).unwrap_or(path);
        let own = said
            .text("permalink")
            .map_or_else(|| format!("{stem}.html"), str::to_owned);
        if let Some(page) = pages
            .iter_mut()
            .find(|page| crate::sites::pages::address_key(&page.address) == key)
        {
            page.aliases
                .push(format!("/{}", own.trim_start_matches('/')));
        }
    }
}

/// The fields of a page that its front matter lacks and the configuration has.
pub fn add_defaults(said: &Said, head: &mut FrontMatter<'_>) {
    for name in ["title", "description", "excerpt"] {
        if let Some(value) = said.text(name).filter(|_| head.get(name).is_none()) {
            head.set(name, crate::front_matter::yaml_text(value));
        }
    }
    let missing = said
        .fields
        .get("tags")
        .filter(|_| head.get("tags").is_none());
    if let Some(tags) = missing {
        head.add_texts("tags", &texts(tags));
    }
}
