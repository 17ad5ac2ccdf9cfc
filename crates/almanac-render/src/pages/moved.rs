//! The page that a static site has where a page used to be.

use almanac_model::SitePlace;

use crate::assets::asset_name;
use crate::html::{Href, Html, html};
use crate::messages::{Messages, with_link};
use crate::policy::policy_in_page;
use crate::view::View;

/// The page that leads on to `target`.
pub(crate) fn moved(site: &View<'_>, target: &SitePlace) -> Html {
    let locale = site.locale();
    let full = site.full_url_to(target);
    let target = site.url_to(target);
    html!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<title>{}</title>\n\
         <link rel=\"canonical\" href=\"{}\">\n<script src=\"{}assets/{}\" defer></script>\n\
         <noscript><meta http-equiv=\"refresh\" content=\"0; url={}\"></noscript>\n<p>{}</p>\n</html>\n",
        locale.tag(),
        locale.direction().name(),
        policy_in_page(),
        locale.markup("moved"),
        Href(&full),
        Href(site.base()),
        asset_name("former", ".js"),
        Href(&target),
        with_link(&locale.named("moved-to", &target), &target)
    )
}
