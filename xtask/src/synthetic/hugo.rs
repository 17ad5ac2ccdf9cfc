//! The same text as a site for Hugo: `hugo new site`'s layout, with templates that show what ours show.
//!
//! Wiki links become relative references' plain addresses, citations become footnotes with the
//! source behind them, topics and sources become taxonomies, so that Hugo makes a page of each as
//! we do.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::files::put;
use super::pages;
use super::plain::Plain;
use super::plan::Plan;

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
    let plain = Plain::of(file, |slug| format!("/entries/{slug}/"));
    let mut head = format!("---\nurl: /{section}/{}/\n", plain.field("id"));
    for name in ["title", "level", "summary", "topics"] {
        let _ = writeln!(head, "{name}: {}", plain.field(name));
    }
    let keys = plain.keys.join(", ");
    let _ = writeln!(head, "{}sources: [{keys}]", facts(&plain));
    format!("{head}---\n{}", plain.text_with_notes())
}

/// The facts as a list of mappings, each on its line as in ours.
fn facts(plain: &Plain<'_>) -> String {
    let mut text = "facts:\n".to_owned();
    for (property, value) in plain.facts() {
        let _ = writeln!(text, "  - {{ property: {property},{value}");
    }
    text
}
