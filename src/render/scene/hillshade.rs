//! `hillshade` layers: elevation tiles become pictures of light and shadow, as MapLibre's
//! `hillshade_prepare.fragment.glsl` and `hillshade.fragment.glsl` compute them.

use std::{f64::consts::PI, sync::Arc};

use tiny_skia::{ColorU8, Pixmap};

use super::{Scene, place};
use crate::{
    render::{
        DisplayItem, DisplayList,
        display::{RasterItem, RasterShape},
    },
    style::{
        Color, Layer, Source,
        layer::{HillshadeLayer, Resampling},
    },
    tile::{LonLat, TileId},
};

pub(super) fn draw(scene: &Scene<'_>, layer: &Layer, hillshade: &HillshadeLayer, list: &mut DisplayList) {
    let Some((_, name)) = scene.source(layer) else { return };
    let Some(source) = scene.style.sources.get(name) else { return };
    let context = scene.paint();
    let black = Color::new(0.0, 0.0, 0.0, 1.0);
    let light = Light {
        direction: hillshade.direction.get(&context).0.first().copied().unwrap_or(335.0).to_radians(),
        exaggeration: hillshade.exaggeration.get(&context).clamp(0.0, 1.0),
        shadow: hillshade.shadow_color.get(&context).0.first().copied().unwrap_or(black),
        highlight: hillshade.highlight_color.get(&context).0.first().copied().unwrap_or(black),
        accent: hillshade.accent_color.get(&context),
    };
    let encoding = Encoding::of(source);
    for placed in place::raster(scene.tiles, name, scene.view) {
        let zoom = scene.view.zoom + (512.0 / f64::from(source.tile_size.unwrap_or(512))).log2();
        let terrain = Terrain {
            encoding: &encoding,
            here: placed.tile,
            around: &|dx, dy| scene.tiles.raster_tile(name, neighbour(placed.id, dx, dy)?),
        };
        let Some(image) = light.shade(&terrain, placed.id, zoom.round()) else { continue };
        let scale = placed.size / f64::from(image.width());
        list.items.push(DisplayItem::Raster(RasterItem {
            image: Arc::new(image),
            transform: [scale, 0.0, 0.0, scale, placed.offset[0], placed.offset[1]],
            shape: RasterShape::Rect(placed.clip),
            opacity: 1.0,
            nearest: hillshade.resampling.get(&context) == Resampling::Nearest,
        }));
    }
}

fn neighbour(tile: TileId, dx: i64, dy: i64) -> Option<TileId> {
    let x = (i64::from(tile.x()) + dx).rem_euclid(i64::from(tile.across()));
    let y = u64::try_from(i64::from(tile.y()) + dy).ok()?;
    TileId::new(u32::from(tile.z()), u64::try_from(x).ok()?, y).ok()
}

/// How a colour stands for metres.
struct Encoding {
    factors: [f64; 3],
    shift: f64,
}

impl Encoding {
    fn of(source: &Source) -> Self {
        let number =
            |key: &str, default: f64| source.json.get(key).and_then(serde_json::Value::as_f64).unwrap_or(default);
        match source.json.get("encoding").and_then(serde_json::Value::as_str) {
            Some("terrarium") => Self { factors: [256.0, 1.0, 1.0 / 256.0], shift: 32768.0 },
            Some("custom") => Self {
                factors: [number("redFactor", 1.0), number("greenFactor", 1.0), number("blueFactor", 1.0)],
                shift: number("baseShift", 0.0),
            },
            _ => Self { factors: [6553.6, 25.6, 0.1], shift: 10000.0 },
        }
    }

    fn metres(&self, image: &Pixmap, x: u32, y: u32) -> Option<f64> {
        let c = image.pixel(x, y)?.demultiply();
        let [r, g, b] = self.factors;
        Some(f64::from(c.red()) * r + f64::from(c.green()) * g + f64::from(c.blue()) * b - self.shift)
    }
}

/// A tile and what lies around it.
struct Terrain<'t> {
    encoding: &'t Encoding,
    here: &'t Pixmap,
    around: &'t dyn Fn(i64, i64) -> Option<&'t Pixmap>,
}

