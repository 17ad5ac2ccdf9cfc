//! The style sheet of an almanac with a theme: the built-in one, and the theme's rules behind it.

use almanac_model::{Area, Colour, FontFile, Theme};

use crate::assets::{Asset, built_in_stylesheet};

/// The accent and the second colour where the theme leaves them out, as `base.css` has them.
const RED: Colour = Colour::new(0x8c, 0x2a, 0x1a);
const RED_DARK: Colour = Colour::new(0xf0, 0xa1, 0x8c);
const TEAL: Colour = Colour::new(0x0d, 0x50, 0x50);
const TEAL_DARK: Colour = Colour::new(0x86, 0xc8, 0xbf);
/// What stands on a button in the accent: the one of these that is read better.
const ON_ACCENT: [Colour; 2] = [Colour::new(0xff, 0xfa, 0xf2), Colour::DARK_PAPER];
/// The contrast that a colour for dark paper is given, if the theme names only one for light.
const DARK_CONTRAST: f64 = 7.0;

const BLACK: Colour = Colour::new(0, 0, 0);
const WHITE: Colour = Colour::new(255, 255, 255);

/// The style sheet of a theme; `None` if the built-in one will do.
pub(super) fn themed(theme: &Theme) -> Option<Asset> {
    let rules: String = [font_faces(&theme.fonts), families(theme), colours(theme)].concat();
    (!rules.is_empty()).then(|| {
        let built_in = built_in_stylesheet();
        let mut bytes = built_in.bytes.clone();
        bytes.extend(b"\n/* ---- the theme of almanac.toml ---- */\n\n");
        bytes.extend(rules.into_bytes());
        Asset::hashed("almanac", "css", built_in.content_type, bytes)
    })
}

fn font_faces(fonts: &[FontFile]) -> String {
    fonts.iter().map(font_face).collect()
}

fn font_face(font: &FontFile) -> String {
    let style = if font.is_italic { "italic" } else { "normal" };
    let (from, to) = font.weights;
    format!(
        "@font-face {{\n  font-family: \"{}\";\n  font-style: {style};\n  font-weight: {from} {to};\n  \
         font-display: swap;\n  src: url(\"../{}\") format(\"woff2\");\n}}\n\n",
        font.family,
        address(font)
    )
}

/// The address of a font below the site's root. Characters that a style sheet could misread are escaped.
pub(crate) fn address(font: &FontFile) -> String {
    let path = font.file.as_str();
    let path = Area::Static.within(path).unwrap_or(path);
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~/".contains(&byte);
    path.bytes()
        .map(|byte| {
            if is_plain(byte) {
                char::from(byte).to_string()
            } else {
                format!("%{byte:02X}")
            }
        })
        .collect()
}

fn families(theme: &Theme) -> String {
    let mut rules = String::new();
    if let Some(family) = &theme.text_font {
        let serif = format!("\"{family}\", \"Almanac Serif\", Georgia, serif");
        rules.push_str(&format!("  --serif: {serif};\n  --display: {serif};\n"));
    }
    if let Some(family) = &theme.interface_font {
        rules.push_str(&format!(
            "  --sans: \"{family}\", \"Almanac Sans\", system-ui, sans-serif;\n"
        ));
    }
    root(&rules)
}

/// The colours. On screens only: a print keeps its own.
fn colours(theme: &Theme) -> String {
    let mut rules = String::new();
    if let Some((light, dark)) = pair(theme.accent, theme.accent_dark, (RED, RED_DARK)) {
        let deep = (light.mixed(BLACK, 25), dark.mixed(WHITE, 35));
        rules.push_str(&rule("red", (light, dark)));
        rules.push_str(&rule("red-deep", deep));
        rules.push_str(&rule("on-red", (read_on(light), read_on(dark))));
    }
    if let Some(pair) = pair(theme.second, theme.second_dark, (TEAL, TEAL_DARK)) {
        rules.push_str(&rule("teal", pair));
    }
    if rules.is_empty() {
        return rules;
    }
    format!("@media screen {{\n{}}}\n", root(&rules))
}

/// A colour for light and one for dark paper; `None` if the theme names neither.
fn pair(
    light: Option<Colour>,
    dark: Option<Colour>,
    usual: (Colour, Colour),
) -> Option<(Colour, Colour)> {
    match (light, dark) {
        (None, None) => None,
        (None, Some(dark)) => Some((usual.0, dark)),
        (Some(light), dark) => {
            let lightened = || light.readable_on(Colour::DARK_PAPER, DARK_CONTRAST);
            Some((light, dark.unwrap_or_else(lightened)))
        }
    }
}

/// What is read best on a colour.
fn read_on(colour: Colour) -> Colour {
    let [light, dark] = ON_ACCENT;
    if light.contrast(colour) >= dark.contrast(colour) {
        light
    } else {
        dark
    }
}

fn rule(name: &str, (light, dark): (Colour, Colour)) -> String {
    format!("  --{name}: light-dark({light}, {dark});\n")
}

fn root(rules: &str) -> String {
    if rules.is_empty() {
        return String::new();
    }
    format!(":root {{\n{rules}}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet(theme: &Theme) -> String {
        String::from_utf8(themed(theme).unwrap().bytes).unwrap()
    }

    #[test]
    fn without_a_theme_the_style_sheet_is_the_one_that_is_built_in() {
        assert!(themed(&Theme::default()).is_none());
        let footer = Theme {
            footer: Some("Made in Lyon".to_owned()),
            ..Theme::default()
        };
        assert!(themed(&footer).is_none());
    }

    #[test]
    fn a_colour_for_light_paper_is_lightened_for_dark() {
        let theme = Theme {
            accent: Colour::parse("#0b3d91"),
            ..Theme::default()
        };
        let (light, dark) = pair(theme.accent, None, (RED, RED_DARK)).unwrap();
        assert_eq!(light.to_string(), "#0b3d91");
        assert!(dark.contrast(Colour::DARK_PAPER) >= DARK_CONTRAST);
        let expected = format!("--red: light-dark(#0b3d91, {dark});");
        assert!(sheet(&theme).contains(&expected));
    }

    #[test]
    fn what_is_left_out_stays_as_the_style_sheet_has_it() {
        let base = include_str!("../../assets/styles/base.css");
        assert!(base.contains(&rule("red", (RED, RED_DARK))));
        assert!(base.contains(&rule("teal", (TEAL, TEAL_DARK))));
        assert!(base.contains(&format!(
            "--paper: light-dark({}, {})",
            Colour::LIGHT_PAPER,
            Colour::DARK_PAPER
        )));
    }

    #[test]
    fn a_font_file_can_not_break_out_of_the_style_sheet() {
        let theme = Theme {
            text_font: Some("Quill".to_owned()),
            fonts: vec![FontFile {
                family: "Quill".to_owned(),
                file: "static/fonts/qu\"ill).woff2".into(),
                is_italic: true,
                weights: (400, 700),
            }],
            ..Theme::default()
        };
        let sheet = sheet(&theme);
        assert!(sheet.contains("src: url(\"../fonts/qu%22ill%29.woff2\") format(\"woff2\");"));
        assert!(sheet.contains("--serif: \"Quill\", \"Almanac Serif\", Georgia, serif;"));
    }

    #[test]
    fn what_stands_on_the_accent_can_be_read() {
        assert_eq!(read_on(Colour::new(0, 0, 0x80)), ON_ACCENT[0]);
        assert_eq!(read_on(Colour::new(0xff, 0xd0, 0)), ON_ACCENT[1]);
    }
}
