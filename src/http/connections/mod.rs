//! The open connections of the public port: how many there may be, whose they are, and which of them are closed to make
//! room for new ones.

mod activity;
mod client_network;
mod refusal;
mod table;

pub(super) use activity::Activity;
pub(super) use table::{ConnectionTable, Slot};
