//! Who asks: whoever runs the server, a contributor who has proved it, or somebody else.

use almanac_model::{Author, Review};
use almanac_store::{Contributor, Role, SESSION_SECONDS, Scope, Secret, StoreError};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use crate::authority::Authority;
use crate::forms::refusal;
use crate::generation::Generation;
use crate::layers::host::host_of_parts;
use crate::layers::observe::Peer;
use crate::proxies::is_by_https;
use crate::response::set;
use crate::settings::Contributing;
use crate::state::State;

/// Who asks.
#[derive(Debug, Clone)]
pub(crate) enum Asker {
    /// Nobody who has said who they are.
    Nobody,
    /// Whoever runs the server, at the desk.
    Owner(Author),
    /// Somebody with a key, or who has signed in with one.
    Contributor(Box<KnownContributor>),
}

/// Somebody who has proved who they are.
#[derive(Debug, Clone)]
pub(crate) struct KnownContributor {
    pub contributor: Contributor,
    pub scope: Scope,
    /// The session of their browser. Who sends the key itself has none, and is a program.
    pub session: Option<Secret>,
    /// Whether the cookie of the session is to be sent again.
    pub is_renewed: bool,
}

/// What somebody may do with a page's text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Right {
    Read,
    Propose,
    Write,
}

impl Asker {
    /// What they may do with texts, where the almanac is reviewed so.
    pub fn right(&self, review: Review) -> Right {
        match self {
            Asker::Nobody => Right::Read,
            Asker::Owner(_) => Right::Write,
            Asker::Contributor(known) => known.right(review),
        }
    }

    /// Whether they may decide about what others send.
    pub fn may_decide(&self) -> bool {
        match self {
            Asker::Nobody => false,
            Asker::Owner(_) => true,
            Asker::Contributor(known) => {
                known.contributor.role >= Role::Editor && known.scope >= Scope::Review
            }
        }
    }

    /// Whether they may block and protect.
    pub fn is_admin(&self) -> bool {
        match self {
            Asker::Nobody => false,
            Asker::Owner(_) => true,
            Asker::Contributor(known) => {
                known.contributor.role == Role::Admin && known.scope >= Scope::Review
            }
        }
    }

    /// Them as the author of a change; `None` of nobody.
    pub fn author(&self) -> Option<Author> {
        match self {
            Asker::Nobody => None,
            Asker::Owner(author) => Some(author.clone()),
            Asker::Contributor(known) => known.contributor.author().ok(),
        }
    }

    /// Whether a program asks, which sends the key itself.
    pub fn is_program(&self) -> bool {
        matches!(self, Asker::Contributor(known) if known.session.is_none())
    }
}

impl KnownContributor {
    fn right(&self, review: Review) -> Right {
        match (self.contributor.role, self.scope) {
            (Role::Reader, _) | (_, Scope::Read) => Right::Read,
            (Role::Editor | Role::Admin, _) => Right::Write,
            (Role::Writer, _) => match review {
                Review::Open => Right::Write,
                Review::Required => Right::Propose,
                Review::Closed => Right::Read,
            },
        }
    }
}

/// Tells who asks.
///
/// # Errors
/// Gives the answer to whoever shows a key that is not good, or is blocked, and to a form of another site.
pub(crate) async fn asker(
    state: &State,
    current: &Generation,
    request: &Parts,
) -> Result<Asker, Box<Response>> {
    let Some(contributing) = &state.contributing else {
        return Ok(Asker::Nobody);
    };
    if let Some(key) = bearer(&request.headers) {
        return by_key(contributing, key).await;
    }
    if !is_from_here(current, request) {
        let said = "This form is of another site, so that nothing is done with it.\n";
        return Err(Box::new(refusal(StatusCode::FORBIDDEN, said)));
    }
    if current.is_at_desk() {
        return Ok(Asker::Owner(contributing.owner.clone()));
    }
    let session = session_of(state, &request.headers);
    match (session, &contributing.store) {
        (Some(session), Some(store)) => {
            let found = store.session(&session, (contributing.now)()).await;
            let found = found.map_err(|error| Box::new(store_failed(contributing, &error)))?;
            let known = found.map(|found| KnownContributor {
                contributor: found.credential.contributor,
                scope: found.credential.scope,
                session: Some(session),
                is_renewed: found.is_renewed,
            });
            let known = known.filter(|known| known.contributor.blocked.is_none());
            Ok(known.map_or(Asker::Nobody, |known| Asker::Contributor(Box::new(known))))
        }
        _ => Ok(Asker::Nobody),
    }
}

