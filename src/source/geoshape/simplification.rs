//! How geometries are simplified: the prepared queries that `?sql=` selects.

/// A prepared query, with its argument.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Simplification {
    /// `direct`: not simplified.
    None,
    /// `simplify`: by Douglas and Peucker, with this tolerance in meters of EPSG:3857.
    Distance(f64),
    /// `simplifyarea`: by Douglas and Peucker, with this fraction of the side of a square with the area of the
    /// geometry's box.
    Share(f64),
    /// `removerepeat`: points that are closer than this to their neighbor are removed, in meters of EPSG:3857.
    Repeated(f64),
}

impl Simplification {
    /// The default.
    pub(super) const DEFAULT: Self = Self::Share(0.001);
    /// The default argument of the queries whose argument is a distance, in meters.
    const DISTANCE: f64 = 10_000.0;

    /// The query `name` (the default if there is none of that name), with the argument that `argument` returns if the
    /// query has one.
    pub(super) fn named<E>(name: &str, argument: impl FnOnce() -> Result<Option<f64>, E>) -> Result<Self, E> {
        Ok(match name {
            "direct" => Self::None,
            "simplify" => Self::Distance(argument()?.unwrap_or(Self::DISTANCE)),
            "removerepeat" => Self::Repeated(argument()?.unwrap_or(Self::DISTANCE)),
            _ => argument()?.map_or(Self::DEFAULT, Self::Share),
        })
    }
}
