//! Configuration: a spanned YAML document → findings → typed [`Settings`].
//!
//! Stages, each in its own file: read, expand, templates, schema, references, files. All findings
//! of all stages are collected; nothing is built here (`service` builds) and nothing else reads YAML.

pub mod settings;

pub use settings::Settings;
