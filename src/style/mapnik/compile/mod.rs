//! Compiles a map into a [`Style`](crate::style::Style).

mod compiled;
mod compositing;
mod inputs;
mod layers;
mod map;
mod named;
mod pass;
mod rule;
mod scale;
#[cfg(test)]
mod tests;
mod uses;

pub use compiled::{CompileOptions, CompiledMap, LayerData, UsedName};
pub use map::compile;

pub(super) use layers::ask_layer;
pub(super) use map::ask_map;
pub(super) use pass::ask_style;
