//! Which tiles are seeded.

use std::{
    io::{self, BufRead},
    path::Path,
};

use crate::tile::{LonLat, MAX_ZOOM};

/// West, south, east, north in degrees.
pub type Bbox = [f64; 4];

/// `0-8`, `7`
pub fn zooms(text: &str) -> Result<(u8, u8), String> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let pair = first.trim().parse().ok().zip(last.trim().parse().ok());
    pair.filter(|(first, last)| first <= last && *last <= MAX_ZOOM)
        .ok_or_else(|| format!("write a zoom or a range, at most {MAX_ZOOM}: 7, 0-8"))
}

/// `9,47,10,48`
pub fn bbox(text: &str) -> Result<Bbox, String> {
    let numbers: Option<Vec<f64>> =
        text.split(',').map(|n| n.trim().parse().ok().filter(|n: &f64| n.is_finite())).collect();
    let bbox: Option<Bbox> = numbers.and_then(|numbers| numbers.try_into().ok());
    bbox.filter(|[west, south, east, north]| west <= east && south <= north && *west >= -180.0 && *east <= 180.0)
        .ok_or_else(|| "write west,south,east,north in degrees, west below east".into())
}

/// How tiles of one kind are called.
#[derive(Debug, Clone)]
pub struct Naming {
    before: String,
    after: String,
}

impl Naming {
    /// Tiles of `source`.
    pub fn new(source: &str, format: &str, scale: Option<&String>, lang: Option<&String>) -> Self {
        let scale = scale.map(|scale| format!("@{scale}x")).unwrap_or_default();
        let lang = lang.map(|lang| format!("?lang={lang}")).unwrap_or_default();
        Self { before: format!("/{source}/"), after: format!("{scale}.{format}{lang}") }
    }

    /// The path of one.
    pub fn path(&self, (z, x, y): (u8, u32, u32)) -> String {
        format!("{}{z}/{x}/{y}{}", self.before, self.after)
    }
}

/// Zooms and a rectangle.
#[derive(Debug, Clone, Copy)]
pub struct Area {
    zooms: (u8, u8),
    bbox: Bbox,
}

/// Tiles are asked for in squares of so many, because karto draws neighbours together.
const SQUARE: u32 = 4;

impl Area {
    /// Everything at `zooms`, or what touches `bbox`.
    pub fn new(zooms: (u8, u8), bbox: Option<Bbox>) -> Self {
        Self { zooms, bbox: bbox.unwrap_or([-180.0, -90.0, 180.0, 90.0]) }
    }

    /// First and last column, first and last row at `z`.
    fn range(&self, z: u8) -> (u32, u32, u32, u32) {
        let [west, south, east, north] = self.bbox;
        let across = f64::from(1u32 << z.min(MAX_ZOOM));
        // Clamped to the zoom's tiles, so the conversion is exact.
        let index = |unit: f64| (unit * across).floor().clamp(0.0, across - 1.0) as u32;
        let ((left, top), (right, bottom)) =
            (LonLat { lon: west, lat: north }.to_unit(), LonLat { lon: east, lat: south }.to_unit());
        (index(left), index(right), index(top), index(bottom))
    }

    /// How many tiles.
    pub fn count(&self) -> u64 {
        let of = |z| {
            let (left, right, top, bottom) = self.range(z);
            u64::from(right - left + 1) * u64::from(bottom - top + 1)
        };
        (self.zooms.0..=self.zooms.1).map(of).sum()
    }

    /// All of them, lower zooms first.
    pub fn tiles(self) -> impl Iterator<Item = (u8, u32, u32)> + Send {
        (self.zooms.0..=self.zooms.1).flat_map(move |z| {
            let (left, right, top, bottom) = self.range(z);
            (top / SQUARE..=bottom / SQUARE).flat_map(move |row| {
                (left / SQUARE..=right / SQUARE).flat_map(move |column| {
                    let inside = |first: u32, low: u32, high: u32| {
                        (first * SQUARE).max(low)..=(first * SQUARE + SQUARE - 1).min(high)
                    };
                    inside(row, top, bottom).flat_map(move |y| inside(column, left, right).map(move |x| (z, x, y)))
                })
            })
        })
    }
}

/// The tiles (`z/x/y`, as osm2pgsql writes those that changed) in the file at `path`, at most `most`. What is no tile
/// is an error: it would be forgotten silently.
pub fn read_list(path: &Path, most: usize) -> io::Result<Vec<(u8, u32, u32)>> {
    let file: Box<dyn BufRead> = match path == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(io::BufReader::new(std::fs::File::open(path)?)),
    };
    let mut tiles = Vec::new();
    for (number, line) in file.lines().enumerate() {
        let line = line?;
        let text = line.trim();
        if text.is_empty() || text.starts_with('#') {
            continue;
        }
        let tile =
            tile(text).ok_or_else(|| io::Error::other(format!("line {}: {text:?} is no tile z/x/y", number + 1)))?;
        if tiles.len() == most {
            return Err(io::Error::other(format!("it has more than --limit {most} tiles")));
        }
        tiles.push(tile);
    }
    Ok(tiles)
}

fn tile(text: &str) -> Option<(u8, u32, u32)> {
    let mut parts = text.split('/');
    let (z, x, y) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let exists = parts.next().is_none() && z <= MAX_ZOOM && x < 1u32 << z && y < 1u32 << z;
    exists.then_some((z, x, y))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_area_is_walked_once_in_squares() {
        let area = Area::new((0, 3), None);
        let tiles: Vec<_> = area.tiles().collect();
        assert_eq!((area.count(), tiles.len()), (85, 85));
        let different: std::collections::BTreeSet<_> = tiles.iter().collect();
        assert_eq!(different.len(), 85);
        assert_eq!(tiles[21..25], [(3, 0, 0), (3, 1, 0), (3, 2, 0), (3, 3, 0)]);
        assert_eq!(tiles[25], (3, 0, 1));
    }

    #[test]
    fn a_box_takes_what_it_touches() {
        let area = Area::new((10, 10), Some([9.47, 47.05, 9.64, 47.4]));
        assert_eq!(area.tiles().collect::<Vec<_>>(), [(10, 538, 358), (10, 539, 358), (10, 538, 359), (10, 539, 359)]);
        let world = Area::new((MAX_ZOOM, MAX_ZOOM), None);
        assert_eq!(world.count(), 1 << (2 * u32::from(MAX_ZOOM)), "counted without walking");
    }

    #[test]
    fn ranges_and_boxes_are_checked() {
        assert_eq!(zooms("3-7"), Ok((3, 7)));
        assert_eq!(zooms("5"), Ok((5, 5)));
        assert!(zooms("7-3").is_err() && zooms("0-99").is_err() && zooms("x").is_err());
        assert!(bbox("10,0,5,1").is_err() && bbox("1,2,3").is_err() && bbox("NaN,0,1,1").is_err());
        assert_eq!(tile("3/7/7"), Some((3, 7, 7)));
        assert_eq!(tile("3/8/0"), None);
    }
}
