//! Proposals: what is known of them beside their commits.

use std::fmt;
use std::str::FromStr;

use sqlx::{FromRow, Row};

use crate::{Store, StoreError};

/// How long the commit of a proposal is kept after its end, in seconds: 90 days.
const KEPT: i64 = 90 * 24 * 60 * 60;

/// How a proposal stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProposalState {
    /// It waits for an editor.
    Open,
    /// It is in the almanac.
    Accepted,
    /// An editor said no.
    Declined,
    /// Who made it took it back.
    Withdrawn,
}

impl ProposalState {
    const ALL: [ProposalState; 4] = [
        ProposalState::Open,
        ProposalState::Accepted,
        ProposalState::Declined,
        ProposalState::Withdrawn,
    ];

    /// Its name in lower case.
    pub fn name(self) -> &'static str {
        match self {
            ProposalState::Open => "open",
            ProposalState::Accepted => "accepted",
            ProposalState::Declined => "declined",
            ProposalState::Withdrawn => "withdrawn",
        }
    }
}

impl fmt::Display for ProposalState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for ProposalState {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let found = Self::ALL.into_iter().find(|state| state.name() == text);
        found.ok_or(())
    }
}

/// A change set that waits for an editor, or has waited.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Its number, which its reference has too.
    pub number: u32,
    /// The number of the contributor who made it.
    pub contributor: i64,
    /// Their name.
    pub who: String,
    /// The permanent id of the page that it changes.
    pub page: String,
    /// What that was called.
    pub title: String,
    /// What they say of it.
    pub summary: String,
    /// Its commit.
    pub revision: String,
    /// How it stands.
    pub state: ProposalState,
    /// When it was made.
    pub created: i64,
    /// When it was decided.
    pub decided: Option<i64>,
    /// By whom.
    pub decided_by: Option<String>,
    /// Why.
    pub reason: Option<String>,
}

/// What somebody said of a proposal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Who.
    pub who: String,
    /// What.
    pub words: String,
    /// When.
    pub created: i64,
}

/// What became of a proposal.
#[derive(Debug, Clone, Copy)]
pub struct Decision<'d> {
    /// How it stands now.
    pub state: ProposalState,
    /// Who decided.
    pub by: &'d str,
    /// Why; empty where nothing was said.
    pub reason: &'d str,
    /// When.
    pub now: i64,
}

/// The columns of a proposal, with the name of who made it.
macro_rules! proposals {
    ($rest:literal) => {
        concat!(
            "SELECT number, contributor, name, page, title, summary, revision, state, proposals.created_at, \
             decided_at, decided_by, reason FROM proposals JOIN contributors ON contributors.id = contributor ",
            $rest
        )
    };
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for Proposal {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        let number: i64 = row.try_get("number")?;
        let state: String = row.try_get("state")?;
        Ok(Self {
            number: u32::try_from(number).unwrap_or_default(),
            contributor: row.try_get("contributor")?,
            who: row.try_get("name")?,
            page: row.try_get("page")?,
            title: row.try_get("title")?,
            summary: row.try_get("summary")?,
            revision: row.try_get("revision")?,
            state: state.parse().unwrap_or(ProposalState::Declined),
            created: row.try_get("created_at")?,
            decided: row.try_get("decided_at")?,
            decided_by: row.try_get("decided_by")?,
            reason: row.try_get("reason")?,
        })
    }
}

impl<'r> FromRow<'r, sqlx::sqlite::SqliteRow> for Comment {
    fn from_row(row: &'r sqlx::sqlite::SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            who: row.try_get("who")?,
            words: row.try_get("words")?,
            created: row.try_get("created_at")?,
        })
    }
}

