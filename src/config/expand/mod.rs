//! Stage 2, expand: replaces `{ env(NAME) }`, `{env: NAME}` and `{var: name}` by their values; the nodes record the
//! origin of these. `{ref: id}` and `{npm: […]}` are left to the stages that know what is expected.

mod environment;
pub(super) mod npm;
mod variables;

pub(super) use environment::expand_environment;
pub(super) use variables::Variables;
