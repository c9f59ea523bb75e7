//! The tiny-skia painter.

use tiny_skia::{FillRule, FilterQuality, Paint, PathBuilder, Pattern, Pixmap, PixmapPaint, SpreadMode, Transform};

use super::{
    area::{AreaFill, AreaPainter},
    circle::soft_disc,
    color::{color, view},
    effects, glyphs, group, hairline, heat, icon,
    pattern::{EnlargedPatterns, paint, piece_paint},
    picture, shape,
};
use crate::{
    deadline::checkpoint,
    image::Bitmap,
    render::{
        display::{
            CircleItem, EffectsItem, FillItem, GlyphRun, HairlineItem, HeatmapItem, IconItem, PaintError, PaintSource,
            Painter, PictureItem, PixelPainter, RasterItem, RasterShape, ShapeItem, StrokeItem, TexturedLineItem,
        },
        geometry::{
            ClipRect, EdgeRule, JoinStyle, Lines, Rect, StrokeStyle, Stroker, circle, clip_ring, cull_ring, dashed,
            fit_ring, snap,
        },
    },
    style::{
        Color, Compositing,
        layer::{LineCap, LineJoin},
    },
    text::GlyphCache,
};

/// Strokes with more vertices have neither arcs nor caps, whose vertices would take too much memory.
const MAX_POINTS: usize = 1 << 18;

/// Draws into a pixmap. A painter draws one picture and reuses its buffers from item to item.
pub(crate) struct SkiaPainter<'g> {
    pixmap: Pixmap,
    /// The open groups, each with the pixmap below it.
    below: Vec<(Pixmap, Compositing)>,
    /// Transparent pixmaps of groups that were closed.
    blank: Vec<Pixmap>,
    glyphs: &'g GlyphCache,
    patterns: EnlargedPatterns,
    stroker: Stroker,
    areas: AreaPainter,
    rings: Lines,
    /// Pieces of translucent lines that overlap those in `rings`.
    apart: Lines,
    ring: Vec<[f64; 2]>,
    spare: Vec<[f64; 2]>,
}

/// The position and the clipping of pieces that tiny-skia fills.
struct PieceFrame {
    offset: [f64; 2],
    clip: ClipRect,
    square: Option<Rect>,
    grid: Option<f64>,
}

