use super::*;
use crate::render::geometry::ClipRect;

const CLIP: ClipRect = ClipRect { left: 0, top: 0, right: 8, bottom: 4 };

/// The coverage of each pixel within `clip`.
fn drawn(rings: &[&[[f64; 2]]], clip: ClipRect, rule: FillRule) -> Vec<Vec<u8>> {
    let mut grid = CoverageGrid::default();
    grid.begin(clip);
    rings.iter().for_each(|ring| grid.ring(ring, [0.0; 2]));
    let (width, height) = (clip.right - clip.left, clip.bottom - clip.top);
    let mut rows = vec![vec![0; width as usize]; height as usize];
    grid.sweep(rule, |y, from, to, alpha| {
        (from..to).for_each(|x| rows[(y - clip.top) as usize][(x - clip.left) as usize] = alpha);
    });
    rows
}

fn square(lo: f64, hi: f64) -> [[f64; 2]; 4] {
    [[lo, lo], [hi, lo], [hi, hi], [lo, hi]]
}

#[test]
fn pixels_are_covered_by_their_share_of_the_area() {
    let rows = drawn(&[&square(0.5, 2.0)], CLIP, FillRule::NonZero);
    assert_eq!(rows[0], [64, 128, 0, 0, 0, 0, 0, 0]);
    assert_eq!(rows[1], [128, 255, 0, 0, 0, 0, 0, 0]);
    assert_eq!(rows[2], [0; 8]);
}

#[test]
fn overlaps_are_holes_in_even_odd_areas_only() {
    let rings: [&[[f64; 2]]; 2] = [&square(0.0, 4.0), &square(1.0, 3.0)];
    assert_eq!(drawn(&rings, CLIP, FillRule::NonZero)[2][..4], [255; 4]);
    assert_eq!(drawn(&rings, CLIP, FillRule::EvenOdd)[2][..4], [255, 0, 0, 255]);
}

#[test]
fn a_part_of_a_picture_has_the_pixels_of_the_whole() {
    let ring = [[-9.3, -7.1], [23.7, 1.3], [3.2, 2.9], [5.5, 19.1], [-4.0, 3.3]];
    let whole = drawn(&[&ring], ClipRect { left: -12, top: -9, right: 30, bottom: 24 }, FillRule::NonZero);
    for (left, top) in [(-3, -2), (0, 0), (4, 1), (-12, 2)] {
        let part = ClipRect { left, top, right: left + 8, bottom: top + 4 };
        for (y, row) in drawn(&[&ring], part, FillRule::NonZero).iter().enumerate() {
            let at = ((top + 9) as usize + y, (left + 12) as usize);
            assert_eq!(row[..], whole[at.0][at.1..at.1 + 8], "{part:?} row {y}");
        }
    }
}

#[test]
fn a_huge_ring_covers_all() {
    assert_eq!(drawn(&[&square(-1e12, 1e12)], CLIP, FillRule::NonZero), vec![vec![255; 8]; 4]);
}

#[test]
fn a_grid_is_empty_after_a_sweep() {
    let mut grid = CoverageGrid::default();
    for _ in 0..2 {
        grid.begin(CLIP);
        grid.ring(&square(1.0, 2.0), [0.0; 2]);
        let mut spans = Vec::new();
        grid.sweep(FillRule::EvenOdd, |y, from, to, alpha| spans.push((y, from, to, alpha)));
        assert_eq!(spans, [(1, 1, 2, 255)]);
    }
}
