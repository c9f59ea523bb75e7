//! Errors of map data, with Kartotherian's messages where those are not internal.

use std::{error::Error, sync::Arc};

use super::feature::GeoJsonProblem;
use crate::{source::geoshape::UpstreamFailure, work::WorkError};

/// A request for map data was refused or failed. `Display` is the public message; [`MapdataError::detail`] is for
/// operators only.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum MapdataError {
    /// There is no `allowedDomains`.
    #[error("Snapshot overlays are disabled, conf.allowedDomains is not set")]
    Disabled,
    /// An overlay is asked for in another format.
    #[error("Only png format is allowed for images with overlays")]
    NotPng,
    /// Only one of `domain` and `title` is given.
    #[error("Both domain and title params are required")]
    DomainAndTitle,
    /// There is no `groups`.
    #[error("A comma-separated list of groups is required")]
    NoGroups,
    /// More groups than [`super::request::MAX_GROUPS`].
    #[error("Not more than {0} groups allowed")]
    TooManyGroups(usize),
    /// A `|` in this parameter would name several pages.
    #[error("{0} param may not contain pipe \"|\" symbol")]
    Pipe(&'static str),
    /// This parameter is longer than any real value.
    #[error("{0} param is too long")]
    TooLong(&'static str),
    /// The wiki is not one of `allowedDomains`.
    #[error("Domain is not allowed")]
    Domain,
    /// The MediaWiki API says that it cannot answer. The text is that of the API, which is public.
    #[error("Mapdata error: {0}")]
    Api(String),
    /// The answer of the MediaWiki API has no map data: there is no such page, or it has no maps. The text is the query
    /// as JSON, without its address.
    #[error("Invalid mapdata response for {0}")]
    Invalid(String),
    /// The map data of the page is not GeoJSON.
    #[error("Bad GeoJSON - {0}")]
    BadGeoJson(#[from] GeoJsonProblem),
    /// The map data is larger than allowed.
    #[error("The map data of the page is too large")]
    TooLarge,
    /// The MediaWiki API failed.
    #[error("{public}")]
    Upstream {
        /// How it failed.
        failure: UpstreamFailure,
        /// The public message.
        public: String,
        /// What failed.
        #[source]
        cause: Arc<dyn Error + Send + Sync>,
    },
    /// A limit on concurrent work is reached.
    #[error("The server is busy")]
    Busy,
    /// The request timed out.
    #[error("No answer in time")]
    Timeout,
    /// A bug, or the service is stopping.
    #[error("The map data could not be loaded")]
    Lost,
}

impl MapdataError {
    /// [`MapdataError::Upstream`].
    pub(super) fn upstream(
        failure: UpstreamFailure,
        public: impl Into<String>,
        cause: impl Into<Box<dyn Error + Send + Sync>>,
    ) -> Self {
        Self::Upstream { failure, public: public.into(), cause: Arc::from(cause.into()) }
    }

    /// The message for operators, which may name hosts, but no secrets.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Upstream { public, cause, .. } => format!("{public}: {cause}"),
            other => other.to_string(),
        }
    }

    /// Kartotherian's name of the error in statsd, under `err.`.
    pub(crate) fn statsd_name(&self) -> &'static str {
        match self {
            Self::Disabled => "req.stdisabled",
            Self::NotPng => "req.stnonpng",
            Self::DomainAndTitle => "req.stboth",
            Self::NoGroups => "req.stgroups",
            Self::Pipe(_) => "req.stpipe",
            Self::Domain => "req.domain",
            _ => "unknown",
        }
    }
}

impl From<WorkError> for MapdataError {
    fn from(error: WorkError) -> Self {
        match error {
            WorkError::QueueFull => Self::Busy,
            WorkError::Deadline => Self::Timeout,
            WorkError::Panicked | WorkError::Stopped => Self::Lost,
        }
    }
}
