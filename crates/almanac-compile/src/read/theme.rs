//! Reads `[theme]` of `almanac.toml`.

use std::ops::Range;

use almanac_model::{Area, Colour, FilePath, FontFile, Layout, Theme};
use almanac_syntax::yaml::Node;

use super::fields::{Fields, PlacedText};
use crate::checks::{INVALID_FRONT_MATTER, LOW_CONTRAST, MISSING_MEDIA};
use crate::reporter::Finding;

/// The least contrast at which text can be read, by WCAG 2.2, 1.4.3.
const LEAST_CONTRAST: f64 = 4.5;
/// The longest name that a family of fonts may have.
const LONGEST_FAMILY: usize = 60;
/// What the name of a file says that a browser shows as an image.
const IMAGES: [&str; 7] = ["avif", "gif", "jpeg", "jpg", "png", "svg", "webp"];

/// Whether the almanac has a file.
pub(crate) type HasFile<'f> = &'f dyn Fn(&str) -> bool;

/// Reads the theme; what is wrong is left out.
/// With it comes the place of its footer.
pub(super) fn read_theme(
    outer: &mut Fields<'_>,
    node: &Node,
    layout: &Layout,
    has_file: HasFile<'_>,
) -> (Theme, Option<Range<usize>>) {
    let mut fields = Fields::new(outer.file, node, "`theme`");
    let footer = fields.placed_text("footer");
    let footer = footer.filter(|(text, _)| !text.is_empty());
    let (footer, place) = footer.unzip();
    let light = ("light paper", Colour::LIGHT_PAPER);
    let dark = ("dark paper", Colour::DARK_PAPER);
    let mut theme = Theme {
        accent: read_colour(&mut fields, "accent", light),
        accent_dark: read_colour(&mut fields, "accent-dark", dark),
        second: read_colour(&mut fields, "second", light),
        second_dark: read_colour(&mut fields, "second-dark", dark),
        text_font: read_family(&mut fields, "text-font").map(|(family, _)| family),
        interface_font: read_family(&mut fields, "interface-font").map(|(family, _)| family),
        fonts: Vec::new(),
        logo: read_logo(&mut fields, layout, has_file),
        footer,
        footer_links: Vec::new(),
    };
    let used = [theme.text_font.clone(), theme.interface_font.clone()];
    for node in fields.list("fonts") {
        let mut inner = Fields::new(outer.file, node, "a font");
        theme
            .fonts
            .extend(read_font(&mut inner, node, &used, has_file));
        fields.findings.extend(inner.finish());
    }
    outer.findings.extend(fields.finish());
    (theme, place)
}

fn read_colour(
    fields: &mut Fields<'_>,
    name: &'static str,
    (paper, on): (&str, Colour),
) -> Option<Colour> {
    let (text, span) = fields.placed_text(name)?;
    let Some(colour) = Colour::parse(&text) else {
        let message = format!("`{text}` is not a colour");
        let help = "write it as `#` and six hexadecimal digits: `#8c2a1a`";
        say(fields, span, message, help);
        return None;
    };
    let contrast = colour.contrast(on);
    if contrast < LEAST_CONTRAST {
        // Rounded down, so that what fails is never shown as what passes.
        let shown = (contrast * 10.0).floor() / 10.0;
        let message = format!(
            "`{text}` on {paper} (`{on}`) has a contrast of {shown:.1}:1: it can't be read well"
        );
        let help = format!(
            "take a colour of at least {LEAST_CONTRAST}:1, as `{}`",
            colour.readable_on(on, LEAST_CONTRAST)
        );
        let finding = Finding::new(&LOW_CONTRAST, fields.file, span, message).help(help);
        fields.findings.push(finding);
    }
    Some(colour)
}

