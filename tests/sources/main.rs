//! Sources of all kinds, over real files, archives and sockets.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

#[path = "../support/data.rs"]
mod data;
mod files;
mod graph;
mod http;
mod language_table;
mod languages;
mod layers;
mod mbtiles;
mod mirror;
mod overzoom;
mod pmtiles;
mod rejected;
mod support;
