//! What a source is made of, by the scheme of its URI.

use std::{collections::BTreeMap, path::PathBuf, sync::Arc};

use url::Url;

use super::{
    Reader,
    fields::{Fields, texts},
    postgis, style,
    uri::SourceUri,
};
use crate::{
    config::{
        document::{Kind, Node, scalar::Value},
        keys::params,
        schema::At,
    },
    diagnostic::Code,
    settings::*,
};

/// The kind of the source `id`, whose keys are `source`.
pub fn read(id: &str, uri: &SourceUri, source: Fields<'_>, at: &At, reader: &mut Reader<'_, '_>) -> Option<SourceKind> {
    let p = Fields::new(source.node("params"), uri.scheme.params);
    let params_at = At::key(&at.path, "params");
    match *uri.scheme.names.first()? {
        "postgis" => postgis::postgis(uri, source, p, &params_at, reader).map(SourceKind::Postgis),
        "http" => http(uri, source, p).map(SourceKind::Http),
        "mbtiles" => {
            let path = located(uri, source, p, at, false, reader)?;
            Some(SourceKind::Mbtiles(MbtilesSettings { path }))
        }
        "pmtiles" => pmtiles(uri, source, p, at, reader).map(SourceKind::Pmtiles),
        "file" => {
            let root = located(uri, source, p, at, true, reader)?;
            Some(SourceKind::File(FileTreeSettings { root, extension: p.text("filetype")? }))
        }
        "overzoom" => Some(SourceKind::Overzoom(OverzoomSettings {
            source: reference(p.node("source"))?,
            max_zoom: p.integer("maxzoom")?,
            source_max_zoom: p.integer("sourceMaxzoom"),
        })),
        "json2tags" => {
            let tag = p.text("tag")?;
            let multi_tag = p.text("multiTag").unwrap_or_else(|| format!("{tag}_"));
            Some(SourceKind::Json2tags(Json2tagsSettings { source: reference(p.node("source"))?, tag, multi_tag }))
        }
        "babel" => babel(p, &params_at, reader).map(SourceKind::Babel),
        "mirror" => mirror(p).map(SourceKind::Mirror),
        "layers" => layers(p, &params_at, reader).map(SourceKind::Layers),
        "style" => style::maplibre(id, uri, source, p, at, reader).map(SourceKind::Style),
        "tmstyle" => style::carto(id, source, p, at, reader).map(SourceKind::Style),
        _ => None,
    }
}

/// The id in `{ref: id}`.
pub fn reference(node: Option<&Node>) -> Option<SourceId> {
    let entry = node?.single().filter(|e| e.key == "ref")?;
    Some(Arc::from(entry.value.text()?))
}

/// The file or folder of a source: `params.path`, `pathname`, or what stands in the URI.
fn located(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    folder: bool,
    reader: &mut Reader<'_, '_>,
) -> Option<PathBuf> {
    let params_at = At::key(&at.path, "params");
    if let Some(node) = p.node("path") {
        return reader.wanted(node, At::key(&params_at.path, "path"), folder);
    }
    if let Some(node) = source.node("pathname") {
        return reader.wanted(node, At::key(&at.path, "pathname"), folder);
    }
    let node = source.node("uri")?;
    let at = At::key(&at.path, "uri");
    if uri.rest.is_empty() {
        let name = uri.scheme.names.first()?;
        let message = format!("{} names no path", at.subject);
        reader.checker.error(Code::BadUri, node, &at, message, format!("write `{name}://path`, or set `params.path`"));
        return None;
    }
    let path = reader.path(node, &uri.rest);
    reader.want(path.clone(), node, at, folder);
    Some(path)
}

fn pmtiles(
    uri: &SourceUri,
    source: Fields<'_>,
    p: Fields<'_>,
    at: &At,
    reader: &mut Reader<'_, '_>,
) -> Option<PmtilesSettings> {
    let node = source.node("uri")?;
    let uri_at = At::key(&at.path, "uri");
    if uri.rest.starts_with("http://") || uri.rest.starts_with("https://") {
        return match Url::parse(&uri.rest) {
            Ok(url) => Some(PmtilesSettings { location: PmtilesLocation::Http(url) }),
            Err(error) => {
                reader.checker.error(
                    Code::BadUri,
                    node,
                    &uri_at,
                    format!("the URL of the archive is wrong: {error}"),
                    "write `pmtiles://https://host/path.pmtiles`",
                );
                None
            }
        };
    }
    if let Some(name) = uri.rest.trim_start_matches('/').strip_prefix("embedded/") {
        if name == "world" {
            return Some(PmtilesSettings { location: PmtilesLocation::Embedded("world") });
        }
        reader.checker.error(
            Code::MissingFile,
            node,
            &uri_at,
            format!("there is no embedded archive `{name}`"),
            "the only one is `pmtiles:///embedded/world`",
        );
        return None;
    }
    located(uri, source, p, at, false, reader).map(|path| PmtilesSettings { location: PmtilesLocation::File(path) })
}

