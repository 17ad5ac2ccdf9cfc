//! The sentences of pages that a source supports, as they read.

use almanac_model::{Fact, Page, SourceIdentity, SourceUse};
use almanac_syntax::{first_sentence, last_sentence};

use crate::facts;
use crate::plain_line::plain_line;
use crate::view::View;

/// How many sentences of a page are shown.
const MOST_SENTENCES: usize = 5;

/// How many characters of a sentence are shown.
const LONGEST: usize = 300;

/// How far behind a mark a sentence may end, and how far before it one may begin, in bytes. A paragraph may cite thousands
/// of works, and each of them has a page for which it is read.
const FARTHEST: usize = 600;
const FARTHEST_BEFORE: usize = 1_500;

/// What of a page a work supports: its sentences and values, each once, at most five, and how many more there are.
pub(super) fn uses(site: &View<'_>, page: &Page, work: &SourceIdentity) -> (Vec<String>, usize) {
    let own = site.in_language_of(page.version.as_ref());
    let cited = page
        .cited
        .iter()
        .filter(|cited| cited.source.identity == *work);
    let keys: Vec<&str> = cited
        .clone()
        .map(|cited| cited.source.key.as_str())
        .collect();
    let mut places: Vec<SourceUse> = cited.flat_map(|cited| cited.uses.iter().copied()).collect();
    places.sort_by_key(|place| place.start);
    let names = |fact: &&Fact| fact.sources.iter().any(|key| keys.contains(&key.as_str()));
    let values = page
        .facts
        .iter()
        .filter(names)
        .map(|fact| value(&own, fact));
    let mut found: Vec<String> = Vec::new();
    let mut more = 0;
    for place in &places {
        // What is not shown need not be read.
        if found.len() == MOST_SENTENCES {
            more += 1;
            continue;
        }
        let sentence = sentence(&own, page, *place);
        if !sentence.is_empty() && !found.contains(&sentence) {
            found.push(sentence);
        }
    }
    for value in values {
        match found.len() == MOST_SENTENCES {
            true => more += 1,
            false if !found.contains(&value) => found.push(value),
            false => {}
        }
    }
    (found, more)
}

/// A value with the name of its property.
fn value(site: &View<'_>, fact: &Fact) -> String {
    let config = site.snapshot().config();
    let property = config.property(fact.property.as_str());
    let label = property.map_or(fact.property.as_str(), |property| &property.label);
    let words = facts::words_with_unit(site, fact);
    let part = fact.applies_to.as_deref().map(|part| format!(" ({part})"));
    format!("{label}{}: {words}", part.unwrap_or_default())
}

/// The sentence, cell or item that a citation stands in, or behind.
fn sentence(site: &View<'_>, page: &Page, place: SourceUse) -> String {
    let text = &*page.text;
    let [block, start, end] = [place.block, place.start, place.end].map(|at| at as usize);
    let (Some(before), Some(behind)) = (text.get(block..end), text.get(end..)) else {
        return String::new();
    };
    let before = near_end(before);
    let before = plain_line(site, Some(page), without_marks(before));
    let sentence = before[last_sentence(&before)..].trim();
    let ends = sentence.ends_with(['.', '!', '?', '…', '。', '！', '？', '؟']);
    let is_subject = text[start..].starts_with(['@', '-']);
    if ends && !is_subject {
        return cut(sentence);
    }
    let rest = plain_line(site, Some(page), rest_of_block(behind));
    let rest = &rest[..first_sentence(&rest)];
    let gap = match behind.starts_with(char::is_whitespace) && !sentence.is_empty() {
        true => " ",
        false => "",
    };
    cut(&format!("{sentence}{gap}{}", rest.trim()))
}

/// As much of a block as may hold the sentence at its end, from a word on.
fn near_end(block: &str) -> &str {
    let from = block.ceil_char_boundary(block.len().saturating_sub(FARTHEST_BEFORE));
    match block[from..].find(char::is_whitespace) {
        Some(space) if from > 0 => &block[from + space..],
        _ => &block[from..],
    }
}

/// The words of a block without the marks that it begins with.
fn without_marks(block: &str) -> &str {
    let digits = block
        .trim_start()
        .trim_start_matches(|c: char| c.is_ascii_digit());
    let block = match digits.starts_with(". ") || digits.starts_with(") ") {
        true => &digits[2..],
        false => block,
    };
    block.trim_start_matches([
        '#', '>', '-', '*', '+', '|', '"', '\'', ' ', '\t', '\n', '\r',
    ])
}

/// What follows in the same paragraph, item or cell.
fn rest_of_block(text: &str) -> &str {
    let text = &text[..text.floor_char_boundary(FARTHEST)];
    let is_edge = |line: &str| {
        let line = line.trim_start_matches([' ', '\t', '>']);
        let digits = line.trim_start_matches(|c: char| c.is_ascii_digit());
        line.trim().is_empty()
            || line.starts_with(['#', '|', '-', '*', '+', '`', ':'])
            || digits.len() < line.len() && digits.starts_with(['.', ')'])
    };
    let mut end = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        if index > 0 && is_edge(line) {
            break;
        }
        end += line.len();
    }
    let rest = &text[..end];
    rest.find(" |")
        .or_else(|| rest.find("|\n"))
        .map_or(rest, |bar| &rest[..bar])
}

/// A sentence that is not too long, cut at a word.
fn cut(sentence: &str) -> String {
    let sentence = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = sentence.char_indices().nth(LONGEST) else {
        return sentence;
    };
    let words = sentence[..end].rfind(' ').unwrap_or(end);
    format!("{} …", &sentence[..words])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_ends_at_its_edge() {
        for (text, rest) in [
            (" and on\nit goes.\n\nNext.", " and on\nit goes.\n"),
            (" and on\n- next", " and on\n"),
            (" cell | next |\n| row |", " cell"),
            (".", "."),
        ] {
            assert_eq!(rest_of_block(text), rest);
        }
        assert_eq!(without_marks("12. It"), "It");
        assert_eq!(without_marks("- It"), "It");
        assert_eq!(without_marks("1990 it"), "1990 it");
    }
}
