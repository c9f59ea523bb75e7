//! The painter for tiny-skia.

use tiny_skia::{
    BlendMode, FillRule, FilterQuality, GradientStop, LinearGradient, Paint, PathBuilder, Pattern, Pixmap, PixmapPaint,
    Point, Rect, Shader, SpreadMode, Transform,
};

use super::{PaintError, circle, dash, hairline, heat, outline, ribbon};
use crate::{
    render::{
        Lines, Painter, Resources,
        display::{
            CircleItem, ClipRect, FillItem, HairlineItem, HeatmapItem, Ink, RasterItem, RasterShape, RibbonItem,
            StrokeItem,
        },
        scene::shape::{Area, clip_ring, cull_ring, snap, split_ring},
        symbol::{self, SymbolItem},
    },
    style::Color,
};

/// Draws onto a pixmap. One painter draws one picture; its buffers are reused from item to item.
pub struct SkiaPainter<'r> {
    pixmap: Pixmap,
    /// Pixmaps below the open groups, with the groups' opacity.
    below: Vec<(Pixmap, f64)>,
    resources: &'r Resources,
    stroker: outline::Stroker,
    rings: Lines,
    /// Pieces of translucent lines that lie over those in `rings`.
    apart: Lines,
    ring: Vec<[f64; 2]>,
    spare: Vec<[f64; 2]>,
}

/// Where rings lie and how they are cut.
struct Frame {
    offset: [f64; 2],
    clip: ClipRect,
    square: Option<Area>,
    grid: Option<f64>,
}

impl<'r> SkiaPainter<'r> {
    /// A painter on a transparent picture.
    pub fn new(width: u32, height: u32, resources: &'r Resources) -> Result<Self, PaintError> {
        let size = PaintError::Size { width, height };
        if u64::from(width) * u64::from(height) > super::MAX_PIXELS {
            return Err(size);
        }
        Ok(Self {
            pixmap: Pixmap::new(width, height).ok_or(size)?,
            below: Vec::new(),
            resources,
            stroker: outline::Stroker::default(),
            rings: Lines::default(),
            apart: Lines::default(),
            ring: Vec::new(),
            spare: Vec::new(),
        })
    }

    /// The picture.
    pub fn finish(mut self) -> Pixmap {
        while !self.below.is_empty() {
            self.end_group();
        }
        self.pixmap
    }

    fn whole(&self) -> ClipRect {
        // Sizes are checked to be far below i32::MAX.
        ClipRect { left: 0, top: 0, right: self.pixmap.width() as i32, bottom: self.pixmap.height() as i32 }
    }

    /// Fills `self.rings`.
    fn fill_rings(&mut self, frame: &Frame, paint: &Paint<'_>) {
        let whole = self.whole();
        let area = Area::local(frame.clip.within(whole), frame.offset);
        let mut builder = PathBuilder::new();
        for ring in self.rings.iter() {
            if ring.len() < 3 || area.grown(1.0).misses_all(ring) {
                continue;
            }
            self.ring.clear();
            self.ring.extend_from_slice(ring);
            if let Some(square) = &frame.square {
                clip_ring(&mut self.ring, square, &mut self.spare);
            }
            if let Some(step) = frame.grid {
                split_ring(&mut self.ring, step, &area, &mut self.spare);
            }
            cull_ring(&mut self.ring, &area);
            push(&mut builder, &self.ring, frame.offset);
        }
        if let Some(path) = builder.finish() {
            self.pixmap.fill_path(&path, paint, FillRule::Winding, Transform::identity(), None);
        }
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

/// A colour as tiny-skia has it.
pub(super) fn color(c: Color) -> tiny_skia::Color {
    let part = |v: f64| v.clamp(0.0, 1.0) as f32;
    tiny_skia::Color::from_rgba(part(c.r), part(c.g), part(c.b), part(c.a)).unwrap_or(tiny_skia::Color::TRANSPARENT)
}

/// The paint for `ink`; `offset` is where the item's own coordinates begin.
fn paint(ink: &Ink, offset: [f64; 2], antialias: bool) -> Paint<'_> {
    let shader = match ink {
        Ink::Color(c) => Shader::SolidColor(color(*c)),
        Ink::Pattern { image, origin, scale, opacity } => {
            let at = [(origin[0] + offset[0]) as f32, (origin[1] + offset[1]) as f32];
            let scale = *scale as f32;
            let aligned = scale == 1.0 && at.iter().all(|v| v.fract() == 0.0);
            let quality = if aligned { FilterQuality::Nearest } else { FilterQuality::Bilinear };
            let transform = Transform::from_row(scale, 0.0, 0.0, scale, at[0], at[1]);
            Pattern::new(image.pixmap.as_ref(), SpreadMode::Repeat, quality, *opacity as f32, transform)
        }
    };
    Paint { shader, anti_alias: antialias, ..Paint::default() }
}

/// The paint of a piece of ribbon. Neighbours share an edge: their coverages add up to one.
fn ribbon_paint<'i>(look: &ribbon::Look<'i>) -> Option<Paint<'i>> {
    let shader = match look {
        ribbon::Look::Image { image, transform, opacity } => {
            let [a, b, c, d, e, f] = transform.map(|v| v as f32);
            let transform = Transform::from_row(a, b, c, d, e, f);
            let (spread, quality) = (SpreadMode::Repeat, FilterQuality::Bilinear);
            Pattern::new(image.pixmap.as_ref(), spread, quality, *opacity as f32, transform)
        }
        ribbon::Look::Gradient { ends, stops } => {
            let [a, b] = ends.map(|p| Point::from_xy(p[0] as f32, p[1] as f32));
            let stops = stops.iter().map(|(at, c)| GradientStop::new(*at as f32, color(*c))).collect();
            LinearGradient::new(a, b, stops, SpreadMode::Pad, Transform::identity())?
        }
    };
    Some(Paint { shader, blend_mode: BlendMode::Plus, ..Paint::default() })
}

