//! Tables of all keys that karto knows. The checks, the reader, the JSON Schema and `docs/configuration.md` are based
//! on them.

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
pub use section::{Key, KeySection, Requirement, Shape, Unknown};
