//! Two texts that were made of a third, merged line by line: what only one of them has changed is taken from it, and where
//! both have changed one place, somebody chooses.
//!
//! Nothing is guessed: changes of lines that touch each other are one place, as git takes them.

use almanac_model::ConflictingTexts;

use crate::line_pairs::line_pairs;

/// A part of a merged text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum MergedPart {
    /// What both have, or one has changed.
    Certain(String),
    /// What both have changed.
    Disputed(Dispute),
}

impl MergedPart {
    /// Whether somebody has to choose.
    pub fn is_disputed(&self) -> bool {
        matches!(self, MergedPart::Disputed(_))
    }
}

/// What stands in one place of each of three texts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Dispute {
    /// What both began from.
    pub base: String,
    /// What stands.
    pub standing: String,
    /// What is proposed.
    pub proposed: String,
}

/// What somebody has chosen at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Choice {
    /// What stands.
    Standing,
    /// What is proposed.
    Proposed,
    /// A text of their own.
    Own(String),
}

/// The parts of a file, where all three sides have it as a text; `None` where one side has none, or it is no text.
pub(crate) fn parts_of(texts: &ConflictingTexts) -> Option<Vec<MergedPart>> {
    let text = |side: &Option<std::sync::Arc<[u8]>>| {
        let bytes = side.as_ref()?;
        let text = std::str::from_utf8(bytes).ok()?;
        (!text.contains('\0')).then(|| text.to_owned())
    };
    let base = text(&texts.base)?;
    Some(merged(
        &base,
        &text(&texts.standing)?,
        &text(&texts.proposed)?,
    ))
}

/// Merges two texts that were made of one, where git says that somebody has to choose.
pub(crate) fn merged(base: &str, standing: &str, proposed: &str) -> Vec<MergedPart> {
    let parts = joined(base, standing, proposed);
    match parts.iter().any(MergedPart::is_disputed) {
        true => parts,
        // Git sees one place where we see two: then somebody looks at the whole.
        false => vec![MergedPart::Disputed(Dispute {
            base: base.to_owned(),
            standing: standing.to_owned(),
            proposed: proposed.to_owned(),
        })],
    }
}

/// The parts of two texts that were made of one.
pub(crate) fn joined(base: &str, standing: &str, proposed: &str) -> Vec<MergedPart> {
    let lines = |text| -> Vec<&str> { str::split_inclusive(text, '\n').collect() };
    let (old, ours, theirs) = (lines(base), lines(standing), lines(proposed));
    let (in_ours, in_theirs) = (matches(&old, &ours), matches(&old, &theirs));
    let mut parts = Vec::new();
    let (mut at, mut our, mut their) = (0, 0, 0);
    while at < old.len() || our < ours.len() || their < theirs.len() {
        if at < old.len() && in_ours[at] == Some(our) && in_theirs[at] == Some(their) {
            push(&mut parts, ours[our]);
            (at, our, their) = (at + 1, our + 1, their + 1);
            continue;
        }
        // Up to the next line that all three have.
        let next =
            (at..old.len()).find(|&line| in_ours[line].is_some() && in_theirs[line].is_some());
        let end = next.unwrap_or(old.len());
        let our_end = next.and_then(|line| in_ours[line]).unwrap_or(ours.len());
        let their_end = next
            .and_then(|line| in_theirs[line])
            .unwrap_or(theirs.len());
        let dispute = Dispute {
            base: old[at..end].concat(),
            standing: ours[our..our_end].concat(),
            proposed: theirs[their..their_end].concat(),
        };
        match dispute {
            Dispute {
                base,
                standing,
                proposed,
            } if base == standing => push(&mut parts, &proposed),
            Dispute {
                base,
                standing,
                proposed,
            } if base == proposed || standing == proposed => push(&mut parts, &standing),
            dispute => parts.push(MergedPart::Disputed(dispute)),
        }
        (at, our, their) = (end, our_end, their_end);
    }
    parts
}

fn push(parts: &mut Vec<MergedPart>, text: &str) {
    match parts.last_mut() {
        _ if text.is_empty() => {}
        Some(MergedPart::Certain(last)) => last.push_str(text),
        _ => parts.push(MergedPart::Certain(text.to_owned())),
    }
}

/// Where each line of one text is in another. What takes too long to compare counts as changed by both, which somebody then looks at.
fn matches(old: &[&str], new: &[&str]) -> Vec<Option<usize>> {
    let mut found = vec![None; old.len()];
    for (old, new) in line_pairs(old, new) {
        found[old] = Some(new);
    }
    found
}

