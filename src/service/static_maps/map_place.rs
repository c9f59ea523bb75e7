//! The part of the world in the address of a static map.

use crate::{
    overlay::Extent,
    tile::{LonLat, MAX_LATITUDE},
};

use super::{error::StaticMapError, spelling::Spelling};

/// The part of the world that a request names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum MapPlace {
    /// A center, and the zoom of tiles of 256 CSS pixels.
    Center(LonLat, f64),
    /// An extent to fit into the picture.
    Extent(Extent),
    /// The extent of the overlay.
    Auto,
}

impl MapPlace {
    /// Reads `{lon},{lat},{zoom}`, `{west},{south},{east},{north}` or `auto`. The bearing and the pitch that the other
    /// services take must be 0.
    pub(super) fn parse(text: &str, spelling: Spelling) -> Result<Self, StaticMapError> {
        let wrong = || {
            let forms = "lon,lat,zoom or west,south,east,north or auto";
            StaticMapError::Invalid(format!("The place must be {forms}"))
        };
        if text == "auto" {
            return Ok(Self::Auto);
        }
        let plain = text.strip_prefix('[').and_then(|inner| inner.strip_suffix(']'));
        let (numbers, turned) = match plain.unwrap_or(text).split_once('@') {
            Some((numbers, turned)) => (numbers, turned),
            None => (plain.unwrap_or(text), ""),
        };
        let read = |text: &str| -> Option<Vec<f64>> {
            let number = |part: &str| part.trim().parse::<f64>().ok().filter(|number| number.is_finite());
            text.split(',').take(6).map(number).collect()
        };
        let numbers = read(numbers).ok_or_else(wrong)?;
        let mut turns = if turned.is_empty() { Vec::new() } else { read(turned).ok_or_else(wrong)? };
        // Mapbox has the bearing after the zoom; four numbers in brackets are bounds.
        let is_bounds = numbers.len() == 4 && (plain.is_some() || spelling != Spelling::Mapbox);
        if !is_bounds {
            turns.extend(numbers.iter().skip(3));
        }
        if turns.iter().any(|turn| *turn != 0.0) {
            return Err(StaticMapError::Invalid("Bearing and pitch must be 0".to_owned()));
        }
        match *numbers.as_slice() {
            [west, south, east, north] if is_bounds => bounds(west, south, east, north),
            [lon, lat, zoom, ..] => center(lon, lat, zoom, spelling),
            _ => Err(wrong()),
        }
    }
}

fn center(lon: f64, lat: f64, zoom: f64, spelling: Spelling) -> Result<MapPlace, StaticMapError> {
    check(lon, lat)?;
    let zoom = if spelling == Spelling::Mapbox { zoom + 1.0 } else { zoom };
    if !(0.0..=f64::from(crate::tile::MAX_ZOOM)).contains(&zoom) {
        return Err(crate::service::error::TileError::Zoom.into());
    }
    Ok(MapPlace::Center(LonLat { lon, lat }, zoom))
}

fn bounds(west: f64, south: f64, east: f64, north: f64) -> Result<MapPlace, StaticMapError> {
    check(west, south)?;
    check(east, north)?;
    if south >= north {
        return Err(StaticMapError::Invalid(
            "The bounds must be west,south,east,north, with south below north".to_owned(),
        ));
    }
    // Bounds whose west is greater than their east contain the antimeridian.
    let east = if east <= west { east + 360.0 } else { east };
    let (south, north) = (south.max(-MAX_LATITUDE), north.min(MAX_LATITUDE));
    Ok(MapPlace::Extent(Extent { west, south, east: east.min(west + 360.0), north }))
}

fn check(lon: f64, lat: f64) -> Result<(), StaticMapError> {
    if lon.abs() <= 540.0 && lat.abs() <= 90.0 {
        return Ok(());
    }
    Err(StaticMapError::Invalid(format!("{lon},{lat} is not a longitude and a latitude")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn place(text: &str, spelling: Spelling) -> String {
        match MapPlace::parse(text, spelling) {
            Ok(MapPlace::Center(at, zoom)) => format!("{},{} z{zoom}", at.lon, at.lat),
            Ok(MapPlace::Extent(e)) => format!("{},{},{},{}", e.west, e.south, e.east, e.north),
            Ok(MapPlace::Auto) => "auto".to_owned(),
            Err(error) => format!("! {error}"),
        }
    }

    #[test]
    fn each_spelling_has_its_zooms() {
        assert_eq!(place("9.5,47.1,12.5", Spelling::Own), "9.5,47.1 z12.5");
        assert_eq!(place("9.5,47.1,12", Spelling::TileServer), "9.5,47.1 z12");
        assert_eq!(place("9.5,47.1,12", Spelling::Mapbox), "9.5,47.1 z13");
        assert_eq!(place("9.5,47.1,12,0,0", Spelling::Mapbox), "9.5,47.1 z13");
        assert_eq!(place("9.5,47.1,12@0,0", Spelling::TileServer), "9.5,47.1 z12");
        assert_eq!(place("auto", Spelling::Own), "auto");
    }

    #[test]
    fn bounds_may_contain_the_antimeridian() {
        assert_eq!(place("9,47,10,48", Spelling::Own), "9,47,10,48");
        assert_eq!(place("[170,-20,-170,-10]", Spelling::Mapbox), "170,-20,190,-10");
    }

    #[test]
    fn what_is_wrong_is_said() {
        assert_eq!(place("1,2,3,90", Spelling::Mapbox), "! Bearing and pitch must be 0");
        assert_eq!(place("1,2,3@45", Spelling::TileServer), "! Bearing and pitch must be 0");
        assert!(place("1,2", Spelling::Own).starts_with("! The place must be lon,lat,zoom"));
        assert!(place("1,x,3", Spelling::Own).starts_with("! The place must be"));
        assert_eq!(place("1,200,3", Spelling::Own), "! 1,200 is not a longitude and a latitude");
        assert_eq!(place("1,2,99", Spelling::Own), "! invalid zoom");
        assert!(place("1,5,2,4", Spelling::Own).starts_with("! The bounds must be"));
    }
}
