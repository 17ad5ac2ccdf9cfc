//! Ids of the terms of definition lists, which Hugo makes as it makes those of headings, where the site wants it.

use crate::sites::anchors::{AnchorRule, Anchors};
use crate::sites::headings::plain_words;
use crate::sites::lines::{Part, lines, parts, prefix_length, trimmed_end};

/// A text whose terms have the ids that the generator gave them.
pub fn with_ids(text: &str, rule: &AnchorRule) -> String {
    let mut anchors = Anchors::new(rule);
    let mut new = String::with_capacity(text.len());
    for part in parts(text) {
        match part {
            Part::Code(code) => new.push_str(code.whole),
            Part::Prose(prose) => in_prose(prose, &mut anchors, &mut new),
        }
    }
    new
}

fn in_prose(prose: &str, anchors: &mut Anchors<'_>, new: &mut String) {
    let all: Vec<&str> = lines(prose).collect();
    for (number, line) in all.iter().enumerate() {
        let words = trimmed_end(line);
        let bare = words[prefix_length(words)..].trim();
        let title = bare.trim_start_matches('#');
        if title.len() < bare.len() && title.starts_with(' ') {
            // Headings and terms share their ids.
            anchors.of(&plain_words(title.trim()));
        }
        let behind = all.get(number + 1..).unwrap_or_default().iter();
        let next = behind.take(2).find(|line| !line.trim().is_empty());
        let is_term = !bare.is_empty()
            && !bare.starts_with([':', '#', '-', '|'])
            && next.is_some_and(|line| is_definition(line));
        if !is_term {
            new.push_str(line);
            continue;
        }
        let id = anchors.of(&plain_words(bare));
        new.push_str(words);
        new.push_str(&format!("<a id=\"{id}\"></a>"));
        new.push_str(&line[words.len()..]);
    }
}

fn is_definition(line: &str) -> bool {
    let words = line.trim_start();
    words.starts_with(": ") || words.starts_with(":\t")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_named_as_headings_are() {
        let text = "# Base\n\n`base`\n: (`string`) Words.\n\nTwo words\n\n: More.\n: And more.\n\n```\na\n: b\n```\n";
        let new = with_ids(text, &AnchorRule::Hugo);
        assert_eq!(
            new,
            "# Base\n\n`base`<a id=\"base-1\"></a>\n: (`string`) Words.\n\nTwo words<a id=\"two-words\"></a>\n\n: More.\n: And more.\n\n```\na\n: b\n```\n"
        );
    }
}
