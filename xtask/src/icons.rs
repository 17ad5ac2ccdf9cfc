//! Draws the icons of `icon.svg` that devices want as PNG.

use std::fs;
use std::process::ExitCode;

use anyhow::{Context, Result};
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{Options, Tree};

use crate::project::{Project, say};

/// How wide they are: what Apple's home screens take, and what web manifests must have.
const SIZES: [u32; 3] = [180, 192, 512];

/// How much of the width the drawing takes: a device may cut a circle out of the rest.
const DRAWN: f32 = 0.72;

/// Draws all icons, on paper.
pub(crate) fn run(project: &Project) -> Result<ExitCode> {
    let assets = project.root.join("crates/almanac-render/assets");
    let drawing = fs::read(assets.join("icon.svg"))?;
    let tree = Tree::from_data(&drawing, &Options::default())?;
    for size in SIZES {
        let png = draw(&tree, size).with_context(|| format!("no icon of {size} pixels"))?;
        fs::write(assets.join(format!("icon-{size}.png")), png)?;
    }
    say("The icons are drawn. Look at them before you commit them.");
    Ok(ExitCode::SUCCESS)
}

fn draw(tree: &Tree, size: u32) -> Option<Vec<u8>> {
    let mut picture = Pixmap::new(size, size)?;
    picture.fill(Color::from_rgba8(0xfb, 0xf8, 0xf1, 0xff));
    let size = size as f32;
    let scale = size * DRAWN / tree.size().width();
    let margin = size * (1.0 - DRAWN) / 2.0;
    let place = Transform::from_scale(scale, scale).post_translate(margin, margin);
    resvg::render(tree, place, &mut picture.as_mut());
    picture.encode_png().ok()
}
