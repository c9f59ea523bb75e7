//! Converts checked nodes to typed settings. Keys are accessed by their names in the tables of `keys`; debug builds
//! assert that the table has the name, so a test that reads a misspelled key fails.

mod database;
pub(super) mod fields;
mod formats;
mod geoshapes;
mod handlers;
mod karto;
mod kinds;
mod log;
mod paths;
mod reader;
mod reference;
mod request_template;
mod required_file;
mod server;
mod source;
mod static_files;
mod styles;
pub(super) mod uri;

pub(super) use handlers::handlers;
pub(super) use karto::{freshness, karto};
pub(super) use log::log;
pub(super) use paths::beside;
pub(super) use reader::ConfigReader;
pub(super) use required_file::RequiredFile;
pub(super) use server::{metrics, server};
pub(super) use source::read_source;
