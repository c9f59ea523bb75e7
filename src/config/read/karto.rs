//! The section `karto`.

use std::path::PathBuf;

use super::{ConfigReader, fields::Fields, static_files::static_files};
use crate::{
    config::{document::DocumentNode, schema::At, values},
    diagnostic::Code,
    memory::{MemoryPlan, MemoryWishes},
    settings::{
        AdminSettings, AnswerSettings, CacheSettings, FreshnessSettings, KartoSettings, LimitSettings, MetricsSettings,
        MissingTile, Rasterizer, RenderSettings, StaticMapSettings, TraceSettings,
    },
};

/// `conf.karto`, whose YAML path is `path`.
pub(crate) fn karto(section: Fields<'_>, path: &str, reader: &mut ConfigReader<'_, '_>) -> Option<KartoSettings> {
    let (admin, cache) = (section.section("admin"), section.section("cache"));
    let (render, limits) = (section.section("render"), section.section("limits"));
    let (answers, traces) = (section.section("answers"), section.section("traces"));
    Some(KartoSettings {
        admin: AdminSettings {
            interface: values::address(&admin.text("interface")?)?,
            port: admin.integer("port")?,
            enabled: admin.bool("enabled"),
            unready_on_outage: admin.bool("unreadyOnOutage"),
        },
        memory: memory(section, path, reader),
        cache: CacheSettings {
            max_bytes: cache.bytes("maxBytes"),
            max_negative_bytes: cache.bytes("maxNegativeBytes")?,
        },
        render: RenderSettings {
            workers: render
                .integer("workers")
                .unwrap_or_else(|| std::thread::available_parallelism().map_or(1, Into::into)),
            queue: render.integer("queue")?,
            deadline: render.duration("deadline")?,
            metatile: render.integer("metatile")?,
            rasterizer: Rasterizer::named(&render.text("rasterizer")?)?,
        },
        limits: LimitSettings {
            request_timeout: limits.duration("requestTimeout")?,
            patience: limits.duration("patience")?,
            queue_time: limits.duration("queueTime")?,
            client_header: limits.text("clientHeader"),
            connections: limits.integer("connections")?,
            connections_per_client: limits.integer("connectionsPerClient")?,
            backlog: limits.integer("backlog")?,
            send_timeout: limits.duration("sendTimeout")?,
            send_buffer: u32::try_from(limits.bytes("sendBuffer")?).unwrap_or(u32::MAX),
            response_bytes: limits.bytes("responseBytes"),
            requests: limits.integer("requests")?,
            tile_bytes: limits.bytes("tileBytes")?.try_into().ok()?,
        },
        static_maps: static_maps(section.section("staticMaps"), path, reader)?,
        trusted_proxies: section.texts("trustedProxies").unwrap_or_default(),
        public_url: section.text("publicUrl").map(|url| url.trim_end_matches('/').to_owned()),
        fonts: fonts(section, path, reader),
        static_files: static_files(section, path, reader),
        traces: match traces.text("endpoint") {
            Some(endpoint) => Some(TraceSettings { endpoint, ratio: traces.number("ratio")? }),
            None => None,
        },
        answers: AnswerSettings {
            missing_tile: match answers.text("missingTile")?.as_str() {
                "no-content" => MissingTile::NoContent,
                "error" => MissingTile::Error,
                _ => MissingTile::Empty,
            },
            upstream_errors_as_5xx: answers.bool("upstreamErrorsAs5xx"),
        },
        metrics: MetricsSettings { wikimedia_names: section.section("metrics").bool("wikimediaNames") },
    })
}

/// `karto.memory`, in which all its parts must fit.
fn memory(section: Fields<'_>, path: &str, reader: &mut ConfigReader<'_, '_>) -> Option<u64> {
    let (total, cache) = (section.bytes("memory")?, section.section("cache"));
    let plan = MemoryPlan::new(&MemoryWishes {
        total: Some(total),
        cache: cache.bytes("maxBytes"),
        negative: cache.bytes("maxNegativeBytes").unwrap_or(0),
        responses: section.section("limits").bytes("responseBytes"),
    });
    let (node, least) = (section.node("memory")?, plan.least_total());
    if least > total {
        let mib = |bytes: u64| bytes.div_ceil(1 << 20);
        let message = format!("{} MiB are too little: the parts need {} MiB", mib(total), mib(least));
        let help = "write more, or reduce `cache.maxBytes` or `limits.responseBytes`";
        reader.checker.error(Code::Contradiction, node, &At::key(path, "memory"), message, help);
    }
    Some(total)
}

fn static_maps(section: Fields<'_>, path: &str, reader: &mut ConfigReader<'_, '_>) -> Option<StaticMapSettings> {
    let icons = section.node("icons").and_then(|node| {
        let folder = reader.path(node, node.text()?);
        reader.want(folder.clone(), node, At::key(path, "staticMaps.icons"), true);
        Some(folder)
    });
    Some(StaticMapSettings {
        enabled: section.bool("enabled"),
        pixels: section.integer("pixels")?,
        points: section.integer("points")?,
        markers: section.integer("markers")?,
        body_bytes: section.bytes("bodyBytes")?.try_into().ok()?,
        time: section.duration("deadline")?,
        icons,
        attribution: section.bool("attribution"),
        error_pictures: section.bool("errorPictures"),
    })
}

fn fonts(section: Fields<'_>, path: &str, reader: &mut ConfigReader<'_, '_>) -> Vec<PathBuf> {
    let Some(node) = section.node("fonts") else { return Vec::new() };
    let items: Vec<DocumentNode> = if node.items().is_empty() { vec![node.clone()] } else { node.items().to_vec() };
    let at = At::key(path, "fonts");
    items
        .iter()
        .filter_map(|item| {
            let found = reader.path(item, item.text()?);
            let folder = found.is_dir();
            reader.want(found.clone(), item, at.clone(), folder);
            Some(found)
        })
        .collect()
}

/// The freshness in `cache`; values that are not set come from `base`.
pub(crate) fn freshness(cache: Fields<'_>, base: &FreshnessSettings) -> FreshnessSettings {
    let zooms = cache.sections("zooms");
    let zone = |entry: &Fields<'_>| Some((entry.integer("from")?, entry.integer("to")?, entry.duration("fresh")?));
    let by_zoom =
        if cache.node("zooms").is_some() { zooms.iter().filter_map(zone).collect() } else { base.by_zoom.clone() };
    // `fresh` without `zooms` applies to all zooms.
    let by_zoom = if cache.node("fresh").is_some() && cache.node("zooms").is_none() { Vec::new() } else { by_zoom };
    FreshnessSettings {
        fresh: cache.duration("fresh").unwrap_or(base.fresh),
        by_zoom,
        stale_while_revalidate: cache.duration("staleWhileRevalidate").unwrap_or(base.stale_while_revalidate),
        stale_if_error: cache.duration("staleIfError").unwrap_or(base.stale_if_error),
        negative: cache.duration("negative").unwrap_or(base.negative),
    }
}
