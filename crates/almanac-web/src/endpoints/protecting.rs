//! A page is protected, or not any more: by editors, with a reason, which stays in the list.

use almanac_model::{Date, EditAddress, EditView};
use almanac_render::{ListedProtection, ProtectNotice, ProtectPage};
use almanac_store::{Deed, Protection, Store};
use axum::http::StatusCode;
use axum::response::Response;

use super::edit::Editing;
use super::sign_in::{private, see_other};
use crate::askers::{Asker, challenge, store_failed};
use crate::days::day_of;
use crate::forms::{Form, refusal};
use crate::generation::Generation;
use crate::response::words;

type Answer = Result<Response, Box<Response>>;

/// How many signs a reason has at most.
const LONGEST_WHY: usize = 500;

/// A day in seconds.
const DAY: i64 = 24 * 60 * 60;

/// The page with all times when a page was protected.
pub(super) async fn page(
    current: &Generation,
    editing: &Editing,
    code: StatusCode,
    notice: Option<ProtectNotice>,
    form: Option<&Form>,
) -> Answer {
    let now = (editing.contributing.now)();
    let all = match &editing.contributing.store {
        Some(store) => {
            let all = store.protections_of(&editing.page(current).0).await;
            all.map_err(|error| Box::new(store_failed(&editing.contributing, &error)))?
        }
        None => Vec::new(),
    };
    let listed = all.iter().map(|one| ListedProtection {
        by: &one.who,
        why: &one.why,
        since: day_of(one.since),
        until: one.until.and_then(|until| day_of(until - 1)),
        is_active: one.is_active(now),
        ended_by: one.ended.as_ref().map(|(_, by)| by.as_str()),
    });
    let line = |name| form.map(|form| form.line(name)).unwrap_or_default();
    let (why, until) = (line("why"), line("until"));
    let page = current.site().protect(&ProtectPage {
        address: &editing.address,
        protections: listed.collect(),
        may_protect: editing.asker.may_decide() && editing.contributing.store.is_some(),
        sent: (&why, &until),
        notice,
    });
    let mut response = private(words(code, page.content_type, page.bytes));
    if code == StatusCode::UNAUTHORIZED {
        challenge(&mut response);
    }
    Ok(response)
}

/// Protects a page, or ends that.
pub(super) async fn receive(current: &Generation, editing: &Editing, form: &Form) -> Answer {
    let Some(store) = &editing.contributing.store else {
        return page(
            current,
            editing,
            StatusCode::FORBIDDEN,
            Some(ProtectNotice::NotPermitted),
            Some(form),
        )
        .await;
    };
    if !editing.asker.may_decide() {
        let code = match editing.asker {
            Asker::Nobody => StatusCode::UNAUTHORIZED,
            _ => StatusCode::FORBIDDEN,
        };
        let notice = Some(ProtectNotice::NotPermitted);
        return page(current, editing, code, notice, Some(form)).await;
    }
    let now = (editing.contributing.now)();
    form.within(&[("why", LONGEST_WHY)])?;
    let why = form.line("why");
    let until = match form.line("until") {
        until if until.is_empty() => Ok(None),
        until => end_of_day(&until)
            .filter(|end| *end > now)
            .map(Some)
            .ok_or(()),
    };
    let refused = |notice| {
        page(
            current,
            editing,
            StatusCode::UNPROCESSABLE_ENTITY,
            Some(notice),
            Some(form),
        )
    };
    match (form.field("do"), until) {
        ("end", _) => end(current, editing, store).await?,
        ("protect", _) if why.is_empty() => return refused(ProtectNotice::NoReason).await,
        ("protect", Err(())) => return refused(ProtectNotice::BadDay).await,
        ("protect", Ok(until)) => protect(current, editing, store, &why, until).await?,
        _ => {
            let said = "Say what to do.\n";
            return Err(Box::new(refusal(StatusCode::BAD_REQUEST, said)));
        }
    }
    let place = EditAddress {
        view: EditView::Protect,
        ..editing.address.clone()
    };
    Ok(see_other(&format!("{}{place}", current.base())))
}

async fn protect(
    current: &Generation,
    editing: &Editing,
    store: &Store,
    why: &str,
    until: Option<i64>,
) -> Result<(), Box<Response>> {
    let failed = |error| Box::new(store_failed(&editing.contributing, &error));
    let (id, title) = editing.page(current);
    let author = editing.asker.author();
    let who = author.as_ref().map_or("", |author| author.name());
    let now = (editing.contributing.now)();
    let protection = Protection {
        page: id,
        place: editing.address.page.of_original().to_string(),
        who: who.to_owned(),
        why: why.to_owned(),
        since: now,
        until,
        ..Protection::default()
    };
    store.protect(&protection).await.map_err(failed)?;
    let deed = Deed {
        moment: now,
        who: who.to_owned(),
        did: "page protected".to_owned(),
        about: title,
        note: why.to_owned(),
    };
    store.note(&deed).await.map_err(failed)
}

async fn end(current: &Generation, editing: &Editing, store: &Store) -> Result<(), Box<Response>> {
    let failed = |error| Box::new(store_failed(&editing.contributing, &error));
    let (id, title) = editing.page(current);
    let author = editing.asker.author();
    let who = author.as_ref().map_or("", |author| author.name());
    let now = (editing.contributing.now)();
    let all = store.protections_of(&id).await.map_err(failed)?;
    for one in all.iter().filter(|one| one.is_active(now)) {
        let ended = store.end_protection(one.id, who, now).await;
        ended.map_err(failed)?;
    }
    let deed = Deed {
        moment: now,
        who: who.to_owned(),
        did: "protection ended".to_owned(),
        about: title,
        note: String::new(),
    };
    store.note(&deed).await.map_err(failed)
}

/// The first moment after a day in UTC; `None` of what is no day.
fn end_of_day(text: &str) -> Option<i64> {
    let day = Date::parse(text).ok()?.latest();
    let midnight = day.to_zoned(jiff::tz::TimeZone::UTC).ok()?;
    Some(midnight.timestamp().as_second() + DAY)
}
