//! The memory allocator and its settings, which are compiled into it.

use crate::karto::command;

/// jemalloc prints the settings that it was built with. Without this one, large pictures take twice as long.
#[cfg(target_os = "linux")]
#[test]
fn large_blocks_are_kept_for_a_while() {
    let output = command().env("_RJEM_MALLOC_CONF", "confirm_conf:true").arg("--version").output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr).into_owned() + &String::from_utf8_lossy(&output.stdout);
    assert!(said.contains("Set conf value: oversize_threshold:0"), "{said}");
}
