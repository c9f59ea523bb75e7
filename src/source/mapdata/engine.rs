//! The engine: from a request to features.

use std::{collections::BTreeMap, sync::Arc, time::Instant};

use bytes::Bytes;
use futures_util::{StreamExt, stream};
use serde_json::{Map, Value};
use tokio::sync::Semaphore;

use super::{
    answer, api::MediaWikiApi, budget::Budget, counters, error::MapdataError, feature::Piece, loader::Loader, order,
    request::MapdataRequest, unroll::unroll,
};
use crate::{
    settings::HandlerSettings,
    source::{
        client::ClientError,
        geoshape::{ClientInfo, Geoshapes},
    },
    telemetry::event::{Event, MapdataPartFailed},
    work::{Class, Runner},
};

/// The most requests that load map data at the same time; others wait. Each holds a few copies of an answer.
const MAX_LOADING: usize = 8;

/// The most pieces of external data of one request that are loaded at the same time.
const MAX_PARTS_AT_ONCE: usize = 4;

/// Loads map data of wiki pages.
#[derive(Debug)]
pub(crate) struct Mapdata {
    api: MediaWikiApi,
    geoshapes: Option<Geoshapes>,
    runner: Arc<Runner>,
    allowed: BTreeMap<String, Vec<String>>,
    permits: Semaphore,
}

impl Mapdata {
    /// Map data from the wikis in `settings`. Shapes come from `geoshapes`; without it, they are left out. JSON is read
    /// on `runner`.
    ///
    /// # Errors
    /// The HTTP client cannot be set up.
    pub(crate) fn new(
        settings: &HandlerSettings,
        geoshapes: Option<Geoshapes>,
        runner: Arc<Runner>,
    ) -> Result<Self, ClientError> {
        Ok(Self {
            api: MediaWikiApi::new(settings.mwapi.clone(), settings.user_agent.clone())?,
            geoshapes,
            runner,
            allowed: settings.allowed_domains.clone(),
            permits: Semaphore::new(MAX_LOADING),
        })
    }

    /// The features of a request, in painting order: areas and lines in the order of the groups and their data, then
    /// points from north to south. Each is a GeoJSON `Feature` with an object as geometry and an object as properties;
    /// coordinates may be any numbers. External data that cannot be loaded is left out and logged, as in Kartotherian.
    ///
    /// # Errors
    /// The MediaWiki API fails, has no map data of the page, or does not answer until `deadline`; the map data is not
    /// GeoJSON, or is larger than allowed.
    pub(crate) async fn features(
        &self,
        request: &MapdataRequest,
        client: &ClientInfo,
        deadline: Instant,
    ) -> Result<Vec<Value>, MapdataError> {
        let permit = tokio::time::timeout_at(deadline.into(), self.permits.acquire()).await;
        let _permit = permit.map_err(|_| MapdataError::Busy)?.map_err(|_| MapdataError::Lost)?;
        let body = self.api.ask(&request.wiki, request.query(), client, deadline).await?;
        let (names, query) = (request.groups.clone(), request.query());
        let pieces = self.runner.run(Class::Short, deadline, move |_| pieces(&body, &names, &query)).await??;
        let loaded = self.load(pieces, request, client, deadline).await;
        self.runner.run(Class::Short, deadline, move |_| finish(loaded)).await?
    }

    /// The features of each piece, in the order of the pieces.
    async fn load(
        &self,
        pieces: Vec<Piece>,
        request: &MapdataRequest,
        client: &ClientInfo,
        deadline: Instant,
    ) -> Vec<Vec<Map<String, Value>>> {
        // A part that hangs is left out, so it must not use up the time of the whole picture.
        let left = deadline.saturating_duration_since(Instant::now());
        let loader = Loader {
            api: &self.api,
            geoshapes: self.geoshapes.as_ref(),
            runner: &self.runner,
            allowed: &self.allowed,
            wiki: &request.wiki,
            client,
            deadline: deadline.checked_sub(left / 2).unwrap_or(deadline),
        };
        let load = async |piece: Piece| match piece {
            Piece::Feature(feature) => vec![feature],
            Piece::External(external) => {
                let service = external.service.clone();
                loader.load(external).await.unwrap_or_else(|problem| {
                    let (wiki, problem) = (request.wiki.domain.as_str(), problem.to_string());
                    MapdataPartFailed { wiki, service: &service, problem: &problem }.emit();
                    Vec::new()
                })
            }
        };
        stream::iter(pieces).map(load).buffered(MAX_PARTS_AT_ONCE).collect().await
    }
}

/// The pieces of the groups in an answer.
fn pieces(body: &Bytes, names: &[String], query: &Map<String, Value>) -> Result<Vec<Piece>, MapdataError> {
    let mut pieces = Vec::new();
    let mut budget = Budget::new();
    for group in answer::groups(body, names, query)? {
        unroll(group, &mut budget, &mut pieces)?;
    }
    Ok(pieces)
}

/// Counts the features again, now with those of external data, and puts them in order.
fn finish(loaded: Vec<Vec<Map<String, Value>>>) -> Result<Vec<Value>, MapdataError> {
    let mut budget = Budget::new();
    let mut features: Vec<_> = loaded.into_iter().flatten().collect();
    for feature in &features {
        budget.feature(feature.get("geometry").unwrap_or(&Value::Null))?;
    }
    counters::count(&mut features);
    Ok(order::paint_order(features))
}
