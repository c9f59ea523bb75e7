//! The MediaWiki API that cleans the properties of map data (`action=sanitize-mapdata`).

use std::{sync::Arc, time::Instant};

use bytes::Bytes;
use reqwest::{
    Client,
    header::{CONTENT_TYPE, HeaderMap},
};
use serde::Deserialize;
use serde_json::{Map, Value, json};
use url::Url;

use super::{error::ShapeError, form_data::FormData, upstream::ServiceName, wikidata::QueryRow};

/// The maximum size of an answer in bytes.
const MAX_BYTES: usize = 16 << 20;

/// How the API is called in messages.
const NAME: ServiceName = ServiceName("The map data API");

/// The API. Cheap to clone.
#[derive(Debug, Clone)]
pub(super) struct Sanitizer {
    client: Client,
    url: Arc<Url>,
    headers: HeaderMap,
}

/// What is wrong with an answer.
#[derive(Debug, thiserror::Error)]
enum AnswerFault {
    #[error("not JSON of the expected form: {0}")]
    Json(#[from] serde_json::Error),
    #[error("an error: {0}")]
    Refused(Value),
    #[error("neither an error nor a result")]
    Empty,
}

#[derive(Deserialize)]
struct Answer {
    error: Option<Value>,
    #[serde(rename = "sanitize-mapdata")]
    result: Option<Outcome>,
}

#[derive(Deserialize)]
struct Outcome {
    error: Option<Value>,
    sanitized: Option<String>,
}

#[derive(Deserialize)]
struct CleanFeature {
    id: String,
    #[serde(default)]
    properties: Value,
}

impl Sanitizer {
    /// The API at `url`, with additional headers.
    pub(super) fn new(client: Client, url: Url, headers: HeaderMap) -> Self {
        Self { client, url: Arc::new(url), headers }
    }

    /// The form to send for `rows`. Takes time that depends on their number.
    pub(super) fn form(rows: &[QueryRow]) -> FormData {
        // The API cleans GeoJSON, so the properties get a place.
        let place = json!({"type": "Point", "coordinates": [0, 0]});
        let feature =
            |row: &QueryRow| json!({"type": "Feature", "id": row.id, "properties": row.properties, "geometry": place});
        let text = Value::Array(rows.iter().map(feature).collect()).to_string();
        FormData::new(&[("format", "json"), ("formatversion", "2"), ("action", "sanitize-mapdata"), ("text", &text)])
    }

    /// The answer to a form, for [`Sanitizer::rows`].
    pub(super) async fn ask(&self, form: FormData, deadline: Instant) -> Result<Bytes, ShapeError> {
        let request = self.client.post((*self.url).clone()).headers(self.headers.clone());
        let request = request.header(CONTENT_TYPE, form.content_type()).body(form.into_body());
        Ok(NAME.ask(request, MAX_BYTES, deadline).await?.body)
    }

    /// The rows of an answer. Takes time that depends on its size.
    pub(super) fn rows(answer: &[u8]) -> Result<Vec<QueryRow>, ShapeError> {
        parse(answer).map_err(|fault| {
            let public = match fault {
                AnswerFault::Refused(_) => "rejected the properties",
                AnswerFault::Json(_) | AnswerFault::Empty => "did not send clean properties",
            };
            NAME.bad(public, fault)
        })
    }
}

fn parse(answer: &[u8]) -> Result<Vec<QueryRow>, AnswerFault> {
    let answer: Answer = serde_json::from_slice(answer)?;
    let outcome = answer.result.unwrap_or(Outcome { error: None, sanitized: None });
    if let Some(error) = answer.error.or(outcome.error) {
        return Err(AnswerFault::Refused(error));
    }
    let features: Vec<CleanFeature> = serde_json::from_str(&outcome.sanitized.ok_or(AnswerFault::Empty)?)?;
    let row = |feature: CleanFeature| {
        // PHP writes an empty mapping as `[]`.
        let properties = match feature.properties {
            Value::Object(properties) => properties,
            _ => Map::new(),
        };
        QueryRow { id: feature.id, properties }
    };
    Ok(features.into_iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn answers_hold_features_in_a_text() {
        let sanitized =
            json!([{"id": "Q1", "properties": {"fill": "#f00"}}, {"id": "Q2", "properties": []}, {"id": "Q3"}]);
        let answer = json!({"sanitize-mapdata": {"sanitized": sanitized.to_string()}}).to_string();
        let rows = Sanitizer::rows(answer.as_bytes()).unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.id.as_str(), Value::Object(row.properties.clone()))).collect();
        assert_eq!(found, [("Q1", json!({"fill": "#f00"})), ("Q2", json!({})), ("Q3", json!({}))]);
    }

    #[test]
    fn errors_do_not_reach_the_client() {
        let public = |answer: Value| Sanitizer::rows(answer.to_string().as_bytes()).unwrap_err().to_string();
        assert_eq!(public(json!({"error": {"info": "secret"}})), "The map data API rejected the properties");
        let refused = json!({"sanitize-mapdata": {"error": "at 10.0.0.1"}});
        assert_eq!(public(refused), "The map data API rejected the properties");
        for answer in
            [json!({}), json!([]), json!({"sanitize-mapdata": {}}), json!({"sanitize-mapdata": {"sanitized": "{"}})]
        {
            assert_eq!(public(answer), "The map data API did not send clean properties");
        }
    }
}
