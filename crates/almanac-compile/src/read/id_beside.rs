//! Ids of headings that stand beside them, as some generators of sites have them: `(id)=` in the line above, `{: #id }` at
//! the end or in the line below.

use almanac_syntax::Span;

/// The id that is written beside a heading, if there is one.
pub(super) fn id_beside<'t>(text: &'t str, heading: &Span) -> Option<&'t str> {
    let written = text.get(heading.clone())?;
    let first = written.lines().next()?.trim_end();
    let behind = || first.rfind("{:").and_then(|at| id_in_braces(&first[at..]));
    let below = || {
        let mut lines = text.get(heading.end..)?.lines();
        let next = lines.find(|line| !line.is_empty())?;
        id_in_braces(next.trim().strip_prefix("{:").map(|_| next.trim())?)
    };
    let above = || {
        let mut lines = text.get(..heading.start)?.lines().rev();
        let last = lines.find(|line| !line.trim().is_empty())?;
        let id = last.trim().strip_prefix('(')?.strip_suffix(")=")?;
        (!id.is_empty() && !id.contains(['(', ')', ' '])).then_some(id)
    };
    behind().or_else(below).or_else(above)
}

/// The id in `{: #id .class }`.
fn id_in_braces(words: &str) -> Option<&str> {
    let inner = words.strip_prefix("{:")?.strip_suffix('}')?;
    let mut items = inner.split_whitespace();
    items.find_map(|item| item.strip_prefix('#'))
}

#[cfg(test)]
mod tests {
    use super::id_beside;

    #[test]
    fn ids_stand_above_behind_and_below() {
        for (text, id) in [
            ("a\n\n(own-id)=\n## A\n", Some("own-id")),
            ("## A {: .x #own}\n", Some("own")),
            ("## A\n{: #own .x}\ntext\n", Some("own")),
            ("(words)\n## A\n\ntext {: #no}\n", None),
            ("## A\n", None),
        ] {
            let start = text.find("##").unwrap();
            let end = start + text[start..].find('\n').unwrap();
            assert_eq!(id_beside(text, &(start..end)), id, "{text}");
        }
    }
}
