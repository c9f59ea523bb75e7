//! `http://…`, `https://…`: tiles from another server.
//!
//! The body is handed on as it came (usually gzip), never larger than configured. 404 and 410 are
//! "no such tile"; 204 and an empty 200 are an empty tile; what may pass (no connection, time-out,
//! 502–504) is tried again after a short, jittered pause as long as the asker waits.

mod template;

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    time::{Duration, Instant, SystemTime},
};

use async_trait::async_trait;
use bytes::BytesMut;
use reqwest::{
    Client, StatusCode,
    header::{ACCEPT, ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, EXPIRES, HeaderMap, HeaderName},
};

pub use self::template::{Template, TemplateError};
use super::{
    Encoding, Freshness, SourceError, SourceTile, TileInfo, TileQuery, TileSource,
    client::describe,
    editing::{EditError, detected},
};
use crate::{
    mvt::{Packing, unpack},
    settings::{HttpSettings, SourceId},
    telemetry::traces,
    tile::TileId,
};

/// The pause before the first retry; each further one is twice as long.
const PAUSE: Duration = Duration::from_millis(50);

/// Headers of the backend that are passed on.
const PASSED_ON: [HeaderName; 3] = [CACHE_CONTROL, CONTENT_TYPE, EXPIRES];

/// The source. See the module.
#[derive(Debug)]
pub struct HttpTiles {
    id: SourceId,
    client: Client,
    template: Template,
    timeout: Duration,
    retries: u32,
    max_bytes: usize,
    headers: HeaderMap,
    info: TileInfo,
}

/// A failed try, and whether another one may help.
enum Failure {
    Passing(SourceError),
    Final(SourceError),
}

impl HttpTiles {
    /// Tiles of the server that `settings` name. Asks nothing yet.
    pub fn new(id: SourceId, settings: &HttpSettings, client: Client) -> Result<Self, TemplateError> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, reqwest::header::HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, reqwest::header::HeaderValue::from_static("gzip"));
        for (name, value) in &settings.headers {
            let bad = || TemplateError::Header { name: name.clone() };
            let mut value = reqwest::header::HeaderValue::from_str(value).map_err(|_| bad())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_bytes(name.as_bytes()).map_err(|_| bad())?, value);
        }
        Ok(Self {
            id,
            client,
            template: Template::parse(&settings.template)?,
            timeout: settings.timeout,
            retries: settings.retries,
            max_bytes: settings.max_bytes,
            headers,
            info: TileInfo { max_zoom: settings.max_zoom, ..TileInfo::default() },
        })
    }

    fn bad(&self, detail: String) -> SourceError {
        SourceError::Bad { source_id: self.id.to_string(), detail }
    }

    fn unavailable(&self, detail: String) -> SourceError {
        SourceError::Unavailable { source_id: self.id.to_string(), detail }
    }

    fn timed_out(&self) -> SourceError {
        SourceError::Timeout { source_id: self.id.to_string() }
    }

    async fn attempt(&self, tile: TileId, url: &str) -> Result<SourceTile, Failure> {
        let mut headers = self.headers.clone();
        traces::pass_on(&mut headers);
        let sent = self.client.get(url).headers(headers).send().await;
        let mut answer = sent.map_err(|error| self.failure(error))?;
        let status = answer.status();
        match status {
            StatusCode::OK => {}
            StatusCode::NO_CONTENT => return Ok(SourceTile { freshness: fresh(&answer), ..SourceTile::plain("") }),
            StatusCode::NOT_FOUND | StatusCode::GONE => return Err(Failure::Final(SourceError::NotFound)),
            StatusCode::BAD_GATEWAY | StatusCode::SERVICE_UNAVAILABLE | StatusCode::GATEWAY_TIMEOUT => {
                return Err(Failure::Passing(self.unavailable(format!("{status} for {tile}"))));
            }
            StatusCode::TOO_MANY_REQUESTS => {
                return Err(Failure::Final(self.unavailable(format!("{status} for {tile}"))));
            }
            status if status.is_redirection() => {
                let detail = format!("{status} for {tile}, to a host that the configuration does not name");
                return Err(Failure::Final(self.bad(detail)));
            }
            _ => return Err(Failure::Final(self.bad(format!("{status} for {tile}")))),
        }
        let text = |name: HeaderName| answer.headers().get(name).and_then(|v| v.to_str().ok()).unwrap_or_default();
        if text(CONTENT_TYPE).to_ascii_lowercase().starts_with("text/html") {
            return Err(Failure::Final(self.bad(format!("a web page for {tile}"))));
        }
        let coding = text(CONTENT_ENCODING).trim().to_ascii_lowercase();
        let passed_on =
            |name: &HeaderName| Some((name.to_string(), answer.headers().get(name)?.to_str().ok()?.to_owned()));
        let headers = PASSED_ON.iter().filter_map(passed_on).collect();
        let freshness = fresh(&answer);
        let too_large =
            || Failure::Final(SourceError::TooLarge { source_id: self.id.to_string(), limit: self.max_bytes });
        if answer.content_length().is_some_and(|length| length > self.max_bytes as u64) {
            return Err(too_large());
        }
        let mut bytes = BytesMut::new();
        while let Some(chunk) = answer.chunk().await.map_err(|error| self.failure(error))? {
            if bytes.len() + chunk.len() > self.max_bytes {
                return Err(too_large());
            }
            bytes.extend_from_slice(&chunk);
        }
        let (bytes, encoding) = match coding.as_str() {
            _ if bytes.is_empty() => (bytes.freeze(), Encoding::Identity),
            "" | "identity" => {
                let encoding = detected(&bytes);
                (bytes.freeze(), encoding)
            }
            "gzip" | "x-gzip" => (bytes.freeze(), Encoding::Gzip),
            "br" => (bytes.freeze(), Encoding::Brotli),
            "zstd" => (bytes.freeze(), Encoding::Zstd),
            // Nobody asked for it, and nothing of ours keeps it: unpacked on the spot.
            "deflate" => match unpack(&bytes, Packing::Detect, self.max_bytes) {
                Ok(plain) => (plain.into_owned().into(), Encoding::Identity),
                Err(error) => return Err(Failure::Final(EditError::from(error).of(&self.id))),
            },
            other => return Err(Failure::Final(self.bad(format!("{tile} is encoded as {other:?}")))),
        };
        Ok(SourceTile { bytes, encoding, freshness, headers })
    }

    fn failure(&self, error: reqwest::Error) -> Failure {
        if error.is_timeout() {
            Failure::Passing(self.timed_out())
        } else if error.is_builder() || error.is_redirect() {
            Failure::Final(self.bad(describe(error)))
        } else {
            Failure::Passing(self.unavailable(describe(error)))
        }
    }
}

