//! Turns slopes into light and shadow, as MapLibre's `hillshade.fragment.glsl` does for each method.

use std::f64::consts::PI;

use crate::style::{
    Color,
    expression::Context,
    layer::{HillshadeLayer, HillshadeMethod},
};

/// One light source.
struct Light {
    /// Direction of the light, in radians clockwise from north.
    azimuth: f64,
    /// Height of the light, in radians above the horizon.
    altitude: f64,
    /// Premultiplied shadow color.
    shadow: [f64; 4],
    /// Premultiplied highlight color.
    highlight: [f64; 4],
}

/// Parameters of the shading.
pub(super) struct Shading {
    method: HillshadeMethod,
    exaggeration: f64,
    /// Premultiplied accent color.
    accent: [f64; 4],
    lights: Vec<Light>,
}

/// Maximum number of lights.
const MAX_LIGHTS: usize = 16;

impl Shading {
    pub(super) fn of(layer: &HillshadeLayer, context: &Context<'_>) -> Self {
        let method = layer.method.get(context);
        let directions = layer.direction.get(context).0;
        let altitudes = layer.altitude.get(context).0;
        let shadows = layer.shadow_color.get(context).0;
        let highlights = layer.highlight_color.get(context).0;
        let count = match method {
            HillshadeMethod::Multidirectional => {
                directions.len().max(altitudes.len()).max(shadows.len()).max(highlights.len()).clamp(1, MAX_LIGHTS)
            }
            _ => 1,
        };
        // Lists that are too short repeat their last value.
        let light = |i: usize| Light {
            azimuth: pick(&directions, i).unwrap_or(335.0).to_radians(),
            altitude: pick(&altitudes, i).unwrap_or(45.0).to_radians(),
            shadow: premultiplied(pick(&shadows, i).unwrap_or(Color::new(0.0, 0.0, 0.0, 1.0))),
            highlight: premultiplied(pick(&highlights, i).unwrap_or(Color::new(1.0, 1.0, 1.0, 1.0))),
        };
        Self {
            method,
            exaggeration: layer.exaggeration.get(context).clamp(0.0, 1.0),
            accent: premultiplied(layer.accent_color.get(context)),
            lights: (0..count).map(light).collect(),
        }
    }

    /// The premultiplied color of ground with the given `slope` (rise to the east and south, computed for the equator).
    /// `stretch` is the cosine of the latitude.
    pub(super) fn color(&self, slope: [f64; 2], stretch: f64) -> [f64; 4] {
        let Some(light) = self.lights.first() else { return [0.0; 4] };
        let slope = slope.map(|v| v / stretch);
        let steep = slope.map(|v| v * self.exaggeration * 2.0);
        let color = match self.method {
            HillshadeMethod::Standard => self.standard(light, slope),
            HillshadeMethod::Basic => basic(light, steep),
            HillshadeMethod::Combined => combined(light, steep),
            HillshadeMethod::Igor => igor(light, steep),
            HillshadeMethod::Multidirectional => {
                let mut sum = [0.0; 4];
                for light in &self.lights {
                    let one = basic(light, steep);
                    sum = add(sum, one, 1.0 / self.lights.len() as f64);
                }
                sum
            }
        };
        color.map(|v| v.clamp(0.0, 1.0))
    }

    fn standard(&self, light: &Light, slope: [f64; 2]) -> [f64; 4] {
        let angle = (0.625 * slope[0].hypot(slope[1])).atan();
        let intensity = self.exaggeration;
        let base = 1.875 - intensity * 1.75;
        let most = 0.5 * PI;
        let scaled = if intensity == 0.5 { angle } else { (base.powf(angle) - 1.0) / (base.powf(most) - 1.0) * most };
        let strength = (intensity * 2.0).clamp(0.0, 1.0);
        let shade = facing(light, slope);
        let (sin, cos) = scaled.sin_cos();
        let shaded =
            [0, 1, 2, 3].map(|i| (light.shadow[i] + (light.highlight[i] - light.shadow[i]) * shade) * sin * strength);
        let accent = self.accent.map(|v| v * (1.0 - cos) * strength);
        [0, 1, 2, 3].map(|i| accent[i] * (1.0 - shaded[3]) + shaded[i])
    }
}

/// How much the ground faces the light, 0 to 1, independent of its steepness.
fn facing(light: &Light, [dx, dy]: [f64; 2]) -> f64 {
    let aspect = if dx != 0.0 { dy.atan2(-dx) } else { PI / 2.0 * if dy > 0.0 { 1.0 } else { -1.0 } };
    (((aspect + light.azimuth + PI) / PI + 0.5).rem_euclid(2.0) - 1.0).abs()
}

/// The cosine of the angle between the light and the ground's normal.
fn cosine(light: &Light, [dx, dy]: [f64; 2]) -> f64 {
    let (sin_azimuth, cos_azimuth) = (light.azimuth + PI).sin_cos();
    let (sin, cos) = light.altitude.sin_cos();
    (sin - (dy * cos_azimuth * cos - dx * sin_azimuth * cos)) / (1.0 + dx * dx + dy * dy).sqrt()
}

fn basic(light: &Light, slope: [f64; 2]) -> [f64; 4] {
    let shade = cosine(light, slope).clamp(0.0, 1.0);
    if shade > 0.5 {
        light.highlight.map(|v| v * (2.0 * shade - 1.0))
    } else {
        light.shadow.map(|v| v * (1.0 - 2.0 * shade))
    }
}

fn combined(light: &Light, slope: [f64; 2]) -> [f64; 4] {
    let angle = cosine(light, slope).clamp(-1.0, 1.0).acos().clamp(0.0, PI / 2.0);
    let strength = slope[0].hypot(slope[1]).atan() * 4.0 / PI / PI;
    add(light.shadow.map(|v| v * angle * strength), light.highlight, (PI / 2.0 - angle) * strength)
}

fn igor(light: &Light, slope: [f64; 2]) -> [f64; 4] {
    let strength = slope[0].hypot(slope[1]).atan() * 2.0 / PI;
    let bright = facing(light, slope);
    add(light.shadow.map(|v| v * strength * (1.0 - bright)), light.highlight, strength * bright)
}

fn add(a: [f64; 4], b: [f64; 4], times: f64) -> [f64; 4] {
    [0, 1, 2, 3].map(|i| a[i] + b[i] * times)
}

fn premultiplied(c: Color) -> [f64; 4] {
    [c.r * c.a, c.g * c.a, c.b * c.a, c.a]
}

fn pick<T: Copy>(list: &[T], i: usize) -> Option<T> {
    list.get(i).or(list.last()).copied()
}
