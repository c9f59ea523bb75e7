//! `postgis://`

mod connection;
mod layer;

use connection::connection;
use layer::{layers, unique_names};

use crate::{
    config::{
        document::DocumentNode,
        read::{ConfigReader, fields::Fields, uri::SourceUri},
        schema::At,
        values,
    },
    diagnostic::Code,
    settings::PostgisSettings,
    tile::Bounds,
};

/// The settings in the parameters `p`, which are at `at`.
pub(super) fn postgis(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<PostgisSettings> {
    let hosts = connection(uri, source, p, at, reader);
    let (min_zoom, max_zoom) = (p.integer("minzoom")?, p.integer("maxzoom")?);
    let bounds = p.node("bounds").and_then(|node| bounds(node, &At::key(&at.path, "bounds"), reader));
    let layers = layers(p, (min_zoom, max_zoom), at, reader);
    unique_names(p, at, reader)?;
    Some(PostgisSettings {
        hosts: hosts?,
        pool_size: p.integer("pool_size")?,
        pool_timeout: p.duration("pool_timeout")?,
        statement_timeout: p.duration("statement_timeout")?,
        plan_cache_mode: p.text("plan_cache_mode"),
        min_zoom,
        max_zoom,
        bounds,
        layers: layers.into_iter().collect::<Option<_>>()?,
    })
}

/// Converts west, south, east and north from degrees to meters in Web Mercator.
fn bounds(node: &DocumentNode, at: &At, reader: &mut ConfigReader<'_, '_>) -> Option<Bounds> {
    let numbers: Vec<f64> = node.items().iter().filter_map(DocumentNode::scalar).filter_map(values::number).collect();
    let good = match numbers.as_slice() {
        &[w, s, e, n] if w < e && s < n && s >= -90.0 && n <= 90.0 => Some([w, s, e, n]),
        _ => None,
    };
    let Some(good) = good else {
        reader.checker.error(
            Code::OutOfRange,
            node,
            at,
            "`bounds` must be `[west, south, east, north]` in degrees".into(),
            "west is less than east, south less than north",
        );
        return None;
    };
    Some(Bounds::from_degrees(good))
}
