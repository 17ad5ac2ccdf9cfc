//! GitBook's blocks between percent signs: `{% hint style="info" %}…{% endhint %}`.

use crate::remarks::{Remarks, Topic, kind};
use crate::sites::callouts::Callout;
use crate::sites::code_blocks::value_in;
use crate::sites::components::code_of;
use crate::sites::containers::{container_behind, put_in, taken_out};
use crate::sites::tabs::tab;

kind!(KEPT: Topic::Kept, "block that is shown as code", "blocks that are shown as code");

const MAX_DEPTH: usize = 40;

/// A text with its blocks in our forms. `title_of` is the title of the page that an address leads to.
pub fn written(
    text: &str,
    title_of: &dyn Fn(&str) -> Option<String>,
    page: &str,
    remarks: &mut Remarks,
) -> String {
    nested(text, title_of, page, remarks, 0)
}

struct Tag<'t> {
    start: usize,
    end: usize,
    name: &'t str,
    words: &'t str,
}

fn next_tag(text: &str, from: usize) -> Option<Tag<'_>> {
    let start = from + text[from..].find("{%")?;
    let length = text[start..].find("%}")?;
    let words = text[start + 2..start + length].trim();
    let end = words.find(char::is_whitespace).unwrap_or(words.len());
    Some(Tag {
        start,
        end: start + length + 2,
        name: &words[..end],
        words,
    })
}

fn nested(
    text: &str,
    title_of: &dyn Fn(&str) -> Option<String>,
    page: &str,
    remarks: &mut Remarks,
    depth: usize,
) -> String {
    if depth > MAX_DEPTH || !text.contains("{%") {
        return text.to_owned();
    }
    let code = code_of(text);
    let mut new = String::with_capacity(text.len());
    let mut at = 0;
    let mut looked = 0;
    while let Some(tag) = next_tag(text, looked) {
        if let Some(span) = code.iter().find(|span| span.contains(&tag.start)) {
            looked = span.end;
            continue;
        }
        new.push_str(&text[at..tag.start]);
        let container = container_behind(&new).unwrap_or_default();
        let close = closing(text, tag.name, tag.end);
        let (inner, end) = match &close {
            Some(close) => (Some(&text[tag.end..close.start]), close.end),
            None => (None, tag.end),
        };
        let inner = inner.map(|inner| {
            let inner = taken_out(inner, &container);
            nested(&inner, title_of, page, remarks, depth + 1)
        });
        let written = match block(&tag, inner.as_deref(), title_of) {
            Some(written) => written,
            None if tag.name.starts_with("end") => String::new(),
            None => {
                remarks.add(KEPT, page);
                let code = format!("`{}`", text[tag.start..tag.end].replace('`', "'"));
                format!("{code}{}", inner.unwrap_or_default())
            }
        };
        new.push_str(&put_in(&written, &container));
        at = end;
        looked = end;
    }
    new.push_str(&text[at..]);
    new
}

/// The tag that ends a block which was begun before a place.
fn closing<'t>(text: &'t str, name: &str, from: usize) -> Option<Tag<'t>> {
    let mut depth = 1;
    let mut at = from;
    while let Some(tag) = next_tag(text, at) {
        at = tag.end;
        if tag.name.strip_prefix("end") == Some(name) {
            depth -= 1;
            if depth == 0 {
                return Some(tag);
            }
        } else if tag.name == name {
            depth += 1;
        }
    }
    None
}

fn block(
    tag: &Tag<'_>,
    inner: Option<&str>,
    title_of: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
    let value = |name: &str| value_in(tag.words, name);
    let inside = |inner: &str| inner.trim_matches('\n').to_owned();
    match tag.name {
        "hint" => {
            let style = value("style").unwrap_or("info");
            let callout = Callout {
                name: style.to_owned(),
                title: None,
                fold: None,
            };
            Some(format!("\n{}", callout.written(&inside(inner?))))
        }
        "tabs" | "stepper" | "columns" | "column" | "updates" | "if" => {
            Some(format!("\n{}\n\n", inside(inner?)))
        }
        "update" => {
            let date = value("date").map(|date| format!("**{date}**\n\n"));
            Some(format!(
                "\n{}{}\n\n",
                date.unwrap_or_default(),
                inside(inner?)
            ))
        }
        "tab" => Some(tab(value("title").unwrap_or_default(), inner?)),
        "step" => Some(format!("\n{}\n\n", inside(inner?))),
        "code" => {
            let title = value("title").map(|title| format!("`{}`\n\n", title.replace('`', "")));
            Some(format!(
                "\n{}{}\n",
                title.unwrap_or_default(),
                inside(inner?)
            ))
        }
        "content-ref" => {
            let url = value("url")?;
            let title = title_of(url);
            let title = title.unwrap_or_else(|| url.to_owned());
            Some(format!("[{title}]({})\n", url.replace(' ', "%20")))
        }
        "embed" => {
            let url = value("url")?;
            let words = inner
                .map(str::trim)
                .filter(|words| !words.is_empty())
                .or(value("caption"))
                .or(value("title"))
                .unwrap_or(url);
            Some(format!("[{words}]({url})\n"))
        }
        "file" => {
            let source = value("src")?;
            let name = source.rsplit('/').next().unwrap_or(source);
            let words = inner
                .map(str::trim)
                .filter(|words| !words.is_empty())
                .or(value("caption"))
                .or(value("title"))
                .unwrap_or(name);
            Some(format!("[{words}]({})\n", source.replace(' ', "%20")))
        }
        "raw" => inner.map(str::to_owned),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_boxes_sections_and_links() {
        let text = "{% hint style=\"warning\" %}\nMind *it*.\n{% endhint %}\n{% tabs %}\n{% tab title=\"A\" %}\na\n{% endtab %}\n{% endtabs %}\n{% content-ref url=\"b.md\" %}\n[b.md](b.md)\n{% endcontent-ref %}\n`{% hint %}` {% openapi src=\"x\" %}\n";
        let new = written(
            text,
            &|_| Some("The B".to_owned()),
            "a.md",
            &mut Remarks::default(),
        );
        assert_eq!(
            new,
            "\n> [!warning]\n> Mind *it*.\n\n\n\n**A**\n\na\n\n\n[The B](b.md)\n\n`{% hint %}` `{% openapi src=\"x\" %}`\n"
        );
    }
}
