//! `almanac key`: the keys by which contributors are known.

use std::io::Write;
use std::process::ExitCode;

use almanac_store::{Contributor, ContributorName, Deed, Key, Role, Scope, Secret, Store};
use anyhow::{Result, anyhow};
use jiff::Timestamp;
use serde_json::json;

use crate::almanac;
use crate::arguments::DirOption;
use crate::arguments::keys::{KeyChoice, KeyCommand, KeyCreate, KeyList};
use crate::failure::say;
use crate::store_file;

/// What the log names where the command line did something.
const COMMAND_LINE: &str = "command line";

/// Does what is asked about keys; exits with 1 where there is none such.
pub fn run(command: &KeyCommand) -> Result<ExitCode> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(async {
        let (store, now) = (open(folder_of(command)).await?, almanac::now());
        let done = match command {
            KeyCommand::Create(asked) => create(&store, asked, now).await,
            KeyCommand::List(asked) => list(&store, asked).await,
            KeyCommand::Revoke(asked) => revoke(&store, asked, now).await,
            KeyCommand::Rotate(asked) => rotate(&store, asked, now).await,
        };
        store.close().await;
        done
    })
}

fn folder_of(command: &KeyCommand) -> &DirOption {
    match command {
        KeyCommand::Create(asked) => &asked.folder,
        KeyCommand::List(asked) => &asked.folder,
        KeyCommand::Revoke(asked) | KeyCommand::Rotate(asked) => &asked.folder,
    }
}

async fn open(folder: &DirOption) -> Result<Store> {
    let almanac = almanac::to_read(folder.dir.as_deref(), None)?;
    store_file::open(&almanac).await
}

async fn create(store: &Store, asked: &KeyCreate, now: i64) -> Result<ExitCode> {
    let name = ContributorName::new(&asked.name)
        .map_err(|why| anyhow!("`{}` can't be the name of a contributor: {why}", asked.name))?;
    let before = store.contributor(name.slug()).await?;
    let contributor = store.contributor_named(&name, asked.role, now).await?;
    if let Some(before) = before.filter(|before| before.role != contributor.role) {
        let (was, is) = (before.role, contributor.role);
        say(&format!("{} was {was} and is {is} now", contributor.name));
    }
    let random = store_file::random()?;
    let key = store
        .add_key(&contributor, asked.scope, random, now)
        .await?;
    log(store, "key created", &contributor, asked.scope.name(), now).await?;
    hand_over(&key, &contributor, asked.scope)
}

/// Tells a key, the only time that it is told: alone on the last line of standard output.
fn hand_over(key: &Secret, contributor: &Contributor, scope: Scope) -> Result<ExitCode> {
    say(&format!(
        "A key of {} ({}, scope {scope}). It is shown this once: keep it as you would a password.",
        contributor.name, contributor.role
    ));
    if let Some(lacking) = lacking(contributor.role, scope) {
        say(lacking);
    }
    let mut out = anstream::stdout();
    writeln!(out, "{}", key.reveal())?;
    out.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What somebody may expect of a key, as its scope or its owner's role is enough for it, and the other is not.
fn lacking(role: Role, scope: Scope) -> Option<&'static str> {
    match (role, scope) {
        (_, Scope::Read) => None,
        (Role::Editor | Role::Admin, Scope::Write) => Some(
            "It writes and does not decide: to accept proposals, answer reports and protect pages, make a key with `--scope review`.",
        ),
        (Role::Reader, _) => {
            Some("Its owner is a reader, who changes nothing, whatever the scope.")
        }
        (Role::Writer, Scope::Review) => Some(
            "Its owner is a writer, who does not decide, whatever the scope: to accept proposals, make them an editor with `--role editor`.",
        ),
        _ => None,
    }
}

