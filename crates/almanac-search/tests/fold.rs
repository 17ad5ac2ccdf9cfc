//! The cases that the server and the browser share.

use almanac_search::fold;
use proptest::prelude::*;

#[test]
fn words_are_folded_alike_however_they_are_typed() {
    let cases: Vec<(String, String)> = serde_json::from_str(include_str!("folds.json")).unwrap();
    for (word, folded) in cases {
        assert_eq!(fold(&word), folded, "{word}");
    }
}

proptest! {
    #[test]
    fn folding_twice_changes_nothing(word in "\\PC{0,12}") {
        let once = fold(&word).into_owned();
        prop_assert_eq!(fold(&once), once.clone());
    }
}
