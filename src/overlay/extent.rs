//! The part of the world that an overlay covers, and the view that shows it.

use super::mark::{Mark, Overlay};
use crate::tile::LonLat;

/// A part of the world in degrees. `east` may be more than 180 if it contains the antimeridian.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Extent {
    /// West edge.
    pub west: f64,
    /// South edge.
    pub south: f64,
    /// East edge, not less than `west`.
    pub east: f64,
    /// North edge.
    pub north: f64,
}

/// How an extent is fitted into a picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Fit {
    /// Width and height of the picture in CSS pixels.
    pub size: [f64; 2],
    /// Top, right, bottom and left space in CSS pixels.
    pub padding: [f64; 4],
    /// The largest zoom, of tiles of 256 CSS pixels.
    pub max_zoom: f64,
    /// Whether the zoom is rounded down to a whole number.
    pub whole: bool,
}

impl Extent {
    /// The smallest extent of all marks, across the antimeridian if that is shorter. `None` if there are none.
    pub fn of(overlay: &Overlay) -> Option<Self> {
        let mut spans = Vec::new();
        let (mut south, mut north) = (f64::INFINITY, f64::NEG_INFINITY);
        let mut add = |points: &[LonLat]| {
            let (mut west, mut east) = (f64::INFINITY, f64::NEG_INFINITY);
            for p in points {
                (west, east) = (west.min(p.lon), east.max(p.lon));
                (south, north) = (south.min(p.lat), north.max(p.lat));
            }
            if west <= east {
                spans.push([west, east]);
            }
        };
        for mark in &overlay.marks {
            match mark {
                Mark::Area(area) => area.rings.iter().for_each(|ring| add(ring)),
                Mark::Line(line) => line.lines.iter().for_each(|line| add(line)),
                Mark::Marker(marker) => add(&[marker.at]),
            }
        }
        let [west, east] = shortest(spans)?;
        Some(Self { west, south, east, north })
    }

    /// The middle on the map, and the zoom of tiles of 256 CSS pixels at which the extent fits.
    pub fn fit(&self, fit: &Fit) -> (LonLat, f64) {
        let (left, top) = LonLat { lon: self.west, lat: self.north }.to_unit();
        let (right, bottom) = LonLat { lon: self.east, lat: self.south }.to_unit();
        let [above, after, below, before] = fit.padding;
        let space = [fit.size[0] - before - after, fit.size[1] - above - below].map(|side| side.max(1.0));
        let zoom =
            |extent: f64, space: f64| if extent > 0.0 { (space / (256.0 * extent)).log2() } else { f64::INFINITY };
        let best = zoom(right - left, space[0]).min(zoom(bottom - top, space[1])).min(fit.max_zoom).max(0.0);
        let best = if fit.whole { best.floor() } else { best };
        // The middle of the space that is left is not that of the picture.
        let world = 256.0 * best.exp2();
        let x = f64::midpoint(left, right) + (after - before) / 2.0 / world;
        let y = f64::midpoint(top, bottom) + (below - above) / 2.0 / world;
        (LonLat::from_unit(x, y.clamp(0.0, 1.0)), best)
    }
}

/// The shortest stretch of longitudes that contains all `spans`: what is left of the circle without its largest gap.
fn shortest(mut spans: Vec<[f64; 2]>) -> Option<[f64; 2]> {
    if spans.iter().any(|[west, east]| east - west >= 360.0) {
        return spans.into_iter().reduce(|a, b| [a[0].min(b[0]), a[1].max(b[1])]);
    }
    for span in &mut spans {
        let turn = (span[0] + 180.0).rem_euclid(360.0) - 180.0 - span[0];
        *span = span.map(|lon| lon + turn);
    }
    spans.sort_by(|a, b| a[0].total_cmp(&b[0]));
    let first = spans.first()?[0];
    let mut reached = f64::NEG_INFINITY;
    // The gap before the first span is the one after the last.
    let (mut start, mut gap) = (first, f64::NEG_INFINITY);
    for [west, east] in &spans {
        if reached.is_finite() && west - reached > gap {
            (start, gap) = (*west, west - reached);
        }
        reached = reached.max(*east);
    }
    if first + 360.0 - reached >= gap {
        (start, gap) = (first, first + 360.0 - reached);
    }
    let width = (360.0 - gap).clamp(0.0, 360.0);
    Some([start, start + width])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_shortest_stretch_may_contain_the_antimeridian() {
        assert_eq!(shortest(vec![[10.0, 12.0], [14.0, 20.0]]), Some([10.0, 20.0]));
        assert_eq!(shortest(vec![[178.0, 178.0], [-179.0, -179.0]]), Some([178.0, 181.0]));
        assert_eq!(shortest(vec![[170.0, 190.0]]), Some([170.0, 190.0]));
        assert_eq!(shortest(vec![[-180.0, 180.0], [3.0, 4.0]]), Some([-180.0, 180.0]));
        assert_eq!(shortest(vec![[5.0, 5.0]]), Some([5.0, 5.0]));
        assert_eq!(shortest(Vec::new()), None);
    }

    #[test]
    fn an_extent_fits_into_the_space_within_the_padding() {
        let extent = Extent { west: -90.0, south: -10.0, east: 90.0, north: 10.0 };
        let fit = Fit { size: [512.0, 512.0], padding: [0.0; 4], max_zoom: 20.0, whole: false };
        let (center, zoom) = extent.fit(&fit);
        assert!((zoom - 2.0).abs() < 1e-9 && center.lon.abs() < 1e-9 && center.lat.abs() < 1e-9);
        let (center, zoom) = extent.fit(&Fit { padding: [0.0, 256.0, 0.0, 0.0], ..fit });
        assert!(
            (zoom - 1.0).abs() < 1e-9 && (center.lon - 90.0).abs() < 1e-9,
            "{center:?}: the extent is in the left half"
        );
    }

    #[test]
    fn a_point_is_shown_at_the_largest_zoom() {
        let point = Extent { west: 9.5, south: 47.1, east: 9.5, north: 47.1 };
        let fit = Fit { size: [100.0, 100.0], padding: [10.0; 4], max_zoom: 15.0, whole: true };
        assert_eq!(point.fit(&fit).1, 15.0);
    }
}
