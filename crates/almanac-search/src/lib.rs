//! Search: how words are compared.
//!
//! One function folds words. It serves what is written on pages and what is typed to find it, here and in the browser
//! (`assets/scripts/folding.js` of `almanac-render`), so that the two sides can't disagree. The same cases are run on
//! both: `tests/folds.json`.

mod characters;
mod fold;

pub use fold::fold;
