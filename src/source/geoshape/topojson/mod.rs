//! TopoJSON: geometries as sequences of arcs, which neighbors share.
//!
//! The result is that of npm's `topojson-server` 2, without quantization, which Kartotherian uses: the same arcs in the
//! same order. Lines and rings are collected (`sequences`), cut where they meet or part (`junctions`, `cut`), and equal
//! pieces are merged (`merge`).

mod arc;
mod bounds;
mod cut;
mod junctions;
mod merge;
mod outline;
mod sequences;
#[cfg(test)]
mod tests;
mod topology;

pub(super) use topology::Topology;
