//! Options of image encoders.

use crate::{
    config::{
        document::{Kind, scalar::ScalarValue},
        keys::params,
        read::fields::Fields,
    },
    settings::{Chroma, PngMode},
};

/// `palette`, `truecolour`, or `{colours: n}`.
pub(super) fn png_mode(p: Fields<'_>) -> PngMode {
    match p.node("png") {
        Some(node) if matches!(node.kind, Kind::Mapping(_)) => {
            PngMode::Palette(Fields::new(Some(node), &params::PNG).integer("colours").unwrap_or(256))
        }
        Some(node) if node.scalar().is_some_and(|s| s.value == ScalarValue::Text && s.text.starts_with("true")) => {
            PngMode::Truecolor
        }
        _ => PngMode::Palette(256),
    }
}

/// `4:2:0` or `4:4:4`.
pub(super) fn jpeg_chroma(p: Fields<'_>) -> Option<Chroma> {
    Some(if p.text("jpegChroma")? == "4:4:4" { Chroma::Full } else { Chroma::Quarter })
}
