//! The tree of the theme just-the-docs, which is made of titles: `nav_order`, `parent`, `grand_parent`.

use std::collections::BTreeMap;

use serde_json::Value;

use super::Said;
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::SitePage;
use crate::sites::settings::is_true;

/// A path in the order of the tree, if pages say that there is one.
pub fn navs(pages: &[SitePage], said: &BTreeMap<String, Said>, title: &str) -> Vec<Nav> {
    let items = pages.iter().enumerate().filter_map(|(number, page)| {
        let said = said.get(&page.source)?;
        // Posts are in no tree, nor is what has no title.
        let is_page = !page.source.split('/').any(|part| part.starts_with('_'));
        let is_out = said.fields.get("nav_exclude").is_some_and(is_true) || !is_page;
        let text = |name: &str| said.text(name).map(str::to_owned);
        (!is_out).then(|| Item {
            page: number,
            title: text("title").unwrap_or_default(),
            parent: text("parent"),
            order: said.fields.get("nav_order").cloned(),
        })
    });
    let items: Vec<Item> = items.collect();
    if !items
        .iter()
        .any(|item| item.order.is_some() || item.parent.is_some())
    {
        return Vec::new();
    }
    let mut nav = Nav {
        title: title.to_owned(),
        ..Nav::default()
    };
    let mut seen = vec![false; items.len()];
    let tops: Vec<usize> = (0..items.len())
        .filter(|at| items[*at].parent.is_none() && !items[*at].title.is_empty())
        .collect();
    add(&items, tops, &mut seen, &mut nav, 0);
    match nav.steps.is_empty() {
        true => Vec::new(),
        false => vec![nav],
    }
}

struct Item {
    page: usize,
    title: String,
    parent: Option<String>,
    order: Option<Value>,
}

impl Item {
    fn key(&self) -> (bool, f64, String) {
        let order = self.order.as_ref().and_then(|order| match order {
            Value::Number(number) => number.as_f64(),
            Value::String(text) => text.parse().ok(),
            _ => None,
        });
        let words = self
            .order
            .as_ref()
            .and_then(Value::as_str)
            .unwrap_or(&self.title);
        (
            order.is_none(),
            order.unwrap_or(f64::MAX),
            words.to_lowercase(),
        )
    }
}

fn add(items: &[Item], mut places: Vec<usize>, seen: &mut [bool], nav: &mut Nav, depth: usize) {
    places.sort_by(|one, other| {
        let (one, other) = (items[*one].key(), items[*other].key());
        one.0
            .cmp(&other.0)
            .then(one.1.total_cmp(&other.1))
            .then_with(|| one.2.cmp(&other.2))
    });
    for place in places {
        if std::mem::replace(&mut seen[place], true) || depth > 16 {
            continue;
        }
        let item = &items[place];
        nav.steps.push(NavStep {
            page: item.page,
            parts: Vec::new(),
        });
        let children = (0..items.len())
            .filter(|at| items[*at].parent.as_ref() == Some(&item.title) && !item.title.is_empty());
        add(items, children.collect(), seen, nav, depth + 1);
    }
}
