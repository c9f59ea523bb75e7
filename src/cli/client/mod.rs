//! A running server, asked over HTTP: what every command that sends requests shares.

mod response;
mod server;

pub(crate) use response::{RequestError, ServerResponse, send};
pub(crate) use server::{RemoteServer, ServerError};
