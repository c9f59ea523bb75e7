//! Measurements as JSON.

use serde_json::{Map, Value, json};

use super::PERCENTILES;
use crate::cli::bench::measurement::Measurement;

/// An object with a list of measurements.
pub(in crate::cli::bench) fn json(measured: &[Measurement]) -> String {
    json!({ "measurements": measured.iter().map(one).collect::<Vec<_>>() }).to_string()
}

fn one(one: &Measurement) -> Value {
    let (tally, plan) = (&one.result.tally, &one.plan);
    let percentiles: Map<String, Value> =
        PERCENTILES.iter().map(|percent| (percent.to_string(), json!(tally.latency.percentile(*percent)))).collect();
    let statuses: Map<String, Value> = tally.statuses.iter().map(|(s, count)| (s.to_string(), json!(count))).collect();
    let server = one.server.map(|server| {
        json!({
            "cores": server.cores, "memoryBytes": server.resident, "cpuMillisecondsPerResponse": one.server_milliseconds(),
        })
    });
    json!({
        "url": one.name,
        "rate": plan.rate,
        "connections": plan.connections,
        "seconds": plan.duration.as_secs_f64(),
        "responses": tally.latency.total(),
        "responsesPerSecond": one.throughput(),
        "bytes": tally.bytes,
        "latencyMilliseconds": {
            "mean": tally.latency.mean(), "max": tally.latency.max(), "percentiles": percentiles,
        },
        "statuses": statuses,
        "failures": tally.failures,
        "unsent": one.result.unsent,
        "responsesInSecond": tally.seconds,
        "server": server,
        "generator": { "cores": one.generator_cores, "lagMilliseconds": one.result.lag.as_secs_f64() * 1000.0 },
        "notes": one.doubts(),
    })
}
