//! Forms of other programs that Almanac shows as they are written.

use std::ops::Range;

use crate::prose::Literals;
use crate::remarks::{Kind, Remarks, Topic, kind};

kind!(DATAVIEW: Topic::Kept, "query of Dataview", "queries of Dataview");
kind!(EXPRESSION: Topic::Kept, "expression of Dataview", "expressions of Dataview");
kind!(QUERY: Topic::Kept, "query", "queries");
kind!(TASKS: Topic::Kept, "query of Tasks", "queries of Tasks");
kind!(BASE: Topic::Kept, "view of Bases", "views of Bases");
kind!(DIAGRAM: Topic::Kept, "diagram in a block of code", "diagrams in blocks of code");
kind!(PLUGIN: Topic::Kept, "block of a plugin", "blocks of plugins");
kind!(CANVAS: Topic::Kept, "canvas that is shown in a note", "canvases that are shown in notes");
kind!(BASE_FILE: Topic::Kept, "base that is shown in a note", "bases that are shown in notes");
kind!(DRAWING: Topic::Kept, "drawing of Excalidraw", "drawings of Excalidraw");
kind!(TEMPLATER: Topic::Kept, "command of Templater", "commands of Templater");
kind!(VARIABLE: Topic::Kept, "variable of a template", "variables of templates");
kind!(SEARCH_LINK: Topic::Kept, "link that only searches", "links that only search");
kind!(PLAYER: Topic::Kept, "page or player of another site, shown as a link", "pages or players of other sites, shown as links");
kind!(OWN_ADDRESS: Topic::Kept, "address that opens a program", "addresses that open a program");

/// Counts the forms in a note that Almanac shows as they are written.
pub fn remark_foreign_forms(
    path: &str,
    text: &str,
    literals: &Literals,
    body: usize,
    remarks: &mut Remarks,
) {
    for (word, span) in &literals.fences {
        if let Some(kind) = kind_of_block(word) {
            remarks.add_at(kind, path, text, span.start);
        }
    }
    for span in &literals.code {
        let code = text[span.clone()].trim_matches('`').trim_start();
        if code.starts_with("= ") || code.starts_with("$=") {
            remarks.add_at(EXPRESSION, path, text, span.start);
        }
    }
    for span in &literals.html {
        if text[span.clone()]
            .trim_start()
            .to_ascii_lowercase()
            .starts_with("<iframe")
        {
            remarks.add_at(PLAYER, path, text, span.start);
        }
    }
    for (opening, kind_of) in INLINES {
        let found = text[body..].match_indices(opening).map(|(at, _)| body + at);
        for at in found.filter(|at| !literals.holds(*at)) {
            let behind = at + opening.len()..text.len();
            if let Some(kind) = kind_of(text, behind) {
                remarks.add_at(kind, path, text, at);
            }
        }
    }
}

/// What begins a form in prose, and what it is, given the text behind that.
type Inline = (&'static str, fn(&str, Range<usize>) -> Option<Kind>);

const INLINES: [Inline; 6] = [
    ("![[", kind_of_embed),
    ("[[", |text, behind| {
        let is_search = text[behind.clone()].starts_with("## ") || text[behind].starts_with("^^");
        is_search.then_some(SEARCH_LINK)
    }),
    ("<%", |_, _| Some(TEMPLATER)),
    ("{{", |text, behind| {
        let line = text[behind].lines().next()?;
        // Dendron's are filled in.
        let is_foreign = line.contains("}}") && !line.trim_start().starts_with("fm.");
        is_foreign.then_some(VARIABLE)
    }),
    ("](obsidian://", |_, _| Some(OWN_ADDRESS)),
    ("](http", |text, behind| {
        let address = text[behind.clone()].split([')', ' ', '\n']).next()?;
        let is_player = ["youtube.com/", "youtu.be/", "vimeo.com/"]
            .iter()
            .any(|host| address.contains(host));
        let line = text[..behind.start].rfind('\n').map_or(0, |at| at + 1);
        let opened = text[line..behind.start].rfind('[')? + line;
        (is_player && text[..opened].ends_with('!')).then_some(PLAYER)
    }),
];

fn kind_of_embed(text: &str, behind: Range<usize>) -> Option<Kind> {
    let inner = text[behind].split("]]").next()?;
    let name = inner.split(['#', '|']).next()?.trim().to_lowercase();
    match name.rsplit_once('.')?.1 {
        "canvas" => Some(CANVAS),
        "base" => Some(BASE_FILE),
        "excalidraw" => Some(DRAWING),
        "md" if name.ends_with(".excalidraw.md") => Some(DRAWING),
        _ => None,
    }
}

/// What a block of code is to its program, by the word behind its fence.
fn kind_of_block(word: &str) -> Option<Kind> {
    const DIAGRAMS: [&str; 14] = [
        "mermaid",
        "plantuml",
        "puml",
        "dot",
        "graphviz",
        "d2",
        "ditaa",
        "vega",
        "vega-lite",
        "nomnoml",
        "wavedrom",
        "markmap",
        "abc",
        "tikz",
    ];
    const PLUGINS: [&str; 12] = [
        "ad-note",
        "button",
        "buttons",
        "calendar-timeline",
        "chart",
        "chartsview",
        "kanban",
        "leaflet",
        "meta-bind",
        "timeline",
        "toc",
        "tracker",
    ];
    match word {
        "dataview" | "dataviewjs" => Some(DATAVIEW),
        "query" => Some(QUERY),
        "tasks" => Some(TASKS),
        "base" => Some(BASE),
        word if DIAGRAMS.contains(&word) => Some(DIAGRAM),
        word if PLUGINS.contains(&word) || word.starts_with("ad-") => Some(PLUGIN),
        _ => None,
    }
}
