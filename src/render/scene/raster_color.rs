//! Color adjustments of raster layers.

use crate::{
    image::{Bitmap, premultiplied, straight},
    style::{expression::Context, layer::RasterLayer},
};

/// Color adjustments, as in MapLibre's `raster.fragment.glsl`.
pub(super) struct ColorAdjustment {
    /// Weights of the channels of a rotation around the gray axis.
    spin: [f64; 3],
    saturation: f64,
    contrast: f64,
    brightness: [f64; 2],
    changes: bool,
}

impl ColorAdjustment {
    /// The adjustments of a layer.
    pub(super) fn of(raster: &RasterLayer, context: &Context<'_>) -> Self {
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

    /// A copy of the image with adjusted colors.
    pub(super) fn apply(&self, image: &Bitmap) -> Bitmap {
        let mut image = image.clone();
        if !self.changes {
            return image;
        }
        for pixel in image.pixels_mut() {
            let [r, g, b, a] = straight(*pixel);
            let rgb = self.color([r, g, b].map(|v| f64::from(v) / 255.0));
            let [r, g, b] = rgb.map(|v| (v.clamp(0.0, 1.0) * 255.0).round() as u8);
            *pixel = premultiplied([r, g, b, a]);
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
