//! The values that a request template is filled with.

use serde_json::{Map, Value, json};

/// The request that a template is filled for.
#[derive(Debug, Clone, PartialEq)]
pub struct RequestContext {
    /// The variables, as one object with the key `request`.
    pub(super) root: Value,
}

impl RequestContext {
    /// A request to the API of the wiki at `domain` (a plain host name), which is reached by `protocol` (`https` or
    /// `http`), with these parameters (`request.query`) and headers (`request.headers`, names in lower case).
    pub fn new(protocol: &str, domain: &str, headers: Map<String, Value>, query: Map<String, Value>) -> Self {
        let params = json!({ "domain": domain, "protocol": protocol });
        Self { root: json!({ "request": { "params": params, "headers": headers, "query": query } }) }
    }
}
