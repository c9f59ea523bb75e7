//! Areas with edges of exact coverage.

use tiny_skia::{Mask, Pixmap, Transform};

use super::{pattern::paint, shape_source::ShapeSource};
use crate::{
    render::{
        display::PaintSource,
        geometry::{ClipRect, CoverageGrid, EdgeRule, FillRule},
        paint::mix,
    },
    style::BlendMode,
};

/// What areas are filled with, and where.
pub(super) struct AreaFill<'f> {
    /// Position of the origin of the rings in the picture.
    pub offset: [f64; 2],
    /// Nothing is drawn outside of this rectangle, which is within the picture.
    pub clip: ClipRect,
    /// The color or pattern.
    pub source: &'f PaintSource,
    /// The pixels of a pattern with a whole size.
    pub enlarged: Option<&'f Pixmap>,
    /// How pixels on an edge are covered.
    pub edges: EdgeRule,
    /// Whether a color replaces what is below it, instead of being laid over it.
    pub replaces: bool,
}

/// Fills areas. The buffers are reused from area to area.
#[derive(Default)]
pub(super) struct AreaPainter {
    grid: CoverageGrid,
    /// The coverage of pixels, as large as the picture; empty between areas.
    mask: Option<Mask>,
}

impl AreaPainter {
    /// The grid, for areas that are mixed in other ways.
    pub(super) fn grid(&mut self) -> &mut CoverageGrid {
        &mut self.grid
    }

    /// Fills what `rings` wind around.
    pub(super) fn fill<'r, I: Iterator<Item = &'r [[f64; 2]]>>(
        &mut self,
        rings: impl Fn() -> I,
        fill: &AreaFill<'_>,
        pixmap: &mut Pixmap,
    ) {
        let rules = (FillRule::NonZero, fill.edges);
        let width = pixmap.width() as usize;
        let row = |y: i32, from: i32, to: i32| y as usize * width + from as usize..y as usize * width + to as usize;
        if let Some(source) = ShapeSource::aligned(fill.source, fill.enlarged, fill.offset) {
            let mix = if fill.replaces { mix::function(BlendMode::Source) } else { None };
            let pixels: &mut [[u8; 4]] = pixmap.data_mut().as_chunks_mut().0;
            self.grid.cover(rings, fill.offset, fill.clip, rules, |y, from, to, cover| {
                if let Some(run) = pixels.get_mut(row(y, from, to)) {
                    source.put(run, [from, y], leveled(cover), mix);
                }
            });
            return;
        }
        let Some(paint) = paint(fill.source, fill.enlarged, fill.offset, false) else { return };
        let size = (pixmap.width(), pixmap.height());
        let mask = self.mask.take().filter(|mask| (mask.width(), mask.height()) == size);
        let Some(mut mask) = mask.or_else(|| Mask::new(size.0, size.1)) else { return };
        let mut drawn: Option<ClipRect> = None;
        self.grid.cover(rings, fill.offset, fill.clip, rules, |y, from, to, cover| {
            if let Some(run) = mask.data_mut().get_mut(row(y, from, to)) {
                run.fill(leveled(cover));
            }
            let it = drawn.get_or_insert(ClipRect { left: from, top: y, right: to, bottom: y + 1 });
            (it.left, it.right, it.bottom) = (it.left.min(from), it.right.max(to), y + 1);
        });
        if let Some(ClipRect { left, top, right, bottom }) = drawn {
            let rect = tiny_skia::Rect::from_ltrb(left as f32, top as f32, right as f32, bottom as f32);
            if let Some(rect) = rect {
                pixmap.fill_rect(rect, &paint, Transform::identity(), Some(&mask));
            }
            if let Some(rows) = mask.data_mut().get_mut(top as usize * width..bottom as usize * width) {
                rows.fill(0);
            }
        }
        self.mask = Some(mask);
    }
}

/// The coverage in 16 levels. More of them cannot be told apart by eye, and each of them is a color that the palette has to
/// hold.
fn leveled(cover: u8) -> u8 {
    (cover.saturating_add(LEVEL / 2) / LEVEL).saturating_mul(LEVEL)
}

/// Distance between levels of coverage.
const LEVEL: u8 = 17;
