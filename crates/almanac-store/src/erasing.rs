//! Words are taken out of all that is kept, for good.

use crate::{Store, StoreError};

/// What stands where words were.
const ERASED: &str = "(erased)";

/// Where somebody's words are kept: how those of each row are asked for, and how they are replaced.
const PLACES: [(&str, &str); 10] = [
    (
        "SELECT number, title FROM proposals",
        "UPDATE proposals SET title = $1 WHERE number = $2",
    ),
    (
        "SELECT number, summary FROM proposals",
        "UPDATE proposals SET summary = $1 WHERE number = $2",
    ),
    (
        "SELECT number, reason FROM proposals WHERE reason IS NOT NULL",
        "UPDATE proposals SET reason = $1 WHERE number = $2",
    ),
    (
        "SELECT id, words FROM comments",
        "UPDATE comments SET words = $1 WHERE id = $2",
    ),
    (
        "SELECT id, why FROM protections",
        "UPDATE protections SET why = $1 WHERE id = $2",
    ),
    (
        "SELECT id, place FROM protections",
        "UPDATE protections SET place = $1 WHERE id = $2",
    ),
    (
        "SELECT id, blocked_why FROM contributors WHERE blocked_why IS NOT NULL",
        "UPDATE contributors SET blocked_why = $1 WHERE id = $2",
    ),
    (
        "SELECT id, about FROM audit",
        "UPDATE audit SET about = $1 WHERE id = $2",
    ),
    (
        "SELECT id, note FROM audit",
        "UPDATE audit SET note = $1 WHERE id = $2",
    ),
    // A report is nothing but words, so it goes with them. The first number is bound and means nothing.
    (
        "SELECT id, page || ' ' || passage || ' ' || words || ' ' || address FROM reports",
        "DELETE FROM reports WHERE $1 <> '' AND id = $2",
    ),
];

impl Store {
    /// Takes words out of all that somebody said, however they are spaced and capitalised. Returns how many places had them. The file
    /// holds nothing of them afterwards, as long as no other program has it open.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn erase(&self, words: &str) -> Result<usize, StoreError> {
        let erased = folded(words);
        if erased.is_empty() {
            return Ok(0);
        }
        let mut count = 0;
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        for (select, update) in PLACES {
            let rows: Vec<(i64, String)> = sqlx::query_as(select).fetch_all(&mut *change).await?;
            let rows = rows.into_iter();
            for (id, _) in rows.filter(|(_, text)| folded(text).contains(&erased)) {
                let update = sqlx::query(update).bind(ERASED).bind(id);
                update.execute(&mut *change).await?;
                count += 1;
            }
        }
        change.commit().await?;
        self.forget_deleted().await?;
        Ok(count)
    }
}

/// A text as it is compared.
fn folded(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}
