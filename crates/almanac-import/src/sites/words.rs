//! Words in the attributes of components that nobody knows: `<Feature title="Fast" hint="No build step">`. Read by
//! Docusaurus, Starlight, VitePress and VuePress.
//!
//! Such a component loses its tags, and words never vanish with them. An attribute holds words if it is called as what a
//! reader sees (`title`, `linkText`, `alt`), or if several words stand in it and it isn't called as what a program reads
//! (`class`, `style`). What a script would compute there is shown as code. Where it leads goes on leading there.

use std::borrow::Cow;

use super::components::{Component, literal};

/// Names of what stands above a text, in heavier letters.
const HEADINGS: [&str; 10] = [
    "title", "heading", "header", "headline", "label", "name", "term", "question", "summary",
    "text",
];

/// Names of what stands above a text, below its heading.
const WORDS: [&str; 31] = [
    "subtitle",
    "subheading",
    "tagline",
    "lead",
    "intro",
    "description",
    "desc",
    "details",
    "message",
    "content",
    "body",
    "copy",
    "excerpt",
    "note",
    "info",
    "tooltip",
    "tip",
    "hint",
    "alt",
    "badge",
    "version",
    "since",
    "status",
    "date",
    "placeholder",
    "handle",
    "username",
    "user",
    "definition",
    "answer",
    "quote",
];

/// Names of what stands below a text.
const BELOW: [&str; 8] = [
    "caption",
    "legend",
    "footer",
    "author",
    "by",
    "cite",
    "attribution",
    "credit",
];

/// Names of what leads somewhere.
const TARGETS: [&str; 6] = ["href", "to", "link", "url", "cite", "source"];

/// What programs read, whatever stands in it: whole names, or how longer ones begin.
const MACHINERY: [&str; 40] = [
    "class",
    "classes",
    "style",
    "styles",
    "id",
    "key",
    "ref",
    "slot",
    "is",
    "as",
    "icon",
    "icons",
    "tag",
    "component",
    "group",
    "data",
    "aria",
    "on",
    "client",
    "set",
    "values",
    "rel",
    "src",
    "srcset",
    "sizes",
    "href",
    "to",
    "url",
    "path",
    "transform",
    "allow",
    "sandbox",
    "include",
    "exclude",
    "type",
    "variant",
    "lang",
    "language",
    "animation",
    "transition",
];

/// What a component that nobody knows leaves behind; `None` for one that closes itself, which stays as code. `computed` is
/// called for each attribute that is shown as code.
pub fn without_tags(component: &Component<'_>, computed: &mut dyn FnMut()) -> Option<String> {
    let inner = component.inner.as_deref()?;
    let mut said = Said::default();
    for (key, value) in &component.attributes {
        if let Some(words) = words_of(key, value, computed) {
            said.take(key, words);
        }
    }
    let target = target_of(component);
    Some(match component.is_block {
        true => said.around(inner, target),
        false => said.behind(inner, target),
    })
}

/// What the attributes of a component say.
#[derive(Default)]
struct Said {
    heading: Option<String>,
    above: Vec<String>,
    below: Vec<String>,
}

impl Said {
    fn take(&mut self, key: &str, words: String) {
        let name = last_word(key);
        if self.heading.is_none() && HEADINGS.contains(&name.as_str()) {
            self.heading = Some(words);
        } else if BELOW.contains(&name.as_str()) {
            self.below.push(words);
        } else {
            self.above.push(words);
        }
    }

    /// Paragraphs around what stands in lines of its own.
    fn around(self, inner: &str, target: Option<&str>) -> String {
        let inner = inner.trim_matches('\n');
        let heading = self.heading.as_ref().map(|heading| match target {
            Some(target) => format!("**[{heading}]({target})**"),
            None => format!("**{heading}**"),
        });
        let inner = match target.filter(|_| heading.is_none()) {
            Some(target) => linked(inner, target),
            None => Cow::Borrowed(inner),
        };
        let above = heading.into_iter().chain(self.above);
        let parts = above.chain([inner.into_owned()]).chain(self.below);
        let parts: Vec<String> = parts.filter(|part| !part.trim().is_empty()).collect();
        format!("\n{}\n\n", parts.join("\n\n"))
    }

