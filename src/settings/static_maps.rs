//! The section `karto.staticMaps`.

use std::{path::PathBuf, time::Duration};

/// Settings of static maps.
#[derive(Debug, Clone)]
pub struct StaticMapSettings {
    /// Whether karto's own addresses of static maps are served.
    pub enabled: bool,
    /// The most device pixels of a picture.
    pub pixels: u64,
    /// The most vertices of all lines and areas of a picture.
    pub points: usize,
    /// The most markers and texts of a picture.
    pub markers: usize,
    /// The maximum size of a POST request's body in bytes.
    pub body_bytes: usize,
    /// The maximum time for fetching and drawing, at most that of other requests.
    pub time: Duration,
    /// The folder with the images of markers.
    pub icons: Option<PathBuf>,
    /// Whether the attribution of the source is drawn unless the request turns it off.
    pub attribution: bool,
    /// Whether errors are answered with a picture that shows the message.
    pub error_pictures: bool,
}
