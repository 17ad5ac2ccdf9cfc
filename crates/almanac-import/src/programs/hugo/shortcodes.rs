//! Hugo's shortcodes: `{{< figure src="x.png" >}}`, `{{% notice tip %}}…{{% /notice %}}`.

use std::borrow::Cow;

use crate::sites::containers::{container_behind, put_in, taken_out};

/// A shortcode where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shortcode<'t> {
    /// Its name.
    pub name: &'t str,
    /// What stands behind its name, in order, each with the name that it may have.
    pub values: Vec<(Option<&'t str>, String)>,
    /// What it wraps, read already.
    pub inner: Option<String>,
    /// Its tag as it is written.
    pub tag: &'t str,
    /// The tag that closes it.
    pub close: &'t str,
}

impl Shortcode<'_> {
    /// A value by its name.
    pub fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.values.iter();
        let found = values.find(|(key, _)| key.is_some_and(|key| key.eq_ignore_ascii_case(name)));
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }

    /// A value by its place among those without a name.
    pub fn at(&self, place: usize) -> Option<&str> {
        let values = self.values.iter().filter(|(key, _)| key.is_none());
        values.map(|(_, value)| value.as_str()).nth(place)
    }
}

/// A text whose shortcodes `write` writes otherwise; `None` leaves their tags as code, and what they wrap as it is.
pub fn rewritten(text: &str, write: &mut dyn FnMut(&Shortcode<'_>) -> Option<String>) -> String {
    nested(text, write, 0)
}

/// A tag: its place, what stands in it, and whether it closes one.
struct Tag<'t> {
    start: usize,
    end: usize,
    words: &'t str,
    is_comment: bool,
}

fn next_tag(text: &str, from: usize) -> Option<Tag<'_>> {
    let mut at = from;
    loop {
        let start = at + text[at..].find("{{")?;
        at = start + 2;
        let (close, sign) = match text[at..].chars().next() {
            Some('<') => (">}}", 1),
            Some('%') => ("%}}", 1),
            _ => continue,
        };
        let inner = &text[at + sign..];
        let Some(length) = inner.find(close) else {
            continue;
        };
        let words = inner[..length].trim();
        let is_comment = words.starts_with("/*") && words.ends_with("*/");
        return Some(Tag {
            start,
            end: at + sign + length + 3,
            words,
            is_comment,
        });
    }
}

fn nested(
    text: &str,
    write: &mut dyn FnMut(&Shortcode<'_>) -> Option<String>,
    depth: usize,
) -> String {
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    while let Some(tag) = next_tag(text, at) {
        new.push_str(&text[at..tag.start]);
        let written = &text[tag.start..tag.end];
        at = tag.end;
        if tag.is_comment {
            let (open, close) = (&written[..3], &written[written.len() - 3..]);
            let words = tag
                .words
                .trim_start_matches("/*")
                .trim_end_matches("*/")
                .trim();
            new.push_str(&format!("{open} {words} {close}"));
            continue;
        }
        let is_closed = tag.words.ends_with('/');
        let words = tag.words.trim_end_matches('/').trim();
        let end = words.find(char::is_whitespace).unwrap_or(words.len());
        let (name, rest) = words.split_at(end);
        if name.starts_with('/') || name.is_empty() || depth > 40 {
            // What closes nothing is no words.
            continue;
        }
        let mut shortcode = Shortcode {
            name,
            values: values(rest),
            inner: None,
            tag: written,
            close: "",
        };
        let closing = (!is_closed).then(|| closing(text, name, at)).flatten();
        let container = container_behind(&new);
        if let Some(close) = closing {
            let inner = &text[at..close.start];
            let inner = match &container {
                Some(container) => Cow::Owned(taken_out(inner, container)),
                None => Cow::Borrowed(inner),
            };
            shortcode.inner = Some(nested(&inner, write, depth + 1));
            shortcode.close = &text[close.start..close.end];
            at = close.end;
        }
        let written = write(&shortcode).unwrap_or_else(|| as_code(&shortcode));
        match container {
            Some(container) => new.push_str(&put_in(&written, &container)),
            None => new.push_str(&written),
        }
    }
    new.push_str(&text[at..]);
    new
}

/// Tags as code, and what they wrap as it is.
fn as_code(shortcode: &Shortcode<'_>) -> String {
    let code = |tag: &str| format!("`{}`", tag.replace('`', "'").replace('\n', " "));
    match &shortcode.inner {
        Some(inner) => format!("{}{inner}{}", code(shortcode.tag), code(shortcode.close)),
        None => code(shortcode.tag),
    }
}

/// The tag that closes a shortcode which was opened before a place.
fn closing<'t>(text: &'t str, name: &str, from: usize) -> Option<Tag<'t>> {
    let mut depth = 1;
    let mut at = from;
    while let Some(tag) = next_tag(text, at) {
        at = tag.end;
        if tag.is_comment {
            continue;
        }
        let first = tag.words.split_whitespace().next().unwrap_or_default();
        let closed = tag.words.strip_prefix('/').map(|rest| rest.trim());
        if closed == Some(name) {
            depth -= 1;
            if depth == 0 {
                return Some(tag);
            }
        } else if first == name && !tag.words.ends_with('/') {
            depth += 1;
        }
    }
    None
}

