//! Places that people look at, some of them far more often than others.

use super::random::Random;
use crate::{cli::area_arguments::Bbox, tile::LonLat};

/// A position in the Mercator square, from 0 to 1 from west to east and from north to south.
pub(super) type UnitPosition = (f64, f64);

/// Places whose popularity follows Zipf's law.
#[derive(Debug, Clone)]
pub(super) struct Places {
    places: Vec<UnitPosition>,
    /// The sums of the weights up to each place.
    sums: Vec<f64>,
}

impl Places {
    /// `count` places inside of `area`. The n-th one is looked at in proportion to 1/n^`skew`.
    pub(super) fn new(area: Bbox, count: usize, skew: f64, random: &mut Random) -> Self {
        let [west, south, east, north] = area;
        let ((left, top), (right, bottom)) =
            (LonLat { lon: west, lat: north }.to_unit(), LonLat { lon: east, lat: south }.to_unit());
        let mut place = |_| (left + random.unit() * (right - left), top + random.unit() * (bottom - top));
        let places: Vec<_> = (0..count).map(&mut place).collect();
        let mut sum = 0.0;
        let mut next = |n: usize| {
            sum += (n as f64).powf(-skew);
            sum
        };
        let sums = (1..=count).map(&mut next).collect();
        Self { places, sums }
    }

    /// A place, by popularity.
    pub(super) fn choose(&self, random: &mut Random) -> UnitPosition {
        let at = random.unit() * self.sums.last().copied().unwrap_or(0.0);
        let index = self.sums.partition_point(|sum| *sum <= at);
        self.places.get(index).or(self.places.last()).copied().unwrap_or((0.5, 0.5))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_place_is_the_most_popular_one() {
        let mut random = Random::new(1);
        let places = Places::new([-180.0, -85.0, 180.0, 85.0], 100, 1.0, &mut random);
        let chosen: Vec<_> = (0..10_000).map(|_| places.choose(&mut random)).collect();
        let share = |n: usize| chosen.iter().filter(|place| **place == places.places[n]).count();
        // The sum of 1/n up to 100 is 5.19.
        assert!((1700..2200).contains(&share(0)) && (800..1150).contains(&share(1)), "{} {}", share(0), share(1));
    }
}
