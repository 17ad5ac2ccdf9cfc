//! What is served from one swap to the next, with what all its pages share.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, OnceLock};

use almanac_documents::Documents;
use almanac_model::{Day, FilePath, Report, Served, Snapshot};
use almanac_render::{Asset, Findings, Look, Site};

use crate::authority::Authority;
use crate::desk::Audience;
use crate::settings::FixedRevision;
use crate::stored::{Keep, Stored};

/// What holds for all that a server shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shown {
    /// Whether pages lead to their history.
    pub has_past: bool,
    /// Whether pages lead to where they are changed.
    pub is_edited: bool,
    /// Whether new pages can be written.
    pub has_new_pages: bool,
    /// The revision as of which the whole is shown, if it is not as it is now.
    pub as_of: Option<Arc<FixedRevision>>,
}

/// What is served to an audience from one swap to the next, with what all its pages share.
pub(crate) struct Generation {
    served: Arc<Served>,
    snapshot: Arc<Snapshot>,
    report: Arc<Report>,
    /// What pages show of the report, where they do.
    findings: Option<Findings>,
    look: Arc<Look>,
    shown: Shown,
    version: String,
    /// The assets that the look adds to those that are built in, kept from when the first is asked for.
    assets: OnceLock<HashMap<String, Stored>>,
    /// The host of the site's own address.
    site_authority: Option<Authority>,
}

impl Generation {
    /// What is served now to an audience. Only at the desk do pages show what the compiler said.
    pub fn of(served: Arc<Served>, audience: Audience, shown: &Shown) -> Self {
        let is_at_desk = audience == Audience::Desk;
        let (snapshot, report) = match audience {
            Audience::Desk => served.at_desk(),
            Audience::Public => (&served.snapshot, &served.report),
        };
        let (snapshot, report) = (snapshot.clone(), report.clone());
        let base_url = snapshot.config().base_url.as_ref();
        Self {
            look: Look::of(&snapshot),
            shown: shown.clone(),
            version: version_of(&served, &snapshot, &report),
            site_authority: base_url.and_then(|url| Authority::of_url(url)),
            findings: is_at_desk.then(|| Findings::of(&report)),
            served,
            snapshot,
            report,
            assets: OnceLock::new(),
        }
    }

    /// Larger than those of all generations before.
    pub fn number(&self) -> u64 {
        self.served.number
    }

    /// A name for all that is served now: it differs when anything does.
    pub fn version(&self) -> &str {
        &self.version
    }

    pub fn snapshot(&self) -> &Snapshot {
        &self.snapshot
    }

    /// The same, to be kept.
    pub fn snapshot_shared(&self) -> Arc<Snapshot> {
        self.snapshot.clone()
    }

    pub fn report(&self) -> &Report {
        &self.report
    }

    /// Where the almanac lives on its host.
    pub fn base(&self) -> &str {
        self.snapshot().config().base_path()
    }

    /// The host of the site's own address, if it has one.
    pub fn site_authority(&self) -> Option<&Authority> {
        self.site_authority.as_ref()
    }

    /// Whether the site's own address is one of HTTPS.
    pub fn is_secure(&self) -> bool {
        let base_url = self.snapshot().config().base_url.as_ref();
        base_url.is_some_and(|url| url.starts_with("https:"))
    }

    /// The day of its pages.
    pub fn today(&self) -> Day {
        self.served.today
    }

    /// Whether drafts are among its pages.
    pub fn has_drafts(&self) -> bool {
        self.is_at_desk() && self.served.with_drafts.is_some()
    }

    /// Whether it is what is seen at the desk: pages that reload and show what the compiler said.
    pub fn is_at_desk(&self) -> bool {
        self.findings.is_some()
    }

    pub fn findings(&self) -> Option<&Findings> {
        self.findings.as_ref()
    }

    /// Whether there is a file of that name. No other is looked for on the disk.
    pub fn lists(&self, file: &FilePath) -> bool {
        self.served.files.binary_search(file).is_ok()
    }

    /// Whether [`Generation::asset`] answers at once.
    pub fn has_assets(&self) -> bool {
        self.assets.get().is_some()
    }

    /// An asset that the almanac's look adds to those that are built in.
    pub fn asset(&self, name: &str) -> Option<&Stored> {
        let stored = |asset: &Asset| {
            let stored = Stored::compress(asset.content_type, &asset.bytes, Keep::Forever);
            stored.prepare();
            (asset.name.clone(), stored)
        };
        let make = || self.look.assets().map(stored).collect();
        self.assets.get_or_init(make).get(name)
    }

    /// The pages.
    pub fn site(&self) -> Site<'_> {
        let site =
            Site::new(&self.snapshot, self.served.today, &Documents).with_look(self.look.clone());
        let site = match self.shown.has_past {
            true => site.with_past(),
            false => site,
        };
        let site = match self.shown.is_edited {
            true => site.with_editing(),
            false => site,
        };
        let site = match self.shown.has_new_pages {
            true => site.with_new_pages(),
            false => site,
        };
        let site = match &self.shown.as_of {
            Some(revision) => site.as_of(&revision.name, revision.recorded),
            None => site,
        };
        if self.findings.is_some() {
            site.live(&self.report)
        } else {
            site
        }
    }
}

fn version_of(served: &Served, snapshot: &Snapshot, report: &Report) -> String {
    // The snapshot's hash has nothing of the day and the report, and pages show both.
    let mut hasher = DefaultHasher::new();
    (served.today, report).hash(&mut hasher);
    format!("{}-{:016x}", snapshot.hash(), hasher.finish())
}
