//! Attributes in braces: `{#id .class key="value"}`. Read by all programs for sites.

/// What stands in braces.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Attributes {
    /// The id.
    pub id: Option<String>,
    /// The classes.
    pub classes: Vec<String>,
    /// All else, in order.
    pub pairs: Vec<(String, String)>,
}

impl Attributes {
    /// Reads what stands between braces, with a colon in front or without. `None` where it does not read as attributes.
    pub fn read(inner: &str) -> Option<Self> {
        let inner = inner.trim();
        let inner = inner.strip_prefix(':').unwrap_or(inner);
        let mut found = Self::default();
        let mut rest = inner.trim_start();
        if rest.is_empty() {
            return None;
        }
        while !rest.is_empty() {
            let length = item_length(rest)?;
            let (item, behind) = rest.split_at(length);
            found.take(item)?;
            rest = behind.trim_start();
        }
        Some(found)
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        let mut pairs = self.pairs.iter();
        pairs
            .find(|(name, _)| name == key)
            .map(|(_, value)| value.as_str())
    }

    /// Whether it has a class.
    #[cfg(test)]
    pub fn has(&self, class: &str) -> bool {
        self.classes.iter().any(|one| one == class)
    }

    fn take(&mut self, item: &str) -> Option<()> {
        let is_name = |name: &str| {
            !name.is_empty()
                && name
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_' | ':' | '.'))
        };
        if let Some(id) = item.strip_prefix('#') {
            is_id(id).then(|| self.id = Some(id.to_owned()))
        } else if let Some(class) = item.strip_prefix('.') {
            is_name(class).then(|| self.classes.push(class.to_owned()))
        } else if item == "-" {
            self.classes.push("unnumbered".to_owned());
            Some(())
        } else if item.starts_with("data-") || item.starts_with("aria-") || item == "markdown" {
            let (key, value) = item.split_once('=').unwrap_or((item, ""));
            let value = value.trim_matches(['"', '\'']);
            is_name(key).then(|| self.pairs.push((key.to_owned(), value.to_owned())))
        } else {
            let (key, value) = item.split_once('=')?;
            let value = value.trim_matches(['"', '\'']);
            match key {
                "id" => is_id(value).then(|| self.id = Some(value.to_owned())),
                "class" => {
                    let classes = value.split_whitespace().map(str::to_owned);
                    self.classes.extend(classes);
                    Some(())
                }
                key => is_name(key).then(|| self.pairs.push((key.to_owned(), value.to_owned()))),
            }
        }
    }
}

fn is_id(id: &str) -> bool {
    !id.is_empty() && !id.contains(['#', '{', '}', '"', ' '])
}

/// The length of the first item; a value may be in quotation marks. `None` where they are never closed.
pub fn item_length(text: &str) -> Option<usize> {
    let mut quote = None;
    for (at, c) in text.char_indices() {
        match quote {
            Some(open) if c == open => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None if c.is_whitespace() => return Some(at),
            None => {}
        }
    }
    quote.is_none().then_some(text.len())
}

/// The length of attributes in braces that a text begins with, and what they are.
pub fn attributes_at(text: &str) -> Option<(usize, Attributes)> {
    let inner = text.strip_prefix('{')?;
    let end = inner.find('}')?;
    if inner[..end].contains(['\n', '{']) {
        return None;
    }
    Some((end + 2, Attributes::read(&inner[..end])?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_reads_as_attributes_is_told_from_words() {
        let read = Attributes::read(": #a-b .c .d width=30% title=\"x y\" ").unwrap();
        assert_eq!(read.id.as_deref(), Some("a-b"));
        assert!(read.has("c") && read.has("d"));
        assert_eq!(
            (read.get("width"), read.get("title")),
            (Some("30%"), Some("x y"))
        );
        let keys = Attributes::read("id='1.2.3' class=\"a b\"").unwrap();
        assert_eq!(keys.id.as_deref(), Some("1.2.3"));
        let bare = Attributes::read("data-search-exclude").unwrap();
        assert_eq!(bare.get("data-search-exclude"), Some(""));
        assert!(keys.has("a") && keys.has("b") && keys.pairs.is_empty());
        for words in ["", "name", "a b", "{x}", "x | y", "#", "a=\"b"] {
            assert_eq!(Attributes::read(words), None, "{words}");
        }
        assert_eq!(attributes_at("{#a} b").map(|(length, _)| length), Some(4));
        assert_eq!(attributes_at("{{#a}}"), None);
    }
}
