//! Boxes of the theme just-the-docs, and lists that stand for contents: both are told by attributes in a line of their own.

use std::collections::BTreeMap;

use crate::sites::callouts::Callout;
use crate::sites::containers::put_in;
use crate::sites::lines::{blank_marks, lines, prefix_length, trimmed_end, without_prefix};

/// The types of boxes, each with the title that the configuration gives it.
pub type Types = BTreeMap<String, Option<String>>;

/// The types that the theme knows, and those of the configuration.
pub fn types(settings: &serde_json::Value) -> Types {
    let usual = [
        "note",
        "tip",
        "important",
        "warning",
        "highlight",
        "new",
        "caution",
        "danger",
        "info",
    ];
    let usual = usual.iter().map(|name| ((*name).to_owned(), None));
    let own = settings["callouts"].as_object().into_iter().flatten();
    let own = own.map(|(name, value)| {
        let title = value["title"].as_str().map(str::to_owned);
        (name.clone(), title)
    });
    usual.chain(own).collect()
}

/// Lists that stand for contents go; blocks above or below `{: .note }` are boxes.
pub fn read(prose: &str, types: &Types) -> String {
    if !prose.contains("{:") {
        return prose.to_owned();
    }
    let all: Vec<&str> = lines(prose).collect();
    let mut new: Vec<String> = Vec::new();
    let mut at = 0;
    while at < all.len() {
        let line = all[at];
        at += 1;
        let (prefix, words) = line.split_at(prefix_length(trimmed_end(line)));
        let inner = words.trim().strip_prefix("{:");
        let inner = inner
            .and_then(|words| words.strip_suffix('}'))
            .map(str::trim);
        let Some(inner) = inner else {
            new.push(line.to_owned());
            continue;
        };
        if inner.split_whitespace().any(|word| word == "toc") {
            // The list above stands for the contents.
            while new.last().is_some_and(|line| !is_blank(line, "")) {
                new.pop();
            }
            continue;
        }
        let container = blank_marks(prefix);
        let mut classes = inner
            .split_whitespace()
            .filter_map(|word| word.strip_prefix('.'));
        let Some((class, title)) = classes.find_map(|class| {
            let name = class.strip_suffix("-title").unwrap_or(class);
            Some((class, types.get(name)?))
        }) else {
            new.push(format!("{prefix}{{: {inner} }}\n"));
            continue;
        };
        let below = all[at..].iter();
        let below = below.take_while(|line| !is_blank(line, &container)).count();
        let block: Vec<String> = match below {
            // Attributes may stand below their block too.
            0 => {
                let above = new.iter().rev();
                let above = above.take_while(|line| !is_blank(line, &container)).count();
                new.split_off(new.len() - above)
            }
            _ => all[at..at + below]
                .iter()
                .map(|line| (*line).to_owned())
                .collect(),
        };
        at += below;
        let first = block.first().filter(|_| below == 0);
        let prefix = first.map_or(prefix, |line| {
            &line[..prefix_length(line).min(prefix.len())]
        });
        let written = boxed(class, title.as_deref(), &block, &container);
        let written = put_in(written.trim_end(), &container);
        new.push(format!("{prefix}{written}\n{}\n", container.trim_end()));
    }
    new.concat()
}

/// A box around a block, or around what the quotation holds that the block is.
fn boxed(class: &str, title: Option<&str>, block: &[String], container: &str) -> String {
    let bare = block.iter().map(|line| without_prefix(line, container));
    let bare = bare.map(|line| {
        line.strip_prefix("> ")
            .or(line.strip_prefix('>'))
            .unwrap_or(line)
    });
    let lines: Vec<&str> = bare.collect();
    let name = class.strip_suffix("-title");
    let (own, inner) = match lines.split_first() {
        Some((first, rest)) if name.is_some() => (Some(first.trim()), rest.concat()),
        _ => (None, lines.concat()),
    };
    let callout = Callout {
        name: name.unwrap_or(class).to_owned(),
        title: own.or(title).map(str::to_owned),
        fold: None,
    };
    callout.written(inner.trim_start_matches('\n'))
}

fn is_blank(line: &str, container: &str) -> bool {
    let line = without_prefix(line, container);
    line.trim_matches([' ', '\t', '\n', '\r']).is_empty()
        || line.trim() == ">" && container.contains('>')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_beside_names_of_boxes_are_boxes() {
        let settings = serde_json::json!({ "callouts": { "loud": { "title": "Hear" } } });
        let types = types(&settings);
        for (written, boxes) in [
            ("{: .note }\na\nb\n\nc\n", "> [!note]\n> a\n> b\n\n\nc\n"),
            ("a\n{: .loud .x }\n", "> [!loud] Hear\n> a\n\n"),
            ("{: .tip-title }\n> T\n>\n> b\n", "> [!tip] T\n> b\n\n"),
            (
                "- i\n\n  {: .warning }\n  a\n\n- j\n",
                "- i\n\n  > [!warning]\n  > a\n\n\n- j\n",
            ),
            ("> {: .note }\n> a\n", "> > [!note]\n> > a\n>\n"),
            ("* TOC\n{:toc}\na\n{: .x #y }\n", "a\n{: .x #y }\n"),
        ] {
            assert_eq!(read(written, &types), boxes, "{written}");
        }
    }
}
