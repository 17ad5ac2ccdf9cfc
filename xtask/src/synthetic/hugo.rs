//! The same text as a site for Hugo: `hugo new site`'s layout, with templates that show what ours show.
//!
//! Wiki links become plain addresses, citations become footnotes with the source behind them. Topics and
//! the works that two pages cite become taxonomies, so that Hugo makes a page of each as we do; lists of
//! all works, paths and their steps are pages of their own.

use std::fmt::Write;
use std::path::Path;

use anyhow::Result;

use super::files::put;
use super::pages;
use super::plain::Plain;
use super::plan::AlmanacPlan;
use super::works::Works;

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
<body><header><a href="/">{{ .Site.Title }}</a><nav><a href="/paths/">Paths</a><a href="/entries/">Entries</a><a href="/topics/">Topics</a><a href="/sources/">Sources</a></nav></header>
<main>{{ block "main" . }}{{ end }}</main><footer>{{ .Site.Title }}</footer></body></html>
"#;

const SINGLE: &str = r#"{{ define "main" }}<article><h1>{{ .Title }}</h1><p>{{ .Params.level }} · {{ .ReadingTime }} min</p>
<table>{{ range .Params.facts }}<tr><th>{{ .property }}</th><td>{{ .value }} {{ .as_of }}</td></tr>{{ end }}</table>
{{ .TableOfContents }}{{ .Content }}
<ul>{{ range .Params.topics }}<li><a href="/topics/{{ . }}/">{{ . }}</a></li>{{ end }}</ul></article>{{ end }}
"#;

const LIST: &str = r#"{{ define "main" }}<h1>{{ .Title }}</h1><ul>{{ range first 1000 .Pages }}<li><a href="{{ .RelPermalink }}">{{ .Title }}</a></li>{{ end }}</ul>{{ end }}
"#;

/// How many works a list has at most, as ours.
const WORKS_A_PAGE: usize = 200;

/// Writes Hugo's site of a plan into a folder.
pub(super) fn write(plan: &AlmanacPlan, out: &Path) -> Result<()> {
    let put = |name: &str, text: &str| put(&out.join(name), text.as_bytes());
    put("hugo.toml", CONFIG)?;
    put("layouts/_default/baseof.html", BASE)?;
    put("layouts/_default/single.html", SINGLE)?;
    put("layouts/_default/list.html", LIST)?;
    put("layouts/index.html", LIST)?;
    let works = Works::of(plan);
    for (number, name) in plan.entries.iter().enumerate() {
        let file = format!("content/entries/{:03}/{}.md", number / 100, name.slug);
        put(&file, &page(&pages::entry(plan, number), "entries", &works))?;
    }
    for (number, name) in plan.threads.iter().enumerate() {
        let file = format!("content/threads/{}.md", name.slug);
        put(
            &file,
            &page(&pages::thread(plan, number), "threads", &works),
        )?;
    }
    for (name, text) in lists(&works) {
        put(&name, &text)?;
    }
    for (number, name) in plan.paths.iter().enumerate() {
        for (file, text) in path(plan, number, &works) {
            put(&format!("content/paths/{}/{file}.md", name.slug), &text)?;
        }
    }
    Ok(())
}

/// An entry or a thread of ours as Hugo takes it.
fn page(file: &str, section: &str, works: &Works) -> String {
    let plain = Plain::of(file, |slug| format!("/entries/{slug}/"));
    let address = format!("/{section}/{}/", plain.field("id"));
    let mut head = head(&plain, &address);
    let _ = writeln!(head, "topics: {}", plain.field("topics"));
    let keys = plain.keys.iter().filter(|key| works.has_page(key));
    let keys: Vec<&str> = keys.map(String::as_str).collect();
    let _ = writeln!(head, "sources: [{}]", keys.join(", "));
    format!("{head}---\n{}", plain.text_with_notes(works))
}

/// The front matter that a page has wherever it is shown, still open.
fn head(plain: &Plain<'_>, address: &str) -> String {
    let mut head = format!("---\nurl: {address}\n");
    for name in ["title", "level", "summary"] {
        let _ = writeln!(head, "{name}: {}", plain.field(name));
    }
    head + &facts(plain)
}

/// Lists of all works by letter: the name of each file, and its text.
fn lists(works: &Works) -> Vec<(String, String)> {
    let mut lists = Vec::new();
    for (letter, all) in works.by_letter() {
        for (number, part) in all.chunks(WORKS_A_PAGE).enumerate() {
            let number = number + 1;
            let mut text = format!(
                "---\nurl: /sources/by/{letter}/{number}/\ntitle: Sources, {letter}\n---\n"
            );
            for work in part {
                let _ = writeln!(text, "- {}", work.words);
            }
            lists.push((format!("content/lists/{letter}-{number}.md"), text));
        }
    }
    lists
}

/// A path, each of its steps with the whole text of what it reads, and its end.
fn path(plan: &AlmanacPlan, number: usize, works: &Works) -> Vec<(String, String)> {
    let file = pages::path(plan, number);
    let plain = Plain::of(&file, str::to_owned);
    let address = format!("/paths/{}/", plain.field("id"));
    let text = plain.text_with_notes(works);
    let (introduction, closing) = text.split_once("# Closing").unwrap_or((&text, ""));
    let mut contents = String::new();
    let mut parts = Vec::new();
    for (index, (slug, why)) in plain.steps().into_iter().enumerate() {
        let step = index + 1;
        let read = pages::text_of(plan, slug);
        let read = Plain::of(&read, |slug| format!("/entries/{slug}/"));
        let _ = writeln!(
            contents,
            "{step}. [{}]({address}{step}/) {why}",
            read.field("title")
        );
        let head = head(&read, &format!("{address}{step}/"));
        let text = read.text_with_notes(works);
        parts.push((
            format!("step-{step}"),
            format!("{head}---\n{why}\n\n{text}"),
        ));
    }
    let whole = format!(
        "{}---\n{introduction}\n\n{contents}",
        head(&plain, &address)
    );
    parts.push(("path".to_owned(), whole));
    let end = head(&plain, &format!("{address}end/"));
    parts.push(("end".to_owned(), format!("{end}---\n{closing}")));
    parts
}

/// The facts as a list of mappings, each on its line as in ours.
fn facts(plain: &Plain<'_>) -> String {
    let mut text = "facts:\n".to_owned();
    for (property, value) in plain.facts() {
        let _ = writeln!(text, "  - {{ property: {property},{value}");
    }
    text
}