fn fresh(answer: &reqwest::Response) -> Freshness {
    Freshness::of(answer.headers(), SystemTime::now())
}

/// Half to one and a half of `pause`, so that askers that failed together do not return together.
fn jittered(pause: Duration) -> Duration {
    let dice = RandomState::new().build_hasher().finish() % 1000;
    pause.mul_f64(0.5 + dice as f64 / 1000.0)
}

#[async_trait]
impl TileSource for HttpTiles {
    async fn tile(&self, query: &TileQuery) -> Result<SourceTile, SourceError> {
        let url = self.template.fill(query);
        let mut pause = PAUSE;
        let mut tries_left = self.retries;
        loop {
            let until = query.deadline.min(Instant::now() + self.timeout);
            let attempt = tokio::time::timeout_at(until.into(), self.attempt(query.tile, &url)).await;
            let error = match attempt {
                Ok(Ok(tile)) => return Ok(tile),
                Ok(Err(Failure::Final(error))) => return Err(error),
                Ok(Err(Failure::Passing(error))) => error,
                Err(_) => self.timed_out(),
            };
            let wait = jittered(pause);
            if tries_left == 0 || Instant::now() + wait >= query.deadline {
                return Err(error);
            }
            tokio::time::sleep(wait).await;
            (tries_left, pause) = (tries_left - 1, pause * 2);
        }
    }

    fn info(&self) -> &TileInfo {
        &self.info
    }

    fn depends_on_lang(&self) -> bool {
        self.template.depends_on_lang()
    }

    /// Asks for the world tile; that there is none is fine, no answer is not.
    async fn probe(&self) -> Vec<SourceError> {
        let query = TileQuery { tile: TileId::WORLD, lang: None, deadline: Instant::now() + self.timeout };
        self.tile(&query).await.err().filter(|error| !error.is_not_found()).into_iter().collect()
    }
}
