//! Runs all CPU work: drawing, compression, decompression, JSON. None of it runs on the threads that serve sockets, so
//! that a large picture never delays another client's small response.
//!
//! A job has a [`Class`]. Each class has its own threads and its own bounded queue. A drawing takes up to a second: on
//! shared threads, a compression job of a millisecond would have to wait for it, whatever its
//! priority. With separate threads it only competes for a CPU, which the operating system shares within milliseconds.
//!
//! A job runs within [`until_over`](crate::deadline::until_over), so that it ends soon after its deadline or when its caller
//! leaves. If it does not, its thread is replaced.
//!
//! Passing a job to another thread costs about ten microseconds. That is less than gzip needs for the smallest tile, so
//! no job is too small for the runner.

mod class;
mod error;
mod pool;
mod pool_size;
mod priority;
mod runner;
mod shared;
mod state;
mod workers;

pub use crate::deadline::Ticket;
pub use class::Class;
pub use error::WorkError;
pub use pool_size::PoolSize;
pub use runner::Runner;
pub use state::PoolState;
