//! Configurations, from files to settings: broken ones with their reports, valid ones with their settings, and
//! mutations of a production-sized one.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test that cannot go on fails")]

mod broken;
mod command;
#[path = "../support/data.rs"]
mod data;
mod golden;
mod mutation;
mod reference;
mod styles;
mod support;
mod valid;
