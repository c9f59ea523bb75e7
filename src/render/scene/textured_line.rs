//! Lines with a pattern or a gradient.

use super::{line_style::LineStyle, tile_frame::TileFrame, visible::faded};
use crate::{
    deadline::checkpoint,
    render::{
        display::{LineTexture, TexturedLineItem},
        geometry::{Lines, cull_line, length, parallel, to_pixels},
        input::Frame,
    },
    style::{Color, expression::Context, layer::LineLayer},
};

/// The texture along a line.
pub(super) enum Texture<'l, 'c> {
    /// A pattern.
    Image(LineTexture),
    /// A pattern whose image is missing: nothing is drawn.
    Missing,
    /// A gradient and the context of its colors.
    Gradient(&'l LineLayer, &'l Context<'c>),
}

impl<'l, 'c> Texture<'l, 'c> {
    /// The pattern or gradient of a line; `None` for plain lines.
    pub(super) fn of(
        frame: &Frame<'_, '_>,
        line: &'l LineLayer,
        style: &LineStyle,
        paint: &'l Context<'c>,
    ) -> Option<Self> {
        if line.pattern.is_given()
            && let Some(name) = line.pattern.get(paint)
        {
            let image = frame.resources.sprites.get(&name.name);
            return Some(image.map_or(Self::Missing, |image| {
                Self::Image(LineTexture::Image {
                    image: image.clone(),
                    // The image is as high as the line is wide. Its length fits at the whole zoom and is stretched from
                    // there.
                    scale: style.width / f64::from(image.bitmap.height()),
                    stretch: stretch(frame, line, paint),
                    opacity: line.opacity.get(paint).clamp(0.0, 1.0),
                })
            }));
        }
        line.gradient.is_given().then_some(Self::Gradient(line, paint))
    }
}

/// The stretch factor along the line of a pattern between whole zooms.
fn stretch(frame: &Frame<'_, '_>, line: &LineLayer, paint: &Context<'_>) -> f64 {
    let (zoom, whole) = (frame.view.zoom, frame.view.layout_zoom());
    let below = line.width.get(&Context { zoom: Some(whole), ..*paint });
    let stretch = below / line.width.get(paint) * (zoom - whole).exp2();
    if stretch.is_finite() && stretch > 0.0 { stretch } else { 1.0 }
}

/// Number of parts of a line that have all colors of its gradient.
const MAX_GRADIENTS: usize = 4096;

/// The gradient's colors between two fractions of a whole line that is `length` pixels long: one for every two pixels, and
/// no more than `most`.
fn colors(line: &LineLayer, [from, to]: [f64; 2], (length, most): (f64, f64), paint: &Context<'_>) -> Vec<Color> {
    let opacity = line.opacity.get(paint).clamp(0.0, 1.0);
    let steps = (length / 2.0).ceil().clamp(1.0, most) as u32;
    checkpoint(steps as usize * 20);
    let sample = |i: u32| {
        let at = from + (to - from) * f64::from(i) / f64::from(steps);
        line.gradient_at(at, paint).map_or(Color::new(0.0, 0.0, 0.0, 0.0), |c| faded(c, opacity))
    };
    (0..=steps).map(sample).collect()
}

/// The lines of a feature with their texture. `spans` are their parts of the whole lines. `None` if the lines are
/// invisible.
pub(super) fn textured_line(
    geometry: &Lines,
    spans: &[[f64; 2]],
    style: &LineStyle,
    closed: bool,
    place: &TileFrame,
    texture: Texture<'_, '_>,
) -> Option<TexturedLineItem> {
    let (mut lines, mut phases, mut gradients) = (Lines::default(), Vec::new(), Vec::new());
    let (mut scaled, mut moved) = (Vec::new(), Vec::new());
    let near = place.area.grown(style.reach());
    let apart = (style.gap + style.width) / 2.0;
    let sides = if style.gap > 0.0 { &[-apart, apart][..] } else { &[0.0] };
    for (i, part) in geometry.iter().enumerate() {
        to_pixels(part, place.scale, place.shift, &mut scaled);
        if closed && scaled.first() != scaled.last() {
            scaled.extend(scaled.first().copied());
        }
        for side in sides {
            parallel(&scaled, style.offset + side, closed, &mut moved);
            let before = phases.len();
            cull_line(&moved, &near, false, &mut lines, &mut phases);
            if let Texture::Gradient(line, paint) = &texture {
                let [from, to] = spans.get(i).copied().unwrap_or([0.0, 1.0]);
                let per_pixel = (to - from) / length(&moved).max(f64::MIN_POSITIVE);
                for (run, way) in lines.iter().zip(&phases).skip(before) {
                    let long = length(run);
                    let span = [from + way * per_pixel, from + (way + long) * per_pixel];
                    // A line that enters the picture very often has two colors for each of its parts.
                    let most = if gradients.len() < MAX_GRADIENTS { 512.0 } else { 1.0 };
                    gradients.push(colors(line, span, (long, most), paint));
                }
            }
        }
    }
    let texture = match texture {
        Texture::Image(image) => image,
        Texture::Gradient(..) => LineTexture::Gradient(gradients),
        Texture::Missing => return None,
    };
    (!lines.is_empty()).then_some(TexturedLineItem {
        lines,
        phases,
        offset: place.offset,
        clip: place.clip,
        square: place.square,
        grid: place.grid,
        width: style.width,
        cap: style.cap,
        texture,
    })
}
