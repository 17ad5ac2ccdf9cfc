//! What a `figure` block says.

use crate::break_even::BreakEvenBlock;
use crate::letters::nfc;
use crate::yaml::{Content, Node};

/// How many figures of a page are drawn. A page has a few; whoever makes thousands by a program
/// would otherwise make pages that no browser shows.
pub const MAX_FIGURES: usize = 100;

/// How many values a figure draws, and how many rows a matrix has.
pub const MAX_VALUES: usize = 1_000;

/// How many properties or columns a figure draws: more than a reader tells apart.
pub const MAX_SERIES: usize = 24;

/// How many values the figures of a page draw in all. Behind the last the others are not drawn.
pub const MAX_PAGE_VALUES: usize = 20_000;

/// How a figure draws its data.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FigureType {
    /// A bar for each value.
    Bar,
    /// Values over time or over a number, joined by lines.
    Line,
    /// Values over time or over a number, each by itself.
    Scatter,
    /// What happened when.
    Timeline,
    /// Entries by properties.
    Matrix,
    /// From what volume on one's own machines cost less than an API.
    BreakEven,
}

impl FigureType {
    /// All types, in the order in which they are documented.
    pub const ALL: [FigureType; 6] = [
        FigureType::Bar,
        FigureType::Line,
        FigureType::Scatter,
        FigureType::Timeline,
        FigureType::Matrix,
        FigureType::BreakEven,
    ];

    /// The name as a block gives it.
    pub fn name(self) -> &'static str {
        match self {
            FigureType::Bar => "bar",
            FigureType::Line => "line",
            FigureType::Scatter => "scatter",
            FigureType::Timeline => "timeline",
            FigureType::Matrix => "matrix",
            FigureType::BreakEven => "break-even",
        }
    }

    /// Finds the type of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// What a `figure` block says, as far as it can be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FigureBlock {
    /// How the data is drawn; what fits the data if the block names nothing that there is.
    pub kind: FigureType,
    /// The name of a type that there is not.
    pub unknown_type: Option<String>,
    /// The permanent id, if the block gives one.
    pub id: Option<String>,
    /// What the figure shows, as a statement.
    pub title: String,
    /// What is measured.
    pub subtitle: Option<String>,
    /// The properties whose facts are drawn.
    pub properties: Vec<String>,
    /// The entries whose facts are drawn.
    pub entries: Vec<String>,
    /// The kind all of whose entries are drawn.
    pub of: Option<String>,
    /// The thread whose events are drawn.
    pub thread: Option<String>,
    /// The file of data that is drawn, below `data/`.
    pub data: Option<String>,
    /// The property or the column along the horizontal axis.
    pub x: Option<String>,
    /// The properties or columns along the vertical axis.
    pub y: Vec<String>,
    /// Whether numbers stand on a logarithmic scale.
    pub is_logarithmic: bool,
    /// What a break-even rests on, if the figure is one.
    pub break_even: Option<BreakEvenBlock>,
}

/// The fields of any figure.
const COMMON_FIELDS: [&str; 4] = ["type", "id", "title", "subtitle"];

/// The fields by which a figure says what it draws, and how.
const DATA_FIELDS: [&str; 9] = [
    "property",
    "properties",
    "entries",
    "of",
    "thread",
    "data",
    "x",
    "y",
    "scale",
];

/// The scales that numbers may stand on.
pub const SCALES: [&str; 2] = ["linear", "log"];

