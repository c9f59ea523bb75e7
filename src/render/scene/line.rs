//! `line` layers.

use super::{Scene, bend::Bends, fill::group, offset::parallel, place, reach, shape, visible};
use crate::{
    render::{
        ClipRect, DisplayItem, DisplayList, Lines,
        display::{Ink, RibbonItem, StrokeItem, Texture},
    },
    style::{
        Color, Layer,
        expression::{Context, GeometryKind},
        layer::{LineCap, LineLayer},
    },
};

/// Units of a tile's side in MapLibre (`EXTENT`).
const UNITS: f64 = 8192.0;

/// What one line is drawn with, in device pixels.
#[derive(Clone)]
struct Look {
    ink: Ink,
    width: f64,
    cap: LineCap,
    bends: Bends,
    dashes: Vec<f64>,
    blur: f64,
    /// Distance to the right at which the line is drawn.
    aside: f64,
    /// Width of the gap in the middle of a casing.
    gap: f64,
}

impl Look {
    /// Whether lines of both looks can be drawn as one: only opaque colours, whose order is unseen.
    fn joins(&self, other: &Self) -> bool {
        let same_ink = matches!((&self.ink, &other.ink), (Ink::Color(a), Ink::Color(b)) if a == b && a.a >= 1.0);
        same_ink
            && (self.width, self.cap, self.bends) == (other.width, other.cap, other.bends)
            && (&self.dashes, self.blur, self.aside, self.gap) == (&other.dashes, other.blur, other.aside, other.gap)
    }

    /// How far from the line it may be seen.
    fn reach(&self) -> f64 {
        (self.width + self.gap / 2.0 + self.aside.abs()) * self.bends.miter_limit.max(2.0) + self.blur + 2.0
    }
}

pub(super) fn draw(scene: &Scene<'_>, layer: &Layer, line: &LineLayer, list: &mut DisplayList) {
    let whole = line.layer_opacity.get(&scene.paint());
    group(list, whole, |list| lines(scene, layer, line, list));
}

fn lines(scene: &Scene<'_>, layer: &Layer, line: &LineLayer, list: &mut DisplayList) {
    let Some((input, source)) = scene.source(layer) else { return };
    let ratio = scene.view.pixel_ratio;
    let translate = line.translate.get(&scene.paint());
    let shift = translate.map(|t| t * ratio);
    let mut geometry = Lines::default();
    let mut scaled = Vec::new();
    for placed in place::vector(scene.tiles, source, scene.view, reach::of(layer, scene.view)) {
        let Some(bound) = placed.tile.layer(input) else { continue };
        let layout = scene.layout().in_tile(placed.id);
        let paint = scene.paint().in_tile(placed.id);
        let scale = placed.size / f64::from(bound.extent);
        let offset = placed.offset;
        let clip = placed.clip.moved(shift);
        let square = placed.square.moved(shift);
        let area = shape::Area::local(clip, offset);
        let mut open: Option<(Look, StrokeItem)> = None;
        for index in scene.select(layer, &line.sort_key, bound, &layout) {
            let Some(feature) = bound.feature(index) else { continue };
            let closed = feature.kind == GeometryKind::Polygon;
            if !closed && feature.kind != GeometryKind::Line {
                continue;
            }
            let Some(look) = look(scene, line, &layout.with_feature(&feature), &paint.with_feature(&feature)) else {
                continue;
            };
            bound.geometry(index, &mut geometry);
            if let Some(texture) = texture(scene, line, &look, &paint.with_feature(&feature)) {
                list.items.extend(
                    open.take().filter(|(_, item)| !item.lines.is_empty()).map(|(_, item)| DisplayItem::Stroke(item)),
                );
                let spot = Spot { scale, shift, offset, clip, square, grid: placed.grid };
                let ribbon = ribbon(&geometry, bound.spans(index), &look, closed, &spot, texture, &|span, length| {
                    colors(line, span, length, &paint.with_feature(&feature))
                });
                list.items.extend(ribbon.map(DisplayItem::Ribbon));
                continue;
            }
            let near = area.grown(look.reach());
            if !open.as_ref().is_some_and(|(last, item)| last.joins(&look) && item.closed == closed) {
                list.items.extend(
                    open.take().filter(|(_, item)| !item.lines.is_empty()).map(|(_, item)| DisplayItem::Stroke(item)),
                );
            }
            let (_, item) = open.get_or_insert_with(|| {
                let item = StrokeItem {
                    lines: Lines::default(),
                    phases: Vec::new(),
                    closed,
                    offset,
                    clip,
                    square,
                    grid: placed.grid,
                    ink: look.ink.clone(),
                    width: look.width,
                    gap: look.gap,
                    aside: look.aside,
                    cap: look.cap,
                    bends: look.bends,
                    odd: Vec::new(),
                    dashes: look.dashes.clone(),
                    blur: look.blur,
                };
                (look.clone(), item)
            });
            for part in geometry.iter() {
                shape::scaled(part, scale, shift, &mut scaled);
                if closed && scaled.first() != scaled.last() {
                    scaled.extend(scaled.first().copied());
                }
                if scaled.len() < 2 || near.misses_all(&scaled) {
                    continue;
                }
                let before = item.phases.len();
                let joined = closed && look.dashes.is_empty();
                shape::cull_line(&scaled, &near, joined, &mut item.lines, &mut item.phases);
                if !item.is_opaque() && item.dashes.is_empty() {
                    let phases = item.phases.get(before..).unwrap_or_default();
                    item.odd.extend(look.bends.odd(&scaled, closed, phases));
                }
                // MapLibre counts the way around an area from the vertex before the first one on, and keeps
                // lengths in steps of two units, rounded down: one unit less than they are on average.
                let around = match scaled.as_slice() {
                    [.., a, b] if closed => (b[0] - a[0]).hypot(b[1] - a[1]),
                    _ => 0.0,
                };
                let shift = around - placed.size / UNITS;
                item.phases.iter_mut().skip(before).for_each(|phase| *phase += shift);
            }
        }
        list.items.extend(open.filter(|(_, item)| !item.lines.is_empty()).map(|(_, item)| DisplayItem::Stroke(item)));
    }
}

