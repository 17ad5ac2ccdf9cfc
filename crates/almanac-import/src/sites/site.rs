//! A site from its pages to files of an almanac. Read by all programs for sites.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_model::{decode, normalize_title, slug_of_name};
use rayon::prelude::*;

use super::addresses::{Addresses, Found, Meant};
use super::anchors::{AnchorRule, fragment_key};
use super::headings::{Headings, excerpt_of, with_ids};
use super::navigation::{Nav, Reasons, path_files};
use super::pages::{SitePage, is_folder_page};
use super::places::{local_parts, places_of};
use crate::front_matter::{FrontMatter, yaml_text};
use crate::links::relative;
use crate::prose::Edits;
use crate::remarks::{Remarks, Topic, kind};
use crate::source::{SourceFolder, is_markdown, markdown_stem};
use crate::survey::{Config, Convert, ENTRIES, PlannedFile, Survey};

kind!(UNUSED: Topic::LeftOut, "file that no page shows or links to", "files that no page shows or links to");
kind!(HEAD_BROKEN: Topic::Kept, "front matter that can't be read", "front matters that can't be read");
kind!(REWRITTEN: Topic::Changed, "link leads to the page's new place", "links lead to the pages' new places");

/// How a generator reads its pages.
pub trait Generator: Send + Sync {
    /// How it makes the ids of headings.
    fn rule(&self) -> &AnchorRule;

    /// The text of a file as one with front matter in our forms.
    fn prepared<'t>(&self, page: &SitePage, text: &'t str) -> Cow<'t, str> {
        let _ = page;
        Cow::Borrowed(text)
    }

    /// The text of a page in our forms, with addresses as they are.
    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String;

    /// What ends the excerpt of a page.
    fn excerpt_mark(&self, page: &SitePage) -> Option<&str> {
        let _ = page;
        None
    }

    /// What the path of an address in a page may mean, the likeliest first.
    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant>;

    /// Says in our words what the front matter of a page says in the generator's.
    fn fields(&self, page: &SitePage, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
        let _ = (page, head, remarks);
    }
}

/// A site, before it is known what its pages say.
pub struct Site {
    /// What `almanac.toml` will say.
    pub config: Config,
    /// Its pages, in the order of their files.
    pub pages: Vec<SitePage>,
    /// Where files go that pages show: the beginning of a path in the source, and of that in the almanac.
    pub mounts: Vec<(String, String)>,
    /// The folders whose files lie at the root of the site.
    pub roots: Vec<String>,
    /// The address of the site, with its final slash.
    pub address: Option<String>,
    /// What it says of the order of its pages.
    pub navs: Vec<Nav>,
    /// How its texts are read.
    pub generator: Box<dyn Generator>,
}

/// What is known of a page after the first round.
#[derive(Debug, Default)]
struct Facts {
    headings: Headings,
    /// Its front matter as it will be.
    head: String,
    title: Option<String>,
    is_draft: bool,
    /// The files that it shows or links to.
    uses: BTreeSet<String>,
}

impl Site {
    /// Reads all pages, and finds out what becomes of them.
    pub fn survey(self, folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
        let addresses = Addresses::new(folder, &self.pages, self.roots);
        let pages_by_source = { self.pages.iter().enumerate() }
            .filter(|(_, page)| !page.source.is_empty())
            .map(|(number, page)| (page.source.clone(), number))
            .collect();
        let mut texts = SiteText {
            pages: self.pages,
            pages_by_source,
            addresses,
            mounts: self.mounts,
            address: self.address,
            headings: Vec::new(),
            names: BTreeMap::new(),
            title: self.config.title.clone(),
            generator: self.generator,
        };
        let facts = texts.gather(folder);
        let mut files = texts.files(folder, &facts, remarks);
        let titles = facts.iter().zip(&texts.pages).map(|(facts, page)| {
            let title = facts.title.clone().or_else(|| facts.headings.title.clone());
            let title = title.or_else(|| page.label.clone());
            title.or_else(|| page.name.clone())
        });
        let titles: Vec<Option<String>> = titles.collect();
        let names = names_of(&texts.pages, &titles);
        let reasons = Reasons {
            pages: &texts.pages,
            titles,
            sentences: facts
                .iter()
                .map(|facts| facts.headings.sentence.clone())
                .collect(),
            drafts: facts.iter().map(|facts| facts.is_draft).collect(),
            heads: facts.iter().map(|facts| facts.head.clone()).collect(),
        };
        files.extend(path_files(&self.navs, &reasons, &self.config, remarks));
        texts.names = names;
        texts.headings = facts.into_iter().map(|facts| facts.headings).collect();
        Survey {
            config: self.config,
            files,
            converter: Box::new(texts),
        }
    }
}

/// Writes the pages of a site.
struct SiteText {
    pages: Vec<SitePage>,
    pages_by_source: BTreeMap<String, usize>,
    addresses: Addresses,
    mounts: Vec<(String, String)>,
    address: Option<String>,
    /// What is known of the headings of each page; empty in the first round.
    headings: Vec<Headings>,
    /// How many pages bear each name, as names are compared; empty in the first round.
    names: BTreeMap<String, usize>,
    /// What the site is called.
    title: String,
    generator: Box<dyn Generator>,
}

