//! The `karto` binary: runs the command that its arguments select.

use std::process::ExitCode;

/// Gives memory back that is not used any more, within seconds. The allocator of glibc keeps most of it.
#[cfg(not(target_env = "msvc"))]
#[global_allocator]
static ALLOCATOR: tikv_jemallocator::Jemalloc = tikv_jemallocator::Jemalloc;

fn main() -> ExitCode {
    karto::cli::run(std::env::args_os())
}
