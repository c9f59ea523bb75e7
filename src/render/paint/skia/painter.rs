//! The tiny-skia painter.

use tiny_skia::{FilterQuality, IntSize, Paint, Pattern, Pixmap, PixmapPaint, SpreadMode, Transform};

use super::{
    area::{AreaFill, AreaPainter},
    circle::soft_disc,
    color::{color, view},
    effects, glyphs, group, hairline, heat, icon,
    pattern::{EnlargedPatterns, paint, piece_paint},
    picture,
    piece::{PieceFrame, PiecePainter},
    shape,
    stroke::stroke_style,
};
use crate::{
    deadline::checkpoint,
    image::Bitmap,
    render::{
        display::{
            CircleItem, EffectsItem, FillItem, GlyphRun, HairlineItem, HeatmapItem, IconItem, PaintError, PaintSource,
            Painter, PictureItem, PixelPainter, RasterItem, RasterShape, ShapeItem, StrokeItem, TexturedLineItem,
        },
        geometry::{ClipRect, EdgeRule, Lines, Rect, StrokeStyle, Stroker, circle, dashed},
    },
    style::{Color, Compositing},
    text::GlyphCache,
};

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
    pieces: PiecePainter,
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

/// A transparent pixmap.
#[expect(
    clippy::slow_vector_initialization,
    reason = "memory that the system fills with zeros, page by page, takes longer than writing them"
)]
fn blank(width: u32, height: u32) -> Option<Pixmap> {
    let bytes = width as usize * height as usize * 4;
    let mut data = Vec::with_capacity(bytes);
    data.resize(bytes, 0);
    Pixmap::from_vec(data, IntSize::from_wh(width, height)?)
}

impl<'g> PixelPainter<'g> for SkiaPainter<'g> {
    fn new(width: u32, height: u32, glyphs: &'g GlyphCache) -> Result<Self, PaintError> {
        PaintError::check_size(width, height)?;
        Ok(Self {
            pixmap: blank(width, height).ok_or(PaintError::Size { width, height })?,
            below: Vec::new(),
            blank: Vec::new(),
            glyphs,
            patterns: EnlargedPatterns::default(),
            stroker: Stroker::default(),
            areas: AreaPainter::default(),
            rings: Lines::default(),
            apart: Lines::default(),
            pieces: PiecePainter::default(),
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
        let style = StrokeStyle { closed: item.closed && dashed.is_none(), ..stroke_style(item, lines) };
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
                self.pieces.fill(piece.ring, &frame, &paint, &mut self.pixmap);
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
                self.pieces.fill(corners, &frame, &paint, &mut self.pixmap);
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
        if let Some(above) = self.blank.pop().or_else(|| blank(self.pixmap.width(), self.pixmap.height())) {
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
