//! Stage 2, expand: `{ env(NAME) }`, `{env: NAME}` and `{var: name}` are replaced by what they stand
//! for; the nodes remember who supplied them. `{ref: id}` and `{npm: […]}` stay for the stages that
//! know what is expected.

mod environment;
pub mod npm;
mod variables;

pub use environment::expand_environment;
pub use variables::Variables;
