//! Tests with a real HTTP server in the place of MediaWiki.

mod faults;
mod loading;
mod parameters;
mod pieces;
mod wiki;

use std::{collections::BTreeMap, num::NonZeroUsize, sync::Arc, time::Duration, time::Instant};

use serde_json::{Value, json};

use super::*;
use crate::{
    settings::HandlerSettings,
    source::geoshape::ClientInfo,
    template::RequestTemplate,
    tile::Format,
    work::{PoolSize, Runner},
};
use wiki::WikiServer;

/// Settings with the recorded configuration's wikis.
fn settings() -> HandlerSettings {
    let domains = ["mediawiki.org", "wikimedia.org", "wikipedia.org"].map(str::to_owned).to_vec();
    HandlerSettings {
        allowed_domains: BTreeMap::from([("https".to_owned(), domains), ("http".to_owned(), vec!["local".to_owned()])]),
        versioned_maps: true,
        ..HandlerSettings::default()
    }
}

/// A request for these groups.
fn request(query: &str) -> MapdataRequest {
    let pairs: Vec<_> = url::form_urlencoded::parse(query.as_bytes()).into_owned().collect();
    let pairs = pairs.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    MapdataRequest::parse(pairs, Format::Png, &settings()).unwrap().unwrap()
}

/// Map data from `server`, by the recorded configuration's template.
fn mapdata(server: &WikiServer) -> Mapdata {
    let template = RequestTemplate::parse(&json!({
        "method": "post",
        "uri": format!("http://{}/w/api.php", server.address),
        "headers": {"host": "{{ request.params.domain }}", "user-agent": "{{ user-agent }}", "x-client-ip": "{{x-client-ip}}"},
        "body": "{{ default(request.query, {}) }}",
    }));
    let settings = HandlerSettings { mwapi: Some(template.unwrap()), ..settings() };
    let size = PoolSize { threads: NonZeroUsize::MIN, queue: 100 };
    Mapdata::new(&settings, None, Arc::new(Runner::start(size, size).unwrap())).unwrap()
}

/// The features of the page `Foo` on `server`, or the public message of the error, within `time`.
async fn features_within(server: &WikiServer, groups: &str, time: Duration) -> Result<Vec<Value>, String> {
    let request = request(&format!("domain=en.wikipedia.org&title=Foo&groups={groups}"));
    let answer = mapdata(server).features(&request, &ClientInfo::default(), Instant::now() + time).await;
    answer.map_err(|error| error.to_string())
}

async fn features(server: &WikiServer, groups: &str) -> Result<Vec<Value>, String> {
    features_within(server, groups, Duration::from_secs(10)).await
}

fn point(lat: f64, properties: Value) -> Value {
    json!({"type": "Feature", "properties": properties, "geometry": {"type": "Point", "coordinates": [0.0, lat]}})
}

fn line() -> Value {
    let geometry = json!({"type": "LineString", "coordinates": [[0, 0], [1, 1]]});
    json!({"type": "Feature", "properties": {"stroke": "#0f0"}, "geometry": geometry})
}
