//! Requests to the Wikidata query service.

use std::{net::IpAddr, sync::Arc, time::Instant};

use bytes::Bytes;
use reqwest::{Client, header::ACCEPT};
use url::Url;

use super::bindings::{self, QueryRow};
use crate::source::geoshape::{
    error::{ResultProblem, ShapeError},
    upstream::ServiceName,
};

/// The media type of results in JSON.
const RESULTS: &str = "application/sparql-results+json";
/// The maximum size of a result in bytes.
const MAX_BYTES: usize = 8 << 20;

/// How the service is called in messages.
const NAME: ServiceName = ServiceName("The Wikidata query service");

/// The Wikidata query service. Cheap to clone.
#[derive(Debug, Clone)]
pub(in crate::source::geoshape) struct QueryService {
    client: Client,
    url: Arc<Url>,
    /// The property of an item that has its coordinates: `wdt:P625`.
    coordinates: Arc<str>,
}

/// A result with another media type.
#[derive(Debug, thiserror::Error)]
#[error("the media type {0:?}")]
struct MediaType(String);

impl QueryService {
    /// The service at `url`.
    pub(in crate::source::geoshape) fn new(client: Client, url: Url, coordinates: &str) -> Self {
        Self { client, url: Arc::new(url), coordinates: coordinates.into() }
    }

    /// The result of `query` as it was sent, for [`QueryService::rows`].
    pub(in crate::source::geoshape) async fn ask(
        &self,
        query: &str,
        client: Option<IpAddr>,
        deadline: Instant,
    ) -> Result<Bytes, ShapeError> {
        let mut url = (*self.url).clone();
        url.query_pairs_mut().append_pair("format", "json").append_pair("query", query);
        let mut request = self.client.get(url).header(ACCEPT, RESULTS);
        if let Some(client) = client {
            request = request.header("x-client-ip", client.to_string());
        }
        let answer = NAME.ask(request, MAX_BYTES, deadline).await?;
        if answer.media_type != RESULTS {
            return Err(NAME.bad("did not send query results", MediaType(answer.media_type)));
        }
        Ok(answer.body)
    }

    /// The rows of a result. Takes time that depends on its size.
    pub(in crate::source::geoshape) fn rows(
        result: &[u8],
        id_column: Option<&str>,
    ) -> Result<Vec<QueryRow>, ResultProblem> {
        bindings::rows(result, id_column)
    }

    /// The query for the coordinates of `ids`, which are valid.
    pub(in crate::source::geoshape) fn coordinates_of(&self, ids: &[String]) -> String {
        let items: Vec<_> = ids.iter().map(|id| format!("wd:{id}")).collect();
        let property = &self.coordinates;
        format!("SELECT ?id ?geo WHERE {{ VALUES ?id {{ {} }} ?id {property} ?geo }}", items.join(" "))
    }
}
