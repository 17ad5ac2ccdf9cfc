//! Figures with their captions, which are read as Markdown. Read by MyST, Quarto and bookdown.

use almanac_model::is_free_id;

/// A figure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Figure {
    /// Its ids.
    pub ids: Vec<String>,
    /// What it shows, as Markdown.
    pub inner: String,
    /// What stands below it, as Markdown.
    pub caption: String,
}

impl Figure {
    /// The figure as it is written here, and the blank line behind it.
    pub fn written(&self) -> String {
        let ids = anchors(&self.ids);
        let inner = self.inner.trim_matches('\n');
        if self.caption.trim().is_empty() {
            let blank = if ids.is_empty() || inner.is_empty() {
                ""
            } else {
                "\n\n"
            };
            return format!("{ids}{blank}{inner}\n\n");
        }
        let ids = match ids.as_str() {
            "" => String::new(),
            ids => format!("{ids}\n"),
        };
        let inner = match inner {
            "" => String::new(),
            inner => format!("\n{inner}\n\n"),
        };
        let caption = self.caption.trim_matches('\n');
        format!("<figure>\n{ids}{inner}<figcaption>\n\n{caption}\n\n</figcaption>\n</figure>\n\n")
    }
}

/// Anchors with some ids.
pub fn anchors(ids: &[String]) -> String {
    let ids = ids
        .iter()
        .map(|id| format!("<a id=\"{}\"></a>", written_id(id)));
    ids.collect()
}

/// An id as a page may have it: some with a colon are the site's own.
pub fn written_id(id: &str) -> String {
    let id = id.replace(['"', '<', '>', '&', ' '], "_");
    match is_free_id(&id) {
        true => id,
        false => id.replace(':', "-"),
    }
}

/// An image: its words are without marks, and its width may stand beside them.
pub fn image(alt: &str, address: &str, width: Option<&str>) -> String {
    let alt = alt
        .replace(['[', ']', '*', '`', '|', '\\', '$'], "")
        .replace('\n', " ");
    let width = width.map(|width| width.trim().trim_end_matches("px"));
    let width = width.filter(|width| {
        let number = width.strip_suffix('%').unwrap_or(width);
        !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
    });
    let width = width.map(|width| format!("|{width}")).unwrap_or_default();
    let address = written_address(address);
    format!("![{alt}{width}]({address})")
}

/// An address as it stands in the parentheses of a link.
pub fn written_address(address: &str) -> String {
    match address.contains([' ', '(', ')']) && !address.starts_with('<') {
        true => format!("<{address}>"),
        false => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_caption_stands_below_what_is_shown() {
        let mut figure = Figure {
            ids: vec!["fig:a".into()],
            inner: image("A *bee*", "b c.png", Some("300px")),
            caption: "Of *bees*".into(),
        };
        assert_eq!(
            figure.written(),
            "<figure>\n<a id=\"fig:a\"></a>\n\n![A bee|300](<b c.png>)\n\n<figcaption>\n\nOf *bees*\n\n</figcaption>\n</figure>\n\n"
        );
        figure.caption.clear();
        assert_eq!(
            figure.written(),
            "<a id=\"fig:a\"></a>\n\n![A bee|300](<b c.png>)\n\n"
        );
    }
}
