//! For the fuzz targets.

use super::{path, query::Query};
use crate::service::StaticMapOptions;

/// Reads the path and the query of a request.
pub(crate) fn address(text: &str) {
    let (path, query) = text.split_once('?').map_or((text, None), |(path, query)| (path, Some(query)));
    let _ = path::route(path);
    let query = Query::parse(query);
    let _ = (query.lang(), query.detail());
    StaticMapOptions::of_query(query.pairs());
}
