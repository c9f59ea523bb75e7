//! Archives inside the binary.

/// The PMTiles archive called `name`.
pub fn archive(name: &str) -> Option<&'static [u8]> {
    let _ = name;
    None
}