/// The text that choices make of parts, one for each place that was disputed; `None` where one lacks.
pub(crate) fn chosen(parts: &[MergedPart], choices: &[Option<Choice>]) -> Option<String> {
    let mut choices = choices.iter();
    let mut text = String::new();
    for (index, part) in parts.iter().enumerate() {
        match part {
            MergedPart::Certain(certain) => text.push_str(certain),
            MergedPart::Disputed(dispute) => match choices.next()?.as_ref()? {
                Choice::Standing => text.push_str(&dispute.standing),
                Choice::Proposed => text.push_str(&dispute.proposed),
                Choice::Own(own) => text.push_str(&written(own, dispute, index + 1 == parts.len())),
            },
        }
    }
    Some(text)
}

/// What somebody wrote into a text box, with ends of lines as the texts have them.
fn written(own: &str, dispute: &Dispute, is_last: bool) -> String {
    let own = own.replace("\r\n", "\n").replace('\r', "\n");
    let has_long = [&dispute.standing, &dispute.proposed, &dispute.base]
        .iter()
        .any(|text| text.contains("\r\n"));
    let mut own = match has_long {
        true => own.replace('\n', "\r\n"),
        false => own,
    };
    let is_open = is_last && !dispute.standing.ends_with('\n');
    if !own.is_empty() && !own.ends_with('\n') && !is_open {
        own.push_str(if has_long { "\r\n" } else { "\n" });
    }
    own
}

#[cfg(test)]
mod tests {
    use super::*;

    fn dispute(base: &str, standing: &str, proposed: &str) -> MergedPart {
        let [base, standing, proposed] = [base, standing, proposed].map(str::to_owned);
        MergedPart::Disputed(Dispute {
            base,
            standing,
            proposed,
        })
    }

    fn certain(text: &str) -> MergedPart {
        MergedPart::Certain(text.to_owned())
    }

    #[test]
    fn what_one_side_changed_is_taken_and_what_both_changed_is_disputed() {
        let base = "a\nb\nc\nd\ne\n";
        let standing = "a\nB\nc\nd\nE\n";
        let proposed = "A\nb\nc\nd\nF\ng\n";
        let parts = merged(base, standing, proposed);
        // Lines that touch are one place.
        let expected = [
            dispute("a\nb\n", "a\nB\n", "A\nb\n"),
            certain("c\nd\n"),
            dispute("e\n", "E\n", "F\ng\n"),
        ];
        assert_eq!(parts, expected);
        let choices = [
            Some(Choice::Proposed),
            Some(Choice::Own("both\r\nof them".to_owned())),
        ];
        assert_eq!(
            chosen(&parts, &choices).unwrap(),
            "A\nb\nc\nd\nboth\nof them\n"
        );
        assert_eq!(chosen(&parts, &choices[..1]), None);
        assert_eq!(chosen(&parts, &[Some(Choice::Standing), None]), None);
    }

    #[test]
    fn equal_changes_are_no_dispute_and_removed_lines_are_one() {
        let parts = merged("a\nb\nc\nd\n", "a\nx\nc\n", "a\nx\nc\nd!\n");
        assert_eq!(parts, [certain("a\nx\nc\n"), dispute("d\n", "", "d!\n")]);
    }

    #[test]
    fn ends_of_lines_and_a_last_line_without_one_stay() {
        let parts = merged("a\r\nb\r\nc", "a\r\nB\r\nc", "a\r\nbb\r\nc");
        assert_eq!(parts[0], certain("a\r\n"));
        let own = [Some(Choice::Own("one\ntwo".to_owned()))];
        assert_eq!(chosen(&parts, &own).unwrap(), "a\r\none\r\ntwo\r\nc");
        let parts = merged("a\nb", "a\nc", "a\nd");
        assert_eq!(chosen(&parts, &own).unwrap(), "a\none\ntwo");
    }

    #[test]
    fn a_merge_of_which_nothing_is_disputed_is_looked_at_whole() {
        let parts = merged("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n");
        assert_eq!(parts, [dispute("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n")]);
    }

    #[test]
    fn any_three_texts_end_in_one_of_the_sides() {
        let some = [
            "",
            "a",
            "a\n",
            "a\nb\n",
            "b\na\n",
            "\n\n",
            "a\nb",
            "a\nc\nb\n",
        ];
        for base in some {
            for standing in some {
                for proposed in some {
                    let parts = merged(base, standing, proposed);
                    let all = |choice: Choice| vec![Some(choice); parts.len()];
                    // Whoever always takes one side loses nothing of it but what only the other changed.
                    assert!(chosen(&parts, &all(Choice::Standing)).is_some());
                    assert!(chosen(&parts, &all(Choice::Proposed)).is_some());
                    if base == standing || base == proposed || standing == proposed {
                        assert_eq!(parts, [dispute(base, standing, proposed)]);
                    }
                }
            }
        }
    }
}
