//! What a section, or the configuration, says of the pages below it: `cascade`. Only what holds pages back counts here.

use std::collections::BTreeMap;

use almanac_model::Day;
use almanac_syntax::yaml::Node;
use serde_json::Value;

use super::{Said, field};
use crate::programs::mkdocs::is_of_pattern;
use crate::sites::calendar::{is_ahead, is_behind};
use crate::source::split_path;

/// The build that is published.
const ENVIRONMENT: &str = "production";

/// What is said of pages below a section.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Cascade {
    /// Which of them are meant: names of what they are known by, each with patterns.
    target: Vec<(String, Vec<String>)>,
    is_draft: Option<bool>,
    is_ahead: Option<bool>,
    is_behind: Option<bool>,
    is_hidden: Option<bool>,
}

/// What is said of a page by those above it; `None` of what nobody says.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Held {
    pub is_draft: Option<bool>,
    pub is_ahead: Option<bool>,
    pub is_behind: Option<bool>,
    pub is_hidden: Option<bool>,
}

/// A page as the targets of a cascade know it.
pub struct Target<'p> {
    /// Its file.
    pub path: &'p str,
    /// The language that it is written in.
    pub language: &'p str,
}

/// What front matter says of the pages below: one mapping, or a list of them.
pub fn read(fields: &Node, today: Day) -> Vec<Cascade> {
    let Some(written) = field(fields, "cascade") else {
        return Vec::new();
    };
    let all = written
        .as_sequence()
        .unwrap_or(std::slice::from_ref(written));
    all.iter().filter_map(|node| one(node, today)).collect()
}

/// What the configuration says of all pages.
pub fn of_settings(settings: &Value, today: Day) -> Vec<Cascade> {
    let written = &settings["cascade"];
    if written.is_null() {
        return Vec::new();
    }
    // What is JSON is YAML too.
    let text = format!("cascade: {written}");
    let (node, _) = almanac_syntax::yaml::parse(&text, 0..text.len());
    read(&node, today)
}

fn one(node: &Node, today: Day) -> Option<Cascade> {
    let text = |name: &str| Some(field(node, name)?.as_str()?.trim().to_owned());
    let is = |name: &str| text(name).map(|text| text.eq_ignore_ascii_case("true"));
    let publish = ["publishDate", "pubdate", "published", "date"];
    let publish = publish.iter().find_map(|name| text(name));
    let expiry = text("expiryDate").or_else(|| text("unpublishdate"));
    let build = field(node, "build").or_else(|| field(node, "_build"));
    let render = build.and_then(|build| field(build, "render")?.as_str());
    let never = render.map(|render| matches!(render, "never" | "false"));
    let target = field(node, "target").or_else(|| field(node, "_target"));
    let found = Cascade {
        target: target.map(patterns_in).unwrap_or_default(),
        is_draft: is("draft"),
        is_ahead: publish.map(|day| is_ahead(&day, today)),
        is_behind: expiry.map(|day| is_behind(&day, today)),
        is_hidden: is("headless").or(never),
    };
    let is_silent = Cascade {
        target: found.target.clone(),
        ..Cascade::default()
    } == found;
    (!is_silent).then_some(found)
}

/// The names of a target, each with its patterns: `path: /a/**`, `kind: "{section,page}"`.
fn patterns_in(target: &Node) -> Vec<(String, Vec<String>)> {
    let pairs = target.as_mapping().into_iter().flatten();
    let named = pairs.filter_map(|(name, value)| {
        let patterns: Vec<&str> = match value.as_sequence() {
            Some(items) => items.iter().filter_map(Node::as_str).collect(),
            None => value.as_str().into_iter().collect(),
        };
        let patterns = patterns.into_iter().flat_map(choices).collect();
        Some((name.as_str()?.to_lowercase(), patterns))
    });
    named.collect()
}

/// The patterns that one with choices in braces stands for: `/{a,b}/**`.
fn choices(pattern: &str) -> Vec<String> {
    let pattern = pattern.trim().to_lowercase();
    let braces = pattern
        .find('{')
        .and_then(|open| Some((open, open + pattern[open..].find('}')?)));
    let Some((open, close)) = braces else {
        return vec![pattern];
    };
    let all = pattern[open + 1..close].split(',');
    let all = all.map(|one| {
        format!(
            "{}{}{}",
            &pattern[..open],
            one.trim(),
            &pattern[close + 1..]
        )
    });
    all.collect()
}

