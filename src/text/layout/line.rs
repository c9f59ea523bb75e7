//! Sets items into lines.

use std::ops::Range;

use unicode_bidi::{BidiInfo, Level};

use super::{
    metrics::{ASCENDER, LineMetrics, TOP_OF_LINE},
    positioned::{PositionedGlyph, PositionedImage, TextLayout, TextLine},
    span::{InlineAlign, TextSpan},
};
use crate::text::{
    FaceId, FontSet, Upright,
    breaks::MeasuredCluster,
    itemize::Item,
    shape::{ShapedGlyph, shape},
};

/// The baseline of an upright glyph is the ascender minus this from the left end of its box. An upright image starts
/// this far below its box (`getGlyphQuads`, 7 and 5 of 24 units).
const UPRIGHT_LEFT: f32 = 7.0 / 24.0;
const UPRIGHT_IMAGE: f32 = 5.0 / 24.0;

/// Sets the lines of one label.
pub(super) struct LineSetter<'a> {
    pub fonts: &'a FontSet,
    pub text: &'a str,
    /// End of each span in bytes, and the span.
    pub spans: &'a [(usize, TextSpan<'a>)],
    /// Letter spacing in ems.
    pub spacing: f32,
    pub lang: Option<&'a str>,
    pub upright: Upright,
    pub scratch: Vec<ShapedGlyph>,
}

/// An item, or the part of it within the line.
struct LinePart<'i> {
    item: &'i Item,
    range: Range<usize>,
}

