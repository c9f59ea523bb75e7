//! The one runner for CPU work: drawing, packing, unpacking, JSON. None of it runs on the threads that serve
//! sockets, so that a large picture never delays another client's small answer.
//!
//! A job has a [`Class`]. Each class has its own threads and its own bounded queue: a drawing takes up to a second
//! and cannot be interrupted, so that a packing job of a millisecond would wait for one on shared threads whatever
//! its priority. With threads of its own it competes for a CPU instead, which the operating system shares out
//! within milliseconds.
//!
//! Handing a job over costs about ten microseconds. That is less than gzip needs for the smallest tile, so no job
//! is too small for the runner.

mod class;
mod error;
mod pool;
mod pool_size;
mod runner;
mod state;
mod ticket;

pub use class::Class;
pub use error::WorkError;
pub use pool_size::PoolSize;
pub use runner::Runner;
pub use state::PoolState;
pub use ticket::Ticket;
