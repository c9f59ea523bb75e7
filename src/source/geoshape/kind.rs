//! What a request for shapes asks for.

/// The kind of geometries, one per path.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum ShapeKind {
    /// `/geoshape`, and its old name `/shape`: areas, from the table of polygons.
    Area,
    /// `/geoline`: lines, from the table of the members of relations.
    Line,
    /// `/geopoint`: points, from the coordinates of Wikidata items.
    Point,
}

impl ShapeKind {
    /// The name in metrics and logs, which is that of the path.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Area => "geoshape",
            Self::Line => "geoline",
            Self::Point => "geopoint",
        }
    }
}
