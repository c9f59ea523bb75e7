//! Schemes of source URIs.

use super::{KeySection, params};

/// One kind of source.
#[derive(Debug)]
pub struct Scheme {
    /// Its schemes; the first is the usual one.
    pub names: &'static [&'static str],
    /// The keys of its `params`.
    pub params: &'static KeySection,
    /// Whether it draws images, and so has no vector tiles.
    pub draws: bool,
}

/// All kinds of sources.
pub static SCHEMES: &[Scheme] = &[
    Scheme { names: &["postgis"], params: &params::POSTGIS, draws: false },
    Scheme { names: &["http", "https"], params: &params::HTTP, draws: false },
    Scheme { names: &["mbtiles"], params: &params::MBTILES, draws: false },
    Scheme { names: &["pmtiles"], params: &params::PMTILES, draws: false },
    Scheme { names: &["file"], params: &params::FILE, draws: false },
    Scheme { names: &["overzoom"], params: &params::OVERZOOM, draws: false },
    Scheme { names: &["json2tags"], params: &params::JSON2TAGS, draws: false },
    Scheme { names: &["babel"], params: &params::BABEL, draws: false },
    Scheme { names: &["mirror"], params: &params::MIRROR, draws: false },
    Scheme { names: &["layers", "layermixer"], params: &params::LAYERS, draws: false },
    Scheme { names: &["style"], params: &params::STYLE, draws: true },
    Scheme { names: &["tmstyle"], params: &params::TMSTYLE, draws: true },
];

/// Schemes of Kartotherian and tilelive that karto does not support, and what to use instead.
pub static FOREIGN: &[(&str, &str)] = &[
    ("bridge", "use `postgis://` with one `sql` per layer"),
    ("mapnik", "use `postgis://` for the data and `style://` for drawing"),
    ("tmsource", "use `postgis://` with one `sql` per layer"),
    ("vector", "use `tmstyle://` with `yaml`, or `style://` with a MapLibre style"),
    ("cassandra", "remove it: karto caches tiles itself"),
    ("postgres", "use `postgis://`; for tiles stored in a table, an `sql` that selects them"),
    ("postgresql", "use `postgis://`"),
    ("autogen", "remove it: karto caches the tiles it generates"),
    ("demultiplexer", "remove it: set the zooms of each `postgis://` layer"),
    ("substantial", "remove it: `overzoom://` serves missing tiles"),
    ("linksource", "refer to the source with `{ref: name}`"),
    ("sourceref", "refer to the source with `{ref: name}`"),
    ("tilejson", "use `http://…/{z}/{x}/{y}.pbf` with the URL from the TileJSON"),
    ("s3", "use the `https://` URL of the bucket"),
];

/// The kind with the scheme `name`; case is ignored.
pub fn scheme(name: &str) -> Option<&'static Scheme> {
    SCHEMES.iter().find(|s| s.names.iter().any(|n| n.eq_ignore_ascii_case(name)))
}
