//! A filled request template.

use serde_json::Value;
use url::Url;

/// A request made from a template.
#[derive(Debug, Clone, PartialEq)]
pub struct ExpandedRequest {
    /// Whether it is a `POST`, not a `GET`.
    pub post: bool,
    /// The address, `http` or `https`.
    pub url: Url,
    /// The headers, with names in lower case. Values that the template left open are absent.
    pub headers: Vec<(String, String)>,
    /// Parameters to add to the address, usually an object.
    pub query: Option<Value>,
    /// The body: an object for a form, a string for text.
    pub body: Option<Value>,
}
