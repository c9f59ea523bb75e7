//! Pieces with few edges, which tiny-skia fills.

use tiny_skia::{FillRule, Paint, PathBuilder, Pixmap, Transform};

use crate::{
    deadline::checkpoint,
    render::geometry::{ClipRect, Rect, clip_ring, cull_ring, fit_ring, snap},
};

/// The position and the clipping of pieces.
pub(super) struct PieceFrame {
    /// Position of the origin of the pieces in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle.
    pub clip: ClipRect,
    /// The square that pieces are clipped to.
    pub square: Option<Rect>,
    /// Distance between the edges of raster tiles in pixels, counted from `offset`.
    pub grid: Option<f64>,
}

/// Fills pieces of textured lines, and triangles of images. The buffers are reused from piece to piece.
#[derive(Default)]
pub(super) struct PiecePainter {
    ring: Vec<[f64; 2]>,
    spare: Vec<[f64; 2]>,
}

impl PiecePainter {
    /// Fills `ring`, a closed one, with `paint`.
    pub(super) fn fill(
        &mut self,
        ring: impl IntoIterator<Item = [f64; 2]>,
        frame: &PieceFrame,
        paint: &Paint<'_>,
        pixmap: &mut Pixmap,
    ) {
        let whole = ClipRect::of_picture(pixmap.width(), pixmap.height());
        let area = Rect::local(frame.clip.within(whole), frame.offset);
        self.ring.clear();
        self.ring.extend(ring.into_iter().map(|p| p.map(snap)));
        checkpoint(100);
        if area.grown(1.0).misses_all(&self.ring) {
            return;
        }
        if let Some(square) = &frame.square {
            clip_ring(&mut self.ring, square, &mut self.spare);
        }
        fit_ring(&mut self.ring, frame.grid, &area, &mut self.spare);
        cull_ring(&mut self.ring, &area);
        let mut builder = PathBuilder::new();
        for (i, p) in self.ring.iter().enumerate() {
            let (x, y) = ((p[0] + frame.offset[0]) as f32, (p[1] + frame.offset[1]) as f32);
            if i == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
        }
        builder.close();
        if let Some(path) = builder.finish() {
            // What is outside of the picture costs nothing.
            let pixels = pixmap.pixels().len().min((path.bounds().width() * path.bounds().height()) as usize);
            checkpoint(pixels);
            pixmap.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }
}
