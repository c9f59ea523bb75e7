//! Every key karto understands, defined once. Reading, the detection of unknown keys, the JSON Schema
//! and `docs/configuration.md` all work from these tables.

pub mod conf;
mod form;
pub mod karto;
mod key;
pub mod params;
pub mod runner;
pub mod schemes;
mod section;
mod shape;
pub mod source;

pub use form::Form;
pub use key::{Key, Need};
pub use section::{Section, Unknown};
pub use shape::Shape;