/// The look of one feature; `None` where it is not seen.
fn look(scene: &Scene<'_>, line: &LineLayer, layout: &Context<'_>, paint: &Context<'_>) -> Option<Look> {
    let ratio = scene.view.pixel_ratio;
    let opacity = line.opacity.get(paint).clamp(0.0, 1.0);
    let css_width = line.width.get(paint);
    let width = css_width * ratio;
    if width.is_nan() || width <= 0.0 {
        return None;
    }
    let ink = if line.pattern.is_given() || line.gradient.is_given() {
        // Painted by its texture.
        Ink::Color(Color::new(0.0, 0.0, 0.0, 1.0))
    } else {
        Ink::Color(visible(line.color.get(paint), opacity)?)
    };
    // Dashes are lengths in line widths; MapLibre takes the width at the whole zoom and lets them
    // grow with the map from there.
    let dashes: Vec<f64> = line.dasharray.get(paint).map_or_else(Vec::new, |d| {
        let floor = Context { zoom: Some(scene.view.layout_zoom()), ..*paint };
        let unit = line.width.get(&floor) * ratio * (scene.view.zoom - scene.view.layout_zoom()).exp2();
        d.iter().map(|n| n.max(0.0) * unit).collect()
    });
    Some(Look {
        ink,
        width: apparent(width),
        cap: line.cap.get(layout),
        bends: Bends {
            join: line.join.get(layout),
            miter_limit: line.miter_limit.get(layout),
            round_limit: line.round_limit.get(layout),
        },
        dashes,
        blur: line.blur.get(paint).max(0.0) * ratio,
        aside: line.offset.get(paint) * ratio,
        gap: line.gap_width.get(paint).max(0.0) * ratio,
    })
}

/// Where lines are drawn.
struct Spot {
    scale: f64,
    shift: [f64; 2],
    offset: [f64; 2],
    clip: ClipRect,
    square: shape::Area,
    grid: Option<f64>,
}

/// What a line carries along it, if it has a pattern or a gradient. A pattern that names no image yields
/// a texture too: nothing is drawn.
fn texture(scene: &Scene<'_>, line: &LineLayer, look: &Look, paint: &Context<'_>) -> Option<Option<Texture>> {
    if line.pattern.is_given()
        && let Some(name) = line.pattern.get(paint)
    {
        let opacity = line.opacity.get(paint).clamp(0.0, 1.0);
        return Some(scene.resources.sprites.get(&name.name).map(|image| Texture::Image {
            image: image.clone(),
            // The image is as high as the line is wide, and as long as fits at the whole zoom: it is
            // stretched from there on.
            scale: look.width / f64::from(image.pixmap.height()),
            stretch: stretch(scene, line, paint),
            opacity,
        }));
    }
    line.gradient.is_given().then(|| Some(Texture::Gradient(Vec::new())))
}

