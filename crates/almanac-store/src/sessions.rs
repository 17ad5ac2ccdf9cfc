//! Sessions: a browser that signed in with a key.

use sqlx::{FromRow, Row};

use crate::contributors::ContributorRow;
use crate::keys::scope_of;
use crate::{Credential, Secret, Store, StoreError};

/// How long a session lasts after it was last used, in seconds: half a day, so that a working day is one.
pub const SESSION_SECONDS: i64 = 12 * 60 * 60;

/// How long it lasts at most, however much it is used: 30 days.
const MOST_SECONDS: i64 = 30 * 24 * 60 * 60;

/// After how many seconds a use is noted, and the cookie renewed.
const RENEWED_AFTER: i64 = 15 * 60;

/// A session that is under way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// Whose it is.
    pub credential: Credential,
    /// Whether its cookie is to be sent again, as its time was just lengthened.
    pub is_renewed: bool,
}

struct SessionRow {
    credential: Credential,
    seen: i64,
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for SessionRow {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            seen: row.try_get("seen_at")?,
            credential: Credential {
                contributor: ContributorRow::from_row(row)?.into(),
                key: row.try_get("key")?,
                scope: scope_of(row)?,
            },
        })
    }
}

impl Store {
    /// Begins a session for somebody who showed a key. Sessions that are over are forgotten meanwhile.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn begin_session(
        &self,
        credential: &Credential,
        random: [u8; 20],
        now: i64,
    ) -> Result<Secret, StoreError> {
        let session = Secret::of_random(random);
        let mut change = self.pool.begin().await?;
        let delete = "DELETE FROM sessions WHERE seen_at <= $1 OR created_at <= $2";
        sqlx::query(delete)
            .bind(now - SESSION_SECONDS)
            .bind(now - MOST_SECONDS)
            .execute(&mut *change)
            .await?;
        let insert =
            "INSERT INTO sessions (hash, key, created_at, seen_at) VALUES ($1, $2, $3, $3)";
        sqlx::query(insert)
            .bind(session.hash())
            .bind(credential.key)
            .bind(now)
            .execute(&mut *change)
            .await?;
        change.commit().await?;
        Ok(session)
    }

    /// A session by its name; `Ok(None)` where there is none, or it is over.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn session(&self, name: &Secret, now: i64) -> Result<Option<Session>, StoreError> {
        let hash = name.hash();
        let query = "SELECT sessions.seen_at, keys.id AS key, keys.scope, \
                     contributors.id AS contributor, name, slug, role, blocked_at, blocked_why \
                     FROM sessions JOIN keys ON keys.id = sessions.key \
                     JOIN contributors ON contributors.id = keys.contributor \
                     WHERE sessions.hash = $1 AND keys.revoked_at IS NULL \
                     AND sessions.seen_at > $2 AND sessions.created_at > $3";
        let found: Option<SessionRow> = sqlx::query_as(query)
            .bind(&hash)
            .bind(now - SESSION_SECONDS)
            .bind(now - MOST_SECONDS)
            .fetch_optional(&self.pool)
            .await?;
        let Some(row) = found else { return Ok(None) };
        let is_renewed = now - row.seen >= RENEWED_AFTER;
        if is_renewed {
            let update = "UPDATE sessions SET seen_at = $1 WHERE hash = $2";
            let update = sqlx::query(update).bind(now).bind(&hash);
            update.execute(&self.pool).await?;
        }
        Ok(Some(Session {
            credential: row.credential,
            is_renewed,
        }))
    }

    /// Ends a session.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn end_session(&self, name: &Secret) -> Result<(), StoreError> {
        let delete = "DELETE FROM sessions WHERE hash = $1";
        sqlx::query(delete)
            .bind(name.hash())
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// Ends all sessions of a contributor. Returns how many there were.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn end_sessions(&self, contributor: i64) -> Result<u64, StoreError> {
        let delete =
            "DELETE FROM sessions WHERE key IN (SELECT id FROM keys WHERE contributor = $1)";
        let ended = sqlx::query(delete).bind(contributor);
        Ok(ended.execute(&self.pool).await?.rows_affected())
    }
}
