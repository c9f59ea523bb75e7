//! The Prometheus metrics of Wikimedia's statsd exporter: names, labels and buckets of its mapping.

use std::{
    sync::{
        Arc, OnceLock,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use prometheus_client::{
    encoding::{EncodeMetric, MetricEncoder, text::encode_registry},
    metrics::{MetricType, TypedMetric, family::Family, histogram::Histogram},
    registry::Registry,
};

use super::measured::{AskedShapes, Measured, route_part, scale_part};
use crate::telemetry::statsd::part;

/// Labels that a metric has only for some requests are left out of the others.
type Labels = Vec<(&'static str, String)>;
type Times = Family<Labels, Histogram, fn() -> Histogram>;

/// A counter whose name does not end in `_total`, as the exporter writes it.
#[derive(Debug, Clone, Default)]
struct PlainCount(Arc<AtomicU64>);

impl PlainCount {
    fn inc(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
}

impl TypedMetric for PlainCount {
    const TYPE: MetricType = MetricType::Unknown;
}

impl EncodeMetric for PlainCount {
    fn encode(&self, mut encoder: MetricEncoder<'_>) -> Result<(), std::fmt::Error> {
        encoder.encode_gauge(&self.0.load(Ordering::Relaxed))
    }

    fn metric_type(&self) -> MetricType {
        Self::TYPE
    }
}

/// The metrics.
#[derive(Debug)]
struct Exported {
    registry: Registry,
    requests: Times,
    routes: Times,
    geoshapes: Times,
    geolines: Times,
    geopoints: Times,
    markers: Histogram,
    request_errors: Family<Labels, PlainCount>,
    marker_errors: Family<Labels, PlainCount>,
    other_errors: PlainCount,
    starts: PlainCount,
}

static EXPORTED: OnceLock<Exported> = OnceLock::new();

/// Starts recording. Only the first call in a process has an effect.
pub fn turn_on() {
    let _ = EXPORTED.get_or_init(Exported::new);
}

/// Whether measurements are recorded.
pub(super) fn is_on() -> bool {
    EXPORTED.get().is_some()
}

/// Writes the metrics, if they are on, without the end of the document.
pub(in crate::telemetry) fn write(out: &mut String) -> std::fmt::Result {
    EXPORTED.get().map_or(Ok(()), |exported| encode_registry(out, &exported.registry))
}

/// Records a measurement.
pub(super) fn record(measured: &Measured<'_>, took: Duration) {
    if let Some(exported) = EXPORTED.get() {
        exported.record(measured, took);
    }
}

/// Records that the service has started.
pub(super) fn record_start() {
    if let Some(exported) = EXPORTED.get() {
        exported.starts.inc();
    }
}

/// In seconds, also where the name says `ms`: the exporter converts them and keeps the name.
fn histogram() -> Histogram {
    Histogram::new([0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0])
}

impl Exported {
    fn new() -> Self {
        let mut registry = Registry::default();
        let mut times = |name: &str, help: &str| {
            let times = Times::new_with_constructor(histogram as fn() -> Histogram);
            registry.register(name, help, times.clone());
            times
        };
        let requests =
            times("kartotherian_request_duration_ms", "Time of tiles, static images and info.json, in seconds");
        let routes = times("kartotherian_router_duration_ms", "Time of other routes, in seconds");
        let geoshapes = times("kartotherian_geoshapes_request_duration_ms", "Time of /geoshape, in seconds");
        let geolines = times("kartotherian_geoline_request_duration_ms", "Time of /geoline, in seconds");
        let geopoints = times("kartotherian_geopoint_request_duration_ms", "Time of /geopoint, in seconds");
        let markers = histogram();
        registry.register("kartotherian_marker", "Time of markers, in seconds", markers.clone());
        let (request_errors, marker_errors) = (Family::default(), Family::default());
        let (other_errors, starts) = (PlainCount::default(), PlainCount::default());
        registry.register("kartotherian_err_requests_count", "Refused requests", Family::clone(&request_errors));
        registry.register(
            "kartotherian_err_marker_count",
            "Refused requests for markers",
            Family::clone(&marker_errors),
        );
        registry.register("kartotherian_err_unknown", "Other failed requests", other_errors.clone());
        registry.register("kartotherian_init", "Starts of the service", starts.clone());
        Self {
            registry,
            requests,
            routes,
            geoshapes,
            geolines,
            geopoints,
            markers,
            request_errors,
            marker_errors,
            other_errors,
            starts,
        }
    }

    fn record(&self, measured: &Measured<'_>, took: Duration) {
        let observe = |times: &Times, labels: Labels| times.get_or_create(&labels).observe(took.as_secs_f64());
        let request = |source: String, zed: String| vec![("source", source), ("zed", zed)];
        match *measured {
            Measured::Tile { source, zoom, format, scale } => {
                let mut labels = request(part(source), zoom.to_string());
                labels.push(("format", format.to_owned()));
                labels.extend(scale.map(|scale| ("scale", scale_part(scale))));
                observe(&self.requests, labels);
            }
            Measured::StaticImage { source, zoom, format, scale } => {
                let mut labels = request(part(source), zoom.to_string());
                labels.extend([("format", format.to_owned()), ("static", scale_part(scale))]);
                observe(&self.requests, labels);
            }
            Measured::Info { source } => observe(&self.requests, request(source.to_owned(), "info".to_owned())),
            Measured::Marker => self.markers.observe(took.as_secs_f64()),
            Measured::Shapes(AskedShapes { kind, by }) => {
                let times = match kind {
                    "geoline" => &self.geolines,
                    "geopoint" => &self.geopoints,
                    _ => &self.geoshapes,
                };
                observe(times, vec![("type", by.to_owned())]);
            }
            Measured::Route { path, method, status } => {
                let (path, verb) = (route_part(path), method.to_owned());
                observe(&self.routes, vec![("path", path), ("verb", verb), ("response_code", status.to_string())]);
            }
            Measured::Failed { error } => {
                let labels = |kind: &str| vec![("type", kind.to_owned())];
                match error.split_once('.') {
                    Some(("req", kind)) => self.request_errors.get_or_create(&labels(kind)).inc(),
                    Some(("marker", kind)) => self.marker_errors.get_or_create(&labels(kind)).inc(),
                    _ => self.other_errors.inc(),
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tile::Scale;

    #[test]
    fn the_metrics_are_those_of_the_exporter() {
        let exported = Exported::new();
        let two = Scale::new(2.0).unwrap();
        let took = Duration::from_millis(20);
        for measured in [
            Measured::Tile { source: "osm", zoom: 3, format: "png", scale: None },
            Measured::Tile { source: "osm", zoom: 3, format: "png", scale: Some(two) },
            Measured::StaticImage { source: "osm", zoom: 3, format: "png", scale: two },
            Measured::Info { source: "osm" },
            Measured::Marker,
            Measured::Shapes(AskedShapes { kind: "geoline", by: "wdqs" }),
            Measured::Route { path: "_info", method: "GET", status: 200 },
            Measured::Failed { error: "req.zoom" },
            Measured::Failed { error: "marker.color" },
            Measured::Failed { error: "unknown" },
        ] {
            exported.record(&measured, took);
        }
        let mut text = String::new();
        encode_registry(&mut text, &exported.registry).unwrap();
        for line in [
            r#"kartotherian_request_duration_ms_count{source="osm",zed="3",format="png"} 1"#,
            r#"kartotherian_request_duration_ms_count{source="osm",zed="3",format="png",scale="2"} 1"#,
            r#"kartotherian_request_duration_ms_count{source="osm",zed="3",format="png",static="2"} 1"#,
            r#"kartotherian_request_duration_ms_sum{source="osm",zed="info"} 0.02"#,
            r#"kartotherian_request_duration_ms_bucket{le="0.01",source="osm",zed="info"} 0"#,
            r#"kartotherian_request_duration_ms_bucket{le="0.025",source="osm",zed="info"} 1"#,
            "kartotherian_marker_count 1",
            r#"kartotherian_geoline_request_duration_ms_count{type="wdqs"} 1"#,
            r#"kartotherian_router_duration_ms_count{path="-info",verb="GET",response_code="200"} 1"#,
            r#"kartotherian_err_requests_count{type="zoom"} 1"#,
            r#"kartotherian_err_marker_count{type="color"} 1"#,
            "kartotherian_err_unknown 1",
            "kartotherian_init 0",
        ] {
            assert!(text.lines().any(|l| l == line), "{line}\n{text}");
        }
    }
}
