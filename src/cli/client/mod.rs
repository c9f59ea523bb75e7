//! An HTTP client for a running server, for commands that send requests.

mod response;
mod server;

pub(crate) use response::{ResponseError, ServerResponse, send};
pub(crate) use server::{RemoteServer, RemoteServerError};