/// How much longer than wide an image along a line is drawn between two whole zooms.
fn stretch(scene: &Scene<'_>, line: &LineLayer, paint: &Context<'_>) -> f64 {
    let (zoom, whole) = (scene.view.zoom, scene.view.layout_zoom());
    let below = line.width.get(&Context { zoom: Some(whole), ..*paint });
    let stretch = below / line.width.get(paint) * (zoom - whole).exp2();
    if stretch.is_finite() && stretch > 0.0 { stretch } else { 1.0 }
}

/// The gradient's colours between two places of a whole line, one for every other pixel.
fn colors(line: &LineLayer, [from, to]: [f64; 2], length: f64, paint: &Context<'_>) -> Vec<Color> {
    let opacity = line.opacity.get(paint).clamp(0.0, 1.0);
    let steps = (length / 2.0).ceil().clamp(1.0, 512.0) as u32;
    let sample = |i: u32| {
        let at = from + (to - from) * f64::from(i) / f64::from(steps);
        let color = line.gradient_at(at, paint);
        color.map_or(Color::new(0.0, 0.0, 0.0, 0.0), |c| Color::new(c.r, c.g, c.b, c.a * opacity))
    };
    (0..=steps).map(sample).collect()
}

fn ribbon(
    geometry: &Lines,
    spans: &[[f64; 2]],
    look: &Look,
    closed: bool,
    spot: &Spot,
    texture: Option<Texture>,
    colors: &dyn Fn([f64; 2], f64) -> Vec<Color>,
) -> Option<RibbonItem> {
    let mut texture = texture?;
    let (mut lines, mut phases) = (Lines::default(), Vec::new());
    let (mut scaled, mut moved) = (Vec::new(), Vec::new());
    let near = shape::Area::local(spot.clip, spot.offset).grown(look.reach());
    for (i, part) in geometry.iter().enumerate() {
        shape::scaled(part, spot.scale, spot.shift, &mut scaled);
        if closed && scaled.first() != scaled.last() {
            scaled.extend(scaled.first().copied());
        }
        let apart = (look.gap + look.width) / 2.0;
        let sides = if look.gap > 0.0 { &[-apart, apart][..] } else { &[0.0] };
        for side in sides {
            parallel(&scaled, look.aside + side, closed, &mut moved);
            let length: f64 = moved.windows(2).map(|p| (p[1][0] - p[0][0]).hypot(p[1][1] - p[0][1])).sum();
            let before = phases.len();
            shape::cull_line(&moved, &near, false, &mut lines, &mut phases);
            if let Texture::Gradient(all) = &mut texture {
                let [from, to] = spans.get(i).copied().unwrap_or([0.0, 1.0]);
                let per_pixel = (to - from) / length.max(f64::MIN_POSITIVE);
                for (run, way) in lines.iter().zip(&phases).skip(before) {
                    let long: f64 = run.windows(2).map(|p| (p[1][0] - p[0][0]).hypot(p[1][1] - p[0][1])).sum();
                    all.push(colors([from + way * per_pixel, from + (way + long) * per_pixel], long));
                }
            }
        }
    }
    (!lines.is_empty()).then_some(RibbonItem {
        lines,
        phases,
        offset: spot.offset,
        clip: spot.clip,
        square: spot.square,
        grid: spot.grid,
        width: look.width,
        cap: look.cap,
        texture,
    })
}

/// Lines thinner than a pixel are smoothed by MapLibre over a whole pixel, which makes them stronger
/// than their area: a line of width `w` has the ink of `(w + 1)² / 4` (`line.fragment.glsl`). Slanting
/// ones are full where they run through the middle of a pixel, which an area a little wider imitates.
fn apparent(width: f64) -> f64 {
    const SLANT: f64 = 0.05;
    let ink = if width < 1.0 { (width + 1.0) * (width + 1.0) / 4.0 } else { width };
    ink + SLANT * (2.0 - width).clamp(0.0, 1.0) * width.min(1.0)
}
