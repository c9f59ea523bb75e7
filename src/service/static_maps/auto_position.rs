//! The position of a picture by its overlay, as Kartotherian finds it with Leaflet (`fitBounds`).

use crate::{
    overlay::{Mark, Overlay},
    tile::LonLat,
};

/// The largest zoom that is chosen.
const MAX_ZOOM: u8 = 13;

/// The latitudes of Leaflet's projection.
const MAX_LATITUDE: f64 = 85.051_128_779_8;

/// The center and the zoom at which `overlay` fits into `size` CSS pixels. Marks that are partly outside of the world do
/// not count, except for the first hole of an area (masks cover the world). `None` without marks.
pub(super) fn position(overlay: &Overlay, size: [u32; 2]) -> Option<(LonLat, u8)> {
    let mut bounds: Option<[f64; 4]> = None;
    for mark in &overlay.marks {
        let found = match mark {
            Mark::Area(area) => {
                within(area.rings.iter().flatten()).or_else(|| within(area.rings.get(1).into_iter().flatten()))
            }
            Mark::Line(line) => within(line.lines.iter().flatten()),
            Mark::Marker(marker) => within([&marker.at]),
        };
        bounds = match (bounds, found) {
            (Some(a), Some(b)) => Some([a[0].min(b[0]), a[1].min(b[1]), a[2].max(b[2]), a[3].max(b[3])]),
            (a, b) => a.or(b),
        };
    }
    let [west, south, east, north] = bounds?;
    let unit = |lon: f64, lat: f64| LonLat { lon, lat: lat.clamp(-MAX_LATITUDE, MAX_LATITUDE) }.to_unit();
    let ((left, top), (right, bottom)) = (unit(west, north), unit(east, south));
    let zoom = |extent: f64, side: u32| {
        // A side of 0 fits nothing, and anything fits a point.
        if extent > 0.0 { (f64::from(side) / (extent * 256.0)).log2() } else { f64::INFINITY }
    };
    let best = zoom(right - left, size[0]).min(zoom(bottom - top, size[1])).floor().clamp(0.0, f64::from(MAX_ZOOM));
    Some((LonLat::from_unit(f64::midpoint(left, right), f64::midpoint(top, bottom)), best as u8))
}

/// The bounds of points: west, south, east and north. `None` if there are none or one of them is outside of the world.
fn within<'a>(points: impl IntoIterator<Item = &'a LonLat>) -> Option<[f64; 4]> {
    let mut bounds: Option<[f64; 4]> = None;
    for LonLat { lon, lat } in points {
        if lon.abs() > 180.0 || lat.abs() > 90.0 {
            return None;
        }
        let [west, south, east, north] = bounds.unwrap_or([*lon, *lat, *lon, *lat]);
        bounds = Some([west.min(*lon), south.min(*lat), east.max(*lon), north.max(*lat)]);
    }
    bounds
}
