//! A proposal that changes what was changed meanwhile: each such place as a form asks about it, and what was chosen there as
//! changes of files.
//!
//! A form has `choice-F-P` for each place P of each file F, both from 0: `standing`, `proposed` or `own`, with the text itself
//! in `own-F-P`. An editor sends one file's whole text instead: `file` and `text`.

use std::sync::Arc;

use almanac_model::{ConflictingTexts, FileChange};
use almanac_render::{ConflictSide, ConflictingFile, ConflictingPlace};

use crate::forms::Form;
use crate::three_texts::{Choice, Dispute, MergedPart, chosen, parts_of};

/// The files of a conflict as they are asked about, with what was chosen before.
pub(super) fn asked_about<'c>(
    files: &'c [ConflictingTexts],
    form: Option<&Form>,
) -> Vec<ConflictingFile<'c>> {
    let file = |(number, texts): (usize, &'c ConflictingTexts)| ConflictingFile {
        file: &texts.file,
        places: places(texts, number, form),
    };
    files.iter().enumerate().map(file).collect()
}

fn places(texts: &ConflictingTexts, file: usize, form: Option<&Form>) -> Vec<ConflictingPlace> {
    let Some(parts) = parts_of(texts) else {
        return vec![ConflictingPlace {
            under: None,
            base: side(texts.base.as_ref()),
            standing: side(texts.standing.as_ref()),
            proposed: side(texts.proposed.as_ref()),
            choice: choice_name(form, file, 0),
            own: None,
        }];
    };
    disputed_places(parts, file, form)
}

/// The places of parts of which somebody has to decide, with what was chosen before.
pub(in crate::endpoints) fn disputed_places(
    parts: Vec<MergedPart>,
    file: usize,
    form: Option<&Form>,
) -> Vec<ConflictingPlace> {
    let mut before = String::new();
    let mut places = Vec::new();
    for part in parts {
        match part {
            MergedPart::Certain(text) => before.push_str(&text),
            MergedPart::Disputed(dispute) => {
                let place = places.len();
                let own = form.map(|form| form.field(&format!("own-{file}-{place}")).to_owned());
                let own = own.filter(|own| !own.is_empty());
                places.push(ConflictingPlace {
                    under: heading_above(&before),
                    choice: choice_name(form, file, place),
                    own: Some(own.unwrap_or_else(|| both(&dispute))),
                    base: ConflictSide::Text(dispute.base),
                    proposed: ConflictSide::Text(dispute.proposed),
                    standing: ConflictSide::Text(dispute.standing.clone()),
                });
                before.push_str(&dispute.standing);
            }
        }
    }
    places
}

/// What somebody who writes a text of their own begins from: both, one behind the other.
fn both(dispute: &Dispute) -> String {
    let between = match dispute.standing.is_empty() || dispute.standing.ends_with('\n') {
        true => "",
        false => "\n",
    };
    format!("{}{between}{}", dispute.standing, dispute.proposed)
}

fn side(bytes: Option<&Arc<[u8]>>) -> ConflictSide {
    let Some(bytes) = bytes else {
        return ConflictSide::Nothing;
    };
    match std::str::from_utf8(bytes) {
        Ok(text) if !text.contains('\0') => ConflictSide::Text(text.to_owned()),
        _ => ConflictSide::Bytes(bytes.len()),
    }
}

/// The words of the last heading of a text.
fn heading_above(text: &str) -> Option<String> {
    let line = text.lines().rev().find(|line| line.starts_with('#'))?;
    let words = line.trim_start_matches('#');
    (words.starts_with(' ')).then(|| words.trim().to_owned())
}

fn choice_name(form: Option<&Form>, file: usize, place: usize) -> String {
    let name = form.map(|form| form.line(&format!("choice-{file}-{place}")));
    name.unwrap_or_default()
}

fn choice(form: &Form, file: usize, place: usize) -> Option<Choice> {
    match &*choice_name(Some(form), file, place) {
        "standing" => Some(Choice::Standing),
        "proposed" => Some(Choice::Proposed),
        "own" => {
            let own = form.field(&format!("own-{file}-{place}"));
            Some(Choice::Own(own.to_owned()))
        }
        _ => None,
    }
}

