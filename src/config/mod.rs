//! Configuration: reads YAML documents, checks them, and converts them to typed
//! [`Settings`](crate::settings::Settings).
//!
//! The stages are in modules of their own: read (`document`), `expand`, `templates`, `schema`, `references`, `files`
//! and `secrets`. The diagnostics of all stages are collected. This is the only room that reads YAML; it builds nothing
//! from the settings (`service` does). The entry points are `read` and `read_embedded`.

pub mod document;
mod environment;
mod expand;
mod files;
mod hash;
pub mod keys;
mod load;
mod loaded;
mod parsed;
mod place;
mod read;
pub mod reference;
mod references;
mod schema;
mod secrets;
mod style_use;
mod templates;
mod values;

pub use environment::Environment;
pub use load::LoadOptions;
pub(crate) use load::{read, read_embedded};
pub use loaded::LoadedConfig;
pub(crate) use parsed::Parsed;
pub(crate) use style_use::StyleUse;
pub use values::duration_of;