/// A family of fonts. Its name goes into the style sheet, so it may hold nothing that ends it.
fn read_family(fields: &mut Fields<'_>, name: &'static str) -> Option<PlacedText> {
    let (family, span) = fields.placed_text(name)?;
    let is_plain = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '.');
    if family.is_empty() || family.len() > LONGEST_FAMILY || !family.chars().all(is_plain) {
        let message = format!("`{family}` is not the name of a font");
        let help = "write the name of its family: letters, digits, spaces and hyphens";
        say(fields, span, message, help);
        return None;
    }
    Some((family, span))
}

fn read_font(
    fields: &mut Fields<'_>,
    node: &Node,
    used: &[Option<String>],
    has_file: HasFile<'_>,
) -> Option<FontFile> {
    let family = read_family(fields, "family");
    let file = fields.placed_text("file");
    let is_italic = fields
        .one_of("style", is_italic, &["normal", "italic"])
        .unwrap_or(false);
    let weights = read_weights(fields);
    let (Some((family, family_span)), Some((file, span))) = (family, file) else {
        if fields.findings.is_empty() {
            fields.invalid(node, "a font needs a `family` and a `file`");
        }
        return None;
    };
    if !used.iter().flatten().any(|name| *name == family) {
        let message = format!("nothing is set in `{family}`");
        let help = format!("write `text-font = \"{family}\"` or `interface-font = \"{family}\"`");
        say(fields, family_span, message, &help);
    }
    if Area::Static.within(&file).is_none() || !file.ends_with(".woff2") {
        let message = format!("`{file}` is not a font file below `static/`");
        let help = "put the font there as WOFF2, and write `static/NAME.woff2`";
        say(fields, span, message, help);
        return None;
    }
    expect_file(fields, &file, span, has_file).then(|| FontFile {
        family,
        file: FilePath::from(file),
        is_italic,
        weights,
    })
}

fn is_italic(style: &str) -> Option<bool> {
    match style {
        "normal" => Some(false),
        "italic" => Some(true),
        _ => None,
    }
}

/// The weights of a font file: `400`, or `400 700` where it has all between.
fn read_weights(fields: &mut Fields<'_>) -> (u16, u16) {
    const USUAL: (u16, u16) = (400, 400);
    let Some((text, span)) = fields.placed_text("weight") else {
        return USUAL;
    };
    let weights: Vec<Option<u16>> = text
        .split_whitespace()
        .map(|weight| weight.parse().ok().filter(|n| (1..=1000).contains(n)))
        .collect();
    match weights[..] {
        [Some(weight)] => (weight, weight),
        [Some(from), Some(to)] if from <= to => (from, to),
        _ => {
            let message = format!("`{text}` is not the weight of a font");
            say(
                fields,
                span,
                message,
                "write `400`, or `\"400 700\"` for all between",
            );
            USUAL
        }
    }
}

fn read_logo(fields: &mut Fields<'_>, layout: &Layout, has_file: HasFile<'_>) -> Option<FilePath> {
    let (file, span) = fields.placed_text("logo")?;
    let is_served = layout.may_be_sent(&file);
    let extension = file.rsplit('.').next().unwrap_or_default();
    if !is_served || !IMAGES.contains(&extension.to_ascii_lowercase().as_str()) {
        let message = format!("`{file}` is not an image below `static/` or `media/`");
        say(
            fields,
            span,
            message,
            "put the logo there, and write `static/logo.svg`",
        );
        return None;
    }
    expect_file(fields, &file, span, has_file).then(|| FilePath::from(file))
}

fn expect_file(
    fields: &mut Fields<'_>,
    file: &str,
    span: Range<usize>,
    has_file: HasFile<'_>,
) -> bool {
    let is_there = has_file(file);
    if !is_there {
        let message = format!("there is no file `{file}`");
        let finding = Finding::new(&MISSING_MEDIA, fields.file, span, message);
        let help = "put the file there, or take the line out";
        fields.findings.push(finding.help(help));
    }
    is_there
}

fn say(fields: &mut Fields<'_>, span: Range<usize>, message: String, help: &str) {
    let finding = Finding::new(&INVALID_FRONT_MATTER, fields.file, span, message).help(help);
    fields.findings.push(finding);
}
