//! Groups that are laid over what is below them.

use tiny_skia::{Pixmap, PixmapPaint, Transform};

use crate::{render::paint::mix, style::BlendMode};

/// Lays `above` over `below`, which is as large.
pub(super) fn lay(above: &Pixmap, opacity: f64, blend: BlendMode, below: &mut Pixmap) {
    let Some(mix) = mix::function(blend) else {
        let paint = PixmapPaint { opacity: opacity as f32, ..PixmapPaint::default() };
        below.draw_pixmap(0, 0, above.as_ref(), &paint, Transform::identity(), None);
        return;
    };
    let cover = (opacity.clamp(0.0, 1.0) * 255.0) as u8;
    let (pixels, _) = below.data_mut().as_chunks_mut();
    let (sources, _) = above.data().as_chunks();
    for (p, source) in pixels.iter_mut().zip(sources) {
        *p = mix(*source, *p, cover);
    }
}
