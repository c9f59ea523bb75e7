//! The document that Prometheus reads.

use prometheus_client::encoding::text::encode_eof;

use super::{kartotherian, metrics};

/// All metrics in the OpenMetrics text format.
pub fn scrape() -> String {
    let mut out = String::new();
    // Writing to a String cannot fail.
    let _ = metrics().write(&mut out).and_then(|()| kartotherian::write(&mut out)).and_then(|()| encode_eof(&mut out));
    out
}
