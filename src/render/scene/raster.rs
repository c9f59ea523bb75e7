//! `raster` layers.

use std::sync::Arc;

use super::{Scene, place};
use crate::{
    render::{
        DisplayItem, DisplayList,
        display::{RasterItem, RasterShape},
    },
    style::{
        Layer, SourceData,
        layer::{RasterLayer, Resampling},
    },
    tile::LonLat,
};

pub(super) fn draw(scene: &Scene<'_>, layer: &Layer, raster: &RasterLayer, list: &mut DisplayList) {
    let Some((_, source)) = scene.source(layer) else { return };
    let context = scene.paint();
    let opacity = raster.opacity.get(&context).clamp(0.0, 1.0);
    if opacity <= 0.0 {
        return;
    }
    let nearest = raster.resampling.get(&context) == Resampling::Nearest;
    let tint = Tint::of(raster, &context);
    if let Some(SourceData::Image(image)) = scene.style.sources.get(source).map(|s| &s.data) {
        if let Some(corners) = image.corners {
            self::image(scene, source, corners, &tint, (opacity, nearest), list);
        }
        return;
    }
    for placed in place::raster(scene.tiles, source, scene.view) {
        if placed.tile.width() == 0 {
            continue;
        }
        list.items.push(DisplayItem::Raster(RasterItem {
            image: Arc::new(tint.apply(placed.tile)),
            transform: {
                let scale = placed.size / f64::from(placed.tile.width());
                let [x, y] = placed.offset;
                [scale, 0.0, 0.0, scale, x, y]
            },
            shape: RasterShape::Rect(placed.clip),
            opacity,
            nearest,
        }));
    }
}

/// An `image` source: one picture between four corners, in every copy of the world that is seen.
fn image(
    scene: &Scene<'_>,
    source: &str,
    corners: [LonLat; 4],
    tint: &Tint,
    (opacity, nearest): (f64, bool),
    list: &mut DisplayList,
) {
    let Some(picture) = scene.tiles.image(source) else { return };
    let [nw, ne, se, sw] = corners.map(|corner| <[f64; 2]>::from(corner.to_unit()));
    let side = scene.view.world() * scene.view.pixel_ratio;
    let (width, height) = (f64::from(picture.width()), f64::from(picture.height()));
    let tinted = Arc::new(tint.apply(picture));
    let copies = (scene.view.width / scene.view.world()).ceil() as i32 + 1;
    for wrap in -copies..=copies {
        let place = |corner: [f64; 2]| {
            let x = (corner[0] + f64::from(wrap)) * side - scene.view.origin[0] * scene.view.pixel_ratio;
            [x, corner[1] * side - scene.view.origin[1] * scene.view.pixel_ratio]
        };
        let (nw, ne, se, sw) = (place(nw), place(ne), place(se), place(sw));
        // Two triangles: the four corners need not be a parallelogram.
        let half = |along: [[f64; 2]; 2], down: [[f64; 2]; 2], origin: [f64; 2], corners| {
            let along = [0, 1].map(|i| (along[1][i] - along[0][i]) / width);
            let down = [0, 1].map(|i| (down[1][i] - down[0][i]) / height);
            DisplayItem::Raster(RasterItem {
                image: tinted.clone(),
                transform: [along[0], along[1], down[0], down[1], origin[0], origin[1]],
                shape: RasterShape::Triangle(corners),
                opacity,
                nearest,
            })
        };
        list.items.push(half([nw, ne], [nw, sw], nw, [nw, ne, sw]));
        // The lower half's own north-west corner is where its sides would meet.
        let meet = [0, 1].map(|i| sw[i] + ne[i] - se[i]);
        list.items.push(half([sw, se], [ne, se], meet, [ne, se, sw]));
    }
}

/// Changes of colour, as MapLibre's `raster.fragment.glsl` makes them.
struct Tint {
    /// Weights of the three channels for each of them: a turn around the grey axis.
    spin: [f64; 3],
    saturation: f64,
    contrast: f64,
    brightness: [f64; 2],
    changes: bool,
}

impl Tint {
    fn of(raster: &RasterLayer, context: &crate::style::expression::Context<'_>) -> Self {
        let angle = raster.hue_rotate.get(context).to_radians();
        let (sin, cos) = angle.sin_cos();
        let root = 3f64.sqrt();
        let spin = [(2.0 * cos + 1.0) / 3.0, (-root * sin - cos + 1.0) / 3.0, (root * sin - cos + 1.0) / 3.0];
        let saturation = raster.saturation.get(context).clamp(-1.0, 1.0);
        let contrast = raster.contrast.get(context).clamp(-1.0, 1.0);
        let brightness = [raster.brightness_min.get(context), raster.brightness_max.get(context)];
        let changes = angle != 0.0 || saturation != 0.0 || contrast != 0.0 || brightness != [0.0, 1.0];
        Self {
            spin,
            saturation: if saturation > 0.0 { 1.0 - 1.0 / (1.001 - saturation) } else { -saturation },
            contrast: if contrast > 0.0 { 1.0 / (1.001 - contrast) } else { 1.0 + contrast },
            brightness,
            changes,
        }
    }

    fn apply(&self, image: &tiny_skia::Pixmap) -> tiny_skia::Pixmap {
        let mut image = image.clone();
        if !self.changes {
            return image;
        }
        for pixel in image.pixels_mut() {
            let c = pixel.demultiply();
            let rgb = [c.red(), c.green(), c.blue()].map(|v| f64::from(v) / 255.0);
            let [r, g, b] = self.color(rgb).map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
            *pixel = tiny_skia::ColorU8::from_rgba(r, g, b, c.alpha()).premultiply();
        }
        image
    }

    fn color(&self, rgb: [f64; 3]) -> [f64; 3] {
        let [x, y, z] = self.spin;
        let dot = |w: [f64; 3]| rgb[0] * w[0] + rgb[1] * w[1] + rgb[2] * w[2];
        let mut rgb = [dot([x, y, z]), dot([z, x, y]), dot([y, z, x])];
        let average = (rgb[0] + rgb[1] + rgb[2]) / 3.0;
        rgb = rgb.map(|v| v + (average - v) * self.saturation);
        rgb = rgb.map(|v| (v - 0.5) * self.contrast + 0.5);
        let [low, high] = self.brightness;
        rgb.map(|v| low + (high - low) * v)
    }
}
