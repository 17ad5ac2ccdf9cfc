//! What readers say is wrong: kept for editors, bounded, and forgotten in the end.

use sqlx::{FromRow, Row};

use crate::{Store, StoreError};

/// How long a report is kept, in seconds: 90 days.
const KEPT: i64 = 90 * 24 * 60 * 60;

/// A day in seconds.
const DAY: i64 = 24 * 60 * 60;

/// How many reports a page, and the whole, may get in a day.
const MOST_OF_PAGE: i64 = 20;
const MOST_OF_ALL: i64 = 500;

/// What a reader says is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Report {
    /// Its number.
    pub id: i64,
    /// The page, by its address below the site's root.
    pub page: String,
    /// The words that it is about; empty for the whole page.
    pub passage: String,
    /// What is wrong with them.
    pub words: String,
    /// Where whoever said so can be reached; empty where they did not say.
    pub address: String,
    /// How often the same was said.
    pub times: i64,
    /// When it was said first.
    pub created: i64,
    /// Who answered it, and by which revision, if somebody has.
    pub answered: Option<(String, Option<String>)>,
}

/// What became of a report that was sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reported {
    /// It is in the list.
    Kept,
    /// Somebody had said the same.
    Joined,
    /// There were too many today.
    Full,
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for Report {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        let by: Option<String> = row.try_get("answered_by")?;
        let revision: Option<String> = row.try_get("revision")?;
        Ok(Self {
            id: row.try_get("id")?,
            page: row.try_get("page")?,
            passage: row.try_get("passage")?,
            words: row.try_get("words")?,
            address: row.try_get("address")?,
            times: row.try_get("times")?,
            created: row.try_get("created_at")?,
            answered: by.map(|by| (by, revision)),
        })
    }
}

impl Report {
    /// Tells reports apart: by page and words, however they are spaced and capitalised.
    fn hash(&self) -> String {
        let folded = |text: &str| {
            let words: Vec<&str> = text.split_whitespace().collect();
            words.join(" ").to_lowercase()
        };
        let mut hasher = blake3::Hasher::new();
        for part in [&self.page, &folded(&self.passage), &folded(&self.words)] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        hasher.finalize().to_hex().to_string()
    }
}

impl Store {
    /// Keeps what a reader says, unless there is too much of it today. What is older than 90 days is forgotten meanwhile.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn add_report(&self, report: &Report, now: i64) -> Result<Reported, StoreError> {
        let mut change = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let delete = "DELETE FROM reports WHERE created_at <= $1";
        let delete = sqlx::query(delete).bind(now - KEPT);
        delete.execute(&mut *change).await?;
        let hash = report.hash();
        let update = "UPDATE reports SET times = times + 1 WHERE hash = $1 AND answered_at IS NULL";
        let joined = sqlx::query(update)
            .bind(&hash)
            .execute(&mut *change)
            .await?;
        if joined.rows_affected() > 0 {
            change.commit().await?;
            return Ok(Reported::Joined);
        }
        let query = "SELECT COUNT(*), COALESCE(SUM(CASE WHEN page = $1 THEN 1 ELSE 0 END), 0) FROM reports WHERE created_at > $2";
        let (all, of_page): (i64, i64) = sqlx::query_as(query)
            .bind(&report.page)
            .bind(now - DAY)
            .fetch_one(&mut *change)
            .await?;
        if all >= MOST_OF_ALL || of_page >= MOST_OF_PAGE {
            return Ok(Reported::Full);
        }
        // One that was answered and is said again is a new one.
        let delete = sqlx::query("DELETE FROM reports WHERE hash = $1").bind(&hash);
        delete.execute(&mut *change).await?;
        let insert = "INSERT INTO reports (page, passage, words, address, hash, times, created_at) \
                      VALUES ($1, $2, $3, $4, $5, 1, $6)";
        sqlx::query(insert)
            .bind(&report.page)
            .bind(&report.passage)
            .bind(&report.words)
            .bind(&report.address)
            .bind(&hash)
            .bind(now)
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(Reported::Kept)
    }

    /// Forgets the reports that are too old.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn forget_old_reports(&self, now: i64) -> Result<(), StoreError> {
        let delete = sqlx::query("DELETE FROM reports WHERE created_at <= $1");
        delete.bind(now - KEPT).execute(&self.pool).await?;
        Ok(())
    }

    /// The reports that wait, the oldest first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn open_reports(&self, most: u32) -> Result<Vec<Report>, StoreError> {
        let query = "SELECT id, page, passage, words, address, times, created_at, answered_by, revision \
                     FROM reports WHERE answered_at IS NULL ORDER BY id LIMIT $1";
        Ok(sqlx::query_as(query)
            .bind(most)
            .fetch_all(&self.pool)
            .await?)
    }

    /// A report by its number; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn report(&self, id: i64) -> Result<Option<Report>, StoreError> {
        let query = "SELECT id, page, passage, words, address, times, created_at, answered_by, revision \
                     FROM reports WHERE id = $1";
        Ok(sqlx::query_as(query)
            .bind(id)
            .fetch_optional(&self.pool)
            .await?)
    }

    /// Writes down who answered a report, and by which revision, if by one. Returns whether it waited.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn answer_report(
        &self,
        id: i64,
        by: &str,
        revision: Option<&str>,
        now: i64,
    ) -> Result<bool, StoreError> {
        let update = "UPDATE reports SET answered_at = $1, answered_by = $2, revision = $3 \
                      WHERE id = $4 AND answered_at IS NULL";
        let answered = sqlx::query(update)
            .bind(now)
            .bind(by)
            .bind(revision)
            .bind(id)
            .execute(&self.pool)
            .await?;
        Ok(answered.rows_affected() > 0)
    }
}
