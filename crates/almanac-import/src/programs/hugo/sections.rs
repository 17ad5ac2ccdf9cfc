//! Sections whose pages have weights: each is a path.

use std::collections::{BTreeMap, BTreeSet};

use super::Said;
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::SitePage;

/// A path for each section whose pages have weights.
pub fn navs(pages: &[SitePage], said: &BTreeMap<String, Said>, content: &str) -> Vec<Nav> {
    let sections: BTreeSet<&str> = { pages.iter() }
        .filter_map(|page| Some(page.source[content.len()..].split_once('/')?.0))
        .collect();
    let mut navs = Vec::new();
    for section in sections {
        let start = format!("{content}{section}/");
        let of_section = pages.iter().filter(|page| page.source.starts_with(&start));
        let is_page = |page: &&SitePage| !page.source.ends_with("_index.md");
        let weighted = of_section.filter(is_page);
        let weighted = weighted
            .filter(|page| {
                said.get(&page.source)
                    .is_some_and(|said| said.weight != 0.0)
            })
            .count();
        if weighted == 0 {
            continue;
        }
        let own = said
            .get(&format!("{start}_index.md"))
            .and_then(|said| said.title.clone());
        let mut nav = Nav {
            title: own.unwrap_or_else(|| section.to_owned()),
            ..Nav::default()
        };
        add_section(&start, pages, said, &mut Vec::new(), &mut nav, 0);
        navs.push(nav);
    }
    navs
}

/// The pages of a section, its own first: by weight, then the newest first, then by title.
fn add_section(
    start: &str,
    pages: &[SitePage],
    said: &BTreeMap<String, Said>,
    parts: &mut Vec<String>,
    nav: &mut Nav,
    depth: usize,
) {
    let mut children: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (number, page) in pages.iter().enumerate() {
        let Some(rest) = page
            .source
            .strip_prefix(start)
            .filter(|_| !page.is_unlisted)
        else {
            continue;
        };
        match rest.split_once('/') {
            Some((folder, "index.md")) => {
                children.insert(folder.to_owned(), Some(number));
            }
            Some((folder, _)) => {
                children.entry(folder.to_owned()).or_insert(None);
            }
            None => {
                children.insert(rest.to_owned(), Some(number));
            }
        }
    }
    let nothing = Said::default();
    let key = |name: &str, page: &Option<usize>| {
        let said = match page {
            Some(page) => said.get(&pages[*page].source),
            None => said.get(&format!("{start}{name}/_index.md")),
        };
        let said = said.unwrap_or(&nothing);
        let is_own = name == "_index.md" || name == "index.md";
        let weight = if said.weight == 0.0 {
            f64::MAX
        } else {
            said.weight
        };
        (
            !is_own,
            weight,
            std::cmp::Reverse(said.date.clone()),
            said.title.clone().unwrap_or_else(|| name.to_owned()),
        )
    };
    let mut ordered: Vec<(String, Option<usize>)> = children.into_iter().collect();
    ordered.sort_by(|one, other| {
        let (one, other) = (key(&one.0, &one.1), key(&other.0, &other.1));
        one.0
            .cmp(&other.0)
            .then(one.1.total_cmp(&other.1))
            .then_with(|| (&one.2, &one.3).cmp(&(&other.2, &other.3)))
    });
    for (name, page) in ordered {
        match page {
            Some(page) => nav.steps.push(NavStep {
                page,
                parts: std::mem::take(parts),
            }),
            None if depth < 32 => {
                let below = format!("{start}{name}/");
                let title = said
                    .get(&format!("{below}_index.md"))
                    .and_then(|said| said.title.clone());
                let title = title.unwrap_or_else(|| name.clone());
                parts.push(title.clone());
                add_section(&below, pages, said, parts, nav, depth + 1);
                parts.retain(|part| *part != title);
            }
            None => {}
        }
    }
}
