//! `fill` layers, and the footprint of `fill-extrusion` layers.

use super::{
    Placed, Scene,
    offset::parallel,
    place, reach,
    shape::{Area, clip_ring, cull_ring, fit_ring, scaled, signed_area, sixteenths, snap},
    visible,
};
use crate::{
    render::{
        DisplayItem, DisplayList, Lines, VectorTile,
        display::{FillItem, HairlineItem, Ink},
    },
    style::{
        Color, Image, Layer, Property,
        expression::GeometryKind,
        layer::{FillExtrusionLayer, FillLayer},
    },
};

/// By how many pixels opaque areas grow.
const GROWTH: f64 = 0.5;

/// How far down areas without smoothing are moved, so that they hold the pixels through whose middle their
/// lower edge runs, as in OpenGL.
const EDGE: f64 = 1.0 / 256.0;

/// What one polygon is drawn with.
#[derive(Clone, PartialEq)]
struct Look {
    color: Option<Color>,
    pattern: Option<Image>,
    opacity: f64,
    outline: Option<Color>,
}

pub(super) fn draw(scene: &Scene<'_>, layer: &Layer, fill: &FillLayer, list: &mut DisplayList) {
    let context = scene.paint();
    let antialias = fill.antialias.get(&context);
    let whole = fill.layer_opacity.get(&context);
    let translate = fill.translate.get(&context);
    let look = |context: &crate::style::expression::Context<'_>| {
        let opacity = fill.opacity.get(context).clamp(0.0, 1.0);
        let color = visible(fill.color.get(context), opacity);
        let pattern = fill.pattern.get(context);
        // Without a colour of its own the outline has the area's; under an opaque area it only makes
        // it larger.
        let outline = match fill.outline_color.get(context) {
            Some(own) => visible(own, opacity),
            None => color.filter(|c| c.a < 1.0 && pattern.is_none()),
        };
        Look { color, pattern, opacity, outline: outline.filter(|_| antialias) }
    };
    group(list, whole, |list| areas(scene, layer, &fill.sort_key, antialias, translate, &look, list));
}

pub(super) fn draw_footprint(scene: &Scene<'_>, layer: &Layer, fill: &FillExtrusionLayer, list: &mut DisplayList) {
    let context = scene.paint();
    let look = |context: &crate::style::expression::Context<'_>| Look {
        color: visible(lit(fill.color.get(context)), 1.0),
        pattern: fill.pattern.get(context),
        opacity: 1.0,
        outline: None,
    };
    let unsorted = Property::unset(None);
    let translate = fill.translate.get(&context);
    group(list, fill.opacity.get(&context), |list| areas(scene, layer, &unsorted, true, translate, &look, list));
}

/// A roof of this colour in MapLibre's light, which comes from almost straight above where a style does not say
/// otherwise (`fill_extrusion.vertex.glsl`).
fn lit(color: Color) -> Color {
    const AMBIENT: f64 = 0.03;
    const INTENSITY: f64 = 0.5;
    // The height of the default light, 1.15 · cos 30°.
    const ABOVE: f64 = 0.996;
    let luminance = color.r * 0.2126 + color.g * 0.7152 + color.b * 0.0722;
    let most = (1.0 - luminance + INTENSITY).max(1.0);
    let strength = (1.0 - INTENSITY) + (most - (1.0 - INTENSITY)) * ABOVE;
    let part = |v: f64| ((v + AMBIENT) * strength).clamp(0.0, 1.0);
    Color::new(part(color.r), part(color.g), part(color.b), color.a)
}

/// Draws into a group of its own where `opacity` is below 1.
pub(super) fn group(list: &mut DisplayList, opacity: f64, draw: impl FnOnce(&mut DisplayList)) {
    if opacity <= 0.0 {
        return;
    }
    let at = list.items.len();
    if opacity < 1.0 {
        list.items.push(DisplayItem::BeginGroup(opacity));
    }
    draw(list);
    if opacity < 1.0 {
        if list.items.len() == at + 1 {
            list.items.pop();
        } else {
            list.items.push(DisplayItem::EndGroup);
        }
    }
}

