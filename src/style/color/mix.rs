//! Color interpolation.

use super::{
    perceptual::{from_hcl, from_lab, hcl_of, lab_of},
    rgba::Color,
};

/// The color space of an interpolation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::style) enum ColorSpace {
    /// Channel by channel.
    Rgb,
    /// CIE L\*a\*b\*.
    Lab,
    /// Hue, chroma and lightness; hues are interpolated along the shorter arc.
    Hcl,
}

fn between(a: f64, b: f64, t: f64) -> f64 {
    a + (b - a) * t
}

impl Color {
    /// The color at `t` (0 to 1) between this color and `to`, interpolated in `space`.
    pub(in crate::style) fn mixed(self, to: Self, t: f64, space: ColorSpace) -> Self {
        let alpha = between(self.a, to.a, t);
        match space {
            // Converting to a color space and back is not exact.
            _ if t == 0.0 => self,
            ColorSpace::Rgb => self.rgb_mixed(to, t, alpha),
            ColorSpace::Lab => {
                let (a, b) = (lab_of(self), lab_of(to));
                from_lab([0, 1, 2].map(|i| between(a[i], b[i], t)), alpha)
            }
            ColorSpace::Hcl => self.hcl_mixed(to, t, alpha),
        }
    }

    /// Like [`Self::mixed`] in RGB, but with premultiplied channels: between a transparent and an opaque color the hue
    /// is that of the opaque one.
    pub(in crate::style) fn mixed_premultiplied(self, to: Self, t: f64) -> Self {
        let alpha = between(self.a, to.a, t);
        self.rgb_mixed(to, if alpha > 0.0 { to.a * t / alpha } else { t }, alpha)
    }

    fn rgb_mixed(self, to: Self, t: f64, alpha: f64) -> Self {
        Self::new(between(self.r, to.r, t), between(self.g, to.g, t), between(self.b, to.b, t), alpha)
    }

    /// Interpolates in HCL. Between a gray and a color the hue is that of the color (`interpolateHcl` of the style
    /// specification).
    fn hcl_mixed(self, to: Self, t: f64, alpha: f64) -> Self {
        let ((hue_a, chroma_a, light_a), (hue_b, chroma_b, light_b)) = (hcl_of(self), hcl_of(to));
        let is_end = |light: f64| light == 0.0 || light == 1.0;
        let chroma = between(chroma_a, chroma_b, t);
        let (hue, chroma) = match (hue_a, hue_b) {
            (Some(a), Some(b)) => {
                let turn = match b - a {
                    turn if turn > 180.0 => turn - 360.0,
                    turn if turn < -180.0 => turn + 360.0,
                    turn => turn,
                };
                (Some(a + t * turn), chroma)
            }
            (Some(hue), None) => (Some(hue), if is_end(light_b) { chroma_a } else { chroma }),
            (None, Some(hue)) => (Some(hue), if is_end(light_a) { chroma_b } else { chroma }),
            (None, None) => (None, chroma),
        };
        from_hcl(hue, chroma, between(light_a, light_b, t), alpha)
    }
}
