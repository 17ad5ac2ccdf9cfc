//! Tables of data that figures draw.

/// A file of comma-separated values below `data/`: a head, and rows as long as it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DataTable {
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The rows, each with a field for every column.
    pub rows: Vec<Vec<String>>,
}

impl DataTable {
    /// The place of the column of that name.
    pub fn column(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column == name)
    }
}
