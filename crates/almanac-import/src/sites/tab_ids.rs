//! The ids of tabs, which are made of their titles where a configuration says so. Read by MkDocs.

use almanac_syntax::parse;

use super::anchors::{AnchorRule, Anchors};
use super::headings::{SITES, ids_of_headings};
use super::tabs::tab;

/// What stands before the title of a tab until it has its id. It never leaves this crate.
const MARK: char = '\u{e0b2}';

/// A tab whose id is still to be made.
pub fn marked(title: &str, inner: &str) -> String {
    format!("{MARK}{}", tab(title, inner))
}

/// How the ids of tabs are made.
pub struct TabIds {
    /// The rule for their titles.
    pub rule: AnchorRule,
    /// What stands between the id of the heading above and that of the title; `None` where the heading does not count.
    pub behind_heading: Option<String>,
}

impl TabIds {
    /// A text whose marked tabs have their ids. `headings` is the rule for those of headings.
    pub fn written(&self, text: &str, headings: &AnchorRule) -> String {
        if !text.contains(MARK) {
            return text.to_owned();
        }
        // The marks would be a part of no heading, as each begins a line of its own.
        let ids: Vec<String> = ids_of_headings(text, headings)
            .into_iter()
            .map(|(ids, _)| ids.into_iter().next().unwrap_or_default())
            .collect();
        let whole = format!("\n{text}");
        let document = parse(&whole, SITES);
        let places: Vec<usize> = { document.headings.iter() }
            .map(|heading| heading.span.start.saturating_sub(1))
            .collect();
        let mut made = Anchors::new(&self.rule);
        let mut new = String::with_capacity(text.len());
        let mut at = 0;
        for (start, _) in text.match_indices(MARK) {
            new.push_str(&text[at..start]);
            at = start + MARK.len_utf8();
            let title = text[at..].lines().next().unwrap_or_default();
            let title = title.replace(['*', '`'], "");
            let above = places
                .partition_point(|place| *place < start)
                .checked_sub(1);
            let above = above.and_then(|number| ids.get(number));
            let id = match (&self.behind_heading, above) {
                (Some(separator), Some(heading)) => {
                    made.behind(&format!("{heading}{separator}"), title.trim())
                }
                _ => made.of(title.trim()),
            };
            if !id.is_empty() && !id.contains(['"', '<', '>', ' ']) {
                new.push_str(&format!("<a id=\"{id}\"></a>"));
            }
        }
        new.push_str(&text[at..]);
        new
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tabs_have_ids_below_those_of_their_headings() {
        let rule = AnchorRule::Pymdown {
            separator: "-".to_owned(),
            is_lower: true,
        };
        let text = format!(
            "# A b\n\n{}## C\n\n{}{}",
            marked("In `D`", "e\n"),
            marked("F", "g\n"),
            marked("In `D`", "h\n")
        );
        let ids = |behind_heading: Option<&str>| {
            let ids = TabIds {
                rule: rule.clone(),
                behind_heading: behind_heading.map(str::to_owned),
            };
            ids.written(&text, &rule)
        };
        assert_eq!(
            ids(Some("-")),
            "# A b\n\n<a id=\"a-b-in-d\"></a>**In `D`**\n\ne\n\n## C\n\n<a id=\"c-f\"></a>**F**\n\ng\n\n<a id=\"c-in-d\"></a>**In `D`**\n\nh\n\n"
        );
        assert!(ids(None).contains("<a id=\"f\"></a>**F**"));
    }
}
