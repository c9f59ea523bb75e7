//! Configuration: a spanned YAML document → findings → typed [`Settings`](crate::settings::Settings).
//!
//! Stages, each in its own file: read (`document`), `expand`, `templates`, `schema`, `references`,
//! `files`, `secrets`. All findings of all stages are collected; nothing is built here (`service`
//! builds) and nothing else reads YAML. [`load()`] is the one way in.

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
pub use loaded::Loaded;
pub(crate) use parsed::Parsed;
pub(crate) use style_use::StyleUse;
pub use values::duration_of;
