//! Map data of wiki pages (Kartographer's `<mapframe>`), for overlays of static maps: from the parameters of a request
//! to plain GeoJSON.
//!
//! The MediaWiki API of the page's wiki is asked for the groups of the page, as the template `mwapi_req` says. A group
//! is GeoJSON whose `ExternalData` names other data: shapes of Wikidata items, which are read in the process, and pages
//! of a wiki, which that wiki's API is asked for. karto sends requests only to the addresses that the template makes
//! from `allowedDomains`, and follows no redirects. The content of pages is not trusted: its size, nesting and number
//! of parts are limited.

mod answer;
mod api;
mod budget;
mod counters;
mod domain;
mod engine;
mod error;
mod external;
mod feature;
mod form;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod loader;
mod mask;
mod order;
mod parameters;
mod properties;
mod public_text;
mod request;
#[cfg(test)]
mod tests;
mod unroll;
mod wire;

pub(crate) use engine::Mapdata;
pub(crate) use error::MapdataError;
pub(crate) use request::MapdataRequest;
