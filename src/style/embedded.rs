//! Styles embedded in the binary.

/// A style and its sprite.
pub struct EmbeddedStyle {
    /// MapLibre style JSON.
    pub json: &'static str,
    /// Index and image of the sprite at single and double density.
    pub sprite: [(&'static [u8], &'static [u8]); 2],
}

/// Embeds a file of the repository's `styles/` folder.
macro_rules! file {
    ($path:literal) => {
        include_bytes!(concat!("../../styles/", $path)).as_slice()
    };
}

/// The embedded style with the given name.
pub fn style(name: &str) -> Option<EmbeddedStyle> {
    let osm = [
        (file!("osm/sprite.json"), file!("osm/sprite.png")),
        (file!("osm/sprite@2x.json"), file!("osm/sprite@2x.png")),
    ];
    match name {
        "light" => Some(EmbeddedStyle { json: include_str!("../../styles/demo/style.json"), sprite: osm }),
        "dark" => Some(EmbeddedStyle { json: include_str!("../../styles/demo/style-dark.json"), sprite: osm }),
        "osm-bright" => Some(EmbeddedStyle { json: include_str!("../../styles/osm/style.json"), sprite: osm }),
        _ => None,
    }
}
