//! The page that a static site has where a page used to be.

use almanac_model::SitePlace;

use crate::html::{Href, Html, html};
use crate::messages::{Messages, with_link};
use crate::policy::policy_in_page;
use crate::view::View;

/// The page that leads on to `target`.
pub(crate) fn moved(site: &View<'_>, target: &SitePlace) -> Html {
    let locale = site.locale();
    let target = site.url_to(target);
    html!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n<title>{}</title>\n\
         <link rel=\"canonical\" href=\"{4}\">\n<meta http-equiv=\"refresh\" content=\"0; url={4}\">\n\
         <p>{5}</p>\n</html>\n",
        locale.tag(),
        locale.direction().name(),
        policy_in_page(),
        locale.markup("moved"),
        Href(&target),
        with_link(&locale.named("moved-to", &target), &target)
    )
}
