//! Groups in SVG.

use super::attributes::opacity;
use crate::style::{BlendMode, Compositing};

/// The attributes of a group; `None` if SVG has no such group.
pub(super) fn attributes(group: Compositing) -> Option<String> {
    let opacity = opacity("opacity", group.opacity);
    let blend = mix_blend_mode(group.blend)?;
    let style = match (blend, opacity.as_str()) {
        // Without `isolation`, a group that is neither translucent nor blended would not be drawn separately.
        ("normal", "") => r#" style="isolation:isolate""#.to_owned(),
        ("normal", _) => String::new(),
        (mode, _) => format!(r#" style="mix-blend-mode:{mode}""#),
    };
    Some(opacity + &style)
}

/// The value of CSS's `mix-blend-mode`; `None` if CSS lacks the mode or mixes it differently.
pub(super) fn mix_blend_mode(mode: BlendMode) -> Option<&'static str> {
    Some(match mode {
        BlendMode::SourceOver => "normal",
        BlendMode::Multiply => "multiply",
        BlendMode::Screen => "screen",
        BlendMode::Overlay => "overlay",
        BlendMode::Darken => "darken",
        BlendMode::Lighten => "lighten",
        BlendMode::ColorDodge => "color-dodge",
        BlendMode::ColorBurn => "color-burn",
        BlendMode::HardLight => "hard-light",
        BlendMode::SoftLight => "soft-light",
        BlendMode::Difference => "difference",
        BlendMode::Exclusion => "exclusion",
        BlendMode::Clear
        | BlendMode::Source
        | BlendMode::Destination
        | BlendMode::DestinationOver
        | BlendMode::SourceIn
        | BlendMode::DestinationIn
        | BlendMode::SourceOut
        | BlendMode::DestinationOut
        | BlendMode::SourceAtop
        | BlendMode::DestinationAtop
        | BlendMode::Xor
        | BlendMode::Plus
        // CSS mixes the colors of these in another way.
        | BlendMode::Hue
        | BlendMode::Saturation
        | BlendMode::Color
        | BlendMode::Luminosity
        | BlendMode::Minus
        | BlendMode::Contrast
        | BlendMode::Invert
        | BlendMode::InvertRgb
        | BlendMode::GrainMerge
        | BlendMode::GrainExtract
        | BlendMode::LinearBurn
        | BlendMode::Divide => return None,
    })
}
