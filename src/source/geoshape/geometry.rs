//! GeoJSON geometries.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use serde_json::value::RawValue;

/// Longitude and latitude.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Position(pub(super) [f64; 2]);

/// A geometry.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Geometry {
    Point(Position),
    MultiPoint(Vec<Position>),
    LineString(Vec<Position>),
    MultiLineString(Vec<Vec<Position>>),
    Polygon(Vec<Vec<Position>>),
    MultiPolygon(Vec<Vec<Vec<Position>>>),
    Collection(Vec<Self>),
}

/// The maximum nesting of collections.
const MAX_DEPTH: usize = 8;

#[derive(Deserialize)]
struct Parts<'a> {
    #[serde(rename = "type")]
    kind: &'a str,
    #[serde(borrow)]
    coordinates: Option<&'a RawValue>,
    #[serde(borrow)]
    geometries: Option<Vec<&'a RawValue>>,
}

impl Geometry {
    /// Parses a geometry as PostGIS writes it. Heights are left out.
    pub(super) fn parse(text: &str) -> Result<Self, serde_json::Error> {
        Self::parse_nested(text, MAX_DEPTH)
    }

    fn parse_nested(text: &str, depth: usize) -> Result<Self, serde_json::Error> {
        let parts: Parts<'_> = serde_json::from_str(text)?;
        let coordinates = parts.coordinates.map_or("null", RawValue::get);
        Ok(match parts.kind {
            "Point" => Self::Point(serde_json::from_str(coordinates)?),
            "MultiPoint" => Self::MultiPoint(serde_json::from_str(coordinates)?),
            "LineString" => Self::LineString(serde_json::from_str(coordinates)?),
            "MultiLineString" => Self::MultiLineString(serde_json::from_str(coordinates)?),
            "Polygon" => Self::Polygon(serde_json::from_str(coordinates)?),
            "MultiPolygon" => Self::MultiPolygon(serde_json::from_str(coordinates)?),
            "GeometryCollection" if depth > 0 => {
                let geometries = parts.geometries.unwrap_or_default();
                let nested = geometries.iter().map(|geometry| Self::parse_nested(geometry.get(), depth - 1));
                Self::Collection(nested.collect::<Result<_, _>>()?)
            }
            other => return Err(de::Error::custom(format!("not a geometry: {other:?}"))),
        })
    }
}

impl<'de> Deserialize<'de> for Position {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        /// The first two numbers of a list.
        struct Visitor;

        impl<'de> de::Visitor<'de> for Visitor {
            type Value = Position;

            fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str("a position")
            }

            fn visit_seq<A: de::SeqAccess<'de>>(self, mut numbers: A) -> Result<Position, A::Error> {
                let mut next = |at| numbers.next_element()?.ok_or_else(|| de::Error::invalid_length(at, &self));
                let position: [f64; 2] = [next(0)?, next(1)?];
                while numbers.next_element::<de::IgnoredAny>()?.is_some() {}
                // Adding zero turns -0 into 0.
                Ok(Position(position.map(|number| number + 0.0)))
            }
        }

        deserializer.deserialize_seq(Visitor)
    }
}

impl Serialize for Position {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.0.map(Coordinate).serialize(serializer)
    }
}

/// A number that is written without a fraction if it is whole.
#[derive(Debug, Clone, Copy)]
pub(super) struct Coordinate(pub(super) f64);

impl Serialize for Coordinate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        const MAX_EXACT: f64 = 9_007_199_254_740_992.0;
        if self.0.fract() == 0.0 && self.0.abs() < MAX_EXACT {
            serializer.serialize_i64(self.0 as i64)
        } else {
            serializer.serialize_f64(self.0)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometries_of_all_types_are_read() {
        let parse = |text: &str| Geometry::parse(text).map_err(|error| error.to_string());
        let at = |x, y| Position([x, y]);
        assert_eq!(parse(r#"{"type":"Point","coordinates":[1,-2.5,9]}"#), Ok(Geometry::Point(at(1.0, -2.5))));
        assert_eq!(
            parse(r#"{"coordinates":[[0,0],[1,1]],"type":"LineString"}"#),
            Ok(Geometry::LineString(vec![at(0.0, 0.0), at(1.0, 1.0)]))
        );
        assert_eq!(parse(r#"{"type":"MultiPolygon","coordinates":[]}"#), Ok(Geometry::MultiPolygon(vec![])));
        assert_eq!(
            parse(r#"{"type":"GeometryCollection","geometries":[{"type":"MultiPoint","coordinates":[[3,4]]}]}"#),
            Ok(Geometry::Collection(vec![Geometry::MultiPoint(vec![at(3.0, 4.0)])]))
        );
        for wrong in ["", "{}", r#"{"type":"Point"}"#, r#"{"type":"Point","coordinates":[1]}"#, r#"{"type":"Circle"}"#]
        {
            assert!(parse(wrong).is_err(), "{wrong}");
        }
        let deep = r#"{"type":"GeometryCollection","geometries":["#.repeat(20) + &"]}".repeat(20);
        assert!(parse(&deep).is_err());
    }

    #[test]
    fn whole_numbers_have_no_fraction() {
        let text = serde_json::to_string(&[Position([10.0, -0.5]), Position([1e-9, -3.0])]).unwrap();
        assert_eq!(text, "[[10,-0.5],[1e-9,-3]]");
    }
}