impl Store {
    /// Writes down a proposal that was made, unless it is there: it is sent twice where an answer is lost.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn add_proposal(&self, proposal: &Proposal) -> Result<(), StoreError> {
        let insert = "INSERT INTO proposals (number, contributor, page, title, summary, revision, state, created_at) \
                      VALUES ($1, $2, $3, $4, $5, $6, 'open', $7) ON CONFLICT (number) DO NOTHING";
        sqlx::query(insert)
            .bind(i64::from(proposal.number))
            .bind(proposal.contributor)
            .bind(&proposal.page)
            .bind(&proposal.title)
            .bind(&proposal.summary)
            .bind(&proposal.revision)
            .bind(proposal.created)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// A proposal by its number; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn proposal(&self, number: u32) -> Result<Option<Proposal>, StoreError> {
        let found = sqlx::query_as(proposals!("WHERE number = $1"));
        let found = found.bind(i64::from(number)).fetch_optional(&self.pool);
        Ok(found.await?)
    }

    /// The proposals that wait, the oldest first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn open_proposals(&self) -> Result<Vec<Proposal>, StoreError> {
        let found = sqlx::query_as(proposals!("WHERE state = 'open' ORDER BY number"));
        Ok(found.fetch_all(&self.pool).await?)
    }

    /// The proposals that were decided last, the newest decision first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn decided_proposals(&self, most: u32) -> Result<Vec<Proposal>, StoreError> {
        let query =
            proposals!("WHERE state <> 'open' ORDER BY decided_at DESC, number DESC LIMIT $1");
        Ok(sqlx::query_as(query)
            .bind(most)
            .fetch_all(&self.pool)
            .await?)
    }

    /// How many proposals wait for a page, by its permanent id.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn waiting_for(&self, page: &str) -> Result<usize, StoreError> {
        let query = "SELECT COUNT(*) FROM proposals WHERE page = $1 AND state = 'open'";
        let (count,): (i64,) = sqlx::query_as(query)
            .bind(page)
            .fetch_one(&self.pool)
            .await?;
        Ok(usize::try_from(count).unwrap_or_default())
    }

    /// Decides about a proposal that waits. Returns whether it did wait.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn decide(&self, number: u32, decision: &Decision<'_>) -> Result<bool, StoreError> {
        let update = "UPDATE proposals SET state = $1, decided_at = $2, decided_by = $3, reason = $4 \
                      WHERE number = $5 AND state = 'open'";
        let decided = sqlx::query(update)
            .bind(decision.state.name())
            .bind(decision.now)
            .bind(decision.by)
            .bind(decision.reason)
            .bind(i64::from(number))
            .execute(&self.pool)
            .await?;
        Ok(decided.rows_affected() > 0)
    }

    /// The proposals that ended a while ago and whose commits are still kept: 90 days.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn ended_proposals(&self, now: i64) -> Result<Vec<u32>, StoreError> {
        let query = "SELECT number FROM proposals WHERE state <> 'open' AND decided_at <= $1 AND pruned_at IS NULL";
        let found: Vec<(i64,)> = sqlx::query_as(query)
            .bind(now - KEPT)
            .fetch_all(&self.pool)
            .await?;
        let numbers = found.into_iter();
        Ok(numbers
            .filter_map(|(number,)| u32::try_from(number).ok())
            .collect())
    }

    /// Notes that the commit of a proposal is kept no longer. What was said of it goes with it.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn note_pruned(&self, number: u32, now: i64) -> Result<(), StoreError> {
        let mut change = self.pool.begin().await?;
        let update = "UPDATE proposals SET pruned_at = $1 WHERE number = $2";
        let update = sqlx::query(update).bind(now).bind(i64::from(number));
        update.execute(&mut *change).await?;
        let delete = sqlx::query("DELETE FROM comments WHERE proposal = $1");
        let delete = delete.bind(i64::from(number));
        delete.execute(&mut *change).await?;
        Ok(change.commit().await?)
    }

    /// What became of a contributor's proposals since they were last told, the oldest first. From now on they are told.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn tell(&self, contributor: i64, now: i64) -> Result<Vec<Proposal>, StoreError> {
        let query = proposals!(
            "WHERE contributor = $1 AND state IN ('accepted', 'declined') AND told_at IS NULL ORDER BY decided_at"
        );
        let found: Vec<Proposal> = sqlx::query_as(query)
            .bind(contributor)
            .fetch_all(&self.pool)
            .await?;
        if !found.is_empty() {
            let update = "UPDATE proposals SET told_at = $1 \
                          WHERE contributor = $2 AND state IN ('accepted', 'declined') AND told_at IS NULL";
            let update = sqlx::query(update).bind(now).bind(contributor);
            update.execute(&self.pool).await?;
        }
        Ok(found)
    }

    /// Adds what somebody said of a proposal.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn add_comment(&self, number: u32, comment: &Comment) -> Result<(), StoreError> {
        let insert =
            "INSERT INTO comments (proposal, who, words, created_at) VALUES ($1, $2, $3, $4)";
        sqlx::query(insert)
            .bind(i64::from(number))
            .bind(&comment.who)
            .bind(&comment.words)
            .bind(comment.created)
            .execute(&self.pool)
            .await?;
        Ok(())
    }

    /// What was said of a proposal, the oldest first.
    ///
    /// # Errors
    /// Fails where the store can't be used.
    pub async fn comments(&self, number: u32) -> Result<Vec<Comment>, StoreError> {
        let query = "SELECT who, words, created_at FROM comments WHERE proposal = $1 ORDER BY id";
        let found = sqlx::query_as(query).bind(i64::from(number));
        Ok(found.fetch_all(&self.pool).await?)
    }
}
