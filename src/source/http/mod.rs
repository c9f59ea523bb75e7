//! `http://…`, `https://…`: tiles from another server.
//!
//! Bodies are passed on as received (usually gzip), up to a configured size. 404 and 410 mean that the tile does not
//! exist; 204 and an empty 200 are an empty tile. Temporary failures (no connection, timeout, 502 to 504) are retried
//! after a short, jittered pause as long as the caller waits.

mod error;
mod response;
mod template;

use std::{
    hash::{BuildHasher, Hasher, RandomState},
    time::{Duration, Instant},
};

use async_trait::async_trait;
use reqwest::{
    Client,
    header::{ACCEPT, ACCEPT_ENCODING, HeaderMap, HeaderName, HeaderValue},
};

pub use self::template::{Template, TemplateError};
use self::{error::HttpError, response::Received};
use super::{SourceError, SourceTile, TileInfo, TileQuery, TileSource, editing::Editor};
use crate::{
    settings::{HttpSettings, SourceId},
    telemetry::traces,
    tile::TileId,
};

/// The pause before the first retry; it doubles with each further retry.
const PAUSE: Duration = Duration::from_millis(50);

/// An `http://` or `https://` source; see the module documentation.
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
    editor: Editor,
}

impl HttpTiles {
    /// A source for the server in `settings`. Sends no request.
    pub fn new(id: SourceId, settings: &HttpSettings, client: Client, editor: Editor) -> Result<Self, TemplateError> {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        headers.insert(ACCEPT_ENCODING, HeaderValue::from_static("gzip"));
        for (name, value) in &settings.headers {
            let invalid = || TemplateError::Header { name: name.clone() };
            let mut value = HeaderValue::from_str(value).map_err(|_| invalid())?;
            value.set_sensitive(true);
            headers.insert(HeaderName::from_bytes(name.as_bytes()).map_err(|_| invalid())?, value);
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
            editor,
        })
    }

    async fn attempt(&self, tile: TileId, url: &str) -> Result<Received, HttpError> {
        let mut headers = self.headers.clone();
        traces::pass_on(&mut headers);
        let response = self.client.get(url).headers(headers).send().await?;
        response::read(response, tile, self.max_bytes).await
    }

    async fn inflated(&self, tile: SourceTile, deadline: Instant) -> Result<SourceTile, SourceError> {
        let limit = self.max_bytes;
        let unpack = move || {
            let bytes = tile.unpacked(limit)?.into_owned();
            Ok(tile.with_bytes(bytes))
        };
        self.editor.run(&self.id, deadline, unpack).await
    }
}

/// A random duration between 0.5 and 1.5 times `pause`, so that callers that failed at the same time do not retry at
/// the same time.
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
            let error = match attempt.map_err(|_| HttpError::Timeout).flatten() {
                Ok(Received::Tile(tile)) => return Ok(tile),
                Ok(Received::Deflated(tile)) => return self.inflated(tile, query.deadline).await,
                Err(error) => error,
            };
            let wait = jittered(pause);
            if !error.is_temporary() || tries_left == 0 || Instant::now() + wait >= query.deadline {
                return Err(error.of(&self.id));
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

    /// Requests the world tile. It is not an error if that tile does not exist.
    async fn probe(&self) -> Vec<SourceError> {
        let query = TileQuery { tile: TileId::WORLD, lang: None, deadline: Instant::now() + self.timeout };
        self.tile(&query).await.err().filter(|error| !error.is_not_found()).into_iter().collect()
    }
}