async fn list(store: &Store, asked: &KeyList) -> Result<ExitCode> {
    let keys = store.keys().await?;
    let mut out = anstream::stdout();
    if asked.json {
        let keys: Vec<_> = keys.iter().map(in_json).collect();
        writeln!(out, "{}", json!({ "keys": keys }))?;
        return Ok(ExitCode::SUCCESS);
    }
    if keys.is_empty() {
        say("There are no keys. Make one: `almanac key create NAME`");
    }
    for key in keys {
        let Key {
            id, contributor, ..
        } = &key;
        let used = key
            .used
            .map_or_else(|| "never used".to_owned(), |at| format!("used {}", day(at)));
        let state = match (&contributor.blocked, key.revoked) {
            (_, Some(at)) => format!("revoked {}", day(at)),
            (Some((at, _)), None) => format!("blocked {}", day(*at)),
            (None, None) => used,
        };
        writeln!(
            out,
            "{id:>4}  {}  {}  scope {}  made {}  {state}",
            contributor.name,
            contributor.role,
            key.scope,
            day(key.created)
        )?;
    }
    Ok(ExitCode::SUCCESS)
}

fn in_json(key: &Key) -> serde_json::Value {
    json!({
        "id": key.id,
        "name": key.contributor.name,
        "role": key.contributor.role.name(),
        "scope": key.scope.name(),
        "created": moment(key.created),
        "used": key.used.map(moment),
        "revoked": key.revoked.map(moment),
        "blocked": key.contributor.blocked.is_some(),
    })
}

async fn revoke(store: &Store, asked: &KeyChoice, now: i64) -> Result<ExitCode> {
    let chosen = chosen(store, asked).await?;
    for key in &chosen {
        store.revoke_key(key.id, now).await?;
        log(
            store,
            "key revoked",
            &key.contributor,
            &key.id.to_string(),
            now,
        )
        .await?;
        let name = &key.contributor.name;
        say(&format!(
            "Revoked key {} of {name}, and ended its sessions",
            key.id
        ));
    }
    Ok(found(asked, &chosen))
}

async fn rotate(store: &Store, asked: &KeyChoice, now: i64) -> Result<ExitCode> {
    let keys = chosen(store, asked).await?;
    let [key] = &*keys else {
        if keys.len() > 1 {
            say(&format!(
                "error: {} has several keys. Say which one: `--key {}`",
                asked.name, keys[0].id
            ));
        }
        return Ok(match keys.is_empty() {
            true => found(asked, &keys),
            false => ExitCode::FAILURE,
        });
    };
    let random = store_file::random()?;
    let new = store
        .add_key(&key.contributor, key.scope, random, now)
        .await?;
    store.revoke_key(key.id, now).await?;
    log(
        store,
        "key rotated",
        &key.contributor,
        &key.id.to_string(),
        now,
    )
    .await?;
    hand_over(&new, &key.contributor, key.scope)
}

/// The keys that are meant, as far as they are good.
async fn chosen(store: &Store, asked: &KeyChoice) -> Result<Vec<Key>> {
    let name = ContributorName::new(&asked.name).ok();
    let mut keys = store.keys().await?;
    keys.retain(|key| {
        let is_theirs = name
            .as_ref()
            .is_some_and(|name| name.slug() == key.contributor.slug);
        is_theirs && key.revoked.is_none() && asked.key.is_none_or(|id| id == key.id)
    });
    Ok(keys)
}

fn found(asked: &KeyChoice, keys: &[Key]) -> ExitCode {
    if keys.is_empty() {
        say(&format!(
            "error: there is no such key of `{}`. `almanac key list` shows all",
            asked.name
        ));
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

async fn log(store: &Store, did: &str, who: &Contributor, note: &str, now: i64) -> Result<()> {
    let deed = Deed {
        moment: now,
        who: COMMAND_LINE.to_owned(),
        did: did.to_owned(),
        about: who.name.clone(),
        note: note.to_owned(),
    };
    Ok(store.note(&deed).await?)
}

fn moment(seconds: i64) -> String {
    Timestamp::from_second(seconds)
        .unwrap_or_default()
        .to_string()
}

/// The day in UTC of a moment.
fn day(seconds: i64) -> String {
    moment(seconds).chars().take(10).collect()
}
