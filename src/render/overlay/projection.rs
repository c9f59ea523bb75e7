//! From degrees to device pixels of a view.

use crate::{
    render::{
        geometry::{ClipRect, Rect},
        view::View,
    },
    tile::LonLat,
};

/// The most copies of the world in which a mark is drawn.
const MAX_COPIES: f64 = 64.0;

/// The position of the world in a view, in device pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Projection {
    /// Device pixels per CSS pixel.
    pub ratio: f64,
    /// The whole picture.
    pub clip: ClipRect,
    world: f64,
    origin: [f64; 2],
}

impl Projection {
    pub(super) fn of(view: &View) -> Self {
        let (width, height) = view.pixel_size();
        let ratio = view.pixel_ratio;
        Self {
            ratio,
            clip: ClipRect::of_picture(width, height),
            world: view.world() * ratio,
            origin: view.origin.map(|v| v * ratio),
        }
    }

    /// The picture, `margin` device pixels larger on every side.
    pub(super) fn near(&self, margin: f64) -> Rect {
        Rect::local(self.clip, [0.0; 2]).grown(margin)
    }

    /// A place in the copy of the world that is not moved.
    pub(super) fn point(&self, at: LonLat) -> [f64; 2] {
        let (x, y) = at.to_unit();
        [x * self.world - self.origin[0], y * self.world - self.origin[1]]
    }

    /// How far to the right each copy of the world is moved in which something between the columns `left` and `right`
    /// is seen within `margin` device pixels of the picture.
    pub(super) fn shifts(&self, left: f64, right: f64, margin: f64) -> impl Iterator<Item = f64> + use<> {
        let (world, near) = (self.world, self.near(margin));
        let first = ((near.lo[0] - right) / world).ceil();
        let last = ((near.hi[0] - left) / world).floor().min(first + MAX_COPIES);
        let count = if last >= first { (last - first) as u32 + 1 } else { 0 };
        (0..count).map(move |i| (first + f64::from(i)) * world)
    }

    /// Lines in pixels, in each copy of the world in which they are seen.
    pub(super) fn copies(&self, lines: &[Vec<LonLat>], margin: f64) -> Vec<Vec<Vec<[f64; 2]>>> {
        let lines: Vec<Vec<[f64; 2]>> =
            lines.iter().map(|line| line.iter().map(|at| self.point(*at)).collect()).collect();
        let columns = || lines.iter().flatten().map(|p| p[0]);
        let (left, right) = (columns().fold(f64::INFINITY, f64::min), columns().fold(f64::NEG_INFINITY, f64::max));
        if left > right {
            return Vec::new();
        }
        let moved = |by: f64| {
            let line = |line: &Vec<[f64; 2]>| line.iter().map(|p| [p[0] + by, p[1]]).collect();
            lines.iter().map(line).collect()
        };
        self.shifts(left, right, margin).map(moved).collect()
    }
}
