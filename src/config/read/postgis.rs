//! `postgis://`: connection and layers.

use super::{
    Reader,
    fields::{Fields, texts},
    handlers::{credentials, database_url},
    uri::SourceUri,
};
use crate::{
    config::{
        document::{Kind, Node},
        place,
        schema::At,
        values,
    },
    diagnostic::{Code, Diagnostic},
    settings::{PostgisLayer, PostgisRows, PostgisSettings, Secret},
    tile::Bounds,
};

/// The source whose parameters are `p`, called `at`.
pub fn postgis(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut Reader<'_, '_>,
) -> Option<PostgisSettings> {
    let hosts = connection(uri, source, p, at, reader);
    let (min_zoom, max_zoom) = (p.integer("minzoom")?, p.integer("maxzoom")?);
    let bounds = p.node("bounds").and_then(|node| bounds(node, &At::key(&at.path, "bounds"), reader));
    let layers: Vec<_> = p
        .sections("layers")
        .into_iter()
        .enumerate()
        .map(|(i, layer)| {
            let at = At { path: format!("{}.layers[{i}]", at.path), ..at.clone() };
            postgis_layer(layer, (min_zoom, max_zoom), &at, reader)
        })
        .collect();
    if let Some(node) = p.node("layers").filter(|n| matches!(&n.kind, Kind::Sequence(items) if items.is_empty())) {
        reader.checker.error(
            Code::Empty,
            node,
            &At::key(&at.path, "layers"),
            "`layers` is empty: tiles would hold nothing".into(),
            "name a layer",
        );
    }
    for (i, layer) in p.sections("layers").into_iter().enumerate() {
        let earlier = p.sections("layers").into_iter().take(i).rfind(|l| l.text("id") == layer.text("id"));
        if let (Some(node), Some(first)) = (layer.node("id"), earlier.and_then(|e| e.node("id")))
            && ranges_overlap(layer, earlier?)
        {
            let diagnostic = Diagnostic::error(
                Code::Contradiction,
                node.span,
                format!("two layers are called {} at the same zooms", reader.checker.shown(node, at)),
            )
            .cause("a tile may hold each layer name once (Mapbox Vector Tile specification 4.1)")
            .help("rename one of them, or give them different zooms")
            .related(first.span, "the first one");
            reader.checker.report(node, &At { path: format!("{}.layers[{i}].id", at.path), ..at.clone() }, diagnostic);
        }
    }
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

fn ranges_overlap(a: Fields<'_>, b: Fields<'_>) -> bool {
    let range = |f: Fields<'_>| (f.integer::<u8>("minzoom").unwrap_or(0), f.integer::<u8>("maxzoom").unwrap_or(26));
    let ((a0, a1), (b0, b1)) = (range(a), range(b));
    a0 <= b1 && b0 <= a1
}

fn connection(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut Reader<'_, '_>,
) -> Option<Vec<Secret>> {
    let uri_node = source.node("uri")?;
    let in_uri = !uri.rest.is_empty();
    let parts = p.node("host").is_some() || p.node("hosts").is_some();
    let given = [("the URI", in_uri), ("`url`", p.node("url").is_some()), ("`host`/`hosts`", parts)];
    let given: Vec<_> = given.iter().filter(|(_, there)| *there).map(|(name, _)| *name).collect();
    if given.len() != 1 {
        let uri_at = At::named(&(at.path.trim_end_matches(".params").to_owned() + ".uri"), "`uri`");
        let message = match given.len() {
            0 => "this source does not say which database it reads from".to_owned(),
            _ => format!("the database is named more than once: in {}", given.join(" and in ")),
        };
        let broken =
            p.own().is_some_and(|n| n.entries().iter().any(|e| matches!(e.value.kind, Kind::Broken | Kind::Null)));
        if !(broken && given.is_empty()) {
            reader.checker.error(Code::Contradiction, uri_node, &uri_at, message, "set one of `params.url: { env(KARTO_DATABASE_URL) }`, `params.host` (with `database`, `user`, `password`), or `uri: postgis://user:password@host/database`");
        }
        return None;
    }
    if in_uri {
        let text = format!("postgres://{}", uri.rest);
        let uri_at = At::named(&(at.path.trim_end_matches(".params").to_owned() + ".uri"), "`uri`");
        reader.checker.database_url(uri_node, &text, &uri_at);
        return Some(vec![Secret::new(text)]);
    }
    if let Some(node) = p.node("url") {
        return Some(vec![Secret::new(node.text()?.replacen("postgis://", "postgres://", 1))]);
    }
    credentials(p.node("user"), p.node("password"), at, reader.checker);
    let hosts = match p.node("hosts") {
        Some(node) => texts(node),
        None => vec![p.text("host")?],
    };
    let Some(database) = p.text("database") else {
        if p.node("database").is_none() {
            let node = p.node("host").or(p.node("hosts"))?;
            reader.checker.error(
                Code::MissingKey,
                node,
                at,
                "`database` is missing beside the host".into(),
                "add `database: name`",
            );
        }
        return None;
    };
    let (user, password) = (p.text("user").unwrap_or_default(), p.text("password").unwrap_or_default());
    let port: u16 = p.integer("port")?;
    hosts
        .iter()
        .map(|host| {
            let (host, port) = match host.rsplit_once(':').filter(|(h, _)| !h.contains(':')) {
                Some((host, own)) => (host, own.parse().ok()?),
                None => (host.as_str(), port),
            };
            database_url(host, port, &database, &user, &password)
        })
        .collect()
}

/// West, south, east, north in degrees → metres.
fn bounds(node: &Node, at: &At, reader: &mut Reader<'_, '_>) -> Option<Bounds> {
    let numbers: Vec<f64> = node.items().iter().filter_map(Node::scalar).filter_map(values::number).collect();
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

fn postgis_layer(layer: Fields<'_>, zooms: (u8, u8), at: &At, reader: &mut Reader<'_, '_>) -> Option<PostgisLayer> {
    let node = layer.own()?;
    let given: Vec<_> = ["sql", "table", "function"].into_iter().filter(|name| layer.node(name).is_some()).collect();
    let rows = match given.as_slice() {
        ["sql"] => PostgisRows::Sql(layer.text("sql")?),
        ["table"] => PostgisRows::Table { name: layer.text("table")?, srid: layer.integer("srid") },
        ["function"] => PostgisRows::Function(layer.text("function")?),
        _ => {
            let id = layer.text("id").map_or_else(|| "this layer".to_owned(), |id| format!("the layer `{id}`"));
            let message = match given.len() {
                0 => format!("{id} does not say where its rows come from"),
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
