//! Areas with the edges of Mapnik: each pixel is mixed as AGG mixes it.

use tiny_skia::{Mask, Pixmap, Transform};

use super::{blend::blend_mode, pattern::paint, shape_source::ShapeSource};
use crate::{
    render::{
        display::ShapeItem,
        geometry::{ClipRect, CoverageGrid},
    },
    style::{
        BlendMode,
        symbolizer::{Gamma, GammaMethod},
    },
};

/// Draws the areas of `item`.
pub(super) fn draw(item: &ShapeItem, grid: &mut CoverageGrid, pixmap: &mut Pixmap) {
    let clip = item.clip.within(ClipRect::of_picture(pixmap.width(), pixmap.height()));
    if clip.left >= clip.right || clip.top >= clip.bottom {
        return;
    }
    let curve = curve(item.gamma);
    let source = (item.blend == BlendMode::SourceOver).then(|| ShapeSource::of(&item.source, item.offset)).flatten();
    for rings in item.areas() {
        grid.begin(clip);
        rings.for_each(|ring| grid.ring(ring, item.offset));
        match &source {
            Some(source) => {
                let width = pixmap.width() as usize;
                let pixels: &mut [[u8; 4]] = pixmap.data_mut().as_chunks_mut().0;
                grid.sweep(item.rule, |y, from, to, cover| {
                    let cover = curve.get(usize::from(cover)).copied().unwrap_or(cover);
                    let start = y as usize * width;
                    if let Some(run) = pixels.get_mut(start + from as usize..start + to as usize) {
                        source.put(run, [from, y], cover);
                    }
                });
            }
            None => blended(item, &curve, grid, pixmap),
        }
    }
}

/// Draws the area in `grid` in a blend mode other than source-over.
fn blended(item: &ShapeItem, curve: &[u8; 256], grid: &mut CoverageGrid, pixmap: &mut Pixmap) {
    let mut spans = Vec::new();
    grid.sweep(item.rule, |y, from, to, cover| spans.push((y, from, to, curve.get(usize::from(cover)).copied())));
    let (Some(top), Some(bottom)) = (spans.first().map(|s| s.0), spans.last().map(|s| s.0)) else { return };
    let (width, height) = (pixmap.width(), (bottom - top + 1) as u32);
    // Only the rows of the area are drawn.
    let (Some(mut rows), Some(mut mask)) = (Pixmap::new(width, height), Mask::new(width, height)) else { return };
    for (y, from, to, cover) in spans {
        let start = (y - top) as usize * width as usize;
        if let Some(run) = mask.data_mut().get_mut(start + from as usize..start + to as usize) {
            run.fill(cover.unwrap_or(0));
        }
    }
    let first = top as usize * width as usize * 4;
    let Some(target) = pixmap.data_mut().get_mut(first..first + (width * height * 4) as usize) else { return };
    rows.data_mut().copy_from_slice(target);
    let offset = [item.offset[0], item.offset[1] - f64::from(top)];
    let all = tiny_skia::Rect::from_xywh(0.0, 0.0, width as f32, height as f32);
    if let Some((all, mut paint)) = all.zip(paint(&item.source, None, offset, false)) {
        paint.blend_mode = blend_mode(item.blend);
        rows.fill_rect(all, &paint, Transform::identity(), Some(&mask));
    }
    target.copy_from_slice(rows.data());
}

/// The opacity of each coverage.
fn curve(gamma: Gamma) -> [u8; 256] {
    let g = gamma.value;
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
    out
}
