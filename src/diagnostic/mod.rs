//! Diagnostics: errors, warnings and remarks about configurations and styles, with their places, and reports of them.

mod code;
mod file;
mod files;
mod item;
mod list;
pub mod report;
mod severity;
mod span;
mod words;

pub use code::Code;
pub use file::SourceFile;
pub use files::SourceFiles;
pub use item::{Diagnostic, Related};
pub use list::Diagnostics;
pub use severity::Severity;
pub use span::{FileId, Span};
pub use words::quoted;
