//! Asynchronous runtimes of commands.

use anyhow::Context as _;
use tokio::runtime::{Builder, Runtime};

/// The number of threads for commands that send requests and wait for responses.
const CLIENT_THREADS: usize = 2;

/// A runtime with a thread for each core, for `serve` and for commands that decode responses.
pub(crate) fn for_all_cores() -> anyhow::Result<Runtime> {
    started(Builder::new_multi_thread().enable_all())
}

/// A runtime on the calling thread, for commands that do one thing.
pub(crate) fn for_this_thread() -> anyhow::Result<Runtime> {
    started(Builder::new_current_thread().enable_all())
}

/// A runtime with few threads, for commands that only send requests.
pub(crate) fn for_client() -> anyhow::Result<Runtime> {
    started(Builder::new_multi_thread().worker_threads(CLIENT_THREADS).enable_all())
}

fn started(builder: &mut Builder) -> anyhow::Result<Runtime> {
    builder.build().context("cannot start the async runtime")
}
