//! The painter that writes a document.

use std::fmt::Write;

use super::{
    MAX_SVG_BYTES,
    attributes::{Tint, fine, length, opacity},
    definitions::{Definitions, transformed},
    path::PathData,
    picture::{enclosed, trimmed},
    text::outlines,
};
use crate::{
    render::{
        PaintError, Painter, Resources, SkiaPainter,
        display::{CircleItem, FillItem, HairlineItem, HeatmapItem, Ink, RasterItem, RibbonItem, StrokeItem},
        paint::{MAX_PIXELS, circle::soft_stops, dash, ribbon},
        scene::{offset::parallel, shape::Area},
        symbol::{IconItem, SymbolItem},
    },
    style::layer::{LineCap, LineJoin},
    text::{GlyphInstance, Halo, Paint},
};

/// Writes a document. One painter writes one.
pub struct SvgPainter<'r> {
    width: u32,
    height: u32,
    resources: &'r Resources,
    body: String,
    definitions: Definitions,
    open_groups: usize,
    /// Items in a row that SVG has no shape for, drawn together.
    pixels: Option<SkiaPainter<'r>>,
}

impl<'r> SvgPainter<'r> {
    /// A painter on an empty document.
    pub fn new(width: u32, height: u32, resources: &'r Resources) -> Result<Self, PaintError> {
        // The limits of a picture: parts may have to be drawn as one.
        if width == 0 || height == 0 || u64::from(width) * u64::from(height) > MAX_PIXELS {
            return Err(PaintError::Size { width, height });
        }
        Ok(Self {
            width,
            height,
            resources,
            body: String::new(),
            definitions: Definitions::default(),
            open_groups: 0,
            pixels: None,
        })
    }

    /// The document; `None` where it would have more than [`MAX_SVG_BYTES`].
    pub fn finish(mut self) -> Option<String> {
        self.embed_pixels();
        while self.open_groups > 0 {
            self.end_group();
        }
        (!self.is_full()).then(|| enclosed(self.width, self.height, &self.definitions, &self.body))
    }

    fn is_full(&self) -> bool {
        self.body.len() + self.definitions.len() > MAX_SVG_BYTES
    }

    /// Appends an element.
    fn put(&mut self, element: std::fmt::Arguments<'_>) {
        self.embed_pixels();
        // What is too large already is thrown away in the end.
        if !self.is_full() {
            let _ = self.body.write_fmt(element);
        }
    }

