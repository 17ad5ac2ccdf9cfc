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
}

impl ForeignForm {
    /// All of them, in the order in which they are reported.
    pub const ALL: [ForeignForm; 5] = [
        ForeignForm::Diagram,
        ForeignForm::Query,
        ForeignForm::Template,
        ForeignForm::Board,
        ForeignForm::Component,
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

    /// What a file is by its name.
    pub fn of_file(name: &str) -> Option<Self> {
        const BOARDS: [&str; 4] = [".canvas", ".base", ".excalidraw", ".excalidraw.md"];
        let name = name.to_ascii_lowercase();
        BOARDS
            .iter()
            .any(|ending| name.ends_with(ending))
            .then_some(Self::Board)
    }
}
