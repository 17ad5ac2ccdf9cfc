//! The file of a store: opened, and brought to the newest version.
//!
//! Versions only go forward. Each has a file of statements, which is never changed once it was released.

use std::fs::{self, OpenOptions};
use std::io::ErrorKind;
use std::path::Path;
use std::time::{Duration, Instant};

use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, SqlitePool};

use crate::{Secret, Store, StoreError};

/// The statements of each version, the oldest first.
const VERSIONS: &[&str] = &[
    include_str!("../migrations/0001-contributors.sql"),
    include_str!("../migrations/0002-proposals.sql"),
    include_str!("../migrations/0003-reports.sql"),
    include_str!("../migrations/0004-protections.sql"),
];

/// How many may use it at a time. One writes, the others read.
const CONNECTIONS: u32 = 4;

/// How long one waits for another program that writes.
const PATIENCE: Duration = Duration::from_secs(10);

/// How long one waits before one tries again to open a file that another program is making.
const BETWEEN_TRIES: Duration = Duration::from_millis(5);

impl Store {
    /// Opens the store in a file, which is made if there is none. The randomness names a new one.
    ///
    /// # Errors
    /// Fails where the file may be read by others, a newer program has written it, or it can't be used.
    pub async fn open(file: &Path, random: [u8; 20]) -> Result<Self, StoreError> {
        make_private(file)?;
        let options = SqliteConnectOptions::new()
            .filename(file)
            .journal_mode(SqliteJournalMode::Wal)
            // A key that was revoked stays so, also after a power cut.
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(PATIENCE)
            .disable_statement_logging();
        let pool = connected(options).await?;
        bring_forward(&pool).await?;
        let name = name_of(&pool, &Secret::of_random(random)).await?;
        Ok(Self { pool, name })
    }

    /// Writes the file anew without what was deleted or replaced, of which it would hold the bytes until they are needed.
    pub(crate) async fn forget_deleted(&self) -> Result<(), StoreError> {
        sqlx::query("VACUUM").execute(&self.pool).await?;
        let checkpoint = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)");
        checkpoint.execute(&self.pool).await?;
        Ok(())
    }

    /// Ends all use of the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// Opens a file. While one program has a new file written ahead, SQLite refuses others at once, whatever they would wait
/// (<https://www.sqlite.org/rescode.html#busy>): so they try again.
async fn connected(options: SqliteConnectOptions) -> Result<SqlitePool, StoreError> {
    let began = Instant::now();
    loop {
        let pool = SqlitePoolOptions::new()
            .max_connections(CONNECTIONS)
            .acquire_timeout(PATIENCE)
            .connect_with(options.clone());
        match pool.await {
            Err(error) if is_busy(&error) && began.elapsed() < PATIENCE => {
                tokio::time::sleep(BETWEEN_TRIES).await;
            }
            opened => return Ok(opened?),
        }
    }
}

fn is_busy(error: &sqlx::Error) -> bool {
    /// `SQLITE_BUSY`, the lowest byte of all codes of its kind.
    const BUSY: i32 = 5;
    let code = error.as_database_error().and_then(|error| error.code());
    let code = code.and_then(|code| code.parse::<i32>().ok());
    code.is_some_and(|code| code & 0xff == BUSY)
}

/// Makes the file, if there is none, so that only its owner reads it. One that others may read may have come with a repository,
/// and hold keys of whoever committed it.
fn make_private(file: &Path) -> Result<(), StoreError> {
    let failed = |error| StoreError::File {
        file: file.to_owned(),
        error,
    };
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(file) {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            let metadata = fs::symlink_metadata(file).map_err(failed)?;
            match metadata.is_file() && is_private(&metadata) {
                true => Ok(()),
                false => Err(StoreError::NotPrivate(file.to_owned())),
            }
        }
        Err(error) => Err(failed(error)),
    }
}

#[cfg(unix)]
fn is_private(metadata: &fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    metadata.mode() & 0o077 == 0
}

#[cfg(not(unix))]
fn is_private(_: &fs::Metadata) -> bool {
    true
}

/// Brings a database to the newest version, in one transaction: another program may do so at the same time.
async fn bring_forward(pool: &SqlitePool) -> Result<(), StoreError> {
    let mut change = pool.begin_with("BEGIN IMMEDIATE").await?;
    let table = "CREATE TABLE IF NOT EXISTS store_version (version BIGINT NOT NULL)";
    sqlx::query(table).execute(&mut *change).await?;
    let query = "SELECT COALESCE(MAX(version), 0) FROM store_version";
    let (version,): (i64,) = sqlx::query_as(query).fetch_one(&mut *change).await?;
    let newest = VERSIONS.len() as i64;
    if version > newest {
        return Err(StoreError::Newer(version, newest));
    }
    let done = usize::try_from(version).unwrap_or_default();
    for (number, statements) in VERSIONS.iter().enumerate().skip(done) {
        sqlx::raw_sql(*statements).execute(&mut *change).await?;
        let insert = sqlx::query("INSERT INTO store_version (version) VALUES ($1)");
        insert.bind(number as i64 + 1).execute(&mut *change).await?;
    }
    Ok(change.commit().await?)
}

/// The name of a store, which it keeps from its first use on.
async fn name_of(pool: &SqlitePool, made: &Secret) -> Result<String, StoreError> {
    let insert =
        "INSERT INTO settings (name, value) VALUES ('store', $1) ON CONFLICT (name) DO NOTHING";
    let short = &made.hash()[..8];
    sqlx::query(insert).bind(short).execute(pool).await?;
    let query = "SELECT value FROM settings WHERE name = 'store'";
    let (name,): (String,) = sqlx::query_as(query).fetch_one(pool).await?;
    Ok(name)
}
