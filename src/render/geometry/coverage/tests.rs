use super::*;
use crate::render::geometry::ClipRect;

const CLIP: ClipRect = ClipRect { left: 0, top: 0, right: 8, bottom: 4 };

/// The coverage of each pixel within `clip`.
fn drawn(rings: &[&[[f64; 2]]], clip: ClipRect, rule: FillRule) -> Vec<Vec<u8>> {
    let (width, height) = (clip.right - clip.left, clip.bottom - clip.top);
    let mut rows = vec![vec![0; width as usize]; height as usize];
    let all = || rings.iter().copied();
    CoverageGrid::default().cover(all, [0.0; 2], clip, (rule, EdgeRule::Smooth), |y, from, to, alpha| {
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
        let (ring, mut spans) = (square(1.0, 2.0), Vec::new());
        let rules = (FillRule::EvenOdd, EdgeRule::Smooth);
        grid.cover(
            || [&ring[..]].into_iter(),
            [0.0; 2],
            CLIP,
            rules,
            |y, from, to, alpha| {
                spans.push((y, from, to, alpha));
            },
        );
        assert_eq!(spans, [(1, 1, 2, 255)]);
    }
}

#[test]
fn pixels_with_their_center_inside_are_whole() {
    let ring = [[0.6, 0.4], [5.4, 0.4], [5.4, 1.6], [0.6, 1.6]];
    let mut spans = Vec::new();
    let rules = (FillRule::NonZero, EdgeRule::Centers);
    CoverageGrid::default().cover(
        || [&ring[..]].into_iter(),
        [0.0; 2],
        CLIP,
        rules,
        |y, from, to, alpha| {
            spans.push((y, from, to, alpha));
        },
    );
    assert!(spans.iter().all(|span| span.3 == 255));
    let pixels: Vec<_> = spans.iter().flat_map(|(y, from, to, _)| (*from..*to).map(|x| (*y, x))).collect();
    assert_eq!(pixels, [0, 1].map(|y| (1..5).map(move |x| (y, x))).into_iter().flatten().collect::<Vec<_>>());
}

#[test]
fn an_area_of_a_large_picture_is_drawn_in_bands() {
    let clip = ClipRect { left: 0, top: 0, right: 1 << 14, bottom: 1 << 10 };
    let ring = [[10.0, -5.0], [16_000.0, 3.0], [200.0, 2000.0]];
    let mut rows = std::collections::BTreeSet::new();
    let rules = (FillRule::NonZero, EdgeRule::Smooth);
    CoverageGrid::default().cover(
        || [&ring[..]].into_iter(),
        [0.0; 2],
        clip,
        rules,
        |y, from, to, _| {
            assert!(clip.left <= from && from < to && to <= clip.right);
            rows.insert(y);
        },
    );
    assert_eq!(rows, (0..1 << 10).collect());
}

#[test]
fn random_edges_that_share_rows_take_linear_time() {
    // One path of 200,000 edges, each across the picture.
    let mut seed = 1u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        f64::from(seed >> 8) / f64::from(1 << 24) * 64.0
    };
    let ring: Vec<_> = (0..200_000).map(|_| [random(), random()]).collect();
    let clip = ClipRect { left: 0, top: 0, right: 64, bottom: 64 };
    let mut pixels = 0;
    let rules = (FillRule::NonZero, EdgeRule::Smooth);
    CoverageGrid::default().cover(
        || [&ring[..]].into_iter(),
        [0.0; 2],
        clip,
        rules,
        |_, from, to, _| pixels += to - from,
    );
    assert!(pixels > 3000, "{pixels}");
}
