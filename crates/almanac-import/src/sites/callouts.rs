//! Boxes beside the text, as Almanac writes them: `> [!type] Title`. Read by all programs for sites that have boxes of
//! their own.

use super::lines::lines;

/// A box.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Callout {
    /// Its type.
    pub name: String,
    /// Its title, as Markdown; `None` for that of its type.
    pub title: Option<String>,
    /// Whether it folds, and then whether it is open at first.
    pub fold: Option<bool>,
}

impl Callout {
    /// The box around a text, and the blank line that ends it.
    pub fn written(&self, inner: &str) -> String {
        let fold = match self.fold {
            None => "",
            Some(true) => "+",
            Some(false) => "-",
        };
        let title = self.title.as_deref().unwrap_or_default().trim();
        let blank = if title.is_empty() { "" } else { " " };
        let mut text = format!("> [!{}]{fold}{blank}{title}\n", self.name);
        for line in lines(inner.trim_end()) {
            let line = line.trim_end_matches(['\n', '\r']);
            match line.trim().is_empty() {
                true => text.push_str(">\n"),
                false => text.push_str(&format!("> {line}\n")),
            }
        }
        text.push('\n');
        text
    }
}
