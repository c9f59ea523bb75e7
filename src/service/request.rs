//! Requests as in the URL, and their checks in Kartotherian's order.

use std::sync::Arc;

use crate::{
    mvt::JsonDetail,
    settings::SourceSettings,
    tile::{Format, Lang, Scale, TileId, TileIdError},
};

use super::{error::TileError, job::TileJob, served_source::ServedSource};

/// A request for a tile, as in the URL. Only the digits of numbers have been checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct TileRequest<'a> {
    /// The digits of the zoom.
    pub(crate) z: &'a str,
    /// The digits of the column.
    pub(crate) x: &'a str,
    /// The digits of the row.
    pub(crate) y: &'a str,
    /// The text between `@` and `x`.
    pub(crate) scale: Option<&'a str>,
    /// The extension.
    pub(crate) format: &'a str,
    /// The `lang` parameter, unless it is empty.
    pub(crate) lang: Option<&'a str>,
    /// The level of detail of a `.json` tile.
    pub(crate) detail: JsonDetail,
}

impl TileRequest<'_> {
    /// Checks format, zoom, scale, position and language, in this order. The caller has looked up `source`.
    pub(crate) fn check(&self, source: &Arc<ServedSource>) -> Result<TileJob, TileError> {
        let settings = &source.settings;
        let format = settings
            .formats
            .iter()
            .copied()
            .find(|format| format.name() == self.format)
            .ok_or_else(|| TileError::Format(self.format.to_owned()))?;
        let z = zoom(self.z, settings)?;
        let scale = scale(self.scale, settings)?;
        let tile = TileId::new(u32::from(z), number(self.x), number(self.y)).map_err(|error| match error {
            TileIdError::Zoom(_) => TileError::Zoom,
            TileIdError::Position { .. } => TileError::Coordinates,
        })?;
        let lang = self.lang.map(language).transpose()?;
        Ok(TileJob {
            source: source.clone(),
            tile,
            scale: if format.is_raster() { scale } else { Scale::ONE },
            format,
            lang: lang.and_then(|lang| source.language(&lang)),
            detail: if format == Format::Json { self.detail } else { JsonDetail::Full },
        })
    }
}

/// Parses digits; `u64::MAX` if the number is larger.
fn number(digits: &str) -> u64 {
    digits.bytes().fold(0u64, |n, digit| n.saturating_mul(10).saturating_add(u64::from(digit.wrapping_sub(b'0'))))
}

/// The zoom, if the source is served at it.
pub(super) fn zoom(digits: &str, settings: &SourceSettings) -> Result<u8, TileError> {
    let z = u8::try_from(number(digits)).ok().filter(|z| *z <= crate::tile::MAX_ZOOM).ok_or(TileError::Zoom)?;
    match (settings.min_zoom, settings.max_zoom) {
        (Some(min), _) if z < min => Err(TileError::MinZoom(min)),
        (_, Some(max)) if z > max => Err(TileError::MaxZoom(max)),
        _ => Ok(z),
    }
}

/// Scales are compared as strings, as in Kartotherian, so that caches see one URL per tile: `1.3`, not `1.30`.
pub(super) fn scale(text: Option<&str>, settings: &SourceSettings) -> Result<Scale, TileError> {
    let Some(text) = text else { return Ok(Scale::ONE) };
    if settings.scales.is_empty() {
        return Err(TileError::NoScales);
    }
    settings.scales.iter().copied().find(|scale| scale.to_string() == text).ok_or_else(|| {
        let allowed: Vec<_> = settings.scales.iter().map(ToString::to_string).collect();
        TileError::Scale(allowed.join(","))
    })
}

/// A code of any length is valid. A code longer than any language code is truncated, which is unknown either way.
fn language(text: &str) -> Result<Lang, TileError> {
    const LONGEST: usize = 35;
    if !text.bytes().all(|b| b.is_ascii_alphabetic() || b == b'-' || b == b'_') {
        return Err(TileError::Lang);
    }
    Lang::parse(text.get(..LONGEST).unwrap_or(text)).map_err(|_| TileError::Lang)
}