    /// Words in parentheses behind those in a sentence.
    fn behind(self, inner: &str, target: Option<&str>) -> String {
        let words: Vec<String> = { self.heading.into_iter() }
            .chain(self.above)
            .chain(self.below)
            .collect();
        let words = words.join(": ");
        match (inner.trim().is_empty(), target) {
            (true, Some(target)) if !words.is_empty() => format!("[{words}]({target})"),
            (true, _) => words,
            (false, target) => {
                let inner = target.map_or(Cow::Borrowed(inner), |target| linked(inner, target));
                match words.is_empty() {
                    true => inner.into_owned(),
                    false => format!("{inner} ({words})"),
                }
            }
        }
    }
}

/// One line of words as a link, unless there is one in it.
fn linked<'w>(words: &'w str, target: &str) -> Cow<'w, str> {
    let trimmed = words.trim();
    let is_plain = !trimmed.is_empty() && !trimmed.contains(['\n', '[', '<']);
    match is_plain {
        true => Cow::Owned(format!("[{trimmed}]({target})")),
        false => Cow::Borrowed(words),
    }
}

/// Where a component leads, if that is a plain address.
fn target_of<'c>(component: &'c Component<'_>) -> Option<&'c str> {
    TARGETS.iter().find_map(|name| {
        let target = component.text(name)?.trim();
        let is_free = matches!(*name, "href" | "to");
        let is_address = target.contains("://")
            || target.starts_with(['/', '#']) && !target.starts_with("//")
            || target.starts_with("./")
            || target.starts_with("../");
        (is_address || is_free).then_some(target).filter(|target| {
            !target.is_empty()
                && !target.contains(|c: char| c.is_whitespace() || "()<>{}".contains(c))
        })
    })
}

/// The words of an attribute as Markdown, or its code where a script would compute them.
fn words_of(key: &str, value: &str, computed: &mut dyn FnMut()) -> Option<String> {
    let name = key.strip_prefix("v-bind").unwrap_or(key);
    let name = name.strip_prefix(':').unwrap_or(name);
    if name.starts_with("v-") || name.starts_with(['@', '#', '{', ':']) {
        return None;
    }
    let is_seen = is_seen(name);
    let is_read = is_machinery(name);
    let braced = value
        .strip_prefix('{')
        .and_then(|value| value.strip_suffix('}'));
    let expression = match name.len() < key.len() {
        true => Some(value),
        false => braced,
    };
    let words = match expression.map(|expression| (expression, literal(expression))) {
        None => value,
        Some((_, Some(words))) => words,
        Some((expression, None)) => {
            let has_words = expression
                .split(['"', '\'', '`'])
                .skip(1)
                .step_by(2)
                .any(|part| part.chars().any(char::is_alphabetic));
            let is_name = expression.trim().starts_with(char::is_alphabetic)
                && !matches!(expression.trim(), "true" | "false" | "null" | "undefined");
            let is_code = is_seen && (has_words || is_name) || !is_read && has_words;
            return is_code.then(|| {
                computed();
                let code = format!("{name}={value}").replace('`', "'");
                format!("`{}`", one_line(&code))
            });
        }
    };
    let is_kept = is_seen && words.chars().any(char::is_alphanumeric) && !is_address(words)
        || !is_read && reads_as_words(words);
    is_kept.then(|| escaped(&one_line(words)))
}

fn one_line(words: &str) -> String {
    let words: Vec<&str> = words.split_whitespace().collect();
    words.join(" ")
}

/// Whether a name is one of what a reader sees.
fn is_seen(name: &str) -> bool {
    let last = last_word(name);
    let known = [&HEADINGS[..], &WORDS[..], &BELOW[..]];
    known.iter().any(|names| names.contains(&last.as_str())) && !is_machinery(name)
}

/// Whether a name is one of what a program reads: `class`, `activeClass`, `aria-label`, `onClick`.
fn is_machinery(name: &str) -> bool {
    let parts = words_in(name);
    let is_one =
        |part: Option<&String>| part.is_some_and(|part| MACHINERY.contains(&part.as_str()));
    is_one(parts.first()) || is_one(parts.last())
}

