//! Things as JSON-LD says them, written straight into text: every page has one, with all that it cites.

use std::fmt::Write;

use almanac_model::find_byte;

/// A thing with its properties. One that has no value is left out.
pub(crate) struct Thing {
    /// An object of JSON without its end.
    text: String,
}

/// A usual length of a thing, in bytes.
const USUAL_THING: usize = 256;

impl Thing {
    /// A thing of a type, with no properties yet.
    pub fn new(kind: &str) -> Self {
        let mut text = String::with_capacity(USUAL_THING);
        text.push('{');
        Self { text }.with("@type", kind)
    }

    /// A thing of two types.
    pub fn of_types(kinds: [&str; 2]) -> Self {
        let mut thing = Self {
            text: String::from("{"),
        };
        thing.list("@type", kinds, push_string);
        thing
    }

    fn name(&mut self, property: &str) {
        if self.text.len() > 1 {
            self.text.push(',');
        }
        self.text.extend(["\"", property, "\":"]);
    }

    /// With a text as a property.
    pub fn with<'t>(mut self, property: &str, value: impl Into<Option<&'t str>>) -> Self {
        if let Some(value) = value.into() {
            self.name(property);
            push_string(&mut self.text, value);
        }
        self
    }

    /// With texts as a property.
    pub fn with_all<'t>(
        mut self,
        property: &str,
        values: impl IntoIterator<Item = &'t String>,
    ) -> Self {
        self.list(property, values, |text, value| push_string(text, value));
        self
    }

    /// With a number as a property.
    pub fn number(mut self, property: &str, value: usize) -> Self {
        self.name(property);
        // Writing to a string never fails.
        let _ = write!(self.text, "{value}");
        self
    }

    /// With a property that is true.
    pub fn is(mut self, property: &str) -> Self {
        self.name(property);
        self.text.push_str("true");
        self
    }

    /// With another thing as a property.
    pub fn thing(mut self, property: &str, value: impl Into<Option<Self>>) -> Self {
        if let Some(value) = value.into() {
            self.name(property);
            value.push_to(&mut self.text);
        }
        self
    }

    /// With other things as a property.
    pub fn things(mut self, property: &str, values: impl IntoIterator<Item = Self>) -> Self {
        self.list(property, values, |text, value| value.push_to(text));
        self
    }

    fn list<T>(
        &mut self,
        property: &str,
        values: impl IntoIterator<Item = T>,
        push: impl Fn(&mut String, T),
    ) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return;
        }
        self.name(property);
        for (index, value) in values.enumerate() {
            self.text.push(if index == 0 { '[' } else { ',' });
            push(&mut self.text, value);
        }
        self.text.push(']');
    }

    /// The data of a page, as a script element may hold it.
    pub fn in_script(self) -> String {
        let mut text = String::with_capacity(self.text.len() + 40);
        text.push_str("{\"@context\":\"https://schema.org\",");
        text.push_str(&self.text[1..]);
        text.push('}');
        text
    }

    fn push_to(&self, text: &mut String) {
        text.push_str(&self.text);
        text.push('}');
    }
}

/// A text as a string of JSON that may stand in a script element, which no text may end.
fn push_string(text: &mut String, value: &str) {
    text.push('"');
    let is_special = |byte: u8| byte < b' ' || matches!(byte, b'"' | b'\\' | b'<');
    let mut rest = value;
    while let Some(place) = find_byte(rest, is_special) {
        text.push_str(&rest[..place]);
        match rest.as_bytes()[place] {
            b'"' => text.push_str("\\\""),
            b'\\' => text.push_str("\\\\"),
            // Writing to a string never fails.
            other => drop(write!(text, "\\u{other:04x}")),
        }
        rest = &rest[place + 1..];
    }
    text.push_str(rest);
    text.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_no_value_is_left_out() {
        let cited = ["Tides", "Moons"].map(|name| Thing::new("Book").with("name", name));
        let thing = Thing::of_types(["Course", "LearningResource"])
            .with("name", "Tide\u{1}s \"and\" \\ </script>")
            .with("url", None)
            .with_all("alternateName", &[])
            .thing("isPartOf", None)
            .things("citation", cited)
            .number("position", 3)
            .is("isAccessibleForFree");
        let text = thing.in_script().to_string();
        assert!(!text.contains('<'));
        let read: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(
            read,
            serde_json::json!({
                "@context": "https://schema.org",
                "@type": ["Course", "LearningResource"],
                "name": "Tide\u{1}s \"and\" \\ </script>",
                "citation": [{ "@type": "Book", "name": "Tides" }, { "@type": "Book", "name": "Moons" }],
                "position": 3,
                "isAccessibleForFree": true,
            })
        );
    }
}
