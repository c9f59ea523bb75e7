//! Answers of MediaWiki's API and of the Wikidata query service, shapes as TopoJSON.
#![no_main]

use karto::fuzzing;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| {
    fuzzing::page_with_maps(data);
    fuzzing::page_of_map_data(data);
    fuzzing::query_result(data);
    fuzzing::clean_properties(data);
    if let Ok(text) = str::from_utf8(data) {
        fuzzing::topology(text);
    }
});
