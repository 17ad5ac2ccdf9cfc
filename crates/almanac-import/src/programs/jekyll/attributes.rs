//! Names for attributes, which kramdown has beside these: `{:name: .a #b}` defines one, `{:name}` uses it.

use std::collections::BTreeMap;

use crate::sites::attributes::item_length;
use crate::sites::lines::{lines, prefix_length, prose_changed};

/// A text without definitions, with what they say where they are used. Attributes at the start of an item go behind its
/// mark as an id, if they have one.
pub fn resolved(text: &str) -> String {
    if !text.contains("{:") {
        return text.to_owned();
    }
    let mut names = BTreeMap::new();
    let text = prose_changed(text, |prose| {
        let mut new = String::with_capacity(prose.len());
        for line in lines(prose) {
            match definition(line) {
                Some((name, words)) => drop(names.insert(name.to_owned(), words.to_owned())),
                None => new.push_str(line),
            }
        }
        new
    });
    prose_changed(&text, |prose| {
        // Of several behind each other one is made.
        let joined = prose.replace("}{::", "}\u{f8f3}::").replace("}{:", " ");
        let joined = joined.replace('\u{f8f3}', "{");
        let mut new = String::with_capacity(joined.len());
        let mut rest = joined.as_str();
        while let Some(start) = rest.find("{:") {
            let Some(length) = rest[start..].find('}') else {
                break;
            };
            let inner = &rest[start + 2..start + length];
            new.push_str(&rest[..start]);
            rest = &rest[start + length + 1..];
            if inner.starts_with([':', '/']) || inner.contains('\n') {
                new.push_str(&format!("{{:{inner}}}"));
                continue;
            }
            let words = filled(inner.trim(), &names);
            let line = new.rfind('\n').map_or(0, |at| at + 1);
            let before = &new[line..];
            let begins_item = prefix_length(before) == before.len()
                && before.contains(['-', '*', '+', '.', ')'])
                && !rest.starts_with(['\n', '\r'])
                && !rest.is_empty();
            match begins_item {
                true => {
                    let id = words
                        .split_whitespace()
                        .find_map(|word| word.strip_prefix('#'));
                    if let Some(id) = id {
                        new.push_str(&format!("<a id=\"{id}\"></a>"));
                    }
                    rest = rest.trim_start_matches(' ');
                }
                false => new.push_str(&format!("{{: {words} }}")),
            }
        }
        new.push_str(rest);
        new
    })
}

/// What a line defines: `{:name: .a .b}`.
fn definition(line: &str) -> Option<(&str, &str)> {
    let words = line.trim().strip_prefix("{:")?.strip_suffix('}')?;
    let (name, words) = words.split_once(':')?;
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
    let is_one = !name.is_empty() && name.chars().all(is_name);
    is_one.then_some((name, words.trim()))
}

/// Attributes with what their names say.
fn filled(inner: &str, names: &BTreeMap<String, String>) -> String {
    let mut items = Vec::new();
    let mut rest = inner;
    while !rest.is_empty() {
        let length = item_length(rest).unwrap_or(rest.len());
        let (item, behind) = rest.split_at(length);
        rest = behind.trim_start();
        let is_bare = !item.contains(['.', '#', '=', '"']);
        match names.get(item) {
            Some(words) => items.push(words.as_str()),
            None if is_bare && item != "toc" => {}
            None => items.push(item),
        }
    }
    items.join(" ")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn names_stand_for_attributes() {
        for (written, read) in [
            (
                "{:box: .b title=\"T w\"}\n{:n2:#i}\na\n{:box .c}\n*e*{:n2}\n",
                "a\n{: .b title=\"T w\" .c }\n*e*{: #i }\n",
            ),
            (
                "- {:.x #y} one\n1. {:z} two\n",
                "- <a id=\"y\"></a>one\n1. two\n",
            ),
            (
                "`{:x: .a}` {::comment} {:/} {:toc}\n",
                "`{:x: .a}` {::comment} {:/} {: toc }\n",
            ),
        ] {
            assert_eq!(resolved(written), read, "{written}");
        }
    }
}
