//! What other programs compute or draw, and we show as it is written.

/// A sort of what another program computes or draws.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ForeignForm {
    /// A drawing in words: Mermaid, PlantUML, Graphviz.
    Diagram,
    /// A question to all notes: Dataview, Obsidian's own, Logseq's.
    Query,
    /// What a template fills in: `{{date}}`, `<% … %>`.
    Template,
    /// A canvas, a drawing, a table of notes.
    Board,
    /// A part of a page that is a program: an import, a component.
    Component,
    /// A page or a film of another site within the page.
    Player,
}

impl ForeignForm {
    /// All of them, in the order in which they are reported.
    pub const ALL: [ForeignForm; 6] = [
        ForeignForm::Diagram,
        ForeignForm::Query,
        ForeignForm::Template,
        ForeignForm::Board,
        ForeignForm::Component,
        ForeignForm::Player,
    ];

    /// What a block of code is by what stands behind its fence.
    pub fn of_code(info: &str) -> Option<Self> {
        let word = info.split(|c: char| c.is_whitespace() || matches!(c, '{' | '}' | ','));
        let language = word.into_iter().find(|word| !word.is_empty())?;
        Some(match language.to_ascii_lowercase().as_str() {
            "mermaid" | "plantuml" | "puml" | "dot" | "graphviz" | "d2" | "chart" | "wavedrom"
            | "markmap" | "ditaa" | "kroki" | "vega-lite" => Self::Diagram,
            "dataview" | "dataviewjs" | "query" | "tasks" | "embedded-query" => Self::Query,
            "base" | "excalidraw" | "kanban" | "drawing" => Self::Board,
            "templater" => Self::Template,
            _ => return None,
        })
    }

    /// What words or code among words are.
    pub(crate) fn of_words(words: &str, is_code: bool) -> Option<Self> {
        match is_code {
            true if words.starts_with("= ") || words.starts_with("$= ") => Some(Self::Query),
            true => None,
            false if words.contains("<%") && words.contains("%>") => Some(Self::Template),
            false if words.contains("#+BEGIN_QUERY") => Some(Self::Query),
            false => None,
        }
    }

    /// What an image at an address on the web is: a player of films has no picture there.
    pub(crate) fn of_address(address: &str) -> Option<Self> {
        const PLAYERS: [&str; 6] = [
            "youtube.com",
            "youtube-nocookie.com",
            "youtu.be",
            "vimeo.com",
            "twitter.com",
            "x.com",
        ];
        let (_, rest) = address.split_once("://")?;
        let host = rest
            .split(['/', '?', '#', ':'])
            .next()?
            .to_ascii_lowercase();
        let is_of = |site: &&str| {
            let before = host.strip_suffix(*site);
            before.is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        PLAYERS.iter().any(is_of).then_some(Self::Player)
    }

    /// What a file is by its name.
    pub fn of_file(name: &str) -> Option<Self> {
        const BOARDS: [&str; 4] = [".canvas", ".base", ".excalidraw", ".excalidraw.md"];
        let name = name.to_ascii_lowercase();
        if name.ends_with(".*") {
            return Some(Self::Query);
        }
        BOARDS
            .iter()
            .any(|ending| name.ends_with(ending))
            .then_some(Self::Board)
    }
}

/// The files under which the picture of a drawing may have been exported: `Sketch.excalidraw`.
pub fn exported_pictures(drawing: &str) -> Vec<String> {
    let name = drawing.strip_suffix(".md").unwrap_or(drawing);
    let Some(stem) = name.strip_suffix(".excalidraw") else {
        return Vec::new();
    };
    let names = [name, stem].into_iter();
    let endings = |name: &str| [format!("{name}.svg"), format!("{name}.png")];
    names.flat_map(endings).collect()
}
