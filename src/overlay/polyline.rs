//! Google's encoded polylines.

use super::{
    coordinates::is_on_earth,
    limits::{OverlayError, OverlayLimits},
};
use crate::tile::LonLat;

/// How many decimal digits of degrees the numbers of a polyline have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PolylinePrecision {
    /// Five digits: Google, Mapbox, tileserver-gl.
    Five,
    /// Six digits: Valhalla, OSRM's `polyline6`.
    Six,
}

impl PolylinePrecision {
    fn factor(self) -> f64 {
        match self {
            Self::Five => 1e5,
            Self::Six => 1e6,
        }
    }
}

/// The largest shift of a number with five bits per character: 360° with six digits have 29 bits and a sign.
const MAX_SHIFT: u32 = 30;

/// Reads an encoded polyline. The longitudes and latitudes are sums of differences, each written in characters of five
/// bits with the lowest bits first.
///
/// # Errors
/// A character that polylines do not have, an incomplete pair, a place that is not on the earth, or more points than
/// `limits` allow.
pub fn decode_polyline(
    text: &str,
    precision: PolylinePrecision,
    limits: &OverlayLimits,
) -> Result<Vec<LonLat>, OverlayError> {
    let wrong = || OverlayError::Invalid("The encoded polyline is not valid".to_owned());
    let mut bytes = text.trim().bytes();
    let (mut points, mut lat, mut lon) = (Vec::new(), 0_i64, 0_i64);
    while bytes.len() > 0 {
        lat += number(&mut bytes).ok_or_else(wrong)?;
        lon += number(&mut bytes).ok_or_else(wrong)?;
        let degrees = |value: i64| value as f64 / precision.factor();
        let point = LonLat { lon: degrees(lon), lat: degrees(lat) };
        if !is_on_earth(point) {
            return Err(wrong());
        }
        if points.len() >= limits.points {
            return Err(OverlayError::Points(limits.points));
        }
        points.push(point);
    }
    Ok(points)
}

/// The next number; `None` if it is not complete or too large.
fn number(bytes: &mut impl Iterator<Item = u8>) -> Option<i64> {
    let mut value = 0_i64;
    for shift in (0..=MAX_SHIFT).step_by(5) {
        let bits = bytes.next()?.checked_sub(b'?').filter(|bits| *bits < 64)?;
        value |= i64::from(bits & 0x1f) << shift;
        if bits & 0x20 == 0 {
            return Some(if value & 1 == 0 { value >> 1 } else { !(value >> 1) });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMITS: OverlayLimits = OverlayLimits { points: 10, markers: 10 };

    fn decoded(text: &str, precision: PolylinePrecision) -> Vec<[f64; 2]> {
        decode_polyline(text, precision, &LIMITS).unwrap().iter().map(|p| [p.lon, p.lat]).collect()
    }

    #[test]
    fn the_example_of_the_specification_is_decoded() {
        let expected = [[-120.2, 38.5], [-120.95, 40.7], [-126.453, 43.252]];
        assert_eq!(decoded("_p~iF~ps|U_ulLnnqC_mqNvxq`@", PolylinePrecision::Five), expected);
        assert_eq!(decoded("_izlhA~rlgdF_{geC~ywl@_kwzCn`{nI", PolylinePrecision::Six), expected);
        assert_eq!(decoded("", PolylinePrecision::Five), [[0.0; 2]; 0]);
        assert_eq!(decoded("??", PolylinePrecision::Five), [[0.0; 2]]);
    }

    #[test]
    fn what_is_broken_or_too_long_is_refused() {
        for text in ["_p~iF", "_", "??_", "a b", "(((", "é", "~~~~~~~~~~~~~~~~", "_p~iF~ps|U_p~iF~ps|U_p~iF~ps|U"] {
            let found = decode_polyline(text, PolylinePrecision::Five, &LIMITS);
            assert_eq!(found, Err(OverlayError::Invalid("The encoded polyline is not valid".to_owned())), "{text}");
        }
        let long = "?".repeat(22);
        assert_eq!(decode_polyline(&long, PolylinePrecision::Five, &LIMITS), Err(OverlayError::Points(10)));
    }
}
