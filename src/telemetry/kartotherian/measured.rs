//! One measurement and its name in statsd.

use crate::{telemetry::statsd::part, tile::Scale};

/// What Kartotherian measures about a request.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Measured<'a> {
    /// The time of a tile: `req.<source>.<zoom>.<format>[.<scale>]`, the scale only if the request named one.
    Tile {
        /// The source.
        source: &'a str,
        /// Zoom.
        zoom: u8,
        /// Format.
        format: &'a str,
        /// Scale of the request.
        scale: Option<Scale>,
    },
    /// The time of a static image: `req.<source>.<zoom>.<format>.static.<scale>`.
    StaticImage {
        /// The source.
        source: &'a str,
        /// Zoom.
        zoom: u8,
        /// Format.
        format: &'a str,
        /// Scale of the image.
        scale: Scale,
    },
    /// The time of an info.json: `req.<source>.info`.
    Info {
        /// The source.
        source: &'a str,
    },
    /// The time of a marker: `marker`.
    Marker,
    /// The time of geometries: `<kind>.<by>`.
    Shapes(AskedShapes),
    /// The time of another route: `router.<path>.<method>.<status>`.
    Route {
        /// The path without the first and the last slash; empty for `/`.
        path: &'a str,
        /// Method.
        method: &'a str,
        /// Status.
        status: u16,
    },
    /// A failed request, counted: `err.<error>`.
    Failed {
        /// Kartotherian's name of the error: `req.zoom`, `marker.color`, `unknown`.
        error: &'a str,
    },
}

/// Which geometries a request asked for, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AskedShapes {
    /// `geoshape`, `geoline` or `geopoint`.
    pub kind: &'static str,
    /// `ids`, or `wdqs` for a query.
    pub by: &'static str,
}

impl Measured<'_> {
    /// Whether it is counted rather than timed.
    pub(super) fn is_count(&self) -> bool {
        matches!(self, Self::Failed { .. })
    }

    /// The name without the prefix.
    pub(super) fn statsd_name(&self) -> String {
        match *self {
            Self::Tile { source, zoom, format, scale } => {
                let scale = scale.map(|scale| format!(".{}", scale_part(scale)));
                format!("req.{}.{zoom}.{format}{}", part(source), scale.unwrap_or_default())
            }
            Self::StaticImage { source, zoom, format, scale } => {
                format!("req.{}.{zoom}.{format}.static.{}", part(source), scale_part(scale))
            }
            // As in Kartotherian, `_` is kept here.
            Self::Info { source } => format!("req.{source}.info"),
            Self::Marker => "marker".to_owned(),
            Self::Shapes(AskedShapes { kind, by }) => format!("{kind}.{by}"),
            Self::Route { path, method, status } => format!("router.{}.{method}.{status}", route_part(path)),
            Self::Failed { error } => format!("err.{error}"),
        }
    }
}

/// A scale. Kartotherian writes a comma for the dot, and its statsd client a dash for the comma: 1.3 is `1-3`.
pub(super) fn scale_part(scale: Scale) -> String {
    scale.to_string().replace('.', "-")
}

/// The path of a route.
pub(super) fn route_part(path: &str) -> String {
    if path.is_empty() { "root".to_owned() } else { part(path) }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The names are those that service-runner 5.0 sent for the same requests.
    #[test]
    fn names_are_those_of_service_runner() {
        let scale = |factor| Scale::new(factor).unwrap();
        let route = |path| Measured::Route { path, method: "GET", status: 200 };
        for (measured, name) in [
            (Measured::Tile { source: "osm-intl", zoom: 1, format: "png", scale: None }, "req.osm-intl.1.png"),
            (
                Measured::Tile { source: "osm_pbf", zoom: 1, format: "png", scale: Some(scale(1.3)) },
                "req.osm-pbf.1.png.1-3",
            ),
            (Measured::Tile { source: "a", zoom: 0, format: "png", scale: Some(scale(2.0)) }, "req.a.0.png.2"),
            (
                Measured::StaticImage { source: "osm-intl", zoom: 2, format: "png", scale: scale(2.0) },
                "req.osm-intl.2.png.static.2",
            ),
            (Measured::Info { source: "osm_pbf" }, "req.osm_pbf.info"),
            (Measured::Marker, "marker"),
            (Measured::Shapes(AskedShapes { kind: "geoshape", by: "ids" }), "geoshape.ids"),
            (route("_info/name"), "router.-info_name.GET.200"),
            (route("robots.txt"), "router.robots.txt.GET.200"),
            (route(""), "router.root.GET.200"),
            (Measured::Failed { error: "req.zoom" }, "err.req.zoom"),
        ] {
            assert_eq!(measured.statsd_name(), name);
        }
    }
}
