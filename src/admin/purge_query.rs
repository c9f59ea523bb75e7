//! The parameters of a purge.

use std::collections::HashMap;

use crate::{cache::KeyFilter, tile::Bounds};

/// An error in the parameters of a purge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(super) enum PurgeQueryError {
    /// There is no condition.
    #[error("say what to purge: source, zoom, bbox or key; all=true for everything")]
    Nothing,
    /// `zoom` is invalid.
    #[error("zoom is a number or a range: 7, 3-7")]
    Zoom,
    /// `bbox` is invalid.
    #[error("bbox is west,south,east,north in degrees, west below east")]
    Bbox,
    /// There is no such parameter.
    #[error("unknown parameter {0}; there are source, zoom, bbox, key and all")]
    UnknownParameter(String),
    /// There is no such source.
    #[error("there is no source {0}")]
    UnknownSource(String),
}

/// Parses the parameters in `query`.
pub(super) fn filter(query: &HashMap<String, String>) -> Result<KeyFilter, PurgeQueryError> {
    let mut filter = KeyFilter::default();
    for (name, value) in query {
        match name.as_str() {
            "source" => filter.sources = value.split(',').filter(|s| !s.is_empty()).map(Into::into).collect(),
            "zoom" => filter.zooms = Some(zooms(value).ok_or(PurgeQueryError::Zoom)?),
            "bbox" => filter.bounds = Some(bbox(value).ok_or(PurgeQueryError::Bbox)?),
            "key" => filter.key = Some(value.trim_start_matches('/').to_owned()),
            "all" => {}
            other => return Err(PurgeQueryError::UnknownParameter(other.to_owned())),
        }
    }
    let everything = query.get("all").is_some_and(|all| all == "true");
    if filter == KeyFilter::default() && !everything {
        return Err(PurgeQueryError::Nothing);
    }
    Ok(filter)
}

fn zooms(text: &str) -> Option<(u8, u8)> {
    let (first, last) = text.split_once('-').unwrap_or((text, text));
    let (first, last) = (first.trim().parse().ok()?, last.trim().parse().ok()?);
    (first <= last).then_some((first, last))
}

fn bbox(text: &str) -> Option<Bounds> {
    let numbers: Vec<f64> = text.split(',').map(|n| n.trim().parse().ok()).collect::<Option<_>>()?;
    let bounds = Bounds::from_degrees(numbers.try_into().ok()?);
    let Bounds { min_x, min_y, max_x, max_y } = bounds;
    let sound = [min_x, min_y, max_x, max_y].iter().all(|n| n.is_finite()) && min_x <= max_x && min_y <= max_y;
    sound.then_some(bounds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tile::EARTH_HALF_CIRCUMFERENCE;

    fn parse(pairs: &[(&str, &str)]) -> Result<KeyFilter, PurgeQueryError> {
        filter(&pairs.iter().map(|(k, v)| ((*k).to_owned(), (*v).to_owned())).collect())
    }

    #[test]
    fn a_purge_must_name_something() {
        assert_eq!(parse(&[]), Err(PurgeQueryError::Nothing));
        assert_eq!(parse(&[("all", "true")]), Ok(KeyFilter::default()));
        assert!(parse(&[("suorce", "a")]).unwrap_err().to_string().contains("suorce"));
    }

    #[test]
    fn zooms_and_boxes_are_checked() {
        assert_eq!(parse(&[("zoom", "3-7")]).unwrap().zooms, Some((3, 7)));
        assert_eq!(parse(&[("zoom", "5")]).unwrap().zooms, Some((5, 5)));
        assert_eq!(parse(&[("zoom", "7-3")]), Err(PurgeQueryError::Zoom));
        let world = parse(&[("bbox", "-180,-85.06,180,85.06")]).unwrap().bounds.unwrap();
        assert!(
            (world.max_x - EARTH_HALF_CIRCUMFERENCE).abs() < 1.0
                && (world.max_y - EARTH_HALF_CIRCUMFERENCE).abs() < 1.0
        );
        for bbox in ["1,2,3", "10,0,5,1", "NaN,0,5,1"] {
            assert_eq!(parse(&[("bbox", bbox)]), Err(PurgeQueryError::Bbox), "{bbox}");
        }
    }
}
