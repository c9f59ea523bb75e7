//! Parsers for zooms and areas on the command line.

use crate::tile::MAX_ZOOM;

/// West, south, east, north in degrees.
pub(crate) type Bbox = [f64; 4];

/// An invalid area. The message follows clap's `invalid value '…' for '…': `.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum AreaError {
    /// Neither a zoom nor a range of zooms.
    #[error("expected a zoom or a range of zooms up to {MAX_ZOOM}: 7, 0-8")]
    Zooms,
    /// Not four numbers, or in the wrong order.
    #[error("expected west,south,east,north in degrees, west below east")]
    Bbox,
}

/// Parses a range of zooms: `0-8`, `7`.
pub(crate) fn zooms(text: &str) -> Result<(u8, u8), AreaError> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let pair = first.trim().parse().ok().zip(last.trim().parse().ok());
    pair.filter(|(first, last)| first <= last && *last <= MAX_ZOOM).ok_or(AreaError::Zooms)
}

/// Parses a rectangle: `9,47,10,48`.
pub(crate) fn bbox(text: &str) -> Result<Bbox, AreaError> {
    let numbers: Option<Vec<f64>> =
        text.split(',').map(|n| n.trim().parse().ok().filter(|n: &f64| n.is_finite())).collect();
    let bbox: Option<Bbox> = numbers.and_then(|numbers| numbers.try_into().ok());
    bbox.filter(|[west, south, east, north]| west <= east && south <= north && *west >= -180.0 && *east <= 180.0)
        .ok_or(AreaError::Bbox)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_and_boxes_are_checked() {
        assert_eq!(zooms("3-7"), Ok((3, 7)));
        assert_eq!(zooms("5"), Ok((5, 5)));
        assert!(zooms("7-3").is_err() && zooms("0-99").is_err() && zooms("x").is_err());
        assert!(bbox("10,0,5,1").is_err() && bbox("1,2,3").is_err() && bbox("NaN,0,1,1").is_err());
    }
}
