//! Request templates, read and filled.
#![no_main]

use karto::template::{RequestContext, RequestTemplate};
use libfuzzer_sys::fuzz_target;
use serde_json::{Map, json};

fuzz_target!(|data: &[u8]| {
    let Ok(json) = serde_json::from_slice(data) else { return };
    let Ok(template) = RequestTemplate::parse(&json) else { return };
    let query = Map::from_iter([("a".to_owned(), json!("b")), ("list".to_owned(), json!([1, {"x": 2}]))]);
    let _ = template.expand(&RequestContext::new("https", "en.wikipedia.org", Map::new(), query));
});
