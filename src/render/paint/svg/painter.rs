//! The SVG painter.

use super::{
    attributes::SvgColor, blend, circle, document::Document, icon, label, path::PathData, picture, shape, stroke,
};
use crate::{
    render::{
        display::{
            CircleItem, EffectsItem, FillItem, GlyphRun, HairlineItem, HeatmapItem, IconItem, LineTexture, PaintError,
            PaintSource, Painter, PictureItem, RasterItem, ShapeItem, StrokeItem, TexturedLineItem,
        },
        geometry::Rect,
    },
    settings::Rasterizer,
    style::Compositing,
    text::GlyphCache,
};

/// Writes a document. A painter writes one document.
pub struct SvgPainter<'g> {
    document: Document<'g>,
    open_groups: usize,
    /// Whether a group has a blend mode or filters that SVG lacks.
    lacks_blend_mode: bool,
}

impl<'g> SvgPainter<'g> {
    /// Creates a painter with an empty document. Items that SVG cannot express are drawn by `rasterizer`.
    pub fn new(width: u32, height: u32, glyphs: &'g GlyphCache, rasterizer: Rasterizer) -> Result<Self, PaintError> {
        let document = Document::new(width, height, glyphs, rasterizer)?;
        Ok(Self { document, open_groups: 0, lacks_blend_mode: false })
    }

    /// The document. `None` if it exceeds [`MAX_SVG_BYTES`](super::MAX_SVG_BYTES) or contains a blend mode or
    /// filters that SVG lacks: such a list can only be painted as pixels.
    pub fn finish(mut self) -> Option<String> {
        while self.open_groups > 0 {
            self.end_group();
        }
        if self.lacks_blend_mode { None } else { self.document.finish() }
    }
}

impl Painter for SvgPainter<'_> {
    fn flood(&mut self, source: &PaintSource) {
        let (width, height) = (self.document.width, self.document.height);
        if let Some(fill) = self.document.source(source, [0.0; 2], "fill") {
            self.document.put(format_args!(r#"<path{fill} d="M0 0h{width}v{height}H0z"/>"#));
        }
    }

    fn fill(&mut self, item: &FillItem) {
        let mut path = PathData::default();
        item.rings.iter().for_each(|ring| path.ring(ring, item.offset));
        let fill =
            path.finish().and_then(|data| Some((data, self.document.source(&item.source, item.offset, "fill")?)));
        let Some((data, fill)) = fill else { return };
        let edges = if item.antialias { "" } else { r#" shape-rendering="crispEdges""# };
        self.document.put(format_args!(r#"<path{fill}{edges} d="{data}"/>"#));
    }

    fn shape(&mut self, item: &ShapeItem) {
        self.lacks_blend_mode |= !shape::write(item, &mut self.document);
    }

    fn stroke(&mut self, item: &StrokeItem) {
        stroke::write(item, &mut self.document);
    }

    fn hairline(&mut self, item: &HairlineItem) {
        let cut = self.document.cut(Rect::local(item.clip, [0.0; 2]), [0.0; 2]);
        let mut path = PathData::default();
        item.rings.iter().for_each(|ring| path.ring(ring, item.offset));
        if let Some(data) = path.finish() {
            let color = SvgColor::from(item.color).attribute("stroke");
            self.document.put(format_args!(r#"<path{cut} fill="none"{color} d="{data}"/>"#));
        }
    }

    fn textured_line(&mut self, item: &TexturedLineItem) {
        if matches!(item.texture, LineTexture::Vector { .. }) {
            return self.document.draw_pixels(|painter| painter.textured_line(item));
        }
        stroke::write_textured(item, &mut self.document);
    }

    fn circle(&mut self, item: &CircleItem) {
        circle::write(item, &mut self.document);
    }

    fn heatmap(&mut self, item: &HeatmapItem) {
        self.document.draw_pixels(|painter| painter.heatmap(item));
    }

    fn raster(&mut self, item: &RasterItem) {
        self.document.draw_pixels(|painter| painter.raster(item));
    }

    fn glyphs(&mut self, run: &GlyphRun) {
        let fonts = self.document.glyphs.fonts();
        if run.glyphs.iter().all(|g| fonts.has_outlines(g.face)) {
            label::write(run, &mut self.document);
        } else {
            self.document.draw_pixels(|painter| painter.glyphs(run));
        }
    }

    fn icon(&mut self, item: &IconItem) {
        if !icon::write(item, &mut self.document) {
            self.document.draw_pixels(|painter| painter.icon(item));
        }
    }

    fn picture(&mut self, item: &PictureItem) {
        picture::write(item, &mut self.document);
    }

    fn begin_group(&mut self, group: Compositing) {
        let attributes = blend::attributes(group);
        self.lacks_blend_mode |= attributes.is_none();
        self.document.put(format_args!("<g{}>", attributes.unwrap_or_default()));
        self.open_groups += 1;
    }

    fn effects(&mut self, _: &EffectsItem) {
        self.lacks_blend_mode = true;
    }

    fn end_group(&mut self) {
        if self.open_groups > 0 {
            self.document.put(format_args!("</g>"));
            self.open_groups -= 1;
        }
    }
}