/// How many pages bear each name, in their titles or in navigation.
fn names_of(pages: &[SitePage], titles: &[Option<String>]) -> BTreeMap<String, usize> {
    let mut names = BTreeMap::new();
    for (page, title) in pages.iter().zip(titles) {
        let of_page = [title.as_ref(), page.label.as_ref()].into_iter().flatten();
        let of_page: BTreeSet<String> = of_page.map(|name| normalize_title(name)).collect();
        for name in of_page {
            *names.entry(name).or_insert(0) += 1;
        }
    }
    names
}

impl Convert for SiteText {
    fn convert(&self, path: &str, text: &str, remarks: &mut Remarks) -> Option<String> {
        let number = *self.pages_by_source.get(path)?;
        let page = &self.pages[number];
        let text = self.generator.prepared(page, text);
        let mut head = FrontMatter::read(&text);
        let body = self.generator.body(page, &text[head.body()..], remarks);
        let (body, headings) = with_ids(&body, self.generator.rule(), &page.ids);
        let body = self.linked(number, &body, remarks);
        self.summarise(page, &text, &mut head);
        self.fields(page, &headings, &mut head, remarks);
        let must_hide = head.is_broken() && (page.is_draft || page.is_unlisted);
        let new = head.finish(Some(body));
        match must_hide {
            // Front matter that can't be read may not publish what was held back.
            true => Some(format!(
                "---\ndraft: true\n---\n{}",
                new.as_deref().unwrap_or(&text)
            )),
            false => new.or(Some(text.into_owned())),
        }
    }
}

impl SiteText {
    /// The first round: what each page says.
    fn gather(&self, folder: &SourceFolder) -> Vec<Facts> {
        let pages = self.pages.par_iter();
        pages.map(|page| self.facts(folder, page)).collect()
    }

    fn facts(&self, folder: &SourceFolder, page: &SitePage) -> Facts {
        let mut unheard = Remarks::default();
        let text = match page.source.is_empty() {
            true => None,
            false => folder.readable_text(&page.source),
        };
        let Some(text) = text else {
            return Facts::default();
        };
        let text = self.generator.prepared(page, &text);
        let mut head = FrontMatter::read(&text);
        let body = self
            .generator
            .body(page, &text[head.body()..], &mut unheard);
        let (body, headings) = with_ids(&body, self.generator.rule(), &page.ids);
        let mut uses = BTreeSet::new();
        for place in places_of(&body) {
            if let Some((Found::File(file), _)) = self.found(page, &place.address) {
                uses.insert(file.to_owned());
            }
        }
        self.fields(page, &headings, &mut head, &mut unheard);
        let title = head.text("title").map(str::to_owned);
        let says_so = head
            .text("draft")
            .is_some_and(|draft| draft.eq_ignore_ascii_case("true"));
        Facts {
            is_draft: page.is_draft || says_so,
            headings,
            title,
            uses,
            head: head.finish(Some(String::new())).unwrap_or_default(),
        }
    }

