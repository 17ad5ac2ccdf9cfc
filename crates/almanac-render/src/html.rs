//! Markup as a type: what is text and what is HTML can't be mixed up.
//!
//! Text becomes [`Html`] only by being escaped. Markup is put together from literals in this crate's source and from
//! other [`Html`]: with [`html!`], which is easy to read, or part by part where many pages need it fast. The outputs of
//! the sanitizer, the highlighter and the writer of bodies have a constructor each, and a test lists the callers.

use std::borrow::{Borrow, Cow};
use std::fmt;

use almanac_model::WrittenAddress;
use syntect::html::ClassedHTMLGenerator;

pub(crate) use almanac_model::{SAFE_SCHEMES, find_byte, push_href};

/// Markup that a browser may be given as it is. Templates write it unescaped.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Html(Cow<'static, str>);

/// Puts markup together: a literal with `{}` for each part. A part that is text is escaped, for an element's content
/// or a quoted attribute; [`Html`] is written as it is; an address that a link leads to is given as
/// an [`Href`].
///
/// The literal can't name variables in its braces, as they would not be escaped.
macro_rules! html {
    ($markup:literal) => {
        $crate::html::Html::literal($markup)
    };
    ($markup:literal, $($part:expr),+ $(,)?) => {
        // Behind `concat!` the compiler refuses names in braces.
        $crate::html::Html::composed(format_args!(
            concat!($markup),
            $($crate::html::HtmlPart::shown(&$part)),+
        ))
    };
}
pub(crate) use html;

impl Html {
    /// Empty markup with room for some bytes.
    pub(crate) fn with_capacity(bytes: usize) -> Self {
        Self(Cow::Owned(String::with_capacity(bytes)))
    }

    /// Markup that stands in the source.
    pub(crate) const fn literal(markup: &'static str) -> Self {
        Self(Cow::Borrowed(markup))
    }

    /// What [`html!`] puts together; all parts went through [`HtmlPart`].
    pub(crate) fn composed(parts: fmt::Arguments<'_>) -> Self {
        match parts.as_str() {
            Some(literal) => Self::literal(literal),
            None => Self(Cow::Owned(parts.to_string())),
        }
    }

    /// Text, escaped for an element's content or a quoted attribute.
    pub(crate) fn text(text: &str) -> Self {
        let mut html = Self::with_capacity(text.len());
        html.push_text(text);
        html
    }

    /// The output of the sanitizer.
    pub(crate) fn sanitized(document: &ammonia::Document) -> Self {
        Self(Cow::Owned(document.to_string()))
    }

    /// The output of the highlighter, which escapes the code that it is given.
    pub(crate) fn highlighted(code: ClassedHTMLGenerator<'_>) -> Self {
        Self(Cow::Owned(code.finalize()))
    }

    /// JSON as a script element may hold it: nothing in it ends the element.
    pub(crate) fn json(json: String) -> Self {
        match json.contains('<') {
            true => Self(Cow::Owned(json.replace('<', "\\u003c"))),
            false => Self(Cow::Owned(json)),
        }
    }

    /// The main part of a page that was made whole, all of which was markup.
    pub(crate) fn of_page(markup: String) -> Self {
        Self(Cow::Owned(markup))
    }

    /// A script of ours, as a script element may hold it.
    pub(crate) const fn script(script: &'static str) -> Self {
        Self(Cow::Borrowed(script))
    }

    /// What the writer of bodies put together, once nothing in it is an author's HTML any more.
    pub(crate) fn of_body(markup: String) -> Self {
        Self(Cow::Owned(markup))
    }