/// The values behind a name: `a "b c" k="d" e=`f``.
fn values(text: &str) -> Vec<(Option<&str>, String)> {
    let mut found = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let is_quote = |c: char| matches!(c, '"' | '`');
        let key = rest.find('=').map(|at| rest[..at].trim());
        let key = key.filter(|key| {
            !key.is_empty()
                && key
                    .chars()
                    .all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
        });
        if let Some(key) = key {
            rest = rest[rest.find('=').map_or(0, |at| at + 1)..].trim_start();
            let (value, behind) = value(rest, is_quote);
            found.push((Some(key), value));
            rest = behind.trim_start();
        } else {
            let (value, behind) = value(rest, is_quote);
            found.push((None, value));
            rest = behind.trim_start();
        }
    }
    found
}

fn value(text: &str, is_quote: impl Fn(char) -> bool) -> (String, &str) {
    let Some(quote) = text.chars().next().filter(|c| is_quote(*c)) else {
        let end = text.find(char::is_whitespace).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\\' if quote == '"' && !escaped => escaped = true,
            c if c == quote && !escaped => {
                let value = text[1..at].replace("\\\"", "\"");
                return (value, &text[at + 1..]);
            }
            _ => escaped = false,
        }
    }
    (text[1..].to_owned(), "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shortcodes_nest_and_comments_are_shown() {
        let text = "a {{< x \"b c\" k=`d` >}}e{{% y /%}}{{< x >}}f{{< /x >}}{{< /x >}} {{</* z */>}} {{< u v=\"w\" >}} {{ .Title }}";
        let mut seen = Vec::new();
        let new = rewritten(text, &mut |shortcode| {
            seen.push(format!(
                "{} {:?} {:?}",
                shortcode.name,
                shortcode.at(0),
                shortcode.get("k")
            ));
            match shortcode.name {
                "x" => Some(format!("[{}]", shortcode.inner.as_deref().unwrap_or("-"))),
                "y" => Some("y".to_owned()),
                _ => None,
            }
        });
        assert_eq!(new, "a [ey[f]] {{< z >}} `{{< u v=\"w\" >}}` {{ .Title }}");
        assert_eq!(seen[2], "x Some(\"b c\") Some(\"d\")");
    }

    #[test]
    fn what_stands_in_a_list_or_a_quotation_stays_there() {
        let text = "1. a\n   {{% x %}}\n   b\n\n   {{% y %}}c{{% /y %}}\n   {{% /x %}}\n> {{< x >}}\n> d\n> {{< /x >}}\n";
        let new = rewritten(text, &mut |shortcode| {
            let inner = shortcode.inner.as_deref()?.trim();
            (shortcode.name == "x").then(|| format!("<x>\n\n{inner}\n</x>"))
        });
        assert_eq!(
            new,
            "1. a\n   <x>\n\n   b\n\n   `{{% y %}}`c`{{% /y %}}`\n   </x>\n> <x>\n>\n> d\n> </x>\n"
        );
    }
}
