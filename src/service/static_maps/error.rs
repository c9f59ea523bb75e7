//! Errors of requests for static maps, with Kartotherian's messages.

use crate::{
    overlay::OverlayError,
    service::{error::TileError, error_kind::ErrorKind},
    source::{geoshape::UpstreamFailure, mapdata::MapdataError},
};

/// A request for a static map failed. `Display` is the public message.
#[derive(Debug, Clone, thiserror::Error)]
pub(crate) enum StaticMapError {
    /// The request for the map itself is wrong, or the map cannot be drawn.
    #[error(transparent)]
    Tile(#[from] TileError),
    /// The source is not `static`.
    #[error("Static snapshot images are not enabled for this source")]
    NotStatic,
    /// Not a format of static maps, or not one of the source.
    #[error("Format {0} is not allowed for static images")]
    Format(String),
    /// Wider or higher than the source allows, or more pixels than the configuration allows.
    #[error("Requested image is too big")]
    TooBig,
    /// Only one of latitude and longitude is `a`.
    #[error(
        "Both latitude and longitude must be numbers, or they must both be set to the letter \"a\" for auto positioning"
    )]
    HalfAuto,
    /// There is nothing to position the map by.
    #[error("Auto zoom or positioning is only allowed when both domain and title are present")]
    AutoWithoutOverlay,
    /// Latitude or longitude is not a number.
    #[error("The lat and lon coordinates must be numeric for static images")]
    NotNumeric,
    /// The map data of a wiki page cannot be shown.
    #[error(transparent)]
    Mapdata(#[from] MapdataError),
    /// The overlay is too large, or is none.
    #[error(transparent)]
    Overlay(#[from] OverlayError),
    /// The style has no such layer.
    #[error("The style has no layer \"{0}\"")]
    Layer(String),
    /// There is no such image of markers.
    #[error("There is no marker image \"{0}\"")]
    Icon(String),
    /// A part of the request is not valid.
    #[error("{0}")]
    Invalid(String),
}

impl StaticMapError {
    /// The class of the error.
    pub(crate) fn kind(&self) -> ErrorKind {
        match self {
            Self::Tile(error) => error.kind(),
            Self::Mapdata(error) => match error {
                MapdataError::Upstream { failure, .. } => match failure {
                    UpstreamFailure::Unavailable => ErrorKind::Unavailable,
                    UpstreamFailure::Timeout => ErrorKind::Timeout,
                    UpstreamFailure::Bad => ErrorKind::Bad,
                },
                MapdataError::Busy => ErrorKind::Busy,
                MapdataError::Timeout => ErrorKind::Timeout,
                MapdataError::Lost => ErrorKind::Internal,
                _ => ErrorKind::Refused,
            },
            _ => ErrorKind::Refused,
        }
    }

    /// The message for operators.
    pub(crate) fn detail(&self) -> String {
        match self {
            Self::Tile(error) => error.detail(),
            Self::Mapdata(error) => error.detail(),
            other => other.to_string(),
        }
    }

    /// Kartotherian's name of the error in statsd, under `err.`.
    pub(crate) fn statsd_name(&self) -> &'static str {
        match self {
            Self::Tile(error) => error.statsd_name(),
            Self::Mapdata(error) => error.statsd_name(),
            Self::NotStatic => "req.static",
            Self::Format(_) => "req.stformat",
            Self::TooBig => "req.stsizebig",
            Self::HalfAuto | Self::AutoWithoutOverlay => "req.stauto",
            Self::NotNumeric => "req.stcoords",
            Self::Overlay(_) | Self::Layer(_) | Self::Icon(_) | Self::Invalid(_) => "unknown",
        }
    }
}
