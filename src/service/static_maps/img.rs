//! Kartotherian's `/img`: the checks of a request in Kartotherian's order, and the view that its pictures show.

use std::sync::Arc;

use crate::{
    overlay::{Overlay, OverlayPlace},
    render::View,
    service::{
        error::TileError,
        request::{scale, zoom},
        served_source::ServedSource,
    },
    settings::{SourceKind, StyleLanguage},
    tile::{Format, Lang, LonLat, Scale},
};

use super::{auto_position, error::StaticMapError, job::StaticMapJob};

/// The latitudes that `/img` centers pictures at.
const MAX_LATITUDE: f64 = 85.0;

/// The scale from which overlays are drawn at double scale. Below, they are drawn at scale 1.
const MIN_DOUBLE: f64 = 1.5;

/// A request for `/img`, as in the URL. Only the characters of its parts have been checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct ImgRequest<'a> {
    /// Digits, or `a`.
    pub(crate) zoom: &'a str,
    /// Digits, dots and signs, or `a`.
    pub(crate) lat: &'a str,
    /// Digits, dots and signs, or `a`.
    pub(crate) lon: &'a str,
    /// Digits.
    pub(crate) width: &'a str,
    /// Digits.
    pub(crate) height: &'a str,
    /// The text between `@` and `x`.
    pub(crate) scale: Option<&'a str>,
    /// The extension.
    pub(crate) format: &'a str,
    /// The `lang` parameter. Any text is accepted.
    pub(crate) lang: Option<&'a str>,
}

/// A request whose source, scale, format and size are allowed.
#[derive(Debug, Clone)]
pub(crate) struct ImgPlace<'a> {
    request: ImgRequest<'a>,
    source: Arc<ServedSource>,
    scale: Scale,
    format: Format,
    size: [u32; 2],
}

impl<'a> ImgRequest<'a> {
    /// Checks scale, source, format and size, in this order. The caller has looked up `source`. A picture may have
    /// `max_pixels` pixels.
    pub(crate) fn check(self, source: &Arc<ServedSource>, max_pixels: u64) -> Result<ImgPlace<'a>, StaticMapError> {
        let settings = &source.settings;
        let scale = scale(self.scale, settings)?;
        if settings.static_images != Some(true) || !source.is_drawn() {
            return Err(StaticMapError::NotStatic);
        }
        let format = [Format::Png, Format::Jpeg].into_iter().find(|format| format.name() == self.format);
        // Kartotherian's styles have no formats by default.
        let has_formats = settings.formats_are_chosen || !is_original(&settings.kind);
        let format = format.filter(|format| has_formats && settings.formats.contains(format));
        let format = format.ok_or_else(|| StaticMapError::Format(self.format.to_owned()))?;
        // Numbers of more digits are too large anyway.
        let side = |digits: &str| digits.parse::<u32>().unwrap_or(u32::MAX);
        let size = [side(self.width), side(self.height)];
        let is_over = |side: u32, most: Option<u32>| most.is_some_and(|most| side > most);
        let pixels = size.iter().map(|side| f64::from((*side).max(1)) * scale.factor()).product::<f64>();
        if is_over(size[0], settings.max_width) || is_over(size[1], settings.max_height) || pixels > max_pixels as f64 {
            return Err(StaticMapError::TooBig);
        }
        let is_auto = |text: &str| text == "a";
        if is_auto(self.lat) != is_auto(self.lon) {
            return Err(StaticMapError::HalfAuto);
        }
        Ok(ImgPlace { request: self, source: source.clone(), scale, format, size })
    }
}

