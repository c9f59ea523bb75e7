//! Batches the polygons of one tile into items.

use super::{pattern::pattern, tile_frame::TileFrame};
use crate::{
    deadline::checkpoint,
    render::{
        display::{DisplayItem, DisplayList, FillItem, HairlineItem, PaintSource},
        geometry::{Lines, clip_ring, cull_ring, parallel, signed_area, snap, snap_as_opengl, to_pixels},
        input::{BoundLayer, Frame},
    },
    style::{Color, Image},
};

/// How far opaque areas grow, in pixels.
const GROWTH: f64 = 0.5;

/// How far areas without antialiasing are moved down, in pixels, so that they include the pixels whose centers are on
/// their lower edge, as in OpenGL.
const EDGE: f64 = 1.0 / 256.0;

/// How far beyond the picture areas still matter, in pixels.
const MARGIN: f64 = 1.0;

/// An item with this number of vertices gets no further polygons.
const MAX_POINTS: usize = 1 << 18;

/// The style of one polygon.
#[derive(Clone, PartialEq)]
pub(super) struct PolygonStyle {
    /// The fill color; `None` if it is invisible or replaced by a pattern.
    pub color: Option<Color>,
    /// The pattern, which replaces the color.
    pub pattern: Option<Image>,
    /// Opacity of the pattern, 0 to 1.
    pub opacity: f64,
    /// Color of the outline, if there is one.
    pub outline: Option<Color>,
}

impl PolygonStyle {
    fn is_opaque(&self) -> bool {
        self.color.is_some_and(|c| c.a >= 1.0) && self.pattern.is_none()
    }

    fn is_invisible(&self) -> bool {
        self.color.is_none() && self.pattern.is_none() && self.outline.is_none()
    }
}

/// Collects the polygons of one tile. Consecutive ones of the same style become one item.
pub(super) struct FillBatch<'f, 'a> {
    frame: &'f Frame<'f, 'a>,
    place: TileFrame,
    antialias: bool,
    /// The style of the polygons in `rings`.
    style: Option<PolygonStyle>,
    rings: Lines,
    outlines: Vec<HairlineItem>,
    // Scratch memory.
    geometry: Lines,
    ring: Vec<[f64; 2]>,
    spare: Vec<[f64; 2]>,
}

impl<'f, 'a> FillBatch<'f, 'a> {
    /// Creates an empty batch for the tile at `place`.
    pub(super) fn new(frame: &'f Frame<'f, 'a>, place: TileFrame, antialias: bool) -> Self {
        Self {
            frame,
            place,
            antialias,
            style: None,
            rings: Lines::default(),
            outlines: Vec::new(),
            geometry: Lines::default(),
            ring: Vec::new(),
            spare: Vec::new(),
        }
    }

    /// Adds the polygons of a feature, which is given by its layer and its index there. What becomes an item does not depend
    /// on which polygons are in the picture, so that neighboring pictures agree.
    pub(super) fn add(
        &mut self,
        style: &PolygonStyle,
        (bound, index): (&BoundLayer<'_>, usize),
        list: &mut DisplayList,
    ) {
        checkpoint(10);
        // Translucent polygons may overlap, so each is an item of its own.
        if !style.is_opaque() || self.style.as_ref() != Some(style) || self.rings.points().len() > MAX_POINTS {
            self.flush(list);
        }
        if style.is_invisible() {
            return;
        }
        let outline = style.outline.map(|color| self.outline(color));
        let grows = self.antialias && style.is_opaque() && outline.is_none();
        if self.style.is_none() {
            self.style = Some(style.clone());
        }
        if !self.place.shows(bound, index, MARGIN) {
            return;
        }
        let mut geometry = std::mem::take(&mut self.geometry);
        bound.geometry(index, &mut geometry);
        let mut reversed = None;
        for line in geometry.iter() {
            // The first ring is an exterior ring, in either winding order.
            let reversed = *reversed.get_or_insert_with(|| signed_area(line) < 0.0);
            self.ring(line, reversed, outline, grows);
        }
        self.geometry = geometry;
    }

    /// Appends the collected polygons to the list and returns the outlines.
    pub(super) fn finish(mut self, list: &mut DisplayList) -> Vec<HairlineItem> {
        self.flush(list);
        self.outlines
    }

    /// Adds one ring, in units of the tile's layer, to the rings and to the outline with this index.
    fn ring(&mut self, line: &[[f64; 2]], reversed: bool, outline: Option<usize>, grows: bool) {
        let place = self.place;
        to_pixels(line, place.scale, place.shift, &mut self.ring);
        if self.ring.first() == self.ring.last() {
            self.ring.pop();
        }
        if self.ring.len() < 3 || place.area.grown(MARGIN).misses_all(&self.ring) {
            return;
        }
        if let Some(item) = outline.and_then(|i| self.outlines.get_mut(i)) {
            item.rings.line(self.ring.iter().copied());
        }
        if outline.is_some() {
            let rest = place.offset.map(|v| v - v.floor());
            let corner = |v: f64, i: usize| snap_as_opengl(v + rest[i]) - rest[i];
            self.ring.iter_mut().for_each(|p| *p = [corner(p[0], 0), corner(p[1], 1) + EDGE]);
        }
        if reversed {
            self.ring.reverse();
        }
        if grows {
            self.grow();
        }
        clip_ring(&mut self.ring, &place.square, &mut self.spare);
        cull_ring(&mut self.ring, &place.area);
        if self.ring.len() >= 3 {
            self.rings.line(self.ring.iter().copied());
        }
    }

    /// Enlarges the ring by half a pixel. MapLibre antialiases edges with a line around the area, so that adjacent
    /// areas leave no gap.
    fn grow(&mut self) {
        self.spare.clear();
        self.spare.extend(self.ring.last());
        self.spare.extend_from_slice(&self.ring);
        parallel(&self.spare, -GROWTH, true, &mut self.ring);
        self.ring.remove(0);
        self.ring.iter_mut().for_each(|p| *p = p.map(snap));
    }

    /// Appends the collected polygons to the list.
    fn flush(&mut self, list: &mut DisplayList) {
        let Some(style) = self.style.take() else { return };
        let rings = std::mem::take(&mut self.rings);
        let source = match &style.pattern {
            Some(image) => pattern(self.frame, image, style.opacity, self.place.offset),
            None => style.color.map(PaintSource::Color),
        };
        if let Some(source) = source.filter(|_| !rings.is_empty()) {
            list.items.push(DisplayItem::Fill(FillItem {
                rings,
                offset: self.place.offset,
                clip: self.place.clip,
                source,
                // As in MapLibre, where only outlines antialias edges.
                antialias: self.antialias && style.outline.is_none(),
            }));
        }
    }

    /// The index of the outline that is drawn in `color`.
    fn outline(&mut self, color: Color) -> usize {
        let last = self.outlines.len().checked_sub(1);
        if let Some(last) = last.filter(|i| self.outlines.get(*i).is_some_and(|o| o.color == color)) {
            return last;
        }
        let (offset, clip) = (self.place.offset, self.place.clip);
        self.outlines.push(HairlineItem { rings: Lines::default(), offset, clip, color });
        self.outlines.len() - 1
    }
}
