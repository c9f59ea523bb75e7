//! The public port: one file per route family. Knows requests and replies, not how a tile is made.
//!
//! A request passes through `wire` (bytes), `serve` (connections), `answer` (one request, its events and the headers
//! that every reply has), `routes` (which handler) and a handler.

mod about;
mod accept;
mod answer;
mod body;
mod conditional;
mod errors;
mod escape;
mod glyphs;
mod handled;
mod in_flight;
mod info;
mod methods;
mod pages;
mod path;
mod proxy;
mod query;
mod reply;
mod request_id;
mod request_parts;
mod root;
mod routes;
pub(crate) mod serve;
mod site;
mod spec;
mod sprites;
mod style;
mod tiles;
mod trace_context;
mod wire;

pub(crate) use site::Site;
