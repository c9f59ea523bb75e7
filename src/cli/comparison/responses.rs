//! Compares two responses.

use std::{borrow::Cow, collections::BTreeSet};

use http::header::CONTENT_TYPE;
use serde_json::Value;

use super::{difference::Difference, headers, json::JsonRules, pixels::PicturePair, vector};
use crate::{
    cli::client::ServerResponse,
    mvt::{Packing, unpack},
};

/// The maximum size of a decompressed body, in bytes. Larger bodies are compared in compressed form.
const MAX_UNPACKED_BODY: usize = 256 << 20;

/// How much two responses may differ and still count as the same.
#[derive(Debug, Clone)]
pub(crate) struct Tolerance {
    /// The largest difference of a channel that is ignored.
    pub(crate) channel: u8,
    /// The fraction of pixels that may differ, 0 to 1.
    pub(crate) pixel_share: f64,
    /// Headers that are not compared, in lower case.
    pub(crate) ignored_headers: BTreeSet<String>,
}

/// The result of a comparison.
#[derive(Debug, Default)]
pub(crate) struct ResponseComparison {
    /// Empty if the responses are the same.
    pub(crate) differences: Vec<Difference>,
    /// Both images, if they differ.
    pub(crate) pictures: Option<PicturePair>,
}

/// Compares two responses. Nothing else is compared if the statuses differ.
pub(crate) fn compare(old: &ServerResponse, new: &ServerResponse, tolerance: &Tolerance) -> ResponseComparison {
    if old.status != new.status {
        let differences = vec![Difference::Status(old.status.as_u16(), new.status.as_u16())];
        return ResponseComparison { differences, pictures: None };
    }
    let mut comparison = ResponseComparison {
        differences: headers::differences(&old.headers, &new.headers, &tolerance.ignored_headers),
        pictures: None,
    };
    if old.body == new.body {
        return comparison;
    }
    let (old_body, new_body) = (unpacked(old), unpacked(new));
    if old_body == new_body {
        return comparison;
    }
    let content_type = old.header(CONTENT_TYPE.as_str());
    if content_type.starts_with("image/") && !content_type.starts_with("image/svg") {
        let (difference, pictures) = pictures(&old_body, &new_body, tolerance);
        comparison.differences.extend(difference);
        comparison.pictures = pictures;
    } else if content_type.contains("json") {
        comparison.differences.extend(json(&old_body, &new_body));
    } else {
        comparison.differences.extend(vector_tiles(&old_body, &new_body));
    }
    comparison
}

fn unpacked(response: &ServerResponse) -> Cow<'_, [u8]> {
    unpack(&response.body, Packing::Detect, MAX_UNPACKED_BODY).unwrap_or(Cow::Borrowed(&response.body))
}

fn pictures(old: &[u8], new: &[u8], tolerance: &Tolerance) -> (Option<Difference>, Option<PicturePair>) {
    let Ok(pair) = PicturePair::decode(old, new, tolerance.channel) else { return (Some(Difference::Body), None) };
    match pair.difference() {
        None => (None, None),
        Some(Difference::Pixels { share, .. }) if share <= tolerance.pixel_share => (None, None),
        difference => (difference, Some(pair)),
    }
}

fn json(old: &[u8], new: &[u8]) -> Option<Difference> {
    match (serde_json::from_slice::<Value>(old), serde_json::from_slice::<Value>(new)) {
        (Ok(old), Ok(new)) => JsonRules::EQUAL.first_difference(&old, &new).map(Difference::Json),
        _ => Some(Difference::Body),
    }
}

fn vector_tiles(old: &[u8], new: &[u8]) -> Option<Difference> {
    match vector::difference(old, new) {
        Ok(words) => words.map(Difference::Vector),
        Err(_) => Some(Difference::Body),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use http::{HeaderMap, StatusCode};

    use super::*;

    fn response(status: u16, content_type: &str, body: &[u8]) -> ServerResponse {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type.parse().unwrap());
        headers.insert("date", format!("{}", body.len()).parse().unwrap());
        let status = StatusCode::from_u16(status).unwrap();
        ServerResponse { status, headers, body: body.to_vec(), elapsed: Duration::from_millis(1) }
    }

    #[test]
    fn statuses_headers_and_json_are_compared_and_volatile_headers_are_not() {
        let tolerance =
            Tolerance { channel: 0, pixel_share: 0.0, ignored_headers: BTreeSet::from(["vary".to_owned()]) };
        let differences = |old: &ServerResponse, new: &ServerResponse| compare(old, new, &tolerance).differences;
        let one = response(200, "application/json", br#"{"a": [1, 2], "b": 1}"#);
        assert_eq!(differences(&one, &response(200, "application/json", br#"{"b":1,"a":[1,2]}"#)), []);
        assert_eq!(
            differences(&one, &response(200, "application/json", br#"{"b":1,"a":[1,3]}"#)),
            [Difference::Json("/a/1".into())]
        );
        assert_eq!(differences(&one, &response(404, "text/plain", b"")), [Difference::Status(200, 404)]);
        let mut other = response(200, "application/json", br#"{"a": [1, 2], "b": 1}"#);
        other.headers.insert("vary", "origin".parse().unwrap());
        other.headers.insert("cache-control", "no-store".parse().unwrap());
        let difference = Difference::Header("cache-control".into(), None, Some("no-store".into()));
        assert_eq!(differences(&one, &other), [difference]);
    }
}
