//! Vector tiles: what is read, what is refused, what is written.

mod decode;
mod fixtures;
mod mutation;
mod wire;