async fn by_key(contributing: &Contributing, key: Option<Secret>) -> Result<Asker, Box<Response>> {
    let found = match (key, &contributing.store) {
        (Some(key), Some(store)) => {
            let found = store.by_key(&key, (contributing.now)()).await;
            found.map_err(|error| Box::new(store_failed(contributing, &error)))?
        }
        _ => None,
    };
    match found {
        Some(found) if found.contributor.blocked.is_some() => {
            let said = "Whoever has this key is blocked here.\n";
            Err(Box::new(refusal(StatusCode::FORBIDDEN, said)))
        }
        Some(found) => Ok(Asker::Contributor(Box::new(KnownContributor {
            contributor: found.contributor,
            scope: found.scope,
            session: None,
            is_renewed: false,
        }))),
        None => {
            let said = "This key is not good here.\n";
            let mut response = refusal(StatusCode::UNAUTHORIZED, said);
            challenge(&mut response);
            Err(Box::new(response))
        }
    }
}

/// Says how programs prove who they are.
pub(crate) fn challenge(response: &mut Response) {
    set(response, header::WWW_AUTHENTICATE, "Bearer");
}

/// The answer where the store can't be used. What is wrong with it is said to whoever runs the server.
pub(crate) fn store_failed(contributing: &Contributing, error: &StoreError) -> Response {
    (contributing.report)(&error.to_string());
    let said = "Who may write here can't be looked up now.\n";
    refusal(StatusCode::SERVICE_UNAVAILABLE, said)
}

/// The key that a program sends with its request; `Some(None)` where it sends something that can be none.
fn bearer(headers: &HeaderMap) -> Option<Option<Secret>> {
    let value = headers.get(header::AUTHORIZATION)?;
    let text = value.to_str().unwrap_or_default();
    let (scheme, key) = text.split_once(' ').unwrap_or((text, ""));
    Some(
        scheme
            .eq_ignore_ascii_case("bearer")
            .then(|| Secret::given(key))
            .flatten(),
    )
}

/// Whether a request that changes something comes from a page of this site, as far as the browser says. One that says
/// nothing is no browser's of today.
pub(crate) fn is_from_here(current: &Generation, request: &Parts) -> bool {
    if matches!(request.method, Method::GET | Method::HEAD) {
        return true;
    }
    let mut sites = request.headers.get_all("sec-fetch-site").iter();
    let is_own_site = sites.all(|site| site == "same-origin" || site == "none");
    let host = host_of_parts(request);
    let mut origins = request.headers.get_all(header::ORIGIN).iter();
    is_own_site
        && origins.all(|origin| {
            let origin = origin.to_str().ok().and_then(Authority::of_url);
            origin.is_some_and(|origin| {
                current.site_authority() == Some(&origin)
                    || host.as_ref().is_some_and(|host| host.is_named_by(&origin))
            })
        })
}

/// The name of the cookie of a session, and whether it is one that only goes with HTTPS.
fn cookie_of(state: &State, is_secure: bool) -> Option<String> {
    let store = state.contributing.as_ref()?.store.as_ref()?;
    let prefix = if is_secure { "__Host-" } else { "" };
    Some(format!("{prefix}almanac-{}", store.name()))
}

/// Whether cookies are to go with HTTPS only: everywhere but where the site is on this machine without it.
fn is_secure(state: &State, current: &Generation, request: &Parts) -> bool {
    let peer = request.extensions.get::<Peer>();
    let by_https =
        peer.is_some_and(|peer| is_by_https(&state.trusted_proxies, peer.0.ip(), &request.headers));
    let host = match current.site_authority() {
        Some(authority) => Some(authority.clone()),
        None => host_of_parts(request),
    };
    let is_this_machine = host.is_some_and(|host| {
        host.host == "localhost" || host.ip().is_some_and(|ip| ip.is_loopback())
    });
    by_https || current.is_secure() || !is_this_machine
}

/// The session that the cookies of a request name.
fn session_of(state: &State, headers: &HeaderMap) -> Option<Secret> {
    let names = [cookie_of(state, true)?, cookie_of(state, false)?];
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut cookies = cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'))
        .filter_map(|cookie| cookie.trim().split_once('='));
    cookies.find_map(|(name, value)| {
        let is_ours = names.iter().any(|ours| ours == name);
        is_ours.then(|| Secret::given(value)).flatten()
    })
}

/// Gives a browser the cookie of its session; without one, takes it away.
pub(crate) fn set_session(
    state: &State,
    current: &Generation,
    request: &Parts,
    session: Option<&Secret>,
    response: &mut Response,
) {
    let is_secure = is_secure(state, current, request);
    let Some(name) = cookie_of(state, is_secure) else {
        return;
    };
    let (value, age) = match session {
        Some(session) => (session.reveal(), SESSION_SECONDS),
        None => ("", 0),
    };
    let secure = if is_secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={age}; HttpOnly; SameSite=Lax{secure}");
    if let Ok(cookie) = HeaderValue::from_str(&cookie) {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
}

/// Gives a browser its cookie again, where the time of its session was lengthened.
pub(crate) fn renew(
    state: &State,
    current: &Generation,
    request: &Parts,
    asker: &Asker,
    response: &mut Response,
) {
    if let Asker::Contributor(known) = asker
        && known.is_renewed
    {
        set_session(state, current, request, known.session.as_ref(), response);
    }
}
