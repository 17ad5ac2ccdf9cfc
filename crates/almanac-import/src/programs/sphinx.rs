//! A project of Sphinx with MyST, a Jupyter Book, or a project of MyST's own program.

mod blocks;
mod body;
mod data;
mod directives;
mod files;
mod inline;
mod other;
mod pictures;
mod roles;
mod settings;
mod toc;
mod write;

use std::collections::BTreeSet;

use almanac_compile::{LeftOut, read_base_url};
use almanac_model::{ContentConfig, FilePath};

use self::body::MyST;
use self::settings::{Kind, Place, Settings};
use crate::programs::quarto::count;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::bibliography::Bibliography;
use crate::sites::labels::plain_words;
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(RST: Topic::LeftOut, "page in reStructuredText, which is not read", "pages in reStructuredText, which are not read");
kind!(NOTEBOOK: Topic::LeftOut, "notebook, which is not read", "notebooks, which are not read");
kind!(NOT_LISTED: Topic::Changed, "page that no list names is a draft", "pages that no list names are drafts");
kind!(EXCLUDED: Topic::Changed, "page that the configuration excludes is a draft", "pages that the configuration excludes are drafts");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

/// A configuration that names MyST, or one of Jupyter Book.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let place = settings::place(folder)?;
    Some(match place.kind {
        Kind::Sphinx => format!("its `{}` names MyST", place.file),
        Kind::JupyterBook => format!(
            "it has files `{0}_config.yml` and `{0}_toc.yml`",
            place.root
        ),
        Kind::MyStMd => format!("it has a file `{}`", place.file),
    })
}

/// All pages go over; the lists of pages are a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let place = settings::place(folder).unwrap_or_else(|| Place {
        kind: Kind::Sphinx,
        root: String::new(),
        file: "conf.py".to_owned(),
    });
    let root = place.root.clone();
    let mut settings = settings::read(folder, &place);
    let mut config = Config::of_site(folder);
    if let Some(title) = settings.title.as_deref().filter(|title| !title.is_empty()) {
        config.title = plain_words(title);
    }
    config.take_language(settings.language.as_deref());
    let address = settings
        .address
        .as_deref()
        .map(|url| format!("{}/", url.trim_end_matches('/')));
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let mut pages = pages(folder, &root, &settings, remarks);
    if !pages
        .iter()
        .any(|page| page.source == format!("{root}{}.md", settings.first))
        && let Some(readme) = pages.iter().find(|page| {
            is_folder_page(markdown_stem(&page.source[root.len()..]).unwrap_or_default())
        })
    {
        let first = readme.source[root.len()..].to_owned();
        settings.first = markdown_stem(&first).unwrap_or(&first).to_owned();
    }
    count(folder, &root, "rst", RST, remarks);
    count(folder, &root, "ipynb", NOTEBOOK, remarks);
    let (nav, named, hidden) = toc::order(folder, &root, &settings, &mut pages, &config.title);
    for (number, page) in pages.iter_mut().enumerate() {
        page.is_unlisted = hidden.contains(&number);
        if settings.only_listed && !named.contains(&number) {
            remarks.add(NOT_LISTED, &page.source);
            page.is_draft = true;
        }
    }
    redirect(&mut pages, &root, &settings, remarks);
    let of_root = format!("{root}x");
    let files = settings.bibliographies.iter();
    let files: Vec<String> = files
        .filter_map(|file| FilePath::from(of_root.as_str()).resolve(file))
        .collect();
    let bibliography = Bibliography::read(folder, &files, remarks);
    let mut reading = MyST::of(folder, root.clone(), settings);
    reading.keys.clone_from(&bibliography.keys);
    let reading = reading.with_labels(&pages);
    let site = Site {
        mounts: vec![(root.clone(), ENTRIES.to_owned())],
        roots: vec![format!("{root}_static/"), root],
        generator: Box::new(reading),
        pages,
        address,
        navs: Vec::from_iter((nav.steps.len() > 1).then_some(nav)),
        config,
    };
    let mut survey = site.survey(folder, remarks);
    survey.files.extend(bibliography.file());
    survey
}

