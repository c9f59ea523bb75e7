//! Elevations and slopes of elevation tiles (`dem_data.ts`, `hillshade_prepare.fragment.glsl`).

use crate::{
    image::{Bitmap, straight},
    style::source::ElevationEncoding,
    tile::{LonLat, TileId},
};

/// Slopes are limited to this, because MapLibre encodes slopes as colors.
const MAX_SLOPE: f64 = 2.0;

fn meters(encoding: &ElevationEncoding, image: &Bitmap, x: u32, y: u32) -> Option<f64> {
    let [r, g, b, _] = straight(image.pixel(x, y)?);
    Some(encoding.meters([r, g, b]))
}

/// The slopes of a tile: rise to the east and to the south at each pixel.
pub(super) struct Slopes {
    side: usize,
    rises: Vec<[f32; 2]>,
    /// Latitudes of the northern and the southern edge.
    latitudes: [f64; 2],
}

impl Slopes {
    /// The slopes of `here`; `around` returns its neighbors by relative column and row. `zoom` is the zoom of the view:
    /// slopes are exaggerated at low zooms, where they would otherwise be invisible.
    pub(super) fn of<'t>(
        here: &Bitmap,
        encoding: &ElevationEncoding,
        around: &dyn Fn(i64, i64) -> Option<&'t Bitmap>,
        tile: TileId,
        zoom: f64,
    ) -> Self {
        let side = here.width().min(here.height()) as usize;
        let heights = heights(here, encoding, around, side);
        let row = side + 2;
        let factor = if zoom < 2.0 {
            0.4
        } else if zoom < 4.5 {
            0.35
        } else {
            0.3
        };
        let exaggeration = if zoom < 15.0 { (zoom - 15.0) * factor } else { 0.0 };
        // Eight times the size of a pixel at the equator, in meters.
        let run = (28.2562 + exaggeration - zoom).exp2() / side as f64;
        let height = |x: usize, y: usize| heights.get(y * row + x).copied().unwrap_or(0.0);
        let rise = |sum: f64| (sum / run).clamp(-MAX_SLOPE, MAX_SLOPE) as f32;
        let mut rises = Vec::with_capacity(side * side);
        for y in 0..side {
            for x in 0..side {
                let h = |dx: usize, dy: usize| height(x + dx, y + dy);
                // Horn (1981).
                rises.push([
                    rise((h(2, 0) + 2.0 * h(2, 1) + h(2, 2)) - (h(0, 0) + 2.0 * h(0, 1) + h(0, 2))),
                    rise((h(0, 2) + 2.0 * h(1, 2) + h(2, 2)) - (h(0, 0) + 2.0 * h(1, 0) + h(2, 0))),
                ]);
            }
        }
        let across = f64::from(tile.across());
        let latitude = |y: f64| LonLat::from_unit(0.0, (f64::from(tile.y()) + y) / across).lat;
        Self { side, rises, latitudes: [latitude(0.0), latitude(1.0)] }
    }

    /// The slope at a position within the tile (0 to 1).
    pub(super) fn at(&self, at: [f64; 2], nearest: bool) -> [f64; 2] {
        let last = self.side.saturating_sub(1);
        let rise = |x: usize, y: usize| {
            let [dx, dy] = self.rises.get(y.min(last) * self.side + x.min(last)).copied().unwrap_or_default();
            [f64::from(dx), f64::from(dy)]
        };
        let [x, y] = at.map(|v| v * self.side as f64);
        if nearest {
            return rise(x.max(0.0) as usize, y.max(0.0) as usize);
        }
        let (x, y) = ((x - 0.5).clamp(0.0, last as f64), (y - 0.5).clamp(0.0, last as f64));
        let (column, row) = (x.floor() as usize, y.floor() as usize);
        let (fx, fy) = (x.fract(), y.fract());
        if fx == 0.0 && fy == 0.0 {
            return rise(column, row);
        }
        let (a, b, c, d) = (rise(column, row), rise(column + 1, row), rise(column, row + 1), rise(column + 1, row + 1));
        [0, 1].map(|i| {
            let (top, bottom) = (a[i] + (b[i] - a[i]) * fx, c[i] + (d[i] - c[i]) * fx);
            top + (bottom - top) * fy
        })
    }

    /// The cosine of the latitude at the vertical position `y` of the tile (0 to 1): the factor by which a pixel covers
    /// less ground than at the equator.
    pub(super) fn stretch(&self, y: f64) -> f64 {
        let [north, south] = self.latitudes;
        (north + (south - north) * y).to_radians().cos()
    }
}

/// The elevations of the tile with one more row and column on each side, from the neighbor if there is one, otherwise
/// repeated from the tile's own edge.
fn heights<'t>(
    here: &Bitmap,
    encoding: &ElevationEncoding,
    around: &dyn Fn(i64, i64) -> Option<&'t Bitmap>,
    side: usize,
) -> Vec<f64> {
    let side = side as i64;
    let inside = |v: i64| u32::try_from(v.clamp(0, (side - 1).max(0))).unwrap_or(0);
    let step = |v: i64| if v < 0 { -1 } else { i64::from(v >= side) };
    let beside: Vec<_> = (-1..=1).flat_map(|dy| (-1..=1).map(move |dx| (dx, dy))).collect();
    // The rows of tiles of a different size do not fit.
    let fits = |tile: &&Bitmap| i64::from(tile.width().min(tile.height())) == side;
    let beside: Vec<_> = beside
        .into_iter()
        .map(|(dx, dy)| if (dx, dy) == (0, 0) { None } else { around(dx, dy).filter(fits) })
        .collect();
    let mut all = Vec::with_capacity((side as usize + 2).pow(2));
    for y in -1..=side {
        for x in -1..=side {
            let (dx, dy) = (step(x), step(y));
            let other = usize::try_from((dy + 1) * 3 + dx + 1).ok().and_then(|i| beside.get(i)).copied().flatten();
            let height = match other {
                Some(tile) => meters(encoding, tile, inside(x - dx * side), inside(y - dy * side)),
                None => meters(encoding, here, inside(x), inside(y)),
            };
            all.push(height.unwrap_or(0.0));
        }
    }
    all
}
