//! Vector tiles: reading, rejecting and writing.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

#[path = "../support/data.rs"]
mod data;
mod decode;
mod edit;
mod fixtures;
mod json;
mod mutation;
mod unpack;
mod wire;
