//! The commands of the real binary, run against servers that the tests start.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic, reason = "a test that cannot go on fails")]

mod allocator;
mod bench;
mod compare;
mod connect;
mod karto;
mod life;
mod metrics;
mod probe;
mod reload;
mod render;
mod seed;
mod upstream;
mod wikimedia;
