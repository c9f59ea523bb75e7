//! The configuration, from files to settings: broken ones with the reports people will read, valid
//! ones with the settings they become, and every way to break a production-sized one.

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
