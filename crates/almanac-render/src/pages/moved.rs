//! The page that a static site has where a page used to be.

use almanac_model::SitePlace;

use crate::html::{Href, Html, html};
use crate::messages::{Messages, with_link};
use crate::view::View;

/// The page that leads on to `target`.
pub(crate) fn moved(site: &View<'_>, target: &SitePlace) -> Html {
    let locale = site.locale();
    let target = site.url_to(target);
    html!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <link rel=\"canonical\" href=\"{3}\">\n<meta http-equiv=\"refresh\" content=\"0; url={3}\">\n\
         <p>{4}</p>\n</html>\n",
        locale.tag(),
        locale.direction().name(),
        locale.markup("moved"),
        Href(&target),
        with_link(&locale.named("moved-to", &target), &target)
    )
}