impl Terrain<'_> {
    /// The heights of the tile with one more row and column on each side: the neighbour's where it is
    /// there, else the tile's own edge.
    fn heights(&self) -> Vec<f64> {
        let side = i64::from(self.here.width().min(self.here.height()));
        let inside = |v: i64| u32::try_from(v.clamp(0, side - 1)).unwrap_or(0);
        let step = |v: i64| if v < 0 { -1 } else { i64::from(v >= side) };
        let mut all = Vec::new();
        for y in -1..=side {
            for x in -1..=side {
                let (dx, dy) = (step(x), step(y));
                let other = if (dx, dy) == (0, 0) { None } else { (self.around)(dx, dy) };
                let height = match other {
                    Some(tile) => self.encoding.metres(tile, inside(x - dx * side), inside(y - dy * side)),
                    None => self.encoding.metres(self.here, inside(x), inside(y)),
                };
                all.push(height.unwrap_or(0.0));
            }
        }
        all
    }
}

struct Light {
    direction: f64,
    exaggeration: f64,
    shadow: Color,
    highlight: Color,
    accent: Color,
}

impl Light {
    fn shade(&self, terrain: &Terrain<'_>, tile: TileId, zoom: f64) -> Option<Pixmap> {
        let side = terrain.here.width().min(terrain.here.height());
        let heights = terrain.heights();
        let row = side as usize + 2;
        let across = f64::from(tile.across());
        let latitude = |y: f64| LonLat::from_unit(0.0, (f64::from(tile.y()) + y) / across).lat;
        let (north, south) = (latitude(0.0), latitude(1.0));
        // Low zooms are exaggerated: their slopes would not be seen.
        let factor = if zoom < 2.0 {
            0.4
        } else if zoom < 4.5 {
            0.35
        } else {
            0.3
        };
        let exaggeration = if zoom < 15.0 { (zoom - 15.0) * factor } else { 0.0 };
        let steepness = f64::from(side) / (exaggeration + (28.2562 - zoom)).exp2();
        let mut image = Pixmap::new(side, side)?;
        let width = side as usize;
        for (i, pixel) in image.pixels_mut().iter_mut().enumerate() {
            let (x, y) = (i % width, i / width);
            let h = |dx: usize, dy: usize| heights.get((y + dy) * row + x + dx).copied().unwrap_or(0.0);
            let dx = (h(2, 0) + 2.0 * h(2, 1) + h(2, 2)) - (h(0, 0) + 2.0 * h(0, 1) + h(0, 2));
            let dy = (h(0, 2) + 2.0 * h(1, 2) + h(2, 2)) - (h(0, 0) + 2.0 * h(1, 0) + h(2, 0));
            let slope = [dx, dy].map(|d| (d * steepness).clamp(-1.0, 1.0));
            let at = (y as f64 + 0.5) / f64::from(side);
            let stretch = (north + (south - north) * at).to_radians().cos();
            let [r, g, b, a] = self.color(slope, stretch);
            let straight = |v: f64| if a > 0.0 { (v / a * 255.0).round().clamp(0.0, 255.0) as u8 } else { 0 };
            *pixel = ColorU8::from_rgba(straight(r), straight(g), straight(b), (a * 255.0).round() as u8).premultiply();
        }
        Some(image)
    }

    /// The premultiplied colour of a slope.
    fn color(&self, [dx, dy]: [f64; 2], stretch: f64) -> [f64; 4] {
        let slope = (1.25 * dx.hypot(dy) / stretch).atan();
        let aspect = if dx != 0.0 { dy.atan2(-dx) } else { PI / 2.0 * if dy > 0.0 { 1.0 } else { -1.0 } };
        let intensity = self.exaggeration;
        let azimuth = self.direction + PI;
        let base = 1.875 - intensity * 1.75;
        let most = 0.5 * PI;
        let scaled = if intensity == 0.5 { slope } else { (base.powf(slope) - 1.0) / (base.powf(most) - 1.0) * most };
        let strength = (intensity * 2.0).clamp(0.0, 1.0);
        let premultiplied = |c: Color| [c.r * c.a, c.g * c.a, c.b * c.a, c.a];
        let shade = (((aspect + azimuth) / PI + 0.5).rem_euclid(2.0) - 1.0).abs();
        let (dark, bright, accent) =
            (premultiplied(self.shadow), premultiplied(self.highlight), premultiplied(self.accent));
        let shaded = [0, 1, 2, 3].map(|i| (dark[i] + (bright[i] - dark[i]) * shade) * scaled.sin() * strength);
        let accent = accent.map(|v| v * (1.0 - scaled.cos()) * strength);
        [0, 1, 2, 3].map(|i| (accent[i] * (1.0 - shaded[3]) + shaded[i]).clamp(0.0, 1.0))
    }
}
