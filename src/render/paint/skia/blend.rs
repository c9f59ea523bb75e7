//! Blend modes for tiny-skia.

use crate::style::BlendMode;

/// Converts a blend mode to tiny-skia's.
pub(super) fn blend_mode(mode: BlendMode) -> tiny_skia::BlendMode {
    use tiny_skia::BlendMode as Skia;
    match mode {
        BlendMode::Clear => Skia::Clear,
        BlendMode::Source => Skia::Source,
        BlendMode::Destination => Skia::Destination,
        BlendMode::SourceOver => Skia::SourceOver,
        BlendMode::DestinationOver => Skia::DestinationOver,
        BlendMode::SourceIn => Skia::SourceIn,
        BlendMode::DestinationIn => Skia::DestinationIn,
        BlendMode::SourceOut => Skia::SourceOut,
        BlendMode::DestinationOut => Skia::DestinationOut,
        BlendMode::SourceAtop => Skia::SourceAtop,
        BlendMode::DestinationAtop => Skia::DestinationAtop,
        BlendMode::Xor => Skia::Xor,
        BlendMode::Plus => Skia::Plus,
        BlendMode::Multiply => Skia::Multiply,
        BlendMode::Screen => Skia::Screen,
        BlendMode::Overlay => Skia::Overlay,
        BlendMode::Darken => Skia::Darken,
        BlendMode::Lighten => Skia::Lighten,
        BlendMode::ColorDodge => Skia::ColorDodge,
        BlendMode::ColorBurn => Skia::ColorBurn,
        BlendMode::HardLight => Skia::HardLight,
        BlendMode::SoftLight => Skia::SoftLight,
        BlendMode::Difference => Skia::Difference,
        BlendMode::Exclusion => Skia::Exclusion,
        BlendMode::Hue => Skia::Hue,
        BlendMode::Saturation => Skia::Saturation,
        BlendMode::Color => Skia::Color,
        BlendMode::Luminosity => Skia::Luminosity,
    }
}
