//! karto: a map tile server. `ARCHITECTURE.md` shows the house; the modules below are its rooms,
//! listed from the roof to the ground. A room may use the rooms below it, never one above.

pub mod cli;

#[doc(hidden)]
#[cfg(feature = "fuzzing")]
pub mod fuzzing;

mod admin;
mod http;

pub mod check;
pub mod service;

mod cache;
pub mod source;

pub mod render;

pub mod config;

pub mod overlay;

pub mod image;
mod memory;
pub mod mvt;
pub mod style;
pub mod text;

mod bounded_file;
pub mod deadline;
pub mod diagnostic;
pub mod settings;
mod spelling;
pub mod telemetry;
pub mod template;
pub mod tile;
pub mod version;
pub mod work;
