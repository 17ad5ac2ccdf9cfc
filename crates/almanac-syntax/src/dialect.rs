//! What of other programs' habits of writing is read.

/// How the Markdown of a text is read, where programs differ. Forms that mean one thing wherever they stand are read in
/// every dialect.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Dialect {
    /// Whose habits are read.
    pub habits: Habits,
    /// Whether the end of a line within a paragraph is shown as one.
    pub hard_breaks: bool,
    /// Whether the text is an outline of Logseq: `key:: value` below a block is a property, `((id))` another block, `TODO`
    /// a task, `{{embed …}}` what it names.
    pub is_outline: bool,
    /// Whether the words of a wiki link stand before its target, as Dendron has it: `[[words|note]]`.
    pub words_first: bool,
    /// Whether the text is of MDX: imports, components and `{expressions}` are programs.
    pub has_components: bool,
}

impl Dialect {
    /// The dialect of a file of its folder, by the name of the file.
    #[must_use]
    pub fn of_file(self, name: &str) -> Self {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        Self {
            has_components: self.habits != Habits::Almanac && ending.eq_ignore_ascii_case("mdx"),
            ..self
        }
    }
}

/// Whose habits of writing are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Habits {
    /// Those of an almanac.
    #[default]
    Almanac,
    /// Those of a vault of notes: `%%remark%%` is not shown, `#tag` is a topic, and `{{…}}` that inserts no fact stands as
    /// written.
    Notes,
    /// Those of a documentation site: `{{…}}` that inserts no fact stands as written.
    Sites,
}
