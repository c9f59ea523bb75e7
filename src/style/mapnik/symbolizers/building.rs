//! `BuildingSymbolizer`.

use super::parts::gamma;
use crate::style::{
    mapnik::attributes::AttributeReader,
    symbolizer::{BuildingSymbolizer, Symbolizer},
};

/// Reads a `BuildingSymbolizer`.
pub(super) fn read(reader: &mut AttributeReader<'_>) -> Symbolizer {
    Symbolizer::Building(Box::new(BuildingSymbolizer {
        fill: reader.given_color("fill"),
        opacity: reader.given_number("fill-opacity"),
        height: reader.given_number("height"),
        gamma: gamma(reader, ["gamma", "gamma-method"]),
    }))
}
