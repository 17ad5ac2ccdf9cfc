//! How much a word says about a document.
//!
//! This is BM25F (Robertson, Zaragoza and Taylor, “Simple BM25 extension to multiple weighted fields”, CIKM 2004): the
//! occurrences in each field are counted with the field's weight and set in relation to its length, then added, and
//! their sum levels off. Average lengths are constants here and not those of the almanac: so what a document's words
//! weigh depends on that document alone, and an edit changes nothing else.

use crate::document::Field;

/// How fast further occurrences stop to count (`k1` of BM25, on the scale of the weights below).
const SATURATION: f32 = 3.0;

/// The number of fields.
pub const FIELDS: usize = 8;

/// What a field counts: its weight, its usual length in words, and how much its length counts, from 0 to 1.
const fn share(field: Field) -> (f32, f32, f32) {
    match field {
        Field::Title => (22.0, 3.0, 0.3),
        Field::Alias => (14.0, 4.0, 0.2),
        Field::Heading => (4.0, 40.0, 0.15),
        Field::Summary => (5.0, 25.0, 0.1),
        Field::Fact => (2.0, 40.0, 0.15),
        Field::Text => (1.0, 700.0, 0.25),
        Field::Question => (0.5, 60.0, 0.15),
        Field::Source => (0.25, 150.0, 0.15),
    }
}

/// How often something stands in each field, or how long each is in words.
pub type FieldCounts = [u32; FIELDS];

/// The impact of a term on a document: from 1 to 255, where 255 is a limit that is never reached.
pub fn impact(occurrences: &FieldCounts, lengths: &FieldCounts) -> u8 {
    let mut sum = 0.0;
    for (index, field) in FIELD_ORDER.iter().enumerate() {
        if occurrences[index] == 0 {
            continue;
        }
        let (weight, usual, counts) = share(*field);
        let length = lengths[index] as f32 / usual;
        sum += weight * occurrences[index] as f32 / (1.0 - counts + counts * length);
    }
    ((sum / (SATURATION + sum) * 256.0) as u8).max(1)
}

/// The fields by their places in counts.
pub const FIELD_ORDER: [Field; FIELDS] = [
    Field::Title,
    Field::Alias,
    Field::Heading,
    Field::Summary,
    Field::Fact,
    Field::Text,
    Field::Question,
    Field::Source,
];

/// The place of a field in counts.
pub fn place_of(field: Field) -> usize {
    field as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(field: Field, occurrences: u32, length: u32) -> u8 {
        let mut counts = FieldCounts::default();
        let mut lengths = FieldCounts::default();
        counts[place_of(field)] = occurrences;
        lengths[place_of(field)] = length;
        impact(&counts, &lengths)
    }

    #[test]
    fn a_title_says_more_than_a_text_full_of_the_word() {
        assert!(of(Field::Title, 1, 3) > of(Field::Text, 10, 700));
        assert!(of(Field::Text, 3, 700) > of(Field::Text, 1, 700));
        assert!(of(Field::Text, 1, 100) > of(Field::Text, 1, 10_000));
    }

    #[test]
    fn fields_stand_in_their_order() {
        for (place, field) in FIELD_ORDER.into_iter().enumerate() {
            assert_eq!(place_of(field), place);
        }
    }
}