impl FigureBlock {
    /// The fields that a figure of a type may have.
    pub fn fields(kind: FigureType) -> Vec<&'static str> {
        let common = COMMON_FIELDS.into_iter();
        match kind {
            FigureType::BreakEven => common.chain(BreakEvenBlock::fields()).collect(),
            _ => common.chain(DATA_FIELDS).collect(),
        }
    }

    /// Reads the fields of a block.
    pub fn read(node: &Node) -> Self {
        let text = |name: &str| node.get(name).and_then(Node::as_str).map(str::to_owned);
        let name = |field: &str| {
            node.get(field)
                .and_then(Node::as_str)
                .map(|name| nfc(name).into_owned())
        };
        let names = |field: &str| -> Vec<String> {
            let named = texts(node.get(field)).into_iter();
            named.map(|name| nfc(&name).into_owned()).collect()
        };
        let named = text("type");
        let known = named.as_deref().and_then(FigureType::from_name);
        let mut properties = names("property");
        properties.extend(names("properties"));
        let (thread, y) = (text("thread"), names("y"));
        let fitting = if thread.is_some() {
            FigureType::Timeline
        } else if properties.len() > 1 {
            FigureType::Matrix
        } else if y.is_empty() {
            FigureType::Bar
        } else {
            FigureType::Scatter
        };
        let kind = known.unwrap_or(fitting);
        Self {
            kind,
            unknown_type: named.filter(|_| known.is_none()),
            id: text("id"),
            title: text("title").unwrap_or_else(|| "Figure".to_owned()),
            subtitle: text("subtitle"),
            properties,
            entries: texts(node.get("entries")),
            of: name("of"),
            thread,
            data: name("data").map(|file| data_file(&file)),
            x: name("x"),
            y,
            is_logarithmic: text("scale").as_deref() == Some("log"),
            break_even: (kind == FigureType::BreakEven).then(|| BreakEvenBlock::read(node)),
        }
    }

    /// The fields that any figure may have and this one does not read, each with the field that is read
    /// instead of it; without one, no figure of its type reads it.
    pub fn unread_fields(&self) -> impl Iterator<Item = (&'static str, Option<&'static str>)> {
        let of_type: &[&str] = match self.kind {
            _ if self.unknown_type.is_some() => &[],
            FigureType::Bar => &["x"],
            FigureType::Timeline => &["y", "scale"],
            FigureType::Matrix => &["x", "y", "scale"],
            FigureType::Line | FigureType::Scatter | FigureType::BreakEven => &[],
        };
        let (first, others): (_, &[&str]) = if self.data.is_some() {
            (
                "data",
                &["property", "properties", "entries", "of", "thread"],
            )
        } else if self.thread.is_some() {
            ("thread", &["property", "properties", "entries", "of", "x"])
        } else if !self.y.is_empty() && self.kind != FigureType::Matrix {
            ("y", &["property", "properties"])
        } else {
            ("", &[])
        };
        let of_type = of_type.iter().map(|name| (*name, None));
        of_type.chain(others.iter().map(move |name| (*name, Some(first))))
    }

    /// The columns that a file of data must have for this figure: the label's, the
    /// horizontal axis's, those of the vertical axis.
    pub fn columns(&self) -> Vec<&str> {
        let own: Vec<&str> = self.y.iter().map(String::as_str).collect();
        let x = self.x.as_deref();
        match self.kind {
            FigureType::Timeline => vec!["label", x.unwrap_or("date")],
            FigureType::BreakEven => Vec::new(),
            FigureType::Bar | FigureType::Matrix if own.is_empty() => vec!["label", "value"],
            FigureType::Bar | FigureType::Matrix => [vec!["label"], own].concat(),
            FigureType::Line | FigureType::Scatter => {
                let own = if own.is_empty() { vec!["y"] } else { own };
                [vec!["label", x.unwrap_or("x")], own].concat()
            }
        }
    }
}

/// The file of data that a block names, with or without its folder.
fn data_file(name: &str) -> String {
    if name.starts_with("data/") {
        name.to_owned()
    } else {
        format!("data/{name}")
    }
}

/// A text, or several.
pub(crate) fn texts(node: Option<&Node>) -> Vec<String> {
    match node.map(|node| &node.content) {
        Some(Content::Scalar(text)) => vec![text.clone()],
        Some(Content::Sequence(items)) => items
            .iter()
            .filter_map(Node::as_str)
            .map(str::to_owned)
            .collect(),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> FigureBlock {
        FigureBlock::read(&crate::yaml::parse(text, 0..text.len()).0)
    }

    #[test]
    fn a_block_without_a_type_is_drawn_as_fits_its_data() {
        assert_eq!(read("property: a").kind, FigureType::Bar);
        assert_eq!(read("properties: [a, b]").kind, FigureType::Matrix);
        assert_eq!(read("thread: t").kind, FigureType::Timeline);
        assert_eq!(read("x: a\ny: [b, c]").kind, FigureType::Scatter);
        let odd = read("type: pie\nproperty: a");
        assert_eq!(
            (odd.kind, odd.unknown_type.as_deref()),
            (FigureType::Bar, Some("pie"))
        );
    }

    #[test]
    fn data_is_named_with_its_folder_or_without() {
        for name in ["prices.csv", "data/prices.csv"] {
            let block = read(&format!("data: {name}"));
            assert_eq!(block.data.as_deref(), Some("data/prices.csv"));
        }
        assert_eq!(
            read("type: line\ndata: a.csv\ny: cost").columns(),
            ["label", "x", "cost"]
        );
    }
}