impl Painter for SkiaPainter<'_> {
    fn flood(&mut self, ink: &Ink) {
        let (width, height) = (self.pixmap.width() as f32, self.pixmap.height() as f32);
        match ink {
            Ink::Color(c) if c.a >= 1.0 => self.pixmap.fill(color(*c)),
            _ => {
                if let Some(rect) = Rect::from_xywh(0.0, 0.0, width, height) {
                    self.pixmap.fill_rect(rect, &paint(ink, [0.0, 0.0], false), Transform::identity(), None);
                }
            }
        }
    }

    fn fill(&mut self, item: &FillItem) {
        // The rings were cut when the scene was built.
        let mut builder = PathBuilder::new();
        for ring in item.rings.iter() {
            push(&mut builder, ring, item.offset);
        }
        if let Some(path) = builder.finish() {
            let paint = paint(&item.ink, item.offset, item.antialias);
            self.pixmap.fill_path(&path, &paint, FillRule::Winding, Transform::identity(), None);
        }
    }

    fn hairline(&mut self, item: &HairlineItem) {
        let clip = item.clip.within(self.whole());
        hairline::draw(item, clip, &mut self.pixmap);
    }

    fn stroke(&mut self, item: &StrokeItem) {
        let dashed = if item.dashes.is_empty() { None } else { dash::dashed(&item.lines, &item.phases, &item.dashes) };
        let lines = dashed.as_ref().unwrap_or(&item.lines);
        let frame = Frame { offset: item.offset, clip: item.clip, square: Some(item.square), grid: item.grid };
        let half_gap = item.gap / 2.0;
        let pen = outline::Pen {
            half: if item.gap > 0.0 { half_gap + item.width } else { item.width / 2.0 },
            hole: half_gap,
            aside: item.aside,
            cap: item.cap,
            bends: item.bends,
            closed: item.closed && dashed.is_none(),
        };
        if item.blur < 0.5 {
            self.rings.clear();
            self.apart.clear();
            let apart = (!item.is_opaque() && item.dashes.is_empty()).then_some((&item.odd[..], &mut self.apart));
            self.stroker.outline(lines, &pen, &mut self.rings, apart);
            let paint = paint(&item.ink, item.offset, true);
            self.fill_rings(&frame, &paint);
            if !self.apart.is_empty() {
                std::mem::swap(&mut self.rings, &mut self.apart);
                self.fill_rings(&frame, &paint);
            }
            return;
        }
        // From the edges inwards: ever narrower lines replace what is there with ever more colour.
        let Ink::Color(full) = item.ink else { return };
        self.begin_group(full.a);
        let steps = item.blur.ceil().clamp(2.0, 16.0);
        let mut i = 0.0;
        while i < steps {
            let inset = item.blur * (i + 0.5) / steps - 0.5;
            let half = pen.half - inset;
            // A casing fades into its gap.
            let hole = if pen.hole > 0.0 { (pen.hole + inset - item.blur).max(0.0) } else { 0.0 };
            if half <= hole {
                break;
            }
            self.rings.clear();
            self.stroker.outline(lines, &outline::Pen { half, hole, ..pen }, &mut self.rings, None);
            let ink = Ink::Color(Color::new(full.r, full.g, full.b, (i + 1.0) / steps));
            let mut paint = paint(&ink, item.offset, true);
            paint.blend_mode = BlendMode::Source;
            self.fill_rings(&frame, &paint);
            i += 1.0;
        }
        self.end_group();
    }

    fn circle(&mut self, item: &CircleItem) {
        let frame = Frame { offset: item.offset, clip: self.whole(), square: None, grid: item.grid };
        let outer = item.radius + item.stroke_width;
        // The edge fades over the outermost pixel (`circle.fragment.glsl`); as an area that is a disc
        // half a pixel smaller. Dots and blurred discs are drawn with the fading itself.
        if item.blur > 0.0 || outer < 1.0 {
            if let Some((image, x, y)) = circle::soft(item) {
                let paint = PixmapPaint::default();
                self.pixmap.draw_pixmap(x, y, image.as_ref(), &paint, Transform::identity(), None);
            }
            return;
        }
        let has_rim = item.stroke_width > 0.0 && item.stroke_color.a > 0.0;
        if has_rim {
            self.rings.clear();
            circle::ring(item.center, outer - 0.5, true, &mut self.rings);
            // Under an opaque disc the rim may be a disc too: no seam shows between the two.
            if item.color.a < 1.0 && item.radius > 0.5 {
                circle::ring(item.center, item.radius - 0.5, false, &mut self.rings);
            }
            self.fill_rings(&frame, &paint(&Ink::Color(item.stroke_color), item.offset, true));
        }
        if item.color.a > 0.0 && item.radius > 0.5 {
            self.rings.clear();
            circle::ring(item.center, item.radius - 0.5, true, &mut self.rings);
            self.fill_rings(&frame, &paint(&Ink::Color(item.color), item.offset, true));
        }
    }

    fn ribbon(&mut self, item: &RibbonItem) {
        let frame = Frame { offset: item.offset, clip: item.clip, square: Some(item.square), grid: item.grid };
        self.begin_group(1.0);
        for piece in ribbon::pieces(item) {
            self.rings.clear();
            self.rings.line(piece.ring.iter().map(|p| p.map(snap)));
            if let Some(paint) = ribbon_paint(&piece.look) {
                self.fill_rings(&frame, &paint);
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
        let shader =
            Pattern::new(item.image.as_ref().as_ref(), SpreadMode::Pad, quality, item.opacity as f32, transform);
        // Without smoothing: pieces side by side neither overlap nor leave a gap.
        let paint = Paint { shader, anti_alias: false, ..Paint::default() };
        match item.shape {
            RasterShape::Rect(ClipRect { left, top, right, bottom }) => {
                if let Some(rect) = Rect::from_ltrb(left as f32, top as f32, right as f32, bottom as f32) {
                    self.pixmap.fill_rect(rect, &paint, Transform::identity(), None);
                }
            }
            RasterShape::Triangle(corners) => {
                self.rings.clear();
                self.rings.line(corners.map(|p| p.map(snap)));
                let frame = Frame { offset: [0.0; 2], clip: self.whole(), square: None, grid: None };
                self.fill_rings(&frame, &paint);
            }
        }
    }

    fn symbol(&mut self, item: &SymbolItem) {
        symbol::paint(item, &mut self.pixmap.as_mut(), self.resources);
    }

    fn begin_group(&mut self, opacity: f64) {
        if let Some(above) = Pixmap::new(self.pixmap.width(), self.pixmap.height()) {
            self.below.push((std::mem::replace(&mut self.pixmap, above), opacity));
        }
    }

    fn end_group(&mut self) {
        if let Some((below, opacity)) = self.below.pop() {
            let above = std::mem::replace(&mut self.pixmap, below);
            let paint = PixmapPaint { opacity: opacity as f32, ..PixmapPaint::default() };
            self.pixmap.draw_pixmap(0, 0, above.as_ref(), &paint, Transform::identity(), None);
        }
    }
}
