//! Those who may change an almanac: persons and programs.

use almanac_model::{Author, AuthorError, nfc, slugify};
use sqlx::FromRow;

use crate::{Role, Store, StoreError};

/// How many signs a name has at most.
const MOST_SIGNS: usize = 80;

/// A person or a program that may change an almanac.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contributor {
    /// Its number in the store.
    pub id: i64,
    /// Its name, as histories show it.
    pub name: String,
    /// Its name in addresses.
    pub slug: String,
    /// What it may do.
    pub role: Role,
    /// Since when it is blocked, and why; `None` if it isn't.
    pub blocked: Option<(i64, String)>,
}

impl Contributor {
    /// Them as the author of a change.
    ///
    /// # Errors
    /// Fails where git can't hold the name, which [`ContributorName`] sees to.
    pub fn author(&self) -> Result<Author, AuthorError> {
        Author::new(&self.name, "")
    }
}

/// A name that a contributor may have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ContributorName {
    name: String,
    slug: String,
}

/// Says why a text is no name of a contributor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Git can't hold it.
    #[error(transparent)]
    Author(#[from] AuthorError),
    /// It is too long.
    #[error("a name has at most {MOST_SIGNS} signs")]
    TooLong,
    /// It has signs that nobody sees, or that turn what stands beside them around.
    #[error("a name has only signs that are seen")]
    Unseen,
    /// It has neither a letter nor a digit.
    #[error("a name needs a letter or a digit")]
    NoLetter,
}

impl ContributorName {
    /// Takes a text for a name.
    ///
    /// # Errors
    /// Refuses what git can't hold, what is too long, and what could be taken for another name.
    pub fn new(text: &str) -> Result<Self, NameError> {
        let name = nfc(text.trim()).into_owned();
        Author::new(&name, "")?;
        if name.chars().count() > MOST_SIGNS {
            return Err(NameError::TooLong);
        }
        if name.contains(is_unseen) {
            return Err(NameError::Unseen);
        }
        let slug = slugify(&name);
        match slug.is_empty() {
            true => Err(NameError::NoLetter),
            false => Ok(Self { name, slug }),
        }
    }

    /// The name in addresses.
    pub fn slug(&self) -> &str {
        &self.slug
    }
}

/// Signs without width, and those that turn the direction of what follows.
fn is_unseen(sign: char) -> bool {
    matches!(sign, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}')
}

/// A row of the table, in the order of [`COLUMNS`].
#[derive(Debug)]
pub(crate) struct ContributorRow(Contributor);

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for ContributorRow {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        use sqlx::Row;
        let role: String = row.try_get("role")?;
        let blocked_at: Option<i64> = row.try_get("blocked_at")?;
        let why: Option<String> = row.try_get("blocked_why")?;
        Ok(Self(Contributor {
            id: row.try_get("contributor")?,
            name: row.try_get("name")?,
            slug: row.try_get("slug")?,
            // What a later version may know and this one doesn't may do the least.
            role: role.parse().unwrap_or(Role::Reader),
            blocked: blocked_at.map(|at| (at, why.unwrap_or_default())),
        }))
    }
}

impl From<ContributorRow> for Contributor {
    fn from(row: ContributorRow) -> Self {
        row.0
    }
}

impl Store {
    /// The contributor of a name, which is made if there is none. One that is there keeps its role, unless one is given.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn contributor_named(
        &self,
        name: &ContributorName,
        role: Option<Role>,
        now: i64,
    ) -> Result<Contributor, StoreError> {
        let insert = "INSERT INTO contributors (name, slug, role, created_at) VALUES ($1, $2, $3, $4) \
                      ON CONFLICT (slug) DO NOTHING";
        sqlx::query(insert)
            .bind(&name.name)
            .bind(&name.slug)
            .bind(role.unwrap_or(Role::Writer).name())
            .bind(now)
            .execute(&self.pool)
            .await?;
        if let Some(role) = role {
            let update = "UPDATE contributors SET role = $1 WHERE slug = $2";
            sqlx::query(update)
                .bind(role.name())
                .bind(&name.slug)
                .execute(&self.pool)
                .await?;
        }
        let found = self.contributor(&name.slug).await?;
        found.ok_or_else(|| sqlx::Error::RowNotFound.into())
    }

    /// The contributor of a name in addresses; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn contributor(&self, slug: &str) -> Result<Option<Contributor>, StoreError> {
        let query = "SELECT id AS contributor, name, slug, role, blocked_at, blocked_why \
                     FROM contributors WHERE slug = $1";
        let found: Option<ContributorRow> = sqlx::query_as(query)
            .bind(slug)
            .fetch_optional(&self.pool)
            .await?;
        Ok(found.map(Into::into))
    }

    /// All contributors, by name.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn contributors(&self) -> Result<Vec<Contributor>, StoreError> {
        let query = "SELECT id AS contributor, name, slug, role, blocked_at, blocked_why \
                     FROM contributors ORDER BY slug";
        let found: Vec<ContributorRow> = sqlx::query_as(query).fetch_all(&self.pool).await?;
        Ok(found.into_iter().map(Into::into).collect())
    }

    /// Blocks a contributor: with the next request their keys and sessions are worth nothing, and their proposals no longer wait.
    /// Without a reason, lets them in again.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn block(&self, id: i64, why: Option<&str>, now: i64) -> Result<(), StoreError> {
        let mut change = self.pool.begin().await?;
        let update = "UPDATE contributors SET blocked_at = $1, blocked_why = $2 WHERE id = $3";
        sqlx::query(update)
            .bind(why.map(|_| now))
            .bind(why)
            .bind(id)
            .execute(&mut *change)
            .await?;
        if why.is_some() {
            let delete =
                "DELETE FROM sessions WHERE key IN (SELECT id FROM keys WHERE contributor = $1)";
            sqlx::query(delete).bind(id).execute(&mut *change).await?;
            let update = "UPDATE proposals SET state = 'declined', decided_at = $1, reason = $2 \
                          WHERE contributor = $3 AND state = 'open'";
            sqlx::query(update)
                .bind(now)
                .bind(why)
                .bind(id)
                .execute(&mut *change)
                .await?;
        }
        Ok(change.commit().await?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_that_git_can_hold_and_everybody_sees() {
        for text in ["Ada", " Ada Lovelace ", "李雷", "Éloïse-2", "bot.7"] {
            assert!(ContributorName::new(text).is_ok(), "{text}");
        }
        let long = "x".repeat(81);
        for text in [
            "",
            " ",
            "...",
            "A <b>",
            "A\nB",
            "A\0",
            "A\u{200b}da",
            "\u{202e}adA",
            "---",
            &long,
        ] {
            assert!(ContributorName::new(text).is_err(), "{text:?}");
        }
        let one = ContributorName::new("ADA  Lovelace").unwrap();
        assert_eq!(one.slug(), "ada-lovelace");
    }
}
