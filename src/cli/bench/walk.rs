//! A person who looks at a map: arrives at a place, zooms and pans.

use std::collections::{HashSet, VecDeque};

use super::{
    places::{Places, UnitPosition},
    random::Random,
};
use crate::tile::TileId;

/// The size of the visible map, in tiles.
const COLUMNS: f64 = 4.0;
const ROWS: f64 = 3.0;

/// The average number of views of one place.
const VIEWS: f64 = 8.0;

/// A sequence of views, and the tiles that each of them needs in addition to the one before.
#[derive(Debug)]
pub(super) struct ZoomWalk {
    random: Random,
    zooms: (u8, u8),
    zoom: u8,
    center: UnitPosition,
    visible: HashSet<TileId>,
    /// Tiles of the present view that have not been asked for.
    waiting: VecDeque<TileId>,
    started: bool,
}

impl ZoomWalk {
    /// A person who stays within `zooms`.
    pub(super) fn new(zooms: (u8, u8), random: Random) -> Self {
        let (center, visible, waiting) = ((0.5, 0.5), HashSet::new(), VecDeque::new());
        Self { random, zooms, zoom: zooms.0, center, visible, waiting, started: false }
    }

    /// The next tile, and whether it is the first one of a view.
    pub(super) fn next(&mut self, places: &Places) -> (TileId, bool) {
        let mut is_first = false;
        loop {
            if let Some(tile) = self.waiting.pop_front() {
                return (tile, is_first);
            }
            self.step(places);
            is_first = true;
        }
    }

    fn step(&mut self, places: &Places) {
        if !self.started || self.random.unit() < 1.0 / VIEWS {
            self.started = true;
            self.center = places.choose(&mut self.random);
            let (low, high) = self.zooms;
            self.zoom = low + self.random.below(usize::from(high - low) + 1) as u8;
            self.visible.clear();
        } else {
            match self.random.unit() {
                chance if chance < 0.4 && self.zoom < self.zooms.1 => self.zoom += 1,
                chance if chance < 0.6 && self.zoom > self.zooms.0 => self.zoom -= 1,
                _ => self.pan(),
            }
        }
        let tiles = self.view();
        self.waiting = tiles.iter().filter(|tile| !self.visible.contains(tile)).copied().collect();
        self.visible = tiles.into_iter().collect();
    }

    fn pan(&mut self) {
        let across = f64::from(1u32 << self.zoom);
        let mut by = |size: f64| (self.random.unit() - 0.5) * size / across;
        let (x, y) = (self.center.0 + by(COLUMNS), self.center.1 + by(ROWS));
        self.center = (x.clamp(0.0, 1.0), y.clamp(0.0, 1.0));
    }

    /// The tiles of the present view, row by row.
    fn view(&self) -> Vec<TileId> {
        let across = f64::from(1u32 << self.zoom);
        let range = |center: f64, size: f64| {
            let first = (center * across - size / 2.0).floor().max(0.0);
            let last = (center * across + size / 2.0).floor().min(across - 1.0);
            first as u64..=last as u64
        };
        let rows = range(self.center.1, ROWS);
        let tile = |x, y| TileId::new(self.zoom.into(), x, y).ok();
        rows.flat_map(|y| range(self.center.0, COLUMNS).filter_map(move |x| tile(x, y))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_stay_in_their_zooms_and_ask_for_new_tiles_only() {
        let mut random = Random::new(3);
        let places = Places::new([9.0, 47.0, 10.0, 48.0], 10, 1.0, &mut random);
        let mut walk = ZoomWalk::new((3, 14), random);
        let (mut zooms, mut views) = (HashSet::new(), 0);
        for _ in 0..5000 {
            let (tile, is_first) = walk.next(&places);
            zooms.insert(tile.z());
            views += usize::from(is_first);
        }
        assert_eq!((zooms.iter().min(), zooms.iter().max()), (Some(&3), Some(&14)));
        assert!((250..2500).contains(&views), "{views} views");
    }

    #[test]
    fn the_world_has_one_tile_at_zoom_zero() {
        let mut random = Random::new(3);
        let places = Places::new([-180.0, -85.0, 180.0, 85.0], 10, 1.0, &mut random);
        let mut walk = ZoomWalk::new((0, 0), random);
        for _ in 0..20 {
            assert_eq!(walk.next(&places).0, TileId::new(0, 0, 0).unwrap());
        }
    }
}
