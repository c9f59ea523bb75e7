//! Requests for static maps in karto's form and in those of tileserver-gl and Mapbox.

use std::sync::Arc;

use crate::{
    overlay::{Extent, Fit, Mark, Overlay},
    render::View,
    service::{error::TileError, served_source::ServedSource},
    settings::{SourceKind, StaticMapSettings, StyleLanguage},
    tile::{Format, Lang, LonLat, MAX_ZOOM, Scale},
};

use super::{
    attribution::plain_text, error::StaticMapError, icons::Icons, job::StaticMapJob, map_place::MapPlace, marks,
    options::StaticMapOptions, spelling::Spelling,
};

/// The largest scale.
const MAX_SCALE: f64 = 4.0;

/// The zoom at which a single place is shown, if the request does not say.
const NEAREST: f64 = 16.0;

/// A request for a static map, as in the URL. Only the digits of numbers have been checked.
#[derive(Debug, Clone)]
pub(crate) struct StaticMapRequest {
    /// Whose form it has.
    pub(crate) spelling: Spelling,
    /// What is shown on top of the map, in Mapbox's form and percent-encoded.
    pub(crate) overlay: String,
    /// Center and zoom, bounds, or `auto`.
    pub(crate) place: String,
    /// Digits.
    pub(crate) width: String,
    /// Digits.
    pub(crate) height: String,
    /// Digits and dots.
    pub(crate) scale: Option<String>,
    /// The extension.
    pub(crate) format: Option<String>,
    /// The options.
    pub(crate) options: StaticMapOptions,
}

impl StaticMapRequest {
    /// Checks everything, and reads the overlay. Takes time in proportion to the overlay.
    pub(crate) fn check(
        &self,
        source: &Arc<ServedSource>,
        settings: &StaticMapSettings,
        icons: &Icons,
    ) -> Result<StaticMapJob, StaticMapError> {
        if source.settings.static_images == Some(false) || !source.is_drawn() {
            return Err(StaticMapError::NotStatic);
        }
        let (format, scale) = (self.format()?, self.scale()?);
        let size = self.size(source, scale, settings)?;
        let mut overlay = marks::overlay(&self.options, &self.overlay, settings)?;
        for mark in &mut overlay.marks {
            mark.resolve_icon(|name| icons.resolve(name)).map_err(StaticMapError::Icon)?;
        }
        let place = MapPlace::parse(&self.place, self.spelling)?;
        let (center, zoom) = self.position(place, &overlay, size, source)?;
        let lang = self.options.get("lang").map(Lang::parse).transpose().map_err(|_| TileError::Lang)?;
        let attribution =
            if settings.attribution && !self.options.is_off("attribution") || self.options.is_on("attribution") {
                source.info.get("attribution").and_then(serde_json::Value::as_str).map(plain_text)
            } else {
                None
            };
        Ok(StaticMapJob {
            view: alone(View::centered(center, zoom - 1.0, size[0], size[1], scale.factor())),
            source: source.clone(),
            scale,
            format,
            lang: lang.and_then(|lang| source.language(&lang)),
            overlay: Arc::new(overlay),
            place: self.options.place(),
            attribution: attribution.filter(|text| !text.is_empty()).map(Into::into),
            beyond_poles: true,
        })
    }

    fn format(&self) -> Result<Format, StaticMapError> {
        let name = match self.format.as_deref() {
            None => "png",
            Some("jpg") => "jpeg",
            Some(name) => name,
        };
        let known = Format::parse(name).filter(|format| format.is_raster() || *format == Format::Svg);
        known.ok_or_else(|| StaticMapError::Format(name.to_owned()))
    }

    fn scale(&self) -> Result<Scale, StaticMapError> {
        let Some(text) = self.scale.as_deref() else { return Ok(Scale::ONE) };
        let factor = text.parse::<f64>().ok().filter(|factor| (1.0..=MAX_SCALE).contains(factor));
        let wrong = || StaticMapError::Invalid(format!("The scale must be a number from 1 to {MAX_SCALE}"));
        factor.and_then(Scale::new).ok_or_else(wrong)
    }

    /// Width and height in CSS pixels.
    fn size(
        &self,
        source: &ServedSource,
        scale: Scale,
        limits: &StaticMapSettings,
    ) -> Result<[f64; 2], StaticMapError> {
        let side = |digits: &str, most: Option<u32>| {
            let side = digits.parse::<u32>().unwrap_or(u32::MAX);
            if side == 0 {
                return Err(StaticMapError::Invalid("Width and height must be at least 1".to_owned()));
            }
            if most.is_some_and(|most| side > most) { Err(StaticMapError::TooBig) } else { Ok(f64::from(side)) }
        };
        let (width, height) =
            (side(&self.width, source.settings.max_width)?, side(&self.height, source.settings.max_height)?);
        if width * height * scale.factor() * scale.factor() > limits.pixels as f64 {
            return Err(StaticMapError::TooBig);
        }
        Ok([width, height])
    }

    /// The center, and the zoom of tiles of 256 CSS pixels.
    fn position(
        &self,
        place: MapPlace,
        overlay: &Overlay,
        size: [f64; 2],
        source: &ServedSource,
    ) -> Result<(LonLat, f64), StaticMapError> {
        let settings = &source.settings;
        let most = f64::from(settings.max_zoom.unwrap_or(MAX_ZOOM));
        let extent = match place {
            MapPlace::Center(center, zoom) => {
                if zoom > most {
                    return Err(TileError::MaxZoom(settings.max_zoom.unwrap_or(MAX_ZOOM)).into());
                }
                if let Some(least) = settings.min_zoom.filter(|least| zoom < f64::from(*least)) {
                    return Err(TileError::MinZoom(least).into());
                }
                return Ok((center, zoom));
            }
            MapPlace::Extent(extent) => extent,
            MapPlace::Auto => Extent::of(overlay).ok_or_else(|| {
                StaticMapError::Invalid("auto needs something to show: path, marker or geojson".to_owned())
            })?,
        };
        let padding = match self.options.padding(self.spelling, size)? {
            Some(padding) => padding,
            None if place == MapPlace::Auto => default_padding(overlay, size),
            None => [0.0; 4],
        };
        let max_zoom = self.options.number("maxzoom")?.unwrap_or(NEAREST).clamp(0.0, most);
        // Maps of Mapnik are made for whole zooms.
        let is_mapnik = matches!(&settings.kind, SourceKind::Style(style) if style.language != StyleLanguage::MapLibre);
        let max_zoom = if place == MapPlace::Auto { max_zoom } else { most };
        Ok(extent.fit(&Fit { size, padding, max_zoom, whole: is_mapnik }))
    }
}

/// Space around an overlay: enough for lines, and for the pins above their places.
fn default_padding(overlay: &Overlay, size: [f64; 2]) -> [f64; 4] {
    const PIN: f64 = 45.0;
    let has_markers = overlay.marks.iter().any(|mark| matches!(mark, Mark::Marker(_)));
    let edge = (size[0].min(size[1]) / 16.0).min(24.0);
    let (above, beside) = if has_markers { (PIN, PIN / 2.0) } else { (0.0, 0.0) };
    [(edge + above).min(size[1] / 3.0), (edge + beside).min(size[0] / 4.0), edge, (edge + beside).min(size[0] / 4.0)]
}

/// The view of a picture that stands alone: no label is cut. Its corner is at a whole device pixel, so that the map looks
/// like that of tiles.
fn alone(view: View) -> View {
    View { whole_labels: true, origin: view.origin.map(|v| (v * view.pixel_ratio).round() / view.pixel_ratio), ..view }
}
