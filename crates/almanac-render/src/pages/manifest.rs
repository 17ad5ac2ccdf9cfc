//! The web manifest: what a device shows of a site that is kept on its home screen.

use serde_json::json;

use crate::assets::asset_name;
use crate::view::View;
use almanac_model::Output;

/// The colour of the paper, as the style sheet has it.
const PAPER: &str = "#fbf8f1";

/// The manifest.
pub(crate) fn manifest(site: &View<'_>) -> Output {
    let config = site.snapshot().config();
    let base = site.base();
    let icon = |name: &str, sizes: &str, kind: &str, purpose: &str| json!({ "src": format!("{base}assets/{name}"), "sizes": sizes, "type": kind, "purpose": purpose });
    let (small, large) = (
        asset_name("icon-192", ".png"),
        asset_name("icon-512", ".png"),
    );
    let manifest = json!({
        "id": base,
        "name": site.set_line(&config.title),
        "description": config.description.as_deref().map(|words| site.set_line(words)),
        "lang": config.language,
        "start_url": base,
        "scope": base,
        "display": "browser",
        "background_color": PAPER,
        "theme_color": PAPER,
        "icons": [
            icon(asset_name("icon", ".svg"), "any", "image/svg+xml", "any"),
            icon(small, "192x192", "image/png", "any"),
            icon(large, "512x512", "image/png", "any"),
            icon(large, "512x512", "image/png", "maskable"),
        ],
    });
    let text = format!("{manifest:#}\n");
    Output {
        content_type: "application/manifest+json",
        bytes: text.into_bytes(),
    }
}