fn pages(
    folder: &SourceFolder,
    root: &str,
    settings: &Settings,
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let excluded = Excluded::of(&settings.exclude);
    let is_built = |below: &str| {
        let mut parts = below.split('/');
        let name = parts.next_back().unwrap_or_default();
        name.starts_with('.')
            || parts.any(|part| {
                matches!(
                    part,
                    "_build" | "_templates" | "_static" | "node_modules" | "venv"
                ) || part.starts_with('.')
            })
    };
    let mut pages = Vec::new();
    for note in folder.notes().filter(|note| note.path.starts_with(root)) {
        let below = &note.path[root.len()..];
        if is_built(below) {
            continue;
        }
        let is_draft = excluded.has(below);
        if is_draft {
            remarks.add(EXCLUDED, &note.path);
        }
        let stem = markdown_stem(below).unwrap_or(below);
        let address = match (is_folder_page(stem), split_path(stem)) {
            (true, (dir, name)) if name == "index" && dir.is_empty() => String::new(),
            _ => format!("{stem}.html"),
        };
        pages.push(SitePage {
            source: note.path.clone(),
            target: format!("{ENTRIES}{below}"),
            address,
            is_draft,
            ..SitePage::default()
        });
    }
    pages
}

/// What patterns of Sphinx name: a star stays within a folder, and a folder stands for all that is in it.
struct Excluded(Option<LeftOut>);

impl Excluded {
    fn of(patterns: &[String]) -> Self {
        let patterns = patterns
            .iter()
            .map(|pattern| match pattern.starts_with("**") {
                true => pattern.clone(),
                false => format!("/{}", pattern.trim_start_matches('/')),
            });
        let ignore: Vec<String> = patterns.filter(|pattern| pattern.len() > 1).collect();
        let rules = (!ignore.is_empty()).then(|| {
            LeftOut::new(&ContentConfig {
                ignore,
                ..ContentConfig::default()
            })
        });
        Self(rules)
    }

    fn has(&self, path: &str) -> bool {
        let Some(rules) = &self.0 else {
            return false;
        };
        let plain = LeftOut::new(&ContentConfig::default());
        let names = |path: &str, is_folder| {
            rules.leaves_out(path, is_folder) && !plain.leaves_out(path, is_folder)
        };
        let mut ends = path.match_indices('/').map(|(end, _)| end);
        names(path, false) || ends.any(|end| names(&path[..end], true))
    }
}

/// Pages of before lead to the pages that they were moved to.
fn redirect(pages: &mut [SitePage], root: &str, settings: &Settings, remarks: &mut Remarks) {
    let stem = |path: &str| {
        let path = path
            .split('#')
            .next()
            .unwrap_or_default()
            .trim_start_matches('/');
        let path = path
            .strip_suffix(".html")
            .or_else(|| markdown_stem(path))
            .unwrap_or(path);
        path.strip_suffix(".rst").unwrap_or(path).to_owned()
    };
    let own: BTreeSet<String> = pages
        .iter()
        .map(|page| stem(&page.source[root.len()..]))
        .collect();
    for (from, to) in &settings.redirects {
        // What was moved twice leads to where it is now.
        let mut at = stem(to);
        for _ in 0..8 {
            let next = settings
                .redirects
                .iter()
                .find(|(from, _)| stem(from) == at && !own.contains(&at));
            match next {
                Some((_, next)) => at = stem(next),
                None => break,
            }
        }
        let of_from = FilePath::from(from.as_str()).resolve(&at);
        let wanted = [Some(at), of_from];
        let page = pages.iter_mut().find(|page| {
            wanted
                .iter()
                .flatten()
                .any(|wanted| stem(&page.source[root.len()..]) == *wanted)
        });
        match page {
            Some(page) => page.aliases.push(format!("/{}.html", stem(from))),
            None => remarks.add(REDIRECT_OUT, from),
        }
    }
}
