//! Menus, which are trees of names: in the configuration, and in the front matter of pages. One with branches, or with
//! several pages that are no sections, is a path; the menu of a blog is none.

use std::collections::{BTreeMap, BTreeSet};

use almanac_syntax::yaml::Node;
use serde_json::Value;

use super::{Said, field};
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::{SitePage, address_key};
use crate::sites::settings::text_at;
use crate::source::markdown_stem;

/// A place in a menu.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct MenuEntry {
    /// The menu that it is in.
    menu: String,
    name: Option<String>,
    identifier: Option<String>,
    parent: Option<String>,
    weight: f64,
    /// The page that it leads to, as the configuration names it.
    named: Option<String>,
    /// That page, by its number.
    page: Option<usize>,
}

/// The places of a page, as its front matter says: `menu: main`, `menus: [main]`, `menu: { main: { weight: 2 } }`.
pub fn of_page(fields: &Node) -> Vec<MenuEntry> {
    let Some(written) = field(fields, "menus").or_else(|| field(fields, "menu")) else {
        return Vec::new();
    };
    let alone = |menu: &str| MenuEntry {
        menu: menu.to_lowercase(),
        ..MenuEntry::default()
    };
    if let Some(pairs) = written.as_mapping() {
        let place = |(menu, node): &(Node, Node)| {
            let text = |name: &str| Some(field(node, name)?.as_str()?.to_owned());
            Some(MenuEntry {
                name: text("name"),
                identifier: text("identifier"),
                parent: text("parent"),
                weight: text("weight").map_or(0.0, |weight| weight.parse().unwrap_or(0.0)),
                ..alone(menu.as_str()?)
            })
        };
        return pairs.iter().filter_map(place).collect();
    }
    let names = written
        .as_sequence()
        .unwrap_or(std::slice::from_ref(written));
    let names = names.iter().filter_map(Node::as_str);
    names.map(alone).collect()
}

/// The places that the configuration lists.
fn of_settings(settings: &Value) -> Vec<MenuEntry> {
    let menus = match settings["menus"].is_object() {
        true => &settings["menus"],
        false => &settings["menu"],
    };
    let menus = menus.as_object().into_iter().flatten();
    let entries = menus.flat_map(|(menu, entries)| {
        let entries = entries.as_array().into_iter().flatten();
        entries.map(move |entry| {
            let text = |name: &str| text_at(entry, name).map(str::to_owned);
            let weight = &entry["weight"];
            let written = weight
                .as_str()
                .and_then(|weight| weight.trim().parse().ok());
            MenuEntry {
                menu: menu.clone(),
                name: text("name").or_else(|| text("title")),
                identifier: text("identifier"),
                parent: text("parent"),
                weight: weight.as_f64().or(written).unwrap_or(0.0),
                named: text("pageref").or_else(|| text("url")),
                page: None,
            }
        })
    });
    entries.collect()
}

/// A path for each menu that orders pages, of which not all are in another path already.
pub fn navs(
    settings: &Value,
    content: &str,
    pages: &[SitePage],
    said: &BTreeMap<String, Said>,
    others: &[Nav],
) -> Vec<Nav> {
    let mut entries = of_settings(settings);
    for entry in &mut entries {
        entry.page = entry
            .named
            .as_deref()
            .and_then(|named| page_named(named, content, pages));
    }
    for (number, page) in pages.iter().enumerate() {
        let Some(own) = said.get(&page.source) else {
            continue;
        };
        entries.extend(own.menus.iter().map(|entry| MenuEntry {
            name: entry.name.clone().or_else(|| own.title.clone()),
            page: Some(number),
            ..entry.clone()
        }));
    }
    let known: BTreeSet<usize> = { others.iter() }
        .flat_map(|nav| nav.steps.iter().map(|step| step.page))
        .collect();
    let menus: BTreeSet<&str> = entries.iter().map(|entry| entry.menu.as_str()).collect();
    let of_menu = |menu: &str| -> Option<Nav> {
        let own: Vec<&MenuEntry> = entries.iter().filter(|entry| entry.menu == menu).collect();
        let leaves = own.iter().filter_map(|entry| entry.page);
        let leaves = leaves.filter(|page| !is_section(&pages[*page]) && !known.contains(page));
        let has_order = own.iter().any(|entry| entry.weight != 0.0);
        let has_branches = own.iter().any(|entry| entry.parent.is_some());
        let least = if has_branches { 2 } else { 3 };
        if !has_order || leaves.count() < least {
            return None;
        }
        let mut nav = Nav {
            title: menu.to_owned(),
            ..Nav::default()
        };
        let mut seen = vec![false; own.len()];
        let tops = (0..own.len()).filter(|at| parent_of(own[*at], &own).is_none());
        add(&own, tops.collect(), &mut seen, &mut Vec::new(), &mut nav);
        Some(nav)
    };
    menus.into_iter().filter_map(of_menu).collect()
}

/// The page that a menu names by its path below the content, or by its address.
fn page_named(named: &str, content: &str, pages: &[SitePage]) -> Option<usize> {
    let stem = markdown_stem(named).unwrap_or(named);
    let key = address_key(stem).to_lowercase();
    let path = |page: &SitePage| {
        let below = page.source.strip_prefix(content).unwrap_or(&page.source);
        let stem = markdown_stem(below).unwrap_or(below);
        address_key(&stem.replace("_index", "index")).to_lowercase()
    };
    let by_path = pages.iter().position(|page| path(page) == key);
    by_path.or_else(|| {
        let mut all = pages.iter();
        all.position(|page| address_key(&page.address).to_lowercase() == key)
    })
}

fn is_section(page: &SitePage) -> bool {
    page.source.ends_with("_index.md")
}

/// The entry that another one names as its parent: by its identifier, else by its name.
fn parent_of(entry: &MenuEntry, all: &[&MenuEntry]) -> Option<usize> {
    let parent = entry.parent.as_ref()?;
    let is = |other: &&MenuEntry| {
        let name = other.identifier.as_ref().or(other.name.as_ref());
        name.is_some_and(|name| name.eq_ignore_ascii_case(parent))
    };
    all.iter().position(is)
}

fn add(
    all: &[&MenuEntry],
    mut places: Vec<usize>,
    seen: &mut [bool],
    parts: &mut Vec<String>,
    nav: &mut Nav,
) {
    places.sort_by(|one, other| {
        let weight = |at: usize| match all[at].weight {
            0.0 => f64::MAX,
            weight => weight,
        };
        let name = |at: usize| all[at].name.clone().unwrap_or_default();
        weight(*one)
            .total_cmp(&weight(*other))
            .then_with(|| name(*one).cmp(&name(*other)))
    });
    for place in places {
        if std::mem::replace(&mut seen[place], true) {
            continue;
        }
        let entry = all[place];
        let name = entry.name.clone().unwrap_or_default();
        let out = entry.named.as_deref().filter(|named| named.contains("://"));
        match (entry.page, out) {
            (Some(page), _) => nav.steps.push(NavStep {
                page,
                parts: std::mem::take(parts),
            }),
            (None, Some(address)) => nav
                .introduction
                .push_str(&format!("- [{name}]({address})\n")),
            (None, None) => parts.push(name.clone()),
        }
        let children = (0..all.len()).filter(|at| parent_of(all[*at], all) == Some(place));
        add(all, children.collect(), seen, parts, nav);
        parts.retain(|part| *part != name);
    }
}
