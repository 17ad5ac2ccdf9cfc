//! The pages of those who may change the almanac: all of them, and one.

use almanac_model::Output;
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

/// Somebody who may change the almanac.
#[derive(Debug)]
pub struct ListedContributor<'p> {
    /// Their name.
    pub name: &'p str,
    /// Their name in addresses.
    pub slug: &'p str,
    /// What they may do: `reader`, `writer`, `editor` or `admin`.
    pub role: &'p str,
    /// Whether they are blocked.
    pub is_blocked: bool,
}

/// The page of one contributor.
#[derive(Debug)]
pub struct ContributorPage<'p> {
    /// Who it is.
    pub listed: ListedContributor<'p>,
    /// Why they are blocked, for those who block.
    pub why: Option<&'p str>,
    /// Whether whoever asks may block them.
    pub may_block: bool,
    /// Whether whoever asks may take back what they changed.
    pub may_undo: bool,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "contributors.html")]
struct ContributorsTemplate {
    frame: Frame,
    contributors: Vec<ContributorView>,
}

impl PageTemplate for ContributorsTemplate {
    const NAME: &'static str = "contributors.html";
}

#[derive(Debug, Template, Serialize)]
#[template(path = "contributor.html")]
struct ContributorTemplate {
    frame: Frame,
    list: String,
    contributor: ContributorView,
    /// Where their changes are listed.
    changes: String,
    why: Option<String>,
    /// Where all that they changed is taken back.
    undo: Option<String>,
    may_block: bool,
}

impl PageTemplate for ContributorTemplate {
    const NAME: &'static str = "contributor.html";
}

#[derive(Debug, Serialize)]
struct ContributorView {
    name: String,
    href: String,
    role: &'static str,
    is_blocked: bool,
}

impl ContributorView {
    fn new(site: &View<'_>, listed: &ListedContributor<'_>) -> Self {
        let base = site.snapshot().config().base_path();
        Self {
            name: listed.name.to_owned(),
            href: format!("{base}contributors/{}", listed.slug),
            role: site.locale().text(match listed.role {
                "admin" => "role-admin",
                "editor" => "role-editor",
                "writer" => "role-writer",
                _ => "role-reader",
            }),
            is_blocked: listed.is_blocked,
        }
    }
}

pub(crate) fn contributors(site: &View<'_>, listed: &[ListedContributor<'_>]) -> Output {
    let title = site.locale().text("contributors");
    site.fill(&ContributorsTemplate {
        frame: Frame::new(site, "report", title, None, None, None),
        contributors: listed
            .iter()
            .map(|one| ContributorView::new(site, one))
            .collect(),
    })
}

pub(crate) fn contributor(site: &View<'_>, shown: &ContributorPage<'_>) -> Output {
    let base = site.snapshot().config().base_path();
    let who: String = shown
        .listed
        .name
        .bytes()
        .map(|byte| match byte.is_ascii_alphanumeric() {
            true => char::from(byte).to_string(),
            false => format!("%{byte:02X}"),
        })
        .collect();
    site.fill(&ContributorTemplate {
        frame: Frame::new(site, "report", shown.listed.name, None, None, None),
        list: format!("{base}contributors/"),
        contributor: ContributorView::new(site, &shown.listed),
        changes: format!("{base}changes?who={who}"),
        why: shown.why.map(str::to_owned),
        undo: { shown.may_undo }.then(|| format!("{base}contributors/{}/undo", shown.listed.slug)),
        may_block: shown.may_block,
    })
}
