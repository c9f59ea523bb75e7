//! Archives embedded in the binary.

/// The PMTiles archive called `name`: `world` is the map of `styles/demo`.
pub fn archive(name: &str) -> Option<&'static [u8]> {
    match name {
        "world" => Some(include_bytes!("../../styles/demo/world.pmtiles")),
        _ => None,
    }
}
