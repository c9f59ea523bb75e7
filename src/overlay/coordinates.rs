//! Coordinates in texts.

use super::limits::OverlayError;
use crate::tile::LonLat;

/// Longitudes farther than this from Greenwich are mistakes, in degrees.
const FARTHEST: f64 = 540.0;

/// The longest part of a text that messages repeat, in characters.
const SHOWN: usize = 40;

/// The order of the two numbers of a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CoordinateOrder {
    /// Longitude, latitude.
    #[default]
    LonLat,
    /// Latitude, longitude (`latlng=1` of tileserver-gl).
    LatLon,
}

/// Reads two numbers with a comma between them, in degrees.
pub(super) fn place(text: &str, order: CoordinateOrder) -> Result<LonLat, OverlayError> {
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let numbers = text.split_once(',').and_then(|(first, second)| Some([number(first)?, number(second)?]));
    let place = numbers.map(|[first, second]| match order {
        CoordinateOrder::LonLat => LonLat { lon: first, lat: second },
        CoordinateOrder::LatLon => LonLat { lon: second, lat: first },
    });
    place
        .filter(|place| is_on_earth(*place))
        .ok_or_else(|| OverlayError::Invalid(format!("\"{}\" is not a longitude and a latitude", shortened(text))))
}

/// Whether both are numbers in their ranges. Longitudes may continue beyond ±180°.
pub(super) fn is_on_earth(place: LonLat) -> bool {
    place.lon.abs() <= FARTHEST && place.lat.abs() <= 90.0
}

/// The start of a text, for messages.
pub(super) fn shortened(text: &str) -> String {
    let mut shown: String = text.chars().take(SHOWN).collect();
    if shown.len() < text.len() {
        shown.push('…');
    }
    shown
}