impl Cascade {
    /// Whether a page is meant. What we know nothing of holds back what it may mean, and frees nothing.
    fn is_about(&self, page: &Target<'_>, logical: &str, kind: &str) -> bool {
        let holds_back = [self.is_draft, self.is_ahead, self.is_behind, self.is_hidden];
        let holds_back = holds_back.contains(&Some(true));
        self.target.iter().all(|(name, patterns)| {
            let value = match name.as_str() {
                "path" => logical,
                "kind" => kind,
                "lang" => page.language,
                "environment" => ENVIRONMENT,
                _ => return holds_back,
            };
            let fits = |pattern: &String| match name.as_str() {
                "path" => is_of_pattern(pattern.trim_matches('/'), value),
                _ => pattern == value || is_of_pattern(pattern, value),
            };
            patterns.iter().any(fits)
        })
    }
}

/// What is said of a page by the nearest section that says it, else by the configuration.
pub fn held(
    page: &Target<'_>,
    content: &str,
    said: &BTreeMap<String, Said>,
    of_all: &[Cascade],
) -> Held {
    let below = page.path.strip_prefix(content).unwrap_or(page.path);
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    let is_section = stem
        .rsplit('/')
        .next()
        .is_some_and(|name| name.split('.').next() == Some("_index"));
    let kind = match (is_section, below.contains('/')) {
        (true, true) => "section",
        (true, false) => "home",
        (false, _) => "page",
    };
    let logical = stem
        .trim_end_matches("/index")
        .trim_end_matches("/_index")
        .to_lowercase();
    let mut found = Held::default();
    let mut take = |cascades: &[Cascade]| {
        for cascade in cascades {
            if cascade.is_about(page, &logical, kind) {
                found.is_draft = found.is_draft.or(cascade.is_draft);
                found.is_ahead = found.is_ahead.or(cascade.is_ahead);
                found.is_behind = found.is_behind.or(cascade.is_behind);
                found.is_hidden = found.is_hidden.or(cascade.is_hidden);
            }
        }
    };
    let mut folder = split_path(page.path).0;
    loop {
        for name in ["_index.md", "index.md", "_index.markdown"] {
            let section = match folder {
                "" => said.get(name),
                folder => said.get(&format!("{folder}/{name}")),
            };
            take(section.map_or(&[][..], |said| &said.cascades));
        }
        if folder.is_empty() {
            break;
        }
        folder = split_path(folder).0;
    }
    take(of_all);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held_of(cascade: &str, path: &str, language: &str) -> Held {
        let (node, _) = almanac_syntax::yaml::parse(cascade, 0..cascade.len());
        let section = Said {
            cascades: read(&node, Day::new(2026, 12, 1).unwrap()),
            ..Said::default()
        };
        let said = BTreeMap::from([("content/a/_index.md".to_owned(), section)]);
        held(&Target { path, language }, "content/", &said, &[])
    }

    #[test]
    fn targets_choose_by_path_kind_language_and_environment() {
        for (target, is_draft) in [
            ("path: /a/{b,c}*", Some(true)),
            ("path: /x/**", None),
            ("kind: page", Some(true)),
            ("kind: '{section,home}'", None),
            ("lang: en", Some(true)),
            ("lang: [de, fr]", None),
            ("environment: production", Some(true)),
            ("environment: development", None),
            ("sites: { matrix: x }", Some(true)),
        ] {
            let text = format!("cascade:\n  draft: true\n  target:\n    {target}\n");
            assert_eq!(
                held_of(&text, "content/a/b.md", "en").is_draft,
                is_draft,
                "{target}"
            );
        }
    }

    #[test]
    fn days_and_what_is_never_rendered_go_down_too() {
        let held = held_of(
            "cascade:\n  - expiryDate: 2020-01-01\n  - build:\n      render: never\n  - publishDate: 2030-01-01\n",
            "content/a/b.md",
            "en",
        );
        let all = [held.is_behind, held.is_hidden, held.is_ahead, held.is_draft];
        assert_eq!(all, [Some(true), Some(true), Some(true), None]);
    }

    #[test]
    fn the_configuration_holds_back_too() {
        let settings =
            serde_json::json!({ "cascade": [{ "draft": true, "target": { "path": "/a/**" } }] });
        let of_all = of_settings(&settings, Day::new(2026, 12, 1).unwrap());
        let target = |path| Target {
            path,
            language: "en",
        };
        let held = |path| held(&target(path), "content/", &BTreeMap::new(), &of_all).is_draft;
        assert_eq!(
            (held("content/a/b.md"), held("content/c.md")),
            (Some(true), None)
        );
    }
}
