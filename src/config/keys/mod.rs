//! Every key karto understands, defined once. Reading, the detection of unknown keys, the JSON Schema
//! and `docs/configuration.md` all work from these tables.

pub mod conf;
mod expected;
mod form;
pub mod karto;
pub mod params;
pub mod runner;
pub mod schemes;
mod section;
pub mod source;

pub use form::Form;
pub use section::{Key, Need, Section, Shape, Unknown};
