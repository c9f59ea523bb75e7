//! Reads Mapnik XML into a [`MapnikMap`](super::MapnikMap).

mod container;
mod document;
mod elements;
mod expand;
mod folder;
mod layer;
mod read;
mod subset;
mod symbolizer;
#[cfg(test)]
mod tests;
mod theme;

pub use read::read_xml;
