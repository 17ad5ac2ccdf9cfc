//! A picture of shapes in a few colours on one ground, as a small PNG.

use png::{BitDepth, ColorType, Compression, Encoder, Filter};
use tiny_skia::{FillRule, Mask, Path, Transform};

/// Red, green and blue.
pub(crate) type Color = [u8; 3];

/// How many shades lead from the ground to a colour: enough for smooth edges, and few enough to compress well.
const SHADES: u16 = 15;

/// A picture whose pixels are places in its palette.
pub(crate) struct Picture {
    width: u32,
    height: u32,
    pixels: Vec<u8>,
    /// The ground, then the shades of each colour.
    palette: Vec<Color>,
}

impl Picture {
    /// An empty picture.
    pub(crate) fn new(width: u32, height: u32, ground: Color) -> Option<Self> {
        let pixels = usize::try_from(width.checked_mul(height)?).ok()?;
        Some(Self {
            width,
            height,
            pixels: vec![0; pixels],
            palette: vec![ground],
        })
    }

    /// Fills a shape with a colour, over what is there.
    pub(crate) fn fill(&mut self, shape: &Path, color: Color) {
        let first = self.shades_of(color);
        let Some(mut mask) = Mask::new(self.width, self.height) else {
            return;
        };
        mask.fill_path(shape, FillRule::Winding, true, Transform::identity());
        for (pixel, coverage) in self.pixels.iter_mut().zip(mask.data()) {
            let shade = (u16::from(*coverage) * SHADES + 127) / 255;
            if shade > 0 {
                *pixel = first + (shade - 1) as u8;
            }
        }
    }

    /// Where the shades of a colour begin in the palette, the palest first.
    fn shades_of(&mut self, color: Color) -> u8 {
        let count = usize::from(SHADES);
        let mut known = self.palette[1..].chunks(count);
        let position = known.position(|shades| shades.last() == Some(&color));
        let first = match position {
            Some(position) => 1 + position * count,
            None => {
                let (ground, first) = (self.palette[0], self.palette.len());
                let shades = (1..=SHADES).map(|shade| mixed(ground, color, shade));
                self.palette.extend(shades);
                first
            }
        };
        first as u8
    }

    /// Writes the picture as PNG.
    pub(crate) fn encode(&self) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut encoder = Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(ColorType::Indexed);
        encoder.set_depth(BitDepth::Eight);
        encoder.set_compression(Compression::Balanced);
        // Places in a palette do not change by steps, as filters expect of pixels.
        encoder.set_filter(Filter::NoFilter);
        encoder.set_palette(self.palette.concat());
        let mut writer = encoder.write_header().ok()?;
        writer.write_image_data(&self.pixels).ok()?;
        writer.finish().ok()?;
        Some(bytes)
    }
}

/// The ground with so many parts of a colour in it.
fn mixed(ground: Color, color: Color, shade: u16) -> Color {
    let mut mixed = ground;
    for (channel, added) in mixed.iter_mut().zip(color) {
        let sum = u16::from(*channel) * (SHADES - shade) + u16::from(added) * shade;
        *channel = ((sum + SHADES / 2) / SHADES) as u8;
    }
    mixed
}

#[cfg(test)]
mod tests {
    use tiny_skia::{PathBuilder, Rect};

    use super::*;

    #[test]
    fn shapes_are_filled_with_their_colour_and_edges_with_shades_of_it() {
        let mut picture = Picture::new(4, 1, [255, 255, 255]).unwrap();
        let square = |x: f32| PathBuilder::from_rect(Rect::from_xywh(x, 0.0, 1.0, 1.0).unwrap());
        picture.fill(&square(0.0), [0, 0, 0]);
        picture.fill(&square(1.5), [255, 0, 0]);
        picture.fill(&square(3.0), [0, 0, 0]);
        let colors: Vec<Color> = picture
            .pixels
            .iter()
            .map(|pixel| picture.palette[usize::from(*pixel)])
            .collect();
        assert_eq!(colors[0], [0, 0, 0]);
        assert_eq!(colors[3], [0, 0, 0]);
        assert_eq!(colors[1], colors[2]);
        assert!(
            colors[1][0] == 255 && (110..145).contains(&colors[1][1]),
            "{:?}",
            colors[1]
        );
        assert_eq!(picture.palette.len(), 31);
    }
}
