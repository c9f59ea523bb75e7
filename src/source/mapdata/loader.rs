//! Loads external data.

use std::{collections::BTreeMap, time::Instant};

use serde_json::{Map, Value};

use super::{
    answer,
    api::MediaWikiApi,
    budget::Budget,
    domain::Wiki,
    error::MapdataError,
    external::{ExternalData, ExternalProblem, Target},
    feature::Piece,
    mask, properties,
    unroll::unroll,
};
use crate::{
    source::geoshape::{ClientInfo, Geoshapes, ShapeError, ShapeRequest},
    work::{Class, Runner},
};

/// Loads external data.
#[derive(Debug)]
pub(super) struct Loader<'m> {
    pub(super) api: &'m MediaWikiApi,
    pub(super) geoshapes: Option<&'m Geoshapes>,
    pub(super) runner: &'m Runner,
    pub(super) allowed: &'m BTreeMap<String, Vec<String>>,
    pub(super) wiki: &'m Wiki,
    pub(super) client: &'m ClientInfo,
    pub(super) deadline: Instant,
}

/// A piece of external data cannot be loaded.
#[derive(Debug, thiserror::Error)]
pub(super) enum LoadProblem {
    /// It names nothing that may be loaded.
    #[error(transparent)]
    Refused(#[from] ExternalProblem),
    /// The configuration has no `geoshapes`.
    #[error("there is no `geoshapes` in the configuration")]
    NoShapes,
    /// The shapes could not be made.
    #[error("{}", .0.detail())]
    Shapes(#[from] ShapeError),
    /// The page cannot be read.
    #[error(transparent)]
    Page(#[from] answer::PageProblem),
    /// The API failed, or the data is not valid GeoJSON or too large.
    #[error("{}", .0.detail())]
    Data(#[from] MapdataError),
}

impl Loader<'_> {
    /// The features of a piece of external data.
    pub(super) async fn load(&self, external: ExternalData) -> Result<Vec<Map<String, Value>>, LoadProblem> {
        match external.target(self.wiki, self.allowed)? {
            Target::Shapes { kind, query, mask } => {
                let geoshapes = self.geoshapes.ok_or(LoadProblem::NoShapes)?;
                let request = ShapeRequest::parse(kind, &query, geoshapes.rules())?;
                let answer = geoshapes.collection(&request, self.client);
                let collection = tokio::time::timeout_at(self.deadline.into(), answer);
                let collection = collection.await.map_err(|_| ShapeError::Timeout)??;
                let properties = external.properties;
                let job = move || shapes(collection, &properties, mask);
                Ok(self.run(job).await??)
            }
            Target::Page { wiki, title } => {
                let pairs = [("action", "jsondata"), ("formatversion", "2"), ("title", &title)];
                let query = pairs.map(|(key, value)| (key.to_owned(), Value::from(value)));
                let body = self.api.ask(&wiki, Map::from_iter(query), self.client, self.deadline).await?;
                Ok(self.run(move || Ok::<_, LoadProblem>(features(answer::page(&body)?)?)).await??)
            }
        }
    }

    async fn run<T: Send + 'static>(&self, job: impl FnOnce() -> T + Send + 'static) -> Result<T, MapdataError> {
        Ok(self.runner.run(Class::Short, self.deadline, |_| job()).await?)
    }
}

/// The features of shapes. They inherit the properties of the external data, or are holes of one mask that has them.
fn shapes(
    collection: Value,
    inherited: &Map<String, Value>,
    mask: bool,
) -> Result<Vec<Map<String, Value>>, MapdataError> {
    let mut shapes = features(collection)?;
    if mask {
        return Ok(vec![mask::of_shapes(shapes, inherited.clone())]);
    }
    shapes.iter_mut().for_each(|shape| properties::inherit(shape, inherited));
    Ok(shapes)
}

/// The features of loaded data. External data within it is not loaded.
fn features(data: Value) -> Result<Vec<Map<String, Value>>, MapdataError> {
    let mut pieces = Vec::new();
    unroll(data, &mut Budget::new(), &mut pieces)?;
    let feature = |piece| if let Piece::Feature(feature) = piece { Some(feature) } else { None };
    Ok(pieces.into_iter().filter_map(feature).collect())
}