fn http(uri: &SourceUri, source: Fields<'_>, p: Fields<'_>) -> Option<HttpSettings> {
    let info = |key: &str| {
        let zoom = source.node(key)?.get("maxzoom")?.scalar()?;
        crate::config::values::integer(zoom).and_then(|z| u8::try_from(z).ok())
    };
    Some(HttpSettings {
        template: uri.rest.clone(),
        timeout: p.duration("timeout")?,
        retries: p.integer("retries")?,
        max_bytes: p.bytes("maxBytes")?.try_into().ok()?,
        pool_size: p.integer("pool")?,
        headers: p.headers("headers"),
        max_zoom: info("setInfo").or_else(|| info("overrideInfo")),
    })
}

fn babel(p: Fields<'_>, at: &At, reader: &mut Reader<'_, '_>) -> Option<BabelSettings> {
    let tag = p.text("tag")?;
    let multi_tag = p.text("multiTag").unwrap_or_else(|| format!("{tag}_"));
    let language_map = match p.node("languageMap") {
        None => None,
        Some(node) if matches!(node.kind, Kind::Mapping(_)) => {
            Some(node.entries().iter().map(|e| (e.key.clone(), texts(&e.value))).collect())
        }
        Some(node) => language_file(node, &At::key(&at.path, "languageMap"), reader),
    };
    Some(BabelSettings {
        source: reference(p.node("source"))?,
        tag,
        multi_tag,
        combine_name: p.bool("combineName"),
        default_language: p.text("defaultLanguage")?,
        language_map,
    })
}

/// A JSON file language → fallback, or languages → list of fallbacks.
fn language_file(node: &Node, at: &At, reader: &mut Reader<'_, '_>) -> Option<BTreeMap<String, Vec<String>>> {
    let path = reader.wanted(node, at.clone(), false)?;
    let text = std::fs::read_to_string(&path).ok()?;
    let parsed: Result<BTreeMap<String, serde_json::Value>, _> = serde_json::from_str(&text);
    let languages = |value: &serde_json::Value| match value {
        serde_json::Value::String(one) => Some(vec![one.clone()]),
        serde_json::Value::Array(list) => list.iter().map(|v| v.as_str().map(str::to_owned)).collect(),
        _ => None,
    };
    let table = parsed.ok().and_then(|map| map.iter().map(|(k, v)| Some((k.clone(), languages(v)?))).collect());
    if table.is_none() {
        let message = format!("`{}` is no table of languages", path.display());
        reader.checker.error(Code::WrongFile, node, at, message, "write JSON such as `{\"en\": [\"fr\", \"de\"]}`");
    }
    table
}

fn mirror(p: Fields<'_>) -> Option<MirrorSettings> {
    let balancer = p.section("loadBalancer");
    Some(MirrorSettings {
        source: reference(p.node("source"))?,
        secondary: reference(p.node("secondarySource"))?,
        enabled: p.bool("enableMirror"),
        bucket_size: balancer.duration("bucketSize")?,
        total_buckets: balancer.integer("totalBuckets")?,
        threshold: balancer.number("threshold")?,
    })
}

fn layers(p: Fields<'_>, at: &At, reader: &mut Reader<'_, '_>) -> Option<LayersSettings> {
    for (i, part) in p.sections("sources").into_iter().enumerate() {
        if let Some(node) = part.node("layers").filter(|n| matches!(&n.kind, Kind::Sequence(items) if items.is_empty()))
        {
            let at = At { subject: "`layers`".into(), ..At::key(&format!("{}.sources[{i}]", at.path), "layers") };
            let message = "`layers` is empty: nothing would be taken from this source".into();
            reader.checker.error(Code::Empty, node, &at, message, "name a layer, or remove the key to take all");
        }
    }
    let part = |part: Fields<'_>| {
        Some(LayersPart {
            source: reference(part.node("source"))?,
            only: part.texts("layers"),
            except: part.texts("except").unwrap_or_default(),
            rename: part.text_map("rename"),
        })
    };
    Some(LayersSettings { parts: p.sections("sources").into_iter().map(part).collect::<Option<_>>()? })
}

/// `palette`, `truecolour`, or `{colours: n}`.
pub fn png_mode(p: Fields<'_>) -> PngMode {
    match p.node("png") {
        Some(node) if matches!(node.kind, Kind::Mapping(_)) => {
            PngMode::Palette(Fields::new(Some(node), &params::PNG).integer("colours").unwrap_or(256))
        }
        Some(node) if node.scalar().is_some_and(|s| s.value == Value::Text && s.text.starts_with("true")) => {
            PngMode::Truecolour
        }
        _ => PngMode::Palette(256),
    }
}

/// `4:2:0` or `4:4:4`.
pub fn jpeg_chroma(p: Fields<'_>) -> Option<Chroma> {
    Some(if p.text("jpegChroma")? == "4:4:4" { Chroma::Full } else { Chroma::Quarter })
}
