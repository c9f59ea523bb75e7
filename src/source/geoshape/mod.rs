//! Geometries of Wikidata items, from tables that osm2pgsql and Kartotherian's views fill: `/geoshape`, `/geoline`,
//! `/geopoint`.
//!
//! A request names ids, a SPARQL query, or both. The query is asked from the Wikidata query service; its rows have ids,
//! and properties, which the MediaWiki API cleans. Areas and lines are read from the database, points are part of the
//! query's result. Results are GeoJSON or TopoJSON.

mod client_info;
mod document;
mod error;
mod examples;
mod feature;
mod form_data;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod geometry;
mod geoshapes;
mod kind;
mod open;
mod request;
mod sanitizer;
mod settings_error;
mod simplification;
mod statement;
mod tables;
mod topojson;
mod upstream;
mod wikidata;
mod wikidata_id;

pub(crate) use client_info::ClientInfo;
pub(crate) use document::document;
pub(crate) use error::{ShapeError, UpstreamFailure};
pub(crate) use geoshapes::Geoshapes;
pub(crate) use kind::ShapeKind;
pub(crate) use open::open;
pub(crate) use request::ShapeRequest;
pub(crate) use settings_error::GeoshapesError;