    /// Pieces of markup with a separator between them.
    pub(crate) fn join<H: Borrow<Self>>(parts: &[H], separator: &Self) -> Self {
        let mut joined = Self::default();
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                joined.push(separator);
            }
            joined.push(part.borrow());
        }
        joined
    }

    /// Appends markup.
    pub(crate) fn push(&mut self, html: &Self) {
        self.0.to_mut().push_str(&html.0);
    }

    /// Appends markup that stands in the source.
    pub(crate) fn push_literal(&mut self, markup: &'static str) {
        self.0.to_mut().push_str(markup);
    }

    /// Appends text, escaped for an element's content or a quoted attribute.
    pub(crate) fn push_text(&mut self, text: &str) {
        push_escaped(self.0.to_mut(), text);
    }

    /// Appends an address as a quoted attribute has it.
    pub(crate) fn push_href(&mut self, address: &str) {
        push_href(self.0.to_mut(), address);
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }

    pub(crate) fn into_string(self) -> String {
        self.0.into_owned()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl FromIterator<Html> for Html {
    fn from_iter<I: IntoIterator<Item = Html>>(parts: I) -> Self {
        let mut all = Self::default();
        for part in parts {
            all.push(&part);
        }
        all
    }
}

/// What may be a part of markup.
pub(crate) trait HtmlPart {
    /// The part as it is written.
    fn shown(&self) -> impl fmt::Display;
}

/// An address that a link leads to.
#[derive(Clone, Copy)]
pub(crate) struct Href<'a>(pub(crate) &'a str);

/// Text that is escaped as it is written.
struct Escaped<'a>(&'a str);

impl fmt::Display for Escaped<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write_escaped(self.0, |part| f.write_str(part))
    }
}

impl HtmlPart for str {
    fn shown(&self) -> impl fmt::Display {
        Escaped(self)
    }
}

impl HtmlPart for String {
    fn shown(&self) -> impl fmt::Display {
        Escaped(self)
    }
}

impl HtmlPart for Cow<'_, str> {
    fn shown(&self) -> impl fmt::Display {
        Escaped(self)
    }
}

impl HtmlPart for Html {
    fn shown(&self) -> impl fmt::Display {
        self.as_str()
    }
}

impl HtmlPart for Href<'_> {
    fn shown(&self) -> impl fmt::Display {
        almanac_model::href(self.0)
    }
}

impl<P: HtmlPart> HtmlPart for Option<P> {
    fn shown(&self) -> impl fmt::Display {
        fmt::from_fn(move |f| match self {
            Some(part) => write!(f, "{}", part.shown()),
            None => Ok(()),
        })
    }
}

impl<P: HtmlPart + ?Sized> HtmlPart for &P {
    fn shown(&self) -> impl fmt::Display {
        (**self).shown()
    }
}

macro_rules! numbers {
    ($($number:ty)+) => {
        $(impl HtmlPart for $number {
            fn shown(&self) -> impl fmt::Display {
                *self
            }
        })+
    };
}
numbers!(u8 u16 i16 u32 u64 usize f64 bool);

impl serde::Serialize for Html {
    /// Writes a string; to an almanac's own templates one that they leave as it is.
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if minijinja::value::serializing_for_value() {
            minijinja::Value::from_safe_string(self.0.to_string()).serialize(serializer)
        } else {
            serializer.serialize_str(&self.0)
        }
    }
}

impl From<Html> for minijinja::Value {
    fn from(html: Html) -> Self {
        Self::from_safe_string(html.into_string())
    }
}

impl fmt::Display for Html {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl askama::FastWritable for Html {
    fn write_into(&self, dest: &mut dyn fmt::Write, _: &dyn askama::Values) -> askama::Result<()> {
        Ok(dest.write_str(&self.0)?)
    }
}

impl askama::filters::HtmlSafe for Html {}

/// Appends `text`, escaped for an element's content or a quoted attribute.
pub(crate) fn push_escaped(out: &mut String, text: &str) {
    // Writing to a string never fails.
    let _ = write_escaped(text, |part| {
        out.push_str(part);
        Ok(())
    });
}

/// Writes `text`, escaped for an element's content or a quoted attribute, piece by piece.
pub(crate) fn write_escaped(text: &str, mut write: impl FnMut(&str) -> fmt::Result) -> fmt::Result {
    let mut rest = text;
    // No page may hold control characters (https://infra.spec.whatwg.org/#control), but for tabs and line ends.
    let is_control =
        |byte: u8| byte < b' ' && !matches!(byte, b'\t' | b'\n' | b'\r') || byte == 0x7f;
    let is_special = |byte: u8| matches!(byte, b'&' | b'<' | b'>' | b'"') || is_control(byte);
    while let Some(at) = find_byte(rest, is_special) {
        write(&rest[..at])?;
        write(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            _ => "\u{fffd}",
        })?;
        rest = &rest[at + 1..];
    }
    write(rest)
}

