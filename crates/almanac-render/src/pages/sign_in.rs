//! The page on which somebody signs in with a key, or out.

use almanac_model::Output;
use askama::Template;
use serde::Serialize;

use super::edit::{EditorStanding, standing_words};
use super::frame::Frame;
use crate::assets::editing_assets;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::view::View;

/// What the page says.
#[derive(Debug)]
pub struct SignInPage<'p> {
    /// What whoever asks may do.
    pub standing: EditorStanding<'p>,
    /// Whether they decide about what others send; `None` of those whose role says nothing of it.
    pub decides: Option<bool>,
    /// Where to go on.
    pub next: Option<&'p str>,
    /// What became of what was sent.
    pub notice: Option<SignInNotice<'p>>,
}

/// Why somebody was not signed in.
#[derive(Debug, Clone, Copy)]
pub enum SignInNotice<'p> {
    /// The key is not good.
    Wrong,
    /// Whoever has it is blocked, and why.
    Blocked(&'p str),
}

#[derive(Debug, Template, Serialize)]
#[template(path = "sign_in.html")]
struct SignInTemplate<'p> {
    frame: Frame,
    name: Option<&'p str>,
    /// The modules that ask what becomes of drafts when somebody signs out.
    leaving: [&'static str; 2],
    is_owner: bool,
    /// What they may do.
    standing: Html,
    decides: Option<&'static str>,
    next: &'p str,
    notice: Option<String>,
}

impl PageTemplate for SignInTemplate<'_> {
    const NAME: &'static str = "sign_in.html";
}

pub(crate) fn sign_in(site: &View<'_>, shown: &SignInPage<'_>) -> Output {
    let locale = site.locale();
    let notice = shown.notice.map(|notice| match notice {
        SignInNotice::Wrong => locale.text("sign-in-wrong").to_owned(),
        SignInNotice::Blocked(why) => locale.named("sign-in-blocked", why),
    });
    let title = match shown.standing {
        EditorStanding::SignedOut(_) => locale.text("sign-in"),
        _ => locale.text("signed-in"),
    };
    site.fill(&SignInTemplate {
        frame: Frame::new(site, "sign-in", title, None, None, None),
        name: match shown.standing {
            EditorStanding::Writes(name)
            | EditorStanding::Proposes(name)
            | EditorStanding::Reads(name) => Some(name),
            _ => None,
        },
        leaving: editing_assets(locale, "edit-leaving"),
        is_owner: matches!(shown.standing, EditorStanding::Owner),
        standing: match shown.standing {
            EditorStanding::Writes(name) => Html::text(&locale.named("signed-in-writes", name)),
            EditorStanding::Reads(name) => Html::text(&locale.named("signed-in-reads", name)),
            standing => standing_words(site, standing, ""),
        },
        decides: shown.decides.map(|decides| match decides {
            true => locale.text("signed-in-decides"),
            false => locale.text("signed-in-decides-not"),
        }),
        next: shown.next.unwrap_or_default(),
        notice,
    })
}
