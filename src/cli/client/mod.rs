//! An HTTP client for one running server, shared by the commands that send requests.

mod response;
mod server;

pub(crate) use response::{ResponseError, ServerResponse, send};
pub(crate) use server::{RemoteServer, RemoteServerError};
