//! The same text as a site for Hugo: `hugo new site`'s layout, with templates that show what ours show.
//!
//! Wiki links become relative references' plain addresses, citations become footnotes with the
//! source behind them, topics and sources become taxonomies, so that Hugo makes a page of each as
//! we do.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::plan::Plan;
use super::{pages, put};

const CONFIG: &str = r#"baseURL = "https://example.org/"
title = "A synthetic almanac"
disableKinds = ["RSS", "sitemap", "robotsTXT", "404"]
[taxonomies]
topic = "topics"
source = "sources"
[markup.goldmark.renderer]
unsafe = true
"#;

const BASE: &str = r#"<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>{{ .Title }} · {{ .Site.Title }}</title>
<meta name="description" content="{{ .Params.summary }}"><meta name="viewport" content="width=device-width"></head>
<body><header><a href="/">{{ .Site.Title }}</a><nav><a href="/entries/">Entries</a><a href="/topics/">Topics</a><a href="/sources/">Sources</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ .Site.Title }}</footer></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.level }} · {{ .ReadingTime }} min</p>
<table>{{ range .Params.facts }}<tr><th>{{ .property }}</th><td>{{ .value }} {{ .as_of }}</td></tr>{{ end }}</table>
{{ .TableOfContents }}{{ .Content }}
<ul>{{ range .Params.topics }}<li><a href="/topics/{{ . }}/">{{ . }}</a></li>{{ end }}</ul></article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 1000 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"#;

/// Writes Hugo's site of a plan into a folder.
pub(super) fn write(plan: &Plan, out: &Path) -> Result<()> {
    put(&out.join("hugo.toml"), CONFIG)?;
    put(&out.join("layouts/_default/baseof.html"), BASE)?;
    put(&out.join("layouts/_default/single.html"), SINGLE)?;
    put(&out.join("layouts/_default/list.html"), LIST)?;
    put(&out.join("layouts/index.html"), LIST)?;
    for (number, name) in plan.entries.iter().enumerate() {
        let file = format!("content/entries/{:03}/{}.md", number / 100, name.slug);
        put(
            &out.join(file),
            &translated(&pages::entry(plan, number), "entries"),
        )?;
    }
    for (number, name) in plan.threads.iter().enumerate() {
        let file = format!("content/threads/{}.md", name.slug);
        put(
            &out.join(file),
            &translated(&pages::thread(plan, number), "threads"),
        )?;
    }
    Ok(())
}

/// A file of ours as Hugo takes it.
fn translated(file: &str, section: &str) -> String {
    let (front_matter, body) = file
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .unwrap_or(("", file));
    let slug = field(front_matter, "id");
    let mut head = format!("---\nurl: /{section}/{slug}/\n");
    for name in ["title", "level", "summary", "topics"] {
        let _ = writeln!(head, "{name}: {}", field(front_matter, name));
    }
    head.push_str(&facts(front_matter));
    let (text, keys) = linked(body);
    let _ = writeln!(head, "sources: [{}]", keys.join(", "));
    let notes = keys.iter().fold(String::new(), |mut notes, key| {
        let _ = writeln!(notes, "[^{key}]: {}", source_of(front_matter, key));
        notes
    });
    format!("{head}---\n{text}\n\n{notes}")
}

fn field<'t>(front_matter: &'t str, name: &str) -> &'t str {
    let lines = front_matter.lines();
    let mut values = lines.filter_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    values.next().unwrap_or_default()
}

/// The facts as a list of mappings, each on its line as in ours.
fn facts(front_matter: &str) -> String {
    let mut property = "";
    let mut text = "facts:\n".to_owned();
    let lines = front_matter
        .lines()
        .skip_while(|line| *line != "facts:")
        .skip(1)
        .take_while(|line| line.starts_with(' '));
    for line in lines {
        let line = line.trim_start().trim_start_matches("- ");
        let value = match line.split_once(": {") {
            Some((name, value)) if !line.starts_with('{') => {
                property = name;
                value
            }
            _ => match line.strip_prefix('{') {
                Some(value) => value,
                None => {
                    property = line.trim_end_matches(':');
                    continue;
                }
            },
        };
        let _ = writeln!(text, "  - {{ property: {property},{value}");
    }
    text
}

/// What the footnote of a source says; a shared one stands in no page.
fn source_of(front_matter: &str, key: &str) -> String {
    let mark = format!("key: {key},");
    let line = front_matter.lines().find(|line| line.contains(&mark));
    let title = line.and_then(|line| line.split('"').nth(3));
    format!("{} <https://example.org/{key}>", title.unwrap_or(key))
}

/// The body with its wiki links and citations in Hugo's Markdown, and the keys that it cites.
fn linked(body: &str) -> (String, Vec<String>) {
    let mut text = String::with_capacity(body.len());
    let mut keys: Vec<String> = Vec::new();
    let mut rest = body;
    while let Some(at) = rest.find('[') {
        text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some((link, behind)) = rest
            .strip_prefix("[[")
            .and_then(|rest| rest.split_once("]]"))
        {
            let (slug, words) = link.split_once('|').unwrap_or((link, link));
            let _ = write!(text, "[{words}](/entries/{slug}/)");
            rest = behind;
        } else if let Some((key, behind)) = rest
            .strip_prefix("[@")
            .and_then(|rest| rest.split_once(']'))
        {
            let _ = write!(text, "[^{key}]");
            if !keys.iter().any(|known| known == key) {
                keys.push(key.to_owned());
            }
            rest = behind;
        } else {
            text.push('[');
            rest = &rest[1..];
        }
    }
    text.push_str(rest);
    (text, keys)
}
