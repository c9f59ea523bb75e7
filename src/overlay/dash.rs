//! Dash patterns.

/// The most numbers of a dash pattern.
const MAX_DASHES: usize = 16;

/// The lengths of dashes and gaps in CSS pixels, separated by commas or spaces; `none` is a solid line. `None` if the text
/// is not a pattern.
pub(super) fn dash_pattern(text: &str) -> Option<Vec<f64>> {
    if text == "none" {
        return Some(Vec::new());
    }
    let parts = text.split([',', ' ']).filter(|part| !part.is_empty());
    let lengths: Vec<f64> = parts.take(MAX_DASHES).map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let is_pattern =
        lengths.iter().all(|length| (0.0..=10_000.0).contains(length)) && lengths.iter().sum::<f64>() > 0.0;
    is_pattern.then_some(lengths)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_bounded() {
        assert_eq!(dash_pattern("4,2"), Some(vec![4.0, 2.0]));
        assert_eq!(dash_pattern("none"), Some(Vec::new()));
        assert_eq!(["0 0", "", "x", "-1,2"].map(dash_pattern), [None, None, None, None]);
        assert_eq!(dash_pattern(&"1 ".repeat(100)).map(|lengths| lengths.len()), Some(MAX_DASHES));
    }
}
