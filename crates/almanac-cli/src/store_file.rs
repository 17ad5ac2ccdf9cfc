//! Where an almanac keeps who may change it.

use std::path::PathBuf;

use almanac_store::Store;
use almanac_workspace::Almanac;
use anyhow::{Context, Result, anyhow};

use crate::{own_folder, user_data};

/// The name of the file.
const FILE: &str = "almanac.db";

/// The file of the store: in `.almanac/`, or in the user's data folder where the almanac has no folder that we may write to.
pub fn of(almanac: &Almanac) -> Option<PathBuf> {
    let folder = own_folder::of(almanac).or_else(|| user_data::folder_of(almanac));
    folder.map(|folder| folder.join(FILE))
}

/// Opens the store of an almanac, which is made if there is none.
///
/// # Errors
/// Fails where there is no place for it, or it can't be used.
pub async fn open(almanac: &Almanac) -> Result<Store> {
    let file = of(almanac).ok_or_else(|| {
        anyhow!("there is no folder for those who may change {almanac}: set `XDG_DATA_HOME`")
    })?;
    if let Some(folder) = file.parent() {
        own_folder::make(folder)
            .with_context(|| format!("`{}` can't be made", folder.display()))?;
    }
    Ok(Store::open(&file, random()?).await?)
}

/// Randomness for a key, or the name of a session.
///
/// # Errors
/// Fails where the system gives none.
pub fn random() -> Result<[u8; 20]> {
    let mut bytes = [0; 20];
    getrandom::fill(&mut bytes)
        .map_err(|error| anyhow!("the system gives no randomness: {error}"))?;
    Ok(bytes)
}
