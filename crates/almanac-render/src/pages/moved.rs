//! The page that a static site has where a page used to be.

use crate::html::{escaped, href};
use crate::messages::{Messages, with_link};
use crate::view::View;
use almanac_model::SitePlace;

/// The page that leads on to `target`.
pub(crate) fn moved(site: &View<'_>, target: &SitePlace) -> String {
    let locale = site.locale();
    let target = site.url_to(target);
    let address = href(&target);
    let words = with_link(&escaped(&locale.named("moved-to", &target)), &target);
    format!(
        "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<meta charset=\"utf-8\">\n<title>{}</title>\n\
         <link rel=\"canonical\" href=\"{address}\">\n<meta http-equiv=\"refresh\" content=\"0; url={address}\">\n\
         <p>{words}</p>\n</html>\n",
        locale.tag(),
        locale.direction().name(),
        locale.markup("moved")
    )
}
