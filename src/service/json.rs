//! `.json` and `.headers` tiles: the vector tile's content, and what is said about a tile.

use std::{sync::Arc, time::Instant};

use serde_json::{Map, Value};

use crate::{
    mvt::{JsonDetail, Tile, to_json},
    source::Freshness,
};

use super::{
    Service, Wanted,
    content::{Content, Substance},
    error::TileError,
    published::Published,
    vector::unpacked,
};

const JSON: &str = "application/json; charset=utf-8";

/// The vector tiles behind a request, and what together they say.
struct Behind {
    tiles: Vec<Content>,
    substance: Substance,
    freshness: Freshness,
    headers: Vec<(String, String)>,
}

impl Service {
    /// The content of the vector tile as JSON; past the zoom where data ends, of the last tile that has
    /// data, whole, as the original answers.
    pub(super) async fn json_content(
        self: &Arc<Self>,
        wanted: &Wanted,
        deadline: Instant,
    ) -> Result<Content, TileError> {
        let behind = self.behind(wanted, deadline).await?;
        let (limit, detail) = (self.settings.karto.limits.tile_bytes, wanted.detail);
        let tiles: Vec<_> = behind.tiles.iter().map(|tile| (tile.body.clone(), tile.encoding)).collect();
        let job = move || -> Result<String, TileError> {
            let mut parts = Vec::new();
            for (body, encoding) in &tiles {
                let plain = unpacked(body, *encoding, limit)?;
                let tile = Tile::decode(&plain).map_err(|e| TileError::BadTile { detail: e.to_string() })?;
                parts.push(to_json(&tile, detail));
            }
            Ok(joined(&parts, detail))
        };
        let text = self.short(deadline, job).await??;
        let mut content = self.text(text, JSON, deadline).await?;
        content.substance = behind.substance;
        content.freshness = behind.freshness;
        content.headers = behind.headers.into();
        Ok(content)
    }

    /// The headers that the tile would have, as JSON.
    pub(super) async fn headers_content(
        self: &Arc<Self>,
        wanted: &Wanted,
        deadline: Instant,
    ) -> Result<Content, TileError> {
        let behind = self.behind(wanted, deadline).await?;
        let mut said = Map::new();
        // The tag of the drawn tile is known only once it is drawn; the tiles behind decide when it changes.
        let tags: Vec<&str> = behind.tiles.iter().map(|tile| tile.tag.as_ref()).collect();
        said.insert("ETag".into(), format!("\"{}\"", tags.join("+")).into());
        for (name, value) in &behind.headers {
            said.insert(title_case(name), value.as_str().into());
        }
        said.insert("x-vector-backend-object".into(), behind.substance.name().into());
        let mut content = self.text(Value::Object(said).to_string(), JSON, deadline).await?;
        content.substance = behind.substance;
        content.freshness = behind.freshness;
        content.headers = behind.headers.into();
        Ok(content)
    }

    async fn behind(self: &Arc<Self>, wanted: &Wanted, deadline: Instant) -> Result<Behind, TileError> {
        let sources: Vec<&Arc<Published>> = if wanted.source.is_drawn() {
            wanted.source.backends().filter_map(|id| self.sources.get(id)).collect()
        } else {
            vec![&wanted.source]
        };
        let asks = sources.iter().map(|source| {
            let tile = wanted.tile.ancestor(source.data_zoom());
            self.shared_vector(source, tile, wanted.lang.as_ref(), deadline)
        });
        let mut behind = Behind {
            tiles: Vec::new(),
            substance: Substance::Empty,
            freshness: Freshness::default(),
            headers: Vec::new(),
        };
        for got in futures_util::future::join_all(asks).await {
            let content = match got {
                Ok(content) => content,
                // A drawn tile without data is blank, so its JSON is empty.
                Err(TileError::NoTile { .. }) => continue,
                Err(error) => return Err(error),
            };
            if content.substance == Substance::Default {
                behind.substance = Substance::Default;
            }
            behind.freshness = behind.freshness.strictest(content.freshness);
            behind.headers.extend(passed_on(&content));
            behind.tiles.push(content);
        }
        Ok(behind)
    }
}

/// What a drawn answer takes over from the tiles behind it: `Expires` and nothing else.
pub(super) fn passed_on(content: &Content) -> impl Iterator<Item = (String, String)> {
    content.headers.iter().filter(|(name, _)| name == "expires").take(1).cloned()
}

fn joined(parts: &[String], detail: JsonDetail) -> String {
    let (open, close) = if detail == JsonDetail::Summary { ('{', '}') } else { ('[', ']') };
    if let [only] = parts {
        return only.clone();
    }
    let inner: Vec<&str> = parts
        .iter()
        .filter_map(|part| part.strip_prefix(open)?.strip_suffix(close))
        .filter(|part| !part.is_empty())
        .collect();
    format!("{open}{}{close}", inner.join(","))
}

fn title_case(name: &str) -> String {
    let mut up = true;
    let letter = |c: char| {
        let out = if up { c.to_ascii_uppercase() } else { c };
        up = c == '-';
        out
    };
    name.chars().map(letter).collect()
}