    /// Draws with tiny-skia what SVG has no shape for.
    fn draw_pixels(&mut self, draw: impl FnOnce(&mut SkiaPainter<'r>)) {
        let painter = match self.pixels.take() {
            Some(painter) => Ok(painter),
            None => SkiaPainter::new(self.width, self.height, self.resources),
        };
        // A picture that is too large was refused before anything was drawn.
        let Ok::<_, PaintError>(mut painter) = painter else { return };
        draw(&mut painter);
        self.pixels = Some(painter);
    }

    fn embed_pixels(&mut self) {
        let Some((picture, [x, y])) = self.pixels.take().and_then(|p| trimmed(&p.finish())) else { return };
        if let Some(id) = self.definitions.pixmap(&picture) {
            self.put(format_args!(r##"<use href="#{id}" x="{x}" y="{y}"/>"##));
        }
    }

    /// The attributes that paint with `ink`; `None` where nothing is seen.
    fn ink(&mut self, ink: &Ink, offset: [f64; 2], name: &str) -> Option<String> {
        match ink {
            Ink::Color(color) => Some(Tint::from(*color)).filter(|t| !t.is_clear()).map(|t| t.attribute(name)),
            Ink::Pattern { image, origin, scale, opacity: alpha } => {
                let transform = [*scale, 0.0, 0.0, *scale, origin[0] + offset[0], origin[1] + offset[1]];
                let id = self.definitions.pattern(image, transform)?;
                Some(format!(r##" {name}="url(#{id})"{}"##, opacity(&format!("{name}-opacity"), *alpha)))
            }
        }
    }

    /// The attribute that cuts at the edges of a tile; nothing where they lie outside the picture.
    fn cut(&mut self, square: Area, offset: [f64; 2]) -> String {
        let lo = [square.lo[0] + offset[0], square.lo[1] + offset[1]];
        let hi = [square.hi[0] + offset[0], square.hi[1] + offset[1]];
        let size = [f64::from(self.width), f64::from(self.height)];
        if lo.iter().all(|v| *v <= 0.0) && hi[0] >= size[0] && hi[1] >= size[1] {
            return String::new();
        }
        let mut path = PathData::default();
        path.ring(&[lo, [hi[0], lo[1]], hi, [lo[0], hi[1]]], [0.0; 2]);
        let data = path.finish().unwrap_or_default();
        let id = self.definitions.define("clipPath", &format!(r#"><path d="{data}"/></clipPath>"#));
        format!(r##" clip-path="url(#{id})""##)
    }

    /// The attribute that softens edges as if seen through a bell of this deviation, in pixels.
    fn soft(&mut self, deviation: f64) -> String {
        // Given in the picture's own pixels: the box of a level line has no height.
        let reach = (deviation * 3.0).ceil();
        let (width, height) = (f64::from(self.width) + 2.0 * reach, f64::from(self.height) + 2.0 * reach);
        let region = format!(
            r#" filterUnits="userSpaceOnUse" x="{0}" y="{0}" width="{width}" height="{height}" color-interpolation-filters="sRGB""#,
            -reach
        );
        let blur = format!(r#"{region}><feGaussianBlur stdDeviation="{}"/></filter>"#, length(deviation));
        format!(r##" filter="url(#{})""##, self.definitions.define("filter", &blur))
    }

    fn glyphs(&mut self, glyphs: &[GlyphInstance], paint: &Paint) {
        let Some(whole) = outlines(&self.resources.fonts, glyphs.iter()) else { return };
        let halo = paint.halo.filter(|h| h.width > 0.0 && h.color.alpha() > 0.0);
        let opacity = f64::from(paint.opacity);
        let tints: Vec<Tint> = paint.inks.iter().map(|ink| Tint::from(ink.color).faded(opacity)).collect();
        // Halo and letters in one element, where they are that simple.
        if let ([tint], Some(halo)) = (tints.as_slice(), halo)
            && halo.blur == 0.0
            && !halo.hollow
            && !tint.is_clear()
        {
            let stroke = halo_stroke(Tint::from(halo.color).faded(opacity), halo.width);
            let fill = tint.attribute("fill");
            self.put(format_args!(r#"<path{fill}{stroke} paint-order="stroke" d="{whole}"/>"#));
            return;
        }
        if let Some(halo) = halo {
            self.halo(&halo, opacity, &whole);
        }
        for (index, tint) in tints.iter().enumerate().filter(|(_, t)| !t.is_clear()) {
            if let Some(data) = outlines(&self.resources.fonts, glyphs.iter().filter(|g| g.ink == index)) {
                self.put(format_args!(r#"<path{} d="{data}"/>"#, tint.attribute("fill")));
            }
        }
    }

    /// A halo alone.
    fn halo(&mut self, halo: &Halo, opacity_of_text: f64, data: &str) {
        let mut attributes = String::new();
        if halo.hollow {
            let (width, height) = (self.width, self.height);
            let rest = format!(
                r##" maskUnits="userSpaceOnUse" x="0" y="0" width="{width}" height="{height}"><path fill="#fff" d="M0 0h{width}v{height}H0z"/><path d="{data}"/></mask>"##
            );
            attributes = format!(r##" mask="url(#{})""##, self.definitions.define("mask", &rest));
        }
        if halo.blur > 0.0 {
            attributes += &self.soft(halo_deviation(f64::from(halo.blur)));
        }
        // Letters and their outline overlap: the whole is as transparent as the halo, not each of them.
        let tint = Tint::from(halo.color);
        attributes += &opacity("opacity", tint.faded(opacity_of_text).alpha());
        let fill = tint.solid().attribute("fill");
        let stroke = halo_stroke(tint.solid(), halo.width);
        self.put(format_args!(r#"<path{fill}{stroke}{attributes} d="{data}"/>"#));
    }

    fn icon(&mut self, item: &IconItem) {
        let [columns, rows] = &item.strips;
        let ([column], [row], false) = (columns.as_slice(), rows.as_slice(), item.image.sdf) else {
            let item = SymbolItem::Icon(item.clone());
            return self.draw_pixels(|painter| painter.symbol(&item));
        };
        let Some(id) = self.definitions.image(&item.image) else { return };
        let opacity = opacity("opacity", item.opacity);
        let at = item.at.map(|v| f64::from(v) / 4.0);
        let (x, y) = (column.target[0], row.target[0]);
        let scale = [column.scale(), row.scale()];
        if item.angle == 0.0 && scale.iter().all(|s| (s - 1.0).abs() < 1e-3) {
            // Pixel on pixel, as pictures have it.
            let x = at[0].floor() + (at[0] - at[0].floor() + x + 0.5).floor();
            let y = at[1].floor() + (at[1] - at[1].floor() + y + 0.5).floor();
            self.put(format_args!(r##"<use href="#{id}" x="{x}" y="{y}"{opacity}/>"##));
            return;
        }
        let (sin, cos) = item.angle.sin_cos();
        let [sx, sy] = scale;
        let turned = [at[0] + x * cos - y * sin, at[1] + x * sin + y * cos];
        let transform = [cos * sx, sin * sx, -sin * sy, cos * sy, turned[0], turned[1]];
        let rendering = if item.smooth { "" } else { r#" image-rendering="optimizeSpeed""# };
        let place = transformed("transform", transform);
        self.put(format_args!(r##"<use href="#{id}"{place}{opacity}{rendering}/>"##));
    }
}

/// The outline that makes a halo, from the letters' edge outwards.
fn halo_stroke(tint: Tint, width: f32) -> String {
    let width = length(f64::from(width) * 2.0);
    format!(r#"{} stroke-width="{width}" stroke-linejoin="round""#, tint.attribute("stroke"))
}

/// The deviation of the bell that fades as the edge of a mask with this blur does (`text::mask`): a smoothstep over
/// `w` pixels has the variance w²/20, of which the rasteriser's own pixel brings a twelfth.
fn halo_deviation(blur: f64) -> f64 {
    let width = 1.0 + 2.0 * 1.19 * blur;
    (width * width / 20.0 - 1.0 / 12.0).max(0.0).sqrt()
}

/// Hands every line of `item` to `put` where it is drawn, with how far along the line it begins: beside the line where
/// it has an offset, and on both sides of it where it is a casing.
fn beside(item: &StrokeItem, mut put: impl FnMut(f64, &[[f64; 2]])) {
    let apart = (item.gap + item.width) / 2.0;
    let sides = if item.gap > 0.0 { &[item.aside - apart, item.aside + apart][..] } else { &[item.aside] };
    let mut moved = Vec::new();
    for (line, phase) in item.lines.iter().zip(&item.phases) {
        for side in sides {
            let closed = item.closed && line.len() > 3 && line.first() == line.last();
            parallel(line, *side, closed, &mut moved);
            put(*phase, &moved);
        }
    }
}

impl Painter for SvgPainter<'_> {
    fn flood(&mut self, ink: &Ink) {
        let (width, height) = (self.width, self.height);
        if let Some(fill) = self.ink(ink, [0.0; 2], "fill") {
            self.put(format_args!(r#"<path{fill} d="M0 0h{width}v{height}H0z"/>"#));
        }
    }

    fn fill(&mut self, item: &FillItem) {
        let mut path = PathData::default();
        item.rings.iter().for_each(|ring| path.ring(ring, item.offset));
        let (Some(data), Some(fill)) = (path.finish(), self.ink(&item.ink, item.offset, "fill")) else { return };
        let edges = if item.antialias { "" } else { r#" shape-rendering="crispEdges""# };
        self.put(format_args!(r#"<path{fill}{edges} d="{data}"/>"#));
    }

    fn stroke(&mut self, item: &StrokeItem) {
        let Some(mut ink) = self.ink(&item.ink, item.offset, "stroke") else { return };
        let mut width = item.width;
        let mut attributes = self.cut(item.square, item.offset);
        if item.blur >= 0.5
            && let Ink::Color(color) = item.ink
        {
            // Colour rises evenly over the blur from the edge inwards: a narrower line, seen through a box.
            let whole = item.width + 1.0;
            let ramp = item.blur.min(whole / 2.0);
            width = whole - ramp;
            ink = Tint::from(color).faded(ramp / item.blur).attribute("stroke");
            attributes += &self.soft(ramp / 12.0_f64.sqrt());
        }
        attributes += &format!(r#" fill="none"{ink} stroke-width="{}""#, length(width));
        attributes += match item.cap {
            LineCap::Butt => "",
            LineCap::Round => r#" stroke-linecap="round""#,
            LineCap::Square => r#" stroke-linecap="square""#,
        };
        match item.bends.join {
            LineJoin::Miter => {
                attributes += &format!(r#" stroke-miterlimit="{}""#, fine(item.bends.miter_limit.max(1.0)))
            }
            LineJoin::Round => attributes += r#" stroke-linejoin="round""#,
            LineJoin::Bevel => attributes += r#" stroke-linejoin="bevel""#,
        }
        let plan = if item.dashes.is_empty() { None } else { dash::plan(&item.dashes) };
        let Some((dashes, shift)) = plan else {
            let mut path = PathData::default();
            beside(item, |_, line| match line {
                [ring @ .., last] if item.closed && ring.len() > 2 && ring.first() == Some(last) => {
                    path.ring(ring, item.offset);
                }
                _ => path.line(line, item.offset),
            });
            if let Some(data) = path.finish() {
                self.put(format_args!(r#"<path{attributes} d="{data}"/>"#));
            }
            return;
        };
        // Every line begins its dashes where the line it was cut from is.
        let period: f64 = dashes.iter().sum();
        let lengths = dashes.iter().map(|d| length(*d)).collect::<Vec<_>>().join(" ");
        self.put(format_args!(r#"<g{attributes} stroke-dasharray="{lengths}">"#));
        beside(item, |phase, line| {
            let mut path = PathData::default();
            path.line(line, item.offset);
            let Some(data) = path.finish() else { return };
            match length((phase + shift).rem_euclid(period)).as_str() {
                "0" => self.put(format_args!(r#"<path d="{data}"/>"#)),
                offset => self.put(format_args!(r#"<path stroke-dashoffset="{offset}" d="{data}"/>"#)),
            }
        });
        self.put(format_args!("</g>"));
    }

    fn hairline(&mut self, item: &HairlineItem) {
        let edge = |x: i32, y: i32| [f64::from(x), f64::from(y)];
        let clip = item.clip;
        let inside = Area { lo: edge(clip.left, clip.top), hi: edge(clip.right, clip.bottom) };
        let cut = self.cut(inside, [0.0; 2]);
        let mut path = PathData::default();
        item.rings.iter().for_each(|ring| path.ring(ring, item.offset));
        if let Some(data) = path.finish() {
            let color = Tint::from(item.color).attribute("stroke");
            self.put(format_args!(r#"<path{cut} fill="none"{color} d="{data}"/>"#));
        }
    }

    fn ribbon(&mut self, item: &RibbonItem) {
        let cut = self.cut(item.square, item.offset);
        self.put(format_args!("<g{cut}>"));
        for piece in ribbon::pieces(item) {
            let mut path = PathData::default();
            path.ring(&piece.ring, item.offset);
            let Some(data) = path.finish() else { continue };
            let fill = match &piece.look {
                ribbon::Look::Image { image, transform, opacity: alpha } => self
                    .definitions
                    .pattern(image, *transform)
                    .map(|id| format!(r##" fill="url(#{id})"{}"##, opacity("fill-opacity", *alpha))),
                ribbon::Look::Gradient { ends: [a, b], stops } => {
                    let [[x1, y1], [x2, y2]] = [a, b].map(|p| p.map(length));
                    let geometry =
                        format!(r#" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}""#);
                    let id = self.definitions.gradient("linearGradient", &geometry, stops);
                    Some(format!(r##" fill="url(#{id})""##))
                }
            };
            if let Some(fill) = fill {
                self.put(format_args!(r#"<path{fill} d="{data}"/>"#));
            }
        }
        self.put(format_args!("</g>"));
    }

    fn circle(&mut self, item: &CircleItem) {
        let at = [item.center[0] + item.offset[0], item.center[1] + item.offset[1]].map(length);
        let place = format!(r#" cx="{}" cy="{}""#, at[0], at[1]);
        let outer = item.radius + item.stroke_width;
        if item.blur > 0.0 || outer < 1.0 {
            let id = self.definitions.gradient("radialGradient", "", &soft_stops(item));
            self.put(format_args!(r##"<circle{place} r="{}" fill="url(#{id})"/>"##, length(outer)));
            return;
        }
        // The edge fades over the outermost pixel: as a shape, a disc half a pixel smaller (as tiny-skia draws it).
        let (disc, rim) = (Tint::from(item.color), Tint::from(item.stroke_color));
        let inner = item.radius - 0.5;
        if item.stroke_width > 0.0 && !rim.is_clear() {
            let middle = inner + item.stroke_width / 2.0;
            let (color, width) = (rim.attribute("stroke"), length(item.stroke_width));
            // A rim wider than twice its radius reaches over the middle, where it would be painted twice.
            if inner > 0.0 {
                self.put(format_args!(
                    r#"<circle{place} r="{}" fill="none"{color} stroke-width="{width}"/>"#,
                    length(middle)
                ));
            } else {
                let (color, radius) = (rim.attribute("fill"), length(outer - 0.5));
                self.put(format_args!(r#"<circle{place} r="{radius}"{color}/>"#));
            }
        }
        if inner > 0.0 && !disc.is_clear() {
            self.put(format_args!(r#"<circle{place} r="{}"{}/>"#, length(inner), disc.attribute("fill")));
        }
    }

    fn heatmap(&mut self, item: &HeatmapItem) {
        self.draw_pixels(|painter| painter.heatmap(item));
    }

    fn raster(&mut self, item: &RasterItem) {
        self.draw_pixels(|painter| painter.raster(item));
    }

    fn symbol(&mut self, item: &SymbolItem) {
        match item {
            SymbolItem::Icon(icon) => self.icon(icon),
            SymbolItem::Glyphs { glyphs, paint } => {
                let fonts = &self.resources.fonts;
                if glyphs.iter().all(|g| fonts.has_outlines(g.face)) {
                    self.glyphs(glyphs, paint);
                } else {
                    self.draw_pixels(|painter| painter.symbol(item));
                }
            }
        }
    }

    fn begin_group(&mut self, opacity_of_group: f64) {
        self.put(format_args!("<g{}>", opacity("opacity", opacity_of_group)));
        self.open_groups += 1;
    }

    fn end_group(&mut self) {
        if self.open_groups > 0 {
            self.put(format_args!("</g>"));
            self.open_groups -= 1;
        }
    }
}
