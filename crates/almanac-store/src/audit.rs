//! The log of what was done with keys, contributors and pages, which nothing takes away again.

use sqlx::{FromRow, Row};

use crate::{Store, StoreError};

/// Something that was done.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deed {
    /// When.
    pub moment: i64,
    /// By whom: the name of a contributor, or of the program.
    pub who: String,
    /// What, in a word or two.
    pub did: String,
    /// To what.
    pub about: String,
    /// Why, or with what.
    pub note: String,
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for Deed {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            moment: row.try_get("moment")?,
            who: row.try_get("who")?,
            did: row.try_get("did")?,
            about: row.try_get("about")?,
            note: row.try_get("note")?,
        })
    }
}

impl Store {
    /// Writes down what was done.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn note(&self, deed: &Deed) -> Result<(), StoreError> {
        let insert =
            "INSERT INTO audit (moment, who, did, about, note) VALUES ($1, $2, $3, $4, $5)";
        sqlx::query(insert)
            .bind(deed.moment)
            .bind(&deed.who)
            .bind(&deed.did)
            .bind(&deed.about)
            .bind(&deed.note)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// What was done last, the newest first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn newest_deeds(&self, most: u32) -> Result<Vec<Deed>, StoreError> {
        let query = "SELECT moment, who, did, about, note FROM audit ORDER BY id DESC LIMIT $1";
        let found = sqlx::query_as(query).bind(most).fetch_all(&self.pool);
        Ok(found.await?)
    }
}