impl SkiaPainter<'_> {
    fn whole(&self) -> ClipRect {
        ClipRect::of_picture(self.pixmap.width(), self.pixmap.height())
    }

    /// Fills the rings of a stroke.
    fn fill_stroke(&mut self, item: &StrokeItem, source: &PaintSource, replaces: bool) {
        let clip = item.clip.within(self.whole());
        let near = Rect::local(clip, item.offset).grown(1.0);
        let enlarged = self.patterns.of(source);
        let fill = AreaFill {
            offset: item.offset,
            clip,
            source,
            enlarged: enlarged.as_deref(),
            edges: EdgeRule::Smooth,
            replaces,
        };
        let rings = || self.rings.iter().filter(|ring| ring.len() >= 3 && !near.misses_all(ring));
        self.areas.fill(rings, &fill, &mut self.pixmap);
    }

    /// Fills a piece of a textured line or a triangle of an image.
    fn fill_piece(&mut self, ring: impl IntoIterator<Item = [f64; 2]>, frame: &PieceFrame, paint: &Paint<'_>) {
        let area = Rect::local(frame.clip.within(self.whole()), frame.offset);
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
        push(&mut builder, &self.ring, frame.offset);
        if let Some(path) = builder.finish() {
            let bounds = path.bounds();
            checkpoint((bounds.width() * bounds.height()) as usize);
            self.pixmap.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    /// Fills a circle that is drawn as a polygon.
    fn fill_circles(&mut self, item: &CircleItem, color: Color, radii: &[(f64, bool)]) {
        self.rings.clear();
        for (radius, clockwise) in radii {
            circle(item.center, *radius, *clockwise, &mut self.rings);
        }
        let source = &PaintSource::Color(color);
        let (offset, clip) = (item.offset, self.whole());
        let fill = AreaFill { offset, clip, source, enlarged: None, edges: EdgeRule::Smooth, replaces: false };
        self.areas.fill(|| self.rings.iter(), &fill, &mut self.pixmap);
    }

    /// Draws lines with sharp edges.
    fn sharp_stroke(&mut self, item: &StrokeItem, lines: &Lines, style: &StrokeStyle) {
        self.rings.clear();
        self.apart.clear();
        let alternate =
            (!item.is_opaque() && item.dashes.is_empty()).then_some((&item.starts_odd[..], &mut self.apart));
        self.stroker.outline(lines, style, &mut self.rings, alternate);
        self.fill_stroke(item, &item.source, false);
        if !self.apart.is_empty() {
            std::mem::swap(&mut self.rings, &mut self.apart);
            self.fill_stroke(item, &item.source, false);
        }
    }

    /// Draws lines with fading edges, from the edges inwards: ever narrower lines with ever more color replace the
    /// previous ones.
    fn blurred_stroke(&mut self, item: &StrokeItem, full: Color, lines: &Lines, style: &StrokeStyle) {
        self.begin_group(Compositing::of_opacity(full.a));
        let steps = item.blur.ceil().clamp(2.0, 16.0);
        let mut i = 0.0;
        while i < steps {
            let inset = item.blur * (i + 0.5) / steps - 0.5;
            let half = style.half - inset;
            // The inner edges of a casing fade into its gap.
            let hole = if style.hole > 0.0 { (style.hole + inset - item.blur).max(0.0) } else { 0.0 };
            if half <= hole {
                break;
            }
            self.rings.clear();
            self.stroker.outline(lines, &StrokeStyle { half, hole, ..*style }, &mut self.rings, None);
            let source = PaintSource::Color(Color::new(full.r, full.g, full.b, (i + 1.0) / steps));
            self.fill_stroke(item, &source, true);
            i += 1.0;
        }
        self.end_group();
    }
}

/// Appends a closed ring.
fn push(builder: &mut PathBuilder, ring: &[[f64; 2]], offset: [f64; 2]) {
    for (i, p) in ring.iter().enumerate() {
        let (x, y) = ((p[0] + offset[0]) as f32, (p[1] + offset[1]) as f32);
        if i == 0 { builder.move_to(x, y) } else { builder.line_to(x, y) }
    }
    builder.close();
}

impl<'g> PixelPainter<'g> for SkiaPainter<'g> {
    fn new(width: u32, height: u32, glyphs: &'g GlyphCache) -> Result<Self, PaintError> {
        PaintError::check_size(width, height)?;
        Ok(Self {
            pixmap: Pixmap::new(width, height).ok_or(PaintError::Size { width, height })?,
            below: Vec::new(),
            blank: Vec::new(),
            glyphs,
            patterns: EnlargedPatterns::default(),
            stroker: Stroker::default(),
            areas: AreaPainter::default(),
            rings: Lines::default(),
            apart: Lines::default(),
            ring: Vec::new(),
            spare: Vec::new(),
        })
    }

    fn finish(mut self: Box<Self>) -> Result<Bitmap, PaintError> {
        while !self.below.is_empty() {
            self.end_group();
        }
        let (width, height) = (self.pixmap.width(), self.pixmap.height());
        Bitmap::from_premultiplied(width, height, self.pixmap.take()).map_err(|_| PaintError::Size { width, height })
    }
}

