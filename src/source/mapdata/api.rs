//! Requests to the MediaWiki API.

use std::time::Instant;

use bytes::{Bytes, BytesMut};
use reqwest::{Client, Response, StatusCode};
use serde_json::{Map, Value, json};

use super::{domain::Wiki, error::MapdataError, public_text, wire};
use crate::{
    source::{
        client::{self, ClientError, RequestError},
        geoshape::{ClientInfo, UpstreamFailure},
    },
    template::{RequestContext, RequestTemplate, RequestTemplateProblem},
};

/// The largest answer, in bytes.
const MAX_BODY: usize = 4 << 20;

/// The largest answer with an error status that is read.
const MAX_FAILURE: usize = 8 << 10;

/// Asks the MediaWiki APIs of wikis.
#[derive(Debug)]
pub(super) struct MediaWikiApi {
    client: Client,
    /// `None` only if the built-in template were wrong.
    template: Option<RequestTemplate>,
    user_agent: String,
}

impl MediaWikiApi {
    /// Requests are made as `template` says, by default as `POST` to `/w/api.php` of the wiki.
    pub(super) fn new(template: Option<RequestTemplate>, user_agent: Option<String>) -> Result<Self, ClientError> {
        let default = || {
            RequestTemplate::parse(&json!({
                "method": "post",
                "uri": "{{protocol}}://{{domain}}/w/api.php",
                "headers": {"user-agent": "{{user-agent}}"},
                "body": "{{request.query}}",
            }))
        };
        Ok(Self {
            // Redirects are not followed: they could lead anywhere.
            client: client::straight()?,
            template: template.or_else(|| default().ok()),
            user_agent: user_agent.unwrap_or_else(|| client::USER_AGENT.to_owned()),
        })
    }

    /// The body of the answer of `wiki` to `query`.
    pub(super) async fn ask(
        &self,
        wiki: &Wiki,
        query: Map<String, Value>,
        client: &ClientInfo,
        deadline: Instant,
    ) -> Result<Bytes, MapdataError> {
        let answer = async {
            let request = self.request(wiki, query, client)?;
            let response = self.client.execute(request).await.map_err(failed)?;
            read(response).await
        };
        tokio::time::timeout_at(deadline.into(), answer).await.map_err(|_| {
            MapdataError::upstream(
                UpstreamFailure::Timeout,
                "The MediaWiki API did not answer in time",
                wiki.domain.clone(),
            )
        })?
    }

    fn request(
        &self,
        wiki: &Wiki,
        query: Map<String, Value>,
        client: &ClientInfo,
    ) -> Result<reqwest::Request, MapdataError> {
        let mut headers = Map::from_iter([("user-agent".to_owned(), Value::from(self.user_agent.as_str()))]);
        if let Some(ip) = client.ip {
            for name in ["x-client-ip", "x-forwarded-for"] {
                headers.insert(name.to_owned(), Value::from(ip.to_string()));
            }
        }
        let mut parameters = Map::from_iter([("format".to_owned(), Value::from("json"))]);
        parameters.extend(query);
        let context = RequestContext::new(wiki.protocol, &wiki.domain, headers, parameters);
        let template = self.template.as_ref().ok_or(MapdataError::Lost)?;
        let expanded = template.expand(&context).map_err(misconfigured)?;
        wire::request(&self.client, expanded).map_err(failed)
    }
}

/// A template that makes no valid request is a mistake in the configuration.
fn misconfigured(problem: RequestTemplateProblem) -> MapdataError {
    MapdataError::upstream(UpstreamFailure::Bad, "The MediaWiki API cannot be asked", problem)
}

fn failed(error: reqwest::Error) -> MapdataError {
    let failure = if error.is_timeout() { UpstreamFailure::Timeout } else { UpstreamFailure::Unavailable };
    MapdataError::upstream(failure, "The MediaWiki API is not available", RequestError::from(error))
}

/// The body of a response. A status of 400 or more is an error with the text of the response, if that is harmless.
async fn read(mut response: Response) -> Result<Bytes, MapdataError> {
    let status = response.status();
    if status.is_redirection() {
        let public = "The answer of the MediaWiki API is not valid";
        return Err(MapdataError::upstream(UpstreamFailure::Bad, public, format!("a redirect ({status})")));
    }
    if status.is_client_error() || status.is_server_error() {
        let text = body(&mut response, MAX_FAILURE).await.unwrap_or_default();
        let failure = match status {
            StatusCode::TOO_MANY_REQUESTS | StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE => {
                UpstreamFailure::Unavailable
            }
            StatusCode::GATEWAY_TIMEOUT => UpstreamFailure::Timeout,
            _ => UpstreamFailure::Bad,
        };
        let cause = format!("{status}: {}", public_text::shortened(&String::from_utf8_lossy(&text)));
        return Err(MapdataError::upstream(failure, public_text::of_failure(status, &text), cause));
    }
    body(&mut response, MAX_BODY).await
}

/// A body of at most `limit` bytes.
async fn body(response: &mut Response, limit: usize) -> Result<Bytes, MapdataError> {
    if response.content_length().is_some_and(|length| length > limit as u64) {
        return Err(MapdataError::TooLarge);
    }
    let mut bytes = BytesMut::new();
    while let Some(chunk) = response.chunk().await.map_err(failed)? {
        if bytes.len() + chunk.len() > limit {
            return Err(MapdataError::TooLarge);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(bytes.freeze())
}