impl<'a> LineSetter<'a> {
    fn span(&self, item: &Item) -> Option<TextSpan<'a>> {
        self.spans.get(item.span).map(|(_, span)| *span)
    }

    fn shape(&mut self, item: &Item, range: Range<usize>) {
        self.scratch.clear();
        shape(self.fonts, self.text, item, range, self.lang, &mut self.scratch);
    }

    /// The clusters of the whole text in logical order, measured as if on one line.
    pub(super) fn measure(&mut self, items: &[Item]) -> Vec<MeasuredCluster> {
        let mut clusters: Vec<MeasuredCluster> = Vec::new();
        for item in items {
            let (scale, inline) = self.span(item).map_or((1.0, None), |s| (s.scale, s.inline));
            if let Some([width, _]) = inline {
                clusters.push(MeasuredCluster { start: item.range.start, advance: width + self.spacing });
                continue;
            }
            let first = clusters.len();
            self.shape(item, item.range.clone());
            for glyph in &self.scratch {
                // MapLibre's fonts have no glyph for a line feed, so it has no width.
                let feeds = self.text[glyph.cluster..].starts_with('\n');
                let (advance, spacing) = if feeds { (0.0, 0.0) } else { (glyph.advance * scale, self.spacing) };
                match clusters.last_mut() {
                    Some(last) if last.start == glyph.cluster => last.advance += advance,
                    _ => clusters.push(MeasuredCluster { start: glyph.cluster, advance: advance + spacing }),
                }
            }
            if item.level.is_rtl() {
                clusters[first..].reverse();
            }
        }
        clusters
    }

    /// Appends the line `range` of the text at `top`. Returns its height.
    pub(super) fn set(
        &mut self,
        items: &[Item],
        range: Range<usize>,
        top: f32,
        line_height: f32,
        out: &mut TextLayout,
    ) -> f32 {
        let parts: Vec<LinePart<'_>> = items
            .iter()
            .map(|i| LinePart { item: i, range: i.range.start.max(range.start)..i.range.end.min(range.end) })
            .filter(|part| part.range.start < part.range.end)
            .collect();
        let column = self.upright == Upright::Most && parts.iter().any(|part| part.item.upright);
        let spans = parts.iter().filter_map(|part| self.span(part.item).map(|span| (span, part.item.upright)));
        let metrics = LineMetrics::of(spans, top, line_height, column);
        let levels: Vec<Level> = parts.iter().map(|part| part.item.level).collect();

        let (first_glyph, first_image) = (out.glyphs.len(), out.images.len());
        let mut x = 0.0;
        for index in BidiInfo::reorder_visual(&levels) {
            let Some(part) = parts.get(index) else { continue };
            let Some(span) = self.span(part.item) else { continue };
            x = match (span.inline, part.item.face) {
                (Some(size), _) => self.set_image(part.item, size, span.align, &metrics, x, out),
                (None, Some(face)) if part.item.upright => self.set_upright(part, face, span, &metrics, x, out),
                (None, Some(face)) => self.set_run(part, face, span, &metrics, x, out),
                (None, None) => x,
            };
        }
        out.lines.push(TextLine {
            glyphs: first_glyph..out.glyphs.len(),
            images: first_image..out.images.len(),
            width: (x - self.spacing).max(0.0),
        });
        metrics.height(line_height)
    }

    /// Sets an inline image at `x`. Returns its end.
    fn set_image(
        &self,
        item: &Item,
        size: [f32; 2],
        align: InlineAlign,
        metrics: &LineMetrics,
        x: f32,
        out: &mut TextLayout,
    ) -> f32 {
        let mut left = x;
        let mut y = metrics.top_of(size[1], if item.upright { InlineAlign::Baseline } else { align });
        if let Some(centered) = metrics.column {
            y -= centered + (1.0 - size[0]) / 2.0;
        }
        if item.upright {
            (left, y) = (x - UPRIGHT_LEFT, y + size[1] + UPRIGHT_IMAGE);
        }
        out.images.push(PositionedImage { x: left, y, size, span: item.span, upright: item.upright });
        let advance = size[usize::from(item.upright)];
        x + (advance + self.spacing)
    }

    /// Sets an upright cluster of a vertical line at `x`. Returns its end.
    fn set_upright(
        &mut self,
        part: &LinePart<'_>,
        face: FaceId,
        span: TextSpan<'_>,
        metrics: &LineMetrics,
        x: f32,
        out: &mut TextLayout,
    ) -> f32 {
        let scale = span.scale;
        self.shape(part.item, part.range.clone());
        let mut y = metrics.top_of(scale, InlineAlign::Baseline);
        if let Some(centered) = metrics.column {
            y -= centered - (scale - 1.0);
        }
        let advance = self.scratch.iter().map(|g| g.advance).sum::<f32>() * scale;
        let origin = (x + ASCENDER * scale - UPRIGHT_LEFT, y + advance / 2.0 - TOP_OF_LINE);
        let mut pen = 0.0;
        let count = self.scratch.len();
        for (i, glyph) in self.scratch.iter().enumerate() {
            // The glyph's right is up here, and its down is right.
            out.glyphs.push(PositionedGlyph {
                face,
                glyph: glyph.id,
                x: origin.0 + glyph.dy * scale,
                y: origin.1 - (pen + glyph.dx * scale),
                pen: x,
                advance: if i + 1 == count { scale + self.spacing } else { 0.0 },
                scale,
                span: part.item.span,
                cluster: glyph.cluster,
                upright: true,
            });
            pen += glyph.advance * scale;
        }
        x + (scale + self.spacing)
    }

    /// Sets a run of glyphs starting at `x`. Returns its end.
    fn set_run(
        &mut self,
        part: &LinePart<'_>,
        face: FaceId,
        span: TextSpan<'_>,
        metrics: &LineMetrics,
        mut x: f32,
        out: &mut TextLayout,
    ) -> f32 {
        let scale = span.scale;
        self.shape(part.item, part.range.clone());
        let mut y = metrics.top_of(scale, span.align);
        if let Some(centered) = metrics.column {
            y -= centered - (scale - 1.0);
        }
        let baseline = y + ASCENDER * scale;
        for (i, glyph) in self.scratch.iter().enumerate() {
            let ends_cluster = self.scratch.get(i + 1).is_none_or(|next| next.cluster != glyph.cluster);
            let advance = glyph.advance * scale + if ends_cluster { self.spacing } else { 0.0 };
            out.glyphs.push(PositionedGlyph {
                face,
                glyph: glyph.id,
                x: x + glyph.dx * scale,
                y: baseline + glyph.dy * scale,
                pen: x,
                advance,
                scale,
                span: part.item.span,
                cluster: glyph.cluster,
                upright: false,
            });
            x += advance;
        }
        x
    }
}