impl Painter for SkiaPainter<'_> {
    fn flood(&mut self, source: &PaintSource) {
        let (width, height) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        match source {
            PaintSource::Color(c) if c.a >= 1.0 => self.pixmap.fill(color(*c)),
            _ => {
                let enlarged = self.patterns.of(source);
                let rect = tiny_skia::Rect::from_xywh(0.0, 0.0, width, height);
                if let Some((rect, paint)) = rect.zip(paint(source, enlarged.as_deref(), [0.0, 0.0], false)) {
                    self.pixmap.fill_rect(rect, &paint, Transform::identity(), None);
                }
            }
        }
    }

    fn fill(&mut self, item: &FillItem) {
        let enlarged = self.patterns.of(&item.source);
        let fill = AreaFill {
            offset: item.offset,
            clip: item.clip.within(self.whole()),
            source: &item.source,
            enlarged: enlarged.as_deref(),
            edges: if item.antialias { EdgeRule::Smooth } else { EdgeRule::Centers },
            replaces: false,
        };
        self.areas.fill(|| item.rings.iter(), &fill, &mut self.pixmap);
    }

    fn shape(&mut self, item: &ShapeItem) {
        shape::draw(item, &mut self.patterns, self.areas.grid(), &mut self.pixmap);
    }

    fn hairline(&mut self, item: &HairlineItem) {
        let clip = item.clip.within(self.whole());
        hairline::draw(item, clip, &mut self.pixmap);
    }

    fn stroke(&mut self, item: &StrokeItem) {
        let dashed = if item.dashes.is_empty() { None } else { dashed(&item.lines, &item.phases, &item.dashes) };
        let lines = dashed.as_ref().unwrap_or(&item.lines);
        let half_gap = item.gap / 2.0;
        let is_dense = lines.points().len() > MAX_POINTS;
        let style = StrokeStyle {
            half: if item.gap > 0.0 { half_gap + item.width } else { item.width / 2.0 },
            hole: half_gap,
            offset: item.line_offset,
            cap: if is_dense { LineCap::Butt } else { item.cap },
            joins: if is_dense { JoinStyle { join: LineJoin::Bevel, ..item.joins } } else { item.joins },
            closed: item.closed && dashed.is_none(),
        };
        if item.blur < 0.5 {
            self.sharp_stroke(item, lines, &style);
        } else if let PaintSource::Color(full) = item.source {
            self.blurred_stroke(item, full, lines, &style);
        }
    }

    fn circle(&mut self, item: &CircleItem) {
        if item.is_soft() {
            if let Some((image, x, y)) = soft_disc(item, self.whole()) {
                let paint = PixmapPaint::default();
                self.pixmap.draw_pixmap(x, y, image.as_ref(), &paint, Transform::identity(), None);
            }
            return;
        }
        // The edge fades over the outermost pixel (`circle.fragment.glsl`). Drawn as an area, this is a disc whose
        // radius is half a pixel smaller.
        let (outer, inner) = (item.outer_radius() - 0.5, item.radius - 0.5);
        if item.stroke_width > 0.0 && item.stroke_color.a > 0.0 {
            // Under an opaque disc the stroke may be a full disc too, so that no seam is visible between the two.
            let is_ring = item.color.a < 1.0 && inner > 0.0;
            let radii = [(outer, true), (inner, false)];
            self.fill_circles(item, item.stroke_color, if is_ring { &radii } else { &radii[..1] });
        }
        if item.color.a > 0.0 && inner > 0.0 {
            self.fill_circles(item, item.color, &[(inner, true)]);
        }
    }

    fn textured_line(&mut self, item: &TexturedLineItem) {
        let drawn = shape::drawn_texture(&item.texture, &mut self.patterns);
        let drawn = drawn.map(|texture| TexturedLineItem { texture, ..item.clone() });
        let item = drawn.as_ref().unwrap_or(item);
        let frame = PieceFrame { offset: item.offset, clip: item.clip, square: Some(item.square), grid: item.grid };
        self.begin_group(Compositing::of_opacity(1.0));
        for piece in item.pieces() {
            if let Some(paint) = piece_paint(&piece.texture) {
                self.fill_piece(piece.ring, &frame, &paint);
            }
        }
        self.end_group();
    }

    fn heatmap(&mut self, item: &HeatmapItem) {
        if let Some(image) = heat::picture(item, self.pixmap.width(), self.pixmap.height()) {
            self.pixmap.draw_pixmap(0, 0, image.as_ref(), &PixmapPaint::default(), Transform::identity(), None);
        }
    }

    fn raster(&mut self, item: &RasterItem) {
        let quality = if item.nearest { FilterQuality::Nearest } else { FilterQuality::Bilinear };
        let [a, b, c, d, e, f] = item.transform.map(|v| v as f32);
        let transform = Transform::from_row(a, b, c, d, e, f);
        let Some(image) = view(&item.image) else { return };
        let shader = Pattern::new(image, SpreadMode::Pad, quality, item.opacity as f32, transform);
        // Without antialiasing, adjacent pieces neither overlap nor leave a gap.
        let paint = Paint { shader, anti_alias: false, ..Paint::default() };
        match item.shape {
            RasterShape::Rect(ClipRect { left, top, right, bottom }) => {
                let rect = tiny_skia::Rect::from_ltrb(left as f32, top as f32, right as f32, bottom as f32);
                if let Some(rect) = rect {
                    self.pixmap.fill_rect(rect, &paint, Transform::identity(), None);
                }
            }
            RasterShape::Triangle(corners) => {
                let frame = PieceFrame { offset: [0.0; 2], clip: self.whole(), square: None, grid: None };
                self.fill_piece(corners, &frame, &paint);
            }
        }
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        glyphs::draw(run, self.glyphs, &mut self.pixmap);
    }

    fn icon(&mut self, item: &IconItem) {
        icon::draw(item, &mut self.pixmap);
    }

    fn picture(&mut self, item: &PictureItem) {
        picture::draw(item, &mut self.pixmap);
    }

    fn begin_group(&mut self, group: Compositing) {
        checkpoint(self.pixmap.pixels().len() / 16);
        if let Some(above) = self.blank.pop().or_else(|| Pixmap::new(self.pixmap.width(), self.pixmap.height())) {
            self.below.push((std::mem::replace(&mut self.pixmap, above), group));
        }
    }

    fn effects(&mut self, item: &EffectsItem) {
        effects::apply(item, &mut self.pixmap);
    }

    fn end_group(&mut self) {
        if let Some((below, Compositing { opacity, blend })) = self.below.pop() {
            let mut above = std::mem::replace(&mut self.pixmap, below);
            checkpoint(self.pixmap.pixels().len() / 4);
            group::lay(&above, opacity, blend, &mut self.pixmap);
            above.data_mut().fill(0);
            self.blank.push(above);
        }
    }
}
