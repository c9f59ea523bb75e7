//! The layers of a PostGIS source.

use crate::{
    config::{
        document::Kind,
        place,
        read::{ConfigReader, fields::Fields},
        schema::At,
    },
    diagnostic::{Code, Diagnostic},
    settings::{PostgisLayer, PostgisRows},
};

/// The layers in the parameters `p` of a source with these minimum and maximum zooms; `None` for each invalid layer.
pub(super) fn layers(
    p: Fields<'_>,
    zooms: (u8, u8),
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Vec<Option<PostgisLayer>> {
    let read = |(i, layer)| {
        let at = At { path: format!("{}.layers[{i}]", at.path), ..at.clone() };
        postgis_layer(layer, zooms, &at, reader)
    };
    let layers: Vec<_> = p.sections("layers").into_iter().enumerate().map(read).collect();
    if let Some(node) = p.node("layers").filter(|n| matches!(&n.kind, Kind::Sequence(items) if items.is_empty())) {
        reader.checker.error(
            Code::Empty,
            node,
            &At::key(&at.path, "layers"),
            "`layers` is empty: tiles would be empty".into(),
            "name a layer",
        );
    }
    layers
}

/// Reports layers with the same name whose zoom ranges overlap.
pub(super) fn unique_names(p: Fields<'_>, at: &At, reader: &mut ConfigReader<'_, '_>) -> Option<()> {
    for (i, layer) in p.sections("layers").into_iter().enumerate() {
        let earlier = p.sections("layers").into_iter().take(i).rfind(|l| l.text("id") == layer.text("id"));
        if let (Some(node), Some(first)) = (layer.node("id"), earlier.and_then(|e| e.node("id")))
            && ranges_overlap(layer, earlier?)
        {
            let diagnostic = Diagnostic::error(
                Code::Contradiction,
                node.span,
                format!("two layers have the name {} at the same zooms", reader.checker.shown(node, at)),
            )
            .cause("the layers of a tile must have different names (Mapbox Vector Tile specification 4.1)")
            .help("rename one of them, or give them different zooms")
            .related(first.span, "the first one");
            reader.checker.report(node, &At { path: format!("{}.layers[{i}].id", at.path), ..at.clone() }, diagnostic);
        }
    }
    Some(())
}

fn ranges_overlap(a: Fields<'_>, b: Fields<'_>) -> bool {
    let range = |f: Fields<'_>| (f.integer::<u8>("minzoom").unwrap_or(0), f.integer::<u8>("maxzoom").unwrap_or(26));
    let ((a0, a1), (b0, b1)) = (range(a), range(b));
    a0 <= b1 && b0 <= a1
}
fn postgis_layer(
    layer: Fields<'_>,
    zooms: (u8, u8),
    at: &At,
    reader: &mut ConfigReader<'_, '_>,
) -> Option<PostgisLayer> {
    let node = layer.own()?;
    let given: Vec<_> = ["sql", "table", "function"].into_iter().filter(|name| layer.node(name).is_some()).collect();
    let rows = match given.as_slice() {
        ["sql"] => PostgisRows::Sql(layer.text("sql")?),
        ["table"] => PostgisRows::Table { name: layer.text("table")?, srid: layer.integer("srid") },
        ["function"] => PostgisRows::Function(layer.text("function")?),
        _ => {
            let id = layer.text("id").map_or_else(|| "this layer".to_owned(), |id| format!("the layer `{id}`"));
            let message = match given.len() {
                0 => format!("{id} does not specify where its rows come from"),
                _ => format!("{id} has {}", given.iter().map(|g| format!("`{g}`")).collect::<Vec<_>>().join(" and ")),
            };
            reader.checker.error(Code::Contradiction, node, at, message, "set one of `sql`, `table`, `function`");
            return None;
        }
    };
    if let (PostgisRows::Sql(sql), Some(node)) = (&rows, layer.node("sql"))
        && !sql.contains("!BBOX!")
        && !sql.contains("!BUFFER_BBOX!")
        && !sql.contains("!bbox!")
    {
        let diagnostic = Diagnostic::warning(
            Code::Contradiction,
            node.span,
            "this query has no `!BBOX!`: every tile reads every row",
        )
        .help("add `WHERE geometry && !BBOX!`");
        reader.checker.report(node, &At { path: format!("{}.sql", at.path), ..at.clone() }, diagnostic);
    }
    let (min_zoom, max_zoom) =
        (layer.integer("minzoom").unwrap_or(zooms.0), layer.integer("maxzoom").unwrap_or(zooms.1));
    if min_zoom > max_zoom {
        let diagnostic = Diagnostic::error(
            Code::Contradiction,
            node.span,
            format!("the layer's `minzoom` ({min_zoom}) is above its `maxzoom` ({max_zoom})"),
        );
        reader.checker.report(node, at, diagnostic);
    }
    let named = layer.node("id")?;
    Some(PostgisLayer {
        id: named.text()?.to_owned(),
        place: place::of_span(named.span, reader.checker.files),
        min_zoom,
        max_zoom,
        extent: layer.integer("extent")?,
        buffer: layer.integer("buffer")?,
        geometry: layer.text("geometry")?,
        id_field: layer.text("id_field"),
        fields: layer.text_map("fields"),
        rows,
    })
}
