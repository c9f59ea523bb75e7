//! Areas with the edges of Mapnik: each pixel is mixed as AGG mixes it.

use std::sync::Arc;

use tiny_skia::Pixmap;

use super::{pattern::EnlargedPatterns, shape_source::ShapeSource};
use crate::{
    image::{Bitmap, sprite::SpriteImage},
    render::{
        display::{LineTexture, ShapeItem},
        geometry::{ClipRect, CoverageGrid, EdgeRule},
        paint::mix,
    },
    style::symbolizer::{Gamma, GammaMethod},
};

/// Draws the areas of `item`.
pub(super) fn draw(item: &ShapeItem, patterns: &mut EnlargedPatterns, grid: &mut CoverageGrid, pixmap: &mut Pixmap) {
    let clip = item.clip.within(ClipRect::of_picture(pixmap.width(), pixmap.height()));
    if clip.left >= clip.right || clip.top >= clip.bottom {
        return;
    }
    let curve = curve(item.gamma);
    let drawn = patterns.of(&item.source);
    let Some(source) = ShapeSource::of(&item.source, drawn.as_deref(), item.offset) else { return };
    let mix = mix::function(item.blend);
    let width = pixmap.width() as usize;
    let pixels: &mut [[u8; 4]] = pixmap.data_mut().as_chunks_mut().0;
    for area in item.areas() {
        let rings = || area.clone();
        grid.cover(rings, item.offset, clip, (item.rule, EdgeRule::Smooth), |y, from, to, cover| {
            let cover = curve.as_ref().and_then(|it| it.get(usize::from(cover)).copied()).unwrap_or(cover);
            let start = y as usize * width;
            if let Some(run) = pixels.get_mut(start + from as usize..start + to as usize) {
                source.put(run, [from, y], cover, mix);
            }
        });
    }
}

/// The image of a texture made of shapes.
pub(super) fn drawn_texture(texture: &LineTexture, patterns: &mut EnlargedPatterns) -> Option<LineTexture> {
    let LineTexture::Vector { picture, transform, size, opacity } = texture else { return None };
    let drawn = patterns.drawn(picture, *transform, *size)?;
    let bitmap = Bitmap::from_premultiplied(drawn.width(), drawn.height(), drawn.data().to_vec()).ok()?;
    let image = Arc::new(SpriteImage::new(bitmap, 1.0, false));
    Some(LineTexture::Image { image, scale: 1.0, stretch: 1.0, opacity: *opacity })
}

/// The opacity of each coverage, if it is another one.
fn curve(gamma: Gamma) -> Option<[u8; 256]> {
    let g = gamma.value;
    if gamma.method == GammaMethod::None || (g == 1.0 && gamma.method != GammaMethod::Threshold) {
        return None;
    }
    let at = |cover: f64| match gamma.method {
        GammaMethod::None => cover,
        GammaMethod::Power => cover.powf(g),
        GammaMethod::Linear if g <= 0.0 => f64::from(u8::from(cover >= g)),
        GammaMethod::Linear => (cover / g).min(1.0),
        GammaMethod::Threshold => f64::from(u8::from(cover >= g)),
        GammaMethod::Multiply => (cover * g).min(1.0),
    };
    let mut out = [0; 256];
    for (i, value) in (0u8..=255).zip(&mut out) {
        *value = (at(f64::from(i) / 255.0) * 255.0).round().clamp(0.0, 255.0) as u8;
    }
    Some(out)
}