    /// What an address in a page leads to, with what stands behind its path.
    fn found<'a>(&self, page: &SitePage, address: &'a str) -> Option<(Found<'_>, &'a str)> {
        let own = self
            .address
            .as_deref()
            .and_then(|own| address.strip_prefix(own));
        let (path, behind) = local_parts(own.unwrap_or(address))?;
        let path = match own {
            Some(_) => format!("/{path}"),
            None if path.is_empty() => return None,
            None => path.to_owned(),
        };
        let meant = self.generator.meant(page, &decode(&path));
        Some((self.addresses.find(&meant)?, behind))
    }

    /// A text whose addresses lead to where things are now.
    fn linked(&self, number: usize, body: &str, remarks: &mut Remarks) -> String {
        let page = &self.pages[number];
        let mut edits = Edits::default();
        for place in places_of(body) {
            if let Some(id) = place.address.strip_prefix('#') {
                if let Some(new) = self.anchor(number, id).filter(|new| *new != id) {
                    place.rewrite("", &format!("#{new}"), &mut edits);
                }
                continue;
            }
            let Some((found, behind)) = self.found(page, &place.address) else {
                continue;
            };
            let (path, behind) = match found {
                Found::Page(to) => (self.pages[to].target.clone(), self.behind(to, behind)),
                Found::File(file) => (self.place_of(file), behind.to_owned()),
            };
            let way = relative(&page.target, &path);
            if format!("{way}{behind}") != place.address {
                remarks.add(REWRITTEN, &page.source);
                place.rewrite(&way, &behind, &mut edits);
            }
        }
        edits
            .apply(body, 0..body.len())
            .unwrap_or_else(|| body.to_owned())
    }

    /// What stands behind the path of an address that leads to a page: its fragment is ours now.
    fn behind(&self, page: usize, behind: &str) -> String {
        match behind.split_once('#') {
            Some((_, "")) | None => String::new(),
            Some((_, id)) => format!("#{}", self.anchor(page, id).unwrap_or(id)),
        }
    }

    /// Our anchor of the heading that has an id of the generator's.
    fn anchor(&self, page: usize, id: &str) -> Option<&str> {
        let anchors = &self.headings.get(page)?.anchors;
        anchors.get(&fragment_key(id)).map(String::as_str)
    }

    /// Where a file of the source is in the almanac.
    fn place_of(&self, file: &str) -> String {
        let mut mounts = self.mounts.iter();
        let found = mounts.find_map(|(from, to)| {
            let rest = file.strip_prefix(from.as_str())?;
            Some(format!("{to}{rest}"))
        });
        found.unwrap_or_else(|| format!("media/{file}"))
    }

    /// Takes the words before the mark that ends an excerpt for the summary, where none is given.
    fn summarise(&self, page: &SitePage, text: &str, head: &mut FrontMatter<'_>) {
        let has_one = ["summary", "description", "excerpt"]
            .iter()
            .any(|name| head.get(name).is_some());
        let mark = self
            .generator
            .excerpt_mark(page)
            .filter(|mark| !mark.trim().is_empty() && !has_one);
        let Some((before, _)) = mark.and_then(|mark| text[head.body()..].split_once(mark)) else {
            return;
        };
        if let Some(words) = excerpt_of(before) {
            head.set("summary", yaml_text(&words));
        }
    }

    fn fields(
        &self,
        page: &SitePage,
        headings: &Headings,
        head: &mut FrontMatter<'_>,
        remarks: &mut Remarks,
    ) {
        if head.is_broken() {
            return remarks.add(HEAD_BROKEN, &page.source);
        }
        self.generator.fields(page, head, remarks);
        let has_title = head.text("title").is_some() || headings.title.is_some();
        let given = page.label.as_ref().or(page.name.as_ref());
        if let Some(label) = given.filter(|_| !has_title) {
            head.become_first("title", yaml_text(label));
        }
        let address = Some(&page.address).filter(|address| !address.trim_matches('/').is_empty());
        let address = address.map(|address| format!("/{}", address.trim_start_matches('/')));
        let label = self.other_name(page, headings, head);
        if is_first_page(&page.target) && head.text("slug").is_none() {
            let title = head.text("title").or(headings.title.as_deref());
            let title = title.or(page.label.as_deref()).unwrap_or(&self.title);
            head.set("slug", slug_of_name(title));
        }
        let aliases = address.into_iter().chain(page.aliases.clone()).chain(label);
        let aliases: Vec<String> = aliases.collect();
        if !aliases.is_empty() {
            head.add_texts("aliases", &aliases);
        }
        if page.is_draft {
            head.set("draft", "true");
        }
        if page.is_unlisted {
            head.set("unlisted", "true");
        }
    }

    /// What navigation calls a page, if its title is another one and no other page is called so.
    fn other_name(
        &self,
        page: &SitePage,
        headings: &Headings,
        head: &FrontMatter<'_>,
    ) -> Option<String> {
        let label = page.label.as_ref()?;
        let title = head.text("title").or(headings.title.as_deref())?;
        let name = normalize_title(label);
        let is_path = label.contains('/') || label.ends_with(".html");
        let is_other = name != normalize_title(title) && !is_path;
        (is_other && self.names.get(&name) == Some(&1)).then(|| label.clone())
    }

    /// The files of the almanac: all pages, and of the others those that pages use.
    fn files(
        &self,
        folder: &SourceFolder,
        facts: &[Facts],
        remarks: &mut Remarks,
    ) -> Vec<PlannedFile> {
        let mut files: Vec<PlannedFile> = { self.pages.iter() }
            .map(|page| match page.source.as_str() {
                "" => PlannedFile::written(page.target.clone(), stub(page)),
                source => PlannedFile::converted(source, page.target.clone()),
            })
            .collect();
        let used: BTreeSet<&String> = facts.iter().flat_map(|facts| &facts.uses).collect();
        for file in &used {
            files.push(PlannedFile::copied(file, self.place_of(file)));
        }
        let is_left = |path: &String| !is_markdown(path) && !used.contains(path);
        for file in folder.files().iter().filter(|file| is_left(&file.path)) {
            remarks.add(UNUSED, &file.path);
        }
        files
    }
}

/// Whether a page stands for the whole site: its name would be that of the folder of entries.
fn is_first_page(target: &str) -> bool {
    let below = target.strip_prefix(ENTRIES).and_then(markdown_stem);
    below.is_some_and(|stem| !stem.contains('/') && is_folder_page(stem))
}

/// A page that is named and not written yet.
fn stub(page: &SitePage) -> String {
    let title = page.label.as_deref().unwrap_or("?");
    format!("---\ntitle: {}\nstub: true\n---\n", yaml_text(title))
}

/// A folder that outlives its survey.
pub fn kept(folder: &SourceFolder) -> Arc<SourceFolder> {
    Arc::new(folder.clone())
}
