//! How labels are moved along a line to find room, as in Mapnik.

/// The distances by which a label is moved: alternately back and forth, in growing steps.
pub(super) fn tolerances(tolerance: f64, spacing: f64) -> impl Iterator<Item = f64> {
    let tolerance = if tolerance > 0.0 { tolerance } else { spacing / 2.0 };
    let (mut value, mut linear, mut started) = (0.0f64, 1.0f64, false);
    std::iter::from_fn(move || {
        if !started {
            started = true;
            return Some(0.0);
        }
        if value == 0.0 {
            value = linear;
            return Some(-value);
        }
        value = -value;
        if value > 0.0 {
            value = 1.3f64.powf(linear) * linear / (4.0 * tolerance) + linear;
            linear += 1.0;
        }
        (value <= tolerance).then_some(-value)
    })
    .take(MAX_TRIES)
}

/// Maximum number of distances.
const MAX_TRIES: usize = 255;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn steps_go_back_and_forth() {
        let found: Vec<f64> = tolerances(5.0, 0.0).take(4).collect();
        assert_eq!(found[..3], [0.0, -1.0, 1.0]);
        assert!((found[3] + 1.065).abs() < 1e-9, "{found:?}");
        assert!(tolerances(5.0, 0.0).all(|by| by.abs() <= 5.0));
    }
}