fn areas(
    scene: &Scene<'_>,
    layer: &Layer,
    sort_key: &Property<Option<f64>>,
    antialias: bool,
    translate: [f64; 2],
    look: &dyn Fn(&crate::style::expression::Context<'_>) -> Look,
    list: &mut DisplayList,
) {
    let Some((input, source)) = scene.source(layer) else { return };
    let shift = translate.map(|t| t * scene.view.pixel_ratio);
    let mut pen = Pen::default();
    let mut outlines = Vec::new();
    for placed in place::vector(scene.tiles, source, scene.view, reach::of(layer, scene.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let layout = scene.layout().in_tile(placed.id);
        let paint = scene.paint().in_tile(placed.id);
        pen.begin(&placed, shift, f64::from(bound.extent));
        for index in scene.select(layer, sort_key, bound, &layout) {
            let Some(feature) = bound.feature(index) else { continue };
            // MapLibre fills lines too.
            if !matches!(feature.kind, GeometryKind::Polygon | GeometryKind::Line) {
                continue;
            }
            let look = look(&paint.with_feature(&feature));
            bound.geometry(index, &mut pen.geometry);
            pen.polygon(scene, look, antialias, list);
        }
        pen.finish(scene, antialias, list);
        outlines.append(&mut pen.outlines);
    }
    // All outlines lie over all areas of the layer.
    list.items.extend(outlines.into_iter().map(DisplayItem::Hairline));
}

/// Collects polygons of the same look into one item.
#[derive(Default)]
struct Pen {
    geometry: Lines,
    ring: Vec<[f64; 2]>,
    spare: Vec<[f64; 2]>,
    rings: Lines,
    outlines: Vec<HairlineItem>,
    look: Option<Look>,
    place: Option<Spot>,
}

/// Where the pen draws.
#[derive(Clone, Copy)]
struct Spot {
    scale: f64,
    /// Translation in device pixels.
    shift: [f64; 2],
    offset: [f64; 2],
    clip: crate::render::ClipRect,
    area: Area,
    square: Area,
    grid: Option<f64>,
}

impl Pen {
    fn begin(&mut self, placed: &Placed<'_, VectorTile<'_>>, shift: [f64; 2], extent: f64) {
        let clip = placed.clip.moved(shift);
        self.place = Some(Spot {
            scale: placed.size / extent,
            shift,
            offset: placed.offset,
            clip,
            area: Area::local(clip, placed.offset),
            square: placed.square.moved(shift),
            grid: placed.grid,
        });
    }

    /// Draws the polygons in `geometry`.
    fn polygon(&mut self, scene: &Scene<'_>, look: Look, antialias: bool, list: &mut DisplayList) {
        let Some(spot) = self.place else { return };
        // Translucent polygons may overlap: each is its own item.
        let opaque = look.color.is_some_and(|c| c.a >= 1.0) && look.pattern.is_none();
        if !opaque || self.look.as_ref() != Some(&look) {
            self.finish(scene, antialias, list);
        }
        if look.color.is_none() && look.pattern.is_none() && look.outline.is_none() {
            return;
        }
        let outline = look.outline.map(|color| self.outline(color, &spot));
        let grows = antialias && opaque && outline.is_none();
        self.look = Some(look);
        let mut reversed = None;
        let geometry = std::mem::take(&mut self.geometry);
        for line in geometry.iter() {
            scaled(line, spot.scale, spot.shift, &mut self.ring);
            if self.ring.first() == self.ring.last() {
                self.ring.pop();
            }
            // The first ring is an exterior one, whichever way it turns.
            let reversed = *reversed.get_or_insert_with(|| signed_area(line) < 0.0);
            if self.ring.len() < 3 || spot.area.grown(1.0).misses_all(&self.ring) {
                continue;
            }
            if let Some(item) = outline.and_then(|i| self.outlines.get_mut(i)) {
                item.rings.line(self.ring.iter().copied());
            }
            if outline.is_some() {
                let rest = spot.offset.map(|v| v - v.floor());
                let corner = |v: f64, i: usize| sixteenths(v + rest[i]) - rest[i];
                self.ring.iter_mut().for_each(|p| *p = [corner(p[0], 0), corner(p[1], 1) + EDGE]);
            }
            if reversed {
                self.ring.reverse();
            }
            if grows {
                // MapLibre smooths edges by a line around the area: it is half a pixel larger, and
                // areas side by side leave no gap.
                self.spare.clear();
                self.spare.extend(self.ring.last());
                self.spare.extend_from_slice(&self.ring);
                parallel(&self.spare, -GROWTH, true, &mut self.ring);
                self.ring.remove(0);
                self.ring.iter_mut().for_each(|p| *p = p.map(snap));
            }
            clip_ring(&mut self.ring, &spot.square, &mut self.spare);
            fit_ring(&mut self.ring, spot.grid, &spot.area, &mut self.spare);
            cull_ring(&mut self.ring, &spot.area);
            if self.ring.len() < 3 {
                continue;
            }
            self.rings.line(self.ring.iter().copied());
        }
        self.geometry = geometry;
    }

    /// Hands the collected polygons to the list.
    fn finish(&mut self, scene: &Scene<'_>, antialias: bool, list: &mut DisplayList) {
        let (Some(look), Some(spot)) = (self.look.take(), self.place) else { return };
        let rings = std::mem::take(&mut self.rings);
        let ink = match &look.pattern {
            Some(image) => scene.pattern(image, look.opacity, spot.offset),
            None => look.color.map(Ink::Color),
        };
        if let Some(ink) = ink
            && !rings.is_empty()
        {
            list.items.push(DisplayItem::Fill(FillItem {
                rings,
                offset: spot.offset,
                clip: spot.clip,
                ink,
                // As in MapLibre, where it is the outline alone that smooths edges.
                antialias: antialias && look.outline.is_none(),
            }));
        }
    }

    /// Which of the outlines is drawn in `color`.
    fn outline(&mut self, color: Color, spot: &Spot) -> usize {
        let last = self.outlines.len().checked_sub(1);
        if let Some(last) = last.filter(|i| self.outlines.get(*i).is_some_and(|o| o.color == color)) {
            return last;
        }
        let (offset, clip) = (spot.offset, spot.clip);
        self.outlines.push(HairlineItem { rings: Lines::default(), offset, clip, color });
        self.outlines.len() - 1
    }
}
