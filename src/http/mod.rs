//! The public port: HTTP requests and replies, with one file per family of routes. It does not know how tiles are made.
//!
//! A request passes through `wire` (bytes), `serve` and `connections`, `answer` (one request, its events and the common
//! headers), `routes` (the choice of a handler) and a handler.

mod about;
mod accept;
mod answer;
mod body;
mod conditional;
mod connections;
mod entity_tags;
mod errors;
mod escape;
#[cfg(feature = "fuzzing")]
pub(crate) mod fuzzing;
mod glyphs;
mod handled;
mod host;
mod img;
mod in_flight;
mod info;
mod markers;
mod methods;
mod pages;
mod path;
mod proxy;
mod query;
mod range;
mod reply;
mod request_id;
mod request_parts;
mod root;
mod routes;
pub(crate) mod serve;
mod shapes;
mod site;
mod spec;
mod sprites;
mod static_files;
mod static_map;
mod style;
mod tiles;
mod trace_context;
mod well_formed;
mod wire;

pub(crate) use site::Site;
