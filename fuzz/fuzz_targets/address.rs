//! Paths and queries of requests.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| karto::fuzzing::address(text));