/// The text that the choices of a form make of the parts of a file; `None` where nothing was chosen at a place.
pub(in crate::endpoints) fn text_chosen(
    parts: &[MergedPart],
    file: usize,
    form: &Form,
) -> Option<String> {
    let disputed = parts.iter().filter(|part| part.is_disputed());
    let choices: Vec<_> = (0..disputed.count())
        .map(|place| choice(form, file, place))
        .collect();
    chosen(parts, &choices)
}

/// What choices make of the files of a conflict; `None` where nothing was chosen at a place.
pub(super) fn resolved(files: &[ConflictingTexts], form: &Form) -> Option<Vec<FileChange>> {
    if let [texts] = files
        && form.field("file") == texts.file.as_str()
        && parts_of(texts).is_some()
    {
        let bytes = form.field("text").as_bytes();
        return Some(change(texts, Some(bytes.into())).into_iter().collect());
    }
    let mut changes = Vec::new();
    for (number, texts) in files.iter().enumerate() {
        let bytes = match parts_of(texts) {
            Some(parts) => Some(text_chosen(&parts, number, form)?.into_bytes().into()),
            None => match choice(form, number, 0)? {
                Choice::Standing => texts.standing.clone(),
                Choice::Proposed => texts.proposed.clone(),
                Choice::Own(_) => return None,
            },
        };
        changes.extend(change(texts, bytes));
    }
    Some(changes)
}

/// The change that gives a file these bytes, if that is one.
fn change(texts: &ConflictingTexts, bytes: Option<Arc<[u8]>>) -> Option<FileChange> {
    if bytes == texts.standing {
        return None;
    }
    let (file, base) = (texts.file.clone(), texts.standing_hash.clone());
    match bytes {
        Some(bytes) => Some(FileChange::Write { file, base, bytes }),
        None => base.map(|base| FileChange::Remove { file, base }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(
        base: Option<&str>,
        standing: Option<&str>,
        proposed: Option<&str>,
    ) -> ConflictingTexts {
        let bytes = |text: Option<&str>| text.map(|text| Arc::from(text.as_bytes()));
        ConflictingTexts {
            file: "entries/comb.md".into(),
            base: bytes(base),
            standing: bytes(standing),
            standing_hash: standing.map(Into::into),
            proposed: bytes(proposed),
        }
    }

    fn written(change: &FileChange) -> &str {
        match change {
            FileChange::Write { bytes, .. } => std::str::from_utf8(bytes).unwrap(),
            _ => "removed",
        }
    }

    #[test]
    fn each_place_is_chosen_or_nothing_is_done() {
        let files = [texts(
            Some("# A\na\n\n## B\nb\n"),
            Some("# A\na1\n\n## B\nb1\n"),
            Some("# A\na2\n\n## B\nb2\n"),
        )];
        let places = asked_about(&files, None).remove(0).places;
        assert_eq!(places.len(), 2);
        assert_eq!(places[1].under.as_deref(), Some("B"));
        assert_eq!(places[1].own.as_deref(), Some("b1\nb2\n"));
        let form = Form::of_query("choice-0-0=proposed");
        assert_eq!(resolved(&files, &form), None);
        let form = Form::of_query("choice-0-0=proposed&choice-0-1=own&own-0-1=both");
        let changes = resolved(&files, &form).unwrap();
        assert_eq!(written(&changes[0]), "# A\na2\n\n## B\nboth\n");
        let whole = Form::of_query("file=entries/comb.md&text=whole");
        assert_eq!(written(&resolved(&files, &whole).unwrap()[0]), "whole");
        let other = Form::of_query("file=entries/hive.md&text=whole");
        assert_eq!(resolved(&files, &other), None);
    }

    #[test]
    fn a_file_that_one_side_removed_is_kept_or_removed() {
        let removed = [texts(Some("a\n"), Some("b\n"), None)];
        let gone = Form::of_query("choice-0-0=proposed");
        assert_eq!(written(&resolved(&removed, &gone).unwrap()[0]), "removed");
        let kept = Form::of_query("choice-0-0=standing");
        assert_eq!(resolved(&removed, &kept), Some(Vec::new()));
        let back = [texts(Some("a\n"), None, Some("b\n"))];
        assert_eq!(written(&resolved(&back, &gone).unwrap()[0]), "b\n");
        let own = Form::of_query("choice-0-0=own&own-0-0=x");
        assert_eq!(resolved(&back, &own), None);
    }
}
