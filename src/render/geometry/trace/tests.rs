use super::*;
use crate::render::geometry::Lines;

fn all(lines: &Lines) -> Vec<Vec<[f64; 2]>> {
    lines.iter().map(<[_]>::to_vec).collect()
}

#[test]
fn dashes_run_around_bends_and_around_rings() {
    let mut out = Lines::default();
    cut_into_dashes(&[[0.0, 0.0], [5.0, 0.0], [5.0, 4.5]], false, &[3.0, 1.0], &mut out);
    let dashes: Vec<_> = all(&out).into_iter().filter(|dash| dash.len() > 1).collect();
    assert_eq!(
        dashes,
        [vec![[0.0, 0.0], [3.0, 0.0]], vec![[4.0, 0.0], [5.0, 0.0], [5.0, 2.0]], vec![[5.0, 3.0], [5.0, 4.5]]]
    );
    let mut out = Lines::default();
    cut_into_dashes(&[[0.0, 0.0], [2.0, 0.0], [2.0, 2.0], [0.0, 2.0]], true, &[1.0, 1.0], &mut out);
    assert_eq!(all(&out).iter().filter(|dash| dash.len() > 1).count(), 4);
    let mut out = Lines::default();
    cut_into_dashes(&[[0.0, 0.0], [1e9, 0.0]], false, &[1e-6, 1e-6], &mut out);
    assert_eq!(out.len(), 1, "too many are not cut");
}

#[test]
fn lines_are_moved_aside_without_loops() {
    let mut out = Lines::default();
    shifted(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0]], false, 2.0, &mut out);
    let line = &all(&out)[0];
    assert_eq!((line[0], line[line.len() - 1]), ([0.0, 2.0], [8.0, 10.0]));
    assert_eq!(line.len(), 3, "{line:?}");
    let mut out = Lines::default();
    shifted(&[[0.0, 0.0], [10.0, 0.0], [10.0, 10.0], [0.0, 10.0]], true, -2.0, &mut out);
    let line = &all(&out)[0];
    assert!(line.iter().all(|p| (-2.01..=12.01).contains(&p[0]) && (-2.01..=12.01).contains(&p[1])), "{line:?}");
}

#[test]
fn all_algorithms_drop_vertices_on_a_straight_line() {
    let line: Vec<_> = (0..=20).map(|i| [f64::from(i), 0.0]).chain([[20.0, 20.0]]).collect();
    for how in [Thinning::RadialDistance, Thinning::Sleeve, Thinning::Triangles, Thinning::Chords] {
        let mut out = Lines::default();
        thinned(&line, false, how, 2.0, &mut out);
        let kept = &all(&out)[0];
        assert!(kept.len() < 14 && kept.contains(&[20.0, 20.0]) && kept.contains(&[0.0, 0.0]), "{how:?} {kept:?}");
    }
}

#[test]
fn smooth_lines_keep_their_ends_and_have_more_vertices() {
    let mut out = Lines::default();
    smoothed(&[[0.0, 0.0], [50.0, 40.0], [100.0, 0.0], [150.0, 40.0]], false, 1.0, &mut out);
    let line = &all(&out)[0];
    assert_eq!((line[0], line[line.len() - 1]), ([0.0, 0.0], [150.0, 40.0]));
    assert!(line.len() > 6);
}
