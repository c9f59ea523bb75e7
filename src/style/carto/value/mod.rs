//! Values of CartoCSS: as written, and what they evaluate to.

mod dimension;
mod node;
mod text;

pub(super) use dimension::{Dimension, Unit};
pub(super) use node::{CallNode, MathNode, NodeKind, NodeRef, StopNode, ValueNode};