/// Whether an address may be followed: relative, or of a scheme that runs nothing.
pub(crate) fn is_safe_address(address: &str) -> bool {
    WrittenAddress::read(address) != WrittenAddress::Unsafe
}

/// Whether an address leads off the site, and may be followed.
pub(crate) fn is_external(address: &str) -> bool {
    WrittenAddress::read(address).is_elsewhere()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::path::Path;

    use super::*;

    #[test]
    fn controls_are_shown_as_what_they_are_not() {
        let text = Html::text("a\u{0}\u{8}b\tc\u{7f}");
        assert_eq!(text.as_str(), "a\u{fffd}\u{fffd}b\tc\u{fffd}");
    }

    #[test]
    fn nothing_breaks_out_of_text_or_attributes() {
        assert_eq!(Html::text("a<b>&\"'c").as_str(), "a&lt;b&gt;&amp;&quot;'c");
        let (text, address) = ("\"<>", "/a b\"<>?x=1&y=é%20");
        assert_eq!(
            html!("<a href=\"{}\" title=\"{1}\">{1}</a>", Href(address), text).as_str(),
            "<a href=\"/a%20b%22%3C%3E?x=1&amp;y=%C3%A9%20\" title=\"&quot;&lt;&gt;\">&quot;&lt;&gt;</a>"
        );
        assert_eq!(
            Html::json("[\"</script>\"]".to_owned()).as_str(),
            "[\"\\u003c/script>\"]"
        );
    }

    /// The texts of the files below a folder of this crate, by their paths below it.
    fn files(folder: &str, extension: &str) -> BTreeMap<String, String> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        let mut texts = BTreeMap::new();
        let mut folders = vec![root.clone()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).unwrap() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else if path.extension().is_some_and(|found| found == extension) {
                    let name = path.strip_prefix(&root).unwrap().to_str().unwrap();
                    texts.insert(name.to_owned(), std::fs::read_to_string(&path).unwrap());
                }
            }
        }
        texts
    }

    /// Without its tests, if it has some.
    fn code(text: &str) -> &str {
        text.split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or(text)
    }

    /// What vouches for markup, and the only files that call it.
    const TRUSTED: [(&str, &[&str]); 8] = [
        ("Html::composed(", &["html.rs"]),
        ("Html::of_body(", &["body/markup.rs", "body/unique_ids.rs"]),
        ("Html::of_page(", &["preview.rs"]),
        ("Html::script(", &["policy.rs"]),
        ("Html::sanitized(", &["body/math.rs"]),
        ("Html::highlighted(", &["body/code.rs"]),
        ("from_safe_string(", &["html.rs"]),
        ("HtmlSafe for", &["html.rs", "isolation.rs"]),
    ];

    #[test]
    fn few_places_vouch_for_markup() {
        let sources = files("src", "rs");
        for (call, places) in TRUSTED {
            let calling = sources.iter().filter(|(_, text)| code(text).contains(call));
            let calling: Vec<&str> = calling.map(|(name, _)| &**name).collect();
            assert_eq!(calling, places, "{call}");
        }
    }

    /// Messages of the interface live as long as the program too, and are text.
    #[test]
    fn only_what_stands_in_the_source_is_a_literal() {
        for (name, text) in files("src", "rs") {
            for call in ["Html::literal(", ".push_literal(", ".out.tag("] {
                for (at, _) in code(&text).match_indices(call) {
                    let argument = text[at + call.len()..].trim_start();
                    let is_literal = ["\"", "if ", "match "]
                        .iter()
                        .any(|start| argument.starts_with(start));
                    // The macro is given a literal; the other one a name of its caller's literals.
                    let is_passed_on = matches!(
                        (&*name, call),
                        ("html.rs", "Html::literal(") | ("body/writer.rs", ".out.tag(")
                    );
                    assert!(is_literal || is_passed_on, "{name}: {call}{:.40}", argument);
                }
            }
        }
    }

    #[test]
    fn no_template_vouches_for_text() {
        for (name, text) in files("templates", "html") {
            let text = text.replace(' ', "");
            assert!(!text.contains("|safe"), "{name}");
            assert!(!text.contains("autoescape"), "{name}");
        }
    }
}
