//! Exact distance from a glyph's outline, for fields that are drawn in many sizes: the transform of `distance` is
//! good to half a sample, which is enough for a halo and not for a field of 24 pixels.

use tiny_skia::{Path, PathSegment, Point};

/// Straight pieces per curve: at 24 pixels per em they stay within a hundredth of a pixel.
const PIECES: u16 = 8;

/// How far to both sides of a piece one looks whether it is an edge, in pixels.
const BESIDE: f32 = 0.01;

/// An outline as straight pieces, filled by the nonzero rule.
pub(super) struct Outline {
    pieces: Vec<[Point; 2]>,
    /// Whether contours overlap there: then the piece is inside of the shape and no edge.
    hidden: Vec<bool>,
}

impl Outline {
    /// The outline of `path`.
    pub fn of(path: &Path) -> Self {
        let (mut pieces, mut start, mut at) = (Vec::new(), Point::zero(), Point::zero());
        let mut line = |from: &mut Point, to: Point| {
            if *from != to {
                pieces.push([*from, to]);
                *from = to;
            }
        };
        let steps = || (1..=PIECES).map(|i| f32::from(i) / f32::from(PIECES));
        for segment in path.segments() {
            match segment {
                PathSegment::MoveTo(to) => {
                    line(&mut at, start);
                    (start, at) = (to, to);
                }
                PathSegment::LineTo(to) => line(&mut at, to),
                PathSegment::QuadTo(c, to) => {
                    let from = at;
                    for t in steps() {
                        let (a, b) = (mixed(from, c, t), mixed(c, to, t));
                        line(&mut at, mixed(a, b, t));
                    }
                }
                PathSegment::CubicTo(c, d, to) => {
                    let from = at;
                    for t in steps() {
                        let (a, b, e) = (mixed(from, c, t), mixed(c, d, t), mixed(d, to, t));
                        line(&mut at, mixed(mixed(a, b, t), mixed(b, e, t), t));
                    }
                }
                PathSegment::Close => line(&mut at, start),
            }
        }
        line(&mut at, start);
        let mut outline = Self { pieces, hidden: Vec::new() };
        outline.hidden = outline.pieces.iter().map(|piece| outline.is_hidden(piece)).collect();
        outline
    }

    fn is_hidden(&self, [a, b]: &[Point; 2]) -> bool {
        let (middle, along) = (mixed(*a, *b, 0.5), *b - *a);
        let length = along.length().max(f32::MIN_POSITIVE);
        let aside = Point::from_xy(-along.y / length * BESIDE, along.x / length * BESIDE);
        self.holds(middle + aside) && self.holds(middle - aside)
    }

    /// Whether `p` is inside.
    pub fn holds(&self, p: Point) -> bool {
        let mut winding = 0;
        for [a, b] in &self.pieces {
            let (down, up) = (a.y <= p.y && b.y > p.y, a.y > p.y && b.y <= p.y);
            if (down || up) && a.x + (p.y - a.y) / (b.y - a.y) * (b.x - a.x) > p.x {
                winding += if down { 1 } else { -1 };
            }
        }
        winding != 0
    }

    /// The distance of `p` from the nearest edge: positive outside, negative inside.
    pub fn distance(&self, p: Point) -> f32 {
        let edges = self.pieces.iter().zip(&self.hidden).filter(|(_, hidden)| !**hidden);
        let nearest = edges.map(|(piece, _)| squared(piece, p)).fold(f32::INFINITY, f32::min).sqrt();
        if self.holds(p) { -nearest } else { nearest }
    }
}

fn mixed(a: Point, b: Point, t: f32) -> Point {
    Point::from_xy(a.x + (b.x - a.x) * t, a.y + (b.y - a.y) * t)
}

/// The squared distance of `p` from a piece.
fn squared([a, b]: &[Point; 2], p: Point) -> f32 {
    let (along, to) = (*b - *a, p - *a);
    let t = (to.dot(along) / along.dot(along).max(f32::MIN_POSITIVE)).clamp(0.0, 1.0);
    let off = to - Point::from_xy(along.x * t, along.y * t);
    off.dot(off)
}

#[cfg(test)]
mod tests {
    use tiny_skia::{PathBuilder, Rect};

    use super::*;

    #[test]
    fn overlapping_contours_have_one_edge_around_them() {
        let mut path = PathBuilder::new();
        path.push_rect(Rect::from_ltrb(0.0, 0.0, 10.0, 4.0).unwrap());
        path.push_rect(Rect::from_ltrb(6.0, 0.0, 20.0, 4.0).unwrap());
        let outline = Outline::of(&path.finish().unwrap());
        for (x, y, distance) in
            [(8.0, 2.0, -2.0), (10.0, 1.0, -1.0), (-3.0, 2.0, 3.0), (23.0, 8.0, 5.0), (1.0, 2.0, -1.0)]
        {
            let found = outline.distance(Point::from_xy(x, y));
            assert!((found - distance).abs() < 1e-4, "{x},{y}: {found}, not {distance}");
        }
    }
}
