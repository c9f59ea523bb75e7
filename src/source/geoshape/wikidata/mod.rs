//! The Wikidata query service (SPARQL), and its results.

mod bindings;
mod query_service;
mod value;

pub(super) use bindings::QueryRow;
pub(super) use query_service::QueryService;
