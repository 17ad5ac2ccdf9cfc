//! Keys: what a contributor proves by that it is them.

use sqlx::{FromRow, Row};

use crate::contributors::ContributorRow;
use crate::{Contributor, Scope, Secret, Store, StoreError};

/// How many seconds apart uses of a key are that are noted: a program may ask many times a second.
const NOTED_AFTER: i64 = 60;

/// A key, as its owner may be shown it: without itself, which nobody has but them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Key {
    /// Its number in the store.
    pub id: i64,
    /// Whose it is.
    pub contributor: Contributor,
    /// What it may be used for.
    pub scope: Scope,
    /// When it was made.
    pub created: i64,
    /// When it was last used, to about a minute.
    pub used: Option<i64>,
    /// When it was revoked, if it was.
    pub revoked: Option<i64>,
}

/// Somebody who has proved who they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Who they are.
    pub contributor: Contributor,
    /// The number of the key that they used, or signed in with.
    pub key: i64,
    /// What that key may be used for.
    pub scope: Scope,
}

/// A row with the columns of a contributor and of a key.
struct KeyRow(Key);

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for KeyRow {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self(Key {
            id: row.try_get("key")?,
            contributor: ContributorRow::from_row(row)?.into(),
            scope: scope_of(row)?,
            created: row.try_get("key_created")?,
            used: row.try_get("used_at")?,
            revoked: row.try_get("revoked_at")?,
        }))
    }
}

/// The scope of a row. What a later version may know and this one doesn't allows the least.
pub(crate) fn scope_of(row: &sqlx::sqlite::SqliteRow) -> Result<Scope, sqlx::Error> {
    let scope: String = row.try_get("scope")?;
    Ok(scope.parse().unwrap_or(Scope::Read))
}

impl Store {
    /// Gives a contributor a key, made of randomness. It is told now and never again.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn add_key(
        &self,
        contributor: &Contributor,
        scope: Scope,
        random: [u8; 20],
        now: i64,
    ) -> Result<Secret, StoreError> {
        let secret = Secret::of_random(random);
        let insert =
            "INSERT INTO keys (contributor, hash, scope, created_at) VALUES ($1, $2, $3, $4)";
        sqlx::query(insert)
            .bind(contributor.id)
            .bind(secret.hash())
            .bind(scope.name())
            .bind(now)
            .execute(&self.pool)
            .await?;
        Ok(secret)
    }

    /// All keys, those that were revoked too: by contributor, the oldest first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn keys(&self) -> Result<Vec<Key>, StoreError> {
        let query = "SELECT keys.id AS key, keys.scope, keys.created_at AS key_created, keys.used_at, keys.revoked_at, \
                     contributors.id AS contributor, name, slug, role, blocked_at, blocked_why \
                     FROM keys JOIN contributors ON contributors.id = keys.contributor \
                     ORDER BY slug, keys.id";
        let found: Vec<KeyRow> = sqlx::query_as(query).fetch_all(&self.pool).await?;
        Ok(found.into_iter().map(|row| row.0).collect())
    }

    /// Revokes a key, and ends the sessions that were begun with it. Returns whether it was good until now.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn revoke_key(&self, key: i64, now: i64) -> Result<bool, StoreError> {
        let mut change = self.pool.begin().await?;
        let update = "UPDATE keys SET revoked_at = $1 WHERE id = $2 AND revoked_at IS NULL";
        let revoked = sqlx::query(update).bind(now).bind(key);
        let revoked = revoked.execute(&mut *change).await?;
        let delete = "DELETE FROM sessions WHERE key = $1";
        sqlx::query(delete).bind(key).execute(&mut *change).await?;
        change.commit().await?;
        Ok(revoked.rows_affected() > 0)
    }

    /// Who has a key; `Ok(None)` where it is none of ours, or was revoked. Whoever is blocked is among them: they are told so.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn by_key(&self, key: &Secret, now: i64) -> Result<Option<Credential>, StoreError> {
        let query = "SELECT keys.id AS key, keys.scope, keys.created_at AS key_created, keys.used_at, keys.revoked_at, \
                     contributors.id AS contributor, name, slug, role, blocked_at, blocked_why \
                     FROM keys JOIN contributors ON contributors.id = keys.contributor \
                     WHERE keys.hash = $1 AND keys.revoked_at IS NULL";
        let found: Option<KeyRow> = sqlx::query_as(query)
            .bind(key.hash())
            .fetch_optional(&self.pool)
            .await?;
        let Some(KeyRow(key)) = found else {
            return Ok(None);
        };
        if key.used.is_none_or(|used| now - used >= NOTED_AFTER) {
            let update = "UPDATE keys SET used_at = $1 WHERE id = $2";
            let update = sqlx::query(update).bind(now).bind(key.id);
            update.execute(&self.pool).await?;
        }
        Ok(Some(Credential {
            contributor: key.contributor,
            key: key.id,
            scope: key.scope,
        }))
    }
}
