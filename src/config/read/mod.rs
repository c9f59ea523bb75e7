//! Converts checked nodes to typed settings. Keys are accessed by their names in the tables of `keys`; debug builds
//! assert that the table has the name, so a test that reads a misspelled key fails.

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
pub use reader::ConfigReader;
pub use server::{log_level, metrics, server};
pub use source::read_source;
pub use styles::mention_stand_ins;
pub use wanted::Wanted;