impl ImgPlace<'_> {
    /// The format.
    pub(crate) fn format(&self) -> Format {
        self.format
    }

    /// Whether zoom or center are found from the overlay.
    pub(crate) fn is_auto(&self) -> bool {
        self.request.zoom == "a" || self.request.lat == "a"
    }

    /// The job for a picture without an overlay.
    pub(crate) fn plain(&self) -> Result<StaticMapJob, StaticMapError> {
        if self.is_auto() {
            return Err(StaticMapError::AutoWithoutOverlay);
        }
        self.job(self.scale, self.request.zoom, None, Overlay::default())
    }

    /// The job for a picture with an overlay, which is drawn at scale 1 or 2.
    pub(crate) fn with_overlay(&self, mut overlay: Overlay) -> Result<StaticMapJob, StaticMapError> {
        let is_double = self.scale.factor() >= MIN_DOUBLE;
        let scale = if is_double { Scale::new(2.0).unwrap_or(Scale::ONE) } else { Scale::ONE };
        // Kartotherian scales markers, but no lines.
        overlay.thin_lines(scale.factor());
        if !self.is_auto() {
            return self.job(scale, self.request.zoom, None, overlay);
        }
        // As in Kartotherian, a map without marks is not found, unless the source says where it begins.
        let (center, best) = match (auto_position::position(&overlay, self.size), self.source.settings.min_zoom) {
            (Some(found), _) => found,
            (None, Some(least)) => (LonLat { lon: 0.0, lat: 0.0 }, least),
            (None, None) if self.request.zoom == "a" => return Err(TileError::Zoom.into()),
            (None, None) => (LonLat { lon: 0.0, lat: 0.0 }, 0),
        };
        let found = best.to_string();
        let zoom = if self.request.zoom == "a" { &found } else { self.request.zoom };
        let center = (self.request.lat == "a").then_some(center);
        self.job(scale, zoom, center, overlay)
    }

    fn job(
        &self,
        scale: Scale,
        digits: &str,
        center: Option<LonLat>,
        overlay: Overlay,
    ) -> Result<StaticMapJob, StaticMapError> {
        let zoom = if digits.bytes().all(|b| b.is_ascii_digit()) {
            zoom(digits, &self.source.settings)?
        } else {
            return Err(TileError::Zoom.into());
        };
        let center = match center {
            Some(center) => center,
            None => LonLat {
                lon: number(self.request.lon).ok_or(StaticMapError::NotNumeric)?,
                lat: number(self.request.lat).ok_or(StaticMapError::NotNumeric)?,
            },
        };
        Ok(StaticMapJob {
            view: view(center, zoom, self.size, scale),
            source: self.source.clone(),
            scale,
            format: self.format,
            lang: self.request.lang.map(language).and_then(|lang| self.source.language(&lang)),
            overlay: Arc::new(overlay),
            place: OverlayPlace::Top,
            attribution: None,
            beyond_poles: false,
        })
    }
}

/// Whether the style is of a language that Kartotherian draws.
fn is_original(kind: &SourceKind) -> bool {
    matches!(kind, SourceKind::Style(style) if style.language != StyleLanguage::MapLibre)
}

/// A number in Kartotherian's notation: digits, then perhaps a separator and digits.
fn number(text: &str) -> Option<f64> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let is_number = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || !is_number(whole) || !is_number(fraction) {
        return None;
    }
    text.parse().ok()
}

/// Any text is a language; one that is not a code is unknown, and so is this one.
fn language(text: &str) -> Lang {
    let known = Lang::parse(text);
    known.unwrap_or_else(|_| Lang::unknown())
}

/// The view of a picture. As in Kartotherian, which puts pictures together from tiles, the center is at a whole pixel of
/// a world of `256 · scale · 2^zoom` pixels. A side of 0 reaches from the center to the edge of its tile.
fn view(center: LonLat, zoom: u8, size: [u32; 2], scale: Scale) -> View {
    let factor = scale.factor();
    let tile = f64::from(scale.tile_pixels());
    let world = 256.0 * factor * f64::from(zoom).exp2();
    let (lon, lat) = (center.lon.clamp(-180.0, 180.0), center.lat.clamp(-MAX_LATITUDE, MAX_LATITUDE));
    let (x, y) = LonLat { lon, lat }.to_unit();
    let at = [x, y].map(|v| (v * world + 0.5).floor().min(world));
    let side = |i: usize| match size[i] {
        0 => tile - at[i].rem_euclid(tile),
        side => (f64::from(side) * factor + 0.5).floor(),
    };
    let sides = [side(0), side(1)];
    let corner = |i: usize| match size[i] {
        0 => at[i],
        _ => at[i] - (sides[i] / 2.0).ceil(),
    };
    let ratio = tile / 256.0;
    View {
        zoom: f64::from(zoom) - 1.0,
        origin: [corner(0) / ratio, corner(1) / ratio],
        width: sides[0] / ratio,
        height: sides[1] / ratio,
        pixel_ratio: ratio,
        whole_labels: false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sides_of_zero_reach_to_the_edge_of_the_tile() {
        let size = |lon, sides| view(LonLat { lon, lat: 0.0 }, 1, sides, Scale::ONE).pixel_size();
        assert_eq!(size(0.0, [0, 0]), (256, 256));
        assert_eq!(size(0.0, [0, 100]), (256, 100));
        assert_eq!(size(49.92, [0, 1]), (185, 1));
    }

    #[test]
    fn numbers_have_digits_before_the_point() {
        assert_eq!(["5.", "-5", "5.25", "0011"].map(number), [Some(5.0), Some(-5.0), Some(5.25), Some(11.0)]);
        assert_eq!([".5", "1.2.3", "1-1", "", "-", "a"].map(number), [None; 6]);
    }
}
