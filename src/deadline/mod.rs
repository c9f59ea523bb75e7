//! Ends jobs whose result is no longer wanted, wherever they are.
//!
//! A job runs within [`until_over`], with its [`Ticket`]. Every loop whose length depends on data calls [`checkpoint()`]. If
//! the ticket is over, the call does not return: the job unwinds to [`until_over`], as it would after a panic, but without
//! a message. Values on the way are dropped, and no function needs a way to return early, so that a loop deep in a geometry
//! ends as soon as one at the top.
//!
//! State that outlives a job must therefore be complete at every [`checkpoint()`], as it must be wherever a bug may panic.

mod checkpoint;
mod ticket;

pub(crate) use checkpoint::checkpoint;
pub use checkpoint::{Over, until_over};
pub use ticket::Ticket;
