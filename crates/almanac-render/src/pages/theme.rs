//! What a theme puts on every page: icon, fonts, logo, foot.

use almanac_model::{Area, FilePath, FontFile};
use serde::Serialize;

use crate::assets::asset_name;
use crate::body::{BodyScope, render_line};
use crate::html::Html;
use crate::look::font_address;
use crate::view::View;

/// The icon of a tab.
#[derive(Debug, Serialize)]
pub(crate) struct Icon {
    pub href: String,
    pub content_type: &'static str,
}

/// The icons that an almanac may bring, the best first.
const ICONS: [(&str, &str); 3] = [
    ("favicon.svg", "image/svg+xml"),
    ("favicon.png", "image/png"),
    ("favicon.ico", "image/x-icon"),
];

impl Icon {
    /// The icon that the almanac brings, else the one that is built in.
    pub(super) fn of(site: &View<'_>) -> Self {
        let files = &site.snapshot().appearance().static_files;
        let own = ICONS.iter().find(|(name, _)| files.contains_key(*name));
        match own {
            Some((name, content_type)) => Self {
                href: format!("{}{name}", site.base()),
                content_type,
            },
            None => Self {
                href: format!("{}assets/{}", site.base(), asset_name("icon", ".svg")),
                content_type: "image/svg+xml",
            },
        }
    }
}

/// The addresses of the fonts that every page needs: those of the theme, and the built-in ones
/// that it leaves. The name of the site and the reasons of steps are in italics, at the top.
pub(super) fn fonts(site: &View<'_>) -> Vec<String> {
    let theme = &site.snapshot().config().theme;
    let mut fonts = Vec::new();
    for (family, built_in) in [
        (
            &theme.text_font,
            &["serif", "serif-display", "serif-italic"][..],
        ),
        (&theme.interface_font, &["sans"][..]),
    ] {
        match family {
            Some(family) => {
                let is_upright = |font: &&FontFile| font.family == *family && !font.is_italic;
                let own = theme.fonts.iter().find(is_upright);
                fonts.extend(own.map(|font| format!("{}{}", site.base(), font_address(font))));
            }
            None => fonts.extend(
                built_in
                    .iter()
                    .map(|font| format!("{}assets/{}", site.base(), asset_name(font, ".woff2"))),
            ),
        }
    }
    fonts.dedup();
    fonts
}

/// The address of the logo: a file of `static/` lies at the site's root.
pub(super) fn logo(site: &View<'_>) -> Option<String> {
    let file = site.snapshot().config().theme.logo.as_ref()?.as_str();
    let path = Area::Static.within(file).unwrap_or(file);
    Some(format!("{}{path}", site.base()))
}

/// The almanac's own words at the foot of every page.
pub(super) fn footer(site: &View<'_>) -> Option<Html> {
    let words = site.snapshot().config().theme.footer.as_deref()?;
    let file = FilePath::from("almanac.toml");
    Some(render_line(BodyScope::of_file(site, &file), words))
}
