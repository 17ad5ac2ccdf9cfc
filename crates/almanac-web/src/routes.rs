//! Which endpoint answers which request, and what every request passes on its way there.

use std::sync::Arc;

use almanac_model::{Reading, own};
use std::convert::Infallible;

use axum::Router;
use axum::extract::Request;
use axum::handler::Handler;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{MethodRouter, get};
use tower::util::BoxCloneSyncService;
use tower::{Layer, ServiceBuilder};

use crate::endpoints::{
    assets, changes, contributors, events, health, live, media, new_page, pages, proposals,
    reports, search, sign_in,
};
use crate::layers::{
    apart, base, failures, guard, host, limits, observe, query, request_id, sent_back,
};
use crate::settings::ServerSettings;
use crate::state::State;

/// Answers any request, whatever connection it came on.
pub type Routes = BoxCloneSyncService<Request, Response, Infallible>;

/// Answers requests about an almanac, without a connection and its limits: for tests, and for those who
/// have connections of their own. It is to be called within a runtime of tokio.
pub fn routes(reading: Arc<dyn Reading>, settings: ServerSettings) -> Routes {
    routes_of(&State::new(reading, settings))
}

/// All endpoints, with what a request passes before and an answer passes behind them.
///
/// From the outside in: a request gets its id; it is written down with its answer as that leaves; what keeps pages from harm is set on every answer, also
/// on those of the layers further in; a fault of ours becomes an answer; what is too long, or doesn't say
/// for which host it is, is refused; what leads elsewhere keeps its query.
///
/// No layer can limit how long the head of a request takes to come, or an answer to be taken: these
/// limits are those of connections (`connections.rs`).
pub(crate) fn routes_of(state: &Arc<State>) -> Routes {
    let assets_below = format!("/{}{{*name}}", own::ASSETS);
    let below_base = Router::new()
        .route(&format!("/{}", own::LIVE), reading(live::answer))
        .route(&assets_below, reading(assets::answer))
        .route("/media/{*name}", reading(media::answer))
        .route("/changes", reading(changes::answer))
        .route("/changes/{name}", reading(changes::answer))
        .route("/events/", reading(events::answer))
        .route("/events/{year}", reading(events::answer))
        .route("/events/{year}/{month}", reading(events::answer))
        .route("/search", reading(search::answer))
        .route("/search.json", reading(search::answer))
        .route("/{language}/search", reading(search::answer))
        .route("/{language}/search.json", reading(search::answer))
        .merge(taking_part(state))
        .fallback_service(
            reading(pages::answer)
                .post(pages::receive)
                .with_state(state.clone()),
        )
        .with_state(state.clone());
    let below_base = from_fn_with_state(state.clone(), sent_back::keep).layer(below_base);
    let below_base = from_fn_with_state(state.clone(), apart::receive).layer(below_base);
    let below_base = from_fn_with_state(state.clone(), base::enter).layer(below_base);
    let all = Router::new()
        .route(&format!("/{}", own::HEALTH), reading(health::answer))
        .fallback_service(below_base)
        .with_state(state.clone());
    let layers = ServiceBuilder::new()
        .layer(from_fn(request_id::mark))
        .layer(from_fn_with_state(state.clone(), observe::note))
        .layer(from_fn(guard::protect))
        .layer(from_fn(failures::answer_for))
        .layer(from_fn(limits::refuse))
        .layer(from_fn(host::check))
        .layer(from_fn(query::keep));
    BoxCloneSyncService::new(layers.service(all))
}

/// Where those are who take part, beside the pages that they change: all that is done here is done by workers.
fn taking_part(state: &Arc<State>) -> Router<Arc<State>> {
    Router::new()
        .route("/proposals", reading(proposals::show))
        .route("/proposals/", reading(proposals::show))
        .route(
            "/proposals/{number}",
            reading(proposals::show).post(proposals::receive),
        )
        .route("/report", reading(reports::form).post(reports::receive))
        .route("/new", reading(new_page::show).post(new_page::receive))
        .route("/reports/", reading(reports::list).post(reports::close))
        .route("/reports/searches", reading(reports::missed))
        .route("/contributors/", reading(contributors::show))
        .route(
            "/contributors/{name}",
            reading(contributors::show).post(contributors::receive),
        )
        .route(
            "/contributors/{name}/undo",
            reading(contributors::show_undo).post(contributors::undo),
        )
        .route("/sign-in", reading(sign_in::show).post(sign_in::receive))
        .route_layer(from_fn_with_state(state.clone(), apart::show))
}

/// An endpoint for those who read.
fn reading<H, T>(handler: H) -> MethodRouter<Arc<State>>
where
    H: Handler<T, Arc<State>>,
    T: 'static,
{
    get(handler).fallback(limits::only_reading)
}