fn last_word(name: &str) -> String {
    words_in(name).pop().unwrap_or_default()
}

/// The words of a name: `linkText`, `link-text` and `link_text` have two.
fn words_in(name: &str) -> Vec<String> {
    let mut words = vec![String::new()];
    for c in name.chars() {
        let is_next = matches!(c, '-' | '_' | ':' | '.') || c.is_uppercase();
        if is_next && words.last().is_some_and(|word| !word.is_empty()) {
            words.push(String::new());
        }
        if let Some(word) = words.last_mut().filter(|_| c.is_alphanumeric()) {
            word.extend(c.to_lowercase());
        }
    }
    words
}

fn is_address(words: &str) -> bool {
    let is_one = words.contains("://") || words.starts_with(['/', '#']) || words.starts_with("./");
    is_one && !words.trim().contains(char::is_whitespace)
}

/// Whether a value is several words, and no list of settings. In some scripts no blanks stand between words.
fn reads_as_words(value: &str) -> bool {
    if value.contains(['{', '}', ';', '=', '<', '>']) {
        return false;
    }
    let words = value.split_whitespace();
    let count = words
        .filter(|word| word.chars().any(char::is_alphabetic))
        .count();
    count > 1
        || value
            .chars()
            .any(|c| ('\u{2e80}'..='\u{d7ff}').contains(&c))
}

/// Words whose signs are no Markdown.
fn escaped(words: &str) -> String {
    let mut new = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let is_first = at == 0 && matches!(c, '#' | '>' | '-' | '+' | ':' | '~');
        if is_first || matches!(c, '\\' | '*' | '_' | '`' | '[' | ']' | '<' | '{' | '|') {
            new.push('\\');
        }
        new.push(c);
    }
    new
}

#[cfg(test)]
mod tests {
    use super::super::components::{is_component, rewritten};
    use super::*;

    fn read(text: &str) -> (String, usize) {
        let mut count = 0;
        let new = rewritten(text, &is_component, &mut |component| {
            without_tags(component, &mut || count += 1)
        });
        (new, count)
    }

    #[test]
    fn words_of_attributes_stay_beside_what_is_wrapped() {
        for (text, kept) in [
            (
                "<Feature title=\"So *fast*\" icon=\"rocket\" hint=\"No build\" class=\"a b\" caption=\"Below\">\n\nInner\n\n</Feature>\n",
                "\n**So \\*fast\\***\n\nNo build\n\nInner\n\nBelow\n\n\n",
            ),
            (
                "See <Tip text=\"its meaning\">word</Tip>.\n",
                "See word (its meaning).\n",
            ),
            (
                "<Go href=\"/a/b\" linkText=\"More\">\nWords\n</Go>\n",
                "\n**[More](/a/b)**\n\nWords\n\n\n",
            ),
            ("A <Go to=\"./b.md\">c</Go>.\n", "A [c](./b.md).\n"),
            (
                "<my-card :title=\"'Vue'\" @click=\"go now\" v-if=\"a b\">x</my-card>\n",
                "\n**Vue**\n\nx\n\n\n",
            ),
            (
                "<Who name=\"Ann\" handle=\"ann\" cite=\"https://a.example/b\">\nYes\n</Who>\n",
                "\n**[Ann](https://a.example/b)**\n\nann\n\nYes\n\n\n",
            ),
            (
                "<Note 说明=\"看这里\" className=\"a b\" data-x=\"c d\" aria-label=\"e f\" onClick={() => go('a b')}>x</Note> y\n",
                "x (看这里) y\n",
            ),
        ] {
            assert_eq!(read(text), (kept.to_owned(), 0), "{text}");
        }
    }

    #[test]
    fn what_is_computed_is_code() {
        assert_eq!(
            read("<A title={t('b')} items={['One thing', \"two\"]} open={true} size={3}>c</A>\n"),
            (
                "\n**`title={t('b')}`**\n\n`items={['One thing', \"two\"]}`\n\nc\n\n\n".to_owned(),
                2
            )
        );
        assert_eq!(read("<A title=\"b\" />").0, "`<A title=\"b\" />`");
    }
}
