//! Pages that only editors change: by whom, until when and why. What is over stays in the list.

use sqlx::{FromRow, Row};

use crate::{Store, StoreError};

/// A time during which a page is protected, or was.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Protection {
    /// Its number.
    pub id: i64,
    /// The permanent id of the page.
    pub page: String,
    /// Where the page was then, below the site's root: it may have had no id of its own.
    pub place: String,
    /// Who protected it.
    pub who: String,
    /// Why.
    pub why: String,
    /// Since when.
    pub since: i64,
    /// Until when, if it has an end.
    pub until: Option<i64>,
    /// When and by whom it was ended, if somebody did.
    pub ended: Option<(i64, String)>,
}

impl Protection {
    /// Whether it is in force at a moment.
    pub fn is_active(&self, now: i64) -> bool {
        self.ended.is_none() && self.until.is_none_or(|until| until > now)
    }
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for Protection {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        let ended_at: Option<i64> = row.try_get("ended_at")?;
        let ended_by: Option<String> = row.try_get("ended_by")?;
        Ok(Self {
            id: row.try_get("id")?,
            page: row.try_get("page")?,
            place: row.try_get("place")?,
            who: row.try_get("who")?,
            why: row.try_get("why")?,
            since: row.try_get("since")?,
            until: row.try_get("until")?,
            ended: ended_at.map(|at| (at, ended_by.unwrap_or_default())),
        })
    }
}

impl Store {
    /// Protects a page from now on.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn protect(&self, protection: &Protection) -> Result<(), StoreError> {
        let insert = "INSERT INTO protections (page, place, who, why, since, until) \
                      VALUES ($1, $2, $3, $4, $5, $6)";
        sqlx::query(insert)
            .bind(&protection.page)
            .bind(&protection.place)
            .bind(&protection.who)
            .bind(&protection.why)
            .bind(protection.since)
            .bind(protection.until)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// All that is in force.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn active_protections(&self, now: i64) -> Result<Vec<Protection>, StoreError> {
        let query = "SELECT id, page, place, who, why, since, until, ended_at, ended_by FROM protections \
                     WHERE ended_at IS NULL AND (until IS NULL OR until > $1) ORDER BY id";
        Ok(sqlx::query_as(query)
            .bind(now)
            .fetch_all(&self.pool)
            .await?)
    }

    /// All times when a page was protected, the newest first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn protections_of(&self, page: &str) -> Result<Vec<Protection>, StoreError> {
        let query = "SELECT id, page, place, who, why, since, until, ended_at, ended_by FROM protections \
                     WHERE page = $1 ORDER BY id DESC";
        let found = sqlx::query_as(query).bind(page).fetch_all(&self.pool);
        Ok(found.await?)
    }

    /// Ends what protects a page before its time. Returns whether anything did.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn end_protection(&self, id: i64, by: &str, now: i64) -> Result<bool, StoreError> {
        let update = "UPDATE protections SET ended_at = $1, ended_by = $2 WHERE id = $3 AND ended_at IS NULL";
        let ended = sqlx::query(update).bind(now).bind(by).bind(id);
        Ok(ended.execute(&self.pool).await?.rows_affected() > 0)
    }
}
