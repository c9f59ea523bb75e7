//! Checked nodes → typed settings. Every key is named here once more, by the name in its table; that
//! the table has it is asserted in debug builds, so a test that loads it would fail.

mod database;
pub mod fields;
mod formats;
mod handlers;
mod karto;
mod kinds;
mod paths;
mod reader;
mod reference;
mod server;
mod source;
mod styles;
pub mod uri;
mod wanted;

pub use handlers::handlers;
pub use karto::{freshness, karto};
pub use paths::beside;
pub use reader::Reader;
pub use server::{log_level, metrics, server};
pub use source::read_source;
pub use styles::mention_stand_ins;
pub use wanted::Wanted;
