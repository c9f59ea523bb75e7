//! Options of image encoders.

use crate::{
    config::{
        document::{Kind, scalar::ScalarValue},
        keys::params,
        read::fields::Fields,
    },
    settings::{Chroma, PngMode},
};

/// `palette`, `truecolour`, or `{colours: n}`; otherwise as Mapnik's `format` says: `png8:m=h`, `png256:c=64`, `png32`.
pub(super) fn png_mode(p: Fields<'_>, format: Option<&str>) -> PngMode {
    let exact = |colors| PngMode::Palette { colors, merge: false };
    match p.node("png") {
        Some(node) if matches!(node.kind, Kind::Mapping(_)) => {
            exact(Fields::new(Some(node), &params::PNG).integer("colours").unwrap_or(256))
        }
        Some(node) if node.scalar().is_some_and(|s| s.value == ScalarValue::Text && s.text.starts_with("true")) => {
            PngMode::Truecolor
        }
        Some(_) => exact(256),
        None => format.map_or(exact(256), of_format),
    }
}

/// The pixel format of Mapnik's `format`.
fn of_format(format: &str) -> PngMode {
    let mut parts = format.split(':');
    if !matches!(parts.next(), Some("png8" | "png256")) {
        return PngMode::Truecolor;
    }
    let colors = parts.find_map(|part| part.strip_prefix("c=")?.parse().ok());
    PngMode::Palette { colors: colors.unwrap_or(256u16).clamp(2, 256), merge: true }
}

/// `4:2:0` or `4:4:4`.
pub(super) fn jpeg_chroma(p: Fields<'_>) -> Option<Chroma> {
    Some(if p.text("jpegChroma")? == "4:4:4" { Chroma::Full } else { Chroma::Quarter })
}
