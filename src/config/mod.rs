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
mod place;
mod read;
pub mod reference;
mod references;
mod report;
mod schema;
mod secrets;
mod styles;
mod templates;
mod values;

pub use environment::Environment;
pub use load::{LoadOptions, Loaded, embedded_default, load, load_embedded, load_or_default};
pub use values::duration_of;
