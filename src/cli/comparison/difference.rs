//! Differences between two responses.

use std::fmt::{Display, Formatter, Result};

/// A difference; old values come first.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Difference {
    /// Statuses.
    Status(u16, u16),
    /// A header: its name and both values, `None` if it is missing.
    Header(String, Option<String>, Option<String>),
    /// Vector tiles: a description.
    Vector(String),
    /// Pixels of images of the same size.
    Pixels {
        /// The fraction of pixels that differ, 0 to 1.
        share: f64,
        /// The largest difference of a channel, 1 to 255.
        largest: u8,
    },
    /// Width and height of images, in pixels.
    Size((u32, u32), (u32, u32)),
    /// JSON values: the JSON pointer of the first place where they differ.
    Json(String),
    /// Bodies of any other kind.
    Body,
}

impl Difference {
    /// The kind, for counting.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Status(..) => "status",
            Self::Header(..) => "header",
            Self::Vector(_) => "vector",
            Self::Pixels { .. } | Self::Size(..) => "pixels",
            Self::Json(_) => "json",
            Self::Body => "body",
        }
    }
}

impl Display for Difference {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let value =
            |value: &Option<String>| value.as_ref().map_or_else(|| "missing".to_owned(), |value| format!("{value:?}"));
        match self {
            Self::Status(old, new) => write!(f, "status {old} → {new}"),
            Self::Header(name, old, new) => write!(f, "{name} {} → {}", value(old), value(new)),
            Self::Vector(words) => write!(f, "vector tile: {words}"),
            Self::Pixels { share, largest } => write!(f, "{:.3} % of the pixels, by {largest} at most", share * 100.0),
            Self::Size(old, new) => write!(f, "{}×{} → {}×{} pixels", old.0, old.1, new.0, new.1),
            Self::Json(pointer) => write!(f, "JSON at {}", if pointer.is_empty() { "/" } else { pointer }),
            Self::Body => f.write_str("body"),
        }
    }
}
