//! Request templates of service-runner (`mwapi_req`): a request whose strings hold expressions such as
//! `{{domain}}`, `{{request.params.domain}}` or `{{ default(request.query, {}) }}`.
//!
//! [`RequestTemplate::parse`] checks the syntax, the functions and the variables once, when the configuration is read.
//! [`RequestTemplate::expand`] fills the template with the values of one request.

mod context;
mod error;
mod evaluate;
mod expanded;
mod expression;
mod function;
mod parser;
mod request;
#[cfg(test)]
mod tests;
mod text;
mod variable;

pub use context::RequestContext;
pub use error::{RequestTemplateError, RequestTemplateProblem};
pub use expanded::ExpandedRequest;
pub use request::RequestTemplate;
