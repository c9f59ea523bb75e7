//! The public and the admin port over real sockets: a server as started by `serve`, with requests in raw HTTP.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod admin;
mod answers;
mod bodies;
mod browser;
mod connections;
mod harness;
mod headers;
mod img;
mod info;
mod life;
mod load;
mod markers;
mod overload;
mod poison;
mod protocol;
mod refusals;
mod static_files;
mod static_maps;
mod targets;
