//! Long lists in letters.

use std::collections::HashMap;

use almanac_model::Letter;
use serde::Serialize;

use crate::view::View;

/// With more lines than this a list is shown in letters.
const MOST_TOGETHER: usize = 60;

/// With more lines than this a list can be narrowed by words.
pub(crate) const MOST_UNFILTERED: usize = 20;

/// The lines of a list that begin with a letter; all of them, if the list is short.
#[derive(Debug, Serialize)]
pub(crate) struct OfLetter<T> {
    /// The letter as readers see it; `None` if the list is not in letters.
    pub words: Option<String>,
    /// The fragment of the heading.
    pub anchor: String,
    pub lines: Vec<T>,
}

impl<T> OfLetter<T> {
    /// A list that is not in letters.
    pub(super) fn all(lines: impl Iterator<Item = T>) -> Self {
        Self {
            words: None,
            anchor: String::new(),
            lines: lines.collect(),
        }
    }
}

/// A sorted list in letters, which come in the order of their first lines. `area` keeps their fragments apart from those of
/// other lists on the page.
pub(crate) fn by_letter<T>(
    site: &View<'_>,
    area: &str,
    lines: Vec<(Letter, T)>,
) -> Vec<OfLetter<T>> {
    if lines.len() <= MOST_TOGETHER {
        return vec![OfLetter::all(lines.into_iter().map(|(_, line)| line))];
    }
    let mut places: HashMap<Letter, usize> = HashMap::new();
    let mut groups: Vec<OfLetter<T>> = Vec::new();
    for (letter, line) in lines {
        let place = *places.entry(letter).or_insert_with(|| {
            groups.push(OfLetter {
                words: Some(words_of_letter(site, letter)),
                anchor: format!("{area}:{letter}"),
                lines: Vec::new(),
            });
            groups.len() - 1
        });
        groups[place].lines.push(line);
    }
    groups
}

/// A letter as readers see it.
pub(super) fn words_of_letter(site: &View<'_>, letter: Letter) -> String {
    match letter {
        Letter::Digit => "0–9".to_owned(),
        Letter::Han => "漢字".to_owned(),
        Letter::Other => site.locale().text("other-signs").to_owned(),
        // As a title begins: `Ch` in Czech.
        Letter::Group(_) => site.locale().capitalized(&letter.to_string()),
        Letter::Letter(letter) => {
            let upper = site.locale().upper_case(&letter.to_string());
            let is_single = upper.chars().count() == 1;
            // Georgian is written without capitals, which Unicode has all the same.
            let is_capital = !upper.starts_with(|c| ('\u{1c90}'..='\u{1cbf}').contains(&c));
            match is_single && is_capital {
                true => upper,
                false => letter.to_string(),
            }
        }
    }
}
