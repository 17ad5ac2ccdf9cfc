//! How far in the blocks of an outline stand. A block hangs on the one above it that stands less far in, however much less;
//! Markdown would take one that stands two steps further in for code or for words of the block above.

use crate::span::Span;

/// Where a text has tabs that would take its blocks further in than one step.
pub(in crate::forms) fn surplus_tabs(text: &str) -> Vec<Span> {
    let mut found = Vec::new();
    // The blocks that are open: how far in each stands, and at which depth it is.
    let mut open: Vec<(usize, usize)> = Vec::new();
    let mut fence: Option<&str> = None;
    let (mut start, mut is_behind_blank) = (0, true);
    for line in text.split_inclusive('\n') {
        let words = line.trim_start_matches('\t');
        let tabs = line.len() - words.len();
        let is_block = fence.is_none() && (words.starts_with("- ") || words.trim_end() == "-");
        if is_block {
            while open.pop_if(|(before, _)| *before >= tabs).is_some() {}
            let depth = open.last().map_or(0, |(_, depth)| depth + 1);
            open.push((tabs, depth));
        } else if fence.is_none() && tabs == 0 && ends_outline(words, is_behind_blank) {
            open.clear();
        }
        let surplus = open
            .last()
            .map_or(0, |(tabs, depth)| tabs.saturating_sub(*depth));
        // No line of a block stands further in than its words, but for code between fences.
        let further = open
            .last()
            .map_or(0, |(block, _)| tabs.saturating_sub(*block));
        let further = if is_block || fence.is_some() {
            0
        } else {
            further
        };
        let surplus = (surplus + further).min(tabs);
        if surplus > 0 && !line.trim().is_empty() {
            found.push(start..start + surplus);
        }
        fence = fence_behind(words, fence);
        is_behind_blank = line.trim().is_empty();
        start += line.len();
    }
    found
}

/// Whether a line that is no block stands outside of all of them.
fn ends_outline(line: &str, is_behind_blank: bool) -> bool {
    line.starts_with('#') || is_behind_blank && !line.starts_with([' ', '\n', '\r'])
}

/// The fence that is open behind a line.
fn fence_behind<'t>(line: &'t str, open: Option<&'t str>) -> Option<&'t str> {
    let words = line.trim_start().trim_start_matches("- ");
    let sign = words
        .chars()
        .next()
        .filter(|sign| matches!(sign, '`' | '~'));
    let length = sign.map_or(0, |sign| words.len() - words.trim_start_matches(sign).len());
    match open {
        None if length >= 3 => Some(&words[..length]),
        Some(fence) if words.starts_with(fence) && words.trim().len() == length => None,
        other => other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_stands_one_step_further_in_than_the_one_that_it_hangs_on() {
        for (text, surplus) in [
            ("- a\n\t- b\n\t\t- c\n", vec![]),
            (
                "## H\n\t- a\n\t  x:: y\n\t\t- b\n",
                vec![5..6, 10..11, 19..20],
            ),
            ("- a\n\t\t- b\n\n\t\t- c\n", vec![4..5, 11..12]),
            ("- ```\n\t- code\n  ```\n\t- b\n", vec![]),
        ] {
            assert_eq!(surplus_tabs(text), surplus, "{text}");
        }
    }
}
